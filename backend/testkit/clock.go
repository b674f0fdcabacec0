package testkit

import (
	"context"
	"strconv"
	"strings"
	"sync"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/filter"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// Clock stands still until somebody moves it. It is safe for many at once.
type Clock struct {
	mu  sync.Mutex
	now crm.Instant
}

// Time is what the store reads.
func (c *Clock) Time() time.Time { return c.Now().Time() }

// Now is the moment that the clock shows.
func (c *Clock) Now() crm.Instant {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Set moves the clock, also backwards; nothing else happens.
func (c *Clock) Set(to crm.Instant) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = to
}

// heartbeat is the time between two ticks of Advance while something may happen
// at any moment. It is shorter than what counts as late.
const heartbeat = 10 * time.Minute

// Now is the moment of the story.
func (w *World) Now() crm.Instant { return w.Clock.Now() }

// At is a civil time in the workspace's zone, "2026-11-26 09:00" or with
// seconds. A time that a clock change skips is the first one after it.
func (w *World) At(civil string) crm.Instant {
	w.T.Helper()
	day, clock, ok := strings.Cut(civil, " ")
	date, err := crm.ParseDate(day)
	if !ok || err != nil || len(clock) < len("09:00") {
		w.T.Fatalf("%q is not a civil time such as 2026-11-26 09:00", civil)
	}
	at := timing.AtClock(date, clock[:5], w.Zone)
	if seconds, found := strings.CutPrefix(clock[5:], ":"); found {
		n, err := strconv.ParseFloat(seconds, 64)
		w.OK(err)
		at += crm.Instant(n * 1000)
	}
	return at
}

// Civil shows a moment on the workspace's clock, "2026-11-26 09:00"; "-" where
// it is not set.
func (w *World) Civil(at crm.Instant) string {
	if at == 0 {
		return "-"
	}
	t := at.In(w.Zone)
	if t.Second() != 0 || t.Nanosecond() != 0 {
		return t.Format("2006-01-02 15:04:05.999")
	}
	return t.Format("2006-01-02 15:04")
}

// moment reads "3d" (calendar days, at the same time of day), "2h", "90m", "20s"
// or a civil time.
func (w *World) moment(to string) crm.Instant {
	w.T.Helper()
	if days, ok := strings.CutSuffix(to, "d"); ok {
		n, err := strconv.Atoi(days)
		w.OK(err)
		return crm.At(w.Now().In(w.Zone).AddDate(0, 0, n))
	}
	if d, err := time.ParseDuration(to); err == nil {
		return w.Now().Add(d)
	}
	return w.At(to)
}

// Tick lets the program do everything that is due now.
func (w *World) Tick() engine.Counts {
	w.T.Helper()
	n, err := w.Engine.Tick(context.Background())
	w.OK(err)
	return n
}

// Advance lets time pass while the program runs: it ticks now, at each moment
// at which something is due, at midnights, every few minutes while a filter
// counts hours or a message waits for a server, and in the end at the moment
// itself. to is a span ("3d", "2h", "90m") or a civil time.
func (w *World) Advance(to string) {
	w.T.Helper()
	end := w.moment(to)
	if end < w.Now() {
		w.T.Fatalf("advance to %s: it is %s already", w.Civil(end), w.Civil(w.Now()))
	}
	w.Tick()
	for w.Now() < end {
		w.Clock.Set(min(w.nextStop(), end))
		w.Tick()
	}
}

func (w *World) nextStop() (stop crm.Instant) {
	w.T.Helper()
	now := w.Now()
	stop = timing.StartOfDay(timing.DateAt(now, w.Zone).AddDays(1), w.Zone)
	w.Read(func(v *store.View) error {
		due, err := v.NextDue()
		if due > now {
			stop = min(stop, due)
		}
		if err != nil {
			return err
		}
		restless, err := w.restless(v, due)
		if restless {
			stop = min(stop, now.Add(heartbeat))
		}
		return err
	})
	return stop
}

// restless says whether something may happen before the next moment that is
// planned: what is due already waits for an account, an uncertain message for
// a look-up, a filter counts hours.
func (w *World) restless(v *store.View, due crm.Instant) (bool, error) {
	counts, err := v.MessageCounts()
	if err != nil || counts[crm.MessageUncertain] > 0 || due != 0 && due <= v.Clock() {
		return true, err
	}
	running, err := v.RunningSequences(0)
	if err != nil {
		return true, err
	}
	for _, q := range running {
		f, err := v.Filter(q.Filter)
		if err != nil || filter.Depends(f.Tree) == filter.InstantClock {
			return true, err
		}
	}
	return false, nil
}

// Jump lets time pass while the computer sleeps: the program ticks now and then
// only at the end, all at once.
func (w *World) Jump(to string) engine.Counts {
	w.T.Helper()
	w.Tick()
	w.Clock.Set(w.moment(to))
	return w.Tick()
}

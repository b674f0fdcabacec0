package engine

import (
	"context"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// exactSteps is how many moments of their own a twin visits; behind them, what
// is due within coarse is done together, as by a slower heartbeat. That is far
// less than what counts as late.
const (
	exactSteps = 4000
	coarse     = 5 * time.Minute
)

// Advance lets time pass until a moment, from one thing that is due to the next,
// through every local midnight and every moment at which hours turn a filter.
// tell hears of each stop. The clock never goes back.
func (t *Twin) Advance(ctx context.Context, to crm.Instant, tell func(at crm.Instant)) error {
	for t.Now() < to {
		next, err := t.next(ctx, to)
		if err != nil {
			return err
		}
		t.clock.set(next)
		if err := t.tick(ctx); err != nil {
			return err
		}
		if tell != nil {
			tell(next)
		}
	}
	return nil
}

// tick does what is due now. A twin is never away, however far its clock jumps.
func (t *Twin) tick(ctx context.Context) error {
	t.engine.ticked = t.Now()
	t.steps++
	_, err := t.engine.Tick(ctx)
	return err
}

func (t *Twin) next(ctx context.Context, to crm.Instant) (stop crm.Instant, err error) {
	now := t.Now()
	stop = min(to, timing.StartOfDay(timing.DateAt(now, t.cal.Zone).AddDays(1), t.cal.Zone))
	err = t.store.Read(ctx, func(v *store.View) error {
		due, err := v.NextDueAfter(now)
		if err != nil {
			return err
		}
		if due != 0 && due < stop {
			stop = t.together(due, stop)
		}
		stop, err = t.flip(v, now, stop)
		return err
	})
	return stop, err
}

// together is the moment at which what is due now and soon is done: at once, or
// after so many moments a little later, but not in the night that ends sooner.
func (t *Twin) together(due, before crm.Instant) crm.Instant {
	if t.steps < exactSteps {
		return due
	}
	day := timing.DateAt(due, t.cal.Zone)
	later := min(due.Add(coarse), before)
	for _, edge := range []string{"07:30", "23:00"} {
		if at := timing.AtClock(day, edge, t.cal.Zone); at > due && at <= later {
			later = at - 1
		}
	}
	return later
}

// flip is the first moment in (now, until] at which hours turn a filter, else
// until.
func (t *Twin) flip(v *store.View, now, until crm.Instant) (crm.Instant, error) {
	first := until
	for _, h := range t.hours {
		at, err := t.flipOf(v, h, now, until)
		if err != nil {
			return until, err
		}
		first = min(first, at)
	}
	return first, nil
}

// hourly is a running sequence's filter that counts hours.
type hourly struct {
	product crm.ProductID
	tree    crm.Group
}

// findHours looks once for the filters that count hours: nobody changes a
// definition here.
func (t *Twin) findHours(v *store.View) error {
	running, err := v.RunningSequences(0)
	if err != nil {
		return err
	}
	for _, q := range running {
		f, err := v.Filter(q.Filter)
		if err == nil && filter.Depends(f.Tree) == filter.InstantClock {
			t.hours = append(t.hours, hourly{q.Product, f.Tree})
		}
	}
	return nil
}

// flipOf is the first moment in (now, until] at which hours turn one filter, and
// the millisecond behind such a moment: "at most 5 hours" holds at the fifth.
func (t *Twin) flipOf(v *store.View, h hourly, now, until crm.Instant) (crm.Instant, error) {
	s, err := t.engine.scene(v)
	if err != nil {
		return until, err
	}
	env, err := s.env(h.product, until)
	if err != nil {
		return until, err
	}
	_, hours := filter.Crossings(h.tree, env, now-1)
	cards, err := v.Crossed(h.product, hours)
	if err != nil || len(cards) == 0 {
		return until, err
	}
	list, err := v.Began(cards)
	first := until
	for _, c := range list {
		for _, at := range filter.HoursOf(h.tree, env, now-1, c.StatusSince) {
			if at <= now {
				at = now + 1
			}
			first = min(first, at)
		}
	}
	return first, err
}

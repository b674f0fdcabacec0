package engine_test

import (
	"context"
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// watched is a World whose computer has a clock of its own beside the one that
// can be set: real time goes by pass, the wall clock also by set.
type watched struct {
	story
	boot string
	run  time.Duration
}

func watching(t *testing.T, options ...testkit.Option) *watched {
	t.Helper()
	w := &watched{story: tell(t, options...), boot: "first boot", run: time.Hour}
	w.Steady = func() (string, time.Duration) { return w.boot, w.run }
	w.Engine.UseSteady(w.Steady)
	w.Tick()
	return w
}

// pass lets time go by on both clocks, then the program ticks.
func (w *watched) pass(d time.Duration) {
	w.run += d
	w.set(d)
}

// set sets the wall clock by so much, then the program ticks.
func (w *watched) set(by time.Duration) {
	w.Clock.Set(w.Now().Add(by))
	w.Tick()
}

// off ends the program, switches the computer off for so long and starts both
// again.
func (w *watched) off(d time.Duration) {
	w.boot, w.run = "next boot", time.Minute
	w.closed(d)
}

// closed ends the program and starts it again after so long.
func (w *watched) closed(d time.Duration) {
	w.Clock.Set(w.Now().Add(d))
	w.Restart()
	w.Tick()
}

// says is what the guard says: why nothing runs, or what it noticed.
func (w *watched) says() (out string) {
	w.T.Helper()
	w.OK(w.Store.Read(context.Background(), func(v *store.View) error {
		list, err := v.Standstills()
		for _, s := range list {
			out += string(s.Reason)
		}
		if err != nil {
			return err
		}
		notices, err := v.Notices(1)
		for _, n := range notices {
			out += string(n.Kind)
		}
		return err
	}))
	return out
}

func (w *watched) confirm(why crm.StandstillReason) {
	w.T.Helper()
	w.OK(w.Store.Write(context.Background(), func(tx *store.Tx) error { return tx.GoOn(why) }))
	w.Tick()
}

const day = 24 * time.Hour

func TestTheGuardOfTheClock(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		do   func(*watched)
		says string
	}{
		{"time goes by", func(w *watched) { w.pass(time.Minute); w.pass(time.Hour) }, ""},
		{"a minute back", func(w *watched) { w.set(-time.Minute) }, ""},
		{"half an hour back", func(w *watched) { w.set(-30 * time.Minute) }, "clock_was_back"},
		{"an hour back to the second", func(w *watched) { w.set(-time.Hour) }, "clock_was_back"},
		{"more than an hour back", func(w *watched) { w.set(-61 * time.Minute) }, "clock_back"},
		{"back by as much as went by", func(w *watched) { w.run += 3 * time.Hour; w.set(0) }, "clock_back"},
		{"an hour ahead", func(w *watched) { w.set(time.Hour) }, ""},
		{"six days ahead", func(w *watched) { w.set(6 * day) }, ""},
		{"eight days ahead", func(w *watched) { w.set(8 * day) }, "clock_ahead"},
		{"the computer slept for eight days", func(w *watched) { w.pass(8 * day) }, ""},
		{"the program was closed for eight days", func(w *watched) { w.run += 8 * day; w.closed(8 * day) }, ""},
		{"closed for an hour, the clock came eight days further", func(w *watched) { w.run += time.Hour; w.closed(8*day + 2*time.Hour) }, "clock_ahead"},
		{"the computer was off for eight days", func(w *watched) { w.off(8 * day) }, ""},
		{"off, and the clock came back an hour and a half earlier", func(w *watched) { w.off(-90 * time.Minute) }, "clock_back"},
		{"off, and the clock came back ten minutes earlier", func(w *watched) { w.off(-10 * time.Minute) }, "clock_was_back"},
		{"off, and the battery of the clock was empty", func(w *watched) { w.off(-20 * 365 * day) }, "clock_back"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := watching(t)
			c.do(w)
			equal(t, "the guard", w.says(), c.says)
			w.Tick()
			equal(t, "a beat later", w.says(), c.says)
		})
	}
}

func TestAClockThatWasSetBackSendsNothingTwice(t *testing.T) {
	t.Parallel()
	w := watching(t)
	q := w.offers(w.email("0d"), w.sms("1d"), w.task("1d"))
	w.Activate(q, engine.ScopeNew)
	ion := w.Card("Ion Popescu", testkit.OfferSent)
	w.pass(time.Minute)
	sent := len(w.Sent())
	equal(t, "sent", sent, 1)
	planned := w.pending(q, ion)
	w.set(-50 * time.Minute)
	w.pass(20 * time.Minute)
	equal(t, "sent after the clock went back", len(w.Sent()), sent)
	equal(t, "the next step", w.pending(q, ion), planned)
	w.pass(day + time.Hour)
	w.pass(day)
	equal(t, "sent in the end", len(w.Sent()), 2)
	equal(t, "tasks in the end", len(w.Tasks()), 1)
	for _, r := range w.Runs(w.Enrolment(q, ion).ID) {
		if r.At < r.Planned {
			t.Errorf("a step ran at %s, before %s", w.Civil(r.At), w.Civil(r.Planned))
		}
	}
}

// A midnight that comes twice makes nobody leave, and nobody enter again.
func TestAClockThatWasSetBackOverMidnight(t *testing.T) {
	t.Parallel()
	w := watching(t, testkit.From("2026-11-23 21:00"))
	q := w.Sequence(w.Filter(w.When("created", "more_than_days_ago", "0")), w.task("0d"), w.task("3d"))
	w.Activate(q, engine.ScopeNew)
	ion := w.Card("Ion Popescu", testkit.OfferSent)
	w.pass(27*time.Hour + 20*time.Minute)
	equal(t, "tasks after midnight", len(w.Tasks()), 1)
	w.set(-40 * time.Minute)
	w.pass(10 * time.Minute)
	equal(t, "before the second midnight", string(w.Enrolment(q, ion).State), "waiting")
	w.pass(time.Hour)
	equal(t, "tasks after the second midnight", len(w.Tasks()), 1)
	equal(t, "enrolments", w.Enrolment(q, ion).Round, 1)
}

func TestWhileTheClockIsInDoubtNothingRuns(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		by   time.Duration
		why  crm.StandstillReason
		sent int // in the end, two days after a person confirmed the time
	}{
		{"back", -5 * time.Hour, crm.StandstillClockBack, 2},
		{"ahead: it is held, as after every long absence", 30 * day, crm.StandstillClockAhead, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := watching(t)
			q := w.offers(w.email("0d"), w.email("1d"))
			w.Activate(q, engine.ScopeNew)
			ion := w.Card("Ion Popescu", testkit.OfferSent)
			w.pass(time.Minute)
			w.OK(w.Store.Write(t.Context(), func(tx *store.Tx) error { return tx.PauseAccount(w.SMSAcc, tx.Now.Add(300*day)) }))
			w.set(c.by)
			equal(t, "the guard", w.says(), string(c.why))
			w.Card("Maria Ionescu", testkit.OfferSent)
			w.pass(day + time.Hour)
			equal(t, "sent meanwhile", len(w.Sent()), 1)
			w.Restart()
			w.Tick()
			equal(t, "after a restart", w.says(), string(c.why))
			w.confirm(c.why)
			equal(t, "confirmed", w.says(), "")
			if got := len(w.Sent()); got < 2 {
				t.Errorf("%d sent: who entered meanwhile waits for nothing", got)
			}
			w.Read(func(v *store.View) error {
				a, err := v.Account(w.SMSAcc)
				if a.Until > w.Now().Add(day) {
					t.Errorf("an account waits until %s", w.Civil(a.Until))
				}
				return err
			})
			for range 48 {
				w.pass(time.Hour)
			}
			equal(t, "no more is said", w.says(), "")
			own := 0
			for _, m := range w.Messages() {
				if m.Card == ion && m.State == crm.MessageSent {
					own++
				}
			}
			equal(t, "sent to the first one in the end", own, c.sent)
		})
	}
}

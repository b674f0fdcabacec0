package engine_test

import (
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/testkit"
)

// on makes a step count from a date field: before it, or after.
func (s story) on(field string, before bool) func(*crm.Step) {
	f := s.Field(field)
	return func(st *crm.Step) { st.Anchor, st.DateField, st.Before = crm.AnchorDate, f.ID, before }
}

func fromEntry(st *crm.Step) { st.Anchor = crm.AnchorEntry }

// valid makes a card with a date.
func (s story) valid(name, until string) crm.CardID {
	f := s.Field("Valid until")
	return s.Card(name, testkit.OfferSent, func(c *testkit.NewCard) {
		if until != "" {
			c.Draft.Fields[f.ID] = crm.Date(until)
		}
	})
}

// The stories begin on Monday 23 November 2026 at 10:00.
func TestAStepAroundADateIsPlannedWhenItsTurnComes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, timing string
		before       bool
		until        string
		pending      string
		runs         string
	}{
		{"three days before, at ten", "3d 10:00", true, "2026-12-01", "waiting 2026-11-28 10:00", ""},
		{"three days before, on a workday: backwards", "3d 10:00 workdays", true, "2026-12-08", "waiting 2026-12-04 10:00", ""},
		{"on the date", "0d 16:00", false, "2026-11-25", "waiting 2026-11-25 16:00", ""},
		{"on the date without an hour: at nine", "0d", false, "2026-11-25", "waiting 2026-11-25 09:00", ""},
		{"a week after it", "7d 10:00", false, "2026-11-20", "waiting 2026-11-27 10:00", ""},
		{"no date", "3d 10:00", true, "", "completed", "2026-11-23 10:00 skipped: no_date"},
		{"before the entry", "3d 10:00", true, "2026-11-24", "completed", "2026-11-23 10:00 skipped: already_past"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			q := s.offers(s.email(c.timing, s.on("Valid until", c.before)))
			s.Activate(q, engine.ScopeNew)
			ion := s.valid("Ion Popescu", c.until)
			equal(t, "the step", s.pending(q, ion), c.pending)
			if c.runs != "" {
				same(t, "what happened", s.runs(q, ion), []string{c.runs})
			}
		})
	}
}

func TestAllCardsGetEachTheirOwnDate(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("1d", s.on("Valid until", true)), s.task("2d"))
	ion, maria, none := s.valid("Ion Popescu", "2026-11-30"), s.valid("Maria Ionescu", "2026-12-05"), s.valid("Dan Rusu", "")
	s.Activate(q, engine.ScopeAll)
	equal(t, "Ion", s.pending(q, ion), "waiting 2026-11-29 09:00")
	equal(t, "Maria", s.pending(q, maria), "waiting 2026-12-04 09:00")
	equal(t, "Dan goes on with the second step", s.pending(q, none), "waiting 2026-11-25 10:00")
}

func TestAPendingStepMovesWithItsDate(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, to, pending, runs string }{
		{"later", "2026-12-10", "waiting 2026-12-09 17:00", ""},
		{"earlier", "2026-11-25", "waiting 2026-11-24 17:00", ""},
		{"to tomorrow: at once by its rule", "2026-11-24", "waiting 2026-11-23 17:00", ""},
		{"into the past", "2026-11-20", "waiting 2026-11-23 10:00", "2026-11-23 10:00 skipped: already_past"},
		{"cleared", "", "waiting 2026-11-23 10:00", "2026-11-23 10:00 skipped: no_date"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			q := s.offers(s.email("1d 17:00", s.on("Valid until", true)), s.task("0d"))
			s.Activate(q, engine.ScopeNew)
			ion := s.valid("Ion Popescu", "2026-12-01")
			equal(t, "before", s.pending(q, ion), "waiting 2026-11-30 17:00")
			if c.to == "" {
				s.SetField(ion, "Valid until", nil)
			} else {
				s.SetField(ion, "Valid until", crm.Date(c.to))
			}
			equal(t, "after", s.pending(q, ion), c.pending)
			if c.runs != "" {
				same(t, "what happened", s.runs(q, ion), []string{c.runs})
			}
		})
	}
}

func TestAStepBeforeADateIsHeldOnceTheDateHasCome(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, back, want string }{
		{"back in time: it goes at its hour", "2026-11-30 20:00", "completed"},
		{"back on the day itself", "2026-12-01 08:00", "held: too_late"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			q := s.offers(s.email("1d 17:00", s.on("Valid until", true)))
			s.Activate(q, engine.ScopeNew)
			ion := s.valid("Ion Popescu", "2026-12-01")
			s.Jump(c.back)
			equal(t, "the step", s.pending(q, ion), c.want)
		})
	}
}

func TestAStepCanCountFromTheEntry(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("3d"), s.task("5d", fromEntry), s.task("1d", fromEntry))
	s.Activate(q, engine.ScopeNew)
	s.Card("Ion Popescu", testkit.OfferSent)
	s.Advance("10d")
	same(t, "tasks", s.taskTimes(), []string{"2026-11-26 10:00", "2026-11-28 10:00", "2026-11-28 10:00"})
}

func TestEachNewDateStartsTheSequenceAgain(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("1d", s.on("Valid until", true)))
	until := s.Field("Valid until").ID
	s.Edit(q, func(q *crm.Sequence) { q.Reentry, q.ReentryDate = crm.ReentryEachDate, until })
	s.Activate(q, engine.ScopeNew)
	ion := s.valid("Ion Popescu", "2026-12-01")
	s.SetField(ion, "Valid until", crm.Date("2026-12-03"))
	equal(t, "a date that moves while it waits is the same round", len(s.Enrolments(q, ion)), 1)
	equal(t, "it moved", s.pending(q, ion), "waiting 2026-12-02 09:00")
	s.Advance("2026-12-03 12:00")
	equal(t, "done", s.pending(q, ion), "completed")
	s.SetField(ion, "Offer total", 5.0)
	s.SetField(ion, "Valid until", crm.Date("2026-12-03"))
	equal(t, "the same date is no new one", len(s.Enrolments(q, ion)), 1)
	s.SetField(ion, "Valid until", crm.Date("2026-12-20"))
	equal(t, "a new one", s.pending(q, ion), "waiting 2026-12-19 09:00")
	equal(t, "rounds", len(s.Enrolments(q, ion)), 2)
	s.SetStatus(ion, testkit.Contacted)
	s.SetStatus(ion, testkit.OfferSent)
	equal(t, "coming back with the same date is no new round", len(s.Enrolments(q, ion)), 2)
}

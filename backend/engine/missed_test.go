package engine_test

import (
	"context"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func (s story) missed(q crm.SequenceID) (list []store.MissedLine) {
	s.T.Helper()
	s.Read(func(v *store.View) (err error) {
		list, err = v.MissedLines(store.MissedQuery{Sequence: q})
		return err
	})
	return list
}

func (s story) decideMissed(decision crm.MissedDecision, ids ...crm.MissedID) (out engine.Tally) {
	s.T.Helper()
	s.OK(s.Store.Write(context.Background(), func(tx *store.Tx) (err error) {
		out, err = s.Engine.DecideMissed(tx, ids, decision, s.By())
		return err
	}))
	return out
}

// asleep is a sequence for cards whose date is in 3 days, and cards for which
// that day came and went while the computer slept.
func asleep(t *testing.T, names ...string) (story, crm.SequenceID, []crm.CardID) {
	t.Helper()
	s := tell(t)
	q := s.Sequence(s.Filter(s.When("Valid until", "in_days", "3")), s.task("0d"))
	s.Activate(q, engine.ScopeNew)
	var cards []crm.CardID
	for _, name := range names {
		card := s.Card(name, testkit.NewLead)
		s.SetField(card, "Valid until", crm.Date("2026-11-28"))
		cards = append(cards, card)
	}
	s.Jump("2026-11-27 14:00")
	return s, q, cards
}

func TestAMissedEntryIsStartedAnywayOrIgnored(t *testing.T) {
	t.Parallel()
	s, q, cards := asleep(t, "Ion Popescu", "Maria Ionescu", "Dan Rusu")
	list := s.missed(q)
	equal(t, "missed", len(list), 3)
	equal(t, "when it would have entered", s.Civil(list[0].At), "2026-11-25 00:00")

	equal(t, "started", s.decideMissed(crm.MissedStart, list[0].ID).Changed, 1)
	en := s.Enrolment(q, cards[0])
	equal(t, "it runs without the filter check", en.ByHand, true)
	s.Tick()
	same(t, "its task", s.taskTimes(), []string{"2026-11-27 14:00"})

	equal(t, "ignored", s.decideMissed(crm.MissedIgnore, list[1].ID).Changed, 1)
	equal(t, "nothing starts", len(s.Enrolments(q, cards[1])), 0)
	keys := s.HistoryKeys(cards[1])
	equal(t, "its history says so", keys[len(keys)-1], "activity.missed_ignored")

	again := s.decideMissed(crm.MissedStart, list[0].ID, list[1].ID)
	equal(t, "decided ones are left alone", again.Changed, 0)
	equal(t, "and counted", again.Skipped[0].Count, 2)
	equal(t, "what is left", len(s.missed(q)), 1)

	s.Write(func(tx *store.Tx) error { return s.Engine.Deactivate(tx, q) })
	inactive := s.decideMissed(crm.MissedStart, list[2].ID)
	equal(t, "an inactive sequence starts nothing", inactive.Changed, 0)
	equal(t, "because", inactive.Skipped[0].Why.Key, "away.skip.inactive")
	equal(t, "and it can still be decided", len(s.missed(q)), 1)
	s.Delete(cards[2])
	equal(t, "a deleted card asks nothing", len(s.missed(q)), 0)
}

// Once per card: a card that it ran for would not have entered either.
func TestWhatWouldNotHaveEnteredIsNotMissed(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.Sequence(s.Filter(s.When("Valid until", "in_days", "3")), s.task("0d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.NewLead)
	s.SetField(ion, "Valid until", crm.Date("2026-11-26"))
	s.Tick()
	s.SetField(ion, "Valid until", crm.Date("2026-12-10"))
	equal(t, "it ran", len(s.Enrolments(q, ion)), 1)
	s.Jump("2026-12-09 14:00")
	equal(t, "missed", len(s.missed(q)), 0)
}

func TestWhatHappenedByItselfIsToldAfterwards(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("1d"))
	r := s.offers(s.sms("1d"))
	s.Activate(q, engine.ScopeNew)
	s.Activate(r, engine.ScopeNew)
	for _, name := range []string{"Ion Popescu", "Maria Ionescu"} {
		s.Card(name, testkit.OfferSent)
	}
	last := func() (a crm.Absence, found bool) {
		s.Read(func(v *store.View) (err error) {
			a, found, err = v.LastAbsence(0)
			return err
		})
		return a, found
	}
	s.Advance("2026-11-23 18:00")
	if _, found := last(); found {
		t.Error("an absence while it ran")
	}
	s.Jump("2026-11-24 18:00")
	a, found := last()
	equal(t, "told", found, true)
	equal(t, "since", s.Civil(a.Since), "2026-11-23 18:00")
	equal(t, "tasks made late", a.Late[crm.StepTaskUser], 2)
	equal(t, "SMS sent late", a.Late[crm.StepSMSClient], 2)
	equal(t, "held", a.Held, 0)
}

func TestStepsThatWereHeldOrPutOffAreCounted(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("1d"))
	r := s.offers(s.sms("1d"))
	s.Activate(q, engine.ScopeNew)
	s.Activate(r, engine.ScopeNew)
	s.Card("Ion Popescu", testkit.OfferSent)
	s.Jump("2026-11-26 06:00")
	var a crm.Absence
	s.Read(func(v *store.View) (err error) {
		a, _, err = v.LastAbsence(0)
		return err
	})
	equal(t, "the SMS is held", a.Held, 1)
	equal(t, "the email waits for its time of day", a.PutOff, 1)
	equal(t, "nothing was done late", len(a.Late), 0)
}

// Cards that enter at a midnight of the time away are told of as well.
func TestEntriesOfTheTimeAwayCountAsHeldToo(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.Sequence(s.Filter(s.When("Valid until", "within_next_days", "3")), s.sms("0d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.NewLead)
	s.SetField(ion, "Valid until", crm.Date("2026-11-28"))
	s.Jump("2026-11-27 14:00")
	equal(t, "held", s.pending(q, ion), "held: too_late")
	var a crm.Absence
	s.Read(func(v *store.View) (err error) {
		a, _, err = v.LastAbsence(0)
		return err
	})
	equal(t, "told", a.Held, 1)
}

package engine_test

import (
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/testkit"
)

func TestLeavingCancelsWhatWaits(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		before func(s story)
		state  string
	}{
		"a queued message":                   {func(s story) { s.Email.Otherwise(fake.Unreached) }, "queued: retry"},
		"one that waits for the account":     {func(s story) { s.Email.Otherwise(fake.Stopped) }, "queued: account_stopped"},
		"one held because every retry ended": {func(s story) { s.Email.Otherwise(fake.Unreached); s.Advance("4d") }, "held: retries_used_up"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			q := s.offers(s.email("0d"), s.task("0d"))
			s.Activate(q, engine.ScopeNew)
			s.Email.Otherwise(fake.Unreached)
			ion := s.Card("Ion Popescu", testkit.OfferSent)
			c.before(s)
			s.Tick()
			same(t, "before", s.outbox(), []string{c.state})
			s.SetStatus(ion, testkit.Lost)
			same(t, "after", s.outbox(), []string{"cancelled: left_filter"})
			equal(t, "the enrolment", s.pending(q, ion), "left: left_filter")
			s.Email.Otherwise(fake.Accepted)
			s.Advance("5d")
			equal(t, "sent", len(s.Sent()), 0)
			equal(t, "tasks", len(s.Tasks()), 0)
		})
	}
}

func TestAMessageThatIsBeingSentGoesAlthoughTheCardLeaves(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"), s.task("0d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	lost := s.Status(testkit.Lost)
	s.meanwhile(func(crm.Message) { s.Save(ion, func(d *engine.Draft) { d.Status = lost }) })
	s.Advance("1d")
	same(t, "outbox", s.outbox(), []string{"sent"})
	equal(t, "the enrolment", s.pending(q, ion), "left: left_filter")
	same(t, "the step has its history", s.runs(q, ion), []string{"2026-11-23 10:00 done"})
	equal(t, "tasks", len(s.Tasks()), 0)
}

func TestASequenceCanRunToItsEnd(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"), s.task("3d"))
	s.Edit(q, func(q *crm.Sequence) { q.RunToEnd = true })
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.SetStatus(ion, testkit.Won)
	s.Advance("4d")
	equal(t, "the enrolment", s.pending(q, ion), "completed")
	same(t, "tasks", s.taskTimes(), []string{"2026-11-26 10:00"})
	equal(t, "member", s.IsMember(q, ion), false)
}

// While a sequence is inactive nothing is tracked, so taking it up again is what
// finds out, before anything that waited could go.
func TestACardThatCeasedToMatchDuringAPauseLeavesWhenItEnds(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("3d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Advance("1d")
	s.Deactivate(q)
	s.SetStatus(ion, testkit.Won)
	s.Activate(q, engine.ScopeNew)
	equal(t, "at once", s.pending(q, ion), "left: left_filter")
	s.Advance("5d")
	equal(t, "tasks", len(s.Tasks()), 0)
}

// ST11: the card is deleted between planning and running.
func TestACardThatIsDeletedBeforeItsStepGetsNothing(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("1d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Advance("23h")
	s.Delete(ion)
	s.Advance("2d")
	equal(t, "the enrolment", s.pending(q, ion), "stopped: card_deleted")
	equal(t, "messages", len(s.Messages()), 0)
}

func TestOnlyIfSkipsTheStepAndTheNextCountsFromIt(t *testing.T) {
	t.Parallel()
	s := tell(t)
	vip := crm.Group{Conditions: []crm.Condition{s.When("VIP", "is", "yes")}, Groups: []crm.Group{}}
	q := s.offers(s.task("1d"), s.email("1d", func(st *crm.Step) { st.OnlyIf = &vip }), s.task("1d"))
	s.Activate(q, engine.ScopeNew)
	plain := s.Card("Ion Popescu", testkit.OfferSent)
	very := s.Card("Maria Ionescu", testkit.OfferSent)
	s.SetField(very, "VIP", true)
	s.Advance("4d")
	same(t, "plain", s.runs(q, plain), []string{"2026-11-24 10:00 done", "2026-11-25 10:00 skipped: only_if", "2026-11-26 10:00 done"})
	same(t, "very", s.runs(q, very), []string{"2026-11-24 10:00 done", "2026-11-25 10:00 done", "2026-11-26 10:00 done"})
	equal(t, "emails", len(s.Sent()), 1)
}

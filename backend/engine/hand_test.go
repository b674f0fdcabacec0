package engine_test

import (
	"context"
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func TestStartingByHand(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("1d"), s.task("1d"))
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	maria := s.Card("Maria Ionescu", testkit.NewLead)
	refused := func(what string, err error) {
		t.Helper()
		equal(t, what, crm.CodeOf(err), crm.CodeConflict)
	}
	refused("while inactive", s.start(q, ion, true))
	s.Activate(q, engine.ScopeNew)
	s.OK(s.start(q, ion, false))
	refused("while live", s.start(q, ion, true))
	refused("a card that doesn't match", s.start(q, maria, false))
	s.OK(s.start(q, maria, true))
	s.SetField(maria, "City", "Cluj")
	s.Advance("3d")
	equal(t, "it runs without the filter check", s.pending(q, maria), "completed")
	equal(t, "Ion", s.pending(q, ion), "completed")
	s.SetStatus(maria, testkit.OfferSent)
	equal(t, "it counts for once per card", len(s.Enrolments(q, maria)), 1)
	s.OK(s.start(q, ion, false))
	equal(t, "a person's word goes over it", s.Enrolment(q, ion).Round, 2)
	s.SetStatus(ion, testkit.Lost)
	equal(t, "started while it matched, it leaves", s.pending(q, ion), "left: left_filter")
}

func TestStoppingByHandCancelsWhatWaits(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"), s.task("1d"))
	s.Activate(q, engine.ScopeNew)
	s.Email.Otherwise(unreachable)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Tick()
	s.stop(s.Enrolment(q, ion).ID)
	equal(t, "the enrolment", s.pending(q, ion), "stopped: stopped")
	same(t, "outbox", s.outbox(), []string{"cancelled: stopped"})
	s.stop(s.Enrolment(q, ion).ID)
	s.Email.Otherwise(taken)
	s.Advance("2d")
	equal(t, "sent", len(s.Sent())+len(s.Tasks()), 0)
}

func TestSkippingByHand(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("2d"), s.task("1d"))
	s.Activate(q, engine.ScopeNew)
	waiting := s.Card("Ion Popescu", testkit.OfferSent)
	s.Advance("1d")
	s.OK(s.skip(s.Enrolment(q, waiting).ID))
	same(t, "runs", s.runs(q, waiting), []string{"2026-11-24 10:00 skipped: skipped_by_hand"})
	equal(t, "the next one counts from now", s.pending(q, waiting), "waiting 2026-11-25 10:00")

	queued := s.Card("Maria Ionescu", testkit.OfferSent)
	s.Email.Otherwise(unreachable)
	s.Advance("2d")
	same(t, "queued", s.outbox(), []string{"queued: retry"})
	s.OK(s.skip(s.Enrolment(q, queued).ID))
	same(t, "skipped", s.outbox(), []string{"cancelled: skipped_by_hand"})
	equal(t, "the next one of Maria", s.pending(q, queued), "waiting 2026-11-27 10:00")
}

// Nobody can say that a message isn't sent while it is on its way or in doubt.
func TestAStepThatIsBeingSentOrUncertainCannotBeSkipped(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"), s.task("1d"))
	s.Activate(q, engine.ScopeNew)
	s.Email.Otherwise(fake.LostAfter)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	var during error
	s.meanwhile(func(crm.Message) { during = s.skip(s.Enrolment(q, ion).ID) })
	s.Tick()
	equal(t, "while sending", crm.CodeOf(during), crm.CodeConflict)
	same(t, "outbox", s.outbox(), []string{"uncertain: no_reply"})
	equal(t, "while uncertain", crm.CodeOf(s.skip(s.Enrolment(q, ion).ID)), crm.CodeConflict)
	s.stop(s.Enrolment(q, ion).ID)
	same(t, "it stays in the list", s.outbox(), []string{"uncertain: no_reply"})
	s.decide(s.Messages()[0].ID, outbox.Arrived)
	same(t, "the history learns of it", s.runs(q, ion), []string{"2026-11-23 10:00 done: arrived"})
}

func (s story) decide(id crm.MessageID, d outbox.Decision) {
	s.T.Helper()
	err := s.Store.Write(context.Background(), func(tx *store.Tx) error {
		done, err := s.Outbox.Decide(tx, id, d)
		if err == nil && !done {
			s.T.Errorf("%s can't be decided", id)
		}
		return err
	})
	s.OK(err)
}

func TestInTestModeEverythingRunsAndNothingIsSent(t *testing.T) {
	t.Parallel()
	s := tell(t, testkit.TestMode)
	q := s.offers(s.email("0d"), s.toUser("1d"), s.sms("1d"), s.task("1d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Advance("5d")
	same(t, "outbox", s.outbox(), []string{"held: test_mode", "held: test_mode", "held: test_mode"})
	same(t, "holding counts as done", s.runs(q, ion), []string{
		"2026-11-23 10:00 done: test_mode", "2026-11-24 10:00 done: test_mode", "2026-11-25 10:00 done: test_mode", "2026-11-26 10:00 done",
	})
	equal(t, "hand-overs", len(s.Email.Records())+len(s.SMS.Records()), 0)
	for _, m := range s.Messages() {
		err := s.Store.Write(context.Background(), func(tx *store.Tx) error {
			_, err := s.Outbox.Decide(tx, m.ID, outbox.Release)
			return err
		})
		equal(t, "releasing while it is on", crm.CodeOf(err), crm.CodeConflict)
	}
}

func TestSwitchingTestModeOnHoldsWhatWaits(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"), s.task("1d"))
	s.Activate(q, engine.ScopeNew)
	s.Email.Otherwise(unreachable)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Tick()
	s.Email.Otherwise(taken)
	s.SetWorkspace(func(ws *crm.Workspace) { ws.TestMode = true })
	s.Advance("30m")
	same(t, "outbox", s.outbox(), []string{"held: test_mode"})
	equal(t, "its sequence goes on", s.Enrolment(q, ion).State, crm.EnrolmentWaiting)
	s.SetWorkspace(func(ws *crm.Workspace) { ws.TestMode = false })
	s.decide(s.Messages()[0].ID, outbox.Release)
	s.Tick()
	same(t, "released", s.outbox(), []string{"sent"})
	equal(t, "its step has one entry", len(s.runs(q, ion)), 1)
}

package engine_test

import (
	"context"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func (s story) startAt(q crm.SequenceID, position int, card crm.CardID) error {
	step := s.Seq(q).Steps[position-1].ID
	return s.Store.Write(context.Background(), func(tx *store.Tx) error {
		return s.Engine.StartByHandAt(tx, q, step, card, true, s.By())
	})
}

// The steps before are not for the card, also after the sequence was paused.
func TestACardIsStartedByHandAtAStep(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("1d"), s.sms("2d"), s.task("3d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.NewLead)
	s.OK(s.startAt(q, 2, ion))
	equal(t, "its delay counts from now", s.pending(q, ion), "waiting 2026-11-25 10:00")
	same(t, "the step before", s.runs(q, ion), []string{"2026-11-23 10:00 skipped: started_later"})
	s.Deactivate(q)
	s.Activate(q, engine.ScopeNew, engine.MidwayKeep)
	equal(t, "after a pause", s.pending(q, ion), "waiting 2026-11-25 10:00")
	s.Advance("2026-11-29 10:00")
	equal(t, "it ran to the end", s.pending(q, ion), "completed")
	same(t, "tasks", s.taskTimes(), []string{"2026-11-28 10:00"})
	same(t, "messages", s.sentTimes(), []string{"2026-11-25 10:00 sms"})
}

func TestStartingAtAStepThatIsNotThereIsRefused(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q, r := s.offers(s.task("1d")), s.offers(s.task("1d"))
	s.Activate(q, engine.ScopeNew)
	s.Activate(r, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.NewLead)
	strange := s.Seq(r).Steps[0].ID
	err := s.Store.Write(context.Background(), func(tx *store.Tx) error {
		return s.Engine.StartByHandAt(tx, q, strange, ion, true, s.By())
	})
	equal(t, "a step of another sequence", crm.CodeOf(err), crm.CodeNotFound)
	equal(t, "enrolments", len(s.Enrolments(q, ion)), 0)
}

func TestManyCardsAreStartedAtAStep(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"), s.task("1d", func(st *crm.Step) { st.Timing.From = "09:00" }))
	s.Activate(q, engine.ScopeNew)
	ion, maria := s.Card("Ion Popescu", testkit.NewLead), s.Card("Maria Ionescu", testkit.NewLead)
	second := s.Seq(q).Steps[1].ID
	var out engine.Tally
	s.Write(func(tx *store.Tx) (err error) {
		out, err = s.Engine.StartManyAt(tx, q, second, []crm.CardID{ion, maria}, true, s.By())
		return err
	})
	equal(t, "started", out.Changed, 2)
	equal(t, "one", s.pending(q, ion), "waiting 2026-11-24 09:00")
	equal(t, "the other", s.pending(q, maria), "waiting 2026-11-24 09:00")
	s.Advance("2d")
	equal(t, "no email went", len(s.Sent()), 0)
	same(t, "tasks", s.taskTimes(), []string{"2026-11-24 09:00", "2026-11-24 09:00"})
}

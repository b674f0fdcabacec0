package engine_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// many makes cards without contacts, in chunks of one transaction.
func (s story) many(n int, status string) []crm.CardID {
	s.T.Helper()
	id := s.Status(status)
	drafts := make([]engine.Draft, n)
	for i := range drafts {
		drafts[i] = engine.Draft{Product: s.Product, Name: fmt.Sprintf("Client %d", i), Status: id, Owner: s.Admin, Fields: crm.Values{}, Origin: crm.OriginUser}
	}
	var ids []crm.CardID
	s.Write(func(tx *store.Tx) error {
		ids = nil
		cards, err := s.Engine.SaveCards(tx, drafts, s.By())
		for _, c := range cards {
			ids = append(ids, c.ID)
		}
		return err
	})
	return ids
}

// The program is killed after the first chunk of an activation; before it runs
// again people change cards on both sides of where it stood.
func TestAnActivationGoesOnAfterACrash(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("1d"))
	cards := s.many(2300, testkit.OfferSent)
	other := s.many(1, testkit.NewLead)[0]
	s.Write(func(tx *store.Tx) error {
		seq, err := tx.Sequence(q)
		if err != nil {
			return err
		}
		return s.Engine.Activate(tx, seq, engine.ScopeAll, engine.MidwayKeep, s.Admin)
	})
	snapshot := ""
	s.Store.SetHooks(s.Engine.Judge, func(e store.Events) {
		if snapshot == "" && len(e["enrolment"]) > 0 {
			snapshot = s.Snapshot()
		}
	})
	s.Tick()
	s.RestartFrom(snapshot)
	equal(t, "state after the crash", s.Seq(q).State, crm.SequenceActivating)
	equal(t, "started before the crash", s.live(q), 500)
	s.SetStatus(cards[0], testkit.Lost)
	s.SetStatus(cards[2000], testkit.Lost)
	s.SetStatus(other, testkit.OfferSent)
	s.Tick()
	equal(t, "state in the end", s.Seq(q).State, crm.SequenceActive)
	equal(t, "live in the end", s.live(q), 2300-2+1)
	equal(t, "the one that left", s.pending(q, cards[0]), "left: left_filter")
	equal(t, "the one that left before its turn", len(s.Enrolments(q, cards[2000])), 0)
	equal(t, "the one that came", len(s.Enrolments(q, other)), 1)
	equal(t, "the others count from the activation", s.pending(q, cards[2299]), "waiting 2026-11-24 10:00")
}

func (s story) live(q crm.SequenceID) (n int) {
	s.T.Helper()
	s.Read(func(v *store.View) (err error) {
		n, err = v.CountLive(q)
		return err
	})
	return n
}

// Entered on Monday, paused from Wednesday to Friday; the task is due on
// Saturday (RULES 4.9).
func TestCardsMidwayWhenASequenceIsActivatedAgain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ midway, again, want string }{
		{engine.MidwayKeep, "2026-11-27 10:00", "waiting 2026-11-28 10:00"},
		{engine.MidwayShift, "2026-11-27 10:00", "waiting 2026-11-30 10:00"},
		{engine.MidwayEnd, "2026-11-27 10:00", "stopped: ended_at_reactivation"},
		{engine.MidwayKeep, "2026-12-02 06:00", "waiting 2026-12-02 10:00"}, // late: again at its wall time
		{engine.MidwayShift, "2026-12-02 10:00", "waiting 2026-12-05 10:00"},
	} {
		t.Run(c.midway+" "+c.again, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			q := s.offers(s.email("0d"), s.task("5d"))
			s.Activate(q, engine.ScopeNew)
			ion := s.Card("Ion Popescu", testkit.OfferSent)
			s.Advance("2026-11-25 10:00")
			s.Deactivate(q)
			s.Advance(c.again)
			equal(t, "tasks while paused", len(s.Tasks()), 0)
			s.Activate(q, engine.ScopeNew, c.midway)
			equal(t, "pending", s.pending(q, ion), c.want)
			s.Advance("30d")
			if c.midway != engine.MidwayEnd {
				same(t, "task", s.taskTimes(), []string{c.want[len("waiting "):]})
			}
		})
	}
}

// Queued messages wait with their enrolments, and what is being sent finishes.
func TestMessagesWaitWhileASequenceIsPaused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ midway, want string }{
		{engine.MidwayKeep, "held: too_late"},
		{engine.MidwayShift, "sent"},
	} {
		s := tell(t)
		q := s.offers(s.email("0d"), s.task("1d"))
		s.Activate(q, engine.ScopeNew)
		s.Email.Otherwise(unreachable)
		ion := s.Card("Ion Popescu", testkit.OfferSent)
		s.Tick()
		s.Deactivate(q)
		s.Email.Otherwise(taken)
		s.Advance("4d")
		same(t, "while paused", s.outbox(), []string{"queued: retry"})
		s.Activate(q, engine.ScopeNew, c.midway)
		s.Advance("10m")
		same(t, c.midway, s.outbox(), []string{c.want})
		equal(t, "it is live", s.Enrolment(q, ion).State.Live(), true)
	}
	s := tell(t)
	q := s.offers(s.email("0d"), s.task("1d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.meanwhile(func(crm.Message) { s.Deactivate(q) })
	s.Tick()
	same(t, "being sent when paused", s.outbox(), []string{"sent"})
	equal(t, "the next step waits", s.Enrolment(q, ion).Paused, true)
	s.Advance("3d")
	equal(t, "tasks while paused", len(s.Tasks()), 0)
}

func TestWhatBeganToMatchWhilePausedIsAskedFor(t *testing.T) {
	t.Parallel()
	for _, scope := range []string{engine.ScopeAll, engine.ScopeNew} {
		s := tell(t)
		q := s.offers(s.task("0d"))
		s.Activate(q, engine.ScopeNew)
		done := s.Card("Ion Popescu", testkit.OfferSent)
		s.Tick()
		s.Deactivate(q)
		fresh := s.Card("Maria Ionescu", testkit.OfferSent)
		equal(t, "nothing is tracked while inactive", s.IsMember(q, fresh), false)
		s.Activate(q, scope)
		want := 0
		if scope == engine.ScopeAll {
			want = 1
		}
		equal(t, scope+": the fresh one", len(s.Enrolments(q, fresh)), want)
		equal(t, scope+": once per card", len(s.Enrolments(q, done)), 1)
	}
}

// ST14: steps are matched by identity. Ion has the first task behind him and
// waits for the second, which is due on Wednesday.
func TestStepsChangeWhileACardIsMidway(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		edit func(q *crm.Sequence, fresh crm.Step)
		want string
		then []string // the tasks of Ion in the end, the first on Tuesday
	}{
		"nothing": {func(*crm.Sequence, crm.Step) {}, "waiting 2026-11-25 10:00",
			[]string{"2026-11-24 10:00", "2026-11-25 10:00", "2026-11-26 10:00"}},
		"its delay grows": {func(q *crm.Sequence, _ crm.Step) { q.Steps[1].Timing.Delay = 3 }, "waiting 2026-11-27 10:00",
			[]string{"2026-11-24 10:00", "2026-11-27 10:00", "2026-11-28 10:00"}},
		"it is removed": {func(q *crm.Sequence, _ crm.Step) { q.Steps = slices.Delete(q.Steps, 1, 2) }, "waiting 2026-11-25 10:00",
			[]string{"2026-11-24 10:00", "2026-11-25 10:00"}},
		"it is disabled": {func(q *crm.Sequence, _ crm.Step) { q.Steps[1].Disabled = true }, "waiting 2026-11-25 10:00",
			[]string{"2026-11-24 10:00", "2026-11-25 10:00"}},
		"a step before its position": {func(q *crm.Sequence, f crm.Step) { q.Steps = slices.Insert(q.Steps, 0, f) }, "waiting 2026-11-25 10:00",
			[]string{"2026-11-24 10:00", "2026-11-25 10:00", "2026-11-26 10:00"}},
		"a step right behind the done one": {func(q *crm.Sequence, f crm.Step) { q.Steps = slices.Insert(q.Steps, 1, f) }, "waiting 2026-11-26 10:00",
			[]string{"2026-11-24 10:00", "2026-11-26 10:00", "2026-11-27 10:00", "2026-11-28 10:00"}},
		"a step at the end": {func(q *crm.Sequence, f crm.Step) { q.Steps = append(q.Steps, f) }, "waiting 2026-11-25 10:00",
			[]string{"2026-11-24 10:00", "2026-11-25 10:00", "2026-11-26 10:00", "2026-11-28 10:00"}},
		"the done one is removed": {func(q *crm.Sequence, _ crm.Step) { q.Steps = q.Steps[1:] }, "waiting 2026-11-25 10:00",
			[]string{"2026-11-24 10:00", "2026-11-25 10:00", "2026-11-26 10:00"}},
		"the last two change places": {func(q *crm.Sequence, _ crm.Step) { q.Steps[1], q.Steps[2] = q.Steps[2], q.Steps[1] }, "waiting 2026-11-25 10:00",
			[]string{"2026-11-24 10:00", "2026-11-25 10:00", "2026-11-26 10:00"}},
		"nothing is left": {func(q *crm.Sequence, _ crm.Step) { q.Steps = q.Steps[:1] }, "completed",
			[]string{"2026-11-24 10:00"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			q := s.offers(s.task("1d"), s.task("1d"), s.task("1d"))
			fresh := s.task("2d")
			s.Activate(q, engine.ScopeNew)
			ion := s.Card("Ion Popescu", testkit.OfferSent)
			s.Advance("2026-11-24 18:00")
			s.Deactivate(q)
			s.Edit(q, func(q *crm.Sequence) { c.edit(q, fresh) })
			s.Activate(q, engine.ScopeNew)
			equal(t, "pending", s.pending(q, ion), c.want)
			s.Advance("10d")
			same(t, "tasks", s.taskTimes(), c.then)
			equal(t, "in the end", s.pending(q, ion), "completed")
		})
	}
}

func TestADeletedSequenceEndsItsEnrolmentsAndKeepsItsHistory(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("0d"), s.email("1d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Tick()
	err := s.Store.Write(context.Background(), func(tx *store.Tx) error { return tx.DeleteSequence(q) })
	if err == nil {
		t.Error("an active sequence was deleted")
	}
	s.Deactivate(q)
	s.Write(func(tx *store.Tx) error {
		n, err := s.Engine.DeleteSequence(tx, q, s.By())
		equal(t, "ended", n, 1)
		return err
	})
	s.Advance("3d")
	equal(t, "the enrolment", s.pending(q, ion), "stopped: sequence_deleted")
	same(t, "its steps", s.runs(q, ion), []string{"2026-11-23 10:00 done"})
	equal(t, "messages", len(s.Messages()), 0)
	same(t, "history", s.HistoryKeys(ion), []string{"activity.created", "activity.entered", "activity.task", "activity.ended"})
}

func TestASilentImportDuringAnActivationForAllStartsNothing(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("0d"))
	ana := s.Card("Ana Pop", testkit.OfferSent)
	s.Write(func(tx *store.Tx) error { // begun, and no chunk done yet
		seq, err := tx.Sequence(q)
		if err != nil {
			return err
		}
		return s.Engine.Activate(tx, seq, engine.ScopeAll, engine.MidwayKeep, s.Admin)
	})
	ion := s.Card("Ion Popescu", testkit.OfferSent, func(c *testkit.NewCard) {
		c.Cause, c.Draft.Origin = crm.Cause{Kind: crm.CauseImport, Silent: true}, crm.OriginImport
	})
	s.Tick()
	equal(t, "the one that matched at the activation", len(s.Enrolments(q, ana)), 1)
	equal(t, "the imported one", len(s.Enrolments(q, ion)), 0)
	equal(t, "is a member all the same", s.IsMember(q, ion), true)
}

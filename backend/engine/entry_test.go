package engine_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func TestActivatingForAllStartsThoseThatMatch(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("1d"))
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	maria := s.Card("Maria Ionescu", testkit.NewLead)
	s.Activate(q, engine.ScopeAll)
	equal(t, "Ion", s.pending(q, ion), "waiting 2026-11-24 10:00")
	equal(t, "Maria's enrolments", len(s.Enrolments(q, maria)), 0)
	equal(t, "state", s.Seq(q).State, crm.SequenceActive)
}

func TestActivatingForNewNotesMembersAndStartsNone(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("0d"))
	old := s.Card("Ion Popescu", testkit.OfferSent)
	s.Activate(q, engine.ScopeNew)
	equal(t, "the old one is a member", s.IsMember(q, old), true)
	s.Advance("1d")
	equal(t, "its enrolments", len(s.Enrolments(q, old)), 0)

	fresh := s.Card("Maria Ionescu", testkit.OfferSent)
	equal(t, "a new card enters", len(s.Enrolments(q, fresh)), 1)

	s.SetStatus(old, testkit.Negotiation)
	s.SetStatus(old, testkit.OfferSent)
	s.Tick()
	equal(t, "the old one enters after leaving and coming back", s.pending(q, old), "completed")
}

func TestReentry(t *testing.T) {
	t.Parallel()
	cases := []struct {
		policy crm.Reentry
		days   int
		away   string
		rounds int
	}{
		{crm.ReentryOnce, 0, "30d", 1},
		{crm.ReentryEach, 0, "1m", 2},
		{crm.ReentryAfterDays, 3, "2d", 1},
		{crm.ReentryAfterDays, 3, "4d", 2},
	}
	for _, c := range cases {
		t.Run(string(c.policy)+" after "+c.away, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			q := s.offers(s.task("10d"))
			s.Edit(q, func(q *crm.Sequence) { q.Reentry, q.ReentryDays = c.policy, c.days })
			s.Activate(q, engine.ScopeNew)
			ion := s.Card("Ion Popescu", testkit.OfferSent)
			s.SetStatus(ion, testkit.Contacted)
			s.Advance(c.away)
			s.SetStatus(ion, testkit.OfferSent)
			list := s.Enrolments(q, ion)
			equal(t, "rounds", len(list), c.rounds)
			equal(t, "the last round", list[len(list)-1].Round, c.rounds)
		})
	}
}

// FI11: a card that comes and goes a hundred times within the hour is started as
// often as the policy says, and each time is ended again.
func TestACardThatComesAndGoesIsStartedAsOftenAsThePolicySays(t *testing.T) {
	t.Parallel()
	s := tell(t)
	rounds := map[crm.SequenceID]int{}
	for policy, want := range map[crm.Reentry]int{crm.ReentryOnce: 1, crm.ReentryAfterDays: 1, crm.ReentryEach: 100} {
		q := s.offers(s.task("10d"))
		s.Edit(q, func(q *crm.Sequence) { q.Reentry, q.ReentryDays = policy, 1 })
		s.Activate(q, engine.ScopeNew)
		rounds[q] = want
	}
	ion := s.Card("Ion Popescu", testkit.NewLead)
	for range 100 {
		s.SetStatus(ion, testkit.OfferSent)
		s.SetStatus(ion, testkit.Contacted)
	}
	for q, want := range rounds {
		list := s.Enrolments(q, ion)
		equal(t, "enrolments", len(list), want)
		if slices.ContainsFunc(list, func(en crm.Enrolment) bool { return en.State.Live() }) {
			t.Errorf("one of %d is under way", len(list))
		}
	}
}

func TestALiveCardNeverStartsTwice(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("10d"))
	s.Edit(q, func(q *crm.Sequence) { q.Reentry, q.RunToEnd = crm.ReentryEach, true })
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.SetStatus(ion, testkit.Contacted)
	s.SetStatus(ion, testkit.OfferSent)
	equal(t, "enrolments", len(s.Enrolments(q, ion)), 1)
}

func TestChangesOfOneTransactionAreJudgedOnceByTheResult(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("1d"))
	s.Edit(q, func(q *crm.Sequence) { q.Reentry = crm.ReentryEach })
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.NewLead)
	through := func(names ...string) {
		var all []crm.StatusID
		for _, n := range names {
			all = append(all, s.Status(n))
		}
		s.Write(func(tx *store.Tx) error {
			for _, status := range all {
				c, err := tx.Card(ion)
				if err != nil {
					return err
				}
				d := engine.Draft{ID: ion, Product: c.Product, Name: c.Name, Status: status, Owner: c.Owner, Contact: c.Contact, Fields: c.Fields}
				if _, err := s.Engine.SaveCards(tx, []engine.Draft{d}, s.By()); err != nil {
					return err
				}
			}
			return nil
		})
	}
	through(testkit.OfferSent, testkit.Contacted)
	equal(t, "in and out", len(s.Enrolments(q, ion)), 0)
	through(testkit.OfferSent, testkit.Contacted, testkit.OfferSent)
	equal(t, "in, out, in", len(s.Enrolments(q, ion)), 1)
	through(testkit.Contacted, testkit.OfferSent)
	equal(t, "out and in again", len(s.Enrolments(q, ion)), 1)
	equal(t, "it is still under way", s.pending(q, ion), "waiting 2026-11-24 10:00")
}

func TestEveryCommittedChangeIsJudgedEvenTwiceBetweenTicks(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("0d"))
	s.Edit(q, func(q *crm.Sequence) { q.Reentry = crm.ReentryEach })
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.SetStatus(ion, testkit.Contacted)
	s.SetStatus(ion, testkit.OfferSent)
	list := s.Enrolments(q, ion)
	if len(list) != 2 || list[0].State != crm.EnrolmentLeft || list[1].State != crm.EnrolmentWaiting {
		t.Errorf("enrolments %+v", list)
	}
}

func TestAnImportStaysSilentOrEnrols(t *testing.T) {
	t.Parallel()
	for _, silent := range []bool{true, false} {
		s := tell(t)
		q := s.offers(s.task("0d"))
		s.Activate(q, engine.ScopeNew)
		cause := crm.Cause{Kind: crm.CauseImport, Silent: silent}
		ion := s.Card("Ion Popescu", testkit.OfferSent, func(c *testkit.NewCard) {
			c.Cause, c.Draft.Origin = cause, crm.OriginImport
		})
		want := 1
		if silent {
			want = 0
		}
		equal(t, "enrolments", len(s.Enrolments(q, ion)), want)
		equal(t, "member", s.IsMember(q, ion), true)
		lost := s.Status(testkit.Lost)
		s.SaveAs(ion, cause, func(d *engine.Draft) { d.Status = lost })
		equal(t, "member after an import takes it out", s.IsMember(q, ion), false)
		if !silent {
			equal(t, "leaving always applies", s.pending(q, ion), "left: left_filter")
		}
		s.SetStatus(ion, testkit.OfferSent)
		equal(t, "a person's change enrols, once per card", len(s.Enrolments(q, ion)), 1)
	}
}

func TestADeletedCardEndsAndARestoredOneDoesNotStartAgain(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("1d"), s.task("1d"))
	s.Edit(q, func(q *crm.Sequence) { q.Reentry = crm.ReentryEach })
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Delete(ion)
	equal(t, "after deleting", s.pending(q, ion), "stopped: card_deleted")
	equal(t, "member", s.IsMember(q, ion), false)
	s.Write(func(tx *store.Tx) error { return s.Engine.RestoreCard(tx, ion, s.By()) })
	equal(t, "enrolments after restoring", len(s.Enrolments(q, ion)), 1)
	equal(t, "member again", s.IsMember(q, ion), true)
	s.Advance("3d")
	equal(t, "messages", len(s.Messages()), 0)
	equal(t, "tasks", len(s.Tasks()), 0)
}

func TestASequenceNeverStartsItselfNorAChainWithoutEnd(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("0d"))
	s.Activate(q, engine.ScopeNew)
	causes := map[string]struct {
		cause crm.Cause
		stops bool
	}{
		"itself":           {crm.Cause{Kind: crm.CauseSequence, Sequence: q}, true},
		"the eighth chain": {crm.Cause{Kind: crm.CauseSequence, Depth: crm.MaxDepthOfCauses}, true},
		"the seventh":      {crm.Cause{Kind: crm.CauseSequence, Depth: crm.MaxDepthOfCauses - 1}, false},
	}
	for name, c := range causes {
		card := s.Card("Ion Popescu", testkit.NewLead)
		to := s.Status(testkit.OfferSent)
		s.SaveAs(card, c.cause, func(d *engine.Draft) { d.Status = to })
		equal(t, name+" stops", len(s.Enrolments(q, card)) == 0, c.stops)
		equal(t, name+" is shown", slices.Contains(s.HistoryKeys(card), "activity.loop"), c.stops)
	}
}

// ST13: two windows activate at the same moment.
func TestTwoActivationsAtTheSameMomentStartEachCardOnce(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("1d"))
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	seq := s.Seq(q)
	errs := make([]error, 2)
	var both sync.WaitGroup
	for i := range errs {
		both.Go(func() {
			errs[i] = s.Store.Write(context.Background(), func(tx *store.Tx) error {
				return s.Engine.Activate(tx, seq, engine.ScopeAll, engine.MidwayKeep, s.Admin)
			})
		})
	}
	both.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Errorf("one of both succeeds: %v, %v", errs[0], errs[1])
	}
	s.Tick()
	equal(t, "enrolments", len(s.Enrolments(q, ion)), 1)
}

func TestABrokenFilterStartsNobodyAndHoldsWhatIsUnderWay(t *testing.T) {
	t.Parallel()
	s := tell(t)
	f := s.Filter(s.When("City", "equals", "Cluj"))
	q := s.Sequence(f, s.task("1d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.NewLead)
	s.SetField(ion, "City", "Cluj")
	equal(t, "Ion", s.pending(q, ion), "waiting 2026-11-24 10:00")
	city := s.Field("City")
	s.Write(func(tx *store.Tx) error { return tx.DeleteField(city) })
	maria := s.Card("Maria Ionescu", testkit.NewLead)
	s.Advance("2d")
	equal(t, "Ion", s.pending(q, ion), "held: filter_broken")
	equal(t, "Maria's enrolments", len(s.Enrolments(q, maria)), 0)
	equal(t, "tasks", len(s.Tasks()), 0)
}

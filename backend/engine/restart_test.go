package engine_test

import (
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
	"stepwise/backend/timing"
)

// I8: what is stored as due is what the rule gives again after a restart.
func TestStoredMomentsAreThoseOfTheRuleAfterARestart(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("1d workdays 09:00"), s.sms("14h"), s.task("3d"), s.email("2d 1,3,5"), s.task("90m"))
	s.Activate(q, engine.ScopeNew)
	var cards []crm.CardID
	for range 6 {
		cards = append(cards, s.Card("Ion Popescu", testkit.OfferSent))
		s.Advance("29h")
		s.Restart()
		for _, card := range cards {
			e := s.Enrolment(q, card)
			if e.State != crm.EnrolmentWaiting {
				continue
			}
			equal(t, "planned", s.Civil(s.again(e)), s.Civil(e.Planned))
			equal(t, "due", e.Due, e.Planned)
		}
	}
}

// again computes the moment of an enrolment's step from what is stored.
func (s story) again(e crm.Enrolment) (at crm.Instant) {
	s.T.Helper()
	s.Read(func(v *store.View) error {
		st, err := v.AnyStep(e.Step)
		if err != nil {
			return err
		}
		cal, err := s.Engine.Calendar(v)
		if err != nil {
			return err
		}
		at, _, err = timing.Next(e.Anchor, st.Timing, st.Kind.Channel(), cal)
		return err
	})
	return at
}

// I6: each step that an enrolment came to ends in exactly one entry, and each
// enrolment with a reason unless it is completed.
func TestEveryStepEndsInOneEntry(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"), s.sms("1d"), s.task("1d"), s.toUser("1d"))
	s.Activate(q, engine.ScopeNew)
	s.Email.Script("refused@client.example", fake.BadAddress)
	s.Email.Script("lost@client.example", fake.LostAfter)
	s.Email.Script("later@client.example", fake.Temporary, fake.Unreached, fake.Temporary)
	changes := []func(*testkit.NewCard){
		func(*testkit.NewCard) {}, testkit.NoContact, testkit.NoOwner, testkit.Email(""), testkit.Phone(""), landline,
		testkit.Email("refused@client.example"), testkit.Email("lost@client.example"), testkit.Email("later@client.example"),
	}
	var cards []crm.CardID
	for _, change := range changes {
		cards = append(cards, s.Card("Ion Popescu", testkit.OfferSent, change))
	}
	s.Advance("8d")
	for i, card := range cards {
		equal(t, "state", s.pending(q, card), "completed")
		runs := s.Runs(s.Enrolment(q, card).ID)
		if len(runs) != 4 {
			t.Errorf("card %d has %d entries", i, len(runs))
		}
		seen := map[crm.StepID]bool{}
		for _, r := range runs {
			if seen[r.Step] || r.Outcome != crm.OutcomeDone && r.Reason == crm.ReasonNone {
				t.Errorf("card %d: entry %+v", i, r)
			}
			seen[r.Step] = true
		}
	}
	same(t, "a refused address", s.runs(q, cards[6])[:1], []string{"2026-11-23 10:00 failed: recipient_refused"})
	same(t, "an uncertain one goes on after 24 hours", s.runs(q, cards[7])[:1], []string{"2026-11-23 10:00 done: assumed"})
}

// ST16: the zone is gone from the zone data: nothing is sent at a wrong hour.
func TestWithoutAZoneNothingRuns(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"))
	s.Activate(q, engine.ScopeNew)
	s.Card("Ion Popescu", testkit.OfferSent)
	s.SetWorkspace(func(ws *crm.Workspace) { ws.Zone = "Mars/Phobos" })
	_, err := s.Engine.Tick(t.Context())
	if err == nil {
		t.Error("the tick says nothing of the zone")
	}
	equal(t, "hand-overs", len(s.Email.Records()), 0)
	s.SetWorkspace(func(ws *crm.Workspace) { ws.Zone = "Europe/Bucharest" })
	s.Tick()
	equal(t, "sent once the zone is back", len(s.Sent()), 1)
}

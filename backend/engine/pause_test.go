package engine_test

import (
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func (s story) pause(q crm.SequenceID, card crm.CardID, paused bool) error {
	s.T.Helper()
	id := s.Enrolment(q, card).ID
	return s.Store.Write(s.T.Context(), func(tx *store.Tx) error {
		if paused {
			return s.Engine.PauseByHand(tx, id, s.By())
		}
		return s.Engine.ResumeByHand(tx, id, s.By())
	})
}

func TestAPausedCardKeepsItsDatesAndLatenessDecidesWhenItGoesOn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, resumed, after, end string }{
		{"before its date", "2026-11-24 09:00", "waiting 2026-11-24 10:00", "completed"},
		{"a few minutes late", "2026-11-24 10:10", "waiting 2026-11-24 10:00", "completed"},
		{"four days late", "2026-11-28 12:00", "waiting 2026-11-24 10:00", "held: too_late"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			q := s.offers(s.email("1d"))
			s.Activate(q, engine.ScopeNew)
			ion, maria := s.Card("Ion Popescu", testkit.OfferSent), s.Card("Maria Ionescu", testkit.OfferSent)
			s.OK(s.pause(q, ion, true))
			s.OK(s.pause(q, ion, true)) // twice is once
			s.Advance(c.resumed)
			equal(t, "it waits", s.pending(q, ion), "waiting 2026-11-24 10:00")
			s.OK(s.pause(q, ion, false))
			equal(t, "its date", s.pending(q, ion), c.after)
			s.Advance("2d")
			equal(t, "in the end", s.pending(q, ion), c.end)
			equal(t, "another card", s.pending(q, maria), "completed")
			same(t, "the history", s.HistoryKeys(ion)[2:4], []string{"activity.paused", "activity.resumed"})
		})
	}
}

func TestAMessageOfAPausedCardWaitsInTheOutbox(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"))
	s.Activate(q, engine.ScopeNew)
	s.Email.Otherwise(unreachable)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Tick()
	s.OK(s.pause(q, ion, true))
	s.Email.Otherwise(taken)
	s.Advance("3h")
	equal(t, "sent while paused", len(s.Sent()), 0)
	s.OK(s.pause(q, ion, false))
	s.Tick()
	equal(t, "sent then", len(s.Sent()), 1)
}

func TestActivatingASequenceAgainLeavesPausedCardsPaused(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("1d"))
	s.Activate(q, engine.ScopeNew)
	ion, maria := s.Card("Ion Popescu", testkit.OfferSent), s.Card("Maria Ionescu", testkit.OfferSent)
	s.OK(s.pause(q, ion, true))
	s.Deactivate(q)
	s.OK(s.pause(q, maria, true))
	s.OK(s.pause(q, maria, false))
	equal(t, "resumed under an inactive sequence", s.Enrolment(q, maria).Paused, true)
	s.Activate(q, engine.ScopeNew)
	equal(t, "Ion stays paused", s.Enrolment(q, ion).Paused, true)
	equal(t, "Maria goes on", s.Enrolment(q, maria).Paused, false)
	s.Advance("2d")
	equal(t, "Ion", s.pending(q, ion), "waiting 2026-11-24 10:00")
	equal(t, "Maria", s.pending(q, maria), "completed")
}

func TestAPausedCardLeavesAndIsStoppedLikeAnyOther(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("1d"), s.task("1d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.OK(s.pause(q, ion, true))
	s.SetStatus(ion, testkit.Lost)
	equal(t, "it left", s.pending(q, ion), "left: left_filter")
	equal(t, "what ended is not paused", s.Enrolment(q, ion).Paused || s.Enrolment(q, ion).PausedByHand, false)
	equal(t, "nor can it be", crm.CodeOf(s.pause(q, ion, true)), crm.CodeConflict)
}

package engine_test

import (
	"slices"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/testkit"
)

// The computer slept from Monday to Friday; the offer is 3 days before its end
// on Wednesday.
func TestAnEntryDuringSleepIsDatedAtItsFlip(t *testing.T) {
	t.Parallel()
	s := tell(t)
	soon := s.Filter(s.When("Valid until", "within_next_days", "3"))
	q := s.Sequence(soon, s.task("1d"), s.task("2d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.NewLead)
	s.SetField(ion, "Valid until", crm.Date("2026-11-28"))
	s.Jump("2026-11-27 14:00")
	e := s.Enrolment(q, ion)
	equal(t, "entered", s.Civil(e.Entered), "2026-11-25 00:00")
	same(t, "the step of Thursday is made up for", s.taskTimes(), []string{"2026-11-27 14:00"})
	equal(t, "the next one counts from then", s.pending(q, ion), "waiting 2026-11-29 14:00")
}

// In 3 days is true on one day only; nobody was there on it.
func TestAMatchThatCameAndWentUnseenIsListedAsMissed(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.Sequence(s.Filter(s.When("Valid until", "in_days", "3")), s.task("0d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.NewLead)
	s.SetField(ion, "Valid until", crm.Date("2026-11-28"))
	s.Jump("2026-11-27 14:00")
	equal(t, "enrolments", len(s.Enrolments(q, ion)), 0)
	history := s.History(ion)
	last := history[len(history)-1]
	equal(t, "history", last.Say.Key, "activity.missed")
	at, _ := last.Say.Args["at"].(map[string]any)
	if ms, _ := at["instant"].(float64); crm.Instant(ms) != s.At("2026-11-25 00:00") {
		t.Errorf("missed at %v", last.Say.Args["at"])
	}
	s.Jump("2026-12-04 14:00")
	equal(t, "it is said once", len(s.History(ion)), len(history))
}

func TestTimeAloneTakesCardsOut(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.Sequence(s.Filter(s.When("Valid until", "within_next_days", "1")), s.email("5d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.NewLead)
	s.SetField(ion, "Valid until", crm.Date("2026-11-24"))
	equal(t, "it enters", s.pending(q, ion), "waiting 2026-11-28 10:00")
	s.Advance("2026-11-24 23:59")
	equal(t, "it is still in", s.IsMember(q, ion), true)
	s.Advance("2026-11-25 00:00")
	equal(t, "it left at midnight", s.pending(q, ion), "left: left_filter")
}

// Staying counted in hours flips at any moment of the day.
func TestAStayOfHoursEntersWithinMinutes(t *testing.T) {
	t.Parallel()
	s := tell(t, testkit.From("2026-11-23 13:07"))
	q := s.Sequence(s.Filter(s.When("status", "stayed_at_least_hours", testkit.OfferSent, "5")), s.task("0d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	equal(t, "enrolments at first", len(s.Enrolments(q, ion)), 0)
	s.Advance("6h")
	equal(t, "entered", s.Civil(s.Enrolment(q, ion).Entered), "2026-11-23 18:07")
	s.Jump("2026-11-24 09:00")
	maria := s.Card("Maria Ionescu", testkit.OfferSent)
	s.Jump("2026-11-25 09:00")
	equal(t, "after a sleep it is dated exactly", s.Civil(s.Enrolment(q, maria).Entered), "2026-11-24 14:00")
}

// A sweep runs in chunks; what flips while it runs is not lost.
func TestASweepGoesOnWhereItBegan(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.Sequence(s.Filter(s.When("Valid until", "within_next_days", "3")), s.task("0d"))
	s.Activate(q, engine.ScopeNew)
	var cards []crm.CardID
	for range 3 {
		card := s.Card("Ion Popescu", testkit.NewLead)
		s.SetField(card, "Valid until", crm.Date("2026-11-28"))
		cards = append(cards, card)
	}
	s.Advance("2026-11-24 23:59")
	s.Restart()
	s.Advance("2026-11-25 01:00")
	for _, card := range cards {
		equal(t, "entered", s.Civil(s.Enrolment(q, card).Entered), "2026-11-25 00:00")
	}
	equal(t, "judged again", s.Tick().Judged, 0)
	if keys := s.HistoryKeys(cards[0]); slices.Contains(keys, "activity.missed") {
		t.Errorf("history %v", keys)
	}
}

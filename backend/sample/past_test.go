package sample_test

import (
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func TestOnlyASampleCardGetsAnotherPast(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	real := w.Card("Ion Popescu", "New lead")
	made := w.Card("Ana Pop", "New lead", func(c *testkit.NewCard) { c.Draft.Origin = crm.OriginSample })
	now := w.Now()
	yesterday := now.Add(-24 * time.Hour)
	tests := map[string]struct {
		card crm.CardID
		past store.Past
		ok   bool
	}{
		"a sample card":        {made, store.Past{Created: yesterday, StatusSince: now}, true},
		"a card of a person":   {real, store.Past{Created: yesterday, StatusSince: now}, false},
		"no moment":            {made, store.Past{StatusSince: now}, false},
		"moments out of order": {made, store.Past{Created: now, StatusSince: yesterday}, false},
		"the future":           {made, store.Past{Created: yesterday, StatusSince: now + 1}, false},
	}
	for name, c := range tests {
		err := w.Store.Write(t.Context(), func(tx *store.Tx) error { return tx.BackdateCard(c.card, c.past) })
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
	if c := w.CardNow(real); c.Created != now || c.StatusSince != now {
		t.Errorf("the real card was moved: %+v", c)
	}
	if c := w.CardNow(made); c.Created != yesterday || c.StatusSince != now || w.History(made)[0].At != yesterday {
		t.Errorf("the sample card is %+v", c)
	}
}

func TestOnlyWhatIsMadeUpIsWrittenIntoThePast(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	card := w.Card("Ion Popescu", "New lead")
	now := w.Now()
	for name, c := range map[string]struct {
		cause crm.CauseKind
		at    crm.Instant
		ok    bool
	}{
		"made up":               {crm.CauseSample, now - 1, true},
		"what a person did":     {crm.CauseUser, now - 1, false},
		"made up in the future": {crm.CauseSample, now + 1, false},
		"made up at no moment":  {crm.CauseSample, 0, false},
	} {
		line := crm.Activity{Card: card, At: c.at, Kind: crm.ActivityCard, Cause: c.cause, Say: crm.Say("activity.contact")}
		if err := w.Store.Write(t.Context(), func(tx *store.Tx) error { return tx.NotePast(line) }); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

package store_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// A question that would take for ever ends at once when its asker goes.
func TestWhoGoesAwayEndsTheQuestion(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	ctx, leave := context.WithCancel(t.Context())
	store.Watch(s, func(string, []any) { go leave() })
	err := s.Read(ctx, func(v *store.View) error {
		var n int
		return store.Get(v, &n, "WITH RECURSIVE x (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM x) SELECT count(*) FROM x")
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
	store.Watch(s, nil)
	must(t, s.Read(t.Context(), func(v *store.View) error {
		var n int
		return store.Get(v, &n, "SELECT 1")
	}))
}

// A count with its first page is what the count and the page are by themselves,
// for few matches and for many.
func TestOnePassCountsAndReadsTheFirstPage(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	for i := range 60 {
		w.Card(fmt.Sprint("Card ", (i*37)%60), []string{testkit.NewLead, testkit.OfferSent, testkit.Won}[i%3])
	}
	statuses := []crm.StatusID{0, w.Status(testkit.Won), w.Status(testkit.Contacted)}
	w.Read(func(v *store.View) error {
		for _, status := range statuses {
			q := store.ListQuery{Product: w.Product, Status: status, Limit: 7}
			lines, total, err := v.CountAndPage(q)
			if err != nil {
				return err
			}
			page, err := v.Cards(q)
			if err != nil {
				return err
			}
			want, err := v.CountMatching(q)
			if err != nil {
				return err
			}
			if total != want || len(lines) != len(page) {
				t.Errorf("%d cards, %d of them in the page, want %d and %d", total, len(lines), want, len(page))
			}
			for i := range lines {
				if lines[i].ID != page[i].ID {
					t.Errorf("place %d: %s, want %s", i, lines[i].ID, page[i].ID)
				}
			}
		}
		return nil
	})
}

package store_test

import (
	"strings"
	"testing"

	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// The lists that people open most are read in their index alone, in its order.
func TestTheUsualListsReadTheirIndex(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	w.Card("Ion", testkit.NewLead)
	plain := store.ListQuery{Product: w.Product, Limit: 50}
	narrow := plain
	narrow.Status, narrow.Owner = w.Status(testkit.Won), w.Admin
	deleted := plain
	deleted.Deleted, deleted.Sort = true, "deleted"
	for _, q := range []store.ListQuery{plain, narrow, deleted} {
		for sort, index := range map[string]string{"name": "card_name", "created": "card_created", "modified": "card_modified", "since": "card_since"} {
			if q.Deleted {
				sort, index = "deleted", "card_deleted"
			}
			for _, q.Desc = range []bool{false, true} {
				q.Sort = sort
				for _, plan := range plansOf(t, w, q) {
					if !strings.Contains(plan, "USING COVERING INDEX "+index+" (product=?") || strings.Contains(plan, "TEMP B-TREE") || strings.Contains(plan, "SCAN") {
						t.Errorf("by %s: %s", sort, plan)
					}
				}
			}
		}
	}
	found := plain
	found.Search = "ion"
	for _, plan := range plansOf(t, w, found) {
		if !strings.Contains(plan, "SEARCH c USING INTEGER PRIMARY KEY") {
			t.Errorf("of a search: %s", plan)
		}
	}
}

// plansOf are the query plans of a list's first page, of the one behind it and
// of a leap.
func plansOf(t *testing.T, w *testkit.World, q store.ListQuery) (plans []string) {
	t.Helper()
	next, leap := q, q
	if page := cards(t, w, q); len(page) > 0 {
		next.After = &page[0].Cursor
	}
	leap.Offset = 40
	w.Read(func(v *store.View) error {
		for _, q := range []store.ListQuery{q, next, leap} {
			plan, err := store.PlanOfList(v, q)
			if err != nil {
				return err
			}
			plans = append(plans, plan)
		}
		return nil
	})
	return plans
}

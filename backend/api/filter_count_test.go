package api_test

import (
	"fmt"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// The list doesn't wait for counts: those of active sequences are known, the
// others are asked for.
func TestFiltersAreCountedWhereSomebodyAsks(t *testing.T) {
	t.Parallel()
	d := open(t)
	offered := d.Filter(d.When("status", "is", testkit.OfferSent))
	won := d.Filter(d.When("status", "is", testkit.Won))
	var broken crm.FilterID
	d.Write(func(tx *store.Tx) error {
		gone := crm.Condition{Subject: "field", Field: 77, Op: "is_set", Values: []string{}}
		f, err := tx.SaveFilter(crm.Filter{Product: d.Product, Name: "Broken", Tree: crm.Group{Conditions: []crm.Condition{gone}, Groups: []crm.Group{}}})
		broken = f.ID
		return err
	})
	for range 3 {
		d.Card("Ion", testkit.OfferSent)
	}
	d.Card("Maria", testkit.Won)
	d.Activate(d.Sequence(won, testkit.TaskStep("1d", d.Template(crm.TemplateTask, "Call", ""))), engine.ScopeNew)
	listed := map[crm.FilterID]int{}
	for _, row := range ask(d.api.ListFilters(api.ProductIn{Product: d.Product})).ok(t) {
		listed[row.Filter.ID] = row.Matches
	}
	equal(t, "one that nothing uses, in the list", listed[offered], -2)
	equal(t, "one of an active sequence, in the list", listed[won], 1)
	equal(t, "a broken one, in the list", listed[broken], -1)
	want := map[crm.FilterID]int{offered: 3, won: 1, broken: -1}
	for _, c := range ask(d.api.CountFilters(api.CountFiltersIn{IDs: []crm.FilterID{offered, won, broken}})).ok(t) {
		equal(t, c.ID.String(), c.Matches, want[c.ID])
	}
	equal(t, "by itself", ask(d.api.GetFilter(api.FilterIn{ID: offered})).ok(t).Matches, 3)
	ask(d.api.CountFilters(api.CountFiltersIn{IDs: []crm.FilterID{77}})).refused(t, "not_found error.not_found.filter")
}

// The count of a draft is a door: behind the first cards come all the others,
// page by page, each once.
func TestAllCardsOfADraftCanBeRead(t *testing.T) {
	t.Parallel()
	d := open(t)
	want := []string{}
	for i := range 225 {
		want = append(want, fmt.Sprintf("Offer %03d", i))
		d.Card(want[i], testkit.OfferSent)
	}
	d.Card("Maria", testkit.Won)
	in := api.PreviewFilterIn{Product: d.Product, Tree: crm.Group{Conditions: []crm.Condition{d.When("status", "is", testkit.OfferSent)}}}
	got, pages := []string{}, []int{}
	for first := true; first || in.After != ""; first = false {
		out := ask(d.api.PreviewFilter(in)).ok(t)
		for _, row := range out.Rows {
			got = append(got, row.Name)
		}
		pages, in.After = append(pages, len(out.Rows)), out.Next
		if first {
			equal(t, "counted", out.Total, 225)
		}
	}
	same(t, "cards", got, want)
	same(t, "pages", pages, []int{20, 100, 100, 5})
	in.After = "nonsense"
	ask(d.api.PreviewFilter(in)).refused(t, "invalid error.bad_cursor")
	in.After, in.Tree = ask(d.api.PreviewFilter(api.PreviewFilterIn{Product: d.Product, Tree: in.Tree})).ok(t).Next, crm.Group{}
	equal(t, "problems of another draft", len(ask(d.api.PreviewFilter(in)).ok(t).Problems), 1)
}

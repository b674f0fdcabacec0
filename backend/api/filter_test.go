package api_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

func tree(conditions ...crm.Condition) crm.Group { return crm.Group{Conditions: conditions} }

func (d *desk) saveFilter(tree crm.Group) answer[api.FilterRow] {
	return ask(d.api.SaveFilter(api.SaveFilterIn{Product: d.Product, Name: "Offers", Tree: tree}))
}

// nested is a condition below so many groups.
func nested(c crm.Condition, depth int) crm.Group {
	if depth == 1 {
		return tree(c)
	}
	return crm.Group{Groups: []crm.Group{nested(c, depth-1)}}
}

// The cases FI of the bad inputs: each is refused at save, with its place.
func TestAFilterThatCannotMeanWhatItSaysIsRefused(t *testing.T) {
	t.Parallel()
	d := open(t)
	c := d.When("name", "contains", "x")
	many := tree()
	for range crm.MaxConditions + 1 {
		many.Conditions = append(many.Conditions, c)
	}
	total, vip, until := d.Field("Offer total").ID, d.Field("VIP").ID, d.Field("Valid until").ID
	for id, tc := range map[string]struct {
		tree crm.Group
		want []string
	}{
		"no condition":       {tree(), []string{"tree filter.problem.empty"}},
		"FI01 depth":         {nested(c, 6), []string{"tree.groups[0].groups[0].groups[0].groups[0].groups[0] filter.problem.too_deep"}},
		"FI01 number":        {many, []string{"tree filter.problem.too_large"}},
		"FI02":               {tree(crm.Condition{Subject: "name; DROP TABLE cards--", Op: "is", Values: []string{"x"}}), []string{"tree.conditions[0].subject filter.problem.subject"}},
		"FI02 operator":      {tree(crm.Condition{Subject: "name", Op: "1=1) OR (1=1", Values: []string{"x"}}), []string{"tree.conditions[0].op filter.problem.operator"}},
		"FI02 field":         {tree(crm.Condition{Subject: "field", Field: 77, Op: "equals", Values: []string{"x"}}), []string{"tree.conditions[0].field filter.problem.field_gone"}},
		"FI04 number":        {tree(crm.Condition{Subject: "field", Field: total, Op: "gt", Values: []string{"abc"}}), []string{"tree.conditions[0].values[0] filter.problem.number"}},
		"FI04 date":          {tree(crm.Condition{Subject: "field", Field: until, Op: "before", Values: []string{"tomorrow"}}), []string{"tree.conditions[0].values[0] filter.problem.date"}},
		"FI04 yes or no":     {tree(crm.Condition{Subject: "field", Field: vip, Op: "is", Values: []string{"7"}}), []string{"tree.conditions[0].values[0] filter.problem.yesno"}},
		"a status of nobody": {tree(d.When("status", "is", "stat_77")), []string{"tree.conditions[0].values[0] filter.problem.status_gone"}},
		"all at once": {tree(crm.Condition{Subject: "moon", Op: "is"}, d.When("name", "contains"), d.When("status", "is", "stat_77")), []string{
			"tree.conditions[0].subject filter.problem.subject", "tree.conditions[1].values filter.problem.value_missing",
			"tree.conditions[2].values[0] filter.problem.status_gone",
		}},
	} {
		t.Log(id)
		d.saveFilter(tc.tree).invalid(t, tc.want...)
		preview := ask(d.api.PreviewFilter(api.PreviewFilterIn{Product: d.Product, Tree: tc.tree})).ok(t)
		var want []string
		for _, w := range tc.want {
			want = append(want, strings.TrimPrefix(strings.TrimPrefix(w, "tree"), "."))
		}
		same(t, id+" in the preview", problems(t, preview.Problems), want)
		equal(t, id+" matches nothing", preview.Total+len(preview.Rows), 0)
	}
	d.saveFilter(nested(c, 5)).ok(t)
	equal(t, "filters", len(ask(d.api.ListFilters(api.ProductIn{Product: d.Product})).ok(t)), 1)
}

// FI01 as it would come over the wire: a thousand groups are refused before
// they are looked at.
func TestAThousandGroupsOnTheWire(t *testing.T) {
	t.Parallel()
	d := open(t)
	raw := `{"product":"` + d.Product.String() + `","name":"Deep","tree":` + strings.Repeat(`{"any":false,"conditions":[],"groups":[`, 1000) + strings.Repeat("]}", 1000) + "}"
	ask(api.Call(d.api, "SaveFilter", []json.RawMessage{json.RawMessage(raw)})).refused(t, "invalid error.json_depth")
}

// FI07: the filter of an active sequence is read-only.
func TestAFilterInActionIsReadOnly(t *testing.T) {
	t.Parallel()
	d := open(t)
	row := d.saveFilter(tree(d.When("status", "is", testkit.OfferSent))).ok(t)
	q := ask(d.api.SaveSequence(d.draft(func(in *api.SaveSequenceIn) { in.Filter = row.Filter.ID }))).ok(t)
	in := api.SaveFilterIn{ID: row.Filter.ID, Revision: row.Filter.Revision, Name: "Offers", Tree: tree(d.When("status", "is", testkit.Won))}
	ask(d.api.Activate(api.ActivateIn{ID: q.Sequence.ID, Scope: "new"})).ok(t)
	refusal := ask(d.api.SaveFilter(in))
	refusal.refused(t, "conflict error.filter.read_only")
	equal(t, "who uses it", refusal.arg("where"), any("Offer follow-up"))
	row = ask(d.api.GetFilter(api.FilterIn{ID: row.Filter.ID})).ok(t)
	equal(t, "read-only in the list", row.ReadOnly && row.UsedBy[0].Active, true)

	copied := ask(d.api.CopyFilter(api.FilterIn{ID: row.Filter.ID})).ok(t)
	equal(t, "a copy", copied.Filter.Name, "Offers (2)")
	equal(t, "another copy", ask(d.api.CopyFilter(api.FilterIn{ID: row.Filter.ID})).ok(t).Filter.Name, "Offers (3)")
	ask(d.api.Deactivate(api.SequenceIn{ID: q.Sequence.ID})).ok(t)
	saved := ask(d.api.SaveFilter(in)).ok(t)
	ask(d.api.SaveFilter(in)).refused(t, "conflict error.changed_meanwhile")
	in.Revision, in.Name = saved.Filter.Revision, "Offers (2)"
	ask(d.api.SaveFilter(in)).invalid(t, "name error.name_taken")
	in.Name, in.Product = "Offers", 77 // a filter stays where it is
	equal(t, "its product", ask(d.api.SaveFilter(in)).ok(t).Filter.Product, d.Product)
}

// FI08: what a filter or a card names is not deleted.
func TestWhatAFilterNamesIsNotDeleted(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.saveFilter(tree(d.When("status", "is", testkit.Negotiation), d.When("Offer total", "gt", "5"), d.When("Source", "is", "Fair"))).ok(t)
	statuses, fields := d.Catalogue().Statuses, d.Catalogue().Fields
	without := func(name string) answer[api.ProductView] {
		in := api.SaveStatusesIn{Product: d.Product}
		for _, st := range statuses {
			if st.Name != name {
				in.Statuses = append(in.Statuses, st)
			}
		}
		return ask(d.api.SaveStatuses(in))
	}
	used := without(testkit.Negotiation)
	used.refused(t, "conflict error.in_use")
	equal(t, "where", used.arg("where"), any("Offers"))
	d.Card("Ion", testkit.Contacted)
	has := without(testkit.Contacted)
	has.refused(t, "conflict error.status.has_cards")
	equal(t, "how many", has.arg("count"), any(1))
	equal(t, "one that nobody has", len(without(testkit.Lost).ok(t).Statuses), 5)

	change := func(edit func(f *crm.Field) bool) answer[api.ProductView] {
		in := api.SaveFieldsIn{Product: d.Product}
		for _, f := range fields {
			f.Choices = append([]crm.Choice{}, f.Choices...)
			if edit(&f) {
				in.Fields = append(in.Fields, f)
			}
		}
		return ask(d.api.SaveFields(in))
	}
	change(func(f *crm.Field) bool { return f.Name != "Offer total" }).refused(t, "conflict error.in_use")
	change(func(f *crm.Field) bool {
		if f.Name == "Offer total" {
			f.Type = crm.FieldText
		}
		return true
	}).refused(t, "conflict error.in_use")
	change(func(f *crm.Field) bool {
		if f.Name == "Source" {
			f.Choices = f.Choices[:2]
		}
		return true
	}).refused(t, "conflict error.in_use")
	d.SetField(d.Card("Maria", testkit.NewLead), "City", "Cluj")
	full := change(func(f *crm.Field) bool { return f.Name != "City" })
	full.refused(t, "conflict error.field.has_values")
	equal(t, "how many have it", full.arg("count"), any(1))
	d.Template(crm.TemplateSMS, "", "Valid until {{card.valid_until}}")
	change(func(f *crm.Field) bool { return f.Name != "Valid until" }).refused(t, "conflict error.in_use")
	equal(t, "one that nobody uses", len(change(func(f *crm.Field) bool { return f.Name != "VIP" }).ok(t).Fields), 4)
}

func TestAFilterInUseIsNotDeleted(t *testing.T) {
	t.Parallel()
	d := open(t)
	f := d.offers()
	q := ask(d.api.SaveSequence(d.draft(func(in *api.SaveSequenceIn) { in.Filter = f }))).ok(t)
	refusal := ask(d.api.DeleteFilter(api.FilterIn{ID: f}))
	refusal.refused(t, "conflict error.in_use")
	equal(t, "where", refusal.arg("where"), any("Offer follow-up"))
	ask(d.api.DeleteSequence(api.SequenceIn{ID: q.Sequence.ID})).ok(t)
	ask(d.api.DeleteFilter(api.FilterIn{ID: f})).ok(t)
	ask(d.api.GetFilter(api.FilterIn{ID: f})).refused(t, "not_found error.not_found.filter")
}

func TestAFilterSaysWhyACardMatches(t *testing.T) {
	t.Parallel()
	d := open(t)
	f := d.Filter(d.When("status", "is", testkit.OfferSent), d.When("Offer total", "gt", "1000"))
	ion := d.Card("Ion", testkit.OfferSent)
	why := ask(d.api.ExplainFilter(api.ExplainIn{Filter: f, Card: ion})).ok(t)
	equal(t, "without a total", why.Why.Matches, false)
	said(t, why.Answer)
	said(t, why.Turn)
	d.SetField(ion, "Offer total", 1500.0)
	equal(t, "with one", ask(d.api.ExplainFilter(api.ExplainIn{Filter: f, Card: ion})).ok(t).Why.Matches, true)
	page := ask(d.api.ListCards(api.ListCardsIn{Product: d.Product, Filter: f})).ok(t)
	equal(t, "in the list", fmt.Sprint(len(page.Rows), page.Rows[0].ID == ion), "1 true")
	for _, s := range ask(d.api.FilterCatalogue(api.ProductIn{Product: d.Product})).ok(t) {
		said(t, s.Label)
		for _, op := range s.Ops {
			said(t, op.Label)
		}
	}
}

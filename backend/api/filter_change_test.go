package api_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

// inAction is an active sequence on a filter that says: the status is "Offer
// sent".
func (d *desk) inAction(t *testing.T, scope string, change ...func(*api.SaveSequenceIn)) (api.FilterRow, crm.SequenceID) {
	t.Helper()
	row := d.saveFilter(tree(d.When("status", "is", testkit.OfferSent))).ok(t)
	change = append(change, func(in *api.SaveSequenceIn) { in.Filter = row.Filter.ID })
	q := ask(d.api.SaveSequence(d.draft(change...))).ok(t).Sequence.ID
	ask(d.api.Activate(api.ActivateIn{ID: q, Scope: scope})).ok(t)
	d.Tick()
	return row, q
}

func changeTo(row api.FilterRow, to crm.Group, answers ...api.SequenceAnswer) api.ChangeFilterIn {
	f := row.Filter
	return api.ChangeFilterIn{Save: api.SaveFilterIn{ID: f.ID, Revision: f.Revision, Name: f.Name, Tree: to}, Sequences: answers}
}

func (d *desk) stateOf(q crm.SequenceID, card crm.CardID) string {
	list := d.Enrolments(q, card)
	if len(list) == 0 {
		return "none"
	}
	return string(list[len(list)-1].State)
}

// What the preview foretells is what the change does, for each kind of answer.
func TestAFilterInActionChangesAsForetold(t *testing.T) {
	t.Parallel()
	each := func(in *api.SaveSequenceIn) { in.Reentry = crm.ReentryEach }
	toEnd := func(in *api.SaveSequenceIn) { in.RunToEnd = true }
	for what, tc := range map[string]struct {
		scope, midway   string
		change          []func(*api.SaveSequenceIn)
		ends, starts    int
		stays, goes, in string // the states of one that stays, one that leaves, one that enters
	}{
		"only new, keep":      {"new", "keep", nil, 2, 0, "waiting", "left", "none"},
		"all, keep":           {"all", "keep", nil, 2, 3, "waiting", "left", "waiting"},
		"all, shift":          {"all", "shift", nil, 2, 3, "waiting", "left", "waiting"},
		"all, end":            {"all", "end", nil, 2, 3, "stopped", "stopped", "waiting"},
		"all, end, re-entry":  {"all", "end", []func(*api.SaveSequenceIn){each}, 2, 3, "stopped", "stopped", "waiting"},
		"all, runs to an end": {"all", "keep", []func(*api.SaveSequenceIn){toEnd}, 0, 3, "waiting", "waiting", "waiting"},
	} {
		t.Log(what)
		d := open(t)
		stays, goes, enters := d.Card("Stays", testkit.OfferSent), d.Card("Goes", testkit.OfferSent), d.Card("Enters", testkit.Negotiation)
		d.Card("Goes 2", testkit.OfferSent)
		d.Card("Enters 2", testkit.Negotiation)
		d.Card("Enters 3", testkit.Negotiation)
		d.Card("Outside", testkit.NewLead)
		row, q := d.inAction(t, "all", tc.change...)
		before := d.Enrolments(q, stays)[0]

		next := tree(d.When("status", "is", testkit.OfferSent, testkit.Negotiation), d.When("name", "not_contains", "goes"))
		foretold := ask(d.api.PreviewFilterChange(api.PreviewFilterChangeIn{Filter: row.Filter.ID, Tree: next})).ok(t)
		equal(t, "enter", foretold.Enter, 3)
		equal(t, "leave", foretold.Leave, 2)
		equal(t, "names", foretold.Entering[0].Name+", "+foretold.Leaving[0].Name, "Enters, Goes")
		seq := foretold.Sequences[0]
		equal(t, "midway", seq.Live, 3)
		equal(t, "ends", seq.Ends, tc.ends)
		starts := seq.Starts
		if tc.midway == "end" {
			starts = seq.StartsAfterEnd
		}
		if tc.scope == "new" {
			starts = 0
		}
		equal(t, "starts", starts, tc.starts)

		changed := ask(d.api.ChangeFilter(changeTo(row, next, api.SequenceAnswer{ID: q, Scope: tc.scope, Midway: tc.midway}))).ok(t)
		equal(t, "revision", changed.Filter.Revision, row.Filter.Revision+1)
		equal(t, "still in action", changed.ReadOnly, true)
		d.Tick()
		equal(t, "stays", d.stateOf(q, stays), tc.stays)
		equal(t, "goes", d.stateOf(q, goes), tc.goes)
		equal(t, "enters", d.stateOf(q, enters), tc.in)
		if tc.stays == "waiting" {
			after := d.Enrolments(q, stays)[0]
			equal(t, "its date", after.Due, before.Due)
			equal(t, "paused", after.Paused, false)
		}
		equal(t, "state", ask(d.api.GetSequence(api.SequenceIn{ID: q})).ok(t).Sequence.State, crm.SequenceActive)
	}
}

// Cards that matched when only new ones were wanted are members still: "all"
// starts those that begin to match, not those that were left alone.
func TestAChangedFilterLeavesAloneWhoWasLeftAlone(t *testing.T) {
	t.Parallel()
	d := open(t)
	old, enters := d.Card("Old", testkit.OfferSent), d.Card("Enters", testkit.Negotiation)
	row, q := d.inAction(t, "new")
	next := tree(d.When("status", "is", testkit.OfferSent, testkit.Negotiation))
	seq := ask(d.api.PreviewFilterChange(api.PreviewFilterChangeIn{Filter: row.Filter.ID, Tree: next})).ok(t).Sequences[0]
	equal(t, "starts", seq.Starts, 1)
	ask(d.api.ChangeFilter(changeTo(row, next, api.SequenceAnswer{ID: q, Scope: "all", Midway: "keep"}))).ok(t)
	d.Tick()
	equal(t, "the old one", d.stateOf(q, old), "none")
	equal(t, "the new one", d.stateOf(q, enters), "waiting")
}

// Whatever keeps the change from being whole leaves everything as it was.
func TestAChangeOfAFilterInActionIsWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	d := open(t)
	card := d.Card("Ion", testkit.OfferSent)
	row, q := d.inAction(t, "all")
	next := tree(d.When("status", "is", testkit.Won))
	yes := api.SequenceAnswer{ID: q, Scope: "new", Midway: "keep"}
	before := d.Enrolments(q, card)[0]

	broken := tree(d.When("status", "is", "stat_77"))
	equal(t, "problems foretold", len(ask(d.api.PreviewFilterChange(api.PreviewFilterChangeIn{Filter: row.Filter.ID, Tree: broken})).ok(t).Problems), 1)
	ask(d.api.ChangeFilter(changeTo(row, broken, yes))).invalid(t, "tree.conditions[0].values[0] filter.problem.status_gone")
	ask(d.api.ChangeFilter(changeTo(row, next))).refused(t, "conflict filter.change.other_uses")
	ask(d.api.ChangeFilter(changeTo(row, next, yes, api.SequenceAnswer{ID: 77, Scope: "new", Midway: "keep"}))).refused(t, "conflict filter.change.other_uses")
	ask(d.api.ChangeFilter(changeTo(row, next, api.SequenceAnswer{ID: q, Scope: "some", Midway: "keep"}))).refused(t, "invalid sequences.bad_scope")
	ask(d.api.ChangeFilter(changeTo(row, next, api.SequenceAnswer{ID: q, Scope: "new", Midway: "drop"}))).refused(t, "invalid sequences.bad_midway")
	stale := changeTo(row, next, yes)
	stale.Save.Revision++
	ask(d.api.ChangeFilter(stale)).refused(t, "conflict error.changed_meanwhile")
	ask(d.as(d.User("Barna Kiss")).ChangeFilter(changeTo(row, next, yes))).refused(t, "forbidden error.admin_only")

	now := ask(d.api.GetFilter(api.FilterIn{ID: row.Filter.ID})).ok(t)
	equal(t, "its conditions", now.Filter.Tree.Conditions[0].Values[0], row.Filter.Tree.Conditions[0].Values[0])
	equal(t, "its revision", now.Filter.Revision, row.Filter.Revision)
	equal(t, "the enrolment", d.Enrolments(q, card)[0], before)
	ask(d.api.PreviewFilterChange(api.PreviewFilterChangeIn{Filter: 77, Tree: next})).refused(t, "not_found error.not_found.filter")
}

// While "all cards" is still being carried out, the filter waits.
func TestAFilterWaitsUntilTheActivationIsOver(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Card("Ion", testkit.OfferSent)
	row := d.saveFilter(tree(d.When("status", "is", testkit.OfferSent))).ok(t)
	q := ask(d.api.SaveSequence(d.draft(func(in *api.SaveSequenceIn) { in.Filter = row.Filter.ID }))).ok(t).Sequence.ID
	ask(d.api.Activate(api.ActivateIn{ID: q, Scope: "all"})).ok(t)
	change := changeTo(row, tree(d.When("status", "is", testkit.Won)), api.SequenceAnswer{ID: q, Scope: "new", Midway: "keep"})
	ask(d.api.ChangeFilter(change)).refused(t, "conflict filter.change.activating")
	d.Tick()
	ask(d.api.ChangeFilter(change)).ok(t)
}

func TestFiltersStandInFolders(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := api.SaveFilterIn{Product: d.Product, Name: "A", Folder: " Oferte ", Tree: tree(d.When("name", "contains", "a"))}
	a := ask(d.api.SaveFilter(in)).ok(t).Filter
	in.Name, in.Folder = "B", "OFERTE"
	b := ask(d.api.SaveFilter(in)).ok(t).Filter
	equal(t, "one folder", a.Folder+", "+b.Folder, "Oferte, Oferte")
	in.Name, in.Folder = "C", ""
	c := ask(d.api.SaveFilter(in)).ok(t).Filter
	equal(t, "no folder", c.Folder, "")
	folders := func() (out string) {
		for _, row := range ask(d.api.ListFilters(api.ProductIn{Product: d.Product})).ok(t) {
			out += row.Filter.Name + ":" + row.Filter.Folder + " "
		}
		return out
	}
	moved := ask(d.api.MoveFilters(api.MoveFiltersIn{IDs: []crm.FilterID{b.ID, c.ID}, Folder: "Facturi"})).ok(t)
	equal(t, "moved", moved.Count, 2)
	equal(t, "folders", folders(), "A:Oferte B:Facturi C:Facturi ")
	ask(d.api.RenameFilterFolder(api.RenameFilterFolderIn{Product: d.Product, From: "Facturi", To: "oferte"})).ok(t)
	equal(t, "one into the other", folders(), "A:Oferte B:Oferte C:Oferte ")
	ask(d.api.RenameFilterFolder(api.RenameFilterFolderIn{Product: d.Product, From: "Oferte", To: "OFERTE 2"})).ok(t)
	equal(t, "renamed", folders(), "A:OFERTE 2 B:OFERTE 2 C:OFERTE 2 ")
	ask(d.api.MoveFilters(api.MoveFiltersIn{IDs: []crm.FilterID{a.ID}, Folder: " "})).ok(t)
	equal(t, "out of it", folders(), "A: B:OFERTE 2 C:OFERTE 2 ")
	ask(d.api.MoveFilters(api.MoveFiltersIn{IDs: []crm.FilterID{a.ID}, Folder: "a\x00b"})).invalid(t, "folder fold.control")
	ask(d.api.MoveFilters(api.MoveFiltersIn{IDs: []crm.FilterID{a.ID, 77}, Folder: "X"})).refused(t, "not_found error.not_found.filter")
	equal(t, "none was moved", folders(), "A: B:OFERTE 2 C:OFERTE 2 ")
	copied := ask(d.api.CopyFilter(api.FilterIn{ID: b.ID})).ok(t)
	equal(t, "a copy stands beside", copied.Filter.Folder, "OFERTE 2")
}

// Each condition is said by itself, at its place, also beside a broken one.
func TestEachConditionIsSaidAtItsPlace(t *testing.T) {
	t.Parallel()
	d := open(t)
	nested := crm.Group{
		Conditions: []crm.Condition{d.When("status", "is", "stat_77"), d.When("name", "contains", "a")},
		Groups:     []crm.Group{{}, {Any: true, Conditions: []crm.Condition{d.When("Offer total", "gt", "5")}}},
	}
	out := ask(d.api.PreviewFilter(api.PreviewFilterIn{Product: d.Product, Tree: nested})).ok(t)
	got := []string{}
	for _, p := range out.Each {
		said(t, p.Say)
		got = append(got, p.Path+" "+p.Say.Key)
	}
	same(t, "said", got, []string{"conditions[1] filter.say.contains", "groups[1].conditions[0] filter.say.gt"})
}

// The largest filter there may be goes over the wire, and so does its sentence.
func TestTheLargestFilterIsSavedAndSaid(t *testing.T) {
	t.Parallel()
	d := open(t)
	large := tree()
	for i := range crm.MaxConditions {
		c := d.When("name", "not_contains")
		for j := range 100 {
			c.Values = append(c.Values, fmt.Sprintf("%d-%d", i, j))
		}
		large.Conditions = append(large.Conditions, c)
	}
	in, err := json.Marshal(api.SaveFilterIn{Product: d.Product, Name: "Large", Tree: large})
	d.OK(err)
	row := ask(api.Call(d.api, "SaveFilter", []json.RawMessage{in})).ok(t)
	said(t, row.(api.FilterRow).Sentence)
}

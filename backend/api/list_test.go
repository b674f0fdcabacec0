package api_test

import (
	"fmt"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

func TestAListShowsTheColumnsThatWereAskedFor(t *testing.T) {
	t.Parallel()
	d := open(t)
	ion := d.Card("Ion", testkit.Won)
	city, vip := d.Field("City").ID, d.Field("VIP").ID
	d.SetField(ion, "City", "Cluj")
	d.SetField(ion, "VIP", true)
	ask(d.api.SaveTask(crm.Task{Card: ion, Type: "call", Title: "Call", Due: "2026-11-25"})).ok(t)
	in := api.ListCardsIn{Product: d.Product, Columns: []string{"name", city.String(), "fld_zz", "nonsense"}}
	row := ask(d.api.ListCards(in)).ok(t).Rows[0]
	equal(t, "fields", fmt.Sprint(row.Fields), fmt.Sprint(crm.Values{city: "Cluj"}))
	equal(t, "task", row.Task, crm.Date("2026-11-25"))
	equal(t, "contact", row.Contact+" "+row.Email, "Ion ion.1@client.example")
	in.Columns = append(in.Columns, vip.String())
	equal(t, "two fields", len(ask(d.api.ListCards(in)).ok(t).Rows[0].Fields), 2)
}

func TestTheColumnsOfAListAreSaidInAllLanguages(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.some(3, testkit.NewLead)
	columns := ask(d.api.CardColumns(api.ProductIn{Product: d.Product})).ok(t)
	equal(t, "columns", len(columns), 14+len(d.Catalogue().Fields))
	for _, c := range columns {
		said(t, c.Label)
		page := ask(d.api.ListCards(api.ListCardsIn{Product: d.Product, Sort: c.Key, Columns: []string{c.Key}})).ok(t)
		equal(t, "cards by "+c.Key, len(page.Rows), 3)
	}
}

func TestAListIsCountedBesideItself(t *testing.T) {
	t.Parallel()
	d := open(t)
	ids := d.some(7, testkit.NewLead)
	d.SetStatus(ids[0], testkit.Won)
	list := api.ListCardsIn{Product: d.Product}
	equal(t, "all", ask(d.api.CountCards(api.CountCardsIn{List: list})).ok(t), api.CountCardsOut{Count: 7})
	equal(t, "no further", ask(d.api.CountCards(api.CountCardsIn{List: list, Most: 3})).ok(t), api.CountCardsOut{Count: 3, More: true})
	equal(t, "just as many", ask(d.api.CountCards(api.CountCardsIn{List: list, Most: 7})).ok(t), api.CountCardsOut{Count: 7})
	list.Status = d.Status(testkit.Won)
	equal(t, "of a status", ask(d.api.CountCards(api.CountCardsIn{List: list})).ok(t).Count, 1)
	list.Offset, list.Total, list.Status = 5, 7, 0
	equal(t, "behind a leap", len(ask(d.api.ListCards(list)).ok(t).Rows), 2)
}

func TestViewsAreMineOrEverybodys(t *testing.T) {
	t.Parallel()
	d := open(t)
	barna, csilla := d.User("Barna Kiss"), d.User("Csilla Nagy")
	member, other := d.as(barna), d.as(csilla)
	f := d.offers()
	view := crm.ListView{
		Product: d.Product, Name: "Offers", Kind: crm.ViewList, Sort: "modified", Desc: true, Filter: f,
		Columns: []crm.ViewColumn{{Key: "name", Width: 5}, {Key: d.Field("City").ID.String(), Width: 300}, {Key: "gone"}},
	}
	shared := ask(d.api.SaveView(view)).ok(t)
	equal(t, "columns that there are, as wide as can be", fmt.Sprint(shared.View.Columns), fmt.Sprintf("[{name 40} {%s 300}]", d.Field("City").ID))
	ask(member.SaveView(view)).refused(t, "forbidden error.admin_only")
	view.Owner = barna
	own := ask(member.SaveView(view)).ok(t).View
	ask(d.api.SaveView(view)).refused(t, "forbidden error.view.not_yours")
	ask(member.SaveView(view)).invalid(t, "name error.name_taken")

	names := func(s *api.Session) (out []string) {
		for _, r := range ask(s.ListViews(api.ProductIn{Product: d.Product})).ok(t) {
			out = append(out, fmt.Sprint(r.View.Name, " ", r.MayEdit))
		}
		return out
	}
	same(t, "what Barna sees", names(member), []string{" false", "Offers false", "Offers true"})
	same(t, "what Csilla sees", names(other), []string{" false", "Offers false"})
	same(t, "what an administrator sees", names(d.api), []string{" false", "Offers true"})

	ask(other.SaveView(own)).refused(t, "forbidden error.view.not_yours")
	ask(other.DeleteView(api.ViewIn{ID: own.ID})).refused(t, "forbidden error.view.not_yours")
	own.Name, own.Kind = "Mine", crm.ViewBoard
	renamed := ask(member.SaveView(own)).ok(t).View
	ask(member.SaveView(own)).refused(t, "conflict error.changed_meanwhile")
	equal(t, "its place", renamed.Position, own.Position)
	ask(d.api.DeleteFilter(api.FilterIn{ID: f})).refused(t, "conflict error.in_use")
	ask(member.DeleteView(api.ViewIn{ID: own.ID})).ok(t)
	ask(d.api.DeleteView(api.ViewIn{ID: shared.View.ID})).ok(t)
	ask(d.api.DeleteFilter(api.FilterIn{ID: f})).ok(t)
	ask(d.api.DeleteView(api.ViewIn{ID: shared.View.ID})).refused(t, "not_found error.not_found.view")
}

func TestAViewThatMakesNoSenseIsRefused(t *testing.T) {
	t.Parallel()
	d := open(t)
	ask(d.api.SaveView(crm.ListView{Product: d.Product, Kind: "pie", By: 77, Columns: make([]crm.ViewColumn, 61)})).invalid(t,
		"name error.name_missing", "kind list.bad_kind", "columns list.too_much", "by cards.bad_owner")
	ask(d.api.SaveView(crm.ListView{Product: d.Product, Name: "A", Kind: crm.ViewList, Filter: 77})).refused(t, "not_found error.not_found.filter")
	ask(d.api.SaveView(crm.ListView{ID: 77, Product: d.Product, Name: "A", Kind: crm.ViewList})).refused(t, "not_found error.not_found.view")
}

func TestTheSearchEverywhereFindsEveryNoun(t *testing.T) {
	t.Parallel()
	d := open(t)
	ion := d.Card("Brutăria Ștefăniță", testkit.NewLead)
	d.Card("Ion cu mulți", testkit.NewLead)
	for i := range 8 {
		d.Card(fmt.Sprintf("Brutar %d", i), testkit.NewLead)
	}
	d.Template(crm.TemplateTask, "Call the brutar", "")
	ask(d.api.SaveTask(crm.Task{Card: ion, Type: "call", Title: "Sună la brutărie"})).ok(t)
	ask(d.api.SaveFilter(api.SaveFilterIn{Product: d.Product, Name: "Toate brutăriile", Tree: crm.Group{Conditions: []crm.Condition{d.When("name", "contains", "x")}}})).ok(t)
	ask(d.api.SaveSequence(d.draft(func(in *api.SaveSequenceIn) { in.Name = "Brutării noi" }))).ok(t)
	got := map[string]string{}
	for _, g := range ask(d.api.SearchAll(api.SearchAllIn{Text: "BRUTĂ", Limit: 5})).ok(t).Groups {
		got[g.Noun] = fmt.Sprint(len(g.Hits), g.More)
	}
	for noun, want := range map[string]string{"card": "5 true", "contact": "5 true", "task": "1 false", "filter": "1 false", "sequence": "1 false"} {
		equal(t, noun, got[noun], want)
	}
	hit := ask(d.api.SearchAll(api.SearchAllIn{Text: "brutaria stef"})).ok(t).Groups[0].Hits[0]
	equal(t, "the card", fmt.Sprint(hit.ID == ion.String(), " ", hit.Title, " ", hit.Product == d.Product), "true Brutăria Ștefăniță true")
	equal(t, "of nothing", len(ask(d.api.SearchAll(api.SearchAllIn{Text: " % "})).ok(t).Groups), 0)
}

func TestTheCardsOfAProductAreFoundHoweverManyOthersHaveTheName(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Card("Ion Popescu", testkit.NewLead)
	other := ask(d.api.SaveProduct(crm.Product{Name: "Invoices"})).ok(t)
	for range 6 {
		ask(d.api.SaveCard(api.SaveCardIn{Product: other.Product.ID, Name: "Ion Popescu", Status: other.Statuses[0].ID})).ok(t)
	}
	groups := ask(d.api.SearchAll(api.SearchAllIn{Text: "ion", Limit: 2, Product: d.Product})).ok(t).Groups
	equal(t, "nouns", len(groups), 1)
	equal(t, "cards", len(groups[0].Hits), 1)
	equal(t, "product", groups[0].Hits[0].Product, d.Product)
}

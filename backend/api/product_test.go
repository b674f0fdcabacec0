package api_test

import (
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

func TestAProductIsMadeFromAnother(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.field(t, crm.Field{Name: "Reason", Type: crm.FieldText, RequiredFrom: d.Status(testkit.Lost), Help: "Why"})
	source := d.Catalogue().Fields
	for i := range source {
		if source[i].Name == "Source" {
			source[i].Default = source[i].Choices[1].ID.String()
		}
		if source[i].Default == nil {
			source[i].Default = nil
		}
	}
	ask(d.api.SaveFields(api.SaveFieldsIn{Product: d.Product, Fields: source})).ok(t)
	made := ask(d.api.AddProduct(api.AddProductIn{Name: "Invoicing", Copy: d.Product})).ok(t)
	equal(t, "statuses", len(made.Statuses), 6)
	equal(t, "fields", len(made.Fields), 6)
	for _, f := range made.Fields {
		switch f.Name {
		case "Reason":
			equal(t, "required from its own status", f.RequiredFrom, made.Statuses[5].ID)
		case "Source":
			equal(t, "its own default", f.Default, any(f.Choices[1].ID))
		}
	}
	equal(t, "no cards", made.Cards, 0)
	ask(d.api.AddProduct(api.AddProductIn{Name: "Invoicing"})).invalid(t, "name error.name_taken")
	ask(d.api.AddProduct(api.AddProductIn{Name: strings.Repeat("x", 10_000)})).invalid(t, "name fold.too_long")
	ask(d.api.AddProduct(api.AddProductIn{Name: "Other", Copy: 77})).refused(t, "not_found error.not_found.product")
	bold := ask(d.api.AddProduct(api.AddProductIn{Name: "<b>A\u202eB</b>"})).ok(t)
	equal(t, "markup is text, what turns the writing goes", bold.Product.Name, "<b>AB</b>")
}

func TestProductsAreOrderedAndArchived(t *testing.T) {
	t.Parallel()
	d := open(t)
	ask(d.api.ArchiveProduct(api.ArchiveProductIn{Product: d.Product, On: true})).refused(t, "conflict error.product.last")
	other := ask(d.api.AddProduct(api.AddProductIn{Name: "Invoicing"})).ok(t).Product
	list := ask(d.api.OrderProducts(api.OrderProductsIn{Products: []crm.ProductID{other.ID, d.Product}})).ok(t).Products
	equal(t, "order", list[0].Product.Name+", "+list[1].Product.Name, "Invoicing, Customers")
	ask(d.api.OrderProducts(api.OrderProductsIn{Products: []crm.ProductID{other.ID}})).refused(t, "conflict error.products_changed")

	q := d.Sequence(d.offers(), testkit.TaskStep("1d", d.Template(crm.TemplateTask, "Call", "")))
	d.Activate(q, "new")
	active := ask(d.api.ArchiveProduct(api.ArchiveProductIn{Product: d.Product, On: true}))
	active.refused(t, "conflict error.product.active")
	equal(t, "which", active.arg("where"), any(d.Seq(q).Name))
	d.Deactivate(q)
	if out := ask(d.api.ArchiveProduct(api.ArchiveProductIn{Product: d.Product, On: true})).ok(t); out.Product.Archived == 0 {
		t.Error("it isn't archived")
	}
	in := d.typed(nil, nil)
	ask(d.api.SaveCard(in)).refused(t, "conflict error.product.archived")
	renamed := ask(d.api.SaveProduct(crm.Product{ID: d.Product, Name: "Old"})).ok(t)
	equal(t, "a new name leaves it archived", renamed.Product.Archived != 0, true)
	ask(d.api.ArchiveProduct(api.ArchiveProductIn{Product: d.Product})).ok(t)
	ask(d.api.SaveCard(in)).ok(t)
}

func TestAStatusGoesOnceItsCardsHaveAnother(t *testing.T) {
	t.Parallel()
	d := open(t)
	contacted, won := d.Status(testkit.Contacted), d.Status(testkit.Won)
	ion, maria, gone := d.Card("Ion", testkit.Contacted), d.Card("Maria", testkit.Contacted), d.Card("Nimeni", testkit.Contacted)
	d.Delete(gone)
	moved := d.Card("Vasile", testkit.Contacted)
	d.SetStatus(moved, testkit.Won)
	used := ask(d.api.FindUses(api.UsesIn{Product: d.Product, Status: contacted})).ok(t)
	equal(t, "cards", used.Cards, 2)
	in := api.RemoveStatusIn{Product: d.Product, Status: contacted, Cards: 2}
	ask(d.api.RemoveStatus(in)).refused(t, "conflict error.status.has_cards")
	in.To, in.Cards = won, 1
	ask(d.api.RemoveStatus(in)).refused(t, "conflict bulk.more_now")
	in.Cards = 2
	job := d.ended(t, ask(d.api.RemoveStatus(in)))
	equal(t, "statuses", len(d.Catalogue().Statuses), 5)
	for _, id := range []crm.CardID{ion, maria, gone} {
		equal(t, "moved", d.CardNow(id).Status, won)
	}
	equal(t, "the status before", d.CardNow(moved).StatusFrom, won)
	ask(d.api.Undo(api.UndoIn{Batch: job.Undo})).ok(t)
	equal(t, "back", d.CardNow(ion).Status, contacted)
	equal(t, "statuses again", len(d.Catalogue().Statuses), 6)

	d.field(t, crm.Field{Name: "Reason", Type: crm.FieldText, RequiredFrom: contacted})
	d.Filter(d.When("status", "is", testkit.Contacted))
	asked := ask(d.api.RemoveStatus(in))
	asked.refused(t, "conflict error.in_use")
	uses, _ := asked.arg("uses").([]api.Use)
	equal(t, "a filter and a field", fmt.Sprint(uses[0].Noun, " ", uses[1].Noun), "filter field")
	list := d.Catalogue().Statuses
	ask(d.api.SaveStatuses(api.SaveStatusesIn{Product: d.Product, Statuses: append(list[:1:1], list[2:]...)})).refused(t, "conflict error.status.has_cards")
}

func TestStatusesStandInTheirGroups(t *testing.T) {
	t.Parallel()
	d := open(t)
	list := d.Catalogue().Statuses
	list[0].Group = crm.GroupLost
	out := ask(d.api.SaveStatuses(api.SaveStatusesIn{Product: d.Product, Statuses: list})).ok(t)
	equal(t, "behind the open and won ones", out.Statuses[4].Name, testkit.NewLead)
	list[0].Color = "#ff0000"
	ask(d.api.SaveStatuses(api.SaveStatusesIn{Product: d.Product, Statuses: list})).invalid(t, "statuses[0].color settings.bad_color")
}

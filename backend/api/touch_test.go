package api_test

import (
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// matchesNow says whether a card matches conditions.
func (d *desk) matchesNow(t *testing.T, card crm.CardID, when ...crm.Condition) bool {
	t.Helper()
	out := ask(d.api.PreviewFilter(api.PreviewFilterIn{Product: d.Product, Tree: tree(when...)})).ok(t)
	for _, row := range out.Rows {
		if row.ID == card {
			return true
		}
	}
	return false
}

// What a colleague types into one card of a client is judged on all of them, and
// so is its undo.
func TestAClientThatIsEditedIsJudgedOnAllItsCards(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.Sequence(d.Filter(d.When("contact", "name_contains", "horvath")), testkit.TaskStep("30d", d.Template(crm.TemplateTask, "Call", "")))
	d.Activate(q, engine.ScopeNew)
	first := ask(d.api.SaveCard(d.typed([]string{"ion@client.example"}, nil))).ok(t).Card.Card
	var other crm.CardID
	d.Write(func(tx *store.Tx) error {
		cards, err := d.Engine.SaveCards(tx, []engine.Draft{{Product: d.Product, Name: "Other", Status: first.Status, Contact: first.Contact, Origin: crm.OriginUser}}, d.By())
		if err == nil {
			other = cards[0].ID
		}
		return err
	})
	d.Advance("1d")
	in := d.typed([]string{"ion@client.example"}, nil)
	in.ID, in.Revision, in.Contact.LastName = first.ID, first.Revision, "Horváth"
	saved := ask(d.api.SaveCard(in)).ok(t)
	equal(t, "this card", d.IsMember(q, first.ID), true)
	equal(t, "the other", d.IsMember(q, other), true)
	d.Undo(saved.Undo, 10)
	equal(t, "this card after undo", d.IsMember(q, first.ID), false)
	equal(t, "the other after undo", d.IsMember(q, other), false)
}

// A field of another type has the same values: that they were changed or filled
// lately stays known.
func TestAFieldOfAnotherTypeKeepsWhenItWasChanged(t *testing.T) {
	t.Parallel()
	d := open(t)
	card := ask(d.api.SaveCard(d.typed(nil, nil))).ok(t).Card.Card.ID
	d.Advance("10d")
	d.SetField(card, "City", "Cluj")
	d.ended(t, ask(d.api.ChangeField(api.TypeChangeIn{Product: d.Product, Field: d.Field("City").ID, Type: crm.FieldLongText})))
	equal(t, "the type", d.Field("City").Type, crm.FieldLongText)
	equal(t, "changed", d.matchesNow(t, card, d.When("City", "changed_in_last_days", "2")), true)
	equal(t, "filled", d.matchesNow(t, card, d.When("City", "filled_in_last_days", "2")), true)
	d.Advance("3d")
	equal(t, "three days later", d.matchesNow(t, card, d.When("City", "filled_in_last_days", "2")), false)
}

// A card that comes back by an undo into an automation whose filter asks
// something else by now is no member of it.
func TestAnUndoAsksTheFilterAsItIsNow(t *testing.T) {
	t.Parallel()
	d := open(t)
	row, q := d.inAction(t, "new")
	ion := d.Card("Ion Popescu", testkit.OfferSent)
	moved := d.Move(testkit.Won, ion)
	next := tree(d.When("City", "equals", "Cluj"))
	ask(d.api.ChangeFilter(changeTo(row, next, api.SequenceAnswer{ID: q, Scope: "new", Midway: "keep"}))).ok(t)
	d.Undo(moved, 10)
	equal(t, "the status", d.CardNow(ion).Status, d.Status(testkit.OfferSent))
	equal(t, "a member", d.IsMember(q, ion), false)
	equal(t, "its enrolment", d.stateOf(q, ion), "left")
}

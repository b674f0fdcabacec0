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

func TestADeletionIsUndoneWithWhatItEnded(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.Sequence(d.offers(), testkit.TaskStep("3d", d.Template(crm.TemplateTask, "Call", "")))
	d.Activate(q, "new")
	ion := d.Card("Ion Popescu", testkit.OfferSent)
	gone := ask(d.api.DeleteCards(api.CardIDs{IDs: []crm.CardID{ion}})).ok(t)
	out := ask(d.api.Undo(api.UndoIn{Batch: gone.Undo})).ok(t)
	equal(t, "cards", out.Cards, 1)
	said(t, out.Say)
	ask(d.api.Undo(api.UndoIn{Batch: gone.Undo})).refused(t, "conflict error.undo.over")
	d.Advance("4d")
	equal(t, "tasks", len(d.Tasks()), 1)
}

func TestASavedCardAndItsClientAreUndoneTogether(t *testing.T) {
	t.Parallel()
	d := open(t)
	view := ask(d.api.SaveCard(d.typed([]string{"ion@firma.ro"}, []string{"0722 123 456"}))).ok(t).Card
	in := edit(view)
	in.Name, in.Contact.LastName, in.Contact.Emails = "Ion Pop", "Pop", []string{"ion.pop@firma.ro"}
	saved := ask(d.api.SaveCard(in)).ok(t)
	equal(t, "saved", saved.Card.Contact.Addresses[0].Value, "ion.pop@firma.ro")
	ask(d.api.Undo(api.UndoIn{Batch: saved.Undo})).ok(t)
	now := ask(d.api.GetCard(api.CardIn{ID: view.Card.ID})).ok(t)
	equal(t, "the card", now.Card.Name, view.Card.Name)
	equal(t, "the client", now.Contact.Name, view.Contact.Name)
	same(t, "the addresses", now.Contact.Addresses, view.Contact.Addresses)
}

func TestOnlyWhoDidItOrAnAdministratorUndoes(t *testing.T) {
	t.Parallel()
	d := open(t)
	ion := d.Card("Ion Popescu", testkit.OfferSent)
	barna, vlad := d.as(d.User("Barna Kiss")), d.as(d.User("Vlad Ene"))
	gone := ask(barna.DeleteCards(api.CardIDs{IDs: []crm.CardID{ion}})).ok(t)
	ask(vlad.Undo(api.UndoIn{Batch: gone.Undo})).refused(t, "forbidden error.undo.not_yours")
	ask(d.api.Undo(api.UndoIn{Batch: gone.Undo})).ok(t)
	ask(d.api.Undo(api.UndoIn{Batch: 99})).refused(t, "not_found error.not_found.batch")
}

func TestAfterThirtyDaysAChangeStays(t *testing.T) {
	t.Parallel()
	d := open(t)
	gone := ask(d.api.DeleteCards(api.CardIDs{IDs: []crm.CardID{d.Card("Ion Popescu", testkit.OfferSent)}})).ok(t)
	d.Advance("31d")
	ask(d.api.DeleteCards(api.CardIDs{IDs: []crm.CardID{d.Card("Ana Pop", testkit.OfferSent)}})).ok(t)
	ask(d.api.Undo(api.UndoIn{Batch: gone.Undo})).refused(t, "not_found error.not_found.batch")
}

func TestALargeUndoIsAJobThatSaysWhatItLeft(t *testing.T) {
	t.Parallel()
	d := open(t)
	var ids []crm.CardID
	for i := range 250 {
		ids = append(ids, d.Card(fmt.Sprintf("Client %d", i), testkit.OfferSent))
	}
	lost := d.Status(testkit.Lost)
	batch := d.Undoable(func(tx *store.Tx) error {
		for _, id := range ids {
			c, err := tx.Card(id)
			if err != nil {
				return err
			}
			if _, err := d.Engine.SaveCards(tx, []engine.Draft{{ID: id, Name: c.Name, Status: lost, Owner: c.Owner, Contact: c.Contact, Fields: c.Fields}}, d.By()); err != nil {
				return err
			}
		}
		return nil
	})
	d.Save(ids[7], func(draft *engine.Draft) { draft.Name = "Changed since" })
	out := ask(d.api.Undo(api.UndoIn{Batch: batch})).ok(t)
	end := ask(d.svc.Wait(t.Context(), out.Job.ID)).ok(t)
	equal(t, "state", end.State, "done")
	equal(t, "result", end.Result.Key, "undo.left")
	equal(t, "put back", end.Result.Args["done"], any(249))
	equal(t, "the changed one", d.CardNow(ids[7]).Status, lost)
	equal(t, "another", d.CardNow(ids[8]).Status, d.Status(testkit.OfferSent))
}

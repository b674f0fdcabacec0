package testkit

import (
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
)

// Undoable runs fn as one change that can be undone by the batch it returns.
func (w *World) Undoable(fn func(tx *store.Tx) error) crm.BatchID {
	w.T.Helper()
	var batch crm.BatchID
	w.Write(func(tx *store.Tx) (err error) {
		batch, err = tx.RecordWhole(crm.Batch{Kind: crm.BatchEdit, User: w.Admin, Cards: 1, Say: crm.Say("undo.all")})
		if err != nil {
			return err
		}
		return fn(tx)
	})
	return batch
}

// Move puts cards into a status as one change that can be undone.
func (w *World) Move(status string, ids ...crm.CardID) crm.BatchID {
	w.T.Helper()
	to := w.Status(status)
	return w.Undoable(func(tx *store.Tx) error {
		for _, id := range ids {
			c, err := tx.Card(id)
			if err != nil {
				return err
			}
			d := engine.Draft{ID: id, Product: c.Product, Name: c.Name, Status: to, Owner: c.Owner, Contact: c.Contact, Fields: c.Fields, Tags: c.Tags}
			if _, err := w.Engine.SaveCards(tx, []engine.Draft{d}, w.By()); err != nil {
				return err
			}
		}
		return nil
	})
}

// Undo undoes a batch wholly, in chunks of so many cards.
func (w *World) Undo(batch crm.BatchID, chunk int) (all engine.Undone) {
	w.T.Helper()
	for !all.Done {
		var part engine.Undone
		w.Write(func(tx *store.Tx) (err error) {
			part, err = w.Engine.Undo(tx, batch, chunk, w.By())
			return err
		})
		all.Cards, all.Done = all.Cards+part.Cards, part.Done
		all.Left = append(all.Left, part.Left...)
	}
	return all
}

package store

import (
	"fmt"

	"stepwise/backend/crm"
)

// Past is when things are said to have happened to a sample card.
type Past struct {
	Created     crm.Instant
	StatusSince crm.Instant
	StatusFrom  crm.StatusID // none: it was created in its status
}

// BackdateCard moves a sample card, and what its history says so far, to an
// earlier time, so that filters about time have something to find. Only the
// demonstration business uses it: any other card is an error, and so are
// moments out of order or in the future.
func (t *Tx) BackdateCard(id crm.CardID, p Past) error {
	if p.Created <= 0 || p.Created > p.StatusSince || p.StatusSince > t.Now {
		return fmt.Errorf("sample card %s can't be created at %d with a status since %d", id, p.Created, p.StatusSince)
	}
	if err := t.must("UPDATE card SET created = ?, modified = ?, status_since = ?, status_from = ? WHERE id = ? AND created_by = 'sample'",
		p.Created, p.StatusSince, p.StatusSince, p.StatusFrom, id); err != nil {
		return err
	}
	_, err := t.exec("UPDATE activity SET at = ? WHERE card = ?", p.Created, id)
	return err
}

// NotePast adds a line to a card's history at an earlier moment, a.At. Only
// what the demonstration business made up may be there: any other cause, or a
// moment that has not come, is an error. Lines come in the order of their
// adding.
func (t *Tx) NotePast(a crm.Activity) error {
	if a.Cause != crm.CauseSample || a.At <= 0 || a.At > t.Now {
		return fmt.Errorf("history of card %s can't say at %d what a %s did", a.Card, a.At, a.Cause)
	}
	return t.note(a)
}

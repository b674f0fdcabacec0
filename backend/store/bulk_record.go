package store

import "stepwise/backend/crm"

// RecordFor makes what is recorded of clients a part of a card's change, so that
// it is put back or left with the card; none ends that.
func (t *Tx) RecordFor(card crm.CardID) {
	if t.rec != nil {
		t.rec.of = card
	}
}

// AddNote adds a note to a card as a part of what can be undone.
func (t *Tx) AddNote(n crm.Note) error {
	id, err := nextID[crm.NoteID](t, "note")
	if err != nil {
		return err
	}
	if err := t.keepRow("note", n.Card, int64(id)); err != nil {
		return err
	}
	t.Changed("card", n.Card.String())
	return t.must("INSERT INTO note (id, card, text, usr, created, modified, pinned) VALUES (?, ?, ?, ?, ?, ?, 0)", id, n.Card, n.Text, n.User, t.Now, t.Now)
}

// HasNote says whether a card has a note with exactly this text.
func (v *View) HasNote(card crm.CardID, text string) (bool, error) {
	var n int
	err := v.get(&n, "SELECT count(*) FROM note WHERE card = ? AND text = ? AND deleted IS NULL", card, text)
	return n > 0, err
}

// DropStatus takes away a status that an import made and nothing uses.
func (t *Tx) DropStatus(id crm.StatusID) error {
	return t.must("DELETE FROM status WHERE id = ?", id)
}

// DropField takes away a field with its choices.
func (t *Tx) DropField(id crm.FieldID) error { return t.must("DELETE FROM field WHERE id = ?", id) }

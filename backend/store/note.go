package store

import "stepwise/backend/crm"

const noteColumns = "n.id, n.card, n.text, n.usr, n.created, n.modified, n.pinned, n.deleted"

// SaveNote adds a note (no id) or replaces the text of one.
func (t *Tx) SaveNote(n crm.Note) (crm.Note, error) {
	t.Changed("card", n.Card.String())
	n.Modified = t.Now
	if n.ID != 0 {
		return n, t.must("UPDATE note SET text = ?, modified = ? WHERE id = ?", n.Text, n.Modified, n.ID)
	}
	id, err := nextID[crm.NoteID](t, "note")
	if err != nil {
		return n, err
	}
	n.ID, n.Created = id, t.Now
	return n, t.must("INSERT INTO note (id, card, text, usr, created, modified, pinned) VALUES (?, ?, ?, ?, ?, ?, ?)",
		n.ID, n.Card, n.Text, n.User, n.Created, n.Modified, n.Pinned)
}

// PinNote puts a note on top of the timeline, or back into it.
func (t *Tx) PinNote(n crm.Note, pinned bool) error {
	t.Changed("card", n.Card.String())
	return t.must("UPDATE note SET pinned = ? WHERE id = ?", pinned, n.ID)
}

// DeleteNote deletes a note, or brings it back.
func (t *Tx) DeleteNote(n crm.Note, deleted bool) error {
	var at crm.Instant
	if deleted {
		at = t.Now
	}
	t.Changed("card", n.Card.String())
	return t.must("UPDATE note SET deleted = ? WHERE id = ?", at, n.ID)
}

// CardNote reads one note, also a deleted one.
func (v *View) CardNote(id crm.NoteID) (crm.Note, error) {
	var n crm.Note
	found, err := v.one(&n, "SELECT "+noteColumns+" FROM note n WHERE n.id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("note")
	}
	return n, err
}

// PinnedNotes reads a card's pinned notes, the newest first.
func (v *View) PinnedNotes(card crm.CardID, limit int) ([]crm.Note, error) {
	notes := []crm.Note{}
	return notes, v.list(&notes, "SELECT "+noteColumns+" FROM note n WHERE n.card = ? AND n.pinned = 1 AND n.deleted IS NULL ORDER BY n.created DESC, n.id DESC LIMIT ?", card, limit)
}

// ForgetDeletedNotes erases notes that were deleted before a moment.
func (t *Tx) ForgetDeletedNotes(before crm.Instant) error {
	_, err := t.exec("DELETE FROM note WHERE deleted < ?", before)
	return err
}

package store

import "stepwise/backend/crm"

const fileColumns = "f.id, f.card, f.contact, f.name, f.mime, f.size, f.hash, f.usr, f.created, f.deleted"

// AddFile adds a file whose content KeepContent has stored.
func (t *Tx) AddFile(f crm.File) (crm.File, error) {
	id, err := nextID[crm.FileID](t, "file")
	if err != nil {
		return f, err
	}
	f.ID, f.Created = id, t.Now
	t.Changed("card", f.Card.String())
	return f, t.must("INSERT INTO file (id, card, contact, name, mime, size, hash, usr, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		f.ID, f.Card, f.Contact, f.Name, f.Mime, f.Size, f.Hash, f.User, f.Created)
}

// DeleteFile deletes a file, or brings it back; its content stays for
// crm.KeepDeletedDays.
func (t *Tx) DeleteFile(f crm.File, deleted bool) error {
	var at crm.Instant
	if deleted {
		at = t.Now
	}
	t.Changed("card", f.Card.String())
	return t.must("UPDATE file SET deleted = ? WHERE id = ?", at, f.ID)
}

// File reads one file, also a deleted one.
func (v *View) File(id crm.FileID) (crm.File, error) {
	var f crm.File
	found, err := v.one(&f, "SELECT "+fileColumns+" FROM file f WHERE f.id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("file")
	}
	return f, err
}

// CardFiles reads a card's files, the newest first.
func (v *View) CardFiles(card crm.CardID, limit int) ([]crm.File, error) {
	files := []crm.File{}
	return files, v.list(&files, "SELECT "+fileColumns+" FROM file f WHERE f.card = ? AND f.deleted IS NULL ORDER BY f.created DESC, f.id DESC LIMIT ?", card, limit)
}

// FilesOfCards reads all files of cards in the order of their ids: for an
// export of a person's data.
func (v *View) FilesOfCards(cards []crm.CardID) ([]crm.File, error) {
	files := []crm.File{}
	if len(cards) == 0 {
		return files, nil
	}
	query, args, err := in("SELECT "+fileColumns+" FROM file f WHERE f.card IN (?) AND f.deleted IS NULL ORDER BY f.id", cards)
	if err != nil {
		return nil, err
	}
	return files, v.list(&files, query, args...)
}

// ForgetDeletedFiles erases files that were deleted before a moment.
func (t *Tx) ForgetDeletedFiles(before crm.Instant) error {
	_, err := t.exec("DELETE FROM file WHERE deleted < ?", before)
	return err
}

// contents are the hashes that any file, also a deleted one, or asset has.
func (v *View) contents() (map[string]bool, error) {
	var list []string
	err := v.list(&list, "SELECT hash FROM file UNION SELECT hash FROM asset")
	used := make(map[string]bool, len(list))
	for _, hash := range list {
		used[hash] = true
	}
	return used, err
}

package store

import "stepwise/backend/crm"

// Import is an uploaded file and what became of it.
type Import struct {
	ID      crm.ImportID  `db:"id"`
	Product crm.ProductID `db:"product"`
	Name    string        `db:"name"`
	Hash    string        `db:"hash"`
	Data    []byte        `db:"data"`
	Created crm.Instant   `db:"created"`
	Applied crm.Instant   `db:"applied"`
	Cards   int           `db:"cards"`
}

// AddImport keeps an uploaded file until it is applied. Files that were
// uploaded more than a day ago and never applied go.
func (t *Tx) AddImport(i Import) (Import, error) {
	if _, err := t.exec("DELETE FROM import WHERE applied IS NULL AND created < ?", t.Now-24*3600*1000); err != nil {
		return i, err
	}
	id, err := nextID[crm.ImportID](t, "import")
	if err != nil {
		return i, err
	}
	i.ID, i.Created = id, t.Now
	return i, t.must("INSERT INTO import (id, product, name, hash, data, created) VALUES (?, ?, ?, ?, ?, ?)", i.ID, i.Product, i.Name, i.Hash, i.Data, i.Created)
}

// Import reads an uploaded file.
func (v *View) Import(id crm.ImportID) (Import, error) {
	var i Import
	found, err := v.one(&i, "SELECT id, product, name, hash, data, created, applied, cards FROM import WHERE id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("import")
	}
	return i, err
}

// ImportedBefore is when a file with the same content was applied to a
// product, 0 for never.
func (v *View) ImportedBefore(product crm.ProductID, hash string) (crm.Instant, error) {
	var at crm.Instant
	return at, v.get(&at, "SELECT max(applied) FROM import WHERE product = ? AND hash = ?", product, hash)
}

// ImportApplied notes that an import is done and lets go of the file.
func (t *Tx) ImportApplied(id crm.ImportID, cards int) error {
	return t.must("UPDATE import SET applied = ?, cards = ?, data = NULL WHERE id = ? AND applied IS NULL", t.Now, cards, id)
}

package store

import "stepwise/backend/crm"

// ImportSize is how many bytes of a file that is being uploaded are there.
func (v *View) ImportSize(id crm.ImportID) (int64, error) {
	var n int64
	found, err := v.one(&n, "SELECT length(f.data) FROM import i JOIN import_file f ON f.import = i.id WHERE i.id = ? AND i.state = 'read'", id)
	if err == nil && !found {
		err = crm.NotFound("import")
	}
	return n, err
}

// AppendImport adds the next part of a file that is being uploaded.
func (t *Tx) AppendImport(id crm.ImportID, part []byte) error {
	return t.must("UPDATE import_file SET data = CAST(data || ? AS BLOB) WHERE import = (SELECT id FROM import WHERE id = ? AND state = 'read')", part, id)
}

// NameImport notes what an uploaded file turned out to be.
func (t *Tx) NameImport(i Import) error {
	return t.must("UPDATE import SET name = ?, hash = ? WHERE id = ?", i.Name, i.Hash, i.ID)
}

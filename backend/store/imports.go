package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

// ImportState is how far an import is.
type ImportState string

// The states of an import. A crash leaves applying or undoing behind; at the
// next start a person goes on or takes it back.
const (
	ImportRead      ImportState = "read"      // uploaded, nothing written
	ImportApplying  ImportState = "applying"  // Cursor rows of Total are in
	ImportUndoing   ImportState = "undoing"   // what was written is taken back
	ImportDone      ImportState = "done"      //
	ImportCancelled ImportState = "cancelled" // taken back before its end
	ImportUndone    ImportState = "undone"    // taken back after its end
)

// Import is an uploaded file and what became of it.
type Import struct {
	ID       crm.ImportID  `db:"id"`
	Product  crm.ProductID `db:"product"`
	Name     string        `db:"name"`
	Hash     string        `db:"hash"`
	Data     []byte        `db:"data"` // until it is done
	Created  crm.Instant   `db:"created"`
	State    ImportState   `db:"state"`
	User     crm.UserID    `db:"usr"` // who applied it
	Batch    crm.BatchID   `db:"batch"`
	Decided  string        `db:"decided"` // what the person decided, as JSON
	Began    crm.Instant   `db:"began"`
	Applied  crm.Instant   `db:"applied"` // done
	Total    int           `db:"total"`   // rows
	Cursor   int           `db:"cursor"`  // rows that are in
	Cards    int           `db:"cards"`   // made
	Updated  int           `db:"updated"`
	Same     int           `db:"same"` // rows that changed nothing
	Rejected int           `db:"rejected"`
}

const importColumns = `i.id, i.product, i.name, i.hash, i.created, i.usr, i.batch, i.decided, i.began, i.applied, i.total, i.cursor, i.cards,
	i.updated, i.same, i.rejected, CASE WHEN i.state = 'done' AND b.state IN ('undoing', 'undone') THEN b.state ELSE i.state END AS state`

const importTables = " FROM import i LEFT JOIN batch b ON b.id = i.batch "

// forgetAfter is how long a file is kept that nobody applies, in milliseconds.
const forgetAfter = 24 * 3600 * 1000

// AddImport keeps an uploaded file until it is applied. Files that were
// uploaded more than a day ago and never applied go.
func (t *Tx) AddImport(i Import) (Import, error) {
	if _, err := t.exec("DELETE FROM import WHERE state IN ('read', 'cancelled') AND created < ?", t.Now-forgetAfter); err != nil {
		return i, err
	}
	id, err := nextID[crm.ImportID](t, "import")
	if err != nil {
		return i, err
	}
	i.ID, i.Created, i.State = id, t.Now, ImportRead
	if err := t.must("INSERT INTO import (id, product, name, hash, created) VALUES (?, ?, ?, ?, ?)", i.ID, i.Product, i.Name, i.Hash, i.Created); err != nil {
		return i, err
	}
	return i, t.must("INSERT INTO import_file (import, data) VALUES (?, ?)", i.ID, append([]byte{}, i.Data...))
}

// Import reads an import with its file.
func (v *View) Import(id crm.ImportID) (Import, error) {
	var i Import
	found, err := v.one(&i, "SELECT "+importColumns+", f.data"+importTables+"LEFT JOIN import_file f ON f.import = i.id WHERE i.id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("import")
	}
	return i, err
}

// Imports reads a product's imports that wrote something, the last first,
// without their files; of all products where none is named.
func (v *View) Imports(product crm.ProductID, limit int) ([]Import, error) {
	var list []Import
	return list, v.list(&list, "SELECT "+importColumns+importTables+"WHERE (i.product = ? OR ? IS NULL) AND i.state <> 'read' ORDER BY i.id DESC LIMIT ?", product, product, limit)
}

// ImportedBefore is when a file with the same content was applied to a
// product, 0 for never.
func (v *View) ImportedBefore(product crm.ProductID, hash string) (crm.Instant, error) {
	var at crm.Instant
	return at, v.get(&at, "SELECT max(applied) FROM import WHERE product = ? AND hash = ?", product, hash)
}

// MoveImport writes how far an import is; its file goes once it is done.
func (t *Tx) MoveImport(i Import) error {
	if i.State == ImportDone {
		i.Applied = t.Now
	}
	t.Changed("import", i.ID.String())
	if i.State == ImportDone {
		if _, err := t.exec("DELETE FROM import_file WHERE import = ?", i.ID); err != nil {
			return err
		}
	}
	return t.must(`UPDATE import SET state = ?, usr = ?, batch = ?, decided = ?, began = ?, applied = ?, total = ?, cursor = ?, cards = ?,
			updated = ?, same = ?, rejected = ? WHERE id = ?`,
		i.State, i.User, i.Batch, i.Decided, i.Began, i.Applied, i.Total, i.Cursor, i.Cards, i.Updated, i.Same, i.Rejected, i.ID)
}

// AddImportRun notes that an import made a run of cards.
func (t *Tx) AddImportRun(id crm.ImportID, first, last crm.CardID) error {
	return t.must("INSERT INTO import_run (first, last, import) VALUES (?, ?, ?)", int64(first), int64(last), id)
}

// ImportReject is a row that made no card.
type ImportReject struct {
	Line     int
	Cells    []string
	Problems []crm.Problem
}

// AddRejects keeps rejected rows for the error file.
func (t *Tx) AddRejects(id crm.ImportID, list []ImportReject) error {
	rows := t.bulk("import_reject", "import, line, cells, problems")
	for _, r := range list {
		cells, err := json.Marshal(r.Cells)
		if err != nil {
			return err
		}
		problems, err := json.Marshal(r.Problems)
		if err != nil {
			return err
		}
		if err := rows.add(int64(id), int64(r.Line), string(cells), string(problems)); err != nil {
			return err
		}
	}
	return rows.flush()
}

// Rejects reads the rejected rows of an import in the order of the file, at
// most limit.
func (v *View) Rejects(id crm.ImportID, limit int) ([]ImportReject, error) {
	var rows []struct {
		Line     int    `db:"line"`
		Cells    string `db:"cells"`
		Problems string `db:"problems"`
	}
	if err := v.list(&rows, "SELECT line, cells, problems FROM import_reject WHERE import = ? ORDER BY line LIMIT ?", id, limit); err != nil {
		return nil, err
	}
	list := make([]ImportReject, len(rows))
	for i, row := range rows {
		list[i].Line = row.Line
		if err := json.Unmarshal([]byte(row.Cells), &list[i].Cells); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(row.Problems), &list[i].Problems); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// ForgetRejects lets go of the rejected rows of an import that begins anew.
func (t *Tx) ForgetRejects(id crm.ImportID) error {
	_, err := t.exec("DELETE FROM import_reject WHERE import = ?", id)
	return err
}

// ImportMapping is how a file of a product with these columns was read the last
// time, as JSON; "" for never.
func (v *View) ImportMapping(product crm.ProductID, columns string) (mapping string, err error) {
	_, err = v.one(&mapping, "SELECT mapping FROM import_mapping WHERE product = ? AND columns = ?", product, columns)
	return mapping, err
}

// SaveImportMapping remembers how a file with these columns was read.
func (t *Tx) SaveImportMapping(product crm.ProductID, columns, mapping string) error {
	_, err := t.exec(`INSERT INTO import_mapping (product, columns, mapping, modified) VALUES (?, ?, ?, ?)
		ON CONFLICT (product, columns) DO UPDATE SET mapping = excluded.mapping, modified = excluded.modified`, product, columns, mapping, t.Now)
	return err
}

// CardWith is a card whose main contact has an address.
type CardWith struct {
	Value  string       `db:"value"`
	Card   crm.CardID   `db:"card"`
	Status crm.StatusID `db:"status"`
	Name   string       `db:"name"`
}

// CardsWith finds the cards of a product whose main contact has one of the
// normalised addresses.
func (v *View) CardsWith(product crm.ProductID, values []string) ([]CardWith, error) {
	var out []CardWith
	text, err := json.Marshal(values)
	if err != nil || len(values) == 0 {
		return nil, err
	}
	return out, v.list(&out, `SELECT a.value, c.id AS card, c.status, c.name FROM address a JOIN card c ON c.contact = a.contact
		WHERE a.value IN (SELECT value FROM json_each(?)) AND c.product = ? AND c.deleted IS NULL ORDER BY c.id`, string(text), product)
}

// ContactsMade finds the contacts of cards that an import made which have one
// of the normalised addresses: rows of a file that share one share the client.
func (v *View) ContactsMade(id crm.ImportID, values []string) (map[string]crm.ContactID, error) {
	text, err := json.Marshal(values)
	if err != nil || len(values) == 0 {
		return nil, err
	}
	var rows []struct {
		Value   string        `db:"value"`
		Contact crm.ContactID `db:"contact"`
	}
	err = v.list(&rows, `SELECT a.value, c.contact FROM address a JOIN card c ON c.contact = a.contact
		WHERE a.value IN (SELECT value FROM json_each(?)) AND c.created_by = 'import'
			AND EXISTS (SELECT 1 FROM import_run r WHERE r.import = ? AND c.id BETWEEN r.first AND r.last) ORDER BY c.id DESC`, string(text), id)
	out := make(map[string]crm.ContactID, len(rows))
	for _, r := range rows {
		out[r.Value] = r.Contact
	}
	return out, err
}

// CompaniesNamed finds companies by their folded names; of several with one
// name the oldest.
func (v *View) CompaniesNamed(folded []string) (map[string]crm.ContactID, error) {
	text, err := json.Marshal(folded)
	if err != nil || len(folded) == 0 {
		return map[string]crm.ContactID{}, err
	}
	var rows []struct {
		Name string        `db:"name_fold"`
		ID   crm.ContactID `db:"id"`
	}
	err = v.list(&rows, "SELECT name_fold, id FROM contact WHERE kind = 'company' AND name_fold IN (SELECT value FROM json_each(?)) ORDER BY id DESC", string(text))
	out := make(map[string]crm.ContactID, len(rows))
	for _, r := range rows {
		out[r.Name] = r.ID
	}
	return out, err
}

// Entered counts the enrolments that began since a number, by sequence: those of
// this transaction, if LastEnrolment was asked at its beginning.
func (v *View) Entered(since crm.EnrolmentID) (map[crm.SequenceID]int, error) {
	var rows []struct {
		Sequence crm.SequenceID `db:"sequence"`
		Count    int            `db:"count"`
	}
	err := v.list(&rows, "SELECT sequence, count(*) AS count FROM enrolment WHERE id > ? GROUP BY sequence", int64(since))
	out := make(map[crm.SequenceID]int, len(rows))
	for _, r := range rows {
		out[r.Sequence] = r.Count
	}
	return out, err
}

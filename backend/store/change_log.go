package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

// changesKept is how long the log of changes goes back, in milliseconds.
const changesKept = 365 * 24 * 3600 * 1000

// NoteChange writes down who changed what, in the transaction that did it.
func (t *Tx) NoteChange(c crm.Change) error {
	if _, err := t.exec("DELETE FROM change_log WHERE at < ?", t.Now-changesKept); err != nil {
		return err
	}
	id, err := nextID[crm.ChangeID](t, "change")
	if err != nil {
		return err
	}
	if c.Subjects == nil {
		c.Subjects = []crm.ChangeSubject{}
	}
	text, err := json.Marshal(c.Subjects)
	if err != nil {
		return err
	}
	t.Changed("change", id.String())
	return t.must("INSERT INTO change_log (id, at, user, operation, subjects) VALUES (?, ?, ?, ?, ?)", id, t.Now, c.User, c.Operation, string(text))
}

// ChangeQuery chooses entries of the log.
type ChangeQuery struct {
	User   crm.UserID   // only what this user did
	Noun   string       // only what was done to such a thing
	Before crm.ChangeID // only earlier ones
	Limit  int
}

// Changes reads the log, the newest first.
func (v *View) Changes(q ChangeQuery) ([]crm.Change, error) {
	var rows []struct {
		ID        crm.ChangeID `db:"id"`
		At        crm.Instant  `db:"at"`
		User      crm.UserID   `db:"user"`
		Operation string       `db:"operation"`
		Subjects  string       `db:"subjects"`
	}
	err := v.list(&rows, `SELECT id, at, user, operation, subjects FROM change_log
		WHERE (user = ?1 OR ?1 IS NULL) AND (id < ?2 OR ?2 IS NULL)
			AND (?3 = '' OR EXISTS (SELECT 1 FROM json_each(subjects) WHERE json_extract(value, '$.noun') = ?3))
		ORDER BY id DESC LIMIT ?4`, q.User, q.Before, q.Noun, q.Limit)
	if err != nil {
		return nil, err
	}
	out := make([]crm.Change, 0, len(rows))
	for _, r := range rows {
		c := crm.Change{ID: r.ID, At: r.At, User: r.User, Operation: r.Operation}
		if err := json.Unmarshal([]byte(r.Subjects), &c.Subjects); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// Happened is what this transaction changed so far: ids by noun.
func (t *Tx) Happened() Events { return t.events }

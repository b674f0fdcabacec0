package store

import (
	"slices"

	"stepwise/backend/crm"
)

// SentBefore says whether a server took a message with this key before the
// workspace went back to a backup, and when.
func (v *View) SentBefore(key string) (line SentLine, found bool, err error) {
	var row struct {
		At    crm.Instant `db:"at"`
		Reply string      `db:"reply"`
	}
	found, err = v.one(&row, "SELECT at, reply FROM sent_before WHERE key = ?", key)
	return SentLine{Key: key, At: row.At, Reply: row.Reply}, found, err
}

// AnySentBefore says whether SentBefore may find anything.
func (v *View) AnySentBefore() (bool, error) {
	var n int
	err := v.get(&n, "SELECT EXISTS (SELECT 1 FROM sent_before)")
	return n == 1, err
}

// KeepSentBefore remembers acceptances whose messages this database doesn't know.
func (t *Tx) KeepSentBefore(lines []SentLine) (kept int, err error) {
	for _, l := range lines {
		n, err := t.exec(`INSERT INTO sent_before (key, at, reply) SELECT ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM message WHERE key = ?)
			ON CONFLICT (key) DO NOTHING`, l.Key, l.At, l.Reply, l.Key)
		if err != nil {
			return kept, err
		}
		kept += int(n)
	}
	return kept, nil
}

// MessagesOfKeys reads the messages with some keys, in id order.
func (v *View) MessagesOfKeys(keys []string) (list []crm.Message, err error) {
	for chunk := range slices.Chunk(keys, 500) {
		query, args, err := in("SELECT "+messageColumns+messageFrom+"WHERE m.key IN (?) ORDER BY m.id", chunk)
		if err != nil {
			return nil, err
		}
		some, err := v.messages(query, args...)
		if err != nil {
			return nil, err
		}
		list = append(list, some...)
	}
	return list, nil
}

// WaitingBefore reads the enrolments that were to act at a moment or before it.
func (v *View) WaitingBefore(at crm.Instant, limit int) ([]crm.Enrolment, error) {
	var list []crm.Enrolment
	return list, v.list(&list, "SELECT "+enrolmentColumns+" FROM enrolment e WHERE e.state = 'waiting' AND e.due <= ? ORDER BY e.due, e.id LIMIT ?", at, limit)
}

// Lost says what a restore takes away: what happened after a moment.
type Lost struct {
	Cards   int `json:"cards"`   // changed since, or new
	Clients int `json:"clients"` // new since
	Sent    int `json:"sent"`    // messages that servers took since
	Tasks   int `json:"tasks"`   // new since
}

// LostSince counts what happened after a moment.
func (v *View) LostSince(at crm.Instant) (out Lost, err error) {
	for _, ask := range []struct {
		into  *int
		query string
	}{
		{&out.Cards, "SELECT count(DISTINCT card) FROM activity WHERE at > ?"},
		{&out.Clients, "SELECT count(*) FROM contact WHERE created > ?"},
		{&out.Sent, "SELECT count(*) FROM message WHERE state IN ('sent', 'delivered') AND settled_at > ?"},
		{&out.Tasks, "SELECT count(*) FROM task WHERE created > ?"},
	} {
		if err := v.get(ask.into, ask.query, at); err != nil {
			return out, err
		}
	}
	return out, nil
}

// SignInRow is a browser that is signed in, as it lies in the database.
type SignInRow struct {
	ID      int64       `db:"id"`
	Hash    string      `db:"hash"`
	User    crm.UserID  `db:"user"`
	Created crm.Instant `db:"created"`
	Seen    crm.Instant `db:"seen"`
	Address string      `db:"address"`
	Device  string      `db:"device"`
}

// SignInRows reads who is signed in now, to be carried over a restore.
func (v *View) SignInRows() (rows []SignInRow, err error) {
	return rows, v.list(&rows, "SELECT id, hash, user, created, seen, address, device FROM sign_in ORDER BY id")
}

// CarrySignIns leaves those signed in who were so before a restore, and nobody
// else: a session or an invitation that was ended since the backup stays ended.
func (t *Tx) CarrySignIns(rows []SignInRow) error {
	for _, table := range []string{"sign_in", "invitation"} {
		if _, err := t.exec("DELETE FROM " + table); err != nil {
			return err
		}
	}
	var last int64
	for _, r := range rows {
		last = max(last, r.ID)
		_, err := t.exec(`INSERT INTO sign_in (id, hash, user, created, seen, address, device) SELECT ?, ?, ?, ?, ?, ?, ?
			WHERE EXISTS (SELECT 1 FROM app_user WHERE id = ? AND active = 1)`, r.ID, r.Hash, r.User, r.Created, r.Seen, r.Address, r.Device, r.User)
		if err != nil {
			return err
		}
	}
	return t.countedTo("sign_in", last)
}

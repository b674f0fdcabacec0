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
func (v *View) AnySentBefore() (any bool, err error) {
	var n int
	err = v.get(&n, "SELECT EXISTS (SELECT 1 FROM sent_before)")
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

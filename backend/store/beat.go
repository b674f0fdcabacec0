package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

// Beat is a sign of life: what the clock showed, and beside it a clock that
// nobody can set.
type Beat struct {
	At   crm.Instant `db:"at"`
	Boot string      `db:"boot"` // which boot of the computer Run counts from
	Run  int64       `db:"run"`  // in milliseconds, sleep included
}

// LastBeat reads the last sign of life; false where there is none, or none that
// counts any more.
func (v *View) LastBeat() (b Beat, found bool, err error) {
	found, err = v.one(&b, "SELECT at, boot, run FROM beat WHERE id = 1")
	return b, found, err
}

// SaveBeat replaces the last sign of life.
func (t *Tx) SaveBeat(b Beat) error {
	return t.must(`INSERT INTO beat (id, at, boot, run) VALUES (1, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET at = excluded.at, boot = excluded.boot, run = excluded.run`, b.At, b.Boot, b.Run)
}

// longestWait is the longest that a server may ask an account to wait, in
// milliseconds.
const longestWait = 24 * 3600 * 1000

// trustClock takes the clock as it is now for right, because a person said so:
// what a wrong one left in a future that is far away must not hold anything up.
func (t *Tx) trustClock() error {
	if _, err := t.exec("DELETE FROM beat"); err != nil {
		return err
	}
	_, err := t.exec("UPDATE account SET until = NULL WHERE until > ?", t.Now+longestWait)
	return err
}

// Notices are what was noticed since a moment, the oldest first.
func (v *View) Notices(since crm.Instant) ([]crm.Notice, error) {
	var rows []struct {
		crm.Notice
		Text string `db:"args"`
	}
	if err := v.list(&rows, "SELECT kind, at, args FROM notice WHERE at >= ? ORDER BY at, kind", since); err != nil {
		return nil, err
	}
	list := make([]crm.Notice, 0, len(rows))
	for _, r := range rows {
		if err := json.Unmarshal([]byte(r.Text), &r.Args); err != nil {
			return nil, err
		}
		list = append(list, r.Notice)
	}
	return list, nil
}

// AddNotice says today's of its kind; an earlier one of it goes.
func (t *Tx) AddNotice(kind crm.NoticeKind, args crm.Args) error {
	text, err := json.Marshal(args)
	if err != nil {
		return err
	}
	t.Changed("standstill", string(kind))
	return t.must("INSERT INTO notice (kind, at, args) VALUES (?, ?, ?) ON CONFLICT (kind) DO UPDATE SET at = excluded.at, args = excluded.args",
		kind, t.Now, string(text))
}

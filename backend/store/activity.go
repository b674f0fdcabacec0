package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

// Note adds a line to a card's history, at the moment of the transaction.
func (t *Tx) Note(a crm.Activity) error {
	a.At = t.Now
	return t.note(a)
}

func (t *Tx) note(a crm.Activity) error {
	if t.s.memory != nil && a.Say.Key != heldKey {
		return nil // nobody reads the history of a copy
	}
	id, err := nextID[crm.ActivityID](t, "activity")
	if err != nil {
		return err
	}
	args, err := json.Marshal(a.Say.Args)
	if err != nil {
		return err
	}
	t.changedID("card", a.Card)
	row := []any{int64(id), orNull(a.Card), orNull(a.At), string(a.Kind), string(a.Cause), orNull(a.User), orNull(a.Sequence), orNull(a.Message), a.Say.Key, string(args)}
	if t.gather != nil {
		t.gather.pile(pileNote, row)
		return nil
	}
	return t.later.note(row)
}

const noteInsert = "id, card, at, kind, cause, usr, sequence, message, key, args"

// heldKey is the one line of history that a copy keeps: when a step was held
// stands nowhere else.
const heldKey = "activity.held"

// NoteCause is Note for a change with a Cause.
func (t *Tx) NoteCause(card crm.CardID, kind crm.ActivityKind, cause crm.Cause, say crm.Phrase) error {
	return t.Note(crm.Activity{Card: card, Kind: kind, Cause: cause.Kind, User: cause.User, Sequence: cause.Sequence, Say: say})
}

// HistoryLine is an activity with the name of who did it.
type HistoryLine struct {
	crm.Activity
	Who  string `db:"who"`
	Key  string `db:"key"`
	Args string `db:"args"`
}

// say puts the phrase together.
func (l *HistoryLine) say() error {
	l.Say.Key = l.Key
	return json.Unmarshal([]byte(l.Args), &l.Say.Args)
}

// History reads a card's history, newest first.
func (v *View) History(card crm.CardID, limit int) ([]HistoryLine, error) {
	lines := []HistoryLine{}
	err := v.list(&lines, `SELECT a.id, a.card, a.at, a.kind, a.cause, a.usr AS user, a.sequence, a.message, a.key, a.args,
			coalesce(u.name, s.name, '') AS who
		FROM activity a LEFT JOIN app_user u ON u.id = a.usr LEFT JOIN sequence s ON s.id = a.sequence
		WHERE a.card = ? ORDER BY a.id DESC LIMIT ?`, card, limit)
	for i := range lines {
		if err == nil {
			err = lines[i].say()
		}
	}
	if err != nil || len(lines) >= limit {
		return lines, err
	}
	created, found, err := v.Created(card)
	if found {
		lines = append(lines, created)
	}
	return lines, err
}

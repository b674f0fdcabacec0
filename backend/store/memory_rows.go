package store

import (
	"encoding/json"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
)

// MatchingIDs are all cards of a product that a filter holds, in id order.
func (v *View) MatchingIDs(product crm.ProductID, q filter.Query) ([]crm.CardID, error) {
	var ids []crm.CardID
	args := append([]any{product}, q.Args...)
	return ids, v.list(&ids, "SELECT c.id FROM card c WHERE +c.product = ? AND c.deleted IS NULL AND ("+q.Where+") ORDER BY c.id", args...)
}

// LiveCards are the cards that are under way in one of some sequences, in id
// order.
func (v *View) LiveCards(sequences []crm.SequenceID) ([]crm.CardID, error) {
	var ids []crm.CardID
	const query = "SELECT DISTINCT card FROM enrolment WHERE ended IS NULL AND sequence IN (SELECT value FROM json_each(?)) ORDER BY card"
	return ids, v.list(&ids, query, idList(sequences))
}

// LiveEnrolments are all enrolments that are under way, in id order.
func (v *View) LiveEnrolments() ([]crm.Enrolment, error) {
	var list []crm.Enrolment
	return list, v.list(&list, "SELECT "+enrolmentColumns+" FROM enrolment e WHERE e.ended IS NULL ORDER BY e.id")
}

// EnrolmentsSince are the enrolments that are under way, and those that ended
// at a moment or later, in id order.
func (v *View) EnrolmentsSince(at crm.Instant) ([]crm.Enrolment, error) {
	var list []crm.Enrolment
	return list, v.list(&list, "SELECT "+enrolmentColumns+" FROM enrolment e WHERE e.ended IS NULL OR e.ended >= ? ORDER BY e.id", at)
}

// LastID is the last id of a noun that was handed out.
func (v *View) LastID(noun string) (last int64, err error) {
	return last, v.get(&last, "SELECT coalesce((SELECT last FROM counter WHERE noun = ?), 0)", noun)
}

// NextDueAfter is the next moment behind one at which a step or a message is
// due, 0 for none.
func (v *View) NextDueAfter(at crm.Instant) (crm.Instant, error) {
	var next crm.Instant
	return next, v.get(&next, `SELECT min(due) FROM (
		SELECT min(due) AS due FROM enrolment WHERE state = 'waiting' AND paused = 0 AND due > ?
		UNION ALL SELECT min(due) FROM message INDEXED BY message_due WHERE state = 'queued' AND worker IS NULL AND due > ?)`, at, at)
}

// RanStep is a step run with what belongs to it.
type RanStep struct {
	crm.StepRun
	Title string `db:"title"` // of the task that it made
	Note  string `db:"note"`
	Name  string `db:"name"` // of the task's assignee, or the file
}

// RunsBehind reads the step runs behind an id, in the order in which they
// happened.
func (v *View) RunsBehind(id int64) ([]RanStep, error) {
	var list []RanStep
	return list, v.list(&list, `SELECT r.id, r.enrolment, r.step, r.outcome, r.reason, r.planned, r.at, r.letter, r.task, r.file,
			coalesce(t.title, f.name, '') AS title, coalesce(t.note, '') AS note, coalesce(u.name, '') AS name
		FROM step_run r LEFT JOIN task t ON t.id = r.task LEFT JOIN app_user u ON u.id = t.assignee LEFT JOIN file f ON f.id = r.file
		WHERE r.id > ? ORDER BY r.id`, id)
}

// Went is what a message came to, without its text.
type Went struct {
	ID        crm.MessageID         `db:"id"`
	Channel   crm.Channel           `db:"channel"`
	State     crm.MessageState      `db:"state"`
	Reason    crm.Reason            `db:"reason"`
	Card      crm.CardID            `db:"card"`
	Contact   crm.ContactID         `db:"contact"`
	Sequence  crm.SequenceID        `db:"sequence"`
	Enrolment crm.EnrolmentID       `db:"enrolment"`
	Step      crm.StepID            `db:"step"`
	To        string                `db:"recipient"`
	ToName    string                `db:"to_name"`
	Version   crm.TemplateVersionID `db:"version"`
	Values    string                `db:"vals"` // JSON
	Parts     int                   `db:"parts"`
	Planned   crm.Instant           `db:"planned"`
	HandedAt  crm.Instant           `db:"handed_at"`
	SettledAt crm.Instant           `db:"settled_at"`
	Created   crm.Instant           `db:"created"`
}

// WentSince reads the messages that were queued, handed over or settled at a
// moment or later, in id order.
func (v *View) WentSince(at crm.Instant) ([]Went, error) {
	var list []Went
	return list, v.list(&list, `SELECT id, channel, state, reason, card, contact, sequence, enrolment, step, recipient, to_name, version, vals, parts,
			planned, handed_at, settled_at, created
		FROM message WHERE created >= ? OR handed_at >= ? OR settled_at >= ? ORDER BY id`, at, at, at)
}

// Value reads the merged values of a Went.
func (w *Went) Value() (values crm.MergeValues, err error) {
	return values, json.Unmarshal([]byte(w.Values), &values)
}

// ContentsOf reads the contents of versions of templates.
func (v *View) ContentsOf(ids []crm.TemplateVersionID) (map[crm.TemplateVersionID]crm.Content, error) {
	var rows []struct {
		ID      crm.TemplateVersionID `db:"vid"`
		Content crm.Content           `db:"content"`
	}
	err := v.list(&rows, "SELECT v.id AS vid, "+contentColumns+" FROM template_version v WHERE v.id IN (SELECT value FROM json_each(?))", idList(ids))
	out := make(map[crm.TemplateVersionID]crm.Content, len(rows))
	for _, r := range rows {
		out[r.ID] = r.Content
	}
	return out, err
}

// HeldAt is when a card's enrolment in a sequence was held last, as its history
// says; 0 where it doesn't.
func (v *View) HeldAt(card crm.CardID, seq crm.SequenceID) (at crm.Instant, err error) {
	return at, v.get(&at, "SELECT max(at) FROM activity WHERE card = ? AND sequence = ? AND key = 'activity.held'", card, seq)
}

// CardNames reads the names of cards.
func (v *View) CardNames(ids []crm.CardID) (map[crm.CardID]string, error) {
	var rows []struct {
		ID   crm.CardID `db:"id"`
		Name string     `db:"name"`
	}
	err := v.list(&rows, "SELECT id, name FROM card WHERE id IN (SELECT value FROM json_each(?))", idList(ids))
	out := make(map[crm.CardID]string, len(rows))
	for _, r := range rows {
		out[r.ID] = r.Name
	}
	return out, err
}

// StepsByID are the steps of all sequences, removed ones too.
func (v *View) StepsByID() (map[crm.StepID]crm.Step, error) {
	list, err := v.steps("true")
	out := make(map[crm.StepID]crm.Step, len(list))
	for _, st := range list {
		out[st.ID] = st
	}
	return out, err
}

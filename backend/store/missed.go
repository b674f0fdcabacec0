package store

import (
	"encoding/json"
	"strings"

	"stepwise/backend/crm"
)

// NoteMissed notes that a card would have entered a sequence at a moment, unless
// the re-entry policy would have kept it out or it is noted already.
func (t *Tx) NoteMissed(s crm.Sequence, card crm.CardID, at crm.Instant) (noted bool, err error) {
	rule, ruleArgs := entryRule(s, at)
	id, err := nextID[crm.MissedID](t, "missed")
	if err != nil {
		return false, err
	}
	args := append([]any{id, s.ID, at, t.Now, card}, ruleArgs...)
	n, err := t.exec(`INSERT INTO missed (id, sequence, card, at, noted) SELECT ?, ?, c.id, ?, ? FROM card c
		WHERE c.id = ? AND c.deleted IS NULL AND `+rule+" ON CONFLICT DO NOTHING", args...)
	if n > 0 {
		t.Changed("missed", "*")
	}
	return n > 0, err
}

// MissedQuery asks for missed entries that nobody has decided.
type MissedQuery struct {
	Sequence crm.SequenceID // none: of all
	IDs      []crm.MissedID // none: all
	Owner    crm.UserID     // none: of whatever card
	After    crm.MissedID
	Limit    int // 0: all
}

// MissedLine is a missed entry with the names around it.
type MissedLine struct {
	crm.Missed
	Name     string        `db:"name"` // of the sequence
	CardName string        `db:"card_name"`
	Product  crm.ProductID `db:"product"`
	Owner    crm.UserID    `db:"owner"`
	Running  bool          `db:"running"` // the sequence can be started
}

const missedFrom = ` FROM missed m JOIN sequence s ON s.id = m.sequence AND s.deleted IS NULL JOIN card c ON c.id = m.card AND c.deleted IS NULL
	WHERE m.decided IS NULL`

func (q MissedQuery) where() (string, []any) {
	conds, args := []string{""}, []any{}
	add := func(use bool, cond string, value any) {
		if use {
			conds, args = append(conds, cond), append(args, value)
		}
	}
	add(q.Sequence != 0, "m.sequence = ?", q.Sequence)
	add(len(q.IDs) > 0, "m.id IN (SELECT value FROM json_each(?))", idList(q.IDs))
	add(q.Owner != 0, "c.owner = ?", q.Owner)
	add(q.After != 0, "m.id > ?", q.After)
	return strings.Join(conds, " AND "), args
}

// MissedLines reads undecided missed entries in id order.
func (v *View) MissedLines(q MissedQuery) ([]MissedLine, error) {
	where, args := q.where()
	limit := q.Limit
	if limit == 0 {
		limit = -1
	}
	list := []MissedLine{}
	return list, v.list(&list, "SELECT m.id, m.sequence, m.card, m.at, m.noted, s.name, c.name AS card_name, c.product, c.owner, s.state <> 'inactive' AS running"+
		missedFrom+where+" ORDER BY m.id LIMIT ?", append(args, limit)...)
}

// CountMissed counts undecided missed entries.
func (v *View) CountMissed(q MissedQuery) (n int, err error) {
	where, args := q.where()
	return n, v.get(&n, "SELECT count(*)"+missedFrom+where, args...)
}

// MissedGroup is what was missed of one sequence.
type MissedGroup struct {
	Sequence crm.SequenceID `db:"sequence"`
	Name     string         `db:"name"`
	Product  crm.ProductID  `db:"product"`
	Running  bool           `db:"running"`
	First    crm.Instant    `db:"first"`
	Last     crm.Instant    `db:"last"`
	Count    int            `db:"n"`
	Mine     int            `db:"mine"` // on cards that a user owns
}

// MissedGroups counts undecided missed entries by sequence.
func (v *View) MissedGroups(user crm.UserID) ([]MissedGroup, error) {
	list := []MissedGroup{}
	return list, v.list(&list, `SELECT m.sequence, s.name, s.product, s.state <> 'inactive' AS running, min(m.at) AS first, max(m.at) AS last,
		count(*) AS n, coalesce(sum(c.owner = ?), 0) AS mine`+missedFrom+" GROUP BY m.sequence ORDER BY s.name, s.id", user)
}

// DecideMissed writes what a person said of missed entries; decided ones are
// left alone.
func (t *Tx) DecideMissed(ids []crm.MissedID, decision crm.MissedDecision, user crm.UserID) (int64, error) {
	t.Changed("missed", "*")
	return t.exec("UPDATE missed SET decided = ?, decision = ?, usr = ? WHERE decided IS NULL AND id IN (SELECT value FROM json_each(?))",
		t.Now, decision, user, idList(ids))
}

// MissedOf reads the missed entries of a card in a sequence, the newest first,
// and how they were decided ("" for not yet).
func (v *View) MissedOf(seq crm.SequenceID, card crm.CardID) ([]MissedEntry, error) {
	list := []MissedEntry{}
	return list, v.list(&list, "SELECT id, sequence, card, at, noted, decision FROM missed WHERE sequence = ? AND card = ? ORDER BY at DESC", seq, card)
}

// MissedEntry is a missed entry and its decision.
type MissedEntry struct {
	crm.Missed
	Decision crm.MissedDecision `db:"decision"`
}

// AddAbsence notes what happened by itself when the program came back.
func (t *Tx) AddAbsence(a crm.Absence) error {
	id, err := t.NextIDs("absence", 1)
	if err != nil {
		return err
	}
	late, err := json.Marshal(a.Late)
	if err != nil {
		return err
	}
	t.Changed("missed", "*")
	return t.must("INSERT INTO absence (id, since, until, late, put_off, held, missed) VALUES (?, ?, ?, ?, ?, ?, ?)",
		id, a.Since, a.Until, string(late), a.PutOff, a.Held, a.Missed)
}

// LastAbsence reads the newest one that ended after a moment; false where there
// is none.
func (v *View) LastAbsence(after crm.Instant) (a crm.Absence, found bool, err error) {
	var row struct {
		Since  crm.Instant `db:"since"`
		Until  crm.Instant `db:"until"`
		Late   string      `db:"late"`
		PutOff int         `db:"put_off"`
		Held   int         `db:"held"`
		Missed int         `db:"missed"`
	}
	found, err = v.one(&row, "SELECT since, until, late, put_off, held, missed FROM absence WHERE until > ? ORDER BY id DESC LIMIT 1", int64(after))
	if err != nil || !found {
		return a, false, err
	}
	a = crm.Absence{Since: row.Since, Until: row.Until, PutOff: row.PutOff, Held: row.Held, Missed: row.Missed}
	return a, true, json.Unmarshal([]byte(row.Late), &a.Late)
}

// HistoryMark is where the history stood at a moment.
type HistoryMark struct {
	At      crm.Instant // the last sign of life
	Run     int64       // the newest step run
	Missed  int64       // the newest missed entry
	Held    int         // steps that waited for a person
	Overdue int         // steps whose moment is longer past than the tolerance
}

// MarkHistory says where the history stands, so that what a catching up does can
// be told afterwards. known is a moment at which the program certainly ran, 0
// for none.
func (v *View) MarkHistory(known crm.Instant) (m HistoryMark, err error) {
	var row struct {
		At     crm.Instant `db:"at"`
		Run    int64       `db:"run"`
		Missed int64       `db:"missed"`
		Held   int         `db:"held"`
	}
	err = v.get(&row, `SELECT
		max(coalesce((SELECT at FROM activity ORDER BY id DESC LIMIT 1), 0), coalesce((SELECT max(swept) FROM sequence), 0)) AS at,
		coalesce((SELECT max(id) FROM step_run), 0) AS run, coalesce((SELECT max(id) FROM missed), 0) AS missed,
		(SELECT count(*) FROM enrolment WHERE state = 'held') AS held`)
	m = HistoryMark{At: row.At, Run: row.Run, Missed: row.Missed, Held: row.Held}
	if known != 0 {
		m.At = known
	}
	return m, err
}

// CountOverdue counts the steps whose moment is longer past than a tolerance.
func (v *View) CountOverdue(tolerance crm.Instant) (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM enrolment WHERE state = 'waiting' AND paused = 0 AND due < ?", v.now-tolerance)
}

// SinceMark says what happened since a mark: steps done later than tolerance
// after their moment, steps put off that were overdue then, steps held, entries
// missed.
func (v *View) SinceMark(m HistoryMark, tolerance crm.Instant) (a crm.Absence, err error) {
	a.Late = map[crm.StepKind]int{}
	if m.Overdue == 0 { // nothing can have been late
		return a, v.get(&a.Missed, "SELECT count(*) FROM missed WHERE id > ?", m.Missed)
	}
	var late []struct {
		Kind crm.StepKind `db:"kind"`
		N    int          `db:"n"`
	}
	err = v.list(&late, `SELECT s.kind, count(*) AS n FROM step_run r JOIN step s ON s.id = r.step
		WHERE r.id > ? AND r.outcome = 'done' AND r.at - r.planned > ? GROUP BY s.kind`, m.Run, tolerance)
	if err != nil {
		return a, err
	}
	for _, l := range late {
		a.Late[l.Kind] = l.N
	}
	var row struct {
		PutOff int `db:"put_off"`
		Held   int `db:"held"`
		Missed int `db:"missed"`
	}
	err = v.get(&row, `SELECT
		(SELECT count(*) FROM enrolment WHERE state = 'waiting' AND paused = 0 AND due > ?1 AND planned < ?1 - ?2) AS put_off,
		(SELECT count(*) FROM enrolment WHERE state = 'held') AS held,
		(SELECT count(*) FROM missed WHERE id > ?3) AS missed`, v.now, tolerance, m.Missed)
	a.PutOff, a.Held, a.Missed = row.PutOff, max(row.Held-m.Held, 0), row.Missed
	return a, err
}

// MemberSince says whether a card is noted as matching a sequence's filter, and
// since when.
func (v *View) MemberSince(seq crm.SequenceID, card crm.CardID) (member bool, since crm.Instant, err error) {
	member, err = v.one(&since, "SELECT since FROM membership WHERE sequence = ? AND card = ?", seq, card)
	return member, since, err
}

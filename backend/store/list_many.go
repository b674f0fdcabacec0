package store

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
)

// CardsOf reads those of some cards that exist, in id order, deleted ones too.
func (v *View) CardsOf(ids []crm.CardID) ([]crm.Card, error) {
	var rows []cardRow
	if err := v.list(&rows, "SELECT "+cardColumns+" FROM card c WHERE c.id "+some(ids)+" ORDER BY c.id", someOf(ids)); err != nil {
		return nil, err
	}
	fields := map[crm.ProductID][]crm.Field{}
	out := make([]crm.Card, len(rows))
	for i, row := range rows {
		known, ok := fields[row.Product]
		if !ok {
			var err error
			if known, err = v.sharedFields(row.Product); err != nil {
				return nil, err
			}
			fields[row.Product] = known
		}
		out[i] = row.Card
		var err error
		if out[i].Fields, err = crm.ReadStoreJSON([]byte(row.Doc), known); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Many writes changes of many cards with as few statements as it can.
type Many struct {
	t      *Tx
	fields *bulk
}

// NewMany begins; Flush ends.
func NewMany(t *Tx) *Many { return &Many{t: t, fields: t.fieldRows()} }

// Update is ChangeCard with when the fields were changed.
func (m *Many) Update(was, is crm.Card) error {
	is, err := m.t.ChangeCard(was, is)
	if err != nil {
		return err
	}
	return m.t.noteFields(m.fields, was, is)
}

// Flush writes when fields were changed.
func (m *Many) Flush() error { return m.fields.flush() }

// Startable is which of some cards a person can start a sequence for.
type Startable struct {
	Matching []crm.CardID // its filter
	Others   []crm.CardID
	Live     int // it runs for them already
	Strange  int // of another product
	Deleted  int
	Gone     int
}

// Startable sorts some cards by what starting a sequence would do.
func (v *View) Startable(s crm.Sequence, q filter.Query, ids []crm.CardID) (out Startable, err error) {
	var rows []struct {
		ID      crm.CardID    `db:"id"`
		Product crm.ProductID `db:"product"`
		Deleted bool          `db:"gone"`
		Live    bool          `db:"live"`
		Holds   bool          `db:"holds"`
	}
	args := append([]any{s.ID}, q.Args...)
	err = v.list(&rows, `SELECT c.id, c.product, c.deleted IS NOT NULL AS gone,
			EXISTS (SELECT 1 FROM enrolment e WHERE e.sequence = ? AND e.card = c.id AND e.ended IS NULL) AS live, (`+q.Where+`) AS holds
		FROM card c WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY c.id`, append(args, idList(ids))...)
	out.Gone = len(ids) - len(rows)
	for _, r := range rows {
		switch {
		case r.Deleted:
			out.Deleted++
		case r.Product != s.Product:
			out.Strange++
		case r.Live:
			out.Live++
		case r.Holds:
			out.Matching = append(out.Matching, r.ID)
		default:
			out.Others = append(out.Others, r.ID)
		}
	}
	return out, err
}

// LiveOfCards reads the live enrolments of a sequence for some cards.
func (v *View) LiveOfCards(seq crm.SequenceID, ids []crm.CardID) ([]crm.Enrolment, error) {
	var list []crm.Enrolment
	return list, v.list(&list, "SELECT "+enrolmentColumns+" FROM enrolment e WHERE e.sequence = ? AND e.ended IS NULL AND e.card IN (SELECT value FROM json_each(?)) ORDER BY e.id",
		seq, idList(ids))
}

// OwnedBy are those of some cards that a user owns.
func (v *View) OwnedBy(user crm.UserID, ids []crm.CardID) ([]crm.CardID, error) {
	own := []crm.CardID{}
	return own, v.list(&own, "SELECT c.id FROM card c WHERE c.owner = ? AND c.id IN (SELECT value FROM json_each(?)) ORDER BY c.id", user, idList(ids))
}

// Moves are the enrolments that a transaction began and ended so far, by
// sequence: those with an id behind after, and those of some cards that ended
// at its moment.
func (t *Tx) Moves(after crm.EnrolmentID, ids []crm.CardID) ([]Move, error) {
	var began, ended []Move
	if err := t.list(&began, `SELECT e.sequence, s.name, count(*) AS starts, 0 AS ends FROM enrolment e JOIN sequence s ON s.id = e.sequence
		WHERE e.id > ? GROUP BY e.sequence`, int64(after)); err != nil {
		return nil, err
	}
	if err := t.list(&ended, `SELECT e.sequence, s.name, 0 AS starts, count(*) AS ends FROM enrolment e JOIN sequence s ON s.id = e.sequence
		WHERE e.ended = ? AND e.id <= ? AND e.card IN (SELECT value FROM json_each(?)) GROUP BY e.sequence`, t.Now, int64(after), idList(ids)); err != nil {
		return nil, err
	}
	for _, m := range ended {
		if i := slices.IndexFunc(began, func(b Move) bool { return b.Sequence == m.Sequence }); i >= 0 {
			began[i].Ends = m.Ends
			continue
		}
		began = append(began, m)
	}
	return began, nil
}

// Move is how many enrolments of a sequence began and ended.
type Move struct {
	Sequence crm.SequenceID `db:"sequence"`
	Name     string         `db:"name"`
	Starts   int            `db:"starts"`
	Ends     int            `db:"ends"`
}

// LastEnrolment is the newest enrolment's id, 0 for none.
func (v *View) LastEnrolment() (crm.EnrolmentID, error) {
	var id crm.EnrolmentID
	return id, v.get(&id, "SELECT max(id) FROM enrolment")
}

// ProductsOf says of which products some cards are; deleted ones are left out.
func (v *View) ProductsOf(ids []crm.CardID) (map[crm.CardID]crm.ProductID, error) {
	var rows []struct {
		ID      crm.CardID    `db:"id"`
		Product crm.ProductID `db:"product"`
	}
	err := v.list(&rows, "SELECT id, product FROM card WHERE id "+some(ids)+" AND deleted IS NULL", someOf(ids))
	out := make(map[crm.CardID]crm.ProductID, len(rows))
	for _, r := range rows {
		out[r.ID] = r.Product
	}
	return out, err
}

// MembersOf says which of some cards are members of which sequences.
func (v *View) MembersOf(ids []crm.CardID) (map[crm.SequenceID]map[crm.CardID]bool, error) {
	var rows []struct {
		Sequence crm.SequenceID `db:"sequence"`
		Card     crm.CardID     `db:"card"`
	}
	err := v.list(&rows, "SELECT sequence, card FROM membership WHERE card "+some(ids), someOf(ids))
	out := map[crm.SequenceID]map[crm.CardID]bool{}
	for _, r := range rows {
		if out[r.Sequence] == nil {
			out[r.Sequence] = map[crm.CardID]bool{}
		}
		out[r.Sequence][r.Card] = true
	}
	return out, err
}

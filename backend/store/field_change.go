package store

import (
	"slices"

	"stepwise/backend/crm"
)

// moments are when a card's field was last changed and last filled, after the
// card was made.
type moments struct {
	Field   crm.FieldID `db:"field" json:"-"`
	Changed crm.Instant `db:"changed" json:"changed"`
	Filled  crm.Instant `db:"filled" json:"filled,omitempty"`
}

// fieldsBetween are the fields whose values differ between two states of a card.
func fieldsBetween(was, is crm.Values) []crm.FieldID {
	var ids []crm.FieldID
	for id, v := range was {
		if is[id] != v {
			ids = append(ids, id)
		}
	}
	for id := range is {
		if _, there := was[id]; !there {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// laterMoments is what becomes of the moments that are known already.
const laterMoments = " ON CONFLICT (card, field) DO UPDATE SET changed = excluded.changed, filled = coalesce(excluded.filled, filled)"

// NoteFields notes for filters when custom fields of a card became another value
// and when they were filled: now. It comes behind UpdateCard. What changes in the
// moment in which the card was made is a part of its making.
func (t *Tx) NoteFields(was, is crm.Card) error {
	rows := t.fieldRows()
	if err := t.noteFields(rows, was, is); err != nil {
		return err
	}
	return rows.flush()
}

func (t *Tx) fieldRows() *bulk {
	rows := t.bulk("field_change", "card, field, changed, filled")
	rows.tail = laterMoments
	return rows
}

func (t *Tx) noteFields(rows *bulk, was, is crm.Card) error {
	if was.Created >= t.Now {
		return nil
	}
	ids := fieldsBetween(was.Fields, is.Fields)
	for _, id := range ids {
		var filled any
		if was.Fields[id] == nil {
			filled = int64(t.Now)
		}
		if err := rows.add(int64(is.ID), int64(id), int64(t.Now), filled); err != nil {
			return err
		}
	}
	return nil
}

// keepMoments notes in a patch how the moments of fields were before they
// change, once.
func (t *Tx) keepMoments(p *CardPatch, was, is crm.Card) error {
	ids := slices.DeleteFunc(fieldsBetween(was.Fields, is.Fields), func(id crm.FieldID) bool {
		_, known := p.Moments[id]
		return known
	})
	if len(ids) == 0 {
		return nil
	}
	var rows []moments
	if err := t.list(&rows, "SELECT field, changed, filled FROM field_change WHERE card = ?", int64(is.ID)); err != nil {
		return err
	}
	if p.Moments == nil {
		p.Moments = map[crm.FieldID]*moments{}
	}
	for _, id := range ids {
		p.Moments[id] = nil
		if i := slices.IndexFunc(rows, func(m moments) bool { return m.Field == id }); i >= 0 {
			p.Moments[id] = &rows[i]
		}
	}
	return nil
}

// PutMoments puts back when the fields that a patch puts back were changed and
// filled.
func (t *Tx) PutMoments(card crm.CardID, p *CardPatch) error {
	for id, was := range p.Moments {
		if _, err := t.exec("DELETE FROM field_change WHERE card = ? AND field = ?", card, id); err != nil {
			return err
		}
		if was == nil {
			continue
		}
		if err := t.must("INSERT INTO field_change (card, field, changed, filled) VALUES (?, ?, ?, ?)", card, id, was.Changed, was.Filled); err != nil {
			return err
		}
	}
	return nil
}

// inheritMoments gives a field that takes another's place what is known of when
// its values were changed.
func (t *Tx) inheritMoments(from, to crm.FieldID) error {
	_, err := t.exec("INSERT INTO field_change (card, field, changed, filled) SELECT card, ?, changed, filled FROM field_change WHERE field = ? ON CONFLICT DO NOTHING", int64(to), int64(from))
	return err
}

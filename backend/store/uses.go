package store

import (
	"strconv"

	"stepwise/backend/crm"
)

// inStatus names the product too, for the index begins with it.
const inStatus = "product = (SELECT product FROM status WHERE id = ?1) AND status = ?1 AND deleted IS NULL"

// CardsInStatus counts the cards that have a status; deleted ones don't count.
func (v *View) CardsInStatus(id crm.StatusID) (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM card WHERE "+inStatus, int64(id))
}

// IDsInStatus reads the cards that have a status, in id order.
func (v *View) IDsInStatus(id crm.StatusID) (ids []crm.CardID, err error) {
	return ids, v.list(&ids, "SELECT id FROM card WHERE "+inStatus+" ORDER BY id", int64(id))
}

// ForgetStatus puts another status in the place of one that goes, where it is
// remembered: on deleted cards, and as the status before. Filters judge those
// that came from it; as nothing happened to them, none starts.
func (t *Tx) ForgetStatus(id, instead crm.StatusID) error {
	if _, err := t.exec("UPDATE card SET status = ? WHERE status = ? AND deleted IS NOT NULL", instead, id); err != nil {
		return err
	}
	var came []crm.CardID
	err := t.list(&came, "UPDATE card SET status_from = ? WHERE status_from = ? RETURNING id", instead, id)
	for _, card := range came {
		t.Touch(card, crm.Cause{Kind: crm.CauseSystem, Silent: true}, "status")
	}
	return err
}

// DeleteStatus deletes a status that no card has or had; undoable.
func (t *Tx) DeleteStatus(s crm.Status) error {
	if err := t.keepRow("status", 0, int64(s.ID)); err != nil {
		return err
	}
	t.Changed("product", s.Product.String())
	return t.must("DELETE FROM status WHERE id = ?", s.ID)
}

func valueOf(id crm.FieldID) string { return "fields->>'$." + id.Key() + "'" }

// holdsChoice is true where a card's field holds a choice, alone or among
// others.
func holdsChoice(id crm.FieldID) string {
	value := valueOf(id)
	return "(" + value + " = ?1 OR instr(replace(replace(" + value + ", '[', ','), ']', ','), ',' || ?1 || ',') > 0)"
}

// CardsWithField counts the cards that have a value in a field, or, with a
// choice, that choice.
func (v *View) CardsWithField(product crm.ProductID, id crm.FieldID, choice crm.ChoiceID) (n int, err error) {
	if choice == 0 {
		return n, v.get(&n, "SELECT count(*) FROM card WHERE product = ? AND "+valueOf(id)+" IS NOT NULL AND deleted IS NULL", product)
	}
	return n, v.get(&n, "SELECT count(*) FROM card WHERE "+holdsChoice(id)+" AND product = ?2 AND deleted IS NULL", int64(choice), product)
}

// IDsWithChoice reads the cards whose field holds a choice, in id order.
func (v *View) IDsWithChoice(product crm.ProductID, id crm.FieldID, choice crm.ChoiceID) (ids []crm.CardID, err error) {
	return ids, v.list(&ids, "SELECT id FROM card WHERE "+holdsChoice(id)+" AND product = ?2 AND deleted IS NULL ORDER BY id", int64(choice), product)
}

// DeleteField deletes a field with its choices; undoable. What cards hold in it
// is no longer read.
func (t *Tx) DeleteField(f crm.Field) error {
	for _, c := range f.Choices {
		if err := t.DeleteChoice(f, c.ID); err != nil {
			return err
		}
	}
	if err := t.keepRow("field", 0, int64(f.ID)); err != nil {
		return err
	}
	t.Changed("product", f.Product.String())
	return t.must("DELETE FROM field WHERE id = ?", f.ID)
}

// DeleteChoice deletes a choice of a field; undoable.
func (t *Tx) DeleteChoice(f crm.Field, id crm.ChoiceID) error {
	if err := t.keepRow("choice", 0, int64(id)); err != nil {
		return err
	}
	t.Changed("product", f.Product.String())
	return t.must("DELETE FROM choice WHERE id = ?", id)
}

// Held is what one card holds in a field, as it is stored.
type Held struct {
	Card crm.CardID `db:"id"`
	Name string     `db:"name"`
	Doc  string     `db:"doc"`
}

// HeldAfter reads what cards hold in a field, deleted ones too, in id order;
// since, if not 0, leaves out those that were last changed before it.
func (v *View) HeldAfter(product crm.ProductID, id crm.FieldID, after crm.CardID, since crm.Instant, limit int) (list []Held, err error) {
	return list, v.list(&list, "SELECT id, name, fields->'$."+id.Key()+"' AS doc FROM card WHERE product = ? AND id > ? AND modified >= ? AND "+
		valueOf(id)+" IS NOT NULL ORDER BY id LIMIT ?", product, int64(after), int64(since), limit)
}

// PutAside writes a value into a card's document under a field that isn't there
// yet: nobody reads it until the field is. folded is a text's folded form, ""
// where it isn't one or doesn't differ.
func (t *Tx) PutAside(card crm.CardID, id crm.FieldID, doc, folded string) error {
	path := "$." + id.Key()
	if err := t.must("UPDATE card SET fields = jsonb_set(fields, ?, json(?)) WHERE id = ?", path, doc, card); err != nil || folded == "" {
		return err
	}
	return t.must("UPDATE card SET fields_fold = jsonb_set(fields_fold, ?, ?) WHERE id = ?", path, folded, card)
}

// Reserve takes the ids of a field and n choices that are made later.
func (t *Tx) Reserve(n int) (field crm.FieldID, choices []crm.ChoiceID, err error) {
	if field, err = nextID[crm.FieldID](t, "field"); err != nil || n == 0 {
		return field, nil, err
	}
	first, err := t.NextIDs("choice", n)
	for i := range n {
		choices = append(choices, crm.ChoiceID(first+int64(i)))
	}
	return field, choices, err
}

// TakePlace puts a new field, whose id and choices are reserved, where another
// one was; undoable. Views of lists and boards show the new one.
func (t *Tx) TakePlace(old, f crm.Field) error {
	if err := t.DeleteField(old); err != nil {
		return err
	}
	if err := t.inheritMoments(old.ID, f.ID); err != nil {
		return err
	}
	for _, c := range f.Choices {
		if err := t.keepRow("choice", 0, int64(c.ID)); err != nil {
			return err
		}
	}
	if err := t.keepRow("field", 0, int64(f.ID)); err != nil {
		return err
	}
	if _, err := t.SaveField(f); err != nil {
		return err
	}
	var views []int64
	was, is := old.ID.String(), f.ID.String()
	if err := t.list(&views, "SELECT id FROM list_view WHERE product = ? AND (instr(columns, ?) > 0 OR sort = ?)", f.Product, strconv.Quote(was), was); err != nil {
		return err
	}
	for _, id := range views {
		if err := t.keepRow("list_view", 0, id); err != nil {
			return err
		}
		if err := t.must("UPDATE list_view SET columns = replace(columns, ?, ?), sort = CASE WHEN sort = ? THEN ? ELSE sort END WHERE id = ?",
			strconv.Quote(was), strconv.Quote(is), was, is, id); err != nil {
			return err
		}
	}
	return nil
}

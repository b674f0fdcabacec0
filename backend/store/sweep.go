package store

import (
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
)

// Mark is up to when the time conditions of an active sequence are judged, and
// in which zone.
type Mark struct {
	Sequence crm.SequenceID `db:"id"`
	Product  crm.ProductID  `db:"product"`
	Swept    crm.Instant    `db:"swept"`
	Zone     string         `db:"swept_zone"`
}

// Marks reads the marks of all active sequences.
func (v *View) Marks() ([]Mark, error) {
	var list []Mark
	return list, v.list(&list, "SELECT id, product, swept, swept_zone FROM sequence WHERE state = 'active' AND deleted IS NULL ORDER BY id")
}

// Crossed reads the cards of a product that one of some ranges holds, in id
// order: each range by its own index.
func (v *View) Crossed(product crm.ProductID, ranges []filter.Query) ([]crm.CardID, error) {
	var ids []crm.CardID
	if len(ranges) == 0 {
		return nil, nil
	}
	query, args := crossed(product, ranges)
	return ids, v.list(&ids, query, args...)
}

func crossed(id crm.ProductID, ranges []filter.Query) (string, []any) {
	var selects []string
	var args []any
	for _, r := range ranges {
		product := "c.product"
		if strings.HasPrefix(r.Where, "c.id IN (") || strings.Contains(r.Where, "c.fields->>") {
			product = "+c.product" // the ids or the field's index come first, not an index of the product's cards
		}
		selects = append(selects, "SELECT c.id FROM card c WHERE "+product+" = ? AND c.deleted IS NULL AND "+r.Where)
		args = append(append(args, id), r.Args...)
	}
	return strings.Join(selects, " UNION ") + " ORDER BY 1", args
}

// MembersAmong are those of some cards that are members of a sequence.
func (v *View) MembersAmong(seq crm.SequenceID, ids []crm.CardID) ([]crm.CardID, error) {
	var list []crm.CardID
	return list, v.list(&list, "SELECT card FROM membership WHERE sequence = ? AND card IN (SELECT value FROM json_each(?)) ORDER BY card", seq, idList(ids))
}

// Began are the moments that a card's stays count from.
type Began struct {
	ID          crm.CardID  `db:"id"`
	Created     crm.Instant `db:"created"`
	StatusSince crm.Instant `db:"status_since"`
}

// Began reads when some cards were made and came into their status; deleted
// ones are left out.
func (v *View) Began(ids []crm.CardID) ([]Began, error) {
	var list []Began
	return list, v.list(&list, "SELECT id, created, status_since FROM card WHERE id IN (SELECT value FROM json_each(?)) AND deleted IS NULL ORDER BY id", idList(ids))
}

// CardsAfter reads the next cards of a product behind an id.
func (v *View) CardsAfter(product crm.ProductID, after crm.CardID, limit int) ([]crm.CardID, error) {
	var ids []crm.CardID
	return ids, v.list(&ids, "SELECT c.id FROM card c WHERE +c.product = ? AND c.deleted IS NULL AND c.id > ? ORDER BY c.id LIMIT ?", product, int64(after), limit)
}

// TimeIndexes are the names of the indexes that serve time conditions.
func (v *View) TimeIndexes() ([]string, error) {
	var names []string
	return names, v.list(&names, "SELECT name FROM sqlite_master WHERE type = 'index' AND substr(name, 1, ?) = ? ORDER BY name", len(filter.IndexPrefix), filter.IndexPrefix)
}

// AddTimeIndex makes an index that serves time conditions. It reads every card:
// a million take about a second, in which nobody else can write.
func (t *Tx) AddTimeIndex(i filter.Index) error {
	_, err := t.exec("CREATE INDEX IF NOT EXISTS " + i.Name + " ON card (" + i.On + ") WHERE deleted IS NULL")
	return err
}

// DropTimeIndex removes one.
func (t *Tx) DropTimeIndex(name string) error {
	_, err := t.exec("DROP INDEX IF EXISTS " + name)
	return err
}

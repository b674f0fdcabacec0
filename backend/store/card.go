package store

import (
	"cmp"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/fold"
)

const cardColumns = "c.id, c.product, c.name, c.status, c.status_since, c.status_from, c.owner, c.contact, json(c.fields) AS doc, c.tags, c.created, c.created_by, c.modified, c.revision, c.deleted"

type cardRow struct {
	crm.Card
	Doc string `db:"doc"`
}

// Card reads one card, also a deleted one.
func (v *View) Card(id crm.CardID) (crm.Card, error) {
	if c, found, err := v.cardAhead(id); found || err != nil {
		return c, err
	}
	var row cardRow
	found, err := v.one(&row, "SELECT "+cardColumns+" FROM card c WHERE c.id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("card")
	}
	if err != nil {
		return crm.Card{}, err
	}
	fields, err := v.sharedFields(row.Product)
	if err != nil {
		return crm.Card{}, err
	}
	row.Card.Fields, err = crm.ReadStoreJSON([]byte(row.Doc), fields)
	return row.Card, err
}

// InsertCard writes a new card.
func (t *Tx) InsertCard(c crm.Card) (crm.Card, error) {
	id, err := nextID[crm.CardID](t, "card")
	if err != nil {
		return c, err
	}
	c.ID, c.Revision, c.Created, c.Modified = id, 1, t.Now, t.Now
	fields, folded := document(c.Fields)
	t.Changed("card", c.ID.String())
	if err := t.keepNew("card", int64(c.ID), int64(c.ID)); err != nil {
		return c, err
	}
	return c, t.must(`INSERT INTO card (id, product, name, name_fold, status, status_since, status_from, owner, contact,
			fields, fields_fold, tags, created, created_by, modified, revision)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
		c.ID, c.Product, c.Name, fold.Fold(c.Name), c.Status, c.StatusSince, c.StatusFrom, c.Owner, c.Contact,
		fields, folded, c.Tags, c.Created, c.CreatedBy, c.Modified)
}

// UpdateCard replaces a card that the caller read in this transaction, all of it.
func (t *Tx) UpdateCard(c crm.Card) (crm.Card, error) {
	c.Revision++
	c.Modified = t.Now
	if err := t.keepCard(c); err != nil {
		return c, err
	}
	return c, t.writeCard(c, everything)
}

// ChangeCard writes what differs between two states of a card of which the first
// was read in this transaction, and gives the second one its revision. Fields are
// values of their own in both. Errors: internal where the card was written since.
func (t *Tx) ChangeCard(was, is crm.Card) (crm.Card, error) {
	is.Revision, is.Modified = was.Revision+1, t.Now
	if err := t.keepChange(was, is); err != nil {
		return is, err
	}
	return is, t.writeCard(is, partsBetween(was, is))
}

// SetDeleted marks a card as deleted at a moment, or restores it (0).
func (t *Tx) SetDeleted(id crm.CardID, at crm.Instant) error {
	was := crm.Card{ID: id}
	if t.rec != nil {
		var err error
		if was, err = t.Card(id); err != nil {
			return err
		}
	}
	return t.SetDeletedOf(was, at)
}

// SetDeletedOf is SetDeleted of a card that was read in this transaction.
func (t *Tx) SetDeletedOf(was crm.Card, at crm.Instant) error {
	t.Changed("card", was.ID.String())
	is := was
	is.Deleted, is.Revision = at, was.Revision+1
	if err := t.keepChange(was, is); err != nil {
		return err
	}
	return t.must("UPDATE card SET deleted = ?, modified = ?, revision = revision + 1 WHERE id = ?", at, t.Now, was.ID)
}

// MatchesFilter says whether one card matches a compiled filter now.
func (v *View) MatchesFilter(card crm.CardID, q filter.Query) (bool, error) {
	var n int
	err := v.get(&n, "SELECT count(*) FROM card c WHERE c.id = ? AND c.deleted IS NULL AND ("+q.Where+")", append([]any{card}, q.Args...)...)
	return n > 0, err
}

// Explain runs a SELECT list of conditions for one card.
func (v *View) Explain(card crm.CardID, exprs string, args []any) ([]any, error) {
	var out []any
	err := v.guard(func() error {
		rows, err := v.q.QueryxContext(v.ctx, "SELECT "+exprs+" FROM card c WHERE c.id = ?", append(append([]any{}, args...), card)...)
		if err != nil {
			return err
		}
		defer rows.Close() //nolint:errcheck // read to its end
		if !rows.Next() {
			return cmp.Or(rows.Err(), error(crm.NotFound("card")))
		}
		out, err = rows.SliceScan()
		return err
	})
	return out, err
}

// MatchingAfter reads the next ids of cards of a product that match, in id
// order: the chunks of an activation. The plus keeps indexes of the product
// away, all of which it would have to sort.
func (v *View) MatchingAfter(product crm.ProductID, q filter.Query, after crm.CardID, limit int) ([]crm.CardID, error) {
	var ids []crm.CardID
	args := append([]any{product, int64(after)}, q.Args...) // as a number: the id "none" is NULL
	return ids, v.list(&ids, "SELECT c.id FROM card c WHERE +c.product = ? AND c.id > ? AND c.deleted IS NULL AND ("+q.Where+") ORDER BY c.id LIMIT ?", append(args, limit)...)
}

// FirstCard is a product's first card by name, or the one before (-1) or after
// (1) another.
func (v *View) FirstCard(product crm.ProductID, from crm.CardID, move int) (crm.CardID, error) {
	var id crm.CardID
	if from == 0 {
		_, err := v.one(&id, "SELECT id FROM card WHERE product = ? AND deleted IS NULL ORDER BY name_fold, id LIMIT 1", product)
		return id, err
	}
	if move == 0 {
		return from, nil
	}
	op, dir := ">", "ASC"
	if move < 0 {
		op, dir = "<", "DESC"
	}
	found, err := v.one(&id, "SELECT n.id FROM card c JOIN card n ON n.product = c.product WHERE c.id = ? AND n.deleted IS NULL AND (n.name_fold, n.id) "+op+
		" (c.name_fold, c.id) ORDER BY n.name_fold "+dir+", n.id "+dir+" LIMIT 1", from)
	if err == nil && !found {
		return from, nil
	}
	return id, err
}

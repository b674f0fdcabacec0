package store

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

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
	var row cardRow
	found, err := v.one(&row, "SELECT "+cardColumns+" FROM card c WHERE c.id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("card")
	}
	if err != nil {
		return crm.Card{}, err
	}
	fields, err := v.fields(row.Product)
	if err != nil {
		return crm.Card{}, err
	}
	row.Card.Fields, err = crm.ReadStoreJSON([]byte(row.Doc), fields)
	return row.Card, err
}

// InsertCard writes a new card; search is what the quick search looks in.
func (t *Tx) InsertCard(c crm.Card, search string) (crm.Card, error) {
	id, err := nextID[crm.CardID](t, "card")
	if err != nil {
		return c, err
	}
	c.ID, c.Revision, c.Created, c.Modified = id, 1, t.Now, t.Now
	t.Changed("card", c.ID.String())
	if err := t.keepNew("card", int64(c.ID), int64(c.ID)); err != nil {
		return c, err
	}
	return c, t.must(`INSERT INTO card (id, product, name, name_fold, search, status, status_since, status_from, owner, contact,
			fields, fields_fold, tags, created, created_by, modified, revision)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, jsonb(?), jsonb(?), ?, ?, ?, ?, 1)`,
		c.ID, c.Product, c.Name, fold.Fold(c.Name), fold.Fold(search), c.Status, c.StatusSince, c.StatusFrom, c.Owner, c.Contact,
		c.Fields.StoreJSON(), foldedFields(c.Fields), c.Tags, c.Created, c.CreatedBy, c.Modified)
}

// UpdateCard replaces a card that the caller read in this transaction.
func (t *Tx) UpdateCard(c crm.Card, search string) (crm.Card, error) {
	c.Revision++
	c.Modified = t.Now
	t.Changed("card", c.ID.String())
	if err := t.keepCard(c); err != nil {
		return c, err
	}
	return c, t.must(`UPDATE card SET name = ?, name_fold = ?, search = ?, status = ?, status_since = ?, status_from = ?, owner = ?, contact = ?,
			fields = jsonb(?), fields_fold = jsonb(?), tags = ?, modified = ?, revision = ?, deleted = ? WHERE id = ?`,
		c.Name, fold.Fold(c.Name), fold.Fold(search), c.Status, c.StatusSince, c.StatusFrom, c.Owner, c.Contact,
		c.Fields.StoreJSON(), foldedFields(c.Fields), c.Tags, c.Modified, c.Revision, c.Deleted, c.ID)
}

// RefreshSearch renews what the quick search looks in, after a change of the
// card's contact.
func (t *Tx) RefreshSearch(id crm.CardID, search string) error {
	return t.must("UPDATE card SET search = ? WHERE id = ?", fold.Fold(search), id)
}

// SetDeleted marks a card as deleted at a moment, or restores it (0).
func (t *Tx) SetDeleted(id crm.CardID, at crm.Instant) error {
	t.Changed("card", id.String())
	if t.rec != nil {
		is, err := t.Card(id)
		if err != nil {
			return err
		}
		is.Deleted, is.Revision = at, is.Revision+1
		if err := t.keepCard(is); err != nil {
			return err
		}
	}
	return t.must("UPDATE card SET deleted = ?, modified = ?, revision = revision + 1 WHERE id = ?", at, t.Now, id)
}

// foldedFields is the shadow that text conditions look in: SQLite's own
// functions know ASCII only.
func foldedFields(v crm.Values) string {
	doc := map[string]string{}
	for id, x := range v {
		if s, ok := x.(string); ok {
			doc[id.Key()] = fold.Fold(s)
		}
	}
	b, err := json.Marshal(doc)
	if err != nil {
		panic(fmt.Sprintf("folded text doesn't encode: %v", err))
	}
	return string(b)
}

// ListQuery asks for a page of a product's cards.
type ListQuery struct {
	Product crm.ProductID
	Filter  *filter.Query
	Status  crm.StatusID
	Owner   crm.UserID
	Search  string // folded by the store
	Sort    string // name, created, modified or status
	Desc    bool
	After   *Cursor
	Limit   int
}

// Cursor is the last row of the page before.
type Cursor struct {
	Text string     `json:"t,omitempty"`
	Num  int64      `json:"n,omitempty"`
	ID   crm.CardID `json:"i"`
}

// CardLine is a card in a list.
type CardLine struct {
	ID       crm.CardID   `db:"id"`
	Name     string       `db:"name"`
	NameFold string       `db:"name_fold"`
	Status   crm.StatusID `db:"status"`
	Owner    crm.UserID   `db:"owner"`
	Contact  string       `db:"contact"`
	Email    string       `db:"email"`
	Phone    string       `db:"phone"`
	Created  crm.Instant  `db:"created"`
	Modified crm.Instant  `db:"modified"`
	Next     crm.Instant  `db:"next"`
	Sort     int64        `db:"sort"`
}

// sorts are the columns a list can be ordered by.
var sorts = map[string]string{
	"name":     "c.name_fold",
	"created":  "c.created",
	"modified": "c.modified",
	"status":   "(SELECT st.position FROM status st WHERE st.id = c.status)",
}

// mostWords is how many words of a search count: each is a condition, and
// SQLite takes a thousand at most.
const mostWords = 20

func searchWords(text string) []string {
	words := strings.Fields(fold.Fold(text))
	return words[:min(len(words), mostWords)]
}

func (q *ListQuery) where() (string, []any) {
	conds, args := []string{"c.product = ?", "c.deleted IS NULL"}, []any{q.Product}
	add := func(cond string, more ...any) {
		conds = append(conds, cond)
		args = append(args, more...)
	}
	if q.Filter != nil {
		add("("+q.Filter.Where+")", q.Filter.Args...)
	}
	if q.Status != 0 {
		add("c.status = ?", q.Status)
	}
	if q.Owner != 0 {
		add("c.owner = ?", q.Owner)
	}
	for _, word := range searchWords(q.Search) {
		add("instr(c.search, ?) > 0", word)
	}
	return strings.Join(conds, " AND "), args
}

// Cards reads a page of cards; the cursor of the last one leads on.
func (v *View) Cards(q ListQuery) ([]CardLine, error) {
	where, args := q.where()
	column, ok := sorts[q.Sort]
	if !ok {
		column = sorts["name"]
	}
	dir, op := "ASC", ">"
	if q.Desc {
		dir, op = "DESC", "<"
	}
	if q.After != nil {
		where += " AND (" + column + ", c.id) " + op + " (?, ?)"
		if column == sorts["name"] {
			args = append(args, q.After.Text, q.After.ID)
		} else {
			args = append(args, q.After.Num, q.After.ID)
		}
	}
	sortNum := column
	if column == sorts["name"] {
		sortNum = "0"
	}
	lines := []CardLine{}
	query := `SELECT c.id, c.name, c.name_fold, c.status, c.owner, c.created, c.modified, ` + sortNum + ` AS sort,
			coalesce(k.name, '') AS contact,
			coalesce((SELECT a.typed FROM address a WHERE a.contact = c.contact AND a.channel = 'email' ORDER BY a.is_default DESC, a.id LIMIT 1), '') AS email,
			coalesce((SELECT a.typed FROM address a WHERE a.contact = c.contact AND a.channel = 'sms' ORDER BY a.is_default DESC, a.id LIMIT 1), '') AS phone,
			(SELECT min(e.due) FROM enrolment e WHERE e.card = c.id AND e.state = 'waiting' AND e.paused = 0) AS next
		FROM card c LEFT JOIN contact k ON k.id = c.contact
		WHERE ` + where + ` ORDER BY ` + column + ` ` + dir + `, c.id ` + dir + ` LIMIT ?`
	return lines, v.list(&lines, query, append(args, q.Limit)...)
}

// CountMatching counts the cards of a ListQuery, whatever its page.
func (v *View) CountMatching(q ListQuery) (n int, err error) {
	where, args := q.where()
	return n, v.get(&n, "SELECT count(*) FROM card c WHERE "+where, args...)
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
// order: the chunks of an activation.
func (v *View) MatchingAfter(product crm.ProductID, q filter.Query, after crm.CardID, limit int) ([]crm.CardID, error) {
	var ids []crm.CardID
	args := append([]any{product, int64(after)}, q.Args...) // as a number: the id "none" is NULL
	return ids, v.list(&ids, "SELECT c.id FROM card c WHERE c.product = ? AND c.id > ? AND c.deleted IS NULL AND ("+q.Where+") ORDER BY c.id LIMIT ?", append(args, limit)...)
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

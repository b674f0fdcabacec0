package store

import (
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/fold"
)

// ListQuery asks for a page of a product's cards.
type ListQuery struct {
	Product crm.ProductID
	Filter  *filter.Query
	Status  crm.StatusID
	Owner   crm.UserID
	Tag     crm.TagID
	Contact crm.ContactID
	Deleted bool          // the deleted cards instead of those that are there
	Search  string        // the quick search
	Found   *Found        // what Search found; Find fills it in, and every reader that misses it
	Sort    string        // a column's key: a name of sorts or a field's id; by name where it is neither
	Desc    bool          // what is not set comes last all the same
	After   *Cursor       // the last row of the page before
	Offset  int           // instead of After: how many rows to leap over
	Total   int           // how many there are, if known: a leap behind the middle then starts at the end
	Limit   int           // rows of the page
	Fields  []crm.FieldID // whose values to read
}

// mostWords is how many words of a search count: each is a condition, and
// SQLite takes a thousand at most.
const mostWords = 20

func searchWords(text string) []string {
	words := strings.Fields(fold.Fold(text))
	return words[:min(len(words), mostWords)]
}

// where is what a card of the list fulfils, as a condition on table card c.
func (q *ListQuery) where() (string, []any) {
	conds, args := []string{"c.product = ?", "c.deleted IS NULL"}, []any{q.Product}
	if q.Deleted {
		conds[1] = "c.deleted IS NOT NULL"
	}
	add := func(cond string, more ...any) {
		conds = append(conds, cond)
		args = append(args, more...)
	}
	if q.Filter != nil {
		add("("+q.Filter.Where+")", q.Filter.Args...)
	}
	if q.Status != 0 {
		add(q.column("status")+" = ?", q.Status)
	}
	if q.Owner != 0 {
		add("c.owner = ?", q.Owner)
	}
	if q.Tag != 0 {
		add("instr(c.tags, ?) > 0", crm.Tags(q.Tag))
	}
	if q.Contact != 0 {
		add("c.contact = ?", q.Contact)
	}
	if q.Found != nil {
		conds[0] = "+c.product = ?" // the plus keeps the index of a sort away: the ids come first
		add("c.id IN (SELECT value FROM json_each(?))", idList(q.Found.IDs))
	}
	return strings.Join(conds, " AND "), args
}

// column is a column that is compared, for the planner: the index of the sort has
// it too, and is the better one for a page.
func (q *ListQuery) column(name string) string {
	switch q.Sort {
	case "name", "created", "modified", "since":
		return "+c." + name
	}
	return "c." + name
}

// Find does the quick search of a list, once.
func (v *View) Find(q *ListQuery) error {
	if q.Found != nil || strings.TrimSpace(q.Search) == "" {
		return nil
	}
	found, err := v.Search(q.Product, q.Deleted, q.Search)
	q.Found = &found
	return err
}

// CountMatching counts the cards of a ListQuery, whatever its page.
func (v *View) CountMatching(q ListQuery) (n int, err error) {
	if err := v.Find(&q); err != nil {
		return 0, err
	}
	where, args := q.where()
	return n, v.get(&n, "SELECT count(*) FROM card c WHERE "+where, args...)
}

// CountUpTo is CountMatching that stops at most.
func (v *View) CountUpTo(q ListQuery, most int) (n int, err error) {
	if err := v.Find(&q); err != nil {
		return 0, err
	}
	where, args := q.where()
	return n, v.get(&n, "SELECT count(*) FROM (SELECT 1 FROM card c WHERE "+where+" LIMIT ?)", append(args, most)...)
}

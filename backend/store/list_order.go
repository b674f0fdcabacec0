package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/dialect"
	"stepwise/backend/fold"
)

// Cursor is the last row of the page before: what it was sorted by, and its id.
// One of the three values counts, as the column's kind says.
type Cursor struct {
	Text string     `json:"t,omitempty"`
	Num  int64      `json:"n,omitempty"`
	Real float64    `json:"r,omitempty"`
	None bool       `json:"x,omitempty"` // not set
	ID   crm.CardID `json:"i"`
}

func cursorAt(value any, id crm.CardID) Cursor {
	c := Cursor{ID: id}
	switch x := value.(type) {
	case nil:
		c.None = true
	case int64:
		c.Num = x
	case float64:
		c.Real = x
	case []byte:
		c.Text = string(x)
	case string:
		c.Text = x
	}
	return c
}

// order is what a list is sorted by: an expression over table card c. Equal
// values go by id.
type order struct {
	expr   string
	kind   string // text, whole or real
	always bool   // it is set on every card
}

// sorts are the columns of every product that a list can be sorted by.
var sorts = map[string]order{
	"name":     {"c.name_fold", "text", true},
	"created":  {"c.created", "whole", true},
	"modified": {"c.modified", "whole", true},
	"since":    {"c.status_since", "whole", true},
	"deleted":  {"c.deleted", "whole", true}, // only a list of deleted cards shows it
	"status":   {"(SELECT st.position FROM status st WHERE st.id = c.status)", "whole", true},
	"contact":  {"(SELECT k.name_fold FROM contact k WHERE k.id = c.contact)", "text", false},
	"company":  {"(SELECT o.name_fold FROM contact k JOIN contact o ON o.id = k.company WHERE k.id = c.contact)", "text", false},
	"email":    {addressSort("email"), "text", false},
	"phone":    {addressSort("sms"), "text", false},
	"next":     {"(SELECT min(e.due) FROM enrolment e WHERE e.card = c.id AND e.state = 'waiting' AND e.paused = 0)", "whole", false},
	"task":     {"(SELECT min(d.due) FROM task d WHERE d.card = c.id AND d.done IS NULL)", "text", false},
}

func addressSort(channel string) string {
	return "(SELECT a.value FROM address a WHERE a.contact = c.contact AND a.channel = '" + channel + "' ORDER BY a.is_default DESC, a.id LIMIT 1)"
}

// orderOf finds what a list is sorted by. A column that can't be sorted by, or
// is gone since a view was saved, is the name.
func (v *View) orderOf(q ListQuery) (order, error) {
	if o, ok := sorts[q.Sort]; ok && (q.Sort != "deleted" || q.Deleted) {
		return o, nil
	}
	switch q.Sort {
	case "":
		return sorts["name"], nil
	case "owner":
		return v.ownerOrder()
	}
	fields, err := v.fields(q.Product)
	if err != nil {
		return order{}, err
	}
	i := slices.IndexFunc(fields, func(f crm.Field) bool { return f.ID.String() == q.Sort })
	if i < 0 {
		return sorts["name"], nil
	}
	return fieldOrder(fields[i]), nil
}

// ownerOrder sorts by the owners' names: a place for each, for the database
// can't fold.
func (v *View) ownerOrder() (order, error) {
	users, err := v.Users()
	if err != nil || len(users) == 0 {
		return sorts["name"], err
	}
	slices.SortFunc(users, func(a, b crm.User) int {
		return cmp.Or(strings.Compare(fold.Fold(a.Name), fold.Fold(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	var b strings.Builder
	b.WriteString("(CASE c.owner")
	for place, u := range users {
		fmt.Fprintf(&b, " WHEN %d THEN %d", int64(u.ID), place)
	}
	b.WriteString(" END)")
	return order{b.String(), "whole", false}, nil
}

// fieldOrder sorts texts without case and marks, choices as they are listed,
// several choices by the first of them.
func fieldOrder(f crm.Field) order {
	value := dialect.JSONField("c.fields", int64(f.ID))
	switch {
	case f.Type.IsText():
		return order{dialect.FoldedField("c", int64(f.ID)), "text", false}
	case f.Type == crm.FieldDate:
		return order{value, "text", false}
	case f.Type == crm.FieldNumber:
		return order{"CAST(" + value + " AS REAL)", "real", false}
	case f.Type == crm.FieldChoice:
		return order{"(SELECT o.position FROM choice o WHERE o.id = " + value + ")", "whole", false}
	case f.Type == crm.FieldChoices:
		return order{"(SELECT min(o.position) FROM choice o JOIN json_each(" + value + ") m ON o.id = m.value)", "whole", false}
	default:
		return order{value, "whole", false}
	}
}

// after is the condition that a row comes behind a cursor.
func (o order) after(c *Cursor, desc bool) (string, []any) {
	op := ">"
	if desc {
		op = "<"
	}
	if c.None {
		return o.expr + " IS NULL AND c.id " + op + " ?", []any{c.ID}
	}
	var value any
	switch o.kind {
	case "text":
		value = c.Text
	case "whole":
		value = c.Num
	default:
		value = c.Real
	}
	cond := "(" + o.expr + ", c.id) " + op + " (?, ?)"
	if !o.always {
		cond = "(" + cond + " OR " + o.expr + " IS NULL)"
	}
	return cond, []any{value, c.ID}
}

// by is the ORDER BY of a query whose column sort is the expression. What is not
// set comes last, whatever the direction; back is the whole order from its end.
func (o order) by(desc, back bool) string {
	dir := "ASC"
	if desc != back {
		dir = "DESC"
	}
	if o.always {
		return o.expr + " " + dir + ", c.id " + dir
	}
	unset := "LAST"
	if back {
		unset = "FIRST"
	}
	return "sort " + dir + " NULLS " + unset + ", c.id " + dir // by its name: it is worked out once
}

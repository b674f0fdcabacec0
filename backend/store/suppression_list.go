package store

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
)

// SuppressionQuery asks for entries of the suppression list, newest first.
type SuppressionQuery struct {
	Search  string      // in addresses; "" for all
	Exact   string      // the same as an address in its normal form, where it is one: also finds the mark of who was erased
	On      crm.Channel // of Exact
	Channel crm.Channel // "" for both
	Reason  crm.SuppressionReason
	After   crm.SuppressionID // the last one of the page before; none: the first page
	Limit   int               // 0: all
}

// SuppressionLine is an entry with the name of who made it.
type SuppressionLine struct {
	crm.Suppression
	Who string `db:"who"`
}

func (q *SuppressionQuery) where(v *View) (string, []any) {
	tests, args := []string{"true"}, []any{}
	add := func(test string, values ...any) { tests, args = append(tests, test), append(args, values...) }
	if q.Channel != "" {
		add("s.channel = ?", q.Channel)
	}
	if q.Reason != "" {
		add("s.reason = ?", q.Reason)
	}
	switch {
	case q.Exact != "":
		add("(instr(s.value, ?) > 0 OR s.channel = ? AND s.hash = ?)", q.Exact, q.On, v.mark(q.On, q.Exact))
	case q.Search != "":
		add("instr(s.value, ?) > 0", strings.ToLower(q.Search))
	}
	return strings.Join(tests, " AND "), args
}

// SuppressionList reads a page of the suppression list.
func (v *View) SuppressionList(q SuppressionQuery) ([]SuppressionLine, error) {
	where, args := q.where(v)
	if q.After != 0 {
		where, args = where+" AND s.id < ?", append(args, q.After)
	}
	if q.Limit == 0 {
		q.Limit = -1
	}
	list := []SuppressionLine{}
	return list, v.list(&list, "SELECT "+suppressionColumns+", coalesce(u.name, '') AS who FROM suppression s LEFT JOIN app_user u ON u.id = s.usr WHERE "+
		where+" ORDER BY s.id DESC LIMIT ?", append(slices.Clone(args), q.Limit)...)
}

// CountSuppressions counts the entries of a list, whatever its page.
func (v *View) CountSuppressions(q SuppressionQuery) (n int, err error) {
	where, args := q.where(v)
	return n, v.get(&n, "SELECT count(*) FROM suppression s WHERE "+where, args...)
}

// Suppression reads one entry.
func (v *View) Suppression(id crm.SuppressionID) (s crm.Suppression, err error) {
	found, err := v.one(&s, "SELECT "+suppressionColumns+" FROM suppression s WHERE s.id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("suppression")
	}
	return s, err
}

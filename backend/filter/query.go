package filter

import (
	"strings"

	"stepwise/backend/dialect"
)

// Query is a boolean SQL expression over one card, table card under the alias
// c, and the values of its places. It is 0 or 1 for every card, never NULL, so
// it may stand in WHERE, CASE and NOT. Which product and whether deleted cards
// count is for the caller to say; the expression doesn't.
type Query struct {
	Where string
	Args  []any

	either []Query // the parts of an OR: an index serves each of them for itself
}

func query(where string, args ...any) Query { return Query{Where: where, Args: args} }

// oneOf is true where expr equals one of the values.
func oneOf[T any](expr string, values []T) Query {
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = v
	}
	if len(values) == 1 {
		return query(expr+" = ?", args...)
	}
	return query(expr+" IN ("+dialect.Places(len(values))+")", args...)
}

// anyText is true where the test holds for one of the texts.
func anyText(test string, texts []string) Query {
	parts := make([]Query, len(texts))
	for i, t := range texts {
		parts[i] = query(test, t)
	}
	return joined(" OR ", parts)
}

// joined puts connectors between expressions, and parentheses around the whole
// where there is more than one.
func joined(connector string, parts []Query) Query {
	if len(parts) == 1 {
		return parts[0]
	}
	texts := make([]string, len(parts))
	var args []any
	for i, p := range parts {
		texts[i] = p.Where
		args = append(args, p.Args...)
	}
	q := query("("+strings.Join(texts, connector)+")", args...)
	if connector == " OR " {
		q.either = parts
	}
	return q
}

func (q Query) and(other Query) Query { return joined(" AND ", []Query{q, other}) }

func (q Query) not() Query { return query("NOT ("+q.Where+")", q.Args...) }

// orFalse makes an expression over a nullable one 0 or 1. Where a card is only
// looked for, the test costs nothing: its value is read once.
func (q Query) orFalse() Query { return query("("+q.Where+") IS TRUE", q.Args...) }

// span is true where a column lies in [from, to).
func span[T any](expr string, from, to T) Query {
	return query("("+expr+" >= ? AND "+expr+" < ?)", from, to)
}

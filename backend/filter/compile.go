package filter

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
)

// KeyBroken is the key of the error of a tree that Check refuses, also one
// that was fine until what it names was deleted: such a filter matches
// nothing, never everything.
const KeyBroken = "filter.broken"

// Compile turns a tree into SQL as of env.Now. A tree that Check refuses is a
// *crm.Error, invalid, with KeyBroken and all problems.
func Compile(tree crm.Group, env Env) (Query, error) {
	root, err := sound(tree, env.Cat)
	if err != nil {
		return Query{}, err
	}
	return root.where(env), nil
}

func sound(tree crm.Group, cat *crm.Catalogue) (node, error) {
	root, problems := parse(tree, cat)
	if len(problems) > 0 {
		return node{}, &crm.Error{Code: crm.CodeInvalid, Key: KeyBroken, Problems: problems}
	}
	return root, nil
}

func (n *node) where(env Env) Query {
	parts := make([]Query, 0, len(n.conditions)+len(n.groups))
	for _, c := range n.conditions {
		parts = append(parts, c.where(env))
	}
	for i := range n.groups {
		parts = append(parts, n.groups[i].where(env))
	}
	if n.any {
		return joined(" OR ", parts)
	}
	slices.SortStableFunc(parts, func(a, b Query) int { return a.rank() - b.rank() })
	return joined(" AND ", parts)
}

// rank is the place of a condition that must hold among others: SQLite stops at
// the first that doesn't, so what is read quickly and true of few comes first.
func (q Query) rank() int {
	switch {
	case strings.Contains(q.Where, "SELECT "):
		return 4 // another table
	case !strings.Contains(q.Where, "c.fields"):
		return 0 // columns
	case strings.Contains(q.Where, "NOT "):
		return 3 // set, or not that: true of most
	case strings.Contains(q.Where, " = ?"):
		return 1
	}
	return 2
}

func (c condition) where(env Env) Query {
	q := c.op.where(c, env)
	if c.orUnset {
		unset := isNotSet
		if c.op.unset != nil {
			unset = c.op.unset
		}
		return joined(" OR ", []Query{q, unset(c, env)})
	}
	return q
}

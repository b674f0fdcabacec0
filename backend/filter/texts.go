package filter

import "stepwise/backend/dialect"

// Texts are compared folded on both sides: without case and marks, so "stefan"
// finds "Ștefan" and "otos" finds "Ötös".

var nameOperators = []operator{
	{name: "contains", say: "contains", slots: slots(several(slotText)), where: contains},
	{name: "not_contains", say: "not_contains", slots: slots(several(slotText)),
		where: func(c condition, e Env) Query { return contains(c, e).not() }},
	{name: "equals", say: "is", slots: slots(several(slotText)), where: equals},
	{name: "not_equals", say: "is_not", slots: slots(several(slotText)),
		where: func(c condition, e Env) Query { return equals(c, e).not() }},
	{name: "starts_with", say: "starts_with", slots: slots(several(slotText)), where: startsWith},
}

var textOperators = []operator{
	{name: "equals", say: "is", slots: slots(several(slotText)), where: ifSet(equals)},
	{name: "not_equals", say: "is_not", slots: slots(several(slotText)), negative: true, where: ifSet(notThat(equals))},
	{name: "contains", say: "contains", slots: slots(several(slotText)), where: ifSet(contains)},
	{name: "not_contains", say: "not_contains", slots: slots(several(slotText)), negative: true, where: ifSet(notThat(contains))},
	{name: "starts_with", say: "starts_with", slots: slots(several(slotText)), where: ifSet(startsWith)},
	{name: "is_set", say: "is_set", where: isSet},
	{name: "is_not_set", say: "is_not_set", where: isNotSet},
}

func contains(c condition, _ Env) Query   { return anyText(dialect.Contains(c.folded()), c.texts) }
func startsWith(c condition, _ Env) Query { return anyText(dialect.StartsWith(c.folded()), c.texts) }
func equals(c condition, _ Env) Query     { return oneOf(c.folded(), c.texts) }

type meaning func(condition, Env) Query

func notThat(m meaning) meaning {
	return func(c condition, e Env) Query { return m(c, e).not() }
}

// ifSet is the meaning, and false where the value is not set.
func ifSet(m meaning) meaning {
	return func(c condition, e Env) Query { return m(c, e).orFalse() }
}

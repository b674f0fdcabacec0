package filter

import (
	"strconv"

	"stepwise/backend/dialect"
)

// numberOperators are those of numbers and amounts; the latter are compared in
// hundredths, as they are stored.
func numberOperators(kind slotKind) []operator {
	return []operator{
		{name: "eq", say: "is", slots: slots(several(kind)), where: oneNumber},
		{name: "ne", say: "is_not", slots: slots(several(kind)), negative: true,
			where: func(c condition, _ Env) Query { return oneOf(c.stored(), c.numbers).not().orFalse() }},
		compared(kind, "gt", " > ?"),
		compared(kind, "ge", " >= ?"),
		compared(kind, "lt", " < ?"),
		compared(kind, "le", " <= ?"),
		// Both ends count.
		{name: "between", say: "between", slots: slots(single(kind, "from"), single(kind, "to")),
			where: func(c condition, _ Env) Query {
				x := c.stored()
				return query("("+x+" >= ? AND "+x+" <= ?)", c.numbers[0], c.numbers[1]).orFalse()
			}},
		{name: "is_set", say: "is_set", where: isSet},
		{name: "is_not_set", say: "is_not_set", where: isNotSet},
	}
}

func oneNumber(c condition, _ Env) Query {
	return oneOf(c.stored(), c.numbers).orFalse()
}

func compared(kind slotKind, name, test string) operator {
	return operator{name: name, say: name, slots: slots(single(kind, "value")),
		where: func(c condition, _ Env) Query {
			return query(c.stored()+test, c.numbers[0]).orFalse()
		}}
}

var yesNoOperators = []operator{
	// "no" is a value of its own: what is not set is neither.
	{name: "is", say: "is", slots: slots(single(slotYesNo, "values")), where: oneID},
	{name: "is_set", say: "is_set", where: isSet},
	{name: "is_not_set", say: "is_not_set", where: isNotSet},
}

var choiceOperators = []operator{
	{name: "is", say: "is", slots: slots(several(slotChoice)), where: oneID},
	{name: "is_not", say: "is_not", slots: slots(several(slotChoice)), negative: true,
		where: func(c condition, _ Env) Query { return oneOf(c.stored(), c.ids).not().orFalse() }},
	{name: "is_set", say: "is_set", where: isSet},
	{name: "is_not_set", say: "is_not_set", where: isNotSet},
}

// choicesOperators are those of a field that holds several choices.
var choicesOperators = setOperators(slotChoice, "has", "has_not", "is_set", "is_not_set")

// tagOperators are those of a card's tags.
var tagOperators = setOperators(slotTag, "tagged", "tagged_not", "tagged_some", "tagged_none")

func setOperators(kind slotKind, has, hasNot, set, notSet string) []operator {
	return []operator{
		// One of them at least is in the set.
		{name: "has_any", say: has, slots: slots(several(kind)),
			where: func(c condition, _ Env) Query { return c.has(" OR ").orFalse() }},
		// Each of them is, and maybe others.
		{name: "has_all", say: has, and: true, slots: slots(several(kind)),
			where: func(c condition, _ Env) Query { return c.has(" AND ").orFalse() }},
		// None of them is, and something is.
		{name: "has_none", say: hasNot, slots: slots(several(kind)), negative: true,
			where: func(c condition, _ Env) Query { return c.has(" OR ").not().orFalse() }},
		{name: "is_set", say: set, where: isSet},
		{name: "is_not_set", say: notSet, where: isNotSet},
	}
}

// has asks the set for each id; it is NULL where nothing is set.
func (c *condition) has(connector string) Query {
	parts := make([]Query, len(c.ids))
	for i, id := range c.ids {
		parts[i] = query(dialect.Contains(c.members()), ","+strconv.FormatInt(id, 10)+",")
	}
	return joined(connector, parts)
}

// members is the expression of the set's ids between commas.
func (c *condition) members() string {
	if c.kind == kindTags {
		return c.stored()
	}
	return dialect.Members(c.stored())
}

// fileOperators are those of a file: only that there is one.
var fileOperators = []operator{
	{name: "is_set", say: "is_set", where: isSet},
	{name: "is_not_set", say: "is_not_set", where: isNotSet},
}

func oneID(c condition, _ Env) Query { return oneOf(c.stored(), c.ids).orFalse() }

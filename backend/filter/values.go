package filter

var numberOperators = []operator{
	{name: "eq", say: "is", slots: slots(several(slotNumber)), where: oneNumber},
	{name: "ne", say: "is_not", slots: slots(several(slotNumber)), negative: true,
		where: func(c condition, _ Env) Query { return oneOf(c.stored(), c.numbers).not().whereSet(c.stored()) }},
	compared("gt", " > ?"),
	compared("ge", " >= ?"),
	compared("lt", " < ?"),
	compared("le", " <= ?"),
	// Both ends count.
	{name: "between", say: "between", slots: slots(single(slotNumber, "from"), single(slotNumber, "to")),
		where: func(c condition, _ Env) Query {
			x := c.stored()
			return query("("+x+" >= ? AND "+x+" <= ?)", c.numbers[0], c.numbers[1]).whereSet(x)
		}},
	{name: "is_set", say: "is_set", where: isSet},
	{name: "is_not_set", say: "is_not_set", where: isNotSet},
}

func oneNumber(c condition, _ Env) Query {
	return oneOf(c.stored(), c.numbers).whereSet(c.stored())
}

func compared(name, test string) operator {
	return operator{name: name, say: name, slots: slots(single(slotNumber, "value")),
		where: func(c condition, _ Env) Query {
			return query(c.stored()+test, c.numbers[0]).whereSet(c.stored())
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
		where: func(c condition, _ Env) Query { return oneOf(c.stored(), c.ids).not().whereSet(c.stored()) }},
	{name: "is_set", say: "is_set", where: isSet},
	{name: "is_not_set", say: "is_not_set", where: isNotSet},
}

func oneID(c condition, _ Env) Query { return oneOf(c.stored(), c.ids).whereSet(c.stored()) }

package filter

import "time"

var statusOperators = []operator{
	// The card is in one of the statuses.
	{name: "is", say: "is", slots: slots(several(slotStatus)), where: inStatus},
	// It is in none of them.
	{name: "is_not", say: "is_not", slots: slots(several(slotStatus)),
		where: func(c condition, e Env) Query { return inStatus(c, e).not() }},
	// It is in one of them and came there by a change: a card that was created
	// or imported there didn't enter.
	{name: "entered", say: "entered", slots: slots(several(slotStatus)),
		where: func(c condition, e Env) Query {
			return inStatus(c, e).and(query("c.status_from IS NOT NULL"))
		}},
	// It is in the second and the status before was the first.
	{name: "changed_from_to", say: "changed_from_to",
		slots: slots(single(slotStatus, "from"), single(slotStatus, "to")),
		where: func(c condition, _ Env) Query {
			return query("c.status = ?", c.ids[1]).
				and(query("c.status_from = ?", c.ids[0]).orFalse())
		}},
	// It is in one of them, and since the day its status began at least (at
	// most) N local midnights have passed: on the day itself, 0 days.
	stayedDays("stayed_at_least_days", 1, true),
	stayedDays("stayed_at_most_days", 0, false),
	// The same by elapsed time, to the millisecond, both inclusive.
	stayedHours("stayed_at_least_hours", true),
	stayedHours("stayed_at_most_hours", false),
}

func inStatus(c condition, _ Env) Query { return oneOf("c.status", c.ids) }

func stayedDays(name string, least int, long bool) operator {
	// edge is the moment such that statuses that began before it have stayed long.
	edge := func(c condition, e Env) int64 {
		if long {
			return e.midnight(e.in(1 - c.n))
		}
		return e.midnight(e.in(-c.n))
	}
	return operator{name: name, say: name, zero: "stayed_since_today", clock: DayClock,
		slots: slots(several(slotStatus), counted(slotDays, least)),
		where: func(c condition, e Env) Query {
			return inStatus(c, e).and(beforeOrFrom("c.status_since", long, edge(c, e)))
		},
		moved: func(c condition, was, now Env) Query {
			return inStatus(c, now).and(span("c.status_since", edge(c, was), edge(c, now)))
		},
		flips: flipsAfter(stayFlips(long))}
}

func stayedHours(name string, long bool) operator {
	// One millisecond later than N hours ago: at exactly N hours both hold.
	edge := func(c condition, e Env) int64 {
		if long {
			return e.hoursAgo(c.n) + 1
		}
		return e.hoursAgo(c.n)
	}
	later := time.Millisecond
	if long {
		later = 0
	}
	return operator{name: name, say: name, clock: InstantClock,
		slots: slots(several(slotStatus), counted(slotHours, 1)),
		where: func(c condition, e Env) Query {
			return inStatus(c, e).and(beforeOrFrom("c.status_since", long, edge(c, e)))
		},
		moved: func(c condition, was, now Env) Query {
			return inStatus(c, now).and(span("c.status_since", edge(c, was), edge(c, now)))
		},
		flips: flipsHours(later)}
}

// beforeOrFrom divides the values of a column at an edge.
func beforeOrFrom(column string, before bool, edge int64) Query {
	if before {
		return query(column+" < ?", edge)
	}
	return query(column+" >= ?", edge)
}

var ownerOperators = []operator{
	{name: "is", say: "is", slots: slots(several(slotUser)),
		where: func(c condition, _ Env) Query { return oneOf("c.owner", c.ids).orFalse() }},
	{name: "is_not", say: "is_not", slots: slots(several(slotUser)), negative: true,
		where: func(c condition, _ Env) Query { return oneOf("c.owner", c.ids).not().orFalse() }},
	{name: "is_set", say: "is_set", where: isSet},
	{name: "is_not_set", say: "is_not_set", where: isNotSet},
}

// isSet and isNotSet are the same for every kind that can be unset.
func isSet(c condition, _ Env) Query    { return query(c.stored() + " IS NOT NULL") }
func isNotSet(c condition, _ Env) Query { return query(c.stored() + " IS NULL") }

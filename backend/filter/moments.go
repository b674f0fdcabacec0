package filter

import "stepwise/backend/crm"

var createdOperators = []operator{
	// Created today or on one of the N days before; ends at a local midnight.
	momentDays("created", "in_last_days", 1, false),
	// The opposite: the day of creation lies more than N days back.
	momentDays("created", "more_than_days_ago", 0, true),
	momentToday("created"),
	{name: "on", say: "created_on", slots: slots(single(slotDate, "date")),
		where: func(c condition, e Env) Query {
			return span("c.created", e.midnight(c.dates[0]), e.midnight(c.dates[0].AddDays(1)))
		}},
	{name: "before", say: "created_before", slots: slots(single(slotDate, "date")),
		where: func(c condition, e Env) Query { return query("c.created < ?", e.midnight(c.dates[0])) }},
	{name: "after", say: "created_after", slots: slots(single(slotDate, "date")),
		where: func(c condition, e Env) Query {
			return query("c.created >= ?", e.midnight(c.dates[0].AddDays(1)))
		}},
	// On both days and all between.
	{name: "between", say: "created_between", slots: slots(single(slotDate, "from"), single(slotDate, "to")),
		where: func(c condition, e Env) Query {
			return span("c.created", e.midnight(c.dates[0]), e.midnight(c.dates[1].AddDays(1)))
		}},
	// What made the card.
	{name: "by", say: "created_by", slots: slots(several(slotOrigin)),
		where: func(c condition, _ Env) Query { return oneOf("c.created_by", c.texts) }},
	// A colleague made it by hand, one of those: its history begins with who. For
	// cards that came otherwise it doesn't hold.
	{name: "by_user", say: "created_by", slots: slots(several(slotUser)),
		where: func(c condition, _ Env) Query {
			of := oneOf("a.usr", c.ids)
			return query("c.created_by = 'user'").and(query("EXISTS (SELECT 1 FROM activity a WHERE a.card = c.id AND a.at = c.created"+
				" AND a.key = 'activity.created' AND "+of.Where+")", of.Args...))
		}},
	// One of those forms made it; a card that a form only changed was made otherwise.
	{name: "by_form", say: "created_by_form", slots: slots(several(slotForm)),
		where: func(c condition, _ Env) Query { return byForm(c) }},
	// The same, today or on one of the N days before.
	{name: "by_form_in_last_days", say: "created_by_form_days", clock: DayClock, slots: slots(several(slotForm), counted(slotDays, 1)),
		where: func(c condition, e Env) Query { return byForm(c).and(query("c.created >= ?", lastDays(c, e))) },
		moved: func(c condition, was, now Env) Query {
			return span("c.created", lastDays(c, was), lastDays(c, now)).and(query("c.created_by = 'form'"))
		},
		flips: func(c condition, seen any, e Env) []crm.Instant {
			var at, form int64
			var origin string
			if !readSeen(seen, &at, &origin, &form) {
				return nil
			}
			return flipsAfter(whenMoreThan)(c, at, e)
		}},
}

// byForm is true where one of the forms that are named made the card.
func byForm(c condition) Query {
	of := oneOf("f.form", c.ids)
	return query("EXISTS (SELECT 1 FROM form_card f WHERE f.card = c.id AND "+of.Where+")", of.Args...)
}

// The last change of the card, whatever it was.
var modifiedOperators = []operator{
	momentDays("modified", "in_last_days", 1, false),
	momentDays("modified", "more_than_days_ago", 0, true),
	momentToday("modified"),
}

func momentDays(kind, name string, least int, old bool) operator {
	column := "c." + kind
	edge := func(c condition, e Env) int64 { return e.midnight(e.in(-c.n)) }
	zero := ""
	if old {
		zero = kind + "_before_today"
	}
	return operator{name: name, say: kind + "_" + name, zero: zero, clock: DayClock,
		slots: slots(counted(slotDays, least)),
		where: func(c condition, e Env) Query { return beforeOrFrom(column, old, edge(c, e)) },
		moved: func(c condition, was, now Env) Query { return span(column, edge(c, was), edge(c, now)) },
		flips: flipsAfter(whenMoreThan)}
}

func momentToday(kind string) operator {
	column := "c." + kind
	return operator{name: "today", say: kind + "_today", clock: DayClock,
		where: func(_ condition, e Env) Query {
			return span(column, e.midnight(e.today()), e.midnight(e.in(1)))
		},
		moved: func(_ condition, was, now Env) Query {
			return span(column, was.midnight(was.today()), now.midnight(now.in(1)))
		},
		flips: flipsAfter(onceOver)}
}

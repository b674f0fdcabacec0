package filter

import (
	"stepwise/backend/crm"
	"stepwise/backend/dialect"
)

// Dates are stored as "2026-11-26": their order as texts is their order in
// time. "In 3 days" is true from local midnight to local midnight. A moment
// counts as the day that the workspace's clock shows at it.

var dateOperators = []operator{
	{name: "today", say: "today", clock: DayClock,
		where: func(c condition, e Env) Query { return onDay(c, e, e.today()) }, moved: nearDays(0), flips: flipsAfter(onceOver)},
	// Exactly N days from today; 0 is today.
	{name: "in_days", say: "in_days", zero: "today", clock: DayClock, slots: slots(counted(slotDays, 0)),
		where: func(c condition, e Env) Query { return onDay(c, e, e.in(c.n)) }, moved: nearDays(1), flips: flipsAfter(daysBefore)},
	// Today, or one of the N days after it.
	{name: "within_next_days", say: "within_next_days", clock: DayClock, slots: slots(counted(slotDays, 1)),
		where: func(c condition, e Env) Query { return inDays(c, e, e.today(), e.in(c.n)) },
		moved: func(c condition, was, now Env) Query { return days(c, now, was.today(), now.in(c.n)) },
		flips: flipsAfter(fromBefore)},
	// Exactly N days before today.
	{name: "passed_days_ago", say: "passed_days_ago", clock: DayClock, slots: slots(counted(slotDays, 1)),
		where: func(c condition, e Env) Query { return onDay(c, e, e.in(-c.n)) }, moved: nearDays(-1), flips: flipsAfter(daysAfter)},
	// More than N days before today; 0: any day before today.
	{name: "passed_more_than_days", say: "passed_more_than_days", zero: "passed", clock: DayClock,
		slots: slots(counted(slotDays, 0)),
		where: func(c condition, e Env) Query { return beforeDay(c, e, e.in(-c.n)) },
		moved: func(c condition, was, now Env) Query { return days(c, now, was.in(-c.n), now.in(-c.n)) },
		flips: flipsAfter(whenMoreThan)},
	{name: "on", say: "on", slots: slots(single(slotDate, "date")),
		where: func(c condition, e Env) Query { return onDay(c, e, c.dates[0]) }},
	{name: "before", say: "before", slots: slots(single(slotDate, "date")),
		where: func(c condition, e Env) Query { return beforeDay(c, e, c.dates[0]) }},
	{name: "after", say: "after", slots: slots(single(slotDate, "date")),
		where: func(c condition, e Env) Query { return afterDay(c, e, c.dates[0]) }},
	// On both days and all between.
	{name: "between", say: "between", slots: slots(single(slotDate, "from"), single(slotDate, "to")),
		where: func(c condition, e Env) Query { return inDays(c, e, c.dates[0], c.dates[1]) }},
	{name: "is_set", say: "is_set", where: isSet},
	{name: "is_not_set", say: "is_not_set", where: isNotSet},
}

// anniversaryOperator is of dates alone, not of moments: a later year's return
// of the day is exactly N days from today. 29 February returns on 28 February in
// years that have no 29th.
var anniversaryOperator = operator{
	name: "anniversary_in_days", say: "anniversary_in_days", zero: "anniversary_today", clock: DayClock,
	slots: slots(counted(slotDays, 0)), where: anniversary, moved: anniversaryMoved, flips: flipsYearly,
}

func (c *condition) isMoment() bool { return c.kind == string(crm.FieldDateTime) }

func onDay(c condition, e Env, d crm.Date) Query { return inDays(c, e, d, d) }

func beforeDay(c condition, e Env, d crm.Date) Query {
	if c.isMoment() {
		return query(c.stored()+" < ?", e.midnight(d)).orFalse()
	}
	return query(c.stored()+" < ?", string(d)).orFalse()
}

func afterDay(c condition, e Env, d crm.Date) Query {
	if c.isMoment() {
		return query(c.stored()+" >= ?", e.midnight(d.AddDays(1))).orFalse()
	}
	return query(c.stored()+" > ?", string(d)).orFalse()
}

// inDays is true from the first to the last day, both included.
func inDays(c condition, e Env, first, last crm.Date) Query { return days(c, e, first, last).orFalse() }

// days is inDays as a range that an index serves: NULL where nothing is set.
func days(c condition, e Env, first, last crm.Date) Query {
	x := c.stored()
	switch {
	case c.isMoment():
		return span(x, e.midnight(first), e.midnight(last.AddDays(1)))
	case first == last:
		return query(x+" = ?", string(first))
	}
	return query("("+x+" >= ? AND "+x+" <= ?)", string(first), string(last))
}

// nearDays finds the dates that a day at a fixed distance from today has gone
// over, also those between.
func nearDays(direction int) func(c condition, was, now Env) Query {
	return func(c condition, was, now Env) Query {
		return days(c, now, was.in(direction*c.n), now.in(direction*c.n))
	}
}

func anniversary(c condition, e Env) Query {
	day := e.in(c.n)
	return oneOf(dialect.MonthDay(c.stored()), monthDays(day)).
		and(query(c.stored()+" < ?", string(day[:4])+"-01-01")).orFalse()
}

// monthDays are the days of any year that return on a day.
func monthDays(day crm.Date) []string {
	days := []string{string(day[5:])}
	if days[0] == "02-28" && day.AddDays(1)[5:] == "03-01" {
		days = append(days, "02-29")
	}
	return days
}

func anniversaryMoved(c condition, was, now Env) Query {
	var days []string
	for day, last := was.in(c.n), now.in(c.n); day <= last; day = day.AddDays(1) {
		if len(days) > 366 {
			return query(c.stored() + " IS NOT NULL")
		}
		days = append(days, monthDays(day)...)
	}
	return oneOf(dialect.MonthDay(c.stored()), days)
}

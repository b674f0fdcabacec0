package filter_test

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/fold"
)

// naive is the second opinion on filters: the rules of the operators again, in
// plain Go over one card, without SQL. It exists only in tests.
type naive struct {
	env    filter.Env
	card   crm.Card
	around around
}

func (n naive) group(g crm.Group) bool {
	var answers []bool
	for _, c := range g.Conditions {
		answers = append(answers, n.condition(c))
	}
	for _, sub := range g.Groups {
		if hasConditions(sub) {
			answers = append(answers, n.group(sub))
		}
	}
	if g.Any {
		return slices.Contains(answers, true)
	}
	return !slices.Contains(answers, false)
}

func hasConditions(g crm.Group) bool {
	return len(g.Conditions) > 0 || slices.ContainsFunc(g.Groups, hasConditions)
}

func (n naive) condition(c crm.Condition) bool {
	base, twin := strings.CutSuffix(c.Op, "_or_not_set")
	c.Op = base
	switch c.Subject {
	case "contact":
		return n.client(c, twin)
	case "consent":
		return n.consent(c, twin)
	case "tasks":
		return n.tasks(c)
	case "messages":
		return n.messages(c)
	case "sequences":
		return n.sequences(c)
	}
	if !n.isSet(c) {
		return twin || base == "is_not_set"
	}
	switch base {
	case "is_set":
		return true
	case "is_not_set":
		return false
	case "changed_in_last_days", "filled_in_last_days":
		return n.history(c)
	}
	switch c.Subject {
	case "status":
		return n.status(c)
	case "owner":
		return slices.Contains(c.Values, n.card.Owner.String()) == (c.Op == "is")
	case "name":
		return textual(c, n.card.Name)
	case "tags":
		var ids []string
		for _, id := range n.card.Tags.IDs() {
			ids = append(ids, id.String())
		}
		return among(c, ids)
	case "created":
		return n.moment(c, n.card.Created)
	case "modified":
		return n.moment(c, n.card.Modified)
	}
	switch x := n.card.Fields[c.Field].(type) {
	case string:
		if c.Field == mobile {
			return phoned(c, x)
		}
		return textual(c, x)
	case crm.Money:
		return numeric(c, x.Units())
	case crm.Instant:
		return n.dated(c, dayAt(x, n.env.Zone))
	case crm.ChoiceSet:
		var ids []string
		for _, id := range x.IDs() {
			ids = append(ids, id.String())
		}
		return among(c, ids)
	case float64:
		return numeric(c, x)
	case crm.Date:
		return n.dated(c, x)
	case bool:
		return (c.Values[0] == "yes") == x
	case crm.ChoiceID:
		return slices.Contains(c.Values, x.String()) == (c.Op == "is")
	}
	panic("a value of no type")
}

func (n naive) isSet(c crm.Condition) bool {
	switch c.Subject {
	case "field":
		return n.card.Fields[c.Field] != nil
	case "owner":
		return n.card.Owner != 0
	case "tags":
		return n.card.Tags != ""
	}
	return true
}

func (n naive) status(c crm.Condition) bool {
	now := n.card.Status.String()
	switch c.Op {
	case "is":
		return slices.Contains(c.Values, now)
	case "is_not":
		return !slices.Contains(c.Values, now)
	case "entered":
		return slices.Contains(c.Values, now) && n.card.StatusFrom != 0
	case "changed_from_to":
		return now == c.Values[1] && n.card.StatusFrom.String() == c.Values[0]
	}
	last := len(c.Values) - 1
	if !slices.Contains(c.Values[:last], now) {
		return false
	}
	count := atoi(c.Values[last])
	days, elapsed := n.daysSince(n.card.StatusSince), n.env.Now.Sub(n.card.StatusSince)
	switch c.Op {
	case "stayed_at_least_days":
		return days >= count
	case "stayed_at_most_days":
		return days <= count
	case "stayed_at_least_hours":
		return elapsed >= time.Duration(count)*time.Hour
	default:
		return elapsed <= time.Duration(count)*time.Hour
	}
}

func (n naive) moment(c crm.Condition, at crm.Instant) bool {
	day := dayAt(at, n.env.Zone)
	switch c.Op {
	case "in_last_days":
		return n.daysSince(at) <= atoi(c.Values[0])
	case "more_than_days_ago":
		return n.daysSince(at) > atoi(c.Values[0])
	case "today":
		return n.daysSince(at) == 0
	case "by":
		return slices.Contains(c.Values, string(n.card.CreatedBy))
	case "by_user":
		return n.card.CreatedBy == crm.OriginUser && slices.Contains(c.Values, n.around.Maker.String())
	case "by_form", "by_form_in_last_days":
		recent := c.Op == "by_form" || n.daysSince(at) <= atoi(c.Values[len(c.Values)-1])
		return n.card.CreatedBy == crm.OriginForm && recent && slices.Contains(c.Values, n.around.Form.String())
	}
	return ranged(c, day)
}

func (n naive) dated(c crm.Condition, x crm.Date) bool {
	today := dayAt(n.env.Now, n.env.Zone)
	away := daysBetween(today, x)
	switch c.Op {
	case "today":
		return away == 0
	case "in_days":
		return away == atoi(c.Values[0])
	case "within_next_days":
		return away >= 0 && away <= atoi(c.Values[0])
	case "passed_days_ago":
		return -away == atoi(c.Values[0])
	case "passed_more_than_days":
		return -away > atoi(c.Values[0])
	case "anniversary_in_days":
		year, month, day := civilDay(today).AddDate(0, 0, atoi(c.Values[0])).Date()
		born := civilDay(x)
		back := time.Date(year, born.Month(), born.Day(), 0, 0, 0, 0, time.UTC)
		if back.Month() != born.Month() { // 29 February became 1 March
			back = back.AddDate(0, 0, -1)
		}
		return year > born.Year() && back.Month() == month && back.Day() == day
	}
	return ranged(c, x)
}

func ranged(c crm.Condition, x crm.Date) bool {
	first, last := crm.Date(c.Values[0]), crm.Date(c.Values[len(c.Values)-1])
	switch c.Op {
	case "on":
		return x == first
	case "before":
		return x < first
	case "after":
		return x > first
	default: // between
		return x >= first && x <= last
	}
}

func numeric(c crm.Condition, x float64) bool {
	y := make([]float64, len(c.Values))
	for i, v := range c.Values {
		y[i], _ = strconv.ParseFloat(v, 64)
	}
	switch c.Op {
	case "eq":
		return slices.Contains(y, x)
	case "ne":
		return !slices.Contains(y, x)
	case "gt":
		return x > y[0]
	case "ge":
		return x >= y[0]
	case "lt":
		return x < y[0]
	case "le":
		return x <= y[0]
	default: // between
		return x >= y[0] && x <= y[1]
	}
}

func textual(c crm.Condition, x string) bool {
	x = fold.Fold(x)
	some := func(test func(x, y string) bool) bool {
		return slices.ContainsFunc(c.Values, func(y string) bool { return test(x, fold.Fold(y)) })
	}
	same := func(x, y string) bool { return x == y }
	switch c.Op {
	case "equals":
		return some(same)
	case "not_equals":
		return !some(same)
	case "contains":
		return some(strings.Contains)
	case "not_contains":
		return !some(strings.Contains)
	default:
		return some(strings.HasPrefix)
	}
}

func among(c crm.Condition, have []string) bool {
	n := 0
	for _, v := range c.Values {
		if slices.Contains(have, v) {
			n++
		}
	}
	switch c.Op {
	case "has_any":
		return n > 0
	case "has_all":
		return n == len(c.Values)
	default:
		return n == 0
	}
}

// phoned looks for a number as it is dialled here.
func phoned(c crm.Condition, x string) bool {
	typed := c
	typed.Values = slices.Clone(c.Values)
	for i, v := range c.Values {
		v = strings.NewReplacer(" ", "", ".", "", "-", "").Replace(v)
		if strings.Contains(c.Op, "contains") {
			v = strings.TrimPrefix(v, "0")
		}
		typed.Values[i] = v
	}
	return textual(typed, x)
}

// daysSince counts the calendar days from a moment's to now's.
func (n naive) daysSince(at crm.Instant) int {
	return daysBetween(dayAt(at, n.env.Zone), dayAt(n.env.Now, n.env.Zone))
}

// dayAt is the day that a moment belongs to: the latest that clocks have shown,
// for a day that began isn't over because the clock shows the one before again.
func dayAt(at crm.Instant, loc *time.Location) crm.Date {
	began, _ := at.In(loc).ZoneBounds()
	return max(crm.DateOf(at.In(loc)), crm.DateOf(began.Add(-time.Millisecond).In(loc)))
}

func daysBetween(a, b crm.Date) int { return int(civilDay(b).Sub(civilDay(a)).Hours() / 24) }

func civilDay(d crm.Date) time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		panic(err)
	}
	return t
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(err)
	}
	return n
}

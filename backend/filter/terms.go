package filter

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"stepwise/backend/crm"
)

// terms turns conditions into formulas; conditions on the same thing share its
// variable.
type terms struct {
	cat   *crm.Catalogue
	vars  map[string]*variable
	texts map[string][]string // by subject: what texts are compared with
	sets  map[string][]int64  // by subject: the members that are named
	kinds []string            // the task types that are named
}

// gather notes what all conditions name, before the first becomes a formula.
func (t *terms) gather(c *condition) {
	key := c.about()
	t.texts[key] = append(t.texts[key], c.texts...)
	t.sets[key] = append(t.sets[key], c.ids...)
	if c.kind == kindTasks {
		t.kinds = append(t.kinds, c.texts...)
	}
}

// about is what a condition is about, as a part of names of variables.
func (c *condition) about() string {
	if c.Subject == fieldSubject {
		return c.Field.Key()
	}
	return c.Subject
}

// of is the formula of a condition.
func (t *terms) of(c *condition) *formula {
	f := t.base(c)
	if !c.orUnset {
		return f
	}
	if c.op.unset != nil {
		return anyOf(f, t.atom(c, "unset"))
	}
	return anyOf(f, notSo(t.set(c)))
}

func (t *terms) base(c *condition) *formula {
	switch c.op.name {
	case "is_set":
		return t.set(c)
	case "is_not_set":
		return notSo(t.set(c))
	case "changed_in_last_days", "filled_in_last_days":
		return allOf(t.set(c), t.days(c.about()+" "+c.op.name, func(x float64) bool { return x <= float64(c.n) }, c.n))
	}
	switch c.kind {
	case kindStatus:
		return t.status(c)
	case kindCreated, kindModified:
		return t.moment(c)
	case kindOwner:
		return allOf(t.set(c), t.among(c, t.line("owner", false), c.ids))
	case kindName, string(crm.FieldText), string(crm.FieldLongText), string(crm.FieldLink), string(crm.FieldPhone), string(crm.FieldEmail):
		return t.text(c)
	case kindTags, string(crm.FieldChoices):
		return t.members(c, c.about())
	case string(crm.FieldNumber), string(crm.FieldMoney):
		return allOf(t.set(c), t.number(c))
	case string(crm.FieldDate), string(crm.FieldDateTime):
		return allOf(t.set(c), t.date(c))
	case string(crm.FieldYesNo):
		v := t.line(c.about(), true)
		v.closed = []float64{0, 1}
		return allOf(t.set(c), t.among(c, v, c.ids))
	case string(crm.FieldChoice):
		return allOf(t.set(c), t.among(c, t.line(c.about(), true), c.ids))
	}
	return t.around(c)
}

// line is the variable of a name.
func (t *terms) line(name string, whole bool) *variable {
	if t.vars[name] == nil {
		t.vars[name] = &variable{whole: whole}
	}
	return t.vars[name]
}

// test is a formula over a variable that changes at the breaks.
func test(v *variable, holds func(x float64) bool, breaks ...float64) *formula {
	f := &formula{form: isTest, of: v, test: holds}
	v.breaks, v.tests = append(v.breaks, breaks...), append(v.tests, f)
	return f
}

// fact is a variable that is true or false.
func (t *terms) fact(name string) *formula {
	v := t.line("? "+name, true)
	v.closed = []float64{0, 1}
	return test(v, func(x float64) bool { return x == 1 })
}

// atom is a condition of which nothing is known but whether it is the same.
func (t *terms) atom(c *condition, more ...string) *formula {
	name, err := json.Marshal([]any{c.Condition.Subject, c.Field, c.op.name, c.ids, c.texts, c.n, more})
	if err != nil {
		return t.fact(c.path)
	}
	return t.fact(string(name))
}

func (t *terms) set(c *condition) *formula {
	switch c.kind {
	case kindTags, string(crm.FieldChoices):
		return t.someMember(c.about())
	case kindContact:
		return t.fact("client")
	}
	return t.fact("set " + c.about())
}

// days is a test over a count of days that ended, from the first to the last.
func (t *terms) days(name string, holds func(x float64) bool, breaks ...int) *formula {
	at := make([]float64, len(breaks))
	for i, b := range breaks {
		at[i] = float64(b)
	}
	return test(t.line(name, true), holds, at...)
}

// among is true where a variable has one of some ids; for the negative
// operators, none.
func (t *terms) among(c *condition, v *variable, ids []int64) *formula {
	at := make([]float64, len(ids))
	for i, id := range ids {
		at[i] = float64(id)
	}
	v.whole = true
	f := test(v, func(x float64) bool { return slices.Contains(at, x) }, at...)
	if c.op.name == "is_not" {
		return notSo(f)
	}
	return f
}

func (t *terms) status(c *condition) *formula {
	v := t.line("status", true)
	v.closed = []float64{}
	for _, s := range t.cat.Statuses {
		v.closed = append(v.closed, float64(s.ID))
	}
	from, changed := t.line("status from", true), t.fact("status changed")
	switch c.op.name {
	case "entered":
		return allOf(t.among(c, v, c.ids), changed)
	case "changed_from_to":
		return allOf(t.among(c, v, c.ids[1:]), changed, t.among(c, from, c.ids[:1]))
	case "is", "is_not":
		return t.among(c, v, c.ids)
	}
	n := float64(c.n)
	long := strings.Contains(c.op.name, "at_least")
	stay := test(t.line("status since "+c.op.name[strings.LastIndex(c.op.name, "_"):], c.op.clock == DayClock), func(x float64) bool {
		if long {
			return x >= n
		}
		return x <= n
	}, n)
	return allOf(t.among(c, v, c.ids), stay)
}

// moment is about when the card was created or changed.
func (t *terms) moment(c *condition) *formula {
	n, ago := float64(c.n), c.kind+" days ago"
	switch c.op.name {
	case "in_last_days":
		return t.days(ago, func(x float64) bool { return x <= n }, c.n)
	case "more_than_days_ago":
		return t.days(ago, func(x float64) bool { return x > n }, c.n)
	case "today":
		return t.days(ago, func(x float64) bool { return x == 0 }, 0)
	case "by":
		parts := make([]*formula, len(c.texts))
		for i, origin := range c.texts {
			parts[i] = t.oneWord("created by", origin)
		}
		return anyOf(parts...)
	case "by_form":
		return t.byForm(c)
	case "by_form_in_last_days":
		return allOf(t.byForm(c), t.days(ago, func(x float64) bool { return x <= n }, c.n))
	case "on", "before", "after", "between":
		return t.calendar(c)
	}
	return t.atom(c)
}

func (t *terms) byForm(c *condition) *formula {
	return allOf(t.oneWord("created by", string(crm.OriginForm)), t.among(c, t.line("form", true), c.ids))
}

// oneWord is true where a variable of words has that one.
func (t *terms) oneWord(name, word string) *formula {
	known := t.texts["words "+name]
	i := slices.Index(known, word)
	if i < 0 {
		i = len(known)
		t.texts["words "+name] = append(known, word)
	}
	at := float64(i)
	return test(t.line(name, true), func(x float64) bool { return x == at }, at)
}

func (t *terms) number(c *condition) *formula {
	y := c.numbers
	return test(t.line(c.about(), false), func(x float64) bool {
		switch c.op.name {
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
		}
		return x >= y[0] && x <= y[1]
	}, y...)
}

// date is about a field that is a day or a moment.
func (t *terms) date(c *condition) *formula {
	n, away := float64(c.n), c.about()+" days away"
	switch c.op.name {
	case "today":
		return t.days(away, func(x float64) bool { return x == 0 }, 0)
	case "in_days":
		return t.days(away, func(x float64) bool { return x == n }, c.n)
	case "within_next_days":
		return t.days(away, func(x float64) bool { return x >= 0 && x <= n }, 0, c.n)
	case "passed_days_ago":
		return t.days(away, func(x float64) bool { return x == -n }, -c.n)
	case "passed_more_than_days":
		return t.days(away, func(x float64) bool { return x < -n }, -c.n)
	case "on", "before", "after", "between":
		return t.calendar(c)
	case "anniversary_in_days":
		return t.anniversary(c, away)
	}
	return t.atom(c)
}

// anniversary is the one day within a year on which a past day returns.
func (t *terms) anniversary(c *condition, away string) *formula {
	past := t.days(away, func(x float64) bool { return x < float64(c.n) }, c.n)
	if c.n >= 365 {
		return allOf(past, t.atom(c))
	}
	return allOf(past, t.days(c.about()+" returns in", func(x float64) bool { return x == float64(c.n) }, c.n))
}

// calendar compares with days of the calendar.
func (t *terms) calendar(c *condition) *formula {
	at := make([]float64, len(c.dates))
	for i, d := range c.dates {
		at[i] = float64(dayNumber(d))
	}
	return test(t.line(c.about()+" day", true), func(x float64) bool {
		switch c.op.name {
		case "before":
			return x < at[0]
		case "after":
			return x > at[0]
		}
		return x >= at[0] && x <= at[len(at)-1]
	}, at...)
}

func dayNumber(d crm.Date) int64 {
	day, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return 0
	}
	return day.Unix() / (24 * 60 * 60)
}

func memberName(about string, id int64) string { return about + " has " + strconv.FormatInt(id, 10) }

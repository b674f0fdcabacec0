package filter

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/timing"
)

// when says a moment, one at which a local day begins by the day alone:
// "Tue 24 Nov 2026", "Sun 28 Mar 2027, 13:00".
func (e Env) when(at crm.Instant) crm.Phrase {
	day := e.at(at).today()
	weekday := crm.Say("format.weekday_short." + string(rune('1'+(int(at.In(e.Zone).Weekday())+6)%7)))
	if timing.StartOfDay(day, e.Zone) == at {
		return crm.Say("filter.when", "weekday", weekday, "at", day)
	}
	return crm.Say("filter.when", "weekday", weekday, "at", at)
}

// hint is what would make a condition hold, or what would end it; next is when
// time alone does.
func (x *Explanation) hint(f *fact, next crm.Instant) crm.Phrase {
	say := func(key, place string, what any) crm.Phrase {
		return crm.Say("filter.hint."+key, place, what)
	}
	unless := ""
	if f.kind == kindModified {
		unless = "_unless"
	}
	change, possible := x.change(f)
	switch {
	case f.holds && next > 0:
		return say("ends"+unless, "when", x.env.when(next))
	case next > 0:
		return say("begins"+unless, "when", x.env.when(next))
	case !possible && f.holds:
		return crm.Say("filter.hint.stays")
	case !possible:
		return crm.Say("filter.hint.never")
	case f.holds:
		return say("would_end", "what", change)
	default:
		return say("would_hold", "what", change)
	}
}

// change is what would have to happen to the card for the condition to hold, or
// to end where it holds; false where nothing that people do to a card can.
func (x *Explanation) change(f *fact) (crm.Phrase, bool) {
	switch f.kind {
	case kindStatus:
		return x.changeStatus(f), true
	case kindTags:
		return x.changeTags(f), true
	case kindCreated:
		return crm.Phrase{}, false // a card is made once
	case kindModified:
		recent := f.op.name != "more_than_days_ago"
		return crm.Say("filter.become.modified"), recent != f.holds
	}
	if f.Subject != fieldSubject && f.kind != kindOwner && f.kind != kindName {
		return f.changed(f.holds, x.env.Cat), true
	}
	return x.changeValue(f), true
}

// changed is the change in the most general words.
func (c *condition) changed(holds bool, cat *crm.Catalogue) crm.Phrase {
	switch {
	case c.Subject != fieldSubject && holds:
		return crm.Say("filter.become.not_so", "inside", c.say(cat))
	case c.Subject != fieldSubject:
		return crm.Say("filter.become.so", "inside", c.say(cat))
	case holds:
		return crm.Say("filter.become.changed_not", "subject", c.subject(), "inside", c.say(cat))
	}
	return crm.Say("filter.become.changed", "subject", c.subject(), "inside", c.say(cat))
}

func (x *Explanation) changeStatus(f *fact) crm.Phrase {
	say := func(key string, pairs ...any) crm.Phrase { return crm.Say("filter.become.status_"+key, pairs...) }
	names := f.names("or", x.env.Cat)
	there := slices.Contains(f.ids, whole(x.row[1]))
	switch {
	case f.op.name == "is_not" && f.holds:
		return say("is", "values", names)
	case f.op.name == "is_not":
		return say("is_not", "values", names)
	case f.holds:
		return say("leaves")
	case f.op.name == "is":
		return say("is", "values", names)
	case f.op.name == "changed_from_to":
		return say("from_to", "from", statusName(f.ids[0], x.env.Cat), "to", statusName(f.ids[1], x.env.Cat))
	case there:
		return say("again", "values", statusName(whole(x.row[1]), x.env.Cat))
	case f.op.name == "stayed_at_least_days":
		return say("is_for_days", "values", names, "count", f.n)
	case f.op.name == "stayed_at_least_hours":
		return say("is_for_hours", "values", names, "count", f.n)
	case f.op.name == "entered" || f.op.name == "stayed_at_most_days" || f.op.name == "stayed_at_most_hours":
		return say("is", "values", names)
	}
	return f.changed(f.holds, x.env.Cat)
}

func (x *Explanation) changeTags(f *fact) crm.Phrase {
	cat := x.env.Cat
	have := crm.TagSet(text(x.row[8])).IDs()
	say := func(key, connector string, list []string) crm.Phrase {
		return crm.Say("filter.become."+key, "values", listed(connector, list), "count", atOnce(len(list), connector == "and"))
	}
	var on, missing []string
	for _, id := range f.ids {
		if slices.Contains(have, crm.TagID(id)) {
			on = append(on, tagName(id, cat))
		} else {
			missing = append(missing, tagName(id, cat))
		}
	}
	switch name := f.op.name; {
	case (name == "is_set" || name == "is_not_set") && len(have) > 0:
		return crm.Say("filter.become.tags_off")
	case name == "is_set" || name == "is_not_set":
		return crm.Say("filter.become.tags_on")
	case name == "has_all" && f.holds:
		return say("tag_off", "or", on)
	case (name == "has_any") == f.holds && len(on) > 0: // each of them, in the second case to be none
		return say("tag_off", "and", on)
	case name == "has_all" && len(missing) > 0:
		return say("tag_on", "and", missing)
	case (name == "has_any" || name == "has_none" && f.holds) && len(missing) > 0:
		return say("tag_on", "or", missing)
	}
	return f.changed(f.holds, cat)
}

// changeValue is the change of a field, the owner or the name.
func (x *Explanation) changeValue(f *fact) crm.Phrase {
	say := func(key string, pairs ...any) crm.Phrase {
		return crm.Say("filter.become."+key, append(pairs, "subject", f.subject())...)
	}
	is, isNot := "is", "is_not"
	if f.holds {
		is, isNot = isNot, is
	}
	switch f.op.name {
	case "is", "eq", "equals":
		return say(is, "values", f.names("or", x.env.Cat))
	case "is_not", "ne", "not_equals":
		return say(isNot, "values", f.names("or", x.env.Cat))
	case "is_set", "is_not_set":
		if (f.op.name == "is_set") == f.holds {
			return say("emptied")
		}
		return say("filled")
	}
	if day, exact := f.day(x.env); exact && !f.holds {
		return say("is", "values", day)
	}
	return f.changed(f.holds, x.env.Cat)
}

// day is the one day that an operator on dates asks for now.
func (c *condition) day(e Env) (crm.Date, bool) {
	switch c.op.name {
	case "today":
		return e.today(), true
	case "in_days":
		return e.in(c.n), true
	case "passed_days_ago":
		return e.in(-c.n), true
	case "on":
		return c.dates[0], true
	}
	return "", false
}

// names are the values of the condition, joined.
func (c *condition) names(connector string, cat *crm.Catalogue) any {
	var list []any
	for i, s := range c.slotsOfValues() {
		if s.arg == "values" {
			list = append(list, c.value(s, i, cat))
		}
	}
	if len(list) == 0 {
		return ""
	}
	return chained("filter.list.comma", "filter.list."+connector, list)
}

func listed(connector string, names []string) any {
	list := make([]any, len(names))
	for i, name := range names {
		list[i] = name
	}
	return chained("filter.list.comma", "filter.list."+connector, list)
}

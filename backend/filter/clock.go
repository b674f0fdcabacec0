package filter

import (
	"slices"
	"strings"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/dialect"
	"stepwise/backend/timing"
)

// Reads are the subjects that a tree asks about, sorted, each once: "status"
// (also since when and from which), "owner", "name", "tags", "created", "modified",
// "contact" (which, and what it says), "consent", "tasks", "messages" (sent or
// failed), "sequences" (began or ended), and custom fields by their key, "f12". Whoever changes a card judges the
// trees that read what changed; "modified" is touched by every change.
func Reads(tree crm.Group) []string {
	subjects := []string{}
	eachRaw(tree, func(c crm.Condition) {
		if c.Subject == fieldSubject {
			subjects = append(subjects, c.Field.Key())
			return
		}
		subjects = append(subjects, c.Subject)
		if c.Subject == kindConsent { // of the main contact, whoever that is
			subjects = append(subjects, kindContact)
		}
	})
	slices.Sort(subjects)
	return slices.Compact(subjects)
}

// Depends says what the passing of time alone can do to a tree's truth.
func Depends(tree crm.Group) Clock {
	clock := NoClock
	eachRaw(tree, func(c crm.Condition) { clock = max(clock, clockOf(c)) })
	return clock
}

// clockOf needs no catalogue: operators with a clock have names that no other
// type of field uses.
func clockOf(c crm.Condition) Clock {
	kinds := []string{c.Subject}
	if c.Subject == fieldSubject {
		kinds = kinds[:0]
		for _, t := range crm.FieldTypes {
			kinds = append(kinds, string(t))
		}
	}
	clock := NoClock
	for _, kind := range kinds {
		if op, _, ok := findOperator(kind, c.Op); ok {
			clock = max(clock, op.clock)
		}
	}
	return clock
}

func eachRaw(g crm.Group, f func(crm.Condition)) {
	for _, c := range g.Conditions {
		f(c)
	}
	for _, sub := range g.Groups {
		eachRaw(sub, f)
	}
}

// Crossing finds the cards whose truth may have changed between since and
// env.Now by time alone, and those that came and went in between: a superset,
// each to be judged. Its ranges lie on plain columns and fields, one per time
// condition. False: nothing can have crossed (no time condition, the same
// local day, a broken tree).
func Crossing(tree crm.Group, env Env, since crm.Instant) (Query, bool) {
	days, hours := Crossings(tree, env, since)
	parts := slices.Concat(days, hours)
	if len(parts) == 0 {
		return Query{}, false
	}
	return joined(" OR ", parts).orFalse(), true
}

// Crossings are the parts of Crossing, each of which an index can serve: what
// midnights did, and what hours did. Where nothing is set they are NULL.
func Crossings(tree crm.Group, env Env, since crm.Instant) (days, hours []Query) {
	root, err := sound(tree, env.Cat)
	was, now := env.at(min(since, env.Now)), env.at(max(since, env.Now))
	if err != nil || was.Now == now.Now {
		return nil, nil
	}
	sameDay := was.today() == now.today()
	root.each(func(c condition) {
		switch {
		case c.op.clock == DayClock && !sameDay:
			days = append(days, c.op.moved(c, was, now).parts()...)
		case c.op.clock == InstantClock:
			hours = append(hours, c.op.moved(c, was, now).parts()...)
		}
	})
	return days, hours
}

// parts are the parts of an OR, or the whole.
func (q Query) parts() []Query {
	if q.either == nil {
		return []Query{q}
	}
	var list []Query
	for _, part := range q.either {
		list = append(list, part.parts()...)
	}
	return list
}

// Index is an index of the table of cards that serves Crossings of a tree: of
// the value of a custom field, or of its month and day.
type Index struct {
	Name string
	On   string // an expression over the table's columns
}

// Indexes are those that the time conditions of a tree need beside the ones
// that are always there.
func Indexes(tree crm.Group, cat *crm.Catalogue) []Index {
	var list []Index
	root, err := sound(tree, cat)
	if err != nil {
		return nil
	}
	env := Env{Cat: cat, Zone: time.UTC, Now: crm.Instant(24 * time.Hour.Milliseconds())}
	root.each(func(c condition) {
		if c.op.clock == NoClock || c.Subject != fieldSubject {
			return
		}
		text, key := c.op.moved(c, env.at(0), env).Where, c.field.ID.Key()
		value := dialect.JSONField("fields", int64(c.field.ID))
		switch {
		case strings.Contains(text, dialect.MonthDay("c."+value)):
			list = append(list, Index{IndexPrefix + key + "_day", dialect.MonthDay(value)})
		case strings.Contains(text, "c."+value):
			list = append(list, Index{IndexPrefix + key, value})
		}
	})
	return list
}

// IndexPrefix begins the name of each Index.
const IndexPrefix = "card_time_"

// Midnights are the local midnights in (since, env.Now], from old to new: the
// moments at which conditions on days change. After a pause the engine judges
// at each of them in turn, so that every entry is dated at its flip and what
// came and went is seen (RULES 3.12).
func Midnights(env Env, since crm.Instant) []crm.Instant {
	moments := []crm.Instant{}
	last := env.today()
	for d := env.at(since).today().AddDays(1); d <= last; d = d.AddDays(1) {
		if at := timing.StartOfDay(d, env.Zone); at > since && (len(moments) == 0 || at > moments[len(moments)-1]) {
			moments = append(moments, at)
		}
	}
	return moments
}

// EntryMoment dates an entry by the passing of time that was seen at env.Now
// and not at since: the last local midnight in (since, env.Now], for only then
// can conditions on days have become true; env.Now where there was none, which
// is then the work of a condition on hours. A sweep over more than one
// midnight goes by Midnights, one at a time; FlipsOf dates hours exactly.
func EntryMoment(env Env, since crm.Instant) crm.Instant {
	if at := timing.StartOfDay(env.today(), env.Zone); at > since {
		return at
	}
	return env.Now
}

// FlipsOf are the moments in (since, env.Now] at which a tree may have become
// true by time alone for a card whose status began at statusSince, from old to
// new: local midnights, and the ends of stays counted in hours.
func FlipsOf(tree crm.Group, env Env, since, statusSince crm.Instant) []crm.Instant {
	moments := HoursOf(tree, env, since, statusSince)
	if root, err := sound(tree, env.Cat); err == nil {
		root.each(func(c condition) {
			if c.op.clock == DayClock {
				moments = append(moments, Midnights(env, since)...)
			}
		})
	}
	slices.Sort(moments)
	return slices.Compact(moments)
}

// HoursOf are those of FlipsOf that are the ends of stays counted in hours.
func HoursOf(tree crm.Group, env Env, since, statusSince crm.Instant) []crm.Instant {
	moments := []crm.Instant{}
	root, err := sound(tree, env.Cat)
	if err != nil {
		return moments
	}
	root.each(func(c condition) {
		if c.op.clock != InstantClock {
			return
		}
		if at := crm.Instant(int64(statusSince) + int64(c.n)*3_600_000); at > since && at <= env.Now {
			moments = append(moments, at)
		}
	})
	slices.Sort(moments)
	return slices.Compact(moments)
}

// At is the same environment at another moment.
func (e Env) At(now crm.Instant) Env { return e.at(now) }

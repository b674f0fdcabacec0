package filter

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/timing"
)

// Reads are the subjects that a tree asks about, sorted, each once: "status"
// (also since when and from which), "owner", "name", "tags", "created", "modified",
// and custom fields by their key, "f12". Whoever changes a card judges the
// trees that read what changed; "modified" is touched by every change.
func Reads(tree crm.Group) []string {
	subjects := []string{}
	eachRaw(tree, func(c crm.Condition) {
		if c.Subject == fieldSubject {
			subjects = append(subjects, c.Field.Key())
			return
		}
		subjects = append(subjects, c.Subject)
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
	root, err := sound(tree, env.Cat)
	if err != nil {
		return Query{}, false
	}
	was, now := env.at(min(since, env.Now)), env.at(max(since, env.Now))
	sameDay := was.today() == now.today()
	var parts []Query
	root.each(func(c condition) {
		switch {
		case c.op.clock == NoClock:
		case c.op.clock == DayClock && sameDay:
		case was.Now == now.Now:
		default:
			parts = append(parts, c.op.moved(c, was, now))
		}
	})
	if len(parts) == 0 {
		return Query{}, false
	}
	return joined(" OR ", parts), true
}

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
	moments := []crm.Instant{}
	root, err := sound(tree, env.Cat)
	if err != nil {
		return moments
	}
	root.each(func(c condition) {
		switch c.op.clock {
		case DayClock:
			moments = append(moments, Midnights(env, since)...)
		case InstantClock:
			if at := crm.Instant(int64(statusSince) + int64(c.n)*3_600_000); at > since && at <= env.Now {
				moments = append(moments, at)
			}
		}
	})
	slices.Sort(moments)
	return slices.Compact(moments)
}

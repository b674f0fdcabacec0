package filter

import (
	"slices"

	"stepwise/backend/crm"
)

// repeated looks for conditions that others make superfluous: beside them, or
// required around them.
func (a *adviser) repeated(n *node, around []part) {
	one := n.any && len(n.conditions)+len(n.groups) > 1
	own := a.parts(n)
	for i, p := range own {
		if p.c == nil {
			continue
		}
		for j, q := range own {
			if q.c == nil || i == j || a.silent[p.path] || a.silent[q.path] {
				continue
			}
			a.superfluous(p, q, one, i > j)
		}
		for _, q := range around {
			if !a.silent[p.path] && !a.silent[q.path] {
				a.superfluous(p, q, false, true)
			}
		}
	}
	if !one {
		around = append(slices.Clone(around), slices.DeleteFunc(slices.Clone(own), func(p part) bool { return p.c == nil })...)
	}
	for i := range n.groups {
		a.repeated(&n.groups[i], around)
	}
}

// superfluous notes that p says nothing beside q: of conditions of which all
// must hold where p follows from q, of alternatives where q follows from p. Of
// two that mean the same it is the later one.
func (a *adviser) superfluous(p, q part, one, later bool) {
	if !related(p.c, q.c) {
		return
	}
	pq, qp := a.solver.never(p.f, notSo(q.f)), a.solver.never(q.f, notSo(p.f))
	follows := qp
	if one {
		follows = pq
	}
	switch {
	case pq && qp && later:
		a.addBeside(AdviceNote, crm.Say("filter.advice.repeated", "inside", a.say(p)), p.path, q.path)
	case pq && qp:
	case follows && one:
		a.addBeside(AdviceNote, crm.Say("filter.advice.contained", "inside", a.say(p), "other", a.say(q)), p.path, q.path)
	case follows:
		a.addBeside(AdviceNote, crm.Say("filter.advice.implied", "inside", a.say(p), "other", a.say(q)), p.path, q.path)
	}
}

// related is true of conditions that may know of each other.
func related(a, b *condition) bool {
	client := func(c *condition) bool { return c.kind == kindContact || c.kind == kindConsent }
	return a.about() == b.about() || client(a) && client(b)
}

// oneDay is true where a tree matches a card for one day and no more: a day
// that time passes over is required.
func oneDay(n *node) bool {
	days := 0
	for i := range n.conditions {
		days += count(n.conditions[i].lastsOneDay())
	}
	for i := range n.groups {
		days += count(oneDay(&n.groups[i]))
	}
	return days > 0 && (!n.any || days == len(n.conditions)+len(n.groups))
}

func count(holds bool) int {
	if holds {
		return 1
	}
	return 0
}

func (c *condition) lastsOneDay() bool {
	if c.orUnset {
		return false
	}
	switch c.op.name {
	case "today", "in_days", "passed_days_ago", "anniversary_in_days", "has_due_today":
		return true
	case "stayed_at_most_days":
		return c.n == 0
	}
	return false
}

// dayConditions are the conditions that last a day.
func (a *adviser) dayConditions() (list []part, paths []string) {
	a.root.eachAt(func(c *condition) {
		if c.lastsOneDay() {
			list, paths = append(list, part{path: c.path, c: c}), append(paths, c.path)
		}
	})
	return list, paths
}

package filter

import (
	"encoding/json"
	"slices"

	"stepwise/backend/crm"
)

// mostSaid bounds how many conditions one sentence names.
const mostSaid = 4

// answer is the sentence on top; who says it fills in "card" and "filter".
func (x *Explanation) answer(why Why) crm.Phrase {
	switch {
	case len(x.problems) > 0:
		return crm.Say("filter.answer.broken")
	case why.Matches && why.Since > 0:
		return crm.Say("filter.answer.matches_since", "when", x.env.when(why.Since))
	case why.Matches:
		return crm.Say("filter.answer.matches")
	}
	var parts []any
	for _, n := range x.failing(&x.root) {
		parts = append(parts, n)
	}
	if len(parts) > mostSaid {
		return crm.Say("filter.answer.many", "count", len(parts))
	}
	return crm.Say("filter.answer.not", "what", chained("filter.list.comma", "filter.say.and", parts))
}

// failing are the parts right below a node that keep it from holding, in words.
func (x *Explanation) failing(n *node) []crm.Phrase {
	if n.any {
		return []crm.Phrase{n.say(x.env.Cat, nil, 0)}
	}
	var parts []crm.Phrase
	for i := range n.conditions {
		if !x.of[n.conditions[i].path].holds {
			parts = append(parts, n.conditions[i].say(x.env.Cat))
		}
	}
	for i := range n.groups {
		if g := &n.groups[i]; !x.holds(g, x.env.Now, nil) {
			if len(g.conditions)+len(g.groups) > 1 {
				parts = append(parts, crm.Say("filter.say.group", "inside", g.say(x.env.Cat, nil, 1)))
				continue
			}
			parts = append(parts, x.failing(g)...)
		}
	}
	return parts
}

// turn says what turns the answer: the passing of time, and when, or what
// would have to happen.
func (x *Explanation) turn(why Why) crm.Phrase {
	say := func(key string, pairs ...any) crm.Phrase { return crm.Say("filter.turn."+key, pairs...) }
	switch {
	case len(x.problems) > 0:
		return say("broken")
	case why.Flips > 0:
		key := "enters"
		if why.Matches {
			key = "leaves"
		}
		return say(key, "when", x.env.when(why.Flips), "what", x.turning(why))
	case why.Matches:
		return x.wouldLeave()
	}
	return x.wouldMatch()
}

// turning are the conditions that turn the answer at its next flip.
func (x *Explanation) turning(why Why) any {
	var parts []any
	for _, f := range x.facts {
		if f.at(why.Flips) != why.Matches && f.at(why.Flips-1) == why.Matches {
			parts = append(parts, f.say(x.env.Cat))
		}
	}
	return chained("filter.list.comma", "filter.say.and", parts[:min(len(parts), mostSaid)])
}

// impossible is the cost of what no change of the card can do.
const impossible = 1000

// fix is the smallest set of conditions that would have to begin to hold for a
// node to hold.
func (x *Explanation) fix(n *node) (facts []*fact, cost int) {
	return x.smallest(n, n.any, func(f *fact) (bool, int) {
		if f.holds {
			return false, 0
		}
		if _, possible := x.change(f); !possible && x.nextOfFact(f) == 0 {
			return true, impossible
		}
		return true, 1
	}, x.fix)
}

// loosen is the smallest set of conditions that would have to end for a node
// not to hold any more.
func (x *Explanation) loosen(n *node) (facts []*fact, cost int) {
	return x.smallest(n, !n.any, func(f *fact) (bool, int) {
		if !f.holds {
			return false, 0
		}
		if _, possible := x.change(f); !possible {
			return true, impossible
		}
		return true, 1
	}, x.loosen)
}

// smallest gathers what the parts of a node need: the cheapest of them where
// one is enough, all otherwise.
func (x *Explanation) smallest(n *node, one bool, leaf func(*fact) (bool, int), below func(*node) ([]*fact, int)) ([]*fact, int) {
	var facts []*fact
	total, least := 0, 2*impossible
	consider := func(list []*fact, cost int) {
		switch {
		case !one:
			facts, total = append(facts, list...), total+cost
		case cost < least:
			facts, total, least = list, cost, cost
		}
	}
	for i := range n.conditions {
		f := x.of[n.conditions[i].path]
		need, cost := leaf(f)
		if !need {
			consider(nil, 0)
			continue
		}
		consider([]*fact{f}, cost)
	}
	for i := range n.groups {
		consider(below(&n.groups[i]))
	}
	return facts, total
}

func (x *Explanation) wouldLeave() crm.Phrase {
	facts, cost := x.loosen(&x.root)
	if cost >= impossible {
		return crm.Say("filter.turn.stays")
	}
	return x.would("would_leave", facts)
}

func (x *Explanation) wouldMatch() crm.Phrase {
	facts, cost := x.fix(&x.root)
	if cost >= impossible || len(facts) == 0 {
		return crm.Say("filter.turn.never")
	}
	var byChange, byTime []*fact
	for _, f := range facts {
		if x.nextOfFact(f) > 0 {
			byTime = append(byTime, f)
		} else {
			byChange = append(byChange, f)
		}
	}
	if len(byTime) > 0 && len(byChange) > 0 && len(byChange) <= mostSaid {
		if at := x.nextOf(&x.root, byChange); at > 0 {
			return crm.Say("filter.turn.would_from", "when", x.env.when(at), "what", x.changes(byChange))
		}
	}
	return x.would("would_match", facts)
}

func (x *Explanation) would(key string, facts []*fact) crm.Phrase {
	what := x.changes(facts)
	if what == nil {
		return crm.Say("filter.turn.many", "count", len(facts))
	}
	return crm.Say("filter.turn."+key, "what", what)
}

// changes says the changes of several conditions, each once; nil for too many.
func (x *Explanation) changes(facts []*fact) any {
	var parts []any
	said := map[string]bool{}
	for _, f := range facts {
		change, possible := x.change(f)
		if !possible || slices.ContainsFunc(facts, func(o *fact) bool { return o.comprises(f) }) {
			continue
		}
		text, err := json.Marshal(change)
		if err == nil && !said[string(text)] {
			said[string(text)] = true
			parts = append(parts, change)
		}
	}
	if len(parts) == 0 || len(parts) > mostSaid {
		return nil
	}
	return chained("filter.list.comma", "filter.say.and", parts)
}

// comprises is true of a stay in a status over another condition that only
// wants the card to be there.
func (f *fact) comprises(other *fact) bool {
	stay := f.op.name == "stayed_at_least_days" || f.op.name == "stayed_at_least_hours"
	return stay && other.kind == kindStatus && other.op.name == "is" &&
		!slices.ContainsFunc(f.ids, func(id int64) bool { return !slices.Contains(other.ids, id) })
}

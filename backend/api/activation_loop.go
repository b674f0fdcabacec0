package api

import (
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// loops finds automations that start each other, or themselves, without end by
// changing cards: this one and the active ones of its product, tied by what their
// steps set and what their filters read.
func (f *finder) loops(v *store.View) error {
	env, err := envOf(v, f.q.Product)
	if err != nil {
		return err
	}
	active, err := v.RunningSequences(f.q.Product)
	if err != nil {
		return err
	}
	g := loopGraph{env: env, trees: map[crm.SequenceID]crm.Group{}}
	for _, q := range append([]crm.Sequence{f.q}, active...) {
		tree, err := v.Filter(q.Filter)
		if err != nil {
			return err
		}
		if g.trees[q.ID] = tree.Tree; !slices.ContainsFunc(g.nodes, func(o crm.Sequence) bool { return o.ID == q.ID }) {
			g.nodes = append(g.nodes, q)
		}
	}
	if round := g.round(f.q, f.q, nil); len(round) > 1 {
		names := make([]string, 0, len(round)+1)
		for _, q := range round {
			names = append(names, q.Name)
		}
		f.add(ActivationFinding{
			Level: findingWarning, Say: crm.Say("activation.loop", "path", strings.Join(append(names, f.q.Name), " → ")),
			Remedy: crm.Say("activation.remedy.loop"), Door: FindingDoor{Kind: "sequence", ID: round[1].ID.String()},
		})
	}
	return nil
}

// reentersItself says at which step a sequence would start itself again: a
// change lets its card leave while it runs to its end, and a later one lets it
// match again; or a change sets the date that starts it again.
func reentersItself(q crm.Sequence, tree crm.Group, env filter.Env) (position int, yes bool) {
	g := loopGraph{env: env}
	out := false
	for _, st := range q.Live() {
		if st.Kind != crm.StepChangeCard || st.Change == nil {
			continue
		}
		sets := slices.ContainsFunc(st.Change.Fields, func(c crm.FieldChange) bool { return c.Field == q.ReentryDate && !c.Clear })
		if q.Reentry == crm.ReentryEachDate && sets {
			return st.Position, true
		}
		fits := g.fits(tree, *st.Change)
		if q.Reentry == crm.ReentryEach && q.RunToEnd && out && fits {
			return st.Position, true
		}
		out = out || !fits
	}
	return 0, false
}

// loopGraph ties sequences by what they change and read.
type loopGraph struct {
	env   filter.Env
	nodes []crm.Sequence
	trees map[crm.SequenceID]crm.Group
}

// round finds a way from one sequence back to another through sequences that a
// change lets cards into again and again; none: nil.
func (g *loopGraph) round(from, to crm.Sequence, path []crm.Sequence) []crm.Sequence {
	path = append(slices.Clone(path), from)
	for _, next := range g.nodes {
		if next.ID == from.ID || !g.leads(from, next) {
			continue
		}
		if next.ID == to.ID {
			return path
		}
		if slices.ContainsFunc(path, func(q crm.Sequence) bool { return q.ID == next.ID }) {
			continue
		}
		if round := g.round(next, to, path); round != nil {
			return round
		}
	}
	return nil
}

// leads says whether a change step of one sequence can let a card into another
// one, again and again.
func (g *loopGraph) leads(from, to crm.Sequence) bool {
	if to.Reentry == crm.ReentryOnce || to.Reentry == "" {
		return false
	}
	reads := filter.Reads(g.trees[to.ID])
	for _, st := range from.Live() {
		if st.Kind != crm.StepChangeCard || st.Change == nil {
			continue
		}
		touches := slices.ContainsFunc(writes(*st.Change), func(subject string) bool { return slices.Contains(reads, subject) })
		if touches && g.fits(g.trees[to.ID], *st.Change) {
			return true
		}
	}
	return false
}

// writes are the subjects that a change sets, as filter.Reads names them.
func writes(c crm.CardChange) (out []string) {
	if c.Status != 0 {
		out = append(out, "status")
	}
	if c.Owner != 0 || c.ClearOwner {
		out = append(out, "owner")
	}
	if len(c.AddTags)+len(c.RemoveTags) > 0 {
		out = append(out, "tags")
	}
	for _, f := range c.Fields {
		out = append(out, f.Field.Key())
	}
	return out
}

// fits says whether a card that a change was made to can match a tree: not where
// the logic of both makes that impossible.
func (g *loopGraph) fits(tree crm.Group, c crm.CardChange) bool {
	both := crm.Group{Groups: []crm.Group{tree}}
	is := func(subject string, field crm.FieldID, op string, values ...string) {
		both.Conditions = append(both.Conditions, crm.Condition{Subject: subject, Field: field, Op: op, Values: values})
	}
	if c.Status != 0 {
		is("status", 0, "is", c.Status.String())
	}
	switch {
	case c.ClearOwner:
		is("owner", 0, "is_not_set")
	case c.Owner != 0:
		is("owner", 0, "is", c.Owner.String())
	}
	for _, change := range c.Fields {
		f, ok := g.env.Cat.Field(change.Field)
		text, isText := change.Value.(string)
		yes, isYesNo := change.Value.(bool)
		switch {
		case !ok:
		case change.Clear:
			is("field", change.Field, "is_not_set")
		case f.Type == crm.FieldChoice && isText && text != "":
			is("field", change.Field, "is", text)
		case f.Type == crm.FieldYesNo && isYesNo:
			is("field", change.Field, "is", map[bool]string{true: "yes", false: "no"}[yes])
		}
	}
	if len(both.Conditions) == 0 || len(filter.Check(both, g.env.Cat)) > 0 {
		return true
	}
	return !slices.ContainsFunc(filter.Advise(both, g.env.Cat, g.env), func(a filter.Advice) bool { return a.Level == filter.AdviceError })
}

// blockers adds what only an activation refuses: a filter that no card can ever
// match, an automation that starts itself again, templates that come to nothing
// or lack a file.
func (s *Session) blockers(v *store.View, q crm.Sequence, tree crm.Group, bad *crm.Problems) error {
	never, err := neverMatches(v, q, tree)
	if err != nil {
		return err
	}
	if never {
		bad.Add("filter", "activation.never_matches")
	}
	env, err := envOf(v, q.Product)
	if err != nil {
		return err
	}
	if position, yes := reentersItself(q, tree, env); yes {
		bad.Add("steps["+strconv.Itoa(position-1)+"].change", "activation.reenters")
	}
	return s.brokenTemplates(v, q, bad)
}

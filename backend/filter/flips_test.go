package filter_test

import (
	"testing"

	"pgregory.net/rapid"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
)

// What Explain promises about time is what the naive evaluator finds at the
// promised moment, a millisecond before, and anywhere else until then.
func TestTheNextFlipIsTheFirstChangeByTime(t *testing.T) {
	t.Parallel()
	x := newTable(t)
	rapid.Check(t, func(t *rapid.T) {
		env := drawEnv(t)
		card, tree := drawCard(t, env, 1), drawTree(t, env, true)
		near := drawAround(t, env, card)
		x.fill(t, []crm.Card{card}, map[crm.CardID]around{1: near})
		w := watch{t, env, card, near}
		why := x.explain(t, tree, env, 1)
		w.flips(asJSON(tree), why.Flips, func(n naive) bool { return n.group(tree) })
		w.below(why, tree)
	})
}

// watch compares promises about a card with what is found.
type watch struct {
	t    *rapid.T
	env  filter.Env
	card crm.Card
	near around
}

func (w watch) below(why filter.Why, g crm.Group) {
	for i, c := range g.Conditions {
		w.flips(asJSON(c), why.Conditions[i].Next, func(n naive) bool { return n.condition(c) })
	}
	i := 0
	for _, sub := range g.Groups {
		if hasConditions(sub) {
			w.flips(asJSON(sub), why.Groups[i].Flips, func(n naive) bool { return n.group(sub) })
			w.below(why.Groups[i], sub)
			i++
		}
	}
}

func (w watch) flips(what string, next crm.Instant, holds func(naive) bool) {
	w.t.Helper()
	at := func(now crm.Instant) bool { return holds(naive{at(w.env, now), w.card, w.near}) }
	now, end := at(w.env.Now), next
	if next == 0 {
		end = w.env.Now + filter.Horizon*24*3_600_000
	} else if at(next) == now || at(next-1) != now {
		w.t.Fatalf("%s on %s does not turn at %v", what, asJSON(w.card), next)
	}
	for range 3 {
		between := crm.Instant(rapid.Int64Range(int64(w.env.Now), int64(end)-1).Draw(w.t, "between"))
		if at(between) != now {
			w.t.Fatalf("%s on %s has turned at %v, before %v", what, asJSON(w.card), between, next)
		}
	}
}

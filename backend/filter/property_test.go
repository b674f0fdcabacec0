package filter_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/timing"
)

// At least so many times a random filter is asked about a random card.
const mostAsked = 10_000

// FI10: every operator of RULES 2.3 on cards of every kind, at moments around a clock
// change and on both sides of a midnight.
func TestSQLAgreesWithTheNaiveEvaluatorAboutEveryCard(t *testing.T) {
	t.Parallel()
	x := newTable(t)
	asked, ops := 0, map[string]bool{}
	rapid.Check(t, func(t *rapid.T) {
		env := drawEnv(t)
		cards, of := drawCards(t, env)
		x.fill(t, cards, of)
		midnight := timing.StartOfDay(dayAt(env.Now, env.Zone), env.Zone)
		for range 50 {
			tree := drawTree(t, env, false)
			noteOps(tree, ops)
			for _, now := range []crm.Instant{env.Now, midnight - 1, midnight} {
				env := at(env, now)
				found := x.matches(t, tree, env)
				for _, c := range cards {
					if want := (naive{env, c, of[c.ID]}).group(tree); found[c.ID] != want {
						t.Fatalf("card %s among %s in %s at %v: SQL says %v, want %v", asJSON(c), asJSON(of[c.ID]), asJSON(tree), now.In(env.Zone), found[c.ID], want)
					}
					asked++
				}
			}
		}
	})
	if t.Failed() {
		return
	}
	if asked < mostAsked {
		t.Errorf("only %d filters × cards", asked)
	}
	for _, s := range filter.Subjects(catalogue()) {
		for _, op := range s.Ops {
			if name := s.Type + " " + op.Op; !ops[name] && !testing.Short() {
				t.Errorf("%s was never asked", name)
			}
		}
	}
}

// noteOps notes what a tree asks, by the type of what it asks about.
func noteOps(g crm.Group, into map[string]bool) {
	cat := catalogue()
	for _, c := range g.Conditions {
		kind := c.Subject
		if f, ok := cat.Field(c.Field); ok {
			kind = string(f.Type)
		}
		into[kind+" "+strings.TrimSuffix(c.Op, "_or_not_set")] = true
	}
	for _, sub := range g.Groups {
		noteOps(sub, into)
	}
}

func TestTheExplanationAgreesConditionByCondition(t *testing.T) {
	t.Parallel()
	x := newTable(t)
	rapid.Check(t, func(t *rapid.T) {
		env := drawEnv(t)
		card, tree := drawCard(t, env, 1), drawTree(t, env, false)
		near := drawAround(t, env, card)
		x.fill(t, []crm.Card{card}, map[crm.CardID]around{1: near})
		why := x.explain(t, tree, env, 1)
		if found := x.matches(t, tree, env)[1]; why.Matches != found {
			t.Fatalf("explained as %v, found %v", why.Matches, found)
		}
		compareWhy(t, why, tree, naive{env, card, near})
	})
}

func compareWhy(t *rapid.T, why filter.Why, g crm.Group, n naive) {
	if len(why.Conditions) != len(g.Conditions) || why.Any != g.Any || why.Matches != n.group(g) {
		t.Fatalf("group %s is explained as %s", asJSON(g), asJSON(why))
	}
	for i, c := range g.Conditions {
		if why.Conditions[i].Holds != n.condition(c) {
			t.Fatalf("condition %s is explained as %s", asJSON(c), asJSON(why.Conditions[i]))
		}
	}
	i := 0
	for _, sub := range g.Groups {
		if hasConditions(sub) {
			compareWhy(t, why.Groups[i], sub, n)
			i++
		}
	}
}

func TestCrossingFindsEveryCardThatTimeChanged(t *testing.T) {
	t.Parallel()
	x := newTable(t)
	rapid.Check(t, func(t *rapid.T) {
		env := drawEnv(t)
		cards, of := drawCards(t, env)
		since := env.Now + drawOffset(t, 4, "since")
		between := min(since, env.Now) + crm.Instant(rapid.Int64Range(0, int64(max(since, env.Now)-min(since, env.Now))).Draw(t, "between"))
		x.fill(t, cards, of)
		for range 20 {
			tree := drawTree(t, env, true)
			crossed := map[crm.CardID]bool{}
			if q, ok := filter.Crossing(tree, env, since); ok {
				crossed = x.which(t, q)
			}
			checkCrossed(t, tree, env, []crm.Instant{since, between}, cards, of, crossed)
		}
	})
}

// checkCrossed holds the cards that may have crossed against those that did: at
// one of the moments another answer was true than now.
func checkCrossed(t *rapid.T, tree crm.Group, env filter.Env, moments []crm.Instant, cards []crm.Card, of map[crm.CardID]around, crossed map[crm.CardID]bool) {
	for _, c := range cards {
		answers := map[bool]bool{naive{env, c, of[c.ID]}.group(tree): true}
		for _, m := range moments {
			answers[naive{at(env, m), c, of[c.ID]}.group(tree)] = true
		}
		if len(answers) == 1 {
			continue
		}
		if !crossed[c.ID] {
			t.Fatalf("card %s among %s changed in %s and is not among the crossed", asJSON(c), asJSON(of[c.ID]), asJSON(tree))
		}
		if filter.Depends(tree) == filter.NoClock {
			t.Fatalf("time changed %s, which does not depend on it", asJSON(tree))
		}
	}
}

func TestAnEntryByTimeIsDatedAtItsFlip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		env := drawEnv(t)
		card, tree := drawCard(t, env, 1), drawTree(t, env, true)
		near := drawAround(t, env, card)
		since := env.Now - crm.Instant(rapid.Int64Range(1, 5*24*3_600_000).Draw(t, "pause"))
		holds := func(now crm.Instant) bool { return naive{at(env, now), card, near}.group(tree) }
		if holds(since) || !holds(env.Now) {
			return
		}
		flips := filter.FlipsOf(tree, env, since, card.StatusSince)
		for _, f := range flips {
			if f > since && f <= env.Now && holds(f) && !holds(f-1) {
				checkMidnight(t, tree, env, since, holds)
				return
			}
		}
		t.Fatalf("%s began to hold at none of %v", asJSON(tree), flips)
	})
}

// checkMidnight holds EntryMoment to its word for trees on days and pauses
// with one midnight.
func checkMidnight(t *rapid.T, tree crm.Group, env filter.Env, since crm.Instant, holds func(crm.Instant) bool) {
	if filter.Depends(tree) != filter.DayClock || len(filter.Midnights(env, since)) != 1 {
		return
	}
	if m := filter.EntryMoment(env, since); !holds(m) || holds(m-1) {
		t.Fatalf("%s entered at %v, not at %v", asJSON(tree), filter.Midnights(env, since), m)
	}
}

func at(env filter.Env, now crm.Instant) filter.Env {
	env.Now = now
	return env
}

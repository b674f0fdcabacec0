package filter_test

import (
	"testing"

	"pgregory.net/rapid"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
)

func TestSQLAgreesWithTheNaiveEvaluatorAboutEveryCard(t *testing.T) {
	t.Parallel()
	x := newTable(t)
	rapid.Check(t, func(t *rapid.T) {
		env := drawEnv(t)
		cards, of := drawCards(t, env)
		tree := drawTree(t, env, false)
		x.fill(t, cards, of)
		found := x.matches(t, tree, env)
		for _, c := range cards {
			if want := (naive{env, c, of[c.ID]}).group(tree); found[c.ID] != want {
				t.Fatalf("card %s in %s: SQL says %v, want %v", asJSON(c), asJSON(tree), found[c.ID], want)
			}
		}
	})
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
		tree := drawTree(t, env, true)
		since := env.Now + drawOffset(t, 4, "since")
		between := min(since, env.Now) + crm.Instant(rapid.Int64Range(0, int64(max(since, env.Now)-min(since, env.Now))).Draw(t, "between"))
		x.fill(t, cards, of)
		crossed := map[crm.CardID]bool{}
		if q, ok := filter.Crossing(tree, env, since); ok {
			crossed = x.which(t, q)
		}
		before := at(env, since)
		for _, c := range cards {
			was := naive{before, c, of[c.ID]}.group(tree)
			changed := was != naive{env, c, of[c.ID]}.group(tree) || was != naive{at(env, between), c, of[c.ID]}.group(tree)
			if changed && !crossed[c.ID] {
				t.Fatalf("card %s changed in %s and is not among the crossed", asJSON(c), asJSON(tree))
			}
			if changed && filter.Depends(tree) == filter.NoClock {
				t.Fatalf("time changed %s, which does not depend on it", asJSON(tree))
			}
		}
	})
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

package filter_test

import (
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/words"
)

// deep is a condition below so many groups.
func deep(depth int) crm.Group {
	g := all(ask("status", "is", "stat_1"))
	for range depth {
		g = crm.Group{Any: true, Groups: []crm.Group{g}}
	}
	return g
}

func repeat(n int, c crm.Condition) crm.Group {
	g := crm.Group{}
	for range n {
		g.Conditions = append(g.Conditions, c)
	}
	return g
}

// FI01: what is too large or too deep is explained as broken, with what to do,
// and gets no advice.
func TestATreeThatIsTooLargeIsExplainedAsBroken(t *testing.T) {
	t.Parallel()
	x := newTable(t)
	env := filter.Env{Cat: catalogue(), Zone: zone(t, "Europe/Bucharest"), Now: bucharest("2026-11-22 10:12")}
	x.fill(t, []crm.Card{{ID: 1, Name: "Ana", Status: open, Fields: crm.Values{}}})
	groups := crm.Group{Any: true}
	for range 1000 {
		groups.Groups = append(groups.Groups, all(ask("status", "is", "stat_1")))
	}
	for say, c := range map[string]struct {
		tree crm.Group
		key  string
	}{
		"200 conditions": {repeat(200, ask("status", "is", "stat_1")), "filter.problem.too_large"},
		"depth 50":       {deep(50), "filter.problem.too_deep"},
		"1,000 groups":   {groups, "filter.problem.too_large"},
		"nothing":        {crm.Group{}, "filter.problem.empty"},
	} {
		why := x.explain(t, c.tree, env, 1)
		if why.Matches || len(why.Problems) != 1 || why.Problems[0].Key != c.key || why.Answer.Key != "filter.answer.broken" {
			t.Errorf("%s: %v %v %v", say, why.Matches, why.Problems, why.Answer)
		}
		if advice := filter.Advise(c.tree, env.Cat, env); len(advice) > 0 {
			t.Errorf("%s: %v", say, advice)
		}
	}
}

// As many conditions as are allowed, each of which time turns, are one answer
// and two questions.
func TestTheLargestTreeIsExplainedAndAdvised(t *testing.T) {
	t.Parallel()
	x := newTable(t)
	env := filter.Env{Cat: catalogue(), Zone: zone(t, "Europe/Bucharest"), Now: bucharest("2026-11-22 10:12")}
	x.fill(t, []crm.Card{{ID: 1, Name: "Ana", Status: offerSent, StatusSince: env.Now, Created: env.Now, Modified: env.Now, Fields: crm.Values{validUntil: crm.Date("2026-12-24")}}})
	tree := crm.Group{Any: true}
	for n := range crm.MaxConditions / 4 {
		days := fmt.Sprint(n + 40)
		tree.Conditions = append(tree.Conditions, ask("status", "stayed_at_least_days", "stat_2", days), askField(validUntil, "passed_days_ago", days),
			ask("messages", "sent_in_last_days", days), ask("tasks", "has_due_today"))
	}
	why := x.explain(t, tree, env, 1)
	if at := onWall(why.Flips, env.Zone); why.Matches || at != "2027-01-01 00:00" || len(why.Conditions) != crm.MaxConditions {
		t.Errorf("%v %s %v", why.Matches, at, words.Render("en", why.Turn, env.Zone))
	}
	for _, a := range filter.Advise(tree, env.Cat, env) {
		if a.Level == filter.AdviceError {
			t.Errorf("%v", a)
		}
	}
}

// What looks like a wildcard or a regular expression is a text, in the value
// and in the explanation.
func TestWildcardsAndExpressionsArePlainText(t *testing.T) {
	t.Parallel()
	x := newTable(t)
	env := filter.Env{Cat: catalogue(), Zone: zone(t, "UTC"), Now: 1e12}
	x.fill(t, []crm.Card{
		{ID: 1, Name: "Ana", Status: open, Fields: crm.Values{city: "Cluj"}},
		{ID: 2, Name: "100% _ * ? [a-z]+ (a+)+$ \\d {{x}}", Status: open, Fields: crm.Values{city: "100% _ * ? [a-z]+ (a+)+$ \\d {{x}}"}},
	})
	for _, text := range []string{"%", "_", "*", "?", "[a-z]", "(a+)+$", "\\d", "{{x}}", "100% _ * ? [a-z]+ (a+)+$ \\d {{x}}"} {
		for _, c := range []crm.Condition{ask("name", "contains", text), askField(city, "contains", text)} {
			if got := x.matches(t, all(c), env); got[1] || !got[2] {
				t.Errorf("%s %q matches %v", c.Subject, text, got)
			}
			why := x.explain(t, all(c), env, 1)
			if said := words.Render("en", why.Turn, env.Zone); why.Matches || !strings.Contains(said, "“"+text+"”") {
				t.Errorf("%q is said as %q", text, said)
			}
		}
	}
}

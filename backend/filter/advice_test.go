package filter_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/words"
)

func oneOf(conditions ...crm.Condition) crm.Group {
	return crm.Group{Any: true, Conditions: conditions}
}

// and adds groups to a group of conditions.
func and(conditions []crm.Condition, groups ...crm.Group) crm.Group {
	return crm.Group{Conditions: conditions, Groups: groups}
}

func several(conditions ...crm.Condition) []crm.Condition { return conditions }

var adviceCases = []struct {
	say  string
	tree crm.Group
	want []string // level, end of the key, places
}{
	{"two statuses at once", all(ask("status", "is", "stat_1"), ask("status", "is", "stat_2")), []string{"error never conditions[0] conditions[1]"}},
	{"two of three is possible", all(ask("status", "is", "stat_1", "stat_2"), ask("status", "is", "stat_2", "stat_3")), nil},
	{"neither of all statuses", all(ask("status", "is_not", "stat_1", "stat_2", "stat_3")), []string{"error never conditions[0]"}},
	{"more than 5 and less than 3", all(ask("owner", "is_set"), askField(total, "gt", "5"), askField(total, "lt", "3")), []string{"error never conditions[1] conditions[2]"}},
	{"more than 3 and at most 3", all(askField(total, "gt", "3"), askField(total, "le", "3")), []string{"error never conditions[0] conditions[1]"}},
	{"between 3 and 5 is possible", all(askField(total, "gt", "3"), askField(total, "lt", "5")), nil},
	{"set and not set", all(askField(city, "is_set"), askField(city, "is_not_set")), []string{"error never conditions[0] conditions[1]"}},
	{"a value and not set", all(askField(city, "contains", "Cluj"), askField(city, "is_not_set")), []string{"error never conditions[0] conditions[1]"}},
	{"days apart", all(askField(validUntil, "before", "2026-11-20"), askField(validUntil, "after", "2026-11-25")), []string{"error never conditions[0] conditions[1]"}},
	{"passed and to come", all(askField(validUntil, "passed_more_than_days", "0"), askField(validUntil, "within_next_days", "7")), []string{"error never conditions[0] conditions[1]"}},
	{"two texts at once", all(ask("name", "equals", "Ana"), ask("name", "equals", "Ștefan")), []string{"error never conditions[0] conditions[1]"}},
	{"a text and a part that it lacks", all(ask("name", "equals", "Ana Pop"), ask("name", "contains", "stefan")), []string{"error never conditions[0] conditions[1]"}},
	{"starts with what it must not contain", all(ask("name", "starts_with", "Ana"), ask("name", "not_contains", "an")), []string{"error never conditions[0] conditions[1]"}},
	{"a tag and none of them", all(ask("tags", "has_all", "tag_1", "tag_b"), ask("tags", "has_none", "tag_b")), []string{"error never conditions[0] conditions[1]"}},
	{"yes and no", all(askField(vip, "is", "yes"), askField(vip, "is", "no")), []string{"error never conditions[0] conditions[1]"}},
	{"a required part that never holds, in a group", and(several(ask("owner", "is_set")), all(askField(total, "gt", "5"), askField(total, "lt", "3"))),
		[]string{"error never groups[0].conditions[0] groups[0].conditions[1]"}},
	{"optional ones that all contradict", and(several(ask("status", "is", "stat_1")), oneOf(ask("status", "is", "stat_2"), ask("status", "is", "stat_3"))),
		[]string{"error never conditions[0] groups[0]"}},
	{"open tasks and no open task", all(ask("tasks", "has_overdue"), ask("tasks", "has_no_open")), []string{"error never conditions[0] conditions[1]"}},
	{"sent in the last days and never sent", all(ask("messages", "sent_in_last_days", "3"), ask("messages", "not_sent")), []string{"error never conditions[0] conditions[1]"}},
	{"made long ago and lately", all(ask("created", "before", "2020-01-01"), ask("created", "in_last_days", "7")), []string{"error never conditions[0] conditions[1]"}},
	{"made today, on another day", all(ask("created", "on", "2026-11-21"), ask("created", "today")), []string{"error never conditions[0] conditions[1]"}},
	{"made today, on a day to come", all(ask("created", "on", "2026-11-23"), ask("created", "today")), []string{"warning one_day conditions[1]"}},
	{"long ago and soon", all(askField(validUntil, "between", "2026-01-01", "2026-11-20"), askField(validUntil, "within_next_days", "3")), []string{"error never conditions[0] conditions[1]"}},
	{"a moment that has passed comes soon", all(askField(meeting, "before", "2026-11-22"), askField(meeting, "in_days", "0")), []string{"error never conditions[0] conditions[1]"}},
	{"passed, on a day to come", all(askField(validUntil, "after", "2027-01-01"), askField(validUntil, "passed_days_ago", "2")), []string{"warning one_day conditions[1]"}},
	{"an anniversary of what is to come", all(askField(validUntil, "anniversary_in_days", "3"), askField(validUntil, "in_days", "5")), []string{"error never conditions[0] conditions[1]"}},
	{"two anniversaries", all(askField(validUntil, "anniversary_in_days", "3"), askField(validUntil, "anniversary_in_days", "5")), []string{"error never conditions[0] conditions[1]"}},
	{"long ago says more than a week", all(ask("created", "before", "2020-01-01"), ask("created", "more_than_days_ago", "7")), []string{"note implied conditions[1] conditions[0]"}},
	{"now or long ago is not all", oneOf(ask("created", "before", "2026-11-22"), ask("created", "in_last_days", "7")), nil},
	{"long ago or lately is all while they meet", oneOf(ask("created", "after", "2026-10-01"), ask("created", "more_than_days_ago", "7")), []string{"warning everything "}},
	{"consent without a client", all(ask("contact", "is_not_set"), ask("contact", "has_email")), []string{"error never conditions[0] conditions[1]"}},

	{"is or is not", crm.Group{Any: true, Conditions: several(ask("status", "is", "stat_1"), ask("status", "is_not", "stat_1"))}, []string{"warning everything "}},
	{"another one, or not set, or this one", crm.Group{Any: true, Conditions: several(ask("owner", "is", "user_1"), ask("owner", "is_not_or_not_set", "user_1"))}, []string{"warning everything "}},
	{"this one or another one leaves out what is not set", crm.Group{Any: true, Conditions: several(ask("owner", "is", "user_1"), ask("owner", "is_not", "user_1"))}, nil},
	{"all statuses", all(ask("status", "is", "stat_1", "stat_2", "stat_3")), []string{"warning everything "}},
	{"a group that filters nothing", and(several(ask("status", "is", "stat_1")), oneOf(askField(city, "is_set"), askField(city, "is_not_set"))), []string{"warning always_part groups[0]"}},

	{"a day", all(askField(validUntil, "in_days", "3")), []string{"warning one_day conditions[0]"}},
	{"a day beside others", all(ask("status", "is", "stat_1"), askField(validUntil, "anniversary_in_days", "0")), []string{"warning one_day conditions[1]"}},
	{"one of two days", and(several(ask("status", "is", "stat_1")), oneOf(askField(validUntil, "in_days", "3"), askField(validUntil, "passed_days_ago", "2"))),
		[]string{"warning one_day groups[0].conditions[0] groups[0].conditions[1]"}},
	{"a day or something that stays", crm.Group{Any: true, Conditions: several(askField(validUntil, "in_days", "3"), askField(vip, "is", "yes"))}, nil},
	{"a day or not set", all(askField(validUntil, "within_next_days", "3")), nil},

	{"an optional one that is excluded", and(several(ask("status", "is", "stat_1")), oneOf(ask("status", "is", "stat_2"), askField(vip, "is", "yes"))),
		[]string{"warning excluded_by groups[0].conditions[0] conditions[0]"}},
	{"two that exclude each other among the optional ones", and(several(ask("owner", "is_set")), crm.Group{Any: true, Conditions: several(askField(vip, "is", "yes")),
		Groups: []crm.Group{all(ask("status", "is", "stat_1"), ask("status", "is", "stat_2"))}}),
		[]string{"warning never_part groups[0].groups[0].conditions[0] groups[0].groups[0].conditions[1]"}},

	{"twice the same", all(ask("status", "is", "stat_1"), ask("owner", "is_set"), ask("status", "is", "stat_1")), []string{"note repeated conditions[2] conditions[0]"}},
	{"one that follows", all(askField(total, "gt", "5"), askField(total, "gt", "3")), []string{"note implied conditions[1] conditions[0]"}},
	{"a value is set anyway", all(askField(city, "contains", "Cluj"), askField(city, "is_set")), []string{"note implied conditions[1] conditions[0]"}},
	{"an alternative inside another", crm.Group{Any: true, Conditions: several(askField(total, "gt", "5"), askField(total, "gt", "3"))}, []string{"note contained conditions[0] conditions[1]"}},
	{"nothing to say", all(ask("status", "is", "stat_1"), askField(total, "gt", "3"), ask("created", "in_last_days", "7")), nil},
	{"a broken tree gets none", all(ask("status", "is", "stat_9"), ask("status", "is", "stat_1"), ask("status", "is", "stat_2")), nil},
}

func TestAdviceFindsWhatIsCertain(t *testing.T) {
	t.Parallel()
	env := filter.Env{Cat: catalogue(), Zone: zone(t, "Europe/Bucharest"), Now: bucharest("2026-11-22 10:12")}
	for _, c := range adviceCases {
		var got []string
		for _, a := range filter.Advise(c.tree, env.Cat, env) {
			got = append(got, fmt.Sprintf("%s %s %s", a.Level, strings.TrimPrefix(a.Say.Key, "filter.advice."), strings.Join(append(a.Paths, a.Beside...), " ")))
			for _, lang := range words.Languages() {
				if text := words.Render(lang, a.Say, env.Zone); strings.Contains(text, "filter.") || strings.Contains(text, "{{") {
					t.Errorf("%s: %q", c.say, text)
				}
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.say, got, c.want)
		}
	}
}

// What Advise calls certain is so for every card that can be drawn.
func TestAdviceIsNeverWrong(t *testing.T) {
	t.Parallel()
	said := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		env := drawEnv(t)
		tree := drawNarrow(t, env)
		list := filter.Advise(tree, env.Cat, env)
		for id := range 4 {
			card := drawCard(t, env, crm.CardID(id+1))
			later := at(env, env.Now+crm.Instant(rapid.Int64Range(0, 2).Draw(t, "weeks"))*7*24*3_600_000)
			n := naive{later, card, drawAround(t, env, card)}
			for _, a := range list {
				key := strings.TrimPrefix(a.Say.Key, "filter.advice.")
				said[key]++
				if !adviceHolds(n, tree, key, append(slices.Clone(a.Paths), a.Beside...)) {
					t.Fatalf("%s %v of %s is wrong for %s", key, a.Paths, asJSON(tree), asJSON(card))
				}
			}
		}
	})
	for _, key := range []string{"never", "everything", "implied", "contained", "repeated"} {
		if said[key] == 0 {
			t.Logf("%s was never said", key)
		}
	}
}

func adviceHolds(n naive, tree crm.Group, key string, paths []string) bool {
	some := func(paths []string) bool { // that doesn't hold
		return slices.ContainsFunc(paths, func(p string) bool { return !n.at(tree, p) })
	}
	switch key {
	case "never":
		return !n.group(tree) && some(paths)
	case "never_part":
		return some(paths)
	case "everything":
		return n.group(tree)
	case "always_part":
		return !some(paths)
	case "excluded":
		return !n.group(tree) || some(paths)
	case "excluded_by":
		return some(paths)
	case "repeated":
		return n.at(tree, paths[0]) == n.at(tree, paths[1])
	case "implied":
		return n.at(tree, paths[0]) || !n.at(tree, paths[1])
	case "contained":
		return n.at(tree, paths[1]) || !n.at(tree, paths[0])
	}
	return key == "one_day"
}

// at is whether what stands at a place of a tree holds: "groups[0].conditions[1]".
func (n naive) at(g crm.Group, path string) bool {
	for path != "" {
		var i int
		step, rest, _ := strings.Cut(path, ".")
		if _, err := fmt.Sscanf(step, "conditions[%d]", &i); err == nil {
			return n.condition(g.Conditions[i])
		}
		if _, err := fmt.Sscanf(step, "groups[%d]", &i); err != nil {
			panic(err)
		}
		g, path = g.Groups[i], rest
	}
	return n.group(g)
}

// drawNarrow makes a tree about one or two things, which is full of
// contradictions and repetitions.
func drawNarrow(t *rapid.T, env filter.Env) crm.Group {
	subjects := rapid.SliceOfN(rapid.SampledFrom(filter.Subjects(env.Cat)), 1, 2).Draw(t, "subjects")
	group := func(label string) crm.Group {
		g := crm.Group{Any: rapid.Bool().Draw(t, label)}
		for range rapid.IntRange(1, 4).Draw(t, label+" conditions") {
			g.Conditions = append(g.Conditions, drawAbout(t, env, rapid.SampledFrom(subjects).Draw(t, "subject")))
		}
		return g
	}
	tree := group("any")
	for range rapid.IntRange(0, 2).Draw(t, "groups") {
		tree.Groups = append(tree.Groups, group("any below"))
	}
	return tree
}

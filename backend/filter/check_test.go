package filter_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
)

func TestEveryProblemOfATreeIsNamedWithItsPlace(t *testing.T) {
	t.Parallel()
	for say, c := range map[string]struct {
		tree crm.Group
		want []string // "path key"
	}{
		"nothing":           {crm.Group{}, []string{" filter.problem.empty"}},
		"only empty groups": {crm.Group{Groups: []crm.Group{{Any: true}, {Groups: []crm.Group{{}}}}}, []string{" filter.problem.empty"}},
		"several at once": {
			crm.Group{
				Conditions: []crm.Condition{ask("status", "is", "stat_1", "stat_9"), ask("status", "is", "user_1"), ask("moon", "is", "x")},
				Groups: []crm.Group{{Any: true, Conditions: []crm.Condition{
					ask("owner", "is", "user_7"), ask("owner", "likes", "user_1"), askField(99, "is_set"),
					askField(total, "gt", "abc"), askField(source, "is", "opt_9"),
				}}},
			},
			[]string{
				"conditions[0].values[1] filter.problem.status_gone", "conditions[1].values[0] filter.problem.status_gone",
				"conditions[2].subject filter.problem.subject",
				"groups[0].conditions[0].values[0] filter.problem.user_gone", "groups[0].conditions[1].op filter.problem.operator",
				"groups[0].conditions[2].field filter.problem.field_gone", "groups[0].conditions[3].values[0] filter.problem.number",
				"groups[0].conditions[4].values[0] filter.problem.choice_gone",
			},
		},
		"no value":                        {all(ask("status", "is")), []string{"conditions[0].values filter.problem.value_missing"}},
		"days but no status":              {all(ask("status", "stayed_at_least_days", "3")), []string{"conditions[0].values filter.problem.value_missing"}},
		"days before the status":          {all(ask("status", "stayed_at_least_days", "3", "stat_1")), []string{"conditions[0].values[0] filter.problem.status_gone", "conditions[0].values[1] filter.problem.days"}},
		"a value for what takes none":     {all(ask("owner", "is_not_set", "user_1")), []string{"conditions[0].values filter.problem.value_extra"}},
		"an operator of another type":     {all(askField(city, "gt", "1")), []string{"conditions[0].op filter.problem.operator"}},
		"a twin of what isn't negative":   {all(ask("owner", "is_or_not_set", "user_1")), []string{"conditions[0].op filter.problem.operator"}},
		"a twin where nothing is unset":   {all(ask("status", "is_not_or_not_set", "stat_1")), []string{"conditions[0].op filter.problem.operator"}},
		"an empty id":                     {all(ask("owner", "is", "")), []string{"conditions[0].values[0] filter.problem.user_gone"}},
		"a range that is backwards":       {all(askField(total, "between", "9", "1")), []string{"conditions[0].values filter.problem.backwards"}},
		"dates that are backwards":        {all(ask("created", "between", "2026-02-02", "2026-02-01")), []string{"conditions[0].values filter.problem.backwards"}},
		"a day that doesn't exist":        {all(askField(validUntil, "on", "2026-02-29")), []string{"conditions[0].values[0] filter.problem.date"}},
		"half a day":                      {all(askField(validUntil, "in_days", "1.5")), []string{"conditions[0].values[0] filter.problem.days"}},
		"a negative number of days":       {all(askField(validUntil, "in_days", "-1")), []string{"conditions[0].values[0] filter.problem.days"}},
		"more days than ten years":        {all(ask("created", "in_last_days", "3651")), []string{"conditions[0].values[0] filter.problem.days"}},
		"no hours":                        {all(ask("status", "stayed_at_least_hours", "stat_1", "0")), []string{"conditions[0].values[1] filter.problem.hours"}},
		"an amount with three decimals":   {all(askField(price, "eq", "1.005", "abc", "1e3", "10000000000000")), []string{"conditions[0].values[0] filter.problem.money", "conditions[0].values[1] filter.problem.money", "conditions[0].values[2] filter.problem.money", "conditions[0].values[3] filter.problem.money"}},
		"amounts the wrong way round":     {all(askField(price, "between", "2", "1")), []string{"conditions[0].values filter.problem.backwards"}},
		"a choice of another field":       {all(askField(interests, "has_any", "opt_1")), []string{"conditions[0].values[0] filter.problem.choice_gone"}},
		"a tag that is gone":              {all(ask("tags", "has_any", "tag_9")), []string{"conditions[0].values[0] filter.problem.tag_gone"}},
		"the anniversary of a moment":     {all(askField(meeting, "anniversary_in_days", "1")), []string{"conditions[0].op filter.problem.operator"}},
		"what a file contains":            {all(askField(contract, "contains", "x")), []string{"conditions[0].op filter.problem.operator"}},
		"a number that is none":           {all(askField(total, "eq", "NaN", "Inf", "0x10", "1e9", "1,5", " 1", "")), sevenNumbers()},
		"text that every text contains":   {all(ask("name", "contains", "", "  ", "\u0301")), []string{"conditions[0].values[0] filter.problem.text_empty", "conditions[0].values[1] filter.problem.text_empty", "conditions[0].values[2] filter.problem.text_empty"}},
		"a text that is too long":         {all(ask("name", "contains", strings.Repeat("ő", 501))), []string{"conditions[0].values[0] filter.problem.text_long"}},
		"bytes that are no text":          {all(ask("name", "contains", "a\xff", "a\x00")), []string{"conditions[0].values[0] filter.problem.text_bytes", "conditions[0].values[1] filter.problem.text_bytes"}},
		"an origin that doesn't exist":    {all(ask("created", "by", "god")), []string{"conditions[0].values[0] filter.problem.origin"}},
		"more values than anyone chooses": {all(ask("status", "is", slices.Repeat([]string{"stat_1"}, 101)...)), []string{"conditions[0].values filter.problem.value_extra"}},
	} {
		var got []string
		for _, p := range filter.Check(c.tree, catalogue()) {
			got = append(got, p.Path+" "+p.Key)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", say, got, c.want)
		}
	}
}

func sevenNumbers() []string {
	var want []string
	for _, i := range "0123456" {
		want = append(want, "conditions[0].values["+string(i)+"] filter.problem.number")
	}
	return want
}

func TestATreeAtItsLimitsIsAcceptedAndOneBeyondIsNot(t *testing.T) {
	t.Parallel()
	c := ask("status", "is", "stat_1")
	deep := func(depth int) crm.Group {
		g := all(c)
		for range depth - 1 {
			g = crm.Group{Any: true, Groups: []crm.Group{g}}
		}
		return g
	}
	wide := func(n int) crm.Group { return crm.Group{Any: true, Conditions: slices.Repeat([]crm.Condition{c}, n)} }
	many := crm.Group{Conditions: []crm.Condition{c}, Groups: make([]crm.Group, 10_000)}
	for say, c := range map[string]struct {
		tree crm.Group
		key  string
	}{
		"depth 5":             {deep(5), ""},
		"depth 6":             {deep(6), "filter.problem.too_deep"},
		"depth 1000 (FI01)":   {deep(1000), "filter.problem.too_deep"},
		"100 conditions":      {wide(100), ""},
		"101 conditions":      {wide(101), "filter.problem.too_large"},
		"10 000 (FI01)":       {wide(10_000), "filter.problem.too_large"},
		"10 000 empty groups": {many, "filter.problem.too_large"},
	} {
		problems := filter.Check(c.tree, catalogue())
		if c.key == "" && len(problems) > 0 || c.key != "" && (len(problems) != 1 || problems[0].Key != c.key) {
			t.Errorf("%s: %v", say, problems)
		}
	}
}

func TestABrokenTreeDoesNotCompileAndNothingCrosses(t *testing.T) {
	t.Parallel()
	env := filter.Env{Cat: catalogue(), Zone: zone(t, "Europe/Bucharest"), Now: bucharest("2026-11-26 10:12")}
	tree := all(ask("status", "is", "stat_1"), askField(validUntil, "in_days", "3"))
	if _, err := filter.Compile(tree, env); err != nil {
		t.Fatalf("before the field was deleted: %v", err)
	}
	env.Cat.Fields = slices.DeleteFunc(env.Cat.Fields, func(f crm.Field) bool { return f.ID == validUntil }) // FI08
	_, err := filter.Compile(tree, env)
	var broken *crm.Error
	if !errors.As(err, &broken) || broken.Code != crm.CodeInvalid || broken.Key != filter.KeyBroken ||
		len(broken.Problems) != 1 || broken.Problems[0].Path != "conditions[1].field" {
		t.Errorf("compiled with %v", err)
	}
	if _, ok := filter.Crossing(tree, env, env.Now-1e10); ok {
		t.Error("something crossed")
	}
	if flips := filter.FlipsOf(tree, env, env.Now-1e10, env.Now-1e10); len(flips) != 0 {
		t.Errorf("flips at %v", flips)
	}
}

func TestAGroupWithoutConditionsIsAsIfNotThere(t *testing.T) {
	t.Parallel()
	x := newTable(t)
	env := filter.Env{Cat: catalogue(), Zone: zone(t, "UTC"), Now: 1e12}
	x.fill(t, []crm.Card{{ID: 1, Name: "a", Status: open, Fields: crm.Values{}}, {ID: 2, Name: "b", Status: won, Fields: crm.Values{}}})
	for _, g := range []crm.Group{
		{Conditions: []crm.Condition{ask("status", "is", "stat_1")}, Groups: []crm.Group{{Any: true}}},
		{Any: true, Conditions: []crm.Condition{ask("status", "is", "stat_1")}, Groups: []crm.Group{{}, {Groups: []crm.Group{{}}}}},
		{Groups: []crm.Group{{Any: true, Conditions: []crm.Condition{ask("status", "is", "stat_1")}}}}, // a lone optional one
	} {
		if got := x.matches(t, g, env); !got[1] || got[2] {
			t.Errorf("%s matches %v", asJSON(g), got)
		}
	}
}

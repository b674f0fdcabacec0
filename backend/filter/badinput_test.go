package filter_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
)

func TestBadFiltersAreRefusedWithEveryProblem(t *testing.T) {
	t.Parallel()
	file, err := os.Open("testdata/bad_filters.jsonl")
	must(t, err)
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var c struct {
			ID, Say  string
			Tree     json.RawMessage
			Problems []string
		}
		must(t, json.Unmarshal(lines.Bytes(), &c))
		if got := refused(t, c.Tree); !slices.Equal(got, c.Problems) {
			t.Errorf("%s %s:\n got %q\nwant %q", c.ID, c.Say, got, c.Problems)
		}
	}
	must(t, lines.Err())
}

// refused are the problems of a tree, or that it isn't one.
func refused(t *testing.T, tree []byte) []string {
	t.Helper()
	var g crm.Group
	if err := json.Unmarshal(tree, &g); err != nil {
		var e *crm.Error
		if !errors.As(err, &e) {
			return []string{"decode " + err.Error()}
		}
		return []string{"decode " + e.Key}
	}
	var got []string
	for _, p := range filter.Check(g, catalogue()) {
		got = append(got, p.Path+" "+p.Key)
	}
	return got
}

// FI05: there are no regular expressions; what looks like one is a text.
func TestARegularExpressionIsJustText(t *testing.T) {
	t.Parallel()
	x := newTable(t)
	env := filter.Env{Cat: catalogue(), Zone: zone(t, "UTC"), Now: 1e12}
	x.fill(t, []crm.Card{
		{ID: 1, Name: strings.Repeat("a", 1<<20), Status: open, Fields: crm.Values{}},
		{ID: 2, Name: "the text (a+)+$ itself", Status: open, Fields: crm.Values{}},
	})
	if got := x.matches(t, all(ask("name", "contains", "(a+)+$")), env); got[1] || !got[2] {
		t.Errorf("found %v", got)
	}
}

// FI02: whatever stands in a tree, the SQL is made of our own words alone.
func TestNothingOfATreeGetsIntoTheSQL(t *testing.T) {
	t.Parallel()
	env := filter.Env{Cat: catalogue(), Zone: zone(t, "UTC"), Now: 1e12}
	const evil = "'); DROP TABLE card; --"
	q, err := filter.Compile(all(ask("name", "equals", evil), askField(city, "contains", evil, evil)), env)
	must(t, err)
	const city = "coalesce(c.fields_fold->>'$.f1', lower(c.fields->>'$.f1'))"
	want := "(c.name_fold = ? AND ((instr(" + city + ", ?) > 0 OR instr(" + city + ", ?) > 0)) IS TRUE)"
	if q.Where != want || len(q.Args) != 3 || q.Args[0] != strings.ToLower(evil) {
		t.Errorf("%s %q", q.Where, q.Args)
	}
}

func FuzzNoTreeIsTooBrokenForAnything(f *testing.F) {
	f.Add([]byte(`{"any":true,"conditions":[{"subject":"status","op":"stayed_at_least_days","values":["stat_1","3"]}],"groups":[{"any":true}]}`))
	f.Add([]byte(`{"conditions":[{"subject":"field","field":"fld_3","op":"anniversary_in_days","values":["365"]}]}`))
	f.Add([]byte(`{"conditions":[{"subject":"field","field":"fld_2","op":"between","values":["1"]}]}`))
	f.Add([]byte(`{"conditions":[{"subject":"created","op":"between","values":["0001-01-01","9999-12-30"]}]}`))
	f.Add([]byte(`{"conditions":[{"subject":"field","field":"fld_c","op":"is_not_or_not_set","values":["opt_1",""]}]}`))
	x := newTable(f)
	env := filter.Env{Cat: catalogue(), Zone: zone(f, "Africa/Cairo"), Now: bucharest("2026-04-24 01:00")}
	x.fill(f, []crm.Card{{ID: 1, Name: "Ana", Status: open, Fields: crm.Values{}}})
	f.Fuzz(func(t *testing.T, data []byte) {
		var tree crm.Group
		if json.Unmarshal(data, &tree) != nil {
			return
		}
		filter.Reads(tree)
		filter.Depends(tree)
		filter.Sentence(tree, env.Cat)
		q, ok := filter.Crossing(tree, env, env.Now-1e9)
		if len(filter.Check(tree, env.Cat)) > 0 {
			if _, err := filter.Compile(tree, env); err == nil || ok {
				t.Fatal("a refused tree was used")
			}
			return
		}
		if ok {
			x.which(t, q)
		}
		found := x.matches(t, tree, env)[1]
		if why := x.explain(t, tree, env, 1); why.Matches != found {
			t.Fatalf("found %v, explained %v", found, why.Matches)
		}
	})
}

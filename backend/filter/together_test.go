package filter_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
)

func TestFiltersTogetherFindWhatEachFindsAlone(t *testing.T) {
	t.Parallel()
	x := newTable(t)
	rapid.Check(t, func(t *rapid.T) {
		env := drawEnv(t)
		cards, of := drawCards(t, env)
		x.fill(t, cards, of)
		var list []filter.Query
		for range rapid.IntRange(1, 6).Draw(t, "filters") {
			q, err := filter.Compile(drawTree(t, env, false), env)
			must(t, err)
			list = append(list, q)
		}
		first, last := crm.CardID(rapid.Int64Range(0, 3).Draw(t, "first")), crm.CardID(rapid.Int64Range(1, 9).Draw(t, "last"))
		together := filter.Together(list)
		found, places := make([]string, len(list)), make([]any, len(list))
		for i := range found {
			places[i] = &found[i]
		}
		must(t, x.db.QueryRow(together.Where, append([]any{int64(first), int64(last)}, together.Args...)...).Scan(places...))
		for i, q := range list {
			want := []int64{}
			alone := x.which(t, q)
			for id := first; id <= last; id++ {
				if alone[id] {
					want = append(want, int64(id))
				}
			}
			if text, _ := json.Marshal(want); string(text) != found[i] {
				t.Fatalf("%s finds %s together and %s alone", q.Where, found[i], text)
			}
		}
	})
}

// What a group needs can be written in any order: columns are asked before
// documents, other tables last.
func TestWhatIsReadQuicklyIsAskedFirst(t *testing.T) {
	t.Parallel()
	env := filter.Env{Cat: catalogue(), Zone: zone(t, "UTC"), Now: 1e12}
	parts := []string{"EXISTS", "c.fields->>'$.f1' IS NOT NULL", "c.fields_fold", "c.status = ?"}
	q, err := filter.Compile(all(ask("tasks", "has_open"), askField(city, "is_set"), askField(city, "contains", "cluj"), ask("status", "is", "stat_1")), env)
	must(t, err)
	for i := 1; i < len(parts); i++ {
		if strings.Index(q.Where, parts[i]) > strings.Index(q.Where, parts[i-1]) {
			t.Errorf("%s stands behind %s: %s", parts[i], parts[i-1], q.Where)
		}
	}
}

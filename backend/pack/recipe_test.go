package pack_test

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/pack"
)

func books(t *testing.T) []pack.Book {
	t.Helper()
	all, err := pack.Books()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestThereAreEighteenRecipesInThreeLanguages(t *testing.T) {
	t.Parallel()
	all := books(t)
	if len(all) != 18 {
		t.Errorf("%d recipes", len(all))
	}
	ids := map[string]bool{}
	for _, b := range all {
		if ids[b.ID] {
			t.Errorf("%s twice", b.ID)
		}
		ids[b.ID] = true
		for _, lang := range pack.Languages {
			if p := b.Packs[lang]; p == nil || p.Recipe.Summary == "" || len(p.Sequences) == 0 {
				t.Errorf("%s says nothing in %s", b.ID, lang)
			}
		}
		if len(b.Trial.Cards) == 0 || len(b.Trial.Expect) == 0 {
			t.Errorf("%s is not tried", b.ID)
		}
	}
}

// The filters of the recipes are those whose trees and matches the room of the
// filters proves.
func TestTheFiltersOfTheRecipesAreTheProvenOnes(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../filter/testdata/recipes.json")
	if err != nil {
		t.Fatal(err)
	}
	var proven struct {
		Recipes []struct {
			Recipe  int
			Name    string
			Filters []struct {
				Name string
				Tree pack.Group
			}
			Statuses []struct{ Name, Group string }
			Fields   []struct {
				Name    string
				Type    crm.FieldType
				Choices []string
			}
		}
	}
	if err := json.Unmarshal(text, &proven); err != nil {
		t.Fatal(err)
	}
	all := books(t)
	for i, want := range proven.Recipes {
		p := all[i].Packs["en"]
		for _, f := range want.Filters {
			got := p.Filter(f.Name)
			if got == nil {
				t.Errorf("recipe %d has no filter %q", want.Recipe, f.Name)
			} else if !reflect.DeepEqual(settled(got.Tree), settled(f.Tree)) {
				t.Errorf("recipe %d, %s: %+v, want %+v", want.Recipe, f.Name, got.Tree, f.Tree)
			}
		}
		if len(p.Filters) != len(want.Filters) {
			t.Errorf("recipe %d has %d filters, want %d", want.Recipe, len(p.Filters), len(want.Filters))
		}
		for _, f := range p.Fields {
			for _, known := range want.Fields {
				if known.Name == f.Name && (known.Type != f.Type || !slices.Equal(known.Choices, f.Choices)) {
					t.Errorf("recipe %d: field %s is not as it was proven", want.Recipe, f.Name)
				}
			}
		}
	}
}

// settled is a tree whose empty lists are nil.
func settled(g pack.Group) pack.Group {
	out := pack.Group{Any: g.Any}
	for _, c := range g.Conditions {
		if len(c.Values) == 0 {
			c.Values = nil
		}
		out.Conditions = append(out.Conditions, c)
	}
	for _, sub := range g.Groups {
		out.Groups = append(out.Groups, settled(sub))
	}
	return out
}

func TestARecipeThatIsWrittenIsReadBackAsItWas(t *testing.T) {
	t.Parallel()
	for _, b := range books(t) {
		for _, lang := range pack.Languages {
			written := b.Packs[lang].Write()
			again, bad := pack.Read(written)
			if len(bad) > 0 {
				t.Errorf("%s in %s: %v\n%s", b.ID, lang, bad.Err(), written)
				continue
			}
			if second := again.Write(); string(second) != string(written) {
				t.Errorf("%s in %s changes:\n%s\n---\n%s", b.ID, lang, written, second)
			}
		}
	}
}

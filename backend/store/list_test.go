package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/filter"
	"stepwise/backend/fold"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func TestPagesOfAListAreTheListInAllOrders(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	fillList(w)
	rapid.Check(t, func(r *rapid.T) {
		q := store.ListQuery{
			Product: w.Product,
			Sort:    rapid.SampledFrom([]string{"name", "created", "modified", "status", "", "nonsense"}).Draw(r, "sort"),
			Desc:    rapid.Bool().Draw(r, "descending"),
			Search:  rapid.SampledFrom([]string{"", "szabo", "Ștefan", "a"}).Draw(r, "search"),
			Limit:   1000,
		}
		if rapid.Bool().Draw(r, "of a status") {
			q.Status = w.Status(testkit.Won)
		}
		whole := cards(t, w, q)
		var paged []crm.CardID
		q.Limit = rapid.IntRange(1, 25).Draw(r, "page")
		for {
			page := cards(t, w, q)
			for _, c := range page {
				paged = append(paged, c.ID)
			}
			if len(page) < q.Limit {
				break
			}
			q.After = &page[len(page)-1].Cursor
		}
		var want []crm.CardID
		for _, c := range whole {
			want = append(want, c.ID)
		}
		if !slices.Equal(paged, want) {
			r.Fatalf("pages %v\nlist  %v", paged, want)
		}
		if n := count(t, w, q); n != len(want) {
			r.Fatalf("%d counted, %d listed", n, len(want))
		}
		if !slices.IsSortedFunc(whole, inOrder(w, q)) {
			r.Fatalf("%s, descending %v: %v", q.Sort, q.Desc, whole)
		}
	})
}

// fillList makes 60 cards with equal names, moments and statuses.
func fillList(w *testkit.World) {
	names := []string{"Ștefan Őri", "stefan ori", "Szabó Éva", "Anca", "Anca", "ÁNCA", "Zoltán", "țuică"}
	statuses := []string{testkit.NewLead, testkit.Won, testkit.Lost}
	for i := range 60 {
		if i%7 == 0 {
			w.Clock.Set(w.Now() + 1)
		}
		id := w.Card(names[i%len(names)], statuses[i%5%3])
		if i%11 == 0 {
			w.Clock.Set(w.Now() + 1)
			w.SetField(id, "City", "Cluj")
		}
		if i%13 == 0 {
			w.Delete(id)
		}
	}
}

func cards(t testing.TB, w *testkit.World, q store.ListQuery) (list []store.CardLine) {
	t.Helper()
	w.Read(func(v *store.View) (err error) {
		list, err = v.Cards(q)
		return err
	})
	return list
}

func count(t testing.TB, w *testkit.World, q store.ListQuery) (n int) {
	t.Helper()
	w.Read(func(v *store.View) (err error) {
		n, err = v.CountMatching(q)
		return err
	})
	return n
}

// However many words a search has, SQLite can answer it.
func TestASearchMayBeLong(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	fillList(w)
	long := strings.Repeat("szabo ", 20_000)
	if n, want := count(t, w, store.ListQuery{Product: w.Product, Search: long}), count(t, w, store.ListQuery{Product: w.Product, Search: "szabo"}); n != want || n == 0 {
		t.Errorf("found %d, want %d", n, want)
	}
	w.Read(func(v *store.View) error {
		_, err := v.MessageLines(store.MessageQuery{Search: long, Limit: 10})
		return err
	})
}

func inOrder(w *testkit.World, q store.ListQuery) func(a, b store.CardLine) int {
	position := map[crm.StatusID]int{}
	for _, s := range w.Catalogue().Statuses {
		position[s.ID] = s.Position
	}
	return func(a, b store.CardLine) int {
		var n int
		switch q.Sort {
		case "created":
			n = int(a.Created - b.Created)
		case "modified":
			n = int(a.Modified - b.Modified)
		case "status":
			n = position[a.Status] - position[b.Status]
		default:
			n = strings.Compare(fold.Fold(a.Name), fold.Fold(b.Name))
		}
		if n == 0 {
			n = int(a.ID - b.ID)
		}
		if q.Desc {
			return -n
		}
		return n
	}
}

func TestTheSearchKnowsNoMarksAndNoCase(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	id := w.Card("Brutăria Ștefăniță", testkit.NewLead, testkit.Email("Comenzi@Brutaria.example"), testkit.Phone("+40721234567"))
	w.SetField(id, "City", "Târgu Mureș / Marosvásárhely")
	w.Card("Szőke Műhely", testkit.NewLead)
	for search, found := range map[string]int{
		"stefanita": 1, "ŞTEFĂNIŢĂ": 1, "brutaria ștefan": 1, "stefan brutaria": 1, "szoke muhely": 1, "SZŐKE": 1,
		"comenzi@": 1, "0721234567": 1, "721234567": 1, "targu mures": 1, "marosvasarhely": 1,
		"%": 0, "_": 0, "'": 0, "stefanita szoke": 0, "": 2, "   ": 2,
	} {
		if got := cards(t, w, store.ListQuery{Product: w.Product, Search: search, Limit: 10}); len(got) != found {
			t.Errorf("%q finds %d cards, want %d", search, len(got), found)
		}
	}
}

// values draws what a World's fields may hold.
func values(r *rapid.T, cat *crm.Catalogue) crm.Values {
	out := crm.Values{}
	for _, f := range cat.Fields {
		if !rapid.Bool().Draw(r, f.Name+" is set") {
			continue
		}
		switch f.Type {
		case crm.FieldNumber:
			out[f.ID] = rapid.Float64().Draw(r, f.Name)
		case crm.FieldYesNo:
			out[f.ID] = rapid.Bool().Draw(r, f.Name)
		case crm.FieldDate:
			days := rapid.IntRange(-700_000, 2_900_000).Draw(r, f.Name)
			out[f.ID] = crm.Date("1970-01-01").AddDays(days)
		case crm.FieldChoice:
			out[f.ID] = rapid.SampledFrom(f.Choices).Draw(r, f.Name).ID
		default:
			out[f.ID] = rapid.StringOf(rapid.Rune()).Draw(r, f.Name)
		}
	}
	return out
}

func TestFieldsComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	cat := w.Catalogue()
	id := w.Card("Ion", testkit.NewLead)
	rapid.Check(t, func(r *rapid.T) {
		want := values(r, cat)
		w.Save(id, func(d *engine.Draft) { d.Fields = want })
		got := w.CardNow(id).Fields
		if len(got) != len(want) {
			r.Fatalf("wrote %v, read %v", want, got)
		}
		for f, x := range want {
			if got[f] != x {
				r.Fatalf("%s: wrote %#v, read %#v", f, x, got[f])
			}
		}
	})
}

// The filter package's SQL reads table card under the alias c and gives 0 or 1:
// every operator of every subject, with values of the right kind.
func TestEveryConditionRunsOnTheRealTables(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	full := w.Card("Ion Popescu", testkit.OfferSent)
	w.SetStatus(full, testkit.Won)
	for field, x := range map[string]any{"City": "Cluj", "Offer total": 12.5, "Valid until": crm.Date("2026-12-01"), "VIP": true, "Source": "Fair"} {
		w.SetField(full, field, x)
	}
	empty := w.Card("Nimic", testkit.NewLead, testkit.NoOwner, testkit.NoContact)
	cat := w.Catalogue()
	env := filter.Env{Cat: cat, Zone: w.Zone, Now: w.Now()}
	sample := map[string]string{"text": "Cluj", "number": "12.5", "money": "12.5", "date": "2026-12-01", "days": "3", "hours": "3", "yesno": "yes", "origin": "user"}
	asked := 0
	for _, s := range filter.Subjects(cat) {
		for _, op := range s.Ops {
			c := crm.Condition{Subject: s.Subject, Field: s.Field, Op: op.Op, Values: []string{}}
			for i, slot := range op.Slots {
				value, ok := sample[slot.Kind]
				if !ok && len(s.Options) > i {
					value = s.Options[i].Value
				}
				c.Values = append(c.Values, value)
			}
			if slices.Contains(c.Values, "") {
				continue // a World has no tags
			}
			asked++
			tree := crm.Group{Conditions: []crm.Condition{c}}
			q, err := filter.Compile(tree, env)
			if err != nil {
				t.Errorf("%s %s: %v", s.Subject, op.Op, err)
				continue
			}
			agree(t, w, q, full, empty, fmt.Sprintf("%s %s", s.Subject, op.Op))
		}
	}
	if asked < 40 {
		t.Errorf("only %d operators", asked)
	}
}

// agree holds all ways of asking against each other.
func agree(t *testing.T, w *testkit.World, q filter.Query, full, empty crm.CardID, name string) {
	t.Helper()
	err := w.Store.Read(context.Background(), func(v *store.View) error {
		n := 0
		for _, id := range []crm.CardID{full, empty} {
			holds, err := v.MatchesFilter(id, q)
			if err != nil {
				return err
			}
			seen, err := v.Explain(id, q.Where+" AS x", q.Args)
			if err != nil {
				return err
			}
			if seen[0] != map[bool]int64{false: 0, true: 1}[holds] {
				t.Errorf("%s: %s matches %v, explained as %v", name, id, holds, seen)
			}
			if holds {
				n++
			}
		}
		counted, err := v.CountMatching(store.ListQuery{Product: w.Product, Filter: &q})
		if err == nil && counted != n {
			t.Errorf("%s: %d match, %d are counted", name, n, counted)
		}
		return err
	})
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

package store_test

import (
	"cmp"
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

// sortable are the keys of all columns of a World's list.
func sortable(w *testkit.World) []string {
	keys := []string{"name", "created", "modified", "since", "status", "owner", "contact", "company", "email", "phone", "next", "task", "", "nonsense", "fld_zz", "deleted"}
	for _, f := range w.Catalogue().Fields {
		keys = append(keys, f.ID.String())
	}
	return keys
}

func TestPagesOfAListAreTheListInAllOrders(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	fillList(w)
	keys := sortable(w)
	rapid.Check(t, func(r *rapid.T) {
		q := store.ListQuery{
			Product: w.Product, Limit: 1000,
			Sort:    rapid.SampledFrom(keys).Draw(r, "sort"),
			Desc:    rapid.Bool().Draw(r, "descending"),
			Deleted: rapid.IntRange(0, 4).Draw(r, "deleted") == 0,
			Search:  rapid.SampledFrom([]string{"", "", "szabo", "Ștefan", "a"}).Draw(r, "search"),
		}
		if rapid.Bool().Draw(r, "of a status") {
			q.Status = w.Status(testkit.Won)
		}
		if rapid.IntRange(0, 3).Draw(r, "of an owner") == 0 {
			q.Owner = w.Admin
		}
		whole := cards(t, w, q)
		want := idsOf(whole)
		if paged := byCursor(t, w, q, rapid.IntRange(1, 25).Draw(r, "page")); !slices.Equal(paged, want) {
			r.Fatalf("pages %v\nlist  %v", paged, want)
		}
		from, n := rapid.IntRange(0, 70).Draw(r, "offset"), rapid.IntRange(1, 25).Draw(r, "rows")
		leap := q
		leap.Offset, leap.Limit = from, n
		part := want[min(from, len(want)):min(from+n, len(want))]
		for _, leap.Total = range []int{0, len(want)} {
			if got := idsOf(cards(t, w, leap)); !slices.Equal(got, part) {
				r.Fatalf("leap over %d of %d: %v, not %v", from, leap.Total, got, part)
			}
		}
		if n := count(t, w, q); n != len(want) {
			r.Fatalf("%d counted, %d listed", n, len(want))
		}
		if !slices.IsSortedFunc(whole, inOrder(w, q)) {
			r.Fatalf("%s, descending %v: %v", q.Sort, q.Desc, whole)
		}
	})
}

func idsOf(list []store.CardLine) []crm.CardID {
	ids := []crm.CardID{}
	for _, c := range list {
		ids = append(ids, c.ID)
	}
	return ids
}

// byCursor walks through a list page by page.
func byCursor(t testing.TB, w *testkit.World, q store.ListQuery, rows int) []crm.CardID {
	paged := []crm.CardID{}
	for q.Limit = rows; ; {
		page := cards(t, w, q)
		paged = append(paged, idsOf(page)...)
		if len(page) < rows {
			return paged
		}
		q.After = &page[len(page)-1].Cursor
	}
}

// fillList makes 60 cards with equal names, moments, statuses and values, and
// some without.
func fillList(w *testkit.World) {
	names := []string{"Ștefan Őri", "stefan ori", "Szabó Éva", "Anca", "Anca", "ÁNCA", "Zoltán", "țuică"}
	statuses := []string{testkit.NewLead, testkit.Won, testkit.Lost}
	barna := w.User("Barna")
	for i := range 60 {
		if i%7 == 0 {
			w.Clock.Set(w.Now() + 1)
		}
		id := w.Card(names[i%len(names)], statuses[i%5%3], func(c *testkit.NewCard) {
			if i%3 == 0 {
				c.Draft.Owner = 0
			}
			if i%4 == 0 {
				c.Draft.Owner = barna
			}
			if i%10 == 0 {
				c.Contact = nil
			}
		})
		if i%11 == 0 {
			w.Clock.Set(w.Now() + 1)
			w.SetField(id, "City", []string{"Cluj", "cluj", "Ăgriș"}[i%3])
		}
		if i%2 == 0 {
			w.SetField(id, "Offer total", float64(i%5)-1.5)
			w.SetField(id, "VIP", i%4 == 0)
		}
		if i%3 == 0 {
			w.SetField(id, "Valid until", crm.Date("2026-12-01").AddDays(i%4))
			w.SetField(id, "Source", []string{"Fair", "Website", "Phone"}[i%9/3])
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

// inOrder compares two rows as the list should have them; what is not set comes
// last, and equal rows go by id.
func inOrder(w *testkit.World, q store.ListQuery) func(a, b store.CardLine) int {
	cat := w.Catalogue()
	return func(a, b store.CardLine) int {
		x, y := sortValue(w, cat, q, a), sortValue(w, cat, q, b)
		var n int
		switch {
		case x == nil && y == nil:
		case x == nil:
			return 1
		case y == nil:
			return -1
		default:
			if text, ok := x.(string); ok {
				n = strings.Compare(text, y.(string))
			} else {
				n = cmp.Compare(x.(float64), y.(float64))
			}
		}
		if n == 0 {
			n = cmp.Compare(a.ID, b.ID)
		}
		if q.Desc {
			return -n
		}
		return n
	}
}

// sortValue is what a row is sorted by: a text or a number, nil where it is not
// set.
func sortValue(w *testkit.World, cat *crm.Catalogue, q store.ListQuery, l store.CardLine) any {
	text := func(s string) any {
		if s == "" {
			return nil
		}
		return fold.Fold(s)
	}
	switch q.Sort {
	case "created":
		return float64(l.Created)
	case "modified":
		return float64(l.Modified)
	case "since":
		return float64(l.Since)
	case "deleted":
		if q.Deleted {
			return float64(l.Deleted)
		}
		return text(l.Name)
	case "status":
		st, _ := cat.Status(l.Status)
		return float64(st.Position)
	case "owner":
		u, _ := cat.User(l.Owner)
		return text(u.Name)
	case "contact":
		return text(l.Contact)
	case "company", "next", "task":
		return nil // nobody has one here
	case "email":
		return text(l.Email)
	case "phone":
		return text(l.Phone)
	}
	return fieldValue(w, cat, q, l)
}

func fieldValue(w *testkit.World, cat *crm.Catalogue, q store.ListQuery, l store.CardLine) any {
	for _, f := range cat.Fields {
		if f.ID.String() != q.Sort {
			continue
		}
		switch x := w.CardNow(l.ID).Fields[f.ID].(type) {
		case nil:
			return nil
		case bool:
			return map[bool]float64{false: 0, true: 1}[x]
		case float64:
			return x
		case crm.ChoiceID:
			c, _ := f.Choice(x)
			return float64(c.Position)
		case crm.Date:
			return string(x)
		case string:
			return fold.Fold(x)
		}
	}
	return fold.Fold(l.Name)
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
	w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), testkit.EmailStep("0d", w.Template(crm.TemplateEmail, "Hello", "Hello")))
	formAndLink(w)
	cat := w.Catalogue()
	env := filter.Env{Cat: cat, Zone: w.Zone, Now: w.Now()}
	sample := map[string]string{"text": "Cluj", "number": "12.5", "money": "12.5", "date": "2026-12-01", "days": "3", "hours": "3", "yesno": "yes", "origin": "user"}
	asked := 0
	for _, s := range filter.Subjects(cat) {
		for _, op := range s.Ops {
			c := crm.Condition{Subject: s.Subject, Field: s.Field, Op: op.Op, Values: []string{}}
			for i, slot := range op.Slots {
				value, ok := sample[slot.Kind]
				options := slot.Options
				if len(options) == 0 {
					options = s.Options
				}
				if !ok && len(options) > i {
					value = options[i].Value
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
	if asked < 100 {
		t.Errorf("only %d operators", asked)
	}
}

// formAndLink are a form and a link, which some conditions name.
func formAndLink(w *testkit.World) {
	w.T.Helper()
	w.Write(func(tx *store.Tx) error {
		form := crm.Form{Product: w.Product, Name: "Contact", Slug: "contact", Owning: crm.OwningNone, Duplicates: crm.DuplicatesNew}
		if _, err := tx.SaveForm(form); err != nil {
			return err
		}
		_, err := tx.SaveLink(crm.Link{Product: w.Product, Name: "Prices", Slug: "prices", Kind: crm.LinkOpen, Target: "https://firma.ro/prices", Days: 60})
		return err
	})
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

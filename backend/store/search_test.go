package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/fold"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func TestTheSearchKnowsNoMarksAndNoCase(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	id := w.Card("Brutăria Ștefăniță", testkit.NewLead, testkit.Email("Comenzi@Brutaria.example"), testkit.Phone("+40721234567"))
	w.SetField(id, "City", "Târgu Mureș / Marosvásárhely")
	w.Card("Szőke Műhely", testkit.NewLead, testkit.NoContact)
	for _, indexed := range []bool{false, true} {
		if indexed {
			index(w)
		}
		for search, found := range map[string]int{
			"stefanita": 1, "ŞTEFĂNIŢĂ": 1, "brutaria ștefan": 1, "stefan brutaria": 1, "szoke muhely": 1, "SZŐKE": 1, "stef brut": 1,
			"comenzi@": 1, "comenzi@brutaria.example": 1, "brutaria.ex": 1, "targu mures": 1, "marosvasarhely": 1,
			"0721234567": 1, "721234567": 1, "0721 234 567": 1, "+40 721": 1, "0040721234": 1, "40721": 1, "0721-23": 1, "234": 0, "0722": 0,
			"%": 0, "_": 0, "'": 0, `"`: 0, "*": 0, "NOT": 0, "a OR b": 0, "stefanita szoke": 0, "tefanita": 0, "": 2, "   ": 2,
		} {
			if got := cards(t, w, store.ListQuery{Product: w.Product, Search: search, Limit: 10}); len(got) != found {
				t.Errorf("indexed %v: %q finds %d cards, want %d", indexed, search, len(got), found)
			}
		}
	}
}

// A Hungarian number is dialled with 06, a Romanian one with 0.
func TestPhonesAreFoundAsPeopleTypeThem(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	w.Card("Kovács Éva", testkit.NewLead, testkit.Phone("+36301234567"))
	w.Card("John", testkit.NewLead, testkit.Phone("+12125550123"))
	index(w)
	for search, found := range map[string]int{"06 30 123": 1, "36 30": 1, "30123": 1, "+1 (212) 555": 1, "2125550": 1, "001 212": 1, "0630123456789": 0} {
		if n := count(t, w, store.ListQuery{Product: w.Product, Search: search}); n != found {
			t.Errorf("%q finds %d, want %d", search, n, found)
		}
	}
}

// However many words a search has, SQLite can answer it.
func TestASearchMayBeLong(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	fillList(w)
	index(w)
	long := strings.Repeat("szabo ", 20_000)
	if n, want := count(t, w, store.ListQuery{Product: w.Product, Search: long}), count(t, w, store.ListQuery{Product: w.Product, Search: "szabo"}); n != want || n == 0 {
		t.Errorf("found %d, want %d", n, want)
	}
	w.Read(func(v *store.View) error {
		_, err := v.MessageLines(store.MessageQuery{Search: long, Limit: 10})
		return err
	})
}

// A change is found by its new words at once and never by the old ones, whether
// the index has read it or not.
func TestWhatChangedIsFoundAtOnce(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	one, two := w.Card("Unu Vechi", testkit.NewLead, testkit.Email("unu@client.example")), w.Card("Doi", testkit.NewLead)
	contact := w.CardNow(one).Contact
	w.Save(two, func(d *engine.Draft) { d.Contact = contact })
	var tag crm.Tag
	finds := func(search string, want ...crm.CardID) {
		t.Helper()
		for _, indexed := range []bool{false, true} {
			if indexed {
				index(w)
			}
			got := []crm.CardID{}
			for _, c := range cards(t, w, store.ListQuery{Product: w.Product, Search: search, Sort: "created", Limit: 10}) {
				got = append(got, c.ID)
			}
			if !slices.Equal(got, want) {
				t.Errorf("indexed %v: %q finds %v, want %v", indexed, search, got, want)
			}
		}
	}
	finds("vechi", one, two) // the client of both is called so
	w.Save(one, func(d *engine.Draft) { d.Name = "Unu Nou" })
	finds("nou", one)
	w.Write(func(tx *store.Tx) error {
		k, err := tx.Contact(contact)
		if err != nil {
			return err
		}
		k.FirstName, k.LastName, k.Name = "Ilona", "Fekete", "Ilona Fekete"
		if _, err = tx.SaveContact(*k); err != nil {
			return err
		}
		tag, err = tx.SaveTag(crm.Tag{Name: "Fidelă"})
		return err
	})
	finds("vechi")
	finds("fekete ilona", one, two)
	w.Save(two, func(d *engine.Draft) { d.Tags = crm.Tags(tag.ID) })
	finds("fidela", two)
	w.Write(func(tx *store.Tx) error {
		tag.Name = "Pierdută"
		_, err := tx.SaveTag(tag)
		return err
	})
	finds("fidela")
	finds("pierduta", two)
	w.Delete(two)
	finds("doi")
	deleted := store.ListQuery{Product: w.Product, Search: "doi", Deleted: true, Limit: 10}
	if got := cards(t, w, deleted); len(got) != 1 || got[0].ID != two {
		t.Errorf("among the deleted: %v", got)
	}
	w.Write(func(tx *store.Tx) error { return w.Engine.RestoreCard(tx, two, w.By()) })
	finds("doi", two)
}

func TestASearchOfManyIsCappedAndSaysSo(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	crowd(w, 5200)
	w.Read(func(v *store.View) error {
		found, err := v.Search(w.Product, false, "client")
		if len(found.IDs) != 5000 || !found.Capped || found.IDs[0] != 5200 {
			t.Errorf("%d found, capped %v", len(found.IDs), found.Capped)
		}
		few, again := v.Search(w.Product, false, "popescu ion")
		if len(few.IDs) == 0 || few.Capped {
			t.Errorf("%d found, capped %v", len(few.IDs), few.Capped)
		}
		return cmpErr(err, again)
	})
}

func cmpErr(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// The whole search against one that looks at every card, on random words.
func TestTheSearchFindsWhatANaiveOneFinds(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	word := rapid.SampledFrom([]string{"Ștefan", "stefania", "ŐRI", "őr", "Țuică", "tuica-bar", "Ion", "ioniță", "a", "ab", "O'Neill", "株式", "株", "x_y", "12", "ßen", "İzmir", "2026.11.05"})
	text := rapid.Custom(func(r *rapid.T) string {
		return strings.Join(rapid.SliceOfN(word, 1, 3).Draw(r, "words"), rapid.SampledFrom([]string{" ", ", ", "-", "/"}).Draw(r, "between"))
	})
	var ids []crm.CardID
	rapid.Check(t, func(r *rapid.T) {
		name, city := text.Draw(r, "name"), text.Draw(r, "city")
		if len(ids) > 20 && rapid.Bool().Draw(r, "change one") {
			id := rapid.SampledFrom(ids).Draw(r, "which")
			w.Save(id, func(d *engine.Draft) { d.Name = name })
		} else {
			id := w.Card("X", testkit.NewLead, func(c *testkit.NewCard) {
				c.Contact, c.Draft.Name, c.Draft.Fields = nil, name, crm.Values{w.Field("City").ID: city}
			})
			ids = append(ids, id)
		}
		if rapid.IntRange(0, 5).Draw(r, "index") == 0 {
			index(w)
		}
		search := rapid.OneOf(text, rapid.StringN(0, 4, -1)).Draw(r, "search")
		want := []crm.CardID{}
		for _, id := range ids {
			c := w.CardNow(id)
			if naive(search, c.Name+" "+fmt.Sprint(c.Fields[w.Field("City").ID])) {
				want = append(want, id)
			}
		}
		got := []crm.CardID{}
		for _, l := range cards(t, w, store.ListQuery{Product: w.Product, Search: search, Limit: 10_000}) {
			got = append(got, l.ID)
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			r.Fatalf("%q finds %v, want %v", search, got, want)
		}
	})
}

// naive is the search as RULES would have a person do it.
func naive(search, text string) bool {
	if strings.TrimSpace(search) == "" {
		return true
	}
	list, asked := split(text), split(search)
	has := func(prefix string) bool {
		return slices.ContainsFunc(list, func(w string) bool { return strings.HasPrefix(w, prefix) })
	}
	for i := 0; i < len(asked); i++ {
		run, each := "", true
		from := i
		for i < len(asked) && strings.Trim(asked[i], "0123456789") == "" {
			run, each = run+asked[i], each && has(asked[i])
			i++
		}
		if i == from {
			if !has(asked[i]) {
				return false
			}
			continue
		}
		abroad := len(run) > 3 && strings.HasPrefix(run, "00") && has(run[2:])
		if !each && !has(run) && !abroad {
			return false
		}
		i--
	}
	return len(asked) > 0
}

func split(text string) []string {
	return strings.FieldsFunc(fold.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

func TestTheIndexIsEmptiedOfWhatIsGone(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	w.Card("Ion", testkit.NewLead)
	index(w)
	left, err := w.Engine.Index(context.Background())
	w.OK(err)
	w.Read(func(v *store.View) error {
		pending, err := v.SearchPending()
		if left || pending {
			t.Error("something is still to be read")
		}
		return err
	})
}

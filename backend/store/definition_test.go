package store_test

import (
	"errors"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// A catalogue is read once, and never remembered from a transaction that was
// undone: neither its names nor the number of their state.
func TestWhatWasUndoneIsNotRemembered(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	city := w.Field("City")
	name := func(v *store.View) string {
		cat, err := v.Catalogue(w.Product)
		must(t, err)
		f, _ := cat.Field(city.ID)
		return f.Name
	}
	undone := errors.New("undone")
	save := func(as string, end error) {
		err := w.Store.Write(t.Context(), func(tx *store.Tx) error {
			before, err := tx.Definitions()
			if err != nil || before == 0 {
				t.Errorf("state %d %v before a change", before, err)
			}
			changed := city
			changed.Name = as
			if _, err := tx.SaveField(changed); err != nil {
				return err
			}
			if at, err := tx.Definitions(); err != nil || at != 0 {
				t.Errorf("state %d %v within the change", at, err)
			}
			if got := name(&tx.View); got != as {
				t.Errorf("within the change it is %s, not %s", got, as)
			}
			return end
		})
		if !errors.Is(err, end) {
			t.Errorf("%s: %v", as, err)
		}
	}
	read := func() (got string) {
		w.Read(func(v *store.View) error { got = name(v); return nil })
		return got
	}
	for _, c := range []struct {
		as   string
		end  error
		want string
	}{{"Town", undone, "City"}, {"Village", nil, "Village"}, {"Hamlet", undone, "Village"}, {"Place", nil, "Place"}} {
		save(c.as, c.end)
		if got := read(); got != c.want {
			t.Errorf("after %s it is %s, want %s", c.as, got, c.want)
		}
	}
}

// What one reader does to its catalogue no other sees.
func TestACatalogueIsItsReadersOwn(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	for range 2 {
		cat := w.Catalogue()
		source := w.Field("Source")
		if cat.Fields[0].Name != "City" || cat.Statuses[0].Name == "" || source.Choices[0].Name == "" {
			t.Fatal("somebody changed it")
		}
		cat.Fields[0].Name, cat.Statuses[0].Name = "mine", ""
		for i := range cat.Fields {
			for c := range cat.Fields[i].Choices {
				cat.Fields[i].Choices[c] = crm.Choice{}
			}
		}
	}
}

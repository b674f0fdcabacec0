package api

import (
	"fmt"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// leadOf reads texts into a lead of the World's product.
func leadOf(t *testing.T, w *testkit.World, given map[string]string) (l crm.Lead, bad crm.Problems) {
	t.Helper()
	l = crm.Lead{Product: w.Product}
	w.Read(func(v *store.View) error {
		cat, err := v.Catalogue(w.Product)
		if err != nil {
			return err
		}
		return readLead(v, &bad, cat, &l, given)
	})
	return l, bad
}

func TestWhatALeadSaysIsReadAsPeopleWriteIt(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	l, bad := leadOf(t, w, map[string]string{
		"contact.name": " Ștefan  Popa ", "contact.email": "Stefan@Exemplu.RO ", "contact.phone": "0722 123 456", "contact.website": "exemplu.ro",
		"contact.address": "Str. Lungă 5\r\nBrașov", "card.note": "one\r\ntwo", "contact.company": "",
	})
	if bad.Err() != nil {
		t.Fatal(bad.Err())
	}
	if l.Person.Name != "Ștefan  Popa" || l.Person.Website != "https://exemplu.ro" || l.Person.Postal != "Str. Lungă 5\nBrașov" || l.Note != "one\ntwo" {
		t.Errorf("it reads %+v, %q", l.Person, l.Note)
	}
	if len(l.Addresses) != 2 || l.Addresses[0].Value != "stefan@exemplu.ro" || l.Addresses[1].Value != "+40722123456" || !l.Addresses[1].SMS {
		t.Errorf("the addresses are %+v", l.Addresses)
	}
}

func TestEveryTextThatCantBeReadIsNamed(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	_, bad := leadOf(t, w, map[string]string{
		"contact.email": "nobody", "contact.phone": "12", "contact.name": "a\x00b", "contact.first_name": "\xff\xfe", "card.owner": "1", "nothing": "x", "card.tags": "No such",
	})
	got := map[string]bool{}
	for _, p := range bad {
		got[p.Path] = true
	}
	for _, path := range []string{"contact.email", "contact.phone", "contact.name", "contact.first_name", "card.owner", "nothing", "card.tags"} {
		if !got[path] {
			t.Errorf("nothing is said of %s", path)
		}
	}
}

func TestFieldsOfALeadAreReadByTheirType(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	fields := map[crm.FieldType]crm.Field{}
	for _, f := range w.Catalogue().Fields {
		fields[f.Type] = f
	}
	for _, c := range []struct {
		of   crm.FieldType
		text string
		want string
	}{
		{crm.FieldNumber, "12.5", "12.5"}, {crm.FieldNumber, "1250", "1250"}, {crm.FieldNumber, "12,5", "12.5"},
		{crm.FieldDate, "2027-03-15", "2027-03-15"}, {crm.FieldDate, "15.03.2027", "2027-03-15"},
		{crm.FieldYesNo, "yes", "true"}, {crm.FieldYesNo, "da", "true"}, {crm.FieldYesNo, "nem", "false"},
	} {
		f, ok := fields[c.of]
		if !ok {
			t.Fatalf("the World has no field of type %s", c.of)
		}
		l, bad := leadOf(t, w, map[string]string{"card." + f.Slug: c.text})
		if got := fmt.Sprint(l.Fields[f.ID]); bad.Err() != nil || got != c.want {
			t.Errorf("%s %q is read as %s, %v", c.of, c.text, got, bad.Err())
		}
	}
	choice := fields[crm.FieldChoice]
	l, bad := leadOf(t, w, map[string]string{"card." + choice.Slug: " " + choice.Choices[0].Name + " "})
	if l.Fields[choice.ID] != choice.Choices[0].ID || bad.Err() != nil {
		t.Errorf("the choice is read as %v, %v", l.Fields[choice.ID], bad.Err())
	}
	if _, bad = leadOf(t, w, map[string]string{"card." + choice.Slug: "none of them"}); bad.Err() == nil {
		t.Error("a choice that there isn't is taken")
	}
}

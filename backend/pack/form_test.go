package pack_test

import (
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/pack"
)

func TestWhatIsWrongWithAFormIsSaidWithItsLine(t *testing.T) {
	t.Parallel()
	const file = `stepwise: 1
forms:
  - name: Contact
    owner: ana@firma.example
    fields:
      - {fills: contact.email, field: City}
      - {label: Nothing}
      - {fills: contact.shoe_size}
      - {field: City, required: yes}
    duplicates: never
    guard: {links: many}
  - {name: Contact, fields: none}
  - name: Nobody
`
	_, bad := pack.Read([]byte(file))
	got := strings.Join(said(bad), "\n")
	const want = `4 packs.unknown_key
6 packs.fills_or_field
7 packs.fills_or_field
8 packs.bad_word
9 packs.want_yes
10 packs.bad_word
11 packs.want_number
12 packs.want_list
12 packs.same_name
13 packs.missing_key`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAFormIsReadBackAsItWasWritten(t *testing.T) {
	t.Parallel()
	for _, f := range []pack.Form{
		{Name: "Bare", Duplicates: crm.DuplicatesUpdate, Guard: crm.FormGuard{Links: crm.DefaultLinks}},
		{
			Name: "no", Language: "hu", Title: "null", Intro: "Two\n\nlines", Button: "Küldés", Status: "New", Duplicates: crm.DuplicatesRefuse,
			Fields: []pack.FormField{
				{Fills: "contact.email", Label: "Your: email", Help: "One\ntwo", Required: true}, {Field: "Source", Hidden: true, Value: "0"},
			},
			Consent: crm.FormConsent{Ask: true, Wording: "yes", Confirm: true}, Thanks: crm.FormThanks{Text: "~", Address: "https://firma.example/#a"},
			Guard: crm.FormGuard{Work: true, PerAddress: 7, PerHour: 8, Links: -1},
		},
		{Name: "No links", Duplicates: crm.DuplicatesNew, Consent: crm.FormConsent{Wording: "a"}},
	} {
		written := (&pack.Pack{Forms: []pack.Form{f}}).Write()
		again, bad := pack.Read(written)
		if len(bad) > 0 {
			t.Errorf("%v\n%s", said(bad), written)
			continue
		}
		if second := again.Write(); string(second) != string(written) || again.Forms[0].Guard != f.Guard || again.Forms[0].Duplicates != f.Duplicates {
			t.Errorf("%+v became %+v\n%s\n%s", f, again.Forms[0], written, second)
		}
	}
}

func TestFormsOfOneNameAreToldApart(t *testing.T) {
	t.Parallel()
	forms := []crm.FormName{{ID: 1, Name: "Contact"}, {ID: 2, Name: "Contact"}, {ID: 3, Name: "Contact (2)"}, {ID: 4, Name: "Contact"}, {ID: 5, Name: "Fair"}}
	for i, want := range []string{"Contact", "Contact (3)", "Contact (2)", "Contact (4)", "Fair"} {
		if got := pack.FormName(forms, forms[i].ID); got != want {
			t.Errorf("%d is %q, want %q", i+1, got, want)
		}
	}
}

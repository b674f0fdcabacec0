package api_test

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/pack"
	"stepwise/backend/testkit"
)

// questions is a form that uses everything a form has.
func (d *desk) questions(t *testing.T, tag string) crm.FormID {
	t.Helper()
	f := contactForm(d, func(f *crm.Form) {
		f.Name, f.Language, f.Title, f.Intro, f.Button = "off", "ro", "Scrieți-ne", "Două\nrânduri", "Trimite"
		f.Owning, f.Owners, f.Status, f.Duplicates = crm.OwningFixed, []crm.UserID{d.Admin}, d.Status(testkit.Contacted), crm.DuplicatesNew
		f.Consent = crm.FormConsent{Ask: true, Wording: "Da: aveți voie", Confirm: true}
		f.Thanks = crm.FormThanks{Text: "Vă mulțumim", Address: "https://firma.example/multumim"}
		f.Guard = crm.FormGuard{Work: true, PerAddress: 5, PerHour: 50, Links: -1}
		f.Fields = []crm.FormField{
			{Source: "contact.first_name"}, {Source: "contact.last_name"}, {Source: "contact.name", Required: true}, {Source: "contact.email", Required: true},
			{Source: "contact.phone", Label: "Telefon"}, {Source: "contact.company"}, {Source: "contact.website"}, {Source: "contact.address"},
			{Source: "card.name"}, {Source: "card.note", Help: "Cât de mult\ndoriți"}, {Source: "card.tags", Hidden: true, Value: tag},
			{Source: "card.city", Label: "Oraș"}, {Source: "card.source", Hidden: true, Value: "Fair"}, {Source: "card.vip", Hidden: true, Value: "no"},
		}
	})
	return ask(d.api.SaveForm(f)).ok(t).Row.Form.ID
}

const fairForm = `stepwise: 1
fields:
  - {name: City, variable: town, type: text}
forms:
  - name: Cerere de ofertă
    fields:
      - {fills: contact.email, required: true}
      - {field: City, hidden: true, value: Brașov}
filters:
  - name: From the fair
    all:
      - {subject: created, op: by_form, values: [Cerere de ofertă]}
automations:
  - {name: Fair, filter: From the fair}
`

func TestAFormComesInSwitchedOffAndReplacesNone(t *testing.T) {
	t.Parallel()
	d := atDesk(open(t))
	mine := ask(d.api.SaveForm(contactForm(d))).ok(t).Row.Form
	in := api.PackIn{Product: d.Product, Content: base64.StdEncoding.EncodeToString([]byte(fairForm))}
	asks := func(v api.PackView) string {
		q := d.Seq(v.Sequences[0].ID)
		return ask(d.api.GetFilter(api.FilterIn{ID: q.Filter})).ok(t).Filter.Tree.Conditions[0].Values[0]
	}
	looked := ask(d.api.ReadPack(in)).ok(t)
	same(t, "parts", states(looked), []string{
		"field/City there", "filter/From the fair new", "form/Cerere de ofertă differs as Cerere de ofertă (2)", "sequence/Fair new",
	})
	equal(t, "what is said of it", looked.Notes[0].Key, "packs.form_off")
	said(t, looked.Notes[0])
	for _, p := range looked.Parts {
		for _, why := range p.Why {
			said(t, why)
		}
	}
	made := ask(d.api.ImportPack(in)).ok(t)
	list := ask(d.api.ListForms(api.ListFormsIn{Product: d.Product})).ok(t).Rows
	equal(t, "forms", len(list), 2)
	at := slices.IndexFunc(list, func(r api.FormRow) bool { return r.Form.ID != mine.ID })
	got := list[at].Form
	if got.Active || got.Name != "Cerere de ofertă (2)" || got.Slug != "cerere-de-oferta-2" || got.Fields[1].Source != "card.city" {
		t.Errorf("%+v", got)
	}
	equal(t, "the form that is asked about", asks(made), got.ID.String())
	in.Mine = []string{"form/Cerere de ofertă", "filter/From the fair"}
	in.Content = base64.StdEncoding.EncodeToString([]byte(strings.ReplaceAll(fairForm, "From the fair", "From mine")))
	equal(t, "the form of one's own", asks(ask(d.api.ImportPack(in)).ok(t)), mine.ID.String())
}

func TestAFormThatCannotBeImportedSaysWhere(t *testing.T) {
	t.Parallel()
	d := atDesk(open(t))
	for change, want := range map[string]string{
		"field: City|field: Town":                   "forms[0].fields[1] packs.line",
		"fills: contact.email|fills: card.note":     "forms[0].fields packs.line",
		"value: Brașov|label: Hm":                   "forms[0].fields[1].value packs.line",
		"    fields:|    status: Gone\n    fields:": "forms[0].status packs.line",
	} {
		from, to, _ := strings.Cut(change, "|")
		in := api.PackIn{Product: d.Product, Content: base64.StdEncoding.EncodeToString([]byte(strings.Replace(fairForm, from, to, 1)))}
		ask(d.api.ImportPack(in)).invalid(t, want)
	}
}

// What a file may say that a question fills is what a form can ask.
func TestAQuestionOfAFileFillsWhatAFormCan(t *testing.T) {
	t.Parallel()
	d := open(t)
	for _, src := range ask(d.api.GetForm(api.GetFormIn{Product: d.Product})).ok(t).Sources {
		if src.Group == "field" {
			continue
		}
		p := &pack.Pack{Forms: []pack.Form{{Name: "A", Fields: []pack.FormField{{Fills: src.Source}}}}}
		if _, bad := pack.Read(p.Write()); len(bad) > 0 {
			t.Errorf("%s: %v", src.Source, bad)
		}
	}
}

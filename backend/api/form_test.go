package api_test

import (
	"slices"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// contactForm is a sound form, changed.
func contactForm(d *desk, change ...func(*crm.Form)) crm.Form {
	f := crm.Form{
		Product: d.Product, Name: "Cerere de ofertă", Owning: crm.OwningNone, Duplicates: crm.DuplicatesUpdate, Active: true,
		Fields: []crm.FormField{{Source: "contact.name", Required: true}, {Source: "contact.email", Required: true}, {Source: "card.city"}},
	}
	for _, c := range change {
		c(&f)
	}
	return f
}

func atDesk(d *desk) *desk {
	d.SetWorkspace(func(ws *crm.Workspace) { ws.Public = "https://firma.example" })
	return d
}

func TestAFormIsSavedCopiedAndDeleted(t *testing.T) {
	t.Parallel()
	d := atDesk(open(t))
	fresh := ask(d.api.GetForm(api.GetFormIn{Product: d.Product})).ok(t)
	if len(fresh.Row.Form.Fields) == 0 || !slices.ContainsFunc(fresh.Sources, func(s api.FormSource) bool { return s.Source == "card.valid_until" && s.Type == "date" }) {
		t.Errorf("a new form: %+v", fresh)
	}
	for _, s := range fresh.Sources {
		said(t, s.Label)
	}
	saved := ask(d.api.SaveForm(contactForm(d))).ok(t).Row
	if saved.Form.Slug != "cerere-de-oferta" || saved.Address != "https://firma.example/f/cerere-de-oferta" || saved.By != "Ana Pop" || saved.Form.Guard.PerHour != crm.DefaultPerHour {
		t.Errorf("%+v", saved)
	}
	again := saved.Form
	again.Name = "Contact"
	second := ask(d.api.SaveForm(again)).ok(t).Row.Form
	if second.Slug != saved.Form.Slug || second.Revision != 2 {
		t.Errorf("an address doesn't change by itself: %+v", second)
	}
	ask(d.api.SaveForm(again)).refused(t, "conflict error.changed_meanwhile")
	taken := contactForm(d, func(f *crm.Form) { f.Slug = saved.Form.Slug })
	ask(d.api.SaveForm(taken)).invalid(t, "slug error.name_taken")

	copied := ask(d.api.CopyForm(api.FormRef{ID: second.ID})).ok(t).Row.Form
	if copied.Name != "Contact (2)" || copied.Slug != "cerere-de-oferta-2" || copied.Active {
		t.Errorf("%+v", copied)
	}
	d.Filter(d.When("created", "by_form", second.ID.String()))
	means := ask(d.api.PreviewDeleteForm(api.FormRef{ID: second.ID})).ok(t)
	if len(means.UsedBy) != 1 || means.Name != "Contact" {
		t.Errorf("%+v", means)
	}
	ask(d.api.DeleteForm(api.FormRef{ID: second.ID})).refused(t, "conflict error.in_use")
	ask(d.api.DeleteForm(api.FormRef{ID: copied.ID})).ok(t)
	list := ask(d.api.ListForms(api.ListFormsIn{})).ok(t)
	if len(list.Rows) != 1 || len(list.Rows[0].UsedBy) != 1 || list.Public != "https://firma.example" {
		t.Errorf("%+v", list)
	}
	ask(d.api.GetForm(api.GetFormIn{ID: copied.ID})).refused(t, "not_found error.not_found.form")
}

func TestAFormThatCannotWorkIsNotSaved(t *testing.T) {
	t.Parallel()
	d := atDesk(open(t))
	gone := d.User("Dan Moraru")
	d.DeactivateUser(gone)
	for want, change := range map[string]func(*crm.Form){
		"name error.name_missing":                  func(f *crm.Form) { f.Name = " " },
		"slug form.error.slug":                     func(f *crm.Form) { f.Slug = "Cerere de ofertă" },
		"language form.error.language":             func(f *crm.Form) { f.Language = "de" },
		"title fold.too_long":                      func(f *crm.Form) { f.Title = strings.Repeat("a", 301) },
		"button fold.control":                      func(f *crm.Form) { f.Button = "a\x00" },
		"fields[3].source form.error.source":       func(f *crm.Form) { f.Fields = append(f.Fields, crm.FormField{Source: "card.nothing"}) },
		"fields[3].source form.error.twice":        func(f *crm.Form) { f.Fields = append(f.Fields, crm.FormField{Source: "card.city"}) },
		"fields[3].hidden form.error.only_hidden":  func(f *crm.Form) { f.Fields = append(f.Fields, crm.FormField{Source: "card.tags"}) },
		"fields[3].value form.error.value_missing": func(f *crm.Form) { f.Fields = append(f.Fields, crm.FormField{Source: "card.source", Hidden: true}) },
		"fields[3].value error.field.choice": func(f *crm.Form) {
			f.Fields = append(f.Fields, crm.FormField{Source: "card.source", Hidden: true, Value: "x"})
		},
		"fields form.error.nobody":                 func(f *crm.Form) { f.Fields = f.Fields[2:] },
		"fields form.error.many_fields":            func(f *crm.Form) { f.Fields = make([]crm.FormField, crm.MaxFormFields+1) },
		"consent.confirm form.error.confirm_email": func(f *crm.Form) { f.Consent.Confirm, f.Fields = true, f.Fields[:1] },
		"thanks.address form.error.address":        func(f *crm.Form) { f.Thanks.Address = "javascript:alert(1)" },
		"status form.error.status":                 func(f *crm.Form) { f.Status = 99 },
		"owning form.error.owning":                 func(f *crm.Form) { f.Owning, f.Owners = "x", []crm.UserID{d.Admin} },
		"owners form.error.owner_missing":          func(f *crm.Form) { f.Owning = crm.OwningTurn },
		"owners[0] form.error.owner":               func(f *crm.Form) { f.Owning, f.Owners = crm.OwningFixed, []crm.UserID{gone} },
		"duplicates form.error.duplicates":         func(f *crm.Form) { f.Duplicates = "" },
		"guard.perAddress form.error.limit":        func(f *crm.Form) { f.Guard.PerAddress = 1001 },
		"guard.perHour form.error.limit":           func(f *crm.Form) { f.Guard.PerHour = -1 },
		"guard.links form.error.limit":             func(f *crm.Form) { f.Guard.Links = 61 },
	} {
		ask(d.api.SaveForm(contactForm(d, change))).invalid(t, want)
	}
	member := d.as(d.User("Vlad Rus"))
	ask(member.SaveForm(contactForm(d))).refused(t, "forbidden error.admin_only")
}

func TestWhatAFormNamesStays(t *testing.T) {
	t.Parallel()
	d := atDesk(open(t))
	ask(d.api.SaveForm(contactForm(d, func(f *crm.Form) {
		f.Status = d.Status(testkit.Contacted)
		f.Fields = append(f.Fields, crm.FormField{Source: "card.source", Hidden: true, Value: "Website"})
	}))).ok(t)
	source := d.Field("Source")
	for what, in := range map[string]api.UsesIn{
		"status": {Product: d.Product, Status: d.Status(testkit.Contacted)},
		"field":  {Product: d.Product, Field: d.Field("City").ID},
		"choice": {Product: d.Product, Field: source.ID, Choice: source.Choices[0].ID},
	} {
		if uses := ask(d.api.FindUses(in)).ok(t).Uses; len(uses) != 1 || uses[0].Noun != "form" {
			t.Errorf("%s: %+v", what, uses)
		}
	}
	if uses := ask(d.api.FindUses(api.UsesIn{Product: d.Product, Field: source.ID, Choice: source.Choices[1].ID})).ok(t).Uses; len(uses) != 0 {
		t.Errorf("another choice: %+v", uses)
	}
}

func TestWhoLeavesGivesTheirPlaceInForms(t *testing.T) {
	t.Parallel()
	d := atDesk(open(t))
	dan, vlad := d.User("Dan Moraru"), d.User("Vlad Rus")
	turn := ask(d.api.SaveForm(contactForm(d, func(f *crm.Form) { f.Owning, f.Owners = crm.OwningTurn, []crm.UserID{dan, vlad} }))).ok(t).Row.Form
	alone := ask(d.api.SaveForm(contactForm(d, func(f *crm.Form) { f.Name, f.Owning, f.Owners = "B", crm.OwningFixed, []crm.UserID{dan} }))).ok(t).Row.Form
	d.ended(t, ask(d.api.HandOver(api.HandOverIn{User: dan, Cards: vlad, Deactivate: true})))
	for id, want := range map[crm.FormID]int{turn.ID: 1, alone.ID: 1} {
		if f := ask(d.api.GetForm(api.GetFormIn{ID: id})).ok(t).Row.Form; len(f.Owners) != want || f.Owners[0] != vlad {
			t.Errorf("%+v", f.Owners)
		}
	}
}

func TestAWebsiteTakesAFormAsAFrameOrAsHTML(t *testing.T) {
	t.Parallel()
	d := open(t)
	f := ask(d.api.SaveForm(contactForm(d, func(f *crm.Form) {
		f.Fields[0].Label = `Your "name" & <title>`
		f.Consent.Ask, f.Guard.Work = true, true
	}))).ok(t).Row.Form
	if out := ask(d.api.FormSnippet(api.FormSnippetIn{ID: f.ID})).ok(t); out.Address != "" || out.Plain != "" || out.Notes[0].Key != "form.error.no_public" {
		t.Errorf("without a public address: %+v", out)
	}
	atDesk(d)
	out := ask(d.api.FormSnippet(api.FormSnippetIn{ID: f.ID, Language: "hu"})).ok(t)
	for _, n := range out.Notes {
		said(t, n)
	}
	for what, has := range map[string]bool{
		"its address":     strings.Contains(out.Plain, `<form action="https://firma.example/f/cerere-de-oferta" method="post"`),
		"a safe label":    strings.Contains(out.Plain, `Your &#34;name&#34; &amp; &lt;title&gt;`),
		"an email":        strings.Contains(out.Plain, `name="contact.email" type="email" autocomplete="email"`),
		"its language":    strings.Contains(out.Plain, `name="language" value="hu"`) && strings.Contains(out.Plain, "Küldés"),
		"a frame":         strings.Contains(out.Frame, `src="https://firma.example/f/cerere-de-oferta/frame"`),
		"nothing foreign": !strings.Contains(out.Frame+out.Plain, "<script src") && !strings.Contains(out.Plain, "<script"),
		"both notes":      len(out.Notes) == 2,
	} {
		if !has {
			t.Errorf("%s: %s %s", what, out.Frame, out.Plain)
		}
	}
	ask(d.api.PreviewForm(api.PreviewFormIn{Form: f})).refused(t, "unavailable form.error.no_preview")
}

func TestNobodyAcceptsNothing(t *testing.T) {
	t.Parallel()
	d := atDesk(open(t))
	f := ask(d.api.SaveForm(contactForm(d))).ok(t).Row.Form
	ask(d.api.AcceptSubmissions(api.SubmissionRefs{})).invalid(t, "ids form.error.how_many")
	ask(d.api.DiscardSubmissions(api.SubmissionRefs{IDs: make([]crm.SubmissionID, 201)})).invalid(t, "ids form.error.how_many")
	ask(d.api.AcceptSubmissions(api.SubmissionRefs{IDs: []crm.SubmissionID{9}})).refused(t, "not_found error.not_found.submission")
	if out := ask(d.api.ListSubmissions(api.ListSubmissionsIn{Form: f.ID, Limit: 1000})).ok(t); len(out.Rows) != 0 || out.Total != 0 {
		t.Errorf("%+v", out)
	}
	out := ask(d.api.FormStatistics(api.FormStatisticsIn{ID: f.ID})).ok(t)
	if len(out.Days) != 30 || out.Days[29].Day != "2026-11-23" || out.Total != (crm.FormCounts{}) {
		t.Errorf("%+v", out)
	}
	for _, n := range out.Notes {
		said(t, n)
	}
}

// What was sent in goes with whoever sent it, also where nothing was made of it.
func TestAnErasedPersonLeavesNothingInForms(t *testing.T) {
	t.Parallel()
	d := atDesk(open(t))
	f := ask(d.api.SaveForm(contactForm(d))).ok(t).Row.Form
	post := func(name, email, trap string) {
		answer := ask(d.svc.SubmitForm(t.Context(), api.FormPost{FormVisit: api.FormVisit{Slug: f.Slug}, Sender: "192.0.2.1", Values: map[string][]string{
			"contact.name": {name}, "contact.email": {email}, "card.city": {name + " was here" + trap}, api.FormTrap: {trap},
		}})).ok(t)
		if !answer.Done {
			t.Fatalf("%+v", answer)
		}
	}
	post("Ion Popescu", "ion@client.example", "")
	post("Ion Popescu", "ion@client.example", "x")
	post("Maria Dobre", "maria@client.example", "x")
	contact := d.CardNow(1).Contact
	if _, err := d.api.ExportPerson(api.ContactKey{ID: contact}); err != nil {
		t.Error(err)
	}
	d.OK(d.Store.Read(t.Context(), func(v *store.View) error {
		list, err := v.SubmissionsOf(contact, nil, []string{"ion@client.example"})
		if len(list) != 2 {
			t.Errorf("an export should have both: %+v", list)
		}
		return err
	}))
	_, err := d.Engine.Erase(t.Context(), contact, crm.Cause{Kind: crm.CauseUser, User: d.Admin})
	d.OK(err)
	left := ask(d.api.ListSubmissions(api.ListSubmissionsIn{})).ok(t)
	if len(left.Rows) != 1 || left.Rows[0].Title != "Maria Dobre" {
		t.Errorf("%+v", left.Rows)
	}
}

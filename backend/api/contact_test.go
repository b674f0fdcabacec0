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

// person is a new person as somebody types it.
func person(first, last string, addresses ...api.AddressIn) api.SaveContactIn {
	return api.SaveContactIn{Kind: crm.ContactPerson, FirstName: first, LastName: last, Addresses: addresses}
}

func email(typed string) api.AddressIn { return api.AddressIn{Channel: crm.ChannelEmail, Typed: typed} }
func phoneOf(typed string) api.AddressIn {
	return api.AddressIn{Channel: crm.ChannelSMS, Typed: typed}
}

// again is a contact as the form gives it back.
func again(c crm.Contact) api.SaveContactIn {
	in := api.SaveContactIn{
		ID: c.ID, Revision: c.Revision, Kind: c.Kind, Company: c.Company, FirstName: c.FirstName, LastName: c.LastName, Name: c.Name,
		Website: c.Website, Postal: c.Postal, Note: c.Note, Tags: c.Tags,
	}
	for _, a := range c.Addresses {
		in.Addresses = append(in.Addresses, api.AddressIn{ID: a.ID, Channel: a.Channel, Typed: a.Typed, Label: a.Label, Default: a.Default})
	}
	return in
}

func shown(list []crm.Address) []string {
	out := []string{}
	for _, a := range list {
		text := a.Typed + " " + string(a.Label) + " " + string(a.Consent)
		if a.Default {
			text += " default"
		}
		out = append(out, text)
	}
	return out
}

func TestAContactIsSavedWithSeveralAddresses(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := person("Ana", "Pop", email("Ana@Exemplu.ro"), email("ana.pop@firma.example"), phoneOf("0721 234 567"))
	in.Addresses[1].Label, in.Addresses[1].Default = crm.LabelWork, true
	in.CompanyName, in.Website, in.Postal, in.Note = "Firma SRL", "firma.example", "Str. Lungă 5\n500001 Brașov", "Sună după 10."
	saved := ask(d.api.SaveContact(in)).ok(t)
	c := saved.Contact.Contact
	same(t, "addresses", shown(c.Addresses), []string{"ana.pop@firma.example work active default", "Ana@exemplu.ro  active", "0721 234 567  active default"})
	equal(t, "the phone", c.Addresses[2].Value, "+40721234567")
	equal(t, "company", saved.Contact.Company.Name, "Firma SRL")
	equal(t, "website", c.Website, "https://firma.example")
	equal(t, "postal", c.Postal, "Str. Lungă 5\n500001 Brașov")
	equal(t, "who typed", saved.Contact.Consents[0].Who, "Ana Pop")

	change := again(c)
	change.Addresses[1].Default, change.Addresses[1].Label = true, crm.LabelHome
	change.Addresses[0].Default = false
	changed := ask(d.api.SaveContact(change)).ok(t).Contact.Contact
	same(t, "the default passed on", shown(changed.Addresses), []string{"Ana@exemplu.ro home active default", "ana.pop@firma.example work active", "0721 234 567  active default"})
	equal(t, "the id stays", changed.Addresses[1].ID, c.Addresses[0].ID)
	ask(d.api.SaveContact(change)).refused(t, "conflict contacts.changed")

	change = again(changed)
	change.Addresses = change.Addresses[:1]
	undo := ask(d.api.SaveContact(change)).ok(t)
	equal(t, "one left", len(undo.Contact.Contact.Addresses), 1)
	ask(d.api.Undo(api.UndoIn{Batch: undo.Undo})).ok(t)
	back := ask(d.api.GetContact(api.ContactKey{ID: c.ID})).ok(t)
	same(t, "undone", shown(back.Contact.Addresses), shown(changed.Addresses))
}

func TestEverythingWrongWithAContactIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	ask(d.api.SaveContact(api.SaveContactIn{Kind: "robot", Website: "no address", Company: 77, Tags: crm.Tags(9), Addresses: []api.AddressIn{
		email("@"), phoneOf("O721"), {Channel: "fax", Typed: "x"}, {Channel: crm.ChannelEmail, Typed: "a@b.example", Label: "boat"}, email("A@B.example"),
	}})).invalid(t, "website contacts.bad_website", "addresses[0] mailaddr.no_local", "addresses[1] phone.letters", "addresses[2] contacts.bad_channel",
		"addresses[3] contacts.bad_label", "addresses[4] contacts.address_twice", "kind contacts.bad_kind", "name error.name_missing",
		"company contacts.bad_company", "tags error.not_found.tag")
	ask(d.api.SaveContact(api.SaveContactIn{Kind: crm.ContactPerson})).invalid(t, "firstName error.name_missing")
	equal(t, "named by an address", ask(d.api.SaveContact(person("", "", email("x@client.example")))).ok(t).Contact.Contact.Name, "x@client.example")
	ask(d.api.GetContact(api.ContactKey{ID: 999})).refused(t, "not_found error.not_found.contact")
}

func TestTheCardFormKeepsWhatItDoesNotKnowOfItsContact(t *testing.T) {
	t.Parallel()
	d := open(t)
	card := ask(d.api.SaveCard(d.typed([]string{"ion@exemplu.ro", "ion2@exemplu.ro"}, nil))).ok(t).Card
	tag := ask(d.api.SaveTag(api.SaveTagIn{Name: "VIP"})).ok(t)
	in := again(*card.Contact)
	in.Note, in.Tags, in.Addresses[1].Label = "Old client", crm.Tags(tag.ID), crm.LabelWork
	view := ask(d.api.SaveContact(in)).ok(t).Contact
	ask(d.api.SetConsent(api.SetConsentIn{Address: view.Contact.Addresses[1].ID, Consent: crm.ConsentUnsubscribed})).ok(t)
	form := d.typed([]string{"ion@exemplu.ro", "ion2@exemplu.ro", "ion3@exemplu.ro"}, nil)
	form.ID, form.Revision = card.Card.ID, ask(d.api.GetCard(api.CardIn{ID: card.Card.ID})).ok(t).Card.Revision
	ask(d.api.SaveCard(form)).ok(t)
	got := ask(d.api.GetContact(api.ContactKey{ID: card.Contact.ID})).ok(t).Contact
	same(t, "addresses", shown(got.Addresses), []string{"ion@exemplu.ro  active default", "ion2@exemplu.ro work unsubscribed", "ion3@exemplu.ro  active"})
	equal(t, "note", got.Note, "Old client")
	equal(t, "tags", got.Tags, crm.Tags(tag.ID))
}

func names(rows []api.ContactRow) string {
	list := []string{}
	for _, r := range rows {
		list = append(list, r.Name)
	}
	return strings.Join(list, ", ")
}

func TestTheListFindsContactsByTheBeginningsOfTheirWords(t *testing.T) {
	t.Parallel()
	d := open(t)
	tag := ask(d.api.SaveTag(api.SaveTagIn{Name: "VIP"})).ok(t)
	in := person("Ștefan", "Țăran", email("s.taran@client.example"), phoneOf("0721 234 567"))
	in.CompanyName, in.Tags = "Brutăria Lux", crm.Tags(tag.ID)
	ask(d.api.SaveContact(in)).ok(t)
	ask(d.api.SaveContact(person("Örs", "Nagy", email("ors@client.example")))).ok(t)
	ask(d.api.SaveContact(person("Ana", "Ștefănescu"))).ok(t)
	for _, tc := range []struct {
		what string
		in   api.ListContactsIn
		want string
	}{
		{"all, by name", api.ListContactsIn{}, "Ana Ștefănescu, Brutăria Lux, Örs Nagy, Ștefan Țăran"},
		{"backwards", api.ListContactsIn{Desc: true}, "Ștefan Țăran, Örs Nagy, Brutăria Lux, Ana Ștefănescu"},
		{"the newest first", api.ListContactsIn{Sort: "created", Desc: true}, "Ana Ștefănescu, Örs Nagy, Ștefan Țăran, Brutăria Lux"},
		{"last changed first", api.ListContactsIn{Sort: "modified", Desc: true}, "Ana Ștefănescu, Örs Nagy, Ștefan Țăran, Brutăria Lux"},
		{"companies", api.ListContactsIn{Kind: crm.ContactCompany}, "Brutăria Lux"},
		{"without diacritics", api.ListContactsIn{Search: "STEFAN"}, "Ana Ștefănescu, Ștefan Țăran"},
		{"two words in any order", api.ListContactsIn{Search: "taran stef"}, "Ștefan Țăran"},
		{"its company", api.ListContactsIn{Search: "brutaria"}, "Brutăria Lux, Ștefan Țăran"},
		{"an email", api.ListContactsIn{Search: "ors@client"}, "Örs Nagy"},
		{"a phone as it is dialled", api.ListContactsIn{Search: "0721 23"}, "Ștefan Țăran"},
		{"a phone with its country", api.ListContactsIn{Search: "+40 721 234"}, "Ștefan Țăran"},
		{"one letter", api.ListContactsIn{Search: "ö"}, "Örs Nagy"},
		{"a tag", api.ListContactsIn{Tags: crm.Tags(tag.ID)}, "Ștefan Țăran"},
		{"a tag and a word", api.ListContactsIn{Tags: crm.Tags(tag.ID), Search: "ana"}, ""},
		{"signs", api.ListContactsIn{Search: `"*' OR 1`}, ""},
		{"signs alone", api.ListContactsIn{Search: `"*`}, ""},
	} {
		out := ask(d.api.ListContacts(tc.in)).ok(t)
		equal(t, tc.what, names(out.Rows), tc.want)
		equal(t, tc.what+", counted", ask(d.api.CountContacts(tc.in)).ok(t).Count, len(out.Rows))
	}
	first := ask(d.api.ListContacts(api.ListContactsIn{Limit: 3})).ok(t)
	rest := ask(d.api.ListContacts(api.ListContactsIn{Limit: 3, After: first.Next})).ok(t)
	equal(t, "the next page", names(rest.Rows), "Ștefan Țăran")
	equal(t, "its end", rest.Next, "")
	ask(d.api.ListContacts(api.ListContactsIn{After: "x"})).refused(t, "invalid error.bad_cursor")
	company := ask(d.api.ListContacts(api.ListContactsIn{Kind: crm.ContactCompany})).ok(t).Rows[0]
	equal(t, "its persons", company.Persons, 1)
	view := ask(d.api.GetContact(api.ContactKey{ID: company.ID})).ok(t)
	equal(t, "they are named", names(view.Persons), "Ștefan Țăran")
	rename := again(view.Contact)
	rename.Name = "Moara Nouă"
	ask(d.api.SaveContact(rename)).ok(t)
	equal(t, "found by the new name of the company", names(ask(d.api.ListContacts(api.ListContactsIn{Search: "moara"})).ok(t).Rows), "Moara Nouă, Ștefan Țăran")
}

func TestWhoSaidNoIsSuppressedUntilTheyAgreeAgain(t *testing.T) {
	t.Parallel()
	d := open(t)
	one := ask(d.api.SaveContact(person("Ion", "Popa", email("ion@client.example")))).ok(t).Contact.Contact
	other := ask(d.api.SaveContact(person("Ion", "P.", email("ion@client.example")))).ok(t).Contact.Contact
	no := api.SetConsentIn{Address: one.Addresses[0].ID, Consent: crm.ConsentUnsubscribed, Note: "By phone, on Monday"}
	view := ask(d.api.SetConsent(no)).ok(t)
	equal(t, "consent", view.Contact.Addresses[0].Consent, crm.ConsentUnsubscribed)
	equal(t, "suppressed", view.Suppressed[0].Reason, "unsubscribed")
	equal(t, "how", view.Consents[0].Change.Note, "By phone, on Monday")
	equal(t, "who", view.Consents[0].Who, "Ana Pop")
	equal(t, "the same address elsewhere", ask(d.api.GetContact(api.ContactKey{ID: other.ID})).ok(t).Contact.Addresses[0].Consent, crm.ConsentUnsubscribed)

	yes := api.SetConsentIn{Address: other.Addresses[0].ID, Consent: crm.ConsentActive}
	ask(d.api.SetConsent(yes)).invalid(t, "note contacts.lift_note")
	yes.Note = "Asked for it again by email"
	view = ask(d.api.SetConsent(yes)).ok(t)
	equal(t, "consent again", view.Contact.Addresses[0].Consent, crm.ConsentActive)
	equal(t, "off the list", len(view.Suppressed), 0)
	equal(t, "a bounce", ask(d.api.SetConsent(api.SetConsentIn{Address: one.Addresses[0].ID, Consent: crm.ConsentBounced})).ok(t).Contact.Addresses[0].Consent, crm.ConsentBounced)
	ask(d.api.SetConsent(api.SetConsentIn{Address: one.Addresses[0].ID, Consent: "maybe"})).invalid(t, "consent contacts.bad_consent")
	ask(d.api.SetConsent(api.SetConsentIn{Address: 999, Consent: crm.ConsentActive})).refused(t, "not_found error.not_found.address")
	lines := ask(d.api.GetContact(api.ContactKey{ID: one.ID})).ok(t).Consents
	equal(t, "lines of history, also of the other contact", len(lines), 8)
}

func TestAContactThatCardsNeedIsNotDeleted(t *testing.T) {
	t.Parallel()
	d := open(t)
	card := ask(d.api.SaveCard(d.typed([]string{"ion@exemplu.ro"}, nil))).ok(t).Card
	ask(d.api.DeleteContact(api.ContactKey{ID: card.Contact.ID})).refused(t, "conflict contacts.delete_cards")
	in := person("Ana", "Pop", email("ana@client.example"))
	in.CompanyName = "Firma"
	ana := ask(d.api.SaveContact(in)).ok(t).Contact.Contact
	gone := ask(d.api.DeleteContact(api.ContactKey{ID: ana.Company})).ok(t)
	equal(t, "her company", ask(d.api.GetContact(api.ContactKey{ID: ana.ID})).ok(t).Contact.Company, crm.ContactID(0))
	ask(d.api.Undo(api.UndoIn{Batch: gone.Undo})).ok(t)
	equal(t, "her company again", ask(d.api.GetContact(api.ContactKey{ID: ana.ID})).ok(t).Contact.Company, ana.Company)
	gone = ask(d.api.DeleteContact(api.ContactKey{ID: ana.ID})).ok(t)
	equal(t, "found no more", len(ask(d.api.ListContacts(api.ListContactsIn{Search: "ana pop"})).ok(t).Rows), 0)
	ask(d.api.Undo(api.UndoIn{Batch: gone.Undo})).ok(t)
	equal(t, "found again", names(ask(d.api.ListContacts(api.ListContactsIn{Search: "ana pop"})).ok(t).Rows), "Ana Pop")
}

func TestADuplicateIsFoundAndRemembered(t *testing.T) {
	t.Parallel()
	d := open(t)
	make := func(first, last string, addresses ...api.AddressIn) crm.ContactID {
		return ask(d.api.SaveContact(person(first, last, addresses...))).ok(t).Contact.Contact.ID
	}
	a := make("Ion", "Popescu", email("ion@client.example"), phoneOf("0721000111"))
	b := make("I.", "Popescu", email("ION@client.example"))
	c := make("Popescu", "Ion")
	x := make("Gheorghe", "Constantinescu")
	y := make("Gheorge", "Constantinescu")
	make("Maria", "Vasilescu", phoneOf("0721000112"))
	look := func() [][]crm.ContactID {
		job := ask(d.api.StartDuplicates()).ok(t)
		job = ask(d.svc.Wait(t.Context(), job.ID)).ok(t)
		equal(t, "the job", job.State, "done")
		said(t, job.Result)
		out := [][]crm.ContactID{}
		list := ask(d.api.ListDuplicates(api.ListDuplicatesIn{})).ok(t)
		equal(t, "looked", list.Found, d.Now())
		equal(t, "total", list.Total, len(list.Groups))
		for _, g := range list.Groups {
			var ids []crm.ContactID
			for _, r := range g.Contacts {
				ids = append(ids, r.ID)
			}
			slices.Sort(ids)
			out = append(out, ids)
		}
		return out
	}
	equal(t, "never looked", ask(d.api.ListDuplicates(api.ListDuplicatesIn{})).ok(t).Found, crm.Instant(0))
	groups := look()
	equal(t, "groups", len(groups), 2)
	same(t, "email and name", groups[0], []crm.ContactID{a, b, c})
	same(t, "a letter", groups[1], []crm.ContactID{x, y})
	equal(t, "said at the contact", ask(d.api.GetContact(api.ContactKey{ID: a})).ok(t).Duplicates, 2)
	ask(d.api.NotDuplicates(api.ContactKeys{IDs: groups[1]})).ok(t)
	equal(t, "off the list", ask(d.api.ListDuplicates(api.ListDuplicatesIn{})).ok(t).Total, 1)
	equal(t, "and not proposed again", len(look()), 1)
	ask(d.api.NotDuplicates(api.ContactKeys{IDs: []crm.ContactID{a}})).refused(t, "invalid contacts.merge_which")
}

func TestMergingMovesEverythingAndUndoBringsItBack(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.TestMode)
	tmpl := d.Template(crm.TemplateEmail, "Hello", "Hello {{contact.first_name}}")
	q := d.Sequence(d.offers(), testkit.EmailStep("0d", tmpl), testkit.TaskStep("3d", d.Template(crm.TemplateTask, "Call", "")))
	d.Activate(q, "new")
	first := d.Card("Ion Popescu", testkit.OfferSent)
	second := d.Card("Popescu Ion", testkit.OfferSent)
	d.Tick()
	keep, other := d.contactOf(first), d.contactOf(second)
	d.SetConsent(crm.ChannelEmail, keep.Addresses[0].Value, crm.ConsentUnconfirmed)
	in := again(*d.contactOf(second))
	in.Note, in.Website = "From the fair", "ion.example"
	in.Addresses = append(in.Addresses, email(keep.Addresses[0].Typed))
	ask(d.api.SaveContact(in)).ok(t)
	d.SetConsent(crm.ChannelEmail, other.Addresses[0].Value, crm.ConsentUnsubscribed)
	before := ask(d.api.GetContact(api.ContactKey{ID: other.ID})).ok(t)

	merge := api.MergeIn{Keep: keep.ID, Others: []crm.ContactID{other.ID}, Name: other.ID, Email: other.Addresses[0].Value}
	plan := ask(d.api.PreviewMerge(merge)).ok(t)
	equal(t, "cards that move", plan.Cards, 1)
	equal(t, "messages that move", plan.Messages, 1)
	equal(t, "the name", plan.Result.Name, "Popescu Ion")
	what := []string{}
	for _, c := range plan.Conflicts {
		what = append(what, c.What)
	}
	same(t, "differ", what, []string{"name", "email", "phone"})
	equal(t, "nothing is done", ask(d.api.GetContact(api.ContactKey{ID: other.ID})).ok(t).CardsAll, 1)

	done := ask(d.api.MergeContacts(merge)).ok(t)
	got := ask(d.api.GetContact(api.ContactKey{ID: keep.ID})).ok(t)
	same(t, "addresses", shown(got.Contact.Addresses), []string{
		other.Addresses[0].Typed + "  unsubscribed default", keep.Addresses[0].Typed + "  unconfirmed", keep.Addresses[1].Typed + "  active default", other.Addresses[1].Typed + "  active",
	})
	equal(t, "name", got.Contact.Name, "Popescu Ion")
	equal(t, "note", got.Contact.Note, "From the fair")
	equal(t, "cards", got.CardsAll, 2)
	equal(t, "messages", len(got.Messages), 2)
	ask(d.api.GetContact(api.ContactKey{ID: other.ID})).refused(t, "not_found error.not_found.contact")
	equal(t, "the enrolment goes on", d.Enrolment(q, second).State, crm.EnrolmentWaiting)

	ask(d.api.Undo(api.UndoIn{Batch: done.Undo})).ok(t)
	back := ask(d.api.GetContact(api.ContactKey{ID: other.ID})).ok(t)
	same(t, "its addresses", shown(back.Contact.Addresses), shown(before.Contact.Addresses))
	equal(t, "its card", back.Cards[0].ID, second)
	equal(t, "its message", len(back.Messages), 1)
	equal(t, "its note", back.Contact.Note, "From the fair")
	kept := ask(d.api.GetContact(api.ContactKey{ID: keep.ID})).ok(t)
	equal(t, "the other's name", kept.Contact.Name, "Ion Popescu")
	equal(t, "the other's card", kept.CardsAll, 1)
	equal(t, "still under way", d.Enrolment(q, second).State, crm.EnrolmentWaiting)
}

func (d *desk) contactOf(card crm.CardID) *crm.Contact {
	d.T.Helper()
	var c *crm.Contact
	d.Read(func(v *store.View) error {
		k, err := v.Card(card)
		if err == nil {
			c, err = v.Contact(k.Contact)
		}
		return err
	})
	return c
}

func TestWhenMergingTheStricterConsentWins(t *testing.T) {
	t.Parallel()
	d := open(t)
	a := ask(d.api.SaveContact(person("Ion", "Pop", email("ion@client.example")))).ok(t).Contact.Contact
	b := ask(d.api.SaveContact(person("Ion", "Popa", email("ion@client.example"), phoneOf("0721000111")))).ok(t).Contact.Contact
	d.Write(func(tx *store.Tx) error { // as if an import had brought it so
		no := b.Addresses[0]
		no.Consent = crm.ConsentUnsubscribed
		return tx.WriteAddress(no)
	})
	merge := api.MergeIn{Keep: a.ID, Others: []crm.ContactID{b.ID}}
	equal(t, "is said", len(ask(d.api.PreviewMerge(merge)).ok(t).Stricter), 1)
	ask(d.api.MergeContacts(merge)).ok(t)
	got := ask(d.api.GetContact(api.ContactKey{ID: a.ID})).ok(t)
	same(t, "addresses", shown(got.Contact.Addresses), []string{"ion@client.example  unsubscribed default", "0721000111  active default"})
	equal(t, "why", got.Consents[0].Change.How, "merge")
}

func TestACompanyTakesOverTheOthersPersons(t *testing.T) {
	t.Parallel()
	d := open(t)
	firm := func(name string) crm.ContactID {
		return ask(d.api.SaveContact(api.SaveContactIn{Kind: crm.ContactCompany, Name: name})).ok(t).Contact.Contact.ID
	}
	a, b := firm("Moara SRL"), firm("Moara S.R.L.")
	in := person("Ana", "Pop")
	in.Company = b
	ana := ask(d.api.SaveContact(in)).ok(t).Contact.Contact.ID
	ask(d.api.PreviewMerge(api.MergeIn{Keep: a, Others: []crm.ContactID{ana}})).refused(t, "invalid contacts.merge_kinds")
	ask(d.api.PreviewMerge(api.MergeIn{Keep: a, Others: []crm.ContactID{a}})).refused(t, "invalid contacts.merge_which")
	ask(d.api.MergeContacts(api.MergeIn{Keep: a, Others: []crm.ContactID{b}})).ok(t)
	equal(t, "her company", ask(d.api.GetContact(api.ContactKey{ID: ana})).ok(t).Contact.Company, a)
}

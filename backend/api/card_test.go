package api_test

import (
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

// typed is a card as somebody types it into the form.
func (d *desk) typed(emails, phones []string) api.SaveCardIn {
	return api.SaveCardIn{
		Product: d.Product, Name: "Ion Popescu", Status: d.Status(testkit.NewLead), Owner: d.Admin,
		Contact: api.ContactIn{FirstName: "Ion", LastName: "Popescu", Emails: emails, Phones: phones},
	}
}

func (d *desk) cardCount() int {
	d.T.Helper()
	out, err := d.api.CountCards(api.CountCardsIn{List: api.ListCardsIn{Product: d.Product}})
	d.OK(err)
	return out.Count
}

// The cases PH and EM of the bad inputs, at the place where a person types them.
func TestAPhoneThatIsNoneIsRefusedWhereItStands(t *testing.T) {
	t.Parallel()
	d := open(t)
	for id, tc := range map[string]struct{ typed, want string }{
		"PH08":    {"112", "phone.emergency"},
		"PH10":    {"06301234567", "phone.did_you_mean"},
		"PH13":    {"0712345678, 0722333444", "phone.several"},
		"PH14":    {"7.12345678E+08", "phone.exponent"},
		"PH17":    {"0712345678\r\nBcc: x", "phone.control"},
		"PH19":    {"O712345678", "phone.letters"},
		"PH22":    {"1-800-FLOWERS", "phone.letters"},
		"PH23":    {"+999123456789", "phone.unknown_country"},
		"PH26":    {"0612345678", "phone.invalid_in"},
		"letters": {"call me", "phone.letters"},
	} {
		t.Log(id)
		ask(d.api.SaveCard(d.typed(nil, []string{"0721 000 001", tc.typed}))).invalid(t, "contact.phones[1] "+tc.want)
	}
	equal(t, "cards", d.cardCount(), 0)
}

func TestAnAddressThatIsNoneIsRefusedWhereItStands(t *testing.T) {
	t.Parallel()
	d := open(t)
	for id, tc := range map[string]struct{ typed, want string }{
		"EM01":           {"ion@exemplu.ro\r\nBcc: x@y.z", "mailaddr.control"},
		"EM05":           {"ion@exemplu.ro, ana@exemplu.ro", "mailaddr.several"},
		"EM05 semicolon": {"ion@exemplu.ro;ana@exemplu.ro", "mailaddr.several"},
		"EM07":           {"ion＠exemplu.ro", "mailaddr.wide_at"},
		"EM10":           {"a@localhost", "mailaddr.no_dot"},
		"EM11":           {"ion@[127.0.0.1]", "mailaddr.literal"},
		"EM11 bare":      {"ion@1.2.3.4", "mailaddr.literal"},
		"EM13":           {`"<script>alert(1)</script>"@x.ro`, "mailaddr.quoted"},
		"EM14 local":     {strings.Repeat("a", 65) + "@x.ro", "mailaddr.long_local"},
		"EM14 label":     {"a@" + strings.Repeat("b", 64) + ".ro", "mailaddr.long_label"},
		"EM19 dot":       {"ion@exemplu.ro.", "mailaddr.bad_domain"},
		"EM19 dash":      {"ion@-x.ro", "mailaddr.bad_domain"},
		"EM19 low line":  {"ion@x_.ro", "mailaddr.bad_domain"},
		"EM19 two dots":  {"ion@exemplu..ro", "mailaddr.bad_domain"},
	} {
		t.Log(id)
		ask(d.api.SaveCard(d.typed([]string{tc.typed, "ion@exemplu.ro"}, nil))).invalid(t, "contact.emails[0] "+tc.want)
	}
	equal(t, "cards", d.cardCount(), 0)
}

func TestWhatIsStoredDifferentlyThanTypedIsSaid(t *testing.T) {
	t.Parallel()
	d := open(t)
	for id, tc := range map[string]struct {
		email, phone, value string
		noted               []string
	}{
		"PH01": {phone: "0712 345 678", value: "+40712345678"},
		"PH02": {phone: "0040712345678", value: "+40712345678"},
		"PH04": {phone: "712345678", value: "+40712345678", noted: []string{"phone.zero_was_missing"}},
		"PH05": {phone: "+40(0)712345678", value: "+40712345678"},
		"PH11": {phone: "+36301234567", value: "+36301234567"},
		"PH16": {phone: "\u202a+40712345678\u202c", value: "+40712345678", noted: []string{"phone.noted_invisible"}},
		"PH20": {phone: "'0712345678", value: "+40712345678", noted: []string{"phone.noted_spreadsheet"}},
		"PH25": {phone: "+44 7911 123456", value: "+447911123456"},
		"EM04": {email: "Ion <ion@exemplu.ro>", value: "ion@exemplu.ro", noted: []string{"mailaddr.noted_display"}},
		"EM07": {email: "ion@exemplu。ro", value: "ion@exemplu.ro", noted: nil},
		"EM08": {email: "ion@școala.ro", value: "ion@xn--coala-e9b.ro", noted: []string{"mailaddr.domain_as"}},
		"EM16": {email: "ion+crm@exemplu.ro", value: "ion+crm@exemplu.ro"},
		"EM17": {email: "pаypal@x.ro", value: "pаypal@x.ro", noted: []string{"mailaddr.needs_smtputf8", "mailaddr.mixed_scripts"}},
	} {
		out := ask(d.api.SaveCard(d.typed([]string{tc.email}, []string{tc.phone}))).ok(t)
		a := out.Card.Contact.Addresses[0]
		equal(t, id, a.Value, tc.value)
		equal(t, id+" may get messages", a.Default && a.Consent == crm.ConsentActive, true)
		var noted []string
		for _, say := range out.Noted {
			noted = append(noted, say.Key)
			said(t, say)
		}
		same(t, id+" noted", noted, tc.noted)
	}
}

// PH07: a premium number is stored for calls and never gets an SMS.
func TestANumberThatCannotGetAnSMSIsStoredAndCounted(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := d.typed(nil, []string{"0900123456"})
	in.Status = d.Status(testkit.OfferSent)
	out := ask(d.api.SaveCard(in)).ok(t)
	a := out.Card.Contact.Addresses[0]
	equal(t, "kind and SMS", fmt.Sprint(a.Kind, " ", a.SMS), "premium false")
	q := d.Sequence(d.offers(), testkit.SMSStep("0d", d.Template(crm.TemplateSMS, "", "Hello")))
	preview := ask(d.api.PreviewActivation(api.SequenceIn{ID: q})).ok(t)
	equal(t, "starts, without email, without phone, texts", fmt.Sprint(preview.Starts, preview.NoEmail, preview.NoPhone, preview.Steps[0].Count), "1 1 1 0")
}

func TestACardSaysEverythingThatIsWrongAtOnceAndStoresNothing(t *testing.T) {
	t.Parallel()
	d := open(t)
	total, vip, until, source := d.Field("Offer total").ID.String(), d.Field("VIP").ID.String(), d.Field("Valid until").ID.String(), d.Field("Source").ID.String()
	in := d.typed([]string{"nobody"}, []string{"112"})
	in.Name, in.Status, in.Owner = "", 77, 77
	in.Fields = map[string]any{total: "many", vip: 7.0, until: "tomorrow", source: "choice_77"}
	in.Contact.Company = "Firma\nSRL"
	ask(d.api.SaveCard(in)).invalid(t, "name error.name_missing", "status cards.bad_status", "owner cards.bad_owner",
		"fields."+total+" error.field.number", "fields."+until+" error.field.date", "fields."+vip+" error.field.yesno", "fields."+source+" error.field.choice",
		"contact.company fold.control", "contact.emails[0] mailaddr.no_at", "contact.phones[0] phone.emergency")
	in = d.typed(nil, nil)
	in.Fields = map[string]any{"field_77": "x"}
	ask(d.api.SaveCard(in)).invalid(t, "fields.field_77 error.not_found.field")
	equal(t, "cards", d.cardCount(), 0)
}

func TestAStaleCardIsAConflict(t *testing.T) {
	t.Parallel()
	d := open(t)
	seen := ask(d.api.SaveCard(d.typed([]string{"ion@exemplu.ro"}, nil))).ok(t).Card
	mine, theirs := edit(seen), edit(seen)
	mine.Contact.Phones = []string{"0721000001"} // only what the contact says
	saved := ask(d.api.SaveCard(mine)).ok(t)
	theirs.Name = "Ion"
	refusal := ask(d.api.SaveCard(theirs))
	refusal.refused(t, "conflict error.card.changed")
	equal(t, "which card", refusal.arg("name"), any("Ion Popescu"))
	theirs.Revision = saved.Card.Card.Revision
	theirs.Contact = mine.Contact
	after := ask(d.api.SaveCard(theirs)).ok(t).Card
	equal(t, "name and phone", after.Card.Name+" "+after.Contact.Addresses[1].Value, "Ion +40721000001")
	again := ask(d.api.SaveCard(edit(after))).ok(t).Card
	equal(t, "a save without changes", again.Card.Revision, after.Card.Revision)
}

func TestConsentSurvivesASaveOfTheCard(t *testing.T) {
	t.Parallel()
	d := open(t)
	card := ask(d.api.SaveCard(d.typed([]string{"ion@exemplu.ro"}, nil))).ok(t).Card
	d.SetConsent(crm.ChannelEmail, "ion@exemplu.ro", crm.ConsentUnsubscribed)
	in := edit(card)
	in.Revision, in.Contact.Emails = 0, []string{"nou@exemplu.ro", "Ion@Exemplu.ro", "ION@exemplu.ro"}
	list := ask(d.api.SaveCard(in)).ok(t).Card.Contact.Addresses
	var got []string
	for _, a := range list {
		got = append(got, fmt.Sprintf("%s %s %v", a.Value, a.Consent, a.Default))
	}
	same(t, "addresses", got, []string{"nou@exemplu.ro active true", "ion@exemplu.ro unsubscribed false"})
}

func TestTheContactOfACardIsAPersonACompanyOrNobody(t *testing.T) {
	t.Parallel()
	d := open(t)
	none := ask(d.api.SaveCard(api.SaveCardIn{Product: d.Product, Name: "Nobody", Status: d.Status(testkit.NewLead)})).ok(t).Card
	equal(t, "nobody", none.Contact == nil, true)

	in := d.typed([]string{"office@firma.ro"}, nil)
	in.Contact.FirstName, in.Contact.LastName, in.Contact.Company = "", "", "Firma SRL"
	firm := ask(d.api.SaveCard(in)).ok(t).Card
	equal(t, "a company", string(firm.Contact.Kind)+" "+firm.Contact.Name, "company Firma SRL")

	in = edit(firm)
	in.Contact.FirstName = "Ion"
	person := ask(d.api.SaveCard(in)).ok(t).Card
	equal(t, "a person of it", string(person.Contact.Kind)+" "+person.Contact.Name+" of "+person.Company.Name, "person Ion of Firma SRL")
	equal(t, "the same company", person.Company.ID, firm.Contact.ID)

	in = d.typed([]string{"cineva@firma.ro"}, nil)
	in.Contact.FirstName, in.Contact.LastName = "", ""
	nameless := ask(d.api.SaveCard(in)).ok(t).Card
	equal(t, "without any name", nameless.Contact.Name, "cineva@firma.ro")
	in = edit(nameless)
	in.Contact.Emails = []string{"altcineva@firma.ro"}
	equal(t, "with another address", ask(d.api.SaveCard(in)).ok(t).Card.Contact.Name, "altcineva@firma.ro")
}

func TestDeletedCardsComeBackWithoutTheirAutomations(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.Sequence(d.offers(), testkit.TaskStep("3d", d.Template(crm.TemplateTask, "Call", "")))
	d.Activate(q, "new")
	ion := d.Card("Ion Popescu", testkit.OfferSent)
	gone := ask(d.api.DeleteCards(api.CardIDs{IDs: []crm.CardID{ion}})).ok(t)
	equal(t, "what deleting did", gone, api.DeleteCardsOut{Deleted: 1, Ended: 1, Undo: gone.Undo})
	view := ask(d.api.GetCard(api.CardIn{ID: ion})).ok(t)
	ask(d.api.SaveCard(edit(view))).refused(t, "not_found error.not_found.card")
	ask(d.api.SaveTask(crm.Task{Card: ion, Type: "call", Title: "Call"})).refused(t, "not_found error.not_found.card")
	equal(t, "cards", d.cardCount(), 0)
	ask(d.api.RestoreCards(api.CardIDs{IDs: []crm.CardID{ion}})).ok(t)
	d.Advance("5d")
	equal(t, "cards again", d.cardCount(), 1)
	equal(t, "tasks", len(ask(d.api.ListTasks(api.ListTasksIn{})).ok(t).Rows), 0)
}

func TestAListIsReadPageByPage(t *testing.T) {
	t.Parallel()
	d := open(t)
	for i := range 7 {
		d.Card(fmt.Sprintf("Ștefan %d", i), testkit.NewLead)
	}
	for _, sort := range []string{"name", "created", "modified", "status"} {
		for _, desc := range []bool{false, true} {
			var names []string
			in := api.ListCardsIn{Product: d.Product, Sort: sort, Desc: desc, Limit: 3, Search: "stefan"}
			for more := true; more; more = in.After != "" {
				page := ask(d.api.ListCards(in)).ok(t)
				equal(t, "total", ask(d.api.CountCards(api.CountCardsIn{List: in})).ok(t).Count, 7)
				for _, r := range page.Rows {
					names = append(names, r.Name)
				}
				in.After = page.Next
			}
			equal(t, fmt.Sprintf("names by %s, %v", sort, desc), len(names), 7)
			if first := map[bool]string{false: "Ștefan 0", true: "Ștefan 6"}[desc]; names[0] != first {
				t.Errorf("by %s, %v: %q", sort, desc, names)
			}
		}
	}
	for _, after := range []string{"?", "e30", "bnVsbA", "W10"} {
		ask(d.api.ListCards(api.ListCardsIn{Product: d.Product, After: after})).refused(t, "invalid error.bad_cursor")
		ask(d.api.ListMessages(api.ListMessagesIn{After: after})).refused(t, "invalid error.bad_cursor")
	}
}

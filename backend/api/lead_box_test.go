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

// lastLetters are the mails in the folders of a mail server.
var lastLetters = map[string][]crm.Letter{
	"leads": {
		website("1", "Nume: Maria Ionescu\nEmail: maria@client.example\nTelefon: 0722 123 456\nCity: Iași\nDue: never"),
		website("2", "Nume: Maria Ionescu\nEmail: maria@client.example"),
		{Mail: crm.Mail{UID: 3, Hash: "3", Kind: crm.MailAuto, From: "x@client.example", Subject: "Out of office"}},
		{Mail: crm.Mail{UID: 4, Hash: "4", Kind: crm.MailReply, From: "friend@client.example", Subject: "Lunch?"}},
		website("5", "hello"),
	},
}

// website is a mail of a website's form.
func website(hash, text string) crm.Letter {
	return crm.Letter{
		Mail:      crm.Mail{UID: uint32(len(hash)) + 10, Hash: hash, Kind: crm.MailAuto, From: "form@web.example", Subject: "Formular"},
		Generated: true, Plain: text, Files: []crm.LetterFile{{Name: "../plan.pdf", Content: []byte("%PDF-1.4")}},
	}
}

func (d *desk) leadBox(change ...func(*api.SaveLeadBoxIn)) api.SaveLeadBoxIn {
	secret := "right"
	in := api.SaveLeadBoxIn{
		Name: "Website", Active: true, Secret: &secret,
		Settings: crm.MailboxSettings{Host: "imap.firma.example", Port: 993, TLS: crm.TLSImplicit, User: "office", Folder: "leads"},
		Route:    crm.LeadRoute{Product: d.Product, Duplicates: crm.DuplicatesUpdate, Consent: crm.ConsentUnconfirmed},
		Rules: crm.LeadRules{
			From: []string{"form@web.example"}, Client: crm.ClientText, Known: true, Files: true,
			Labels: []crm.LeadLabel{{Labels: []string{"Oraș", "City"}, Key: "card.city"}, {Labels: []string{"Due"}, Key: "card." + d.Field("Valid until").Slug}},
		},
	}
	for _, f := range change {
		f(&in)
	}
	return in
}

func TestWhatWouldBecomeOfTheLastMailsIsSaidAndTakenBack(t *testing.T) {
	t.Parallel()
	d := open(t)
	out := ask(d.api.TryLeadBox(d.leadBox())).ok(t)
	var outcomes []string
	for _, m := range out.Mails {
		outcomes = append(outcomes, m.Lead.Outcome+" "+strings.TrimPrefix(m.Lead.Why.Key, "incoming."))
		if m.Lead.Why.Key != "" {
			said(t, m.Lead.Why)
		}
	}
	same(t, "outcomes", outcomes, []string{"made ", "changed ", "left left_auto", "left left_sender", "failed nothing"})
	first := out.Mails[0]
	values := map[string]string{}
	for _, v := range first.Lead.Values {
		values[v.Key] = v.Text
		if v.Why != nil {
			values[v.Key] = "!" + v.Why.Key
			said(t, *v.Why)
		}
	}
	equal(t, "the city", values["card.city"], "Iași")
	equal(t, "the date", values["card."+d.Field("Valid until").Slug], "!error.field.date")
	equal(t, "the card", first.Lead.Card, "Maria Ionescu")
	same(t, "files", first.Files, []string{"plan.pdf"})
	equal(t, "cards after it", d.cards(), 0)
	wrong := "wrong"
	tried := ask(d.api.TryLeadBox(d.leadBox(func(in *api.SaveLeadBoxIn) { in.Secret = &wrong }))).ok(t)
	equal(t, "with a wrong password", tried.OK, false)
}

// take gives a mail to a mailbox, as the program does.
func (d *desk) take(b crm.LeadBox, l crm.Letter) (taken bool) {
	d.T.Helper()
	b, err := d.box(b.ID)
	d.OK(err)
	wanted, err := d.svc.WantLetter(d.T.Context(), b, l)
	d.OK(err)
	if !wanted {
		return false
	}
	mark := crm.MailMark{Validity: 1, UID: l.UID}
	done, taken, err := d.svc.TakeLetter(d.T.Context(), b, &l, b.Mark, mark)
	d.OK(err)
	if !done {
		d.T.Error("the mailbox was changed meanwhile")
	}
	return taken
}

func (d *desk) box(id crm.LeadBoxID) (b crm.LeadBox, err error) {
	err = d.Store.Read(d.T.Context(), func(v *store.View) (err error) {
		b, err = v.LeadBox(id)
		return err
	})
	return b, err
}

func TestAMailBecomesACardOnceWithItsFilesAndWhatCouldNotBeRead(t *testing.T) {
	t.Parallel()
	d := open(t)
	b := ask(d.api.SaveLeadBox(d.leadBox())).ok(t)
	equal(t, "the secret", b.Secret+map[bool]string{true: "kept"}[b.HasSecret], "kept")
	letter := lastLetters["leads"][0]
	equal(t, "taken", d.take(b, letter), true)
	equal(t, "taken again", d.take(b, letter), false)
	renumbered := letter
	renumbered.UID = 4711
	equal(t, "with another number", d.take(b, renumbered), false)
	out := ask(d.api.GetLeadBox(api.LeadBoxIn{ID: b.ID})).ok(t)
	mail := out.Mails[0]
	equal(t, "on the page", string(mail.Mail.State)+" "+mail.CardName+" "+mail.Mail.Subject, "made Maria Ionescu Formular")
	same(t, "problems", problems(t, mail.Mail.Problems), []string{"card." + d.Field("Valid until").Slug + " error.field.date"})
	card := ask(d.api.GetCard(api.CardIn{ID: mail.Mail.Card})).ok(t)
	equal(t, "the city", card.Card.Fields[d.Field("City").ID], "Iași")
	equal(t, "the file", card.Files[0].File.Name+" "+card.Files[0].File.Mime, "plan.pdf application/pdf")
	var note string
	d.Read(func(v *store.View) error {
		notes, err := v.NotesOfCard(mail.Mail.Card)
		note = notes[0].Text
		return err
	})
	equal(t, "the note keeps what could not be read", note, "Due: never")
	contact := ask(d.api.GetContact(api.ContactKey{ID: card.Card.Contact})).ok(t)
	equal(t, "consent", string(contact.Contact.Addresses[0].Consent)+" "+contact.Contact.Addresses[0].Source, "unconfirmed mail")
}

func TestAMailOfWhichNothingCanBeMadeIsShownAndTriedAgain(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := d.leadBox()
	b := ask(d.api.SaveLeadBox(in)).ok(t)
	letter := lastLetters["leads"][4]
	equal(t, "taken", d.take(b, letter), false)
	equal(t, "failed ones", ask(d.api.ListLeadBoxes()).ok(t)[0].Failed, 1)
	mail := ask(d.api.GetLeadBox(api.LeadBoxIn{ID: b.ID})).ok(t).Mails[0].Mail
	equal(t, "its problem", mail.Problems[0].Key, "incoming.nothing")
	equal(t, "asked again", ask(d.api.RetryLeadMail(api.LeadMailIn{ID: mail.ID})).ok(t).Changed, 1)
	in.ID, in.Secret, in.Rules.Title = b.ID, nil, "card.name"
	ask(d.api.SaveLeadBox(in)).ok(t)
	equal(t, "taken with another rule", d.take(b, letter), true)
	list := ask(d.api.GetLeadBox(api.LeadBoxIn{ID: b.ID})).ok(t).Mails
	equal(t, "on the page", len(list), 1)
	equal(t, "its state", list[0].Mail.State, crm.LeadMailMade)
	ask(d.api.DropLeadMail(api.LeadMailIn{ID: mail.ID})).ok(t)
	ask(d.api.DeleteLeadBox(api.LeadBoxIn{ID: b.ID})).ok(t)
	equal(t, "after it", len(ask(d.api.ListLeadBoxes()).ok(t)), 0)
}

// A mailbox that is switched off or changed while a mail is read takes nothing,
// and nothing is noted as read.
func TestAMailOfAMailboxThatWasSwitchedOffMeanwhileIsNotTaken(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := d.leadBox()
	b := ask(d.api.SaveLeadBox(in)).ok(t)
	in.ID, in.Secret, in.Active = b.ID, nil, false
	ask(d.api.SaveLeadBox(in)).ok(t)
	done, taken, err := d.svc.TakeLetter(t.Context(), b, &lastLetters["leads"][0], crm.MailMark{}, crm.MailMark{Validity: 1, UID: 1})
	d.OK(err)
	equal(t, "done", done || taken, false)
	equal(t, "cards", d.cards(), 0)
}

func TestOurOwnMailsAndAnswersToOursAreLeftAlone(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.Sequence(d.offers(), testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Hello", "Hello")))
	d.Activate(q, "new")
	d.Card("Ion Popescu", testkit.OfferSent, testkit.Email("ion@client.example"))
	d.Advance("1h")
	key := d.Messages()[0].Key
	in := d.leadBox(func(in *api.SaveLeadBoxIn) { in.Rules.From, in.Rules.Client = nil, crm.ClientSender })
	b := ask(d.api.SaveLeadBox(in)).ok(t)
	reply := crm.Mail{UID: 1, Hash: "r", Kind: crm.MailReply, From: "ion@client.example", Subject: "Re: Hello"}
	for name, c := range map[string]struct {
		change func(*crm.Letter)
		want   bool
	}{
		"a client's new mail": {func(*crm.Letter) {}, true},
		"an answer to ours":   {func(l *crm.Letter) { l.Keys = []string{key} }, false},
		"a copy of ours":      {func(l *crm.Letter) { l.Own = []string{key} }, false},
		"a colleague's":       {func(l *crm.Letter) { l.From = "ana.pop@firma.example" }, false},
		"a bounce":            {func(l *crm.Letter) { l.Kind = crm.MailBounce }, false},
		"who wants no more":   {func(l *crm.Letter) { l.Kind = crm.MailUnsubscribe }, false},
		"a newsletter":        {func(l *crm.Letter) { l.Kind, l.Generated = crm.MailAuto, true }, false},
		"of nobody":           {func(l *crm.Letter) { l.Kind, l.From = crm.MailOther, "" }, false},
	} {
		l := crm.Letter{Mail: reply}
		c.change(&l)
		got, err := d.svc.WantLetter(t.Context(), b, l)
		d.OK(err)
		equal(t, name, got, c.want)
	}
}

func TestWhatIsWrongWithAMailboxForLeadsIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	ask(d.api.SaveLeadBox(d.leadBox())).ok(t)
	in := d.leadBox(func(in *api.SaveLeadBoxIn) {
		in.Settings.Port, in.Settings.User = 0, ""
		in.Route = crm.LeadRoute{Product: d.Product, Status: 4711, Duplicates: "some", Consent: crm.ConsentActive, Owning: crm.OwningTurn, Owners: []crm.UserID{4711}}
		in.Rules = crm.LeadRules{
			From: []string{"nobody"}, Client: "me", Title: "card.gone", MoveTo: "leads",
			Labels: []crm.LeadLabel{{Labels: []string{" "}, Key: "x"}, {Labels: []string{"City", "CITY "}, Key: "card.city"}, {Labels: []string{strings.Repeat("x", 100)}}},
		}
	})
	ask(d.api.SaveLeadBox(in)).invalid(t,
		"settings.port account.port", "settings.user mailbox.user_missing", "name incoming.name_taken", "route.status form.error.status",
		"route.duplicates form.error.duplicates", "route.agreed incoming.agreed_missing", "route.owners[0] form.error.owner",
		"rules.from[0] incoming.sender_bad", "rules.client incoming.client_bad", "rules.title lead.no_field",
		"rules.labels[0].key lead.no_field", "rules.labels[0].labels incoming.label_missing", "rules.labels[1].labels incoming.label_twice",
		"rules.labels[2].labels fold.too_long", "rules.moveTo incoming.move_same")
	equal(t, "keys on offer", ask(d.api.ListLeadKeys(api.ProductIn{Product: d.Product})).ok(t)[0].Source, "contact.name")
}

func TestAMailboxThatIsNotReadIsAProblemOfEverybody(t *testing.T) {
	t.Parallel()
	d := open(t)
	b := ask(d.api.SaveLeadBox(d.leadBox())).ok(t)
	d.Write(func(tx *store.Tx) error { return tx.LookedAtLeads(b.ID, "mailbox.no_login", "") })
	told := func() bool {
		return slices.ContainsFunc(ask(d.api.GetStatus()).ok(t).Notices, func(p crm.Phrase) bool { return p.Key == "incoming.notice_leads" })
	}
	if told() {
		t.Error("one look that failed is told at once")
	}
	d.Advance("2h")
	if !told() {
		t.Error("nobody hears of a mailbox whose mails become no cards")
	}
	d.Write(func(tx *store.Tx) error { return tx.LookedAtLeads(b.ID, "", "") })
	if told() {
		t.Error("it is still told when all is well")
	}
}

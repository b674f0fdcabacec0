package api_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// mailServer lets in who knows the password.
type mailServer struct{}

func (mailServer) Check(_ context.Context, m crm.Mailbox) []crm.MailboxStep {
	return []crm.MailboxStep{
		{OK: true, Say: crm.Say("mailbox.did_connect", "port", m.Settings.Port)},
		{OK: m.Secret == "right", Say: crm.Say("mailbox.no_login")},
	}
}

// LastLetters are the mails that a test put into the mailbox's folder by name.
func (mailServer) LastLetters(_ context.Context, m crm.Mailbox, most int) ([]crm.Letter, error) {
	list := lastLetters[m.Settings.Folder]
	return list[:min(len(list), most)], nil
}

func officeMailbox() api.SaveMailboxIn {
	secret := "right"
	return api.SaveMailboxIn{Secret: &secret, Settings: crm.MailboxSettings{Host: "imap.firma.example", Port: 993, TLS: crm.TLSImplicit, User: "office", Folder: " "}}
}

func TestAMailboxIsTriedSavedAndLetBe(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := officeMailbox()
	tried := ask(d.api.TestMailbox(in)).ok(t)
	equal(t, "the test", tried.OK, true)
	equal(t, "it saves nothing", len(ask(d.api.ListMailboxes()).ok(t)), 0)
	m := ask(d.api.SaveMailbox(in)).ok(t)
	equal(t, "the folder", m.Settings.Folder, "INBOX")
	equal(t, "the secret", m.Secret+"|"+map[bool]string{true: "kept"}[m.HasSecret], "|kept")
	in.ID, in.Secret = m.ID, nil
	equal(t, "with the password that is kept", ask(d.api.TestMailbox(in)).ok(t).OK, true)
	wrong := "wrong"
	in.Secret = &wrong
	tried = ask(d.api.TestMailbox(in)).ok(t)
	equal(t, "with another", tried.OK, false)
	equal(t, "the first step", tried.Steps[0].OK, true)
	in.ID = 0
	ask(d.api.SaveMailbox(in)).refused(t, "invalid error.invalid", "account mailbox.account_taken")
	ask(d.api.DeleteMailbox(api.MailboxIn{ID: m.ID})).ok(t)
	equal(t, "after it", len(ask(d.api.ListMailboxes()).ok(t)), 0)
}

func TestAMailboxCanUseTheLoginOfItsAccount(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := officeMailbox()
	in.Account, in.Settings.Same, in.Settings.User, in.Secret = d.EmailAcc, true, "", nil
	m := ask(d.api.SaveMailbox(in)).ok(t)
	account := crm.Account{}
	for _, a := range ask(d.api.ListAccounts()).ok(t) {
		if a.Account.ID == d.EmailAcc {
			account = a.Account
		}
	}
	equal(t, "the user", m.Settings.User, account.SMTP.User)
	d.Read(func(v *store.View) error {
		m, err := v.Mailbox(m.ID)
		equal(t, "the password is the account's", m.Secret != "", true)
		return err
	})
}

func TestWhatIsWrongWithAMailboxIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	for name, c := range map[string]struct {
		change func(*api.SaveMailboxIn)
		want   string
	}{
		"no server":                  {func(in *api.SaveMailboxIn) { in.Settings.Host = "" }, "settings.host account.host_missing"},
		"an address for a browser":   {func(in *api.SaveMailboxIn) { in.Settings.Host = "https://imap.firma.example" }, "settings.host account.host_bad"},
		"no port":                    {func(in *api.SaveMailboxIn) { in.Settings.Port = 0 }, "settings.port account.port"},
		"in the clear":               {func(in *api.SaveMailboxIn) { in.Settings.TLS = crm.TLSNone }, "settings.tls account.cleartext_password"},
		"another protection":         {func(in *api.SaveMailboxIn) { in.Settings.TLS = "ssl" }, "settings.tls account.tls_mode"},
		"a command in the user name": {func(in *api.SaveMailboxIn) { in.Settings.User = "a\r\nLOGOUT" }, "settings.user account.control_characters"},
		"nobody":                     {func(in *api.SaveMailboxIn) { in.Settings.User = "" }, "settings.user mailbox.user_missing"},
		"no password":                {func(in *api.SaveMailboxIn) { in.Secret = nil }, "secret mailbox.password_missing"},
		"a year back":                {func(in *api.SaveMailboxIn) { in.Settings.Days = 365 }, "settings.days mailbox.days"},
		"the same as nothing":        {func(in *api.SaveMailboxIn) { in.Settings.Same = true }, "account mailbox.which_account"},
		"the same as an SMS gateway": {func(in *api.SaveMailboxIn) { in.Account = d.SMSAcc }, "account mailbox.which_account"},
	} {
		in := officeMailbox()
		c.change(&in)
		t.Log(name)
		ask(d.api.SaveMailbox(in)).refused(t, "invalid error.invalid", c.want)
	}
}

func TestTheSuppressionListIsFilledByHandReadAndLifted(t *testing.T) {
	t.Parallel()
	d := open(t)
	add := api.AddSuppressionsIn{Text: "Ion@Client.example, maria@client.example\n0722 123 456\r\nion@client.example\n\n", Scope: crm.ScopeAll, Note: "asked by phone"}
	out := ask(d.api.AddSuppressions(add)).ok(t)
	equal(t, "added", out, api.AddSuppressionsOut{Added: 3})
	out = ask(d.api.AddSuppressions(add)).ok(t)
	equal(t, "again", out, api.AddSuppressionsOut{Already: 3})
	list := ask(d.api.ListSuppressions(api.ListSuppressionsIn{})).ok(t)
	equal(t, "total", list.Total, 3)
	equal(t, "the newest first", list.Rows[0].Entry.Value, "+40722123456")
	equal(t, "by", list.Rows[0].Who, "Ana Pop")
	equal(t, "why", list.Rows[0].Entry.Proof, "asked by phone")
	page := ask(d.api.ListSuppressions(api.ListSuppressionsIn{Limit: 2})).ok(t)
	rest := ask(d.api.ListSuppressions(api.ListSuppressionsIn{Limit: 2, After: page.Rows[1].Entry.ID})).ok(t)
	equal(t, "the next page", rest.Rows[0].Entry.Value, "ion@client.example")
	for search, want := range map[string]int{"client.EX": 2, "0722123456": 1, "722123": 1, "ion@client.example": 1, "'; --": 0} {
		got := ask(d.api.ListSuppressions(api.ListSuppressionsIn{Search: search})).ok(t)
		equal(t, "found by "+search, got.Total, want)
	}
	equal(t, "of SMS", ask(d.api.ListSuppressions(api.ListSuppressionsIn{Channel: crm.ChannelSMS})).ok(t).Total, 1)
	equal(t, "complaints", ask(d.api.ListSuppressions(api.ListSuppressionsIn{Reason: crm.SuppressedComplaint})).ok(t).Total, 0)
	file := ask(d.api.ExportSuppressions(api.ListSuppressionsIn{Channel: crm.ChannelEmail})).ok(t)
	equal(t, "the file", file.Name, "suppression list.csv")

	ion := rest.Rows[0].Entry.ID
	ask(d.api.LiftSuppression(api.LiftSuppressionIn{ID: ion, Note: " "})).refused(t, "invalid error.invalid", "note consent.lift_note")
	ask(d.api.LiftSuppression(api.LiftSuppressionIn{ID: ion, Note: "called back"})).ok(t)
	equal(t, "after it", ask(d.api.ListSuppressions(api.ListSuppressionsIn{})).ok(t).Total, 2)
	ask(d.api.LiftSuppression(api.LiftSuppressionIn{ID: ion, Note: "x"})).refused(t, "not_found error.not_found.suppression")
}

func TestEverythingWrongInPastedAddressesIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	_, err := d.api.AddSuppressions(api.AddSuppressionsIn{Text: "ion@client.example\nno address\nmaria@\n", Scope: "some"})
	var wrong *crm.Error
	if !errors.As(err, &wrong) {
		t.Fatalf("taken: %v", err)
	}
	var said []string
	for _, p := range wrong.Problems {
		said = append(said, p.Path+": "+p.Key)
	}
	equal(t, "said", strings.Join(said, ", "), "scope: consent.bad_scope, text: consent.bad_line, text: consent.bad_line")
	ask(d.api.AddSuppressions(api.AddSuppressionsIn{Text: " \n", Scope: crm.ScopeAll})).refused(t, "invalid error.invalid", "text consent.no_address")
	equal(t, "on the list", ask(d.api.ListSuppressions(api.ListSuppressionsIn{})).ok(t).Total, 0)
}

// What the list keeps away is said on the client's page, wins over what is typed
// there, and goes again once a person lifts it.
func TestASuppressedClientGetsNothingUntilAPersonLiftsIt(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.Sequence(d.offers(), testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Hello", "Hello")))
	d.Activate(q, "new")
	ask(d.api.AddSuppressions(api.AddSuppressionsIn{Text: "ion@client.example", Scope: crm.ScopeAll, Note: "competitor"})).ok(t)
	ion := d.Card("Ion Popescu", testkit.OfferSent, testkit.Email("ion@client.example"))
	d.Advance("1h")
	equal(t, "messages", len(d.Messages()), 0)
	card := ask(d.api.GetCard(api.CardIn{ID: ion})).ok(t)
	view := ask(d.api.GetContact(api.ContactKey{ID: card.Card.Contact})).ok(t)
	said := view.Suppressed[0]
	equal(t, "the client's page", string(said.Reason)+" "+said.Who+" "+said.Proof, "manual Ana Pop competitor")
	list := ask(d.api.ListSuppressions(api.ListSuppressionsIn{})).ok(t)
	ask(d.api.LiftSuppression(api.LiftSuppressionIn{ID: list.Rows[0].Entry.ID, Note: "a mistake"})).ok(t)
	d.Card("Ion Popescu 2", testkit.OfferSent, testkit.Email("ion@client.example"))
	d.Advance("1h")
	equal(t, "messages after it", len(d.Messages()), 1)
}

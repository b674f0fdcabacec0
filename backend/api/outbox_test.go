package api_test

import (
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/channel/fake"
	channel "stepwise/backend/channel/sms"
	mailer "stepwise/backend/channel/smtp"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
	"stepwise/backend/testkit/sink"
)

// servers puts real channels to real servers on loopback into a World, in
// place of the recording ones. The mail server wants user and password.
func (d *desk) servers(t *testing.T) (*sink.SMTP, *sink.SMS) {
	t.Helper()
	mail, err := sink.StartSMTP(sink.SMTPOptions{Auth: "office:parola", Now: d.Clock.Time})
	d.OK(err)
	sms, err := sink.StartSMS(sink.SMSOptions{Token: "jeton", Now: d.Clock.Time, Zone: d.Zone})
	d.OK(err)
	email, texts := mailer.New(d.Clock.Time, mailer.Options{}), channel.New(nil)
	t.Cleanup(func() {
		email.Close()
		texts.Close()
		d.OK(mail.Close())
		d.OK(sms.Close())
	})
	d.Outbox.Channels[crm.ChannelEmail], d.Outbox.Channels[crm.ChannelSMS] = email, texts
	in := smtpAccount()
	in.ID, in.SMTP.Host, in.SMTP.Port, in.SMTP.TLS = d.EmailAcc, "127.0.0.1", mail.Port(), crm.TLSNone
	ask(d.api.SaveAccount(in)).ok(t)
	gate := gatewayAccount(sms.URL() + "/sms")
	gate.ID = d.SMSAcc
	ask(d.api.SaveAccount(gate)).ok(t)
	return mail, sms
}

func (d *desk) counts(t *testing.T) map[crm.MessageState]int {
	t.Helper()
	out := map[crm.MessageState]int{}
	for _, c := range ask(d.api.ListMessages(api.ListMessagesIn{})).ok(t).Counts {
		if c.Count > 0 {
			out[c.State] = c.Count
		}
	}
	return out
}

func TestWrongSettingsOfAnAccountAreSaidAtOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.servers(t)
	in := smtpAccount()
	in.SMTP.Host, in.SMTP.Port, in.SMTP.TLS, in.SMTP.FromEmail = "", 0, "ssl", "nobody"
	ask(d.api.SaveAccount(in)).invalid(t, "smtp.host account.host_missing", "smtp.port account.port", "smtp.tls account.tls_mode", "smtp.fromEmail account.from_address")
	gate := gatewayAccount("ftp://sms.example")
	gate.Gateway.Method, gate.Gateway.Body = "DELETE", `{"to":"{{to}}"}`
	ask(d.api.SaveAccount(gate)).invalid(t, "gateway.body account.placeholder_missing", "gateway.method account.method", "gateway.url account.url_https")
	ask(d.api.SaveAccount(api.SaveAccountIn{Kind: "pigeon", Name: "x"})).invalid(t, "kind account.bad_kind")
	ask(d.api.SaveAccount(api.SaveAccountIn{Kind: crm.AccountSMTP, Name: "x"})).invalid(t, "kind account.bad_kind")
	equal(t, "accounts", len(ask(d.api.ListAccounts()).ok(t)), 2)
	in = smtpAccount()
	in.ID = 77
	ask(d.api.SaveAccount(in)).refused(t, "not_found error.not_found.account")
	ask(d.api.ResumeAccount(api.AccountIn{ID: 77})).refused(t, "not_found error.not_found.account")
	ask(d.api.DeleteAccount(api.AccountIn{ID: 77})).refused(t, "not_found error.not_found.account")
}

func TestAnAccountIsTriedWithAMessageToOneself(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.TestMode)
	mail, sms := d.servers(t)
	for _, tc := range []struct {
		id crm.AccountID
		to string
	}{{d.EmailAcc, "ana@firma.example"}, {d.SMSAcc, "0721 000 001"}} {
		out := ask(d.api.TestAccount(api.TestAccountIn{ID: tc.id, To: tc.to})).ok(t)
		equal(t, "taken from "+tc.to, out.OK, true)
		said(t, out.Say)
	}
	equal(t, "arrived", fmt.Sprintln(len(mail.Accepted()), len(sms.Accepted()), sms.Accepted()[0].To), "1 1 +40721000001\n")
	ask(d.api.TestAccount(api.TestAccountIn{ID: d.EmailAcc, To: "nobody"})).invalid(t, "to mailaddr.no_at")
	ask(d.api.TestAccount(api.TestAccountIn{ID: d.SMSAcc, To: "0212345678"})).invalid(t, "to phone.no_sms.fixed")
	ask(d.api.TestAccount(api.TestAccountIn{ID: 77, To: "x"})).refused(t, "not_found error.not_found.account")
	night := d.At("2026-11-23 23:00")
	d.Clock.Set(night)
	ask(d.api.TestAccount(api.TestAccountIn{ID: d.SMSAcc, To: "0721 000 001"})).refused(t, "conflict account.test_at_night")
	equal(t, "SMS at night", len(sms.Accepted()), 1)
	d.wrongPassword(t)
	out := ask(d.api.TestAccount(api.TestAccountIn{ID: d.EmailAcc, To: "ana@firma.example"})).ok(t)
	equal(t, "with a wrong password", out.OK, false)
	if !strings.Contains(out.Words, "535") {
		t.Errorf("the server's words: %q", out.Words)
	}
	said(t, out.Say)
}

// wrongPassword replaces the right one; the rest of the account stays.
func (d *desk) wrongPassword(t *testing.T) {
	t.Helper()
	for _, a := range ask(d.api.ListAccounts()).ok(t) {
		if a.Account.ID == d.EmailAcc {
			wrong := "wrong"
			ask(d.api.SaveAccount(api.SaveAccountIn{ID: d.EmailAcc, Name: "Office", SMTP: a.Account.SMTP, Secret: &wrong})).ok(t)
		}
	}
}

// A wrong SMTP password: the account stops once, messages stay queued, the
// status line says so, and with the right one everything goes on.
func TestAWrongPasswordStopsTheAccountAndLosesNothing(t *testing.T) {
	t.Parallel()
	d := open(t)
	mail, _ := d.servers(t)
	d.wrongPassword(t)
	q := d.Sequence(d.offers(), testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Hello", "Hello")), testkit.TaskStep("0d", d.Template(crm.TemplateTask, "Call", "")))
	d.Activate(q, "new")
	for i := range 3 {
		d.Card(fmt.Sprintf("Ion %d", i), testkit.OfferSent)
	}
	d.Advance("1h")
	status := ask(d.api.GetStatus()).ok(t)
	equal(t, "queued, failed, uncertain", fmt.Sprint(status.Queued, status.Failed, status.Uncertain), "3 0 0")
	if len(status.StoppedAccounts) != 1 || !strings.Contains(status.StoppedAccounts[0].Account.Words, "535") || status.StoppedAccounts[0].Queued != 3 {
		t.Errorf("stopped accounts %+v", status.StoppedAccounts)
	}
	equal(t, "tasks behind the emails", len(d.Tasks()), 0)
	ask(d.api.ResumeAccount(api.AccountIn{ID: d.EmailAcc})).ok(t)
	d.Tick()
	equal(t, "resumed with the wrong one", len(ask(d.api.GetStatus()).ok(t).StoppedAccounts), 1)

	in := smtpAccount()
	in.ID, in.SMTP = d.EmailAcc, status.StoppedAccounts[0].Account.SMTP
	saved := ask(d.api.SaveAccount(in)).ok(t)
	equal(t, "stopped after a save", saved.Account.Stopped, false)
	in.Secret, in.Name = nil, "Renamed"
	ask(d.api.SaveAccount(in)).ok(t) // keeps the password
	d.Advance("1h")
	equal(t, "messages", fmt.Sprint(d.counts(t)), "map[sent:3]")
	equal(t, "arrived", len(mail.Accepted()), 3)
	equal(t, "tasks", len(d.Tasks()), 3)
}

// A gateway that answers HTML: nobody knows, so it is never sent again by
// itself, and a person decides.
func TestAGatewayThatAnswersHTMLLeavesUncertainMessages(t *testing.T) {
	t.Parallel()
	d := open(t)
	_, sms := d.servers(t)
	sms.SetFaults(map[string]float64{"html-200": 1})
	q := d.Sequence(d.offers(), testkit.SMSStep("0d", d.Template(crm.TemplateSMS, "", "Hello")))
	d.Activate(q, "new")
	var cards []crm.CardID
	for _, name := range []string{"Arrived", "Again", "Dropped"} {
		cards = append(cards, d.Card(name, testkit.OfferSent))
	}
	d.Advance("2h")
	equal(t, "messages", fmt.Sprint(d.counts(t)), "map[uncertain:3]")
	equal(t, "in the status line", ask(d.api.GetStatus()).ok(t).Uncertain, 3)
	equal(t, "handed over", len(sms.Accepted()), 3)
	sms.SetFaults(nil)
	for i, decision := range []string{"arrived", "again", "drop"} {
		m := ask(d.api.ListMessages(api.ListMessagesIn{Card: cards[i], State: "uncertain"})).ok(t).Rows[0].Message
		said(t, ask(d.api.GetMessage(api.MessageIn{ID: m.ID})).ok(t).Say)
		in := api.DecideMessagesIn{IDs: []crm.MessageID{m.ID}, Decision: decision}
		equal(t, decision, ask(d.api.DecideMessages(in)).ok(t).Changed, 1)
		equal(t, decision+" twice", ask(d.api.DecideMessages(in)).ok(t).Changed, 0)
		history := d.History(cards[i])
		said(t, history[len(history)-1].Say)
	}
	d.Advance("10m")
	equal(t, "decided", fmt.Sprint(d.counts(t)), "map[cancelled:1 sent:2 uncertain:1]")
	equal(t, "left to decide", ask(d.api.GetStatus()).ok(t).Uncertain, 0)
	equal(t, "handed over once more", len(sms.Accepted()), 4)
	ask(d.api.DecideMessages(api.DecideMessagesIn{Decision: "guess"})).refused(t, "invalid error.bad_decision")
	ask(d.api.DecideMessages(api.DecideMessagesIn{IDs: []crm.MessageID{77}, Decision: "drop"})).refused(t, "not_found error.not_found.message")
	ask(d.api.GetMessage(api.MessageIn{ID: 77})).refused(t, "not_found error.not_found.message")
}

func TestTheOutboxIsReadPageByPage(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.Sequence(d.offers(), testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Hello", "Hello")))
	d.Activate(q, "new")
	for i := range 7 {
		d.Card(fmt.Sprintf("Ștefan %d", i), testkit.OfferSent)
	}
	d.Tick()
	in := api.ListMessagesIn{Limit: 3, State: "sent", Channel: "email", Sequence: q, Search: "STEFAN"}
	var ids []crm.MessageID
	for more := true; more; more = in.After != "" {
		page := ask(d.api.ListMessages(in)).ok(t)
		for _, r := range page.Rows {
			ids = append(ids, r.Message.ID)
		}
		in.After = page.Next
	}
	same(t, "newest first", ids, []crm.MessageID{7, 6, 5, 4, 3, 2, 1})
}

// Test mode: everything runs, nothing leaves; off asks for working accounts
// and what becomes of what it held.
func TestTestModeEndsWithADecision(t *testing.T) {
	t.Parallel()
	for held, want := range map[string]struct {
		out   api.TestModeOut
		after string
		sent  int
	}{
		"":        {api.TestModeOut{Discarded: 2}, "map[cancelled:2]", 0},
		"discard": {api.TestModeOut{Discarded: 2}, "map[cancelled:2]", 0},
		"send":    {api.TestModeOut{Released: 1, TooLate: 1}, "map[held:1 sent:1]", 1},
	} {
		t.Run("then "+held, func(t *testing.T) {
			t.Parallel()
			d := open(t, testkit.TestMode)
			q := d.Sequence(d.offers(), testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Hello", "Hello")), testkit.TaskStep("0d", d.Template(crm.TemplateTask, "Call", "")))
			d.Activate(q, "new")
			d.Card("Too late by now", testkit.OfferSent)
			d.Advance("4d")
			d.Card("In time", testkit.OfferSent)
			d.Advance("1h")
			equal(t, "held", fmt.Sprint(d.counts(t)), "map[held:2]")
			equal(t, "the steps behind them", len(d.Tasks()), 2)
			ask(d.api.SetTestMode(api.TestModeIn{Held: "sell"})).refused(t, "invalid error.bad_decision")
			equal(t, "what became of them", ask(d.api.SetTestMode(api.TestModeIn{Held: held})).ok(t), want.out)
			d.Advance("1h")
			equal(t, "in the end", fmt.Sprint(d.counts(t)), want.after)
			equal(t, "sent", len(d.Sent()), want.sent)
			equal(t, "off twice", ask(d.api.SetTestMode(api.TestModeIn{Held: held})).ok(t), api.TestModeOut{})
		})
	}
}

func TestTestModeStaysWhileAccountsDoNotWork(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.TestMode)
	d.servers(t)
	d.wrongPassword(t)
	if err := ask(d.api.SetTestMode(api.TestModeIn{})).err; crm.CodeOf(err) != crm.CodeUnavailable {
		t.Errorf("a wrong password: %v", err)
	}
	ask(d.api.DeleteAccount(api.AccountIn{ID: d.EmailAcc})).ok(t)
	ask(d.api.DeleteAccount(api.AccountIn{ID: d.SMSAcc})).ok(t)
	ask(d.api.SetTestMode(api.TestModeIn{})).refused(t, "conflict error.no_email_account")
	equal(t, "test mode", ask(d.api.GetStatus()).ok(t).TestMode, true)
	made := ask(d.api.SaveAccount(smtpAccount())).ok(t)
	d.Outbox.Channels[crm.ChannelEmail], d.Outbox.Channels[crm.ChannelSMS] = d.World.Email, fake.New()
	equal(t, "with an account that works", made.Account.HasSecret, true)
	ask(d.api.SetTestMode(api.TestModeIn{})).ok(t)
	equal(t, "test mode in the end", ask(d.api.GetStatus()).ok(t).TestMode, false)
}

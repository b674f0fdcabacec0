package e2e_test

import (
	"slices"
	"strings"
	"testing"

	"stepwise/backend/channel/gateway"
	mailer "stepwise/backend/channel/smtp"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
	"stepwise/backend/testkit/sink"
)

// met is what one fault does to the one message that meets it, and what becomes
// of it when the server behaves again (RELIABILITY 2.4).
type met struct {
	fault    string
	state    string // right after it
	words    string // begin of what the attempt's story says; "" where it was accepted
	attempts int
	account  string // how it is then: well, stopped or waits
	then     string // six hours later, resumed by somebody where it stopped
	took     int    // messages that the server took in the end
}

const (
	retried  = "queued: retry"
	doubtful = "uncertain: no_reply"
	garbled  = "uncertain: bad_reply"
	refused  = "failed: message_refused"
	halted   = "queued: account_stopped"
	lost     = "the connection was lost" // in the words of the system, without a code of the server
)

var mailFaults = []met{
	{"connect-drop", retried, lost, 1, "well", "sent", 1},
	{"greet-421", retried, "421 ", 1, "well", "sent", 1},
	{"greet-slow", "sent", "", 1, "well", "sent", 1},
	{"mail-451", retried, "451 ", 1, "well", "sent", 1},
	{"rcpt-450", retried, "450 ", 1, "well", "sent", 1},
	{"rcpt-550", "failed: recipient_refused", "550 ", 0, "well", "failed: recipient_refused", 0},
	{"data-421", retried, "421 ", 1, "well", "sent", 1},
	{"data-451", retried, "451 ", 1, "well", "sent", 1},
	{"drop-mid-data", retried, lost, 1, "well", "sent", 1},
	{"eod-451", retried, "451 ", 1, "well", "sent", 1},
	{"eod-452", retried, "452 ", 1, "well", "sent", 1},
	{"eod-550", refused, "550 ", 1, "well", refused, 0},
	{"eod-554", refused, "554 ", 1, "well", refused, 0},
	{"drop-before-accept", doubtful, lost, 1, "well", doubtful, 0},
	{"drop-after-accept", doubtful, lost, 1, "well", doubtful, 1},
	{"slow-accept", "sent", "", 1, "well", "sent", 1},
	{"truncate-reply", doubtful, lost, 1, "well", doubtful, 1},
	{"cut-after-250", "sent", "", 1, "well", "sent", 1},
}

var gatewayFaults = []met{
	{"429", retried, "429 ", 0, "waits", "sent", 1},
	{"500-before", garbled, "500 ", 1, "well", "sent", 1},
	{"503-before", retried, "503 ", 0, "waits", "sent", 1},
	{"500-after", garbled, "500 ", 1, "well", "sent: looked_up", 1},
	{"drop-before", doubtful, lost, 1, "well", "sent", 1},
	{"drop-after", doubtful, lost, 1, "well", "sent: looked_up", 1},
	{"slow-after", "sent", "", 1, "well", "sent", 1},
	{"400", refused, "400 ", 1, "well", refused, 0},
	{"401", halted, "401 ", 0, "stopped", "sent", 1},
	{"402", halted, "402 ", 0, "stopped", "sent", 1},
	{"html-200", garbled, "200 OK", 1, "well", "sent: looked_up", 1},
	{"bad-json-after", garbled, "200 OK", 1, "well", "sent: looked_up", 1},
	{"redirect", halted, "302 ", 0, "stopped", "sent", 1},
}

func TestEachFaultOfAMailServer(t *testing.T) {
	t.Parallel()
	for _, c := range mailFaults {
		t.Run(c.fault, func(t *testing.T) {
			t.Parallel()
			meets(t, c, crm.StepEmailClient, rates{mail: map[string]float64{c.fault: 1}})
		})
	}
	each(t, mailFaults, sink.SMTPFaults)
}

func TestEachFaultOfAGateway(t *testing.T) {
	t.Parallel()
	for _, c := range gatewayFaults {
		t.Run(c.fault, func(t *testing.T) {
			t.Parallel()
			meets(t, c, crm.StepSMSClient, rates{sms: map[string]float64{c.fault: 1}})
		})
	}
	each(t, gatewayFaults, sink.SMSFaults)
}

// each says that no fault of a sink was forgotten.
func each(t *testing.T, list []met, all []string) {
	t.Helper()
	for _, name := range all {
		if !slices.ContainsFunc(list, func(c met) bool { return c.fault == name }) {
			t.Errorf("%s is not met", name)
		}
	}
}

func meets(t *testing.T, c met, kind crm.StepKind, r rates) {
	t.Helper()
	s := startSinks(t, 1, false, r)
	w := testkit.NewWorld(t)
	w.Write(func(tx *store.Tx) error { return accounts(tx, s.places(false)) })
	w.Outbox.Channels[crm.ChannelEmail], w.Outbox.Channels[crm.ChannelSMS] = mailer.New(w.Clock.Time, mailer.Options{}), gateway.New()
	first := testkit.Step(kind, "0d", w.Template(kind.Template(), "Your offer", "Dear {{contact.first_name}}, here it is."+strings.Repeat(" And more of it.", size(c.fault))))
	q := w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), first)
	w.Activate(q, engine.ScopeNew)
	w.Card("Ion Popescu", testkit.OfferSent)
	w.Tick()
	m := one(w)
	same(t, "right after it", stateOf(m), c.state)
	same(t, "attempts", m.Attempts, c.attempts)
	account := kept(w, m.Channel)
	same(t, "the account", howIs(account, w.Now()), c.account)
	story(t, w, m, c)

	s.mail.SetFaults(nil)
	s.sms.SetFaults(nil)
	if account.Stopped {
		w.Write(func(tx *store.Tx) error { return tx.ResumeAccount(account.ID) })
	}
	w.Advance("6h")
	m = one(w)
	same(t, "in the end", stateOf(m), c.then)
	same(t, "taken", len(s.mail.Accepted())+len(s.sms.Accepted()), c.took)
	if c.state == doubtful && c.then == doubtful { // nobody can say: its sequence goes on after a day, and it stays in the list
		w.Advance("1d")
		same(t, "a day later", stateOf(one(w)), "uncertain: assumed")
		same(t, "taken a day later", len(s.mail.Accepted()), c.took)
	}
}

// size makes an email longer than what is under way at once, so that a server
// that leaves in the middle has left before the end.
func size(fault string) int {
	if fault == "drop-mid-data" {
		return 150_000
	}
	return 0
}

// story looks at what is kept of the attempt that met the fault, and that it is
// the server's own words.
func story(t *testing.T, w *testkit.World, m crm.Message, c met) {
	t.Helper()
	var list []crm.Attempt
	w.Read(func(v *store.View) (err error) {
		list, err = v.Attempts(m.ID)
		return err
	})
	if c.words == "" {
		same(t, "attempts that were not accepted", len(list), 0)
		return
	}
	if len(list) != 1 {
		t.Fatalf("%d attempts were not accepted", len(list))
	}
	a := list[0]
	if c.words == lost && a.Code != 0 || c.words != lost && !strings.HasPrefix(a.Words, c.words) {
		t.Errorf("the story says %q (%d), not %q", a.Words, a.Code, c.words)
	}
	if doubt := a.Outcome == crm.Unclear; doubt != strings.HasPrefix(c.state, "uncertain") || doubt && !a.Handed {
		t.Errorf("the attempt is %+v", a)
	}
}

func one(w *testkit.World) crm.Message {
	w.T.Helper()
	list := w.Messages()
	if len(list) != 1 {
		w.T.Fatalf("%d messages", len(list))
	}
	return list[0].Message
}

func kept(w *testkit.World, ch crm.Channel) (a crm.Account) {
	w.T.Helper()
	w.Read(func(v *store.View) error {
		list, err := v.Accounts()
		for _, other := range list {
			if other.Channel == ch {
				a = other
			}
		}
		return err
	})
	return a
}

func howIs(a crm.Account, now crm.Instant) string {
	switch {
	case a.Stopped:
		return "stopped"
	case a.Until > now:
		return "waits"
	}
	return "well"
}

func stateOf(m crm.Message) string {
	if m.Reason == crm.ReasonNone {
		return string(m.State)
	}
	return string(m.State) + ": " + string(m.Reason)
}

func same[E comparable](t *testing.T, what string, got, want E) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

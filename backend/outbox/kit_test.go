package outbox_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// post is a World with one sequence: an email or an SMS at once, and a task a
// day later that shows what the message's moment was to its sequence.
type post struct {
	*testkit.World
	seq crm.SequenceID
}

func posting(t testing.TB, kind crm.StepKind, options ...testkit.Option) post {
	t.Helper()
	w := testkit.NewWorld(t, options...)
	text := w.Template(kind.Template(), "Your offer", "Dear {{contact.first_name}}, here it is.")
	first := testkit.Step(kind, "0d", text)
	task := testkit.TaskStep("1d", w.Template(crm.TemplateTask, "Call", ""))
	q := w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), first, task)
	w.Activate(q, engine.ScopeNew)
	return post{w, q}
}

// offer makes a card that enters, and ticks.
func (p post) offer(change ...func(*testkit.NewCard)) crm.CardID {
	p.T.Helper()
	id := p.Card("Ion Popescu", testkit.OfferSent, change...)
	p.Tick()
	return id
}

// message is the last one of a card.
func (p post) message(card crm.CardID) crm.Message {
	p.T.Helper()
	list := p.Messages()
	slices.Reverse(list)
	for _, m := range list {
		if m.Card == card {
			return m.Message
		}
	}
	p.T.Fatalf("%s has no message", card)
	return crm.Message{}
}

// state is how a card's last message stands: "queued: retry".
func (p post) state(card crm.CardID) string {
	p.T.Helper()
	return stateOf(p.message(card))
}

func stateOf(m crm.Message) string {
	if m.Reason == crm.ReasonNone {
		return string(m.State)
	}
	return string(m.State) + ": " + string(m.Reason)
}

// pending is when the card's next step is due, or how its enrolment stands.
func (p post) pending(card crm.CardID) string {
	p.T.Helper()
	e := p.Enrolment(p.seq, card)
	if e.State == crm.EnrolmentWaiting {
		return p.Civil(e.Due)
	}
	return string(e.State)
}

func (p post) decide(id crm.MessageID, d outbox.Decision) bool {
	p.T.Helper()
	var done bool
	p.OK(p.Store.Write(context.Background(), func(tx *store.Tx) (err error) {
		done, err = p.Outbox.Decide(tx, id, d)
		return err
	}))
	return done
}

// gateway changes what the SMS gateway promises.
func (p post) gateway(change func(*crm.GatewaySettings)) {
	p.T.Helper()
	p.Write(func(tx *store.Tx) error {
		a, err := tx.Account(p.SMSAcc)
		if err != nil {
			return err
		}
		change(a.Gateway)
		_, err = tx.SaveAccount(a)
		return err
	})
}

func (p post) account(id crm.AccountID) (a crm.Account) {
	p.T.Helper()
	p.Read(func(v *store.View) (err error) {
		a, err = v.Account(id)
		return err
	})
	return a
}

func (p post) resume(id crm.AccountID) {
	p.T.Helper()
	p.Write(func(tx *store.Tx) error { return tx.ResumeAccount(id) })
}

// wrapped is the recording channel with something that happens around the
// commit of a message.
type wrapped struct {
	*fake.Channel
	before, after func(crm.Message)
}

func (c wrapped) Send(ctx context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome {
	return c.Channel.Send(ctx, a, m, raw, func() error {
		if c.before != nil {
			c.before(m)
		}
		err := commit()
		if err == nil && c.after != nil {
			c.after(m)
		}
		return err
	})
}

// around lets something happen just before and just after "sending" is written.
func (p post) around(before, after func(crm.Message)) {
	p.Outbox.Channels[crm.ChannelEmail] = wrapped{p.Email, before, after}
	p.Outbox.Channels[crm.ChannelSMS] = wrapped{p.SMS, before, after}
}

func equal[E comparable](t testing.TB, what string, got, want E) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func nameless(d *engine.Draft) { d.Name = "Somebody else" }

const minute = time.Minute

// keyed is a gateway that delivers a key once, however often it comes.
type keyed struct{ *fake.Channel }

func (c keyed) Send(ctx context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome {
	if slices.ContainsFunc(c.Taken(), func(t crm.Message) bool { return t.Key == m.Key }) {
		if err := commit(); err != nil {
			return crm.Outcome{Kind: crm.Aborted}
		}
		return fake.Accepted.Outcome
	}
	return c.Channel.Send(ctx, a, m, raw, commit)
}

package outbox_test

import (
	"context"
	"sync/atomic"
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// Between the claim and the byte that completes the message the world changes:
// the commit fails and nothing is handed over.
func TestAMessageThatMayNoLongerGoIsNotHandedOver(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name string
		kind crm.StepKind
		from string
		do   func(p post, card crm.CardID)
		want string
	}{
		{"the card left the filter", crm.StepEmailClient, testkit.Start,
			func(p post, card crm.CardID) { p.SetStatus(card, testkit.Lost) }, "cancelled: left_filter"},
		{"the card was deleted", crm.StepEmailClient, testkit.Start,
			func(p post, card crm.CardID) { p.Delete(card) }, "cancelled: card_deleted"},
		{"the sequence was paused", crm.StepEmailClient, testkit.Start,
			func(p post, _ crm.CardID) { p.Deactivate(p.seq) }, "queued"},
		{"the night began", crm.StepSMSClient, "2026-11-23 22:59:58",
			func(p post, _ crm.CardID) { p.Clock.Set(p.At("2026-11-23 23:00")) }, "queued: quiet_hours"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := posting(t, c.kind, testkit.From(c.from))
			card := p.Card("Ion Popescu", testkit.OfferSent)
			p.around(func(crm.Message) { c.do(p, card) }, nil)
			p.Tick()
			equal(t, "state", p.state(card), c.want)
			equal(t, "taken", len(p.Sent()), 0)
			equal(t, "hand-overs", len(p.Email.Records())+len(p.SMS.Records()), 1)
		})
	}
}

// fillable is a disk that can be full: then nothing can be written.
func (p post) fillable() *atomic.Bool {
	full := new(atomic.Bool)
	p.Store.SetHooks(func(tx *store.Tx) error {
		if full.Load() {
			return crm.Fail(crm.CodeUnavailable, "error.store.full")
		}
		return p.Engine.Judge(tx)
	}, nil)
	return full
}

func (p post) tickFails() {
	p.T.Helper()
	if _, err := p.Engine.Tick(context.Background()); crm.CodeOf(err) != crm.CodeUnavailable {
		p.T.Errorf("the tick says of the disk: %v", err)
	}
}

// The disk fills up while a message is on its way: what the server said is
// kept and written before anything else is sent.
func TestAnOutcomeThatCannotBeWrittenIsWrittenBeforeTheNextSend(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepEmailClient)
	full := p.fillable()
	first := p.Card("Ion Popescu", testkit.OfferSent)
	p.around(nil, func(crm.Message) { full.Store(true) })
	p.tickFails()
	equal(t, "state while it is full", p.state(first), "sending")
	p.tickFails()
	full.Store(false)
	p.around(nil, nil)
	second := p.Card("Maria Ionescu", testkit.OfferSent)
	p.Email.OnSend(func(m crm.Message) {
		if m.Card == second {
			equal(t, "the first when the second goes", p.state(first), "sent")
		}
	})
	p.Tick()
	equal(t, "the second", p.state(second), "sent")
	equal(t, "hand-overs", len(p.Email.Records()), 2)
}

// The commit just before the dot fails: nothing was sent, and it goes later.
func TestAFullDiskBeforeTheHandOverSendsNothing(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepEmailClient)
	full := p.fillable()
	ion := p.Card("Ion Popescu", testkit.OfferSent)
	p.around(func(crm.Message) { full.Store(true) }, nil)
	p.tickFails()
	equal(t, "taken", len(p.Sent()), 0)
	full.Store(false)
	p.around(nil, nil)
	p.Tick()
	equal(t, "state", p.state(ion), "sent")
	equal(t, "taken once", len(p.Sent()), 1)
}

// A program that was killed leaves behind what it had claimed and what it was
// sending; the next one knows which is which.
func TestAfterAKill(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		before bool
		want   string
	}{
		"with a claim only: it goes":  {true, "sent"},
		"while sending: nobody knows": {false, "uncertain: interrupted"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := posting(t, crm.StepEmailClient)
			ion := p.Card("Ion Popescu", testkit.OfferSent)
			snapshot := ""
			take := func(crm.Message) {
				if snapshot == "" {
					snapshot = p.Snapshot()
				}
			}
			p.Email.Otherwise(fake.LostBefore) // whatever became of it then
			if c.before {
				p.Email.Otherwise(fake.Unreached)
				p.Email.OnSend(take)
			} else {
				p.around(nil, take)
			}
			p.Tick()
			p.Email.Otherwise(fake.Accepted)
			p.Email.OnSend(nil)
			p.RestartFrom(snapshot)
			p.Tick()
			equal(t, "state", p.state(ion), c.want)
			p.Restart()
			equal(t, "after one more restart", p.state(ion), c.want)
		})
	}
}

// What the recipient's consent says counts at the moment of the claim.
func TestConsentIsAskedAtTheClaim(t *testing.T) {
	t.Parallel()
	const to = "ion@client.example"
	cases := map[string]struct {
		do   func(p post)
		want string
	}{
		"unsubscribed":            {func(p post) { p.SetConsent(crm.ChannelEmail, to, crm.ConsentUnsubscribed) }, "suppressed: unsubscribed"},
		"bounced":                 {func(p post) { p.SetConsent(crm.ChannelEmail, to, crm.ConsentBounced) }, "suppressed: bounced"},
		"on the suppression list": {func(p post) { p.Write(func(tx *store.Tx) error { return tx.Suppress(crm.ChannelEmail, to, "manual") }) }, "suppressed: suppressed"},
		"test mode is on":         {func(p post) { p.SetWorkspace(func(ws *crm.Workspace) { ws.TestMode = true }) }, "held: test_mode"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := posting(t, crm.StepEmailClient)
			p.Email.Script(to, fake.Unreached)
			ion := p.offer(testkit.Email(to))
			c.do(p)
			p.Advance("20m")
			equal(t, "state", p.state(ion), c.want)
			equal(t, "hand-overs", len(p.Email.Records()), 1)
			equal(t, "the sequence goes on", string(p.Enrolment(p.seq, ion).State), "waiting")
		})
	}
}

func TestAColleagueWhoLeftGetsNothing(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepEmailUser)
	p.Email.Otherwise(fake.Unreached)
	ion := p.offer()
	p.DeactivateUser(p.Admin)
	p.Email.Otherwise(fake.Accepted)
	p.Advance("20m")
	equal(t, "state", p.state(ion), "cancelled: user_inactive")
}

func TestTheKeyOfAMessageNeverChanges(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		enrolment crm.EnrolmentID
		step      crm.StepID
		to        string
		resend    int
		want      string
	}{
		{1, 2, "ion@client.example", 0, "w3xjxkczojyh3xw6s3sqmmlzpc"},
		{1, 2, "ion@client.example", 1, "5kewipo4gu4fd3lap7ormarnmq"},
		{12345, 678, "+40721000001", 0, "uxiirlnyeehbg7iznoxdpw3xrz"},
	} {
		equal(t, c.to, outbox.Key("STEPWISE", c.enrolment, c.step, c.to, c.resend), c.want)
	}
	seen := map[string]bool{}
	for resend := range 1000 {
		key := outbox.Key("STEPWISE", 1, 2, "ion@client.example", resend)
		if seen[key] || len(key) != 26 {
			t.Fatalf("key %q", key)
		}
		seen[key] = true
	}
}

// Told to stop, the program waits a little for the answer to what is handed over
// already, and what it had not handed over is no attempt.
func TestAnOrderlyStopLeavesNothingUncertain(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"before": "queued", "after": "sent"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := posting(t, crm.StepEmailClient)
			card := p.Card("Ion Popescu", testkit.OfferSent)
			ctx, stop := context.WithCancel(context.Background())
			defer stop()
			told := func(crm.Message) { stop() }
			if name == "before" {
				p.Email.OnSend(told)
				p.Outbox.Channels[crm.ChannelEmail] = listening{p.Email}
			} else {
				p.around(nil, told)
				p.Outbox.Channels[crm.ChannelEmail] = listening{p.Outbox.Channels[crm.ChannelEmail]}
			}
			_, _ = p.Engine.Tick(ctx)
			equal(t, "state", p.state(card), want)
			equal(t, "attempts", p.message(card).Attempts, len(p.Sent()))
		})
	}
}

// listening is a channel that gives up, as real ones do, when its context ends.
type listening struct{ outbox.Channel }

func (c listening) Send(ctx context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome {
	out := c.Channel.Send(ctx, a, m, raw, commit)
	if ctx.Err() != nil && out.Kind == crm.Accepted {
		return crm.Outcome{Kind: crm.Unclear, Words: ctx.Err().Error()}
	}
	return out
}

// The SMS service is switched off while an SMS waits for the morning.
func TestAnSMSDoesNotGoOnceItsServiceIsOff(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepSMSClient, testkit.From("2026-11-23 22:59"))
	p.SMS.Otherwise(fake.Unreached)
	card := p.offer(testkit.Phone(number))
	equal(t, "at night", p.state(card), "queued: retry")
	p.SMS.Otherwise(fake.Accepted)
	p.Write(func(tx *store.Tx) error {
		product, err := tx.Product(p.Product)
		if err != nil {
			return err
		}
		product.SMSOn = false
		_, err = tx.SaveProduct(product)
		return err
	})
	p.Advance("12h")
	equal(t, "in the morning", p.state(card), "cancelled: sms_off")
	equal(t, "taken", len(p.SMS.Taken()), 0)
}

package outbox_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// addAccount adds an account to those of the World.
func (p post) addAccount(a crm.Account) crm.AccountID {
	p.T.Helper()
	switch a.Channel {
	case crm.ChannelSMS:
		a.Kind, a.Gateway = crm.AccountGateway, &crm.GatewaySettings{URL: "https://sms.example/" + a.Name, Method: "POST"}
	default:
		a.Channel, a.Kind, a.SMTP = crm.ChannelEmail, crm.AccountSMTP, &crm.SMTPSettings{Host: a.Name, Port: 25, FromEmail: a.Name + "@business.example"}
	}
	p.Write(func(tx *store.Tx) (err error) {
		a, err = tx.SaveAccount(a)
		return err
	})
	return a.ID
}

func (p post) change(id crm.AccountID, change func(*crm.Account)) {
	p.T.Helper()
	p.Write(func(tx *store.Tx) error {
		a, err := tx.Account(id)
		if err != nil {
			return err
		}
		change(&a)
		_, err = tx.SaveAccount(a)
		return err
	})
}

// through says which accounts took what, in order.
func through(c *fake.Channel) (ids []crm.AccountID) {
	for _, r := range c.Records() {
		if r.Taken {
			ids = append(ids, r.Account.ID)
		}
	}
	return ids
}

func TestWhichAccountTakesWhichEmail(t *testing.T) {
	t.Parallel()
	const all, second, own = "all", "second", "own"
	cases := []struct {
		name           string
		sender         bool // a colleague with an account of their own
		stopped, waits []string
		want           string
	}{
		{"the workspace's, by the first for all", false, nil, nil, all},
		{"the workspace's, past one that stopped", false, []string{all}, nil, second},
		{"the workspace's, past one that waits", false, nil, []string{all}, second},
		{"the workspace's, while all of them stopped", false, []string{all, second}, nil, "queued: account_stopped"},
		{"the workspace's, while one will be back by itself", false, []string{all}, []string{second}, "queued: retry"},
		{"a colleague's, by their own", true, nil, nil, own},
		{"a colleague's, while their own stopped: never by another", true, []string{own}, nil, "queued: account_stopped"},
		{"a colleague's, while their own waits", true, nil, []string{own}, "queued: retry"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := posting(t, crm.StepEmailClient)
			ids := map[string]crm.AccountID{
				all: p.EmailAcc, second: p.addAccount(crm.Account{Name: second, Position: 1}), own: p.addAccount(crm.Account{Name: own, Owner: p.Admin, Position: 2}),
			}
			if c.sender {
				p.Deactivate(p.seq)
				p.Edit(p.seq, func(q *crm.Sequence) { q.Steps[0].Sender = p.Admin })
				p.Activate(p.seq, engine.ScopeNew)
			}
			p.Write(func(tx *store.Tx) error {
				for _, name := range c.stopped {
					if _, err := tx.StopAccount(ids[name], "535"); err != nil {
						return err
					}
				}
				for _, name := range c.waits {
					if err := tx.PauseAccount(ids[name], tx.Now.Add(time.Hour)); err != nil {
						return err
					}
				}
				return nil
			})
			card := p.offer()
			got := p.state(card)
			for name, id := range ids {
				if got == "sent" && through(p.Email)[0] == id {
					got = name
				}
			}
			equal(t, "it went", got, c.want)
		})
	}
}

func TestAnSMSGoesThroughTheGatewayOfItsCardsOwner(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepSMSClient)
	own := p.addAccount(crm.Account{Name: "own", Channel: crm.ChannelSMS, Owner: p.Admin})
	p.offer()
	equal(t, "account", through(p.SMS)[0], own)
}

// What was handed to a gateway is asked of, and goes again through, that one
// alone, whichever stands first now.
func TestWhatIsInDoubtStaysWithItsGateway(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepSMSClient)
	p.gateway(keyHours(4))
	p.Outbox.Channels[crm.ChannelSMS] = keyed{p.SMS}
	p.SMS.Script("+40721000000", fake.LostAfter)
	card := p.offer(testkit.Phone("+40721000000"))
	equal(t, "state", p.state(card), "uncertain: no_reply")
	first := p.addAccount(crm.Account{Name: "first", Channel: crm.ChannelSMS, Position: -1})
	p.Advance("30m")
	equal(t, "state", p.state(card), "sent")
	for _, r := range p.SMS.Records() {
		if r.Account.ID == first {
			t.Error("another gateway was asked to deliver it")
		}
	}
	equal(t, "delivered", len(p.SMS.Taken()), 1)
}

func TestWhatIsInDoubtWithAGatewayThatIsGoneIsForAPerson(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepSMSClient)
	p.gateway(keyHours(4))
	p.SMS.Script("+40721000000", fake.LostAfter)
	card := p.offer(testkit.Phone("+40721000000"))
	p.Clock.Set(p.Now().Add(minute / 60))
	_, err := p.Outbox.Resolve(t.Context())
	p.OK(err)
	equal(t, "state", p.state(card), "queued: retry")
	p.addAccount(crm.Account{Name: "other", Channel: crm.ChannelSMS})
	p.Write(func(tx *store.Tx) error { return tx.DeleteAccount(p.SMSAcc) })
	p.Advance("30m")
	equal(t, "state", p.state(card), "uncertain: no_reply")
	equal(t, "taken", len(p.SMS.Taken()), 1)
}

// An account hands over as many as its rate allows, a minute's spread over the
// minute, and the program knows when the next may go, also after a restart.
func TestAnAccountKeepsItsRates(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		perMinute, perDay, cards int
		want                     string // sent after so long: "0s 1, 1s 2"
	}{
		"60 a minute: one a second":        {60, 0, 5, "0s 1, 1s 2, 2s 3, 1m 5"},
		"6 a minute: one in ten seconds":   {6, 0, 4, "0s 1, 9.999s 1, 10s 2, 20s 3, 1m 4"},
		"120 a minute: two a second":       {120, 0, 5, "0s 2, 1s 4, 2s 5"},
		"3 a day":                          {0, 3, 5, "0s 3, 23h59m 3, 24h 5"},
		"both: the day's are soon used up": {60, 2, 4, "0s 1, 1s 2, 1h 2, 24h 3, 24h1s 4"},
		"none":                             {0, 0, 40, "0s 40"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := posting(t, crm.StepEmailClient)
			p.change(p.EmailAcc, func(a *crm.Account) { a.PerMinute, a.PerDay = c.perMinute, c.perDay })
			for i := range c.cards {
				p.Card(fmt.Sprint("Card ", i), testkit.OfferSent)
			}
			start := p.Now()
			for _, want := range list(c.want) {
				d, err := time.ParseDuration(want[0])
				p.OK(err)
				p.Advance(p.Civil(start.Add(d)))
				equal(t, "sent after "+want[0], fmt.Sprint(len(p.Email.Taken())), want[1])
				p.Restart()
			}
			if left := c.cards - len(p.Email.Taken()); left > 0 {
				equal(t, "reason", p.Messages()[0].Reason, crm.ReasonRate)
			}
		})
	}
}

// The next account takes what the first may not any more.
func TestWhatOneAccountMayNotTakeAnyMoreGoesThroughTheNext(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepEmailClient)
	p.change(p.EmailAcc, func(a *crm.Account) { a.PerDay = 2 })
	second := p.addAccount(crm.Account{Name: "second", Position: 1, PerDay: 2})
	for i := range 6 {
		p.Card(fmt.Sprint("Card ", i), testkit.OfferSent)
	}
	p.Tick()
	taken := map[crm.AccountID]int{}
	for _, id := range through(p.Email) {
		taken[id]++
	}
	equal(t, "by the first", taken[p.EmailAcc], 2)
	equal(t, "by the second", taken[second], 2)
	p.Read(func(v *store.View) error {
		next, err := v.NextDue()
		equal(t, "goes on", p.Civil(next), "2026-11-24 10:00")
		return err
	})
	p.Advance("25h")
	equal(t, "all", len(p.Email.Taken()), 6)
}

// A server that hangs holds up only what goes through its own account.
func TestAnAccountWhoseServerHangsHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepEmailClient)
	own := p.addAccount(crm.Account{Name: "own", Owner: p.Admin})
	q := p.Sequence(p.Filter(p.When("status", "is", testkit.OfferSent)),
		testkit.EmailStep("0d", p.Template(crm.TemplateEmail, "Hello", "Hello"), func(st *crm.Step) { st.Sender = p.Admin }))
	p.Activate(q, engine.ScopeNew)
	p.Outbox.Patience = minute / 60_000
	answer := make(chan struct{})
	p.Outbox.Channels[crm.ChannelEmail] = hanging{p.Email, p.EmailAcc, answer}
	p.Card("Ion Popescu", testkit.OfferSent)
	for len(p.Email.Taken()) == 0 {
		p.Tick()
	}
	equal(t, "went through", through(p.Email)[0], own)
	close(answer)
	p.Outbox.Wait()
	equal(t, "the other", len(p.Email.Taken()), 2)
}

// hanging is a server that doesn't answer one account.
type hanging struct {
	*fake.Channel
	account crm.AccountID
	answer  chan struct{}
}

func (c hanging) Send(ctx context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome {
	if a.ID == c.account {
		<-c.answer
	}
	return c.Channel.Send(ctx, a, m, raw, commit)
}

// list reads "0s 1, 1s 2".
func list(text string) (out [][2]string) {
	for part := range strings.SplitSeq(text, ", ") {
		span, n, _ := strings.Cut(part, " ")
		out = append(out, [2]string{span, n})
	}
	return out
}

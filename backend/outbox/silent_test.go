package outbox_test

import (
	"fmt"
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

// A mail server that hangs holds up its own messages and nothing else.
func TestAServerThatHangsHoldsUpNothingElse(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepEmailClient)
	sms := p.Sequence(p.Filter(p.When("status", "is", testkit.OfferSent)), testkit.SMSStep("1h", p.Template(crm.TemplateSMS, "", "Hello")))
	p.Activate(sms, "new")
	p.Outbox.Patience = minute / 60_000
	answer := make(chan struct{})
	p.Email.OnSend(func(crm.Message) { <-answer })
	card := p.Card("Ion Popescu", testkit.OfferSent)
	p.Tick()
	p.Advance("2h")
	equal(t, "the SMS", len(p.SMS.Taken()), 1)
	equal(t, "the email", p.Messages()[0].State, crm.MessageQueued)
	close(answer)
	p.Outbox.Wait()
	p.Outbox.Patience = 0
	p.Tick()
	equal(t, "the email, once it is answered", len(p.Email.Taken()), 1)
	p.Advance("30h")
	equal(t, "its task", p.pending(card), "completed")
}

var unavailable = fake.Answer{Outcome: crm.Outcome{Kind: crm.Temporary, Code: 421, Words: "421 4.3.2 too many connections"}, Early: true}

// A server that is gone doesn't use up the attempts of all messages: after
// twenty in a row the account rests for five minutes.
func TestAnAccountWhoseServerIsSilentRests(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]fake.Answer{"not reached": fake.Unreached, "no reply": fake.LostBefore, "not available": unavailable} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := posting(t, crm.StepEmailClient)
			p.Email.Otherwise(answer)
			const cards = 60
			for i := range cards {
				p.Card(fmt.Sprintf("Card %d", i), testkit.OfferSent)
			}
			p.Tick()
			tried := len(p.Email.Records())
			if tried < 20 || tried > 24 { // those that were on their way on other lines
				t.Errorf("%d were tried", tried)
			}
			untouched := 0
			for _, m := range p.Messages() {
				if m.State == crm.MessageQueued && m.Attempts == 0 {
					untouched++
				}
			}
			equal(t, "untouched", untouched, cards-tried)
			equal(t, "until", p.Civil(p.account(p.EmailAcc).Until), "2026-11-23 10:05")
			p.Email.Otherwise(fake.Accepted)
			p.Advance("2h")
			if name != "no reply" {
				equal(t, "sent in the end", len(p.Sent()), cards)
			}
		})
	}
}

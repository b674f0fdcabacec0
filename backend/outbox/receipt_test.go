package outbox_test

import (
	"context"
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

const (
	sent      = crm.MessageSent
	delivered = crm.MessageDelivered
	failed    = crm.MessageFailed
	expired   = crm.MessageExpired
)

// inParts is an answer of a gateway that gave each part an id.
func inParts(ids ...string) fake.Answer {
	a := fake.Accepted
	a.Outcome.Code, a.Outcome.Parts, a.Outcome.Remote = 200, ids, ids[0]
	return a
}

func (p post) receipt(r crm.Receipt) {
	p.T.Helper()
	p.OK(p.Engine.TakeNews(context.Background(), p.SMSAcc, crm.News{Receipts: []crm.Receipt{r}}))
}

// texted is a post that sent one SMS, which the gateway answered so.
func texted(t *testing.T, a fake.Answer) (post, crm.CardID) {
	t.Helper()
	p := posting(t, crm.StepSMSClient)
	p.SMS.Otherwise(a)
	return p, p.offer()
}

func TestReceiptsOnlyEverLeadForward(t *testing.T) {
	t.Parallel()
	of := func(id string, s crm.MessageState) crm.Receipt {
		return crm.Receipt{Remote: id, State: s, Words: string(s)}
	}
	for name, tc := range map[string]struct {
		receipts []crm.Receipt
		want     string
	}{
		"one part of two":              {[]crm.Receipt{of("a", delivered)}, "sent"},
		"both":                         {[]crm.Receipt{of("a", delivered), of("b", delivered)}, "delivered"},
		"twice":                        {[]crm.Receipt{of("a", delivered), of("a", delivered), of("b", delivered), of("b", delivered)}, "delivered"},
		"a late sent":                  {[]crm.Receipt{of("b", delivered), of("a", delivered), of("a", sent)}, "delivered"},
		"one failed":                   {[]crm.Receipt{of("a", delivered), of("b", failed)}, "failed: message_refused"},
		"failed, then delivered":       {[]crm.Receipt{of("a", failed), of("a", delivered), of("b", delivered)}, "failed: message_refused"},
		"one expired":                  {[]crm.Receipt{of("a", delivered), of("b", expired)}, "expired"},
		"nobody knows it":              {[]crm.Receipt{of("c", failed)}, "sent"},
		"the id in another base":       {[]crm.Receipt{{Remote: "10", Also: []string{"a"}, State: delivered}, of("b", delivered)}, "delivered"},
		"the same id, another number":  {[]crm.Receipt{{Remote: "a", To: "40799999999", State: failed}}, "sent"},
		"a number in another spelling": {[]crm.Receipt{{Remote: "a", To: "0712345678", State: failed}}, "failed: message_refused"},
		"by our key":                   {[]crm.Receipt{{Key: "KEY", State: failed}}, "failed: message_refused"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := posting(t, crm.StepSMSClient)
			p.SMS.Otherwise(inParts("a", "b"))
			card := p.offer(testkit.Phone("+40712345678"))
			for _, r := range tc.receipts {
				if r.Key == "KEY" {
					r.Key = p.message(card).Key
				}
				p.receipt(r)
			}
			equal(t, "state", p.state(card), tc.want)
			equal(t, "its sequence", p.Enrolment(p.seq, card).State, crm.EnrolmentWaiting)
		})
	}
}

func TestAReceiptProvesThatAnUncertainMessageWasTaken(t *testing.T) {
	t.Parallel()
	for want, r := range map[string]crm.Receipt{
		"sent: answered":            {State: sent},
		"delivered":                 {State: delivered},
		"expired":                   {State: expired},
		"failed: recipient_refused": {State: failed, BadAddress: true, Words: "UNDELIV 001"},
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			p, card := texted(t, fake.LostAfter)
			equal(t, "before", p.state(card), "uncertain: no_reply")
			equal(t, "its sequence", p.Enrolment(p.seq, card).State, crm.EnrolmentSending)
			m := p.message(card)
			r.Key, r.Remote = m.Key, "xyz"
			p.receipt(r)
			equal(t, "state", p.state(card), want)
			equal(t, "its sequence goes on", p.Enrolment(p.seq, card).State, crm.EnrolmentWaiting)
			var consents []crm.Consent
			p.Read(func(v *store.View) (err error) {
				consents, err = v.ConsentsFor(crm.ChannelSMS, m.To)
				return err
			})
			equal(t, "the number bounced", consents[0] == crm.ConsentBounced, r.BadAddress)
		})
	}
}

func TestAReceiptMayComeBeforeOurOwnRecord(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepSMSClient)
	p.SMS.Otherwise(inParts("a"))
	p.around(nil, func(m crm.Message) {
		p.receipt(crm.Receipt{Key: m.Key, Remote: "a", State: delivered})
	})
	card := p.offer()
	equal(t, "state", p.state(card), "delivered")

	p, card = texted(t, inParts("b"))
	p.receipt(crm.Receipt{Remote: "b", State: delivered})
	equal(t, "state", p.state(card), "delivered")
}

func TestWhoToldTheGatewayToStopGetsNothingMore(t *testing.T) {
	t.Parallel()
	a := fake.Refused
	a.Outcome.Code, a.Outcome.Unsubscribed, a.Outcome.Words = 400, true, "21610 unsubscribed recipient"
	p, card := texted(t, a)
	equal(t, "state", p.state(card), "failed: unsubscribed")
	to := p.message(card).To
	p.Read(func(v *store.View) error {
		s, found, err := v.SuppressionOf(crm.ChannelSMS, to)
		if !found || s.Proof != a.Outcome.Words || s.Reason != crm.SuppressedUnsubscribed {
			t.Errorf("suppression %+v", s)
		}
		return err
	})
}

func TestPartsWaitForTheirReceiptsForThreeDays(t *testing.T) {
	t.Parallel()
	p, card := texted(t, inParts("a", "b"))
	open := func() (list []crm.OpenPart) {
		p.Read(func(v *store.View) (err error) {
			list, err = v.OpenParts(p.SMSAcc, 10)
			return err
		})
		return list
	}
	equal(t, "state", p.state(card), "sent")
	if n := len(open()); n != 2 {
		t.Fatalf("%d parts are open", n)
	}
	p.Advance("1m")
	p.Write(func(tx *store.Tx) error { return tx.AskedFor(p.SMSAcc, []crm.OpenPart{{Remote: "a"}}) })
	equal(t, "who was not asked comes first", open()[0], crm.OpenPart{Key: p.message(card).Key, Remote: "b"})
	p.receipt(crm.Receipt{Remote: "a", State: delivered})
	equal(t, "open", len(open()), 1)
	p.Advance("72h")
	equal(t, "open", len(open()), 0)
}

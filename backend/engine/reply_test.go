package engine_test

import (
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

const ionsAddress = "ion@client.example"

// replied lets a client write back.
func (s story) replied(r crm.Reply) (cards int) {
	s.T.Helper()
	s.Write(func(tx *store.Tx) (err error) {
		cards, err = s.Engine.Replied(tx, r)
		return err
	})
	return cards
}

func (s story) message(i int) *crm.Message {
	s.T.Helper()
	var m crm.Message
	id := s.Messages()[i].ID
	s.Read(func(v *store.View) (err error) {
		m, err = v.Message(id)
		return err
	})
	return &m
}

func TestAReplyEndsWhatIsToStopOnIt(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		stops bool
		reply func(s story) crm.Reply
		state string
	}{
		"a reply to its message":         {true, func(s story) crm.Reply { return crm.Reply{Message: s.message(0)} }, "stopped: replied"},
		"a mail of its client":           {true, func(story) crm.Reply { return crm.Reply{From: ionsAddress} }, "stopped: replied"},
		"an automation that goes on":     {false, func(s story) crm.Reply { return crm.Reply{Message: s.message(0)} }, "waiting 2026-11-24 10:00"},
		"a machine's answer":             {true, func(s story) crm.Reply { return crm.Reply{Message: s.message(0), Auto: true} }, "waiting 2026-11-24 10:00"},
		"a mail of somebody else":        {true, func(story) crm.Reply { return crm.Reply{From: "altul@client.example"} }, "waiting 2026-11-24 10:00"},
		"an address in another spelling": {true, func(story) crm.Reply { return crm.Reply{From: "ION@client.example"} }, "waiting 2026-11-24 10:00"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			q := s.offers(s.email("0d"), s.task("1d"))
			s.Edit(q, func(q *crm.Sequence) { q.StopOnReply = c.stops })
			s.Activate(q, engine.ScopeNew)
			ion := s.Card("Ion Popescu", testkit.OfferSent, testkit.Email(ionsAddress))
			s.Advance("1h")
			r := c.reply(s)
			r.Channel, r.Subject, r.Text = crm.ChannelEmail, "Re: Thank you", "We take it."
			s.replied(r)
			equal(t, "the enrolment", s.pending(q, ion), c.state)
			equal(t, "a stopped one is in the list", s.Seq(q).StopOnReply, c.stops)
		})
	}
}

func TestAReplyCancelsWhatWaitsAndStandsInTheHistory(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"), s.sms("0d"))
	s.Edit(q, func(q *crm.Sequence) { q.StopOnReply = true })
	s.Activate(q, engine.ScopeNew)
	s.SMS.Otherwise(unreachable)
	ion := s.Card("Ion Popescu", testkit.OfferSent, testkit.Email(ionsAddress))
	s.Advance("1h")
	same(t, "before", s.outbox(), []string{"sent", "queued: retry"})
	equal(t, "cards", s.replied(crm.Reply{Channel: crm.ChannelEmail, From: ionsAddress, Message: s.message(0), Subject: "Re: Thank you"}), 1)
	same(t, "after", s.outbox(), []string{"sent", "cancelled: replied"})
	keys := s.HistoryKeys(ion)
	same(t, "the history ends with", keys[len(keys)-2:], []string{"activity.reply_email", "activity.ended"})
}

func TestWhoUnsubscribedFromMarketingStillGetsWhatIsService(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		scope   crm.SuppressionScope
		consent crm.Consent
		purpose crm.Purpose
		want    string
	}{
		"marketing is kept away":                      {crm.ScopeMarketing, crm.ConsentActive, crm.PurposeMarketing, "skipped: suppressed"},
		"service goes":                                {crm.ScopeMarketing, crm.ConsentUnsubscribed, crm.PurposeService, "done"},
		"marketing after an unsubscribe":              {crm.ScopeMarketing, crm.ConsentUnsubscribed, crm.PurposeMarketing, "skipped: unsubscribed"},
		"nothing goes where all is kept away":         {crm.ScopeAll, crm.ConsentActive, crm.PurposeService, "skipped: suppressed"},
		"nothing goes to an address that bounced":     {crm.ScopeMarketing, crm.ConsentBounced, crm.PurposeService, "skipped: bounced"},
		"nothing goes where only the consent says so": {crm.ScopeNone, crm.ConsentUnsubscribed, crm.PurposeService, "skipped: unsubscribed"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			q := s.offers(s.email("0d", func(st *crm.Step) { st.Purpose = c.purpose }))
			s.Activate(q, engine.ScopeNew)
			if c.scope != crm.ScopeNone {
				s.Write(func(tx *store.Tx) error {
					return tx.AddSuppression(crm.Suppression{Channel: crm.ChannelEmail, Value: ionsAddress, Scope: c.scope, Reason: crm.SuppressedUnsubscribed})
				})
			}
			ion := s.Card("Ion Popescu", testkit.OfferSent, testkit.Email(ionsAddress), func(n *testkit.NewCard) {
				n.Contact.Addresses[0].Consent = c.consent
			})
			s.Advance("1h")
			same(t, "the step", s.runs(q, ion), []string{"2026-11-23 10:00 " + c.want})
		})
	}
}

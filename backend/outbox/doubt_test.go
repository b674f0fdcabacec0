package outbox_test

import (
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

const number = "+40721000001"

// doubtful is an SMS of which nobody knows whether it was taken.
func doubtful(t *testing.T, answer fake.Answer, promise func(*crm.GatewaySettings), options ...testkit.Option) (post, crm.CardID) {
	t.Helper()
	p := posting(t, crm.StepSMSClient, options...)
	p.gateway(promise)
	p.SMS.Script(number, answer)
	return p, p.offer(testkit.Phone(number))
}

func lookup(g *crm.GatewaySettings) { g.LookupURL = "https://sms.example/{{key}}" }

func keyHours(n int) func(*crm.GatewaySettings) {
	return func(g *crm.GatewaySettings) { g.KeyHours = n }
}

func TestALookUpThatFindsTheMessageSettlesIt(t *testing.T) {
	t.Parallel()
	p, ion := doubtful(t, fake.LostAfter, lookup)
	p.SMS.Knows(true)
	p.Clock.Set(p.At("2026-11-23 10:02"))
	p.Tick()
	equal(t, "state", p.state(ion), "sent: looked_up")
	equal(t, "its moment is the hand-over", p.pending(ion), "2026-11-24 10:00")
	equal(t, "taken", len(p.SMS.Taken()), 1)
}

func TestALookUpThatFindsNothingIsProofAfterTenMinutes(t *testing.T) {
	t.Parallel()
	p, ion := doubtful(t, fake.LostBefore, lookup)
	p.SMS.Knows(true)
	p.Clock.Set(p.At("2026-11-23 10:09"))
	p.Tick()
	equal(t, "too early to say", p.state(ion), "uncertain: no_reply")
	p.Clock.Set(p.At("2026-11-23 10:10"))
	p.Tick()
	equal(t, "not taken", p.state(ion), "queued: retry")
	equal(t, "no longer in doubt", p.message(ion).HandedAt, crm.Instant(0))
	p.Advance("20m")
	equal(t, "sent", p.state(ion), "sent")
	equal(t, "taken", len(p.SMS.Taken()), 1)
}

func TestALookUpThatCannotKnowLeavesItToAPerson(t *testing.T) {
	t.Parallel()
	p, ion := doubtful(t, fake.LostAfter, lookup)
	p.Advance("5h")
	equal(t, "state", p.state(ion), "uncertain: no_reply")
}

// A card that left meanwhile doesn't get what was proved not to have been sent.
func TestWhatIsNoLongerWantedIsNotSentAfterALookUp(t *testing.T) {
	t.Parallel()
	p, ion := doubtful(t, fake.LostBefore, lookup)
	p.SMS.Knows(true)
	p.SetStatus(ion, testkit.Lost)
	equal(t, "it stays in the list", p.state(ion), "uncertain: no_reply")
	p.Advance("30m")
	equal(t, "state", p.state(ion), "cancelled: left_filter")
	equal(t, "taken", len(p.SMS.Taken()), 0)
}

// once is a gateway that takes a key once only, as it promises.
func once(p post) {
	p.Outbox.Channels[crm.ChannelSMS] = keyed{p.SMS}
}

func TestAGatewayThatTakesAKeyOnceGetsItAgain(t *testing.T) {
	t.Parallel()
	p, ion := doubtful(t, fake.LostBefore, keyHours(4))
	once(p)
	p.Advance("20m")
	equal(t, "state", p.state(ion), "sent")
	equal(t, "its moment is the first hand-over", p.pending(ion), "2026-11-24 10:00")
	records := p.SMS.Records()
	equal(t, "the same key", records[0].Message.Key, records[1].Message.Key)
}

// Whatever the second attempt comes to, the first may have arrived: the message
// is never called failed, held or cancelled, and never sent with a dead key.
func TestAMessageInDoubtStaysUncertain(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		start string
		do    func(p post, ion crm.CardID)
		want  string
	}{
		"the gateway refuses the repetition": {testkit.Start, func(p post, _ crm.CardID) { p.SMS.Otherwise(fake.Refused) }, "uncertain: bad_reply"},
		"it can't be reached again":          {testkit.Start, func(p post, _ crm.CardID) { p.SMS.Otherwise(fake.Unreached) }, "uncertain: no_reply"},
		"the account is stopped":             {testkit.Start, func(p post, _ crm.CardID) { p.SMS.Otherwise(fake.Stopped) }, "uncertain: bad_reply"},
		"the client unsubscribes": {testkit.Start, func(p post, _ crm.CardID) {
			p.SetConsent(crm.ChannelSMS, number, crm.ConsentUnsubscribed)
		}, "uncertain: no_reply"},
		"test mode is switched on": {testkit.Start, func(p post, _ crm.CardID) {
			p.SetWorkspace(func(ws *crm.Workspace) { ws.TestMode = true })
		}, "uncertain: no_reply"},
		"the card leaves":                        {testkit.Start, func(p post, ion crm.CardID) { p.SetStatus(ion, testkit.Lost) }, "uncertain: no_reply"},
		"the night is longer than the key lives": {"2026-11-23 22:59:30", func(post, crm.CardID) {}, "uncertain: no_reply"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, ion := doubtful(t, fake.LostAfter, keyHours(4), testkit.From(c.start))
			c.do(p, ion)
			for range 40 { // 13 hours
				p.Clock.Set(p.Now().Add(20 * minute))
				p.Tick()
			}
			equal(t, "state", p.state(ion), c.want)
			equal(t, "taken", len(p.SMS.Taken()), 1)
			for _, r := range p.SMS.Records()[1:] {
				if r.Committed && r.Message.HandedAt.Add(4*60*minute) < p.Now() && r.Message.Due > r.Message.HandedAt.Add(210*minute) {
					t.Errorf("an attempt with a key that ended: due %s", p.Civil(r.Message.Due))
				}
			}
			p.Advance("1d")
			equal(t, "after a day it is still in the list", p.message(ion).State, crm.MessageUncertain)
		})
	}
}

// A card leaves while the message waits, in doubt, to be repeated.
func TestAMessageInDoubtIsNotCancelledWhileItWaits(t *testing.T) {
	t.Parallel()
	p, ion := doubtful(t, fake.LostAfter, keyHours(4))
	p.Tick()
	equal(t, "it waits to be repeated", p.state(ion), "queued: retry")
	p.SetStatus(ion, testkit.Lost)
	equal(t, "after leaving", p.state(ion), "uncertain: no_reply")
	p.Advance("1h")
	equal(t, "taken", len(p.SMS.Taken()), 1)
}

// After 24 hours the sequence goes on as if it had arrived.
func TestAfterADayTheSequenceGoesOn(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepEmailClient)
	p.Email.Otherwise(fake.LostAfter)
	ion := p.offer()
	p.Email.Otherwise(fake.Accepted)
	p.Clock.Set(p.At("2026-11-24 09:59"))
	p.Tick()
	equal(t, "before", p.pending(ion), "sending")
	p.Clock.Set(p.At("2026-11-24 10:00"))
	p.Tick()
	equal(t, "it stays in the list", p.state(ion), "uncertain: assumed")
	equal(t, "the task that was due", len(p.Tasks()), 1)
	equal(t, "arrived after all", p.decide(p.message(ion).ID, outbox.Arrived), true)
	equal(t, "state", p.state(ion), "sent: arrived")
	equal(t, "tasks", len(p.Tasks()), 1)
}

func TestAPersonDecides(t *testing.T) {
	t.Parallel()
	cases := []struct {
		decision    outbox.Decision
		first, last string
		messages    int
		next        string // of the sequence: decided at 15:00, handed over at 10:00
	}{
		{outbox.Arrived, "sent: arrived", "sent: arrived", 1, "2026-11-24 10:00"},
		{outbox.Drop, "cancelled: not_arrived", "cancelled: not_arrived", 1, "2026-11-24 15:00"},
		{outbox.Again, "uncertain: sent_again", "sent", 2, "2026-11-24 15:00"},
	}
	for _, c := range cases {
		t.Run(string(c.decision), func(t *testing.T) {
			t.Parallel()
			p := posting(t, crm.StepEmailClient)
			p.Email.Script("ion@client.example", fake.LostBefore)
			ion := p.offer(testkit.Email("ion@client.example"))
			p.Advance("2026-11-23 15:00")
			first := p.message(ion).ID
			equal(t, "decided", p.decide(first, c.decision), true)
			p.Tick()
			list := p.Messages()
			equal(t, "messages", len(list), c.messages)
			equal(t, "the first", stateOf(list[0].Message), c.first)
			equal(t, "the last", p.state(ion), c.last)
			if c.messages == 2 && list[0].Key == list[1].Key {
				t.Error("sent again with the same key")
			}
			equal(t, "next step", p.pending(ion), c.next)
			equal(t, "once more", p.decide(first, c.decision), false)
			equal(t, "after a decision", len(p.Messages()), c.messages)
		})
	}
}

func TestAHeldMessageIsReleasedOrDiscarded(t *testing.T) {
	t.Parallel()
	for _, d := range []outbox.Decision{outbox.Release, outbox.Discard} {
		p := posting(t, crm.StepSMSClient)
		p.SMS.Otherwise(fake.Unreached)
		ion := p.offer()
		p.Advance("2d")
		equal(t, "held", p.state(ion), "held: retries_used_up")
		p.SMS.Otherwise(fake.Accepted)
		p.Clock.Set(p.At("2026-11-25 23:30"))
		equal(t, "decided", p.decide(p.message(ion).ID, d), true)
		p.Tick()
		if d == outbox.Discard {
			equal(t, "state", p.state(ion), "cancelled: discarded")
			equal(t, "next step", p.pending(ion), "2026-11-26 23:30")
			continue
		}
		equal(t, "released at night", p.state(ion), "queued: quiet_hours")
		p.Advance("2026-11-26 08:00")
		equal(t, "sent in the morning", p.state(ion), "sent")
		equal(t, "next step", p.pending(ion), "2026-11-27 07:30")
	}
}

func TestADecisionThatDoesNotFitDoesNothing(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepEmailClient)
	ion := p.offer()
	for _, d := range []outbox.Decision{outbox.Arrived, outbox.Again, outbox.Drop, outbox.Release, outbox.Discard, "nonsense"} {
		equal(t, string(d), p.decide(p.message(ion).ID, d), false)
	}
	equal(t, "state", p.state(ion), "sent")
}

// Another gateway, or another customer's place at the same one, knows nothing
// of what went the old way: its "not found" is no proof.
func TestAnotherGatewayIsNotAskedWhatBecameOfAMessage(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(p post){
		"another address": func(p post) { p.gateway(func(g *crm.GatewaySettings) { g.URL = "https://other.example/sms" }) },
		"another password": func(p post) {
			a := p.account(p.SMSAcc)
			a.Secret = "another"
			p.Write(func(tx *store.Tx) error {
				_, err := tx.SaveAccount(a)
				return err
			})
		},
		"another account": func(p post) {
			a := p.account(p.SMSAcc)
			a.ID = 0
			p.Write(func(tx *store.Tx) error {
				if _, err := tx.SaveAccount(a); err != nil {
					return err
				}
				_, err := tx.StopAccount(p.SMSAcc, "no credit")
				return err
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			both := func(g *crm.GatewaySettings) { lookup(g); g.KeyHours = 24 }
			p, ion := doubtful(t, fake.LostAfter, both)
			change(p)
			p.SMS.Knows(true)
			p.SMS.Forget()
			p.Advance("5h")
			equal(t, "state", p.state(ion), "uncertain: no_reply")
			equal(t, "hand-overs", len(p.SMS.Records()), 0)
		})
	}
}

// A gateway whose look-up hangs is asked once in a round, not for each message.
func TestAGatewayThatDoesNotAnswerIsAskedOnce(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepSMSClient)
	p.gateway(lookup)
	p.SMS.Otherwise(fake.LostAfter)
	for _, number := range []string{"+40721000001", "+40721000002", "+40721000003"} {
		p.offer(testkit.Phone(number))
	}
	before := p.SMS.Asked()
	p.Tick()
	equal(t, "asked", p.SMS.Asked()-before, 1)
}

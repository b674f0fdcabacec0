package outbox_test

import (
	"fmt"
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// RELIABILITY 2.4: what a hand-over came to, and what becomes of the message,
// the next step and the account.
func TestWhatEachOutcomeMeans(t *testing.T) {
	t.Parallel()
	early := func(a fake.Answer) fake.Answer { a.Early = true; return a }
	late := func(a fake.Answer) fake.Answer { a.Early = false; return a }
	lost := crm.Outcome{Kind: crm.Unclear, Words: "EOF"}
	cases := []struct {
		name     string
		answer   fake.Answer
		state    string
		next     string // when the next step is due, or the enrolment's state
		attempts int
		stopped  bool
	}{
		{"accepted", fake.Accepted, "sent", "2026-11-24 10:00", 1, false},
		{"a temporary answer", fake.Temporary, "queued: retry", "sending", 1, false},
		{"not reached", fake.Unreached, "queued: retry", "sending", 1, false},
		{"refused for good", fake.Refused, "failed: message_refused", "2026-11-24 10:00", 1, false},
		{"no such recipient", fake.BadAddress, "failed: recipient_refused", "2026-11-24 10:00", 0, false},
		{"no such recipient, said late", late(fake.BadAddress), "failed: recipient_refused", "2026-11-24 10:00", 1, false},
		{"a refused login", fake.Stopped, "queued: account_stopped", "sending", 0, true},
		{"no credit, said late", late(fake.Stopped), "queued: account_stopped", "sending", 0, true},
		{"lost after the hand-over", fake.LostAfter, "uncertain: no_reply", "sending", 1, false},
		{"lost before it was taken", fake.LostBefore, "uncertain: no_reply", "sending", 1, false},
		{"an answer nobody understands", fake.Answer{Outcome: crm.Outcome{Kind: crm.Unclear, Code: 200, Words: "<html>"}}, "uncertain: bad_reply", "sending", 1, false},
		{"unclear before anything was handed over", early(fake.Answer{Outcome: lost}), "queued: retry", "sending", 1, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := posting(t, crm.StepEmailClient)
			p.Email.Script("ion@client.example", c.answer)
			ion := p.offer(testkit.Email("ion@client.example"))
			equal(t, "state", p.state(ion), c.state)
			equal(t, "next step", p.pending(ion), c.next)
			m := p.message(ion)
			equal(t, "attempts", m.Attempts, c.attempts)
			equal(t, "account stopped", p.account(p.EmailAcc).Stopped, c.stopped)
			if m.State == crm.MessageQueued && m.HandedAt != 0 {
				t.Error("nothing was taken, and yet it is in doubt")
			}
		})
	}
}

func TestARefusedRecipientIsMarkedAsBounced(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepEmailClient)
	p.Email.Script("nu@client.example", fake.BadAddress)
	p.offer(testkit.Email("nu@client.example"))
	again := p.offer(testkit.Email("nu@client.example"))
	runs := p.Runs(p.Enrolment(p.seq, again).ID)
	if len(runs) != 1 || runs[0].Reason != crm.ReasonBounced || runs[0].Outcome != crm.OutcomeSkipped {
		t.Errorf("the second card: %+v", runs)
	}
	equal(t, "hand-overs", len(p.Email.Records()), 1)
}

func TestRetriesDoubleDeterministicallyUntilTheLimitThenAPersonDecides(t *testing.T) {
	t.Parallel()
	moments := func() (out []string) {
		p := posting(t, crm.StepEmailClient)
		p.Email.Otherwise(fake.Unreached)
		ion := p.offer()
		for p.message(ion).State == crm.MessageQueued {
			out = append(out, fmt.Sprint(p.message(ion).Due.Sub(p.Now()).Seconds()))
			p.Clock.Set(p.message(ion).Due)
			p.Tick()
		}
		equal(t, "in the end", p.state(ion), "held: retries_used_up")
		equal(t, "the sequence waits", p.pending(ion), "sending")
		if late := p.Now() - p.At("2026-11-23 10:00"); late.Time().Unix() > 72*3600 || late.Time().Unix() < 70*3600 {
			t.Errorf("held %d s after the planned moment", late.Time().Unix())
		}
		return out
	}
	waits := moments()
	for i, base := range []float64{300, 600, 1200, 2400, 4000, 4000} {
		var got float64
		_, _ = fmt.Sscan(waits[i], &got)
		if got < base*0.8 || got > base*1.2 {
			t.Errorf("wait %d is %v s, want %v give or take a fifth", i+1, got, base)
		}
	}
}

// A retry of an SMS never goes at night; the message is the same in every
// attempt, to the byte.
func TestARetryPassesThroughTheNightAndIsTheSameMessage(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepSMSClient, testkit.From("2026-11-23 22:58"))
	p.SMS.Script("+40721000001", fake.Unreached)
	ion := p.offer(testkit.Phone("+40721000001"))
	equal(t, "due", p.Civil(p.message(ion).Due), "2026-11-24 07:30")
	tmpl := p.Seq(p.seq).Steps[0].Template
	p.Write(func(tx *store.Tx) error { // an edit reaches only what is not queued yet
		t, err := tx.Template(tmpl)
		if err != nil {
			return err
		}
		t.Content.Body = "Something else"
		_, err = tx.SaveTemplate(t)
		return err
	})
	p.Save(ion, nameless)
	p.Advance("2026-11-24 08:00")
	equal(t, "state", p.state(ion), "sent")
	records := p.SMS.Records()
	equal(t, "attempts", len(records), 2)
	equal(t, "bytes", string(records[0].Raw), string(records[1].Raw))
}

// The server asks for an hour: the whole account waits, and it is not an
// attempt of the message.
func TestRetryAfterPausesTheAccount(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepSMSClient)
	p.SMS.Script("+40721000001", fake.Answer{Outcome: crm.Outcome{Kind: crm.Temporary, Code: 429, Words: "429 slow down", RetryAfter: 3600}})
	ion := p.offer(testkit.Phone("+40721000001"))
	equal(t, "attempts", p.message(ion).Attempts, 0)
	equal(t, "the account waits", p.Civil(p.account(p.SMSAcc).Until), "2026-11-23 11:00")
	other := p.offer()
	equal(t, "hand-overs", len(p.SMS.Records()), 1)
	equal(t, "another message", p.state(other), "queued: retry")
	p.Advance("2026-11-23 10:59")
	equal(t, "hand-overs until then", len(p.SMS.Records()), 1)
	p.Advance("2026-11-23 11:00")
	equal(t, "both go", len(p.SMS.Taken()), 2)
}

// An expired password must not burn every message.
func TestAStoppedAccountHoldsTheRestAndResumes(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepEmailClient)
	p.Email.Otherwise(fake.Stopped)
	var cards []crm.CardID
	for range 20 {
		cards = append(cards, p.Card("Ion Popescu", testkit.OfferSent))
	}
	p.Tick()
	if n := len(p.Email.Records()); n > 4 {
		t.Errorf("%d hand-overs were tried, more than lines are open", n)
	}
	tried := len(p.Email.Records())
	p.Advance("5d")
	equal(t, "nothing is tried meanwhile", len(p.Email.Records()), tried)
	for _, card := range cards {
		equal(t, "state", p.state(card), "queued: account_stopped")
	}
	p.Email.Otherwise(fake.Accepted)
	p.resume(p.EmailAcc)
	p.Tick()
	for _, card := range cards {
		equal(t, "waiting for an account is not lateness", p.state(card), "sent")
	}
}

func TestWithoutAnAccountMessagesWait(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepEmailClient)
	p.Write(func(tx *store.Tx) error { return tx.DeleteAccount(p.EmailAcc) })
	ion := p.offer()
	equal(t, "state", p.state(ion), "queued: no_account")
}

// Nobody was there to send it: the limit of its step holds for messages too.
func TestAQueuedMessageIsHeldWhenTheComputerSleptTooLong(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepSMSClient)
	p.SMS.Otherwise(fake.Unreached)
	ion := p.offer()
	p.Clock.Set(p.At("2026-11-25 12:00"))
	p.SMS.Otherwise(fake.Accepted)
	p.Tick()
	equal(t, "state", p.state(ion), "held: too_late")
	equal(t, "released", p.decide(p.message(ion).ID, "release"), true)
	p.Tick()
	equal(t, "state", p.state(ion), "sent")
	equal(t, "next step", p.pending(ion), "2026-11-26 12:00")
}

package outbox_test

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/outbox"
	"stepwise/backend/testkit"
	"stepwise/backend/timing"
)

// A history opens a database, so a few of them must do; -rapid.checks makes
// more.
func init() { _ = flag.Set("rapid.checks", "8") }

// watched is a server that keeps what it promises, and sees what goes at night.
type watched struct {
	*fake.Channel
	p     post
	once  bool // a key that was taken is not delivered again
	night *atomic.Bool
}

func (c watched) Send(ctx context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome {
	seen := func() error {
		err := commit()
		if err == nil && m.Channel == crm.ChannelSMS && timing.Quiet(c.p.Now(), c.p.Zone) {
			c.night.Store(true)
		}
		return err
	}
	if c.once {
		return keyed{c.Channel}.Send(ctx, a, m, raw, seen)
	}
	return c.Channel.Send(ctx, a, m, raw, seen)
}

// history is one random course of events.
type history struct {
	*rapid.T
	post
	cards []crm.CardID
	night atomic.Bool
}

var answers = []fake.Answer{
	fake.Accepted, fake.Temporary, fake.Unreached, fake.Refused, fake.BadAddress, fake.Stopped, fake.LostBefore, fake.LostAfter,
	{Outcome: crm.Outcome{Kind: crm.Temporary, Code: 429, RetryAfter: 5400}},
}

// RELIABILITY 2.11, I1 to I7, over random answers, decisions, pauses, restarts
// and times of day.
func TestWhateverHappensNothingIsLostOrDoubled(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		kind := rapid.SampledFrom([]crm.StepKind{crm.StepEmailClient, crm.StepSMSClient}).Draw(rt, "kind")
		h := &history{T: rt, post: posting(t, kind)}
		defer h.Close()
		h.promise()
		for range rapid.IntRange(5, 30).Draw(rt, "events") {
			h.event()
			h.Tick()
			h.check()
		}
		h.settle()
	})
}

// promise draws what the gateway promises.
func (h *history) promise() {
	once := false
	switch rapid.SampledFrom([]string{"nothing", "look-up", "key"}).Draw(h.T, "promise") {
	case "look-up":
		h.gateway(lookup)
		h.SMS.Knows(true)
	case "key":
		h.gateway(keyHours(4))
		once = true
	}
	h.Outbox.Channels[crm.ChannelSMS] = watched{h.SMS, h.post, once, &h.night}
}

func (h *history) event() {
	events := map[string]func(){
		"a new offer": func() {
			if len(h.cards) < 5 {
				n := len(h.cards)
				h.cards = append(h.cards, h.Card("Ion Popescu", testkit.OfferSent, testkit.Email(fmt.Sprintf("c%d@client.example", n)), testkit.Phone(fmt.Sprintf("+4072100000%d", n))))
			}
		},
		"an answer":  func() { h.script(rapid.SampledFrom(answers).Draw(h.T, "answer")) },
		"minutes":    func() { h.wait(time.Duration(rapid.IntRange(1, 90).Draw(h.T, "minutes")) * time.Minute) },
		"hours":      func() { h.wait(time.Duration(rapid.IntRange(1, 40).Draw(h.T, "hours")) * time.Hour) },
		"leaving":    func() { h.status(testkit.Lost) },
		"coming":     func() { h.status(testkit.OfferSent) },
		"a decision": h.decision,
		"mending":    func() { h.resume(h.EmailAcc); h.resume(h.SMSAcc) },
		"a restart": func() {
			channels := h.Outbox.Channels
			h.Restart()
			h.Outbox.Channels = channels
		},
		"test mode": func() {
			on := rapid.Bool().Draw(h.T, "on")
			h.SetWorkspace(func(ws *crm.Workspace) { ws.TestMode = on })
		},
		"a pause": func() {
			if h.Seq(h.seq).State.Runs() {
				h.Deactivate(h.seq)
			} else {
				h.Activate(h.seq, "new", rapid.SampledFrom([]string{"keep", "shift"}).Draw(h.T, "midway"))
			}
		},
	}
	names := []string{"a new offer", "an answer", "an answer", "minutes", "minutes", "hours", "leaving", "coming", "a decision", "mending", "a restart", "test mode", "a pause"}
	events[rapid.SampledFrom(names).Draw(h.T, "event")]()
}

func (h *history) wait(d time.Duration) { h.Clock.Set(h.Now().Add(d)) }

func (h *history) card() (crm.CardID, int, bool) {
	if len(h.cards) == 0 {
		return 0, 0, false
	}
	i := rapid.IntRange(0, len(h.cards)-1).Draw(h.T, "card")
	return h.cards[i], i, true
}

func (h *history) script(a fake.Answer) {
	if _, i, ok := h.card(); ok {
		h.Email.Script(fmt.Sprintf("c%d@client.example", i), a)
		h.SMS.Script(fmt.Sprintf("+4072100000%d", i), a)
	}
}

func (h *history) status(to string) {
	if card, _, ok := h.card(); ok {
		h.SetStatus(card, to)
	}
}

func (h *history) decision() {
	list := h.Messages()
	if len(list) == 0 {
		return
	}
	m := list[rapid.IntRange(0, len(list)-1).Draw(h.T, "message")]
	d := rapid.SampledFrom([]outbox.Decision{outbox.Arrived, outbox.Again, outbox.Drop, outbox.Discard}).Draw(h.T, "decision")
	h.decide(m.ID, d)
}

func (h *history) check() {
	took := map[string]int{}
	ambiguous := 0
	for _, c := range []*fake.Channel{h.Email, h.SMS} {
		for _, m := range c.Taken() {
			took[m.Key]++
		}
		for _, r := range c.Records() {
			if r.Outcome.Kind == crm.Unclear {
				ambiguous++
			}
		}
	}
	uncertain := 0
	for _, m := range h.Messages() {
		n := took[m.Key]
		byPerson := slices.Contains([]crm.Reason{crm.ReasonArrived, crm.ReasonNotArrived}, m.Reason)
		switch {
		case n > 1:
			h.Fatalf("I1: %s was taken %d times", m.ID, n)
		case m.State == crm.MessageSending:
			h.Fatalf("%s is still being sent after the tick", m.ID)
		case m.State == crm.MessageSent && n == 0 && !byPerson:
			h.Fatalf("I2: %s is sent, and nobody took it (%s)", m.ID, m.Reason)
		case m.State == crm.MessageUncertain:
			uncertain++
		case m.State != crm.MessageSent && n > 0 && !byPerson && !m.InDoubt():
			h.Fatalf("I3, I4: %s is %s, and was taken", m.ID, stateOf(m.Message))
		}
	}
	if uncertain > ambiguous {
		h.Fatalf("I5: %d uncertain of %d ambiguous answers", uncertain, ambiguous)
	}
	if h.night.Load() {
		h.Fatalf("I7: an SMS went at night")
	}
}

// settle lets everything come to its end: no message waits for nobody, and every
// step of a completed enrolment has one entry (I6).
func (h *history) settle() {
	h.SetWorkspace(func(ws *crm.Workspace) { ws.TestMode = false })
	if !h.Seq(h.seq).State.Runs() {
		h.Activate(h.seq, "new")
	}
	for range 12 {
		h.resume(h.EmailAcc)
		h.resume(h.SMSAcc)
		h.wait(9 * time.Hour)
		h.Tick()
		h.check()
	}
	for _, m := range h.Messages() {
		if m.State == crm.MessageQueued {
			h.Fatalf("%s still waits: %s, due %s", m.ID, stateOf(m.Message), h.Civil(m.Due))
		}
	}
	for _, card := range h.cards {
		for _, e := range h.Enrolments(h.seq, card) {
			runs := h.Runs(e.ID)
			if e.State == crm.EnrolmentCompleted && len(runs) != 2 || len(runs) > 2 {
				h.Fatalf("I6: %s is %s with %d entries", e.ID, e.State, len(runs))
			}
			if e.State == crm.EnrolmentWaiting {
				h.Fatalf("%s waits until %s", e.ID, h.Civil(e.Due))
			}
			for _, r := range runs {
				if r.Outcome != crm.OutcomeDone && r.Reason == crm.ReasonNone {
					h.Fatalf("I6: an entry without a reason: %+v", r)
				}
			}
		}
	}
}

package outbox_test

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
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
	went  func(crm.Account, crm.Message, crm.Outcome)
}

func (c watched) Send(ctx context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome {
	seen := func() error {
		err := commit()
		if err == nil && m.Channel == crm.ChannelSMS && timing.Quiet(c.p.Now(), c.p.Zone) {
			c.night.Store(true)
		}
		return err
	}
	send := c.Channel.Send
	if c.once {
		send = keyed{c.Channel}.Send
	}
	out := send(ctx, a, m, raw, seen)
	c.went(a, m, out)
	return out
}

// handed is what a server took, or may have taken.
type handed struct {
	at      crm.Instant
	account crm.AccountID
	contact crm.ContactID
	again   bool // an attempt more, or a person's
}

// history is one random course of events.
type history struct {
	*rapid.T
	post
	cards []crm.CardID
	night atomic.Bool

	perDay, capDay int
	mu             sync.Mutex
	went           []handed
}

// noteHanded remembers what counts for rates and caps: what a server took. Of an
// unclear one that it did not, a look-up may say so.
func (h *history) noteHanded(a crm.Account, m crm.Message, out crm.Outcome) {
	took := func(t crm.Message) bool { return t.Key == m.Key }
	if out.Kind != crm.Accepted && (out.Kind != crm.Unclear || !slices.ContainsFunc(append(h.Email.Taken(), h.SMS.Taken()...), took)) {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.went = append(h.went, handed{h.Now(), a.ID, m.Contact, m.HandedAt != 0 || m.Resend > 0})
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
		h.bounds()
		wide := rapid.Bool().Draw(rt, "wide") // as if thousands waited: messages are marked ahead
		for range rapid.IntRange(5, 30).Draw(rt, "events") {
			h.event()
			if wide {
				h.Outbox.Waiting(36_000)
			}
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
	h.Outbox.Channels[crm.ChannelSMS] = watched{h.SMS, h.post, once, &h.night, h.noteHanded}
	h.Outbox.Channels[crm.ChannelEmail] = watched{h.Email, h.post, false, &h.night, h.noteHanded}
}

// bounds draws further accounts, their rates and the caps.
func (h *history) bounds() {
	h.perDay = rapid.SampledFrom([]int{0, 1, 3}).Draw(h.T, "a day")
	h.capDay = rapid.SampledFrom([]int{0, 1}).Draw(h.T, "cap")
	minute := rapid.SampledFrom([]int{0, 2}).Draw(h.T, "a minute")
	for _, id := range []crm.AccountID{h.EmailAcc, h.SMSAcc} {
		h.change(id, func(a *crm.Account) { a.PerDay, a.PerMinute = h.perDay, minute })
	}
	if rapid.Bool().Draw(h.T, "second accounts") {
		for _, ch := range []crm.Channel{crm.ChannelEmail, crm.ChannelSMS} {
			h.addAccount(crm.Account{Name: "second", Channel: ch, PerDay: h.perDay, PerMinute: minute, Position: rapid.SampledFrom([]int{-1, 1}).Draw(h.T, "place")})
		}
	}
	h.SetWorkspace(func(ws *crm.Workspace) { ws.CapDay = h.capDay })
	h.Deactivate(h.seq)
	h.Edit(h.seq, func(q *crm.Sequence) { q.Steps[0].Purpose, q.Reentry = crm.PurposeMarketing, crm.ReentryEach })
	h.Activate(h.seq, "new")
}

// checkBounds holds what went against the rates and the caps.
func (h *history) checkBounds() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for i, last := range h.went {
		ofAccount, ofContact := 0, 0
		for _, w := range h.went[:i+1] {
			if w.account == last.account && !w.again && last.at-w.at < 24*3600*1000 {
				ofAccount++
			}
			if w.contact == last.contact && !w.again && timing.DateAt(w.at, h.Zone) == timing.DateAt(last.at, h.Zone) {
				ofContact++
			}
		}
		if h.perDay > 0 && ofAccount > h.perDay {
			h.Fatalf("an account handed over %d in 24 hours", ofAccount)
		}
		if h.capDay > 0 && ofContact > h.capDay {
			h.Fatalf("a person got %d on one day", ofContact)
		}
	}
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
	h.checkBounds()
	if h.night.Load() {
		h.Fatalf("I7: an SMS went at night")
	}
}

func (h *history) waits() bool {
	return slices.ContainsFunc(h.Messages(), func(m store.MessageLine) bool { return m.State == crm.MessageQueued })
}

// settle lets everything come to its end: no message waits for nobody, and every
// step of a completed enrolment has one entry (I6).
func (h *history) settle() {
	h.SetWorkspace(func(ws *crm.Workspace) { ws.TestMode = false })
	if !h.Seq(h.seq).State.Runs() {
		h.Activate(h.seq, "new")
	}
	for i := 0; i < 12 || i < 60 && h.waits(); i++ {
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

package outbox_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func TestTheWindowAtTheLastByteFollowsTheBacklog(t *testing.T) {
	t.Parallel()
	for waiting, want := range map[int]int{0: 1, 1: 1, 999: 1, 5000: 1, 5999: 1, 6000: 2, 14_000: 10, 36_000: 32, 1_000_000: 32} {
		if got := outbox.WidthOf(waiting); got != want {
			t.Errorf("%d wait: %d, want %d", waiting, got, want)
		}
		if got := outbox.WidthOf(waiting); got > max(1, waiting/1000) {
			t.Errorf("%d wait: %d would be left in doubt, more than a thousandth", waiting, got)
		}
	}
}

// However many lines of however many accounts there are, no more than the window
// are between "sending" and their recorded answer; and it is used.
func TestNoMoreThanTheWindowIsAtItsLastByte(t *testing.T) {
	t.Parallel()
	for waiting, window := range map[int]int{60: 1, 7500: 3} {
		t.Run(fmt.Sprint(window), func(t *testing.T) {
			t.Parallel()
			p := posting(t, crm.StepEmailClient)
			p.addAccount(crm.Account{Name: "own", Owner: p.Admin})
			q := p.Sequence(p.Filter(p.When("status", "is", testkit.OfferSent)),
				testkit.EmailStep("0d", p.Template(crm.TemplateEmail, "Hello", "Hello"), func(st *crm.Step) { st.Sender = p.Admin }),
				testkit.SMSStep("0d", p.Template(crm.TemplateSMS, "", "Hello")))
			p.Activate(q, engine.ScopeNew)
			for i := range 12 {
				p.Card(fmt.Sprint("Card ", i), testkit.OfferSent, testkit.Email(fmt.Sprintf("c%d@client.example", i)), testkit.Phone(fmt.Sprintf("+407210000%02d", i)))
			}
			p.Outbox.Waiting(waiting)
			var mu sync.Mutex
			most := 0
			var together sync.WaitGroup
			together.Add(window)
			n := 0
			p.around(nil, func(crm.Message) {
				var counts map[crm.MessageState]int
				p.Read(func(v *store.View) (err error) {
					counts, err = v.MessageCounts()
					return err
				})
				mu.Lock()
				most = max(most, counts[crm.MessageSending])
				if n++; n <= window {
					together.Done()
				}
				mu.Unlock()
				together.Wait() // nobody is answered before the window is full
			})
			p.Tick()
			equal(t, "at their last byte at most", most, window)
			equal(t, "sent", len(p.Sent()), 36)
		})
	}
}

// What was looked at when it was claimed is looked at again just before the last
// byte, however long connecting took.
func TestEverythingIsLookedAtAgainJustBeforeTheLastByte(t *testing.T) {
	t.Parallel()
	suppress := func(p post) {
		p.Write(func(tx *store.Tx) error { return tx.Suppress(crm.ChannelEmail, "ion@client.example", "manual") })
	}
	testMode := func(p post) { p.SetWorkspace(func(ws *crm.Workspace) { ws.TestMode = true }) }
	nothing := func(post) {}
	for _, c := range []struct {
		name string
		kind crm.StepKind
		from string
		took time.Duration
		do   func(post)
		want string
	}{
		{"an SMS in time", crm.StepSMSClient, "2026-11-23 22:59:30", 29 * time.Second, nothing, "sent"},
		{"an SMS at 23:00:00", crm.StepSMSClient, "2026-11-23 22:59:30", 30 * time.Second, nothing, "queued: quiet_hours"},
		{"an SMS at 23:00:00, at once", crm.StepSMSClient, "2026-11-23 22:59:59.9", 100 * time.Millisecond, nothing, "queued: quiet_hours"},
		{"an SMS long after", crm.StepSMSClient, "2026-11-23 22:59", 10 * time.Minute, nothing, "queued: quiet_hours"},
		{"an SMS until past midnight", crm.StepSMSClient, "2026-11-23 22:59", 2 * time.Hour, nothing, "queued: quiet_hours"},
		{"an email has no night", crm.StepEmailClient, "2026-11-23 22:59:30", time.Minute, nothing, "sent"},
		{"who wants nothing any more", crm.StepEmailClient, testkit.Start, 5 * time.Second, suppress, "suppressed: suppressed"},
		{"test mode", crm.StepEmailClient, testkit.Start, 5 * time.Second, testMode, "held: test_mode"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := posting(t, c.kind, testkit.From(c.from))
			card := p.Card("Ion Popescu", testkit.OfferSent, testkit.Email("ion@client.example"))
			p.around(func(crm.Message) {
				p.Clock.Set(p.Now().Add(c.took))
				c.do(p)
			}, nil)
			p.Tick()
			equal(t, "state", p.state(card), c.want)
			if c.want == "queued: quiet_hours" {
				p.around(nil, nil)
				p.Advance("2026-11-24 07:30")
				equal(t, "in the morning", p.Civil(p.message(card).HandedAt), "2026-11-24 07:30")
			}
		})
	}
}

// The same for a retry: it is put off by the rule before it begins, and once
// more where connecting took until the night.
func TestARetryIsLookedAtLikeAFirstAttempt(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepSMSClient, testkit.From("2026-11-23 22:45"))
	card := p.Card("Ion Popescu", testkit.OfferSent, testkit.Phone("+40721000000"))
	first := true
	p.around(func(crm.Message) {
		if !first {
			p.Clock.Set(p.Now().Add(30 * time.Minute))
		}
	}, nil)
	p.SMS.Script("+40721000000", fake.Temporary)
	p.Tick()
	equal(t, "state", p.state(card), "queued: retry")
	first = false
	p.Advance("2026-11-23 22:58")
	equal(t, "the second attempt", p.state(card), "queued: quiet_hours")
	p.around(nil, nil)
	p.Advance("2026-11-24 08:00")
	equal(t, "in the morning", p.Civil(p.message(card).HandedAt), "2026-11-24 07:30")
}

package outbox_test

import (
	"fmt"
	"sync"
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// manyCards is more than lines and window have room for.
const manyCards = 80

func (p post) many() {
	p.T.Helper()
	for i := range manyCards {
		p.Card(fmt.Sprint("Card ", i), testkit.OfferSent, testkit.Email(fmt.Sprintf("c%d@client.example", i)))
	}
	p.Outbox.Waiting(36_000)
}

func (p post) counts() (counts map[crm.MessageState]int) {
	p.T.Helper()
	p.Read(func(v *store.View) (err error) {
		counts, err = v.MessageCounts()
		return err
	})
	return counts
}

// Where the window is wide, messages are marked before a line has them at their
// last byte, so that few transactions mark many; never more than the window.
func TestMessagesAreMarkedAheadWithinTheWindow(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepEmailClient)
	p.many()
	var mu sync.Mutex
	most := 0
	p.around(nil, func(m crm.Message) {
		n := p.counts()[crm.MessageSending]
		mu.Lock()
		defer mu.Unlock()
		most = max(most, n)
	})
	p.Tick()
	if most <= 10 || most > 32 {
		t.Errorf("%d were marked at once: more than there are lines, and no more than the window has room for", most)
	}
	equal(t, "sent", p.counts()[crm.MessageSent], manyCards)
	equal(t, "taken once each", len(p.Sent()), manyCards)
}

// What was marked ahead and not handed over goes back as if nothing had been
// tried: no person is asked about it.
func TestWhatWasMarkedAheadGoesBackUntriedWhenTheAccountStops(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]fake.Answer{"stopped": fake.Stopped, "asked to wait": {Outcome: crm.Outcome{Kind: crm.Temporary, Code: 421, RetryAfter: 600}}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := posting(t, crm.StepEmailClient)
			p.many()
			var mu sync.Mutex
			n := 0
			p.around(nil, func(crm.Message) {
				mu.Lock()
				defer mu.Unlock()
				if n++; n == 30 {
					p.Email.Otherwise(answer)
				}
			})
			p.Tick()
			tried := len(p.Email.Records())
			counts := p.counts()
			equal(t, "in doubt", counts[crm.MessageUncertain]+counts[crm.MessageSending], 0)
			equal(t, "sent", counts[crm.MessageSent], len(p.Sent()))
			equal(t, "the others wait", counts[crm.MessageQueued], manyCards-len(p.Sent()))
			for _, m := range p.Messages() {
				if m.State == crm.MessageQueued && (m.Attempts != 0 || m.HandedAt != 0 || m.Worker != 0) {
					t.Fatalf("after %d attempts one that waits has %+v", tried, m.Message)
				}
			}
			p.Email.Otherwise(fake.Accepted)
			p.around(nil, nil)
			p.Write(func(tx *store.Tx) error {
				a, err := tx.Account(p.EmailAcc)
				if err != nil {
					return err
				}
				_, err = tx.SaveAccount(a)
				return err
			})
			p.Advance("2h")
			equal(t, "taken once each in the end", len(p.Sent()), manyCards)
		})
	}
}

// Of what was marked ahead a crash leaves no more to a person than the window,
// and all the rest goes.
func TestACrashLeavesNoMoreThanTheWindowInDoubt(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepEmailClient)
	p.many()
	var mu sync.Mutex
	n, snapshot, taken := 0, "", 0
	p.around(nil, func(crm.Message) {
		mu.Lock()
		defer mu.Unlock()
		if n++; n == 40 {
			p.Email.Otherwise(fake.Unreached) // what comes after the crash didn't happen
			snapshot, taken = p.Snapshot(), len(p.Sent())
		}
	})
	p.Tick()
	p.around(nil, nil)
	p.Email.Otherwise(fake.Accepted)
	p.RestartFrom(snapshot)
	p.Advance("2h")
	counts := p.counts()
	if doubt := counts[crm.MessageUncertain]; doubt == 0 || doubt > 32 || counts[crm.MessageSent]+doubt != manyCards {
		t.Errorf("%d in doubt, %d sent of %d, %d of them before", doubt, counts[crm.MessageSent], manyCards, taken)
	}
}

// A message that was looked at long before its last byte goes back, and the next
// claim looks again.
func TestWhatWasMarkedLongAgoIsLookedAtAgain(t *testing.T) {
	t.Parallel()
	p := posting(t, crm.StepEmailClient)
	p.many()
	var mu sync.Mutex
	n := 0
	p.around(func(crm.Message) {
		mu.Lock()
		defer mu.Unlock()
		if n++; n == 40 {
			p.Clock.Set(p.Now().Add(2 * minute / 60)) // two seconds later
			p.Write(func(tx *store.Tx) error {
				return tx.Suppress(crm.ChannelEmail, fmt.Sprintf("c%d@client.example", manyCards-1), "manual")
			})
		}
	}, nil)
	p.Tick()
	counts := p.counts()
	equal(t, "sent", counts[crm.MessageSent], manyCards-1)
	equal(t, "suppressed", counts[crm.MessageSuppressed], 1)
}

package bench

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
)

// rig is a workspace with a clock of its own and servers that take everything.
type rig struct {
	mu     sync.Mutex
	now    time.Time
	store  *store.Store
	engine *engine.Engine
	outbox *outbox.Outbox
	email  *nowhere
	sms    *nowhere
}

// daybreak is when a measured day begins: a Monday in the workspace's zone.
var daybreak = time.Date(2027, 3, 1, 0, 0, 0, 0, time.FixedZone("EET", 2*3600))

func openRig(ctx context.Context, dir string, j Job) (*rig, error) {
	r := &rig{now: daybreak, email: &nowhere{}, sms: &nowhere{}}
	if err := os.Remove(filepath.Join(dir, "lock")); err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	var err error
	if r.store, err = store.Open(ctx, store.Options{Dir: dir, Clock: r.clock, Log: j.Log}); err != nil {
		return nil, err
	}
	r.engine = engine.New(r.store, j.Log, func(_ string, p crm.Phrase) string { return p.Key })
	r.outbox = outbox.New(outbox.Options{
		Store: r.store, Channels: map[crm.Channel]outbox.Channel{crm.ChannelEmail: r.email, crm.ChannelSMS: r.sms},
		Settle: r.engine.Settle, Calendar: r.engine.Calendar, Log: j.Log,
	})
	r.engine.UseOutbox(r.outbox)
	r.store.SetHooks(r.engine.Judge, nil)
	_, _, err = r.outbox.Rescue(ctx)
	return r, err
}

func (r *rig) clock() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.now
}

// set moves the clock.
func (r *rig) set(t time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now = t
}

// nowhere is a server that takes every message and forgets it.
type nowhere struct {
	mu   sync.Mutex
	keys map[string]int // how often each was taken; nil: nobody counts
}

// Compose is nothing: what is measured is everything before it.
func (n *nowhere) Compose(_ crm.Account, _ crm.Message, r crm.Rendered) ([]byte, error) {
	return []byte(r.Subject), nil
}

// Send takes it.
func (n *nowhere) Send(_ context.Context, _ crm.Account, m crm.Message, _ []byte, commit func() error) crm.Outcome {
	if err := commit(); err != nil {
		return crm.Outcome{Kind: crm.Aborted, Words: err.Error()}
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.keys != nil {
		n.keys[m.Key]++
	}
	return crm.Outcome{Kind: crm.Accepted, Code: 250, Words: "250 ok"}
}

// Lookup knows nothing.
func (n *nowhere) Lookup(context.Context, crm.Account, string) crm.Found {
	return crm.FoundUnknown
}

// CheckAccount finds nothing wrong.
func (n *nowhere) CheckAccount(crm.Account) crm.Problems { return nil }

// Check is content.
func (n *nowhere) Check(context.Context, crm.Account) error { return nil }

// Close does nothing.
func (n *nowhere) Close() {}

// load is the load average of the last minute, "" where the system doesn't say.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	one, _, _ := strings.Cut(string(text), " ")
	return one
}

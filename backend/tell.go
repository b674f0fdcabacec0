package backend

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/scheduler"
	"stepwise/backend/store"
	"stepwise/backend/webhook"
)

// teller tells webhooks beside the heartbeat: another program that doesn't answer
// holds nothing else up.
type teller struct {
	round   func(context.Context) (crm.Instant, error)
	wanted  atomic.Bool // somebody wants to be told something
	mu      sync.Mutex
	telling bool
	more    bool        // something changed while it tells
	next    crm.Instant // nothing is to be told before; 0: at once
	cancel  context.CancelFunc
	done    sync.WaitGroup
}

// soon lets the next beat tell what there is.
func (t *teller) soon() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.next, t.more = 0, true
}

// sooner is when the next beat is to be: at wait from now, or when something is
// to be told before.
func (t *teller) sooner(wait time.Duration, now crm.Instant) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	if left := t.next.Sub(now); t.wanted.Load() && left > 0 && (wait <= 0 || left < wait) {
		return left
	}
	return wait
}

// begin says whether it is time to tell, and takes it.
func (t *teller) begin(now crm.Instant) (context.Context, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.telling || t.round == nil || now < t.next && t.next-now <= tellAtLeast {
		return nil, false
	}
	ctx, cancel := context.WithCancel(context.Background())
	t.telling, t.more, t.cancel = true, false, cancel
	t.done.Add(1)
	return ctx, true
}

func (t *teller) end(next crm.Instant) (again bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.cancel()
	t.telling = false
	if t.next = next; t.more {
		t.next = 0
	}
	t.done.Done()
	return t.more
}

func (t *teller) stop() {
	t.mu.Lock()
	if t.telling {
		t.cancel()
	}
	t.mu.Unlock()
	t.done.Wait()
}

// tellAtLeast is how often it is looked at least, in milliseconds; also whether
// the clock was set back.
const tellAtLeast = 60 * 1000

// beatEvery is how often the heart beats by itself, in milliseconds.
const beatEvery = crm.Instant(scheduler.Every / time.Millisecond)

// useTeller makes who tells webhooks.
func (b *Backend) useTeller() {
	t := webhook.Teller{Store: b.store, Gather: b.engine.TellWebhooks}
	b.tell.round = t.Round
}

// toldSoon looks at what a change is to be told of, where anybody wants to hear.
func (b *Backend) toldSoon(events store.Events) {
	if b.tell.wanted.Load() || events["webhook"] != nil || events["workspace"] != nil {
		b.tell.soon()
		b.Kick()
	}
}

// tellWebhooks begins to tell what there is, where it is time, and doesn't wait.
func (b *Backend) tellWebhooks() {
	ctx, yes := b.tell.begin(b.store.Now())
	if !yes {
		return
	}
	go func() {
		next := b.store.Now() + tellAtLeast
		defer func() {
			if caught := recover(); caught != nil {
				b.log.Error("telling webhooks failed", slog.Any("panic", caught))
			}
			if b.tell.end(next) || next-b.store.Now() < beatEvery {
				b.Kick() // the heart learns when to beat next
			}
		}()
		at, err := b.tellOnce(ctx)
		if err != nil && ctx.Err() == nil {
			b.log.Error("webhooks can't be told", slog.Any("error", err))
			return
		}
		if at != 0 {
			next = min(next, at)
		}
	}()
}

// tellOnce tells what there is, unless everything stands still.
func (b *Backend) tellOnce(ctx context.Context) (next crm.Instant, err error) {
	var still, wanted bool
	err = b.store.Read(ctx, func(v *store.View) error {
		if still, err = v.StandsStill(); err != nil {
			return err
		}
		wanted, err = v.TellsAnybody()
		return err
	})
	b.tell.wanted.Store(wanted)
	if err != nil || still {
		return 0, err
	}
	return b.tell.round(ctx)
}

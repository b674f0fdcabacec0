package backend

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
)

// How often gateways are asked for receipts and texts, and what is left there,
// in milliseconds; how long one may take; how many messages one look asks for.
const (
	textsEvery   = 60 * 1000
	balanceEvery = 3600 * 1000
	textsTime    = time.Minute
	textsMost    = 30
)

// texter asks the SMS gateways beside the heartbeat: one that hangs holds
// nothing else up.
type texter struct {
	mu     sync.Mutex
	asking bool
	next   crm.Instant
	cancel context.CancelFunc
	done   sync.WaitGroup
}

func (x *texter) begin(now crm.Instant) (context.Context, bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.asking || now < x.next && x.next-now <= textsEvery { // a clock that was set back doesn't make it wait
		return nil, false
	}
	ctx, cancel := context.WithCancel(context.Background())
	x.asking, x.cancel = true, cancel
	x.done.Add(1)
	return ctx, true
}

func (x *texter) end(next crm.Instant) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.cancel()
	x.asking, x.next = false, next
	x.done.Done()
}

// stop ends what is under way and waits for it.
func (x *texter) stop() {
	x.mu.Lock()
	if x.asking {
		x.cancel()
	}
	x.mu.Unlock()
	x.done.Wait()
}

// askGateways begins to ask where it is time, and doesn't wait.
func (b *Backend) askGateways() {
	ctx, yes := b.texts.begin(b.store.Now())
	if !yes {
		return
	}
	go func() {
		defer func() {
			if caught := recover(); caught != nil {
				b.log.Error("asking gateways failed", slog.Any("panic", caught))
			}
			b.texts.end(b.store.Now() + textsEvery)
		}()
		b.AskGateways(ctx)
	}()
}

// AskGateways asks every SMS gateway once for receipts, texts that came in and
// what is left there, unless everything stands still.
func (b *Backend) AskGateways(ctx context.Context) {
	var list []crm.Account
	err := b.store.Read(ctx, func(v *store.View) error {
		still, err := v.StandsStill()
		if err == nil && !still {
			list, err = v.Accounts()
		}
		return err
	})
	if err != nil && ctx.Err() == nil {
		b.log.Error("accounts can't be read", slog.Any("error", err))
	}
	for _, a := range list {
		if a.Channel != crm.ChannelSMS || a.Stopped || ctx.Err() != nil {
			continue
		}
		if err := b.askGateway(ctx, a); err != nil && ctx.Err() == nil {
			b.log.Warn("a gateway can't be asked", slog.String("account", a.ID.String()), slog.Any("error", err))
		}
	}
}

func (b *Backend) askGateway(ctx context.Context, a crm.Account) error {
	ctx, cancel := context.WithTimeout(ctx, textsTime)
	defer cancel()
	if poller, ok := b.channels[a.Channel].(outbox.Poller); ok {
		var open []crm.OpenPart
		err := b.store.Read(ctx, func(v *store.View) (err error) {
			open, err = v.OpenParts(a.ID, textsMost)
			return err
		})
		if err != nil {
			return err
		}
		news, err := poller.Poll(ctx, a, open)
		if err != nil {
			return err
		}
		if err := b.engine.TakeNews(ctx, a.ID, news); err != nil {
			return err
		}
		if err := b.askedFor(ctx, a.ID, open); err != nil {
			return err
		}
	}
	if b.store.Now()-a.Balance.At < balanceEvery {
		return nil
	}
	return b.service.AskBalance(ctx, a)
}

// hear takes news that come by themselves, as over SMPP.
func (b *Backend) hear(ctx context.Context, id crm.AccountID, news crm.News) error {
	return b.engine.TakeNews(ctx, id, news)
}

func (b *Backend) askedFor(ctx context.Context, id crm.AccountID, open []crm.OpenPart) error {
	if len(open) == 0 {
		return nil
	}
	return b.store.Write(ctx, func(tx *store.Tx) error { return tx.AskedFor(id, open) })
}

package backend

import (
	"context"
	"log/slog"
	"sync"
)

// asker does the chores of forms beside the heartbeat: a mail server that hangs
// holds nothing else up.
type asker struct {
	mu     sync.Mutex
	busy   bool
	cancel context.CancelFunc
	done   sync.WaitGroup
}

func (a *asker) begin() (context.Context, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.busy {
		return nil, false
	}
	ctx, cancel := context.WithCancel(context.Background())
	a.busy, a.cancel = true, cancel
	a.done.Add(1)
	return ctx, true
}

func (a *asker) end() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.cancel()
	a.busy = false
	a.done.Done()
}

// stop ends what is under way and waits for it.
func (a *asker) stop() {
	a.mu.Lock()
	if a.busy {
		a.cancel()
	}
	a.mu.Unlock()
	a.done.Wait()
}

// lookAfterForms begins the chores of forms, and doesn't wait.
func (b *Backend) lookAfterForms() {
	ctx, yes := b.ask.begin()
	if !yes {
		return
	}
	go func() {
		defer b.ask.end()
		defer func() {
			if caught := recover(); caught != nil {
				b.log.Error("the chores of forms failed", slog.Any("panic", caught))
			}
		}()
		if err := b.service.FormChores(ctx); err != nil && ctx.Err() == nil {
			b.log.Error("the chores of forms failed", slog.Any("error", err))
		}
	}()
}

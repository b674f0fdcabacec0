package backend

import (
	"context"
	"log/slog"
	"sync"
)

// admission is the look at the database that goes on while the first page is
// served: until it is over nobody writes and nothing runs by itself.
type admission struct {
	live   context.Context
	cancel context.CancelFunc
	looked chan struct{}  // closed when the look is over
	begun  sync.WaitGroup // the look, and what starts after it
}

func newAdmission() *admission {
	a := &admission{looked: make(chan struct{})}
	a.live, a.cancel = context.WithCancel(context.Background())
	return a
}

// then runs start once the look is over: at once where it is already.
func (a *admission) then(start func()) {
	select {
	case <-a.looked:
		start()
		return
	default:
	}
	a.begun.Go(func() {
		select {
		case <-a.looked:
		case <-a.live.Done():
		}
		if a.live.Err() == nil {
			start()
		}
	})
}

// admit lets the program write: at once, or after a look that nothing else waits
// for. What an earlier process left behind comes before everything.
func (b *Backend) admit() error {
	if !b.store.Held() {
		defer close(b.looked)
		return b.takeOver(b.live)
	}
	b.begun.Go(func() {
		defer close(b.looked)
		if err := b.store.Admit(b.live, b.takeOver); err != nil && b.live.Err() == nil {
			b.log.Error("nothing is written to the database", slog.Any("error", err))
		}
	})
	return nil
}

// takeOver settles what an earlier process left, and whether this machine is the
// one that goes on.
func (b *Backend) takeOver(ctx context.Context) error {
	if _, _, err := b.outbox.Rescue(ctx); err != nil {
		return err
	}
	if _, err := b.engine.CheckZone(ctx); err != nil {
		b.log.Error("the data of the zone can't be looked at", slog.Any("error", err))
	}
	b.knowMachine(ctx)
	return nil
}

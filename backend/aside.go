package backend

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"

	"stepwise/backend/api"
)

// aside is what a beat does for the person in front of a window: notices of
// problems, and a look for a new version, which no beat waits for.
type aside struct {
	stirred atomic.Bool // an account or a message changed since the last notices
	failed  bool        // the last beat
	begun   bool
	looking atomic.Bool
	stop    context.CancelFunc
	live    context.Context
	done    sync.WaitGroup
}

func newAside() *aside {
	a := &aside{}
	a.live, a.stop = context.WithCancel(context.Background())
	return a
}

// after runs at the end of each beat, never twice at the same time.
func (a *aside) after(svc *api.Service, failed bool, log *slog.Logger) {
	if changed := a.stirred.Swap(false); changed || failed || a.failed || !a.begun {
		svc.Warn(a.live)
	}
	a.failed, a.begun = failed, true
	if !svc.MayLookForUpdate() || !a.looking.CompareAndSwap(false, true) {
		return
	}
	a.done.Go(func() {
		defer a.looking.Store(false)
		if err := svc.LookForUpdate(a.live); err != nil && a.live.Err() == nil {
			log.Error("the look for a new version failed", slog.Any("error", err))
		}
	})
}

func (a *aside) close() {
	a.stop()
	a.done.Wait()
}

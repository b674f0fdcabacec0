// Package scheduler is the heartbeat and nothing more: it calls a function at
// least every 20 seconds, at once after a kick, and when the last beat said
// that something is next due. What is due is a question to the database, never
// a timer: timers stop while a laptop sleeps.
package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/go-co-op/gocron/v2"
)

// Every is the longest time between two beats.
const Every = 20 * time.Second

// soonest is the shortest time between a beat and one it asked for, so that
// something due that can't be done yet never keeps the processor busy.
const soonest = 100 * time.Millisecond

// Heart beats until Stop.
type Heart struct {
	cron gocron.Scheduler
	stop context.CancelFunc
	kick chan struct{}
	done sync.WaitGroup
}

// Beat does what is due and says in how long something is due next; 0 or less
// for "nothing soon".
type Beat func(context.Context) (time.Duration, error)

// Start begins to beat: at once, then every 20 seconds, after each Kick, and
// when something is next due. beat is never called twice at the same time; its
// error is logged, and the next beat tries again.
func Start(ctx context.Context, beat Beat, log *slog.Logger) (*Heart, error) {
	cron, err := gocron.NewScheduler(gocron.WithLocation(time.UTC))
	if err != nil {
		return nil, fmt.Errorf("start the heartbeat: %w", err)
	}
	ctx, stop := context.WithCancel(ctx)
	h := &Heart{cron: cron, stop: stop, kick: make(chan struct{}, 1)}
	_, err = cron.NewJob(gocron.DurationJob(Every), gocron.NewTask(h.Kick),
		gocron.WithSingletonMode(gocron.LimitModeReschedule), gocron.WithName("tick"))
	if err != nil {
		stop()
		return nil, fmt.Errorf("start the heartbeat: %w", err)
	}
	h.Kick()
	h.done.Go(func() { h.run(ctx, beat, log) })
	cron.Start()
	return h, nil
}

// run beats for every kick; those that come while it beats count once.
func (h *Heart) run(ctx context.Context, beat Beat, log *slog.Logger) {
	soon := time.NewTimer(Every)
	soon.Stop()
	defer soon.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-h.kick:
		case <-soon.C:
		}
		next, err := beat(ctx)
		if err != nil && ctx.Err() == nil {
			log.Error("heartbeat failed", slog.Any("error", err))
		}
		soon.Stop() // without a moment of its own the next beat is the clock's
		if err == nil && next > 0 && next < Every {
			soon.Reset(max(next, soonest))
		}
	}
}

// Kick asks for a beat at once. It never waits.
func (h *Heart) Kick() {
	select {
	case h.kick <- struct{}{}:
	default: // one is asked for already
	}
}

// Stop ends the beating after the beat that is under way.
func (h *Heart) Stop() {
	h.stop()
	_ = h.cron.Shutdown() // it only waits for its jobs, and Kick never waits
	h.done.Wait()
}

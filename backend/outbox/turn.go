package outbox

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// turnLimit is how long one message may keep the others from their last byte:
// longer than a working server needs to answer, short enough that one that
// hangs holds up nobody.
const turnLimit = 2 * time.Second

// turns lets one message at a time be between "sending" and its recorded
// answer, whatever the number of lines: a crash then leaves at most one message
// uncertain. Connecting, and everything before the last byte, goes on in
// parallel.
type turns chan struct{}

func newTurns() turns { return make(turns, 1) }

// take waits for the turn; the answer gives it back, once, and so does
// turnLimit.
func (t turns) take(ctx context.Context) (giveBack func(), err error) {
	select {
	case t <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	var once sync.Once
	give := func() { once.Do(func() { <-t }) }
	late := time.AfterFunc(turnLimit, give)
	return func() {
		late.Stop()
		give()
	}, nil
}

// lastAnswer is how long a program that is told to stop waits for the answer to
// a message that is handed over already: longer than a working server needs.
const lastAnswer = 5 * time.Second

// patience is the context of one hand-over. When the program is told to stop it
// ends at once, but after handed was called it leaves time for the answer:
// otherwise every orderly stop would leave messages uncertain.
func patience(ctx context.Context) (patient context.Context, handed, end func()) {
	patient, cancel := context.WithCancel(context.WithoutCancel(ctx))
	var waits atomic.Bool
	forget := context.AfterFunc(ctx, func() {
		if waits.Load() {
			time.AfterFunc(lastAnswer, cancel)
			return
		}
		cancel()
	})
	return patient, func() { waits.Store(true) }, func() { forget(); cancel() }
}

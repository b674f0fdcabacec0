package outbox

import (
	"context"
	"sync/atomic"
	"time"
)

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

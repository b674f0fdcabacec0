package outbox

import (
	"context"
	"testing"
	"testing/synctest"
)

func TestToldToStopOnlyWhatIsHandedOverGetsTimeForItsAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		before, _, endBefore := patience(ctx)
		after, handed, endAfter := patience(ctx)
		defer endBefore()
		defer endAfter()
		handed()
		stop()
		synctest.Wait()
		if before.Err() == nil || after.Err() != nil {
			t.Errorf("before the last byte: %v, after it: %v", before.Err(), after.Err())
		}
		<-after.Done() // the bubble's clock goes on by itself: it doesn't wait for ever
	})
}

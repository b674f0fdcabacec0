//go:build testclock

package backend

import (
	"os"
	"sync/atomic"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
)

// ahead is how far the clock was moved, in nanoseconds. This file is in no
// release.
var ahead atomic.Int64

func now() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }

// steady is nil: a clock that a test moves is no wrong one. A test that wants one
// sets STEPWISE_STEADY.
var steady = func() engine.Steady {
	if os.Getenv("STEPWISE_STEADY") == "" {
		return nil
	}
	return running
}()

func setClock(at crm.Instant) error {
	ahead.Store(int64(at.Time().Sub(time.Now())))
	return nil
}

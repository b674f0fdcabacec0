package rest

import (
	"math"
	"sync"
	"time"
)

// How often one token may ask: so often a second in the long run, and so many
// at once.
const (
	perSecond = 20
	burst     = 100
	mostRates = 10_000 // that are remembered
)

// rates are buckets that fill with time and lose a drop with each request.
type rates struct {
	since func() time.Duration
	mu    sync.Mutex
	kept  map[string]bucket
}

type bucket struct {
	drops float64
	at    time.Duration
}

func newRates(since func() time.Duration) *rates {
	return &rates{since: since, kept: map[string]bucket{}}
}

// take takes a drop; else it says in how many seconds there is one.
func (r *rates) take(name string) (wait int) {
	if r.since == nil {
		return 0
	}
	now := r.since()
	r.mu.Lock()
	defer r.mu.Unlock()
	b, known := r.kept[name]
	if !known {
		b = bucket{drops: burst, at: now}
		r.forget(now)
	}
	b.drops = min(burst, b.drops+(now-b.at).Seconds()*perSecond)
	b.at = now
	if b.drops < 1 {
		r.kept[name] = b
		return int(math.Ceil((1 - b.drops) / perSecond))
	}
	b.drops--
	r.kept[name] = b
	return 0
}

// forget lets go of buckets that are full again, and where they are too many of
// all: then everybody has a full one.
func (r *rates) forget(now time.Duration) {
	if len(r.kept) < mostRates {
		return
	}
	for name, b := range r.kept {
		if b.drops+(now-b.at).Seconds()*perSecond >= burst {
			delete(r.kept, name)
		}
	}
	if len(r.kept) >= mostRates {
		clear(r.kept)
	}
}

package public

import (
	"math"
	"net/http"
	"net/netip"
	"strconv"
	"sync"
	"time"
)

// rates knows how often whoever came. Each key has a bucket that holds as many
// requests as are allowed in the time, and fills evenly.
type rates struct {
	since   func() time.Duration
	mu      sync.Mutex
	buckets map[string]*bucket
	swept   time.Duration
}

type bucket struct {
	left float64
	at   time.Duration
	full time.Duration // when it would be full again: then it can be forgotten
}

// maxBuckets bounds what is remembered; beyond it, whoever is new waits until
// somebody is forgotten.
const maxBuckets = 20_000

func newRates(since func() time.Duration) *rates {
	return &rates{since: since, buckets: map[string]*bucket{}}
}

// take says whether one more is allowed of key, most in per, and if not, how long
// to wait.
func (t *rates) take(key string, most int, per time.Duration) (wait time.Duration, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.since()
	t.sweep(now)
	b := t.buckets[key]
	if b == nil {
		if len(t.buckets) >= maxBuckets {
			return per, false
		}
		b = &bucket{left: float64(most), at: now}
		t.buckets[key] = b
	}
	each := per / time.Duration(most)
	b.left = math.Min(float64(most), b.left+float64(now-b.at)/float64(each))
	b.at = now
	if b.left < 1 {
		return time.Duration((1 - b.left) * float64(each)), false
	}
	b.left--
	b.full = now + time.Duration((float64(most)-b.left)*float64(each))
	return 0, true
}

// sweep forgets whoever has not come for long, now and then.
func (t *rates) sweep(now time.Duration) {
	if now-t.swept < time.Minute && len(t.buckets) < maxBuckets || now == t.swept {
		return
	}
	t.swept = now
	for key, b := range t.buckets {
		if b.full <= now {
			delete(t.buckets, key)
		}
	}
}

// mayCome says whether an address may come once more in this minute; where not,
// it has answered. Each number of times is counted apart.
func (s *Server) mayCome(w http.ResponseWriter, r *http.Request, most int) bool {
	return s.limit(w, r, "address|"+strconv.Itoa(most)+"|"+network(addressOf(r)), most, time.Minute)
}

// limit says whether one more request of key is allowed, most in per; where not,
// it has answered 429 with Retry-After.
func (s *Server) limit(w http.ResponseWriter, r *http.Request, key string, most int, per time.Duration) bool {
	wait, ok := s.rates.take(key, most, per)
	if ok {
		return true
	}
	w.Header().Set("Retry-After", strconv.Itoa(max(1, int(math.Ceil(wait.Seconds())))))
	s.fail(w, r, http.StatusTooManyRequests)
	return false
}

// network is what one customer of a provider has: an IPv4 address, or the half of
// an IPv6 address that is handed out at once.
func network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil || ip.Is4() {
		return address
	}
	prefix, err := ip.Prefix(64)
	if err != nil {
		return address
	}
	return prefix.String()
}

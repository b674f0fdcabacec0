package login

import (
	"net/netip"
	"strings"
	"sync"
	"time"

	"stepwise/backend/crm"
)

// How many wrong tries cost nothing, and how the wait grows after them: it
// doubles from a second up to a quarter of an hour.
const (
	freeForPair    = 4  // of one user from one address
	freeForAddress = 12 // of whomever from one address
	longestWait    = 15 * time.Minute
	forgotten      = 24 * time.Hour // after which a try counts no more
	mostTries      = 20_000         // keys that are remembered
)

// tries remembers wrong passwords by address, and by user and address. Not by
// user alone: a stranger could keep the owner out of their own house.
type tries struct {
	mu  sync.Mutex
	all map[string]try
}

type try struct {
	wrong int
	last  crm.Instant
	until crm.Instant // nobody is asked before
}

func newTries() *tries { return &tries{all: map[string]try{}} }

type tryKey struct {
	key  string
	free int
}

func keysOf(email, address string) []tryKey {
	place := network(address)
	return []tryKey{
		{"pair " + place + " " + hashOf(strings.ToLower(strings.TrimSpace(email))), freeForPair},
		{"from " + place, freeForAddress},
	}
}

// network is an address as one neighbour has it: of IPv6 everybody has a /64.
func network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	if ip = ip.Unmap().WithZone(""); ip.Is4() {
		return ip.String()
	}
	prefix, err := ip.Prefix(64)
	if err != nil {
		return address
	}
	return prefix.String()
}

// wait is how long one must still wait before trying; 0: now. A try that may go
// on counts as wrong until it is forgiven, so that many at once are no way
// around.
func (t *tries) wait(now crm.Instant, keys []tryKey) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	var longest time.Duration
	for _, k := range keys {
		longest = max(longest, t.all[k.key].until.Sub(now))
	}
	if longest > 0 {
		return longest
	}
	t.tidy(now)
	for _, k := range keys {
		one := t.all[k.key]
		if now.Sub(one.last) > forgotten {
			one = try{}
		}
		one.wrong++
		one.last = now
		if over := one.wrong - k.free; over >= 0 {
			one.until = now.Add(min(time.Second<<min(over, 20), longestWait))
		}
		t.all[k.key] = one
	}
	return 0
}

// forgive takes a try back that was right.
func (t *tries) forgive(keys []tryKey) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, k := range keys {
		one := t.all[k.key]
		one.wrong--
		if i == 0 || one.wrong <= 0 { // this person may come from this address
			delete(t.all, k.key)
			continue
		}
		one.until = 0
		t.all[k.key] = one
	}
}

// tidy forgets what is over, and everything rather than growing without end.
func (t *tries) tidy(now crm.Instant) {
	if len(t.all) < mostTries {
		return
	}
	for key, one := range t.all {
		if one.until <= now {
			delete(t.all, key)
		}
	}
	if len(t.all) >= mostTries {
		clear(t.all)
	}
}

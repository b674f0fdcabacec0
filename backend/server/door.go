package server

import (
	"crypto/rand"
	"crypto/sha256"
	"net/http"
	"sync"
)

// door knows who may come in: tickets (sign-in links) each let one browser in,
// sessions are the cookies of those that are in. Both live as long as the
// process and only as hashes: what is stolen from memory opens nothing.
type door struct {
	cookieName string
	mu         sync.Mutex
	tickets    map[[32]byte]bool
	sessions   map[[32]byte]bool
	closed     chan struct{}
	once       sync.Once
}

// newDoor makes a door whose cookie has the port in its name: browsers give
// cookies to every port of a host, and two Stepwise may run on one machine.
func newDoor(port string) *door {
	return &door{
		cookieName: "stepwise_" + port,
		tickets:    map[[32]byte]bool{}, sessions: map[[32]byte]bool{}, closed: make(chan struct{}),
	}
}

// ticket makes the token of a new sign-in link, 130 bits of chance.
func (d *door) ticket() string {
	token := rand.Text()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.tickets[sha256.Sum256([]byte(token))] = true
	return token
}

// enter uses a ticket up and answers with a session for it.
func (d *door) enter(token string) (session string, ok bool) {
	hash := sha256.Sum256([]byte(token))
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.tickets[hash] {
		return "", false
	}
	delete(d.tickets, hash)
	session = rand.Text()
	d.sessions[sha256.Sum256([]byte(session))] = true
	return session, true
}

// knows says whether a request carries the cookie of a session. Looking a hash
// up takes a time that tells nothing about the token.
func (d *door) knows(r *http.Request) bool {
	for _, c := range r.CookiesNamed(d.cookieName) {
		d.mu.Lock()
		known := d.sessions[sha256.Sum256([]byte(c.Value))]
		d.mu.Unlock()
		if known {
			return true
		}
	}
	return false
}

// close ends the event streams.
func (d *door) close() { d.once.Do(func() { close(d.closed) }) }

// cookie is what the browser keeps until it is closed. Not Secure: loopback is
// plain HTTP. Strict: a link from elsewhere never brings it along.
func (d *door) cookie(session string) *http.Cookie {
	return &http.Cookie{ //nolint:gosec // see above
		Name: d.cookieName, Value: session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode,
	}
}

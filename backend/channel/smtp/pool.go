package mailer

import (
	"slices"
	"sync"
	"time"

	"stepwise/backend/crm"
)

// poolKey is what a connection depends on: changed settings or another password
// get connections of their own.
type poolKey struct {
	settings crm.SMTPSettings
	secret   string
}

func keyOf(a crm.Account) poolKey { return poolKey{*a.SMTP, a.Secret} }

// pool keeps connections between messages.
type pool struct {
	now  func() time.Time
	opts Options

	mu     sync.Mutex
	idle   map[poolKey][]*session
	closed bool
}

// take is the connection used last, or nil. Those that are too old are closed.
func (p *pool) take(key poolKey) *session {
	p.mu.Lock()
	old := p.dropOld()
	var s *session
	if kept := p.idle[key]; len(kept) > 0 {
		s = kept[len(kept)-1]
		p.idle[key] = kept[:len(kept)-1]
	}
	p.mu.Unlock()
	leave(old)
	return s
}

// put keeps a connection after an accepted message, if it is of further use.
func (p *pool) put(key poolKey, s *session) {
	p.mu.Lock()
	old := p.dropOld()
	if p.closed || s.dead || s.used >= p.opts.MaxUses || len(p.idle[key]) >= p.opts.MaxIdle {
		old = append(old, s)
	} else {
		s.idle = p.now()
		p.idle[key] = append(p.idle[key], s)
	}
	p.mu.Unlock()
	leave(old)
}

// dropOld takes out what is older than allowed; a clock that went back makes
// everything old.
func (p *pool) dropOld() []*session {
	now := p.now()
	var old []*session
	for key, kept := range p.idle {
		kept = slices.DeleteFunc(kept, func(s *session) bool {
			age := now.Sub(s.idle)
			tooOld := age < 0 || age > p.opts.IdleFor
			if tooOld {
				old = append(old, s)
			}
			return tooOld
		})
		if p.idle[key] = kept; len(kept) == 0 {
			delete(p.idle, key)
		}
	}
	return old
}

func (p *pool) close() {
	p.mu.Lock()
	var all []*session
	for _, kept := range p.idle {
		all = append(all, kept...)
	}
	p.idle = map[poolKey][]*session{}
	p.closed = true
	p.mu.Unlock()
	leave(all)
}

func leave(sessions []*session) {
	for _, s := range sessions {
		s.quit()
	}
}

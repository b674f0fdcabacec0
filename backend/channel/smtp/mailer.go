package mailer

import (
	"context"
	"time"

	"stepwise/backend/crm"
)

// Options tune a Mailer; zero values mean the defaults.
type Options struct {
	MaxIdle int           // connections kept per account between messages; 10
	IdleFor time.Duration // how long one is kept; a minute
	MaxUses int           // messages over one connection; 100
	Tokens  Tokens        // for accounts that sign in without a password; nil: none can
}

// Mailer hands emails to SMTP servers. It is safe for use by many at once; each
// Send has a connection of its own meanwhile.
type Mailer struct {
	pool   *pool
	tokens Tokens
}

// New makes a Mailer. now tells the age of idle connections and nothing else.
func New(now func() time.Time, opts Options) *Mailer {
	if opts.MaxIdle == 0 {
		opts.MaxIdle = 10
	}
	if opts.IdleFor == 0 {
		opts.IdleFor = time.Minute
	}
	if opts.MaxUses == 0 {
		opts.MaxUses = 100
	}
	return &Mailer{pool: &pool{now: now, opts: opts, idle: map[poolKey][]*session{}}, tokens: opts.Tokens}
}

// Send hands raw over to the account's server, for m.To alone. commit is called
// at most once, just before the dot that completes the message; if it fails
// nothing was sent. A kept connection that turns out to be closed is replaced
// once, before anything was handed over.
func (m *Mailer) Send(ctx context.Context, a crm.Account, msg crm.Message, raw []byte, commit func() error) crm.Outcome {
	if a.SMTP == nil {
		return crm.Outcome{Kind: crm.Stopped, Words: "no SMTP settings"}
	}
	from, to, fail := envelope(a, msg)
	if fail != nil {
		return fail.outcome()
	}
	if !wellFormed(raw) {
		return crm.Outcome{Kind: crm.Refused, Words: "bare CR, LF or NUL in the message"}
	}
	s, fail := m.ready(ctx, a, from, to)
	if fail != nil {
		return fail.outcome()
	}
	out := s.finish(ctx, raw, commit)
	if out.Kind == crm.Accepted {
		m.pool.put(keyOf(a), s)
	}
	return out
}

// ready is a connection whose server waits for the message.
func (m *Mailer) ready(ctx context.Context, a crm.Account, from, to string) (*session, *trouble) {
	if s := m.pool.take(keyOf(a)); s != nil {
		fail := s.begin(ctx, from, to)
		if fail == nil {
			return s, nil
		}
		s.abort()
		if !fail.stale {
			return nil, fail
		}
	}
	s, fail := open(ctx, a.SMTP, m.key(a))
	if fail != nil {
		return nil, fail
	}
	if fail := s.begin(ctx, from, to); fail != nil {
		s.abort()
		return nil, fail
	}
	return s, nil
}

// Lookup can't know: SMTP has no question for it.
func (*Mailer) Lookup(context.Context, crm.Account, string) crm.Found { return crm.FoundUnknown }

// Check connects, protects the connection and logs in, and sends nothing. What
// fails is an unavailable Error with the server's words.
func (m *Mailer) Check(ctx context.Context, a crm.Account) error {
	if a.SMTP == nil {
		return crm.Fail(crm.CodeInvalid, "account.no_settings")
	}
	s, fail := open(ctx, a.SMTP, m.key(a))
	if fail != nil {
		return fail.problem(a.SMTP)
	}
	s.quit()
	return nil
}

// Close closes the idle connections; those in use are closed when they are
// done.
func (m *Mailer) Close() { m.pool.close() }

// CheckAccount says everything wrong with an account's settings, at the paths
// of its smtp part.
func (m *Mailer) CheckAccount(a crm.Account) crm.Problems {
	return CheckSettings(*a.SMTP, a.Secret != "")
}

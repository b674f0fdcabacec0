package backend

import (
	"context"
	"errors"
	"log/slog"
	"sync"

	"stepwise/backend/crm"
	"stepwise/backend/mailbox"
	"stepwise/backend/store"
)

// mailEvery is how long after a look at the mailboxes the next one begins.
const mailEvery = 3 * 60 * 1000

// refusedWait is how long a mailbox whose login was refused is let be: a server
// locks who knocks too often. Saving it anew ends the wait.
const refusedWait = 30 * 60 * 1000

// mailman looks at the mailboxes beside the heartbeat: a mail server that hangs
// holds nothing else up.
type mailman struct {
	reader  mailbox.Reader
	mu      sync.Mutex
	looking bool
	next    crm.Instant // no look before; 0: at once
	cancel  context.CancelFunc
	done    sync.WaitGroup
	refused map[string]crm.Instant // when a mailbox's login was refused, by its id in words; only the look under way touches it
}

// soon lets the next beat look, because a mailbox was set up or changed.
func (m *mailman) soon() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.looking {
		m.next = 0
	}
}

// begin says whether it is time for a look, and takes it.
func (m *mailman) begin(now crm.Instant) (context.Context, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.looking || now < m.next && m.next-now <= mailEvery { // a clock that was set back doesn't make it wait
		return nil, false
	}
	ctx, cancel := context.WithCancel(context.Background())
	m.looking, m.cancel = true, cancel
	m.done.Add(1)
	return ctx, true
}

func (m *mailman) end(next crm.Instant) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.cancel()
	m.looking, m.next = false, next
	m.done.Done()
}

// lets says whether a mailbox may be asked again, given what was wrong at the
// last look.
func (m *mailman) lets(id, trouble string, now crm.Instant) bool {
	return trouble != mailbox.NoLogin || now-m.refused[id] >= refusedWait
}

func (m *mailman) refuse(id string, at crm.Instant) {
	if m.refused == nil {
		m.refused = map[string]crm.Instant{}
	}
	m.refused[id] = at
}

// stop ends a look that is under way and waits for it.
func (m *mailman) stop() {
	m.mu.Lock()
	if m.looking {
		m.cancel()
	}
	m.mu.Unlock()
	m.done.Wait()
}

// lookAtMail begins a look at the mailboxes where it is time, and doesn't wait.
func (b *Backend) lookAtMail() {
	ctx, yes := b.mail.begin(b.store.Now())
	if !yes {
		return
	}
	go func() {
		var again bool
		defer func() {
			if caught := recover(); caught != nil {
				b.log.Error("looking at mailboxes failed", slog.Any("panic", caught))
			}
			next := b.store.Now()
			if !again {
				next += mailEvery
			}
			b.mail.end(next)
		}()
		again = b.LookAtMail(ctx)
		again = b.LookAtLeads(ctx) || again
	}()
}

// LookAtMail looks at every mailbox once, unless everything stands still; more
// says that there is more to read at once.
func (b *Backend) LookAtMail(ctx context.Context) (more bool) {
	var list []crm.Mailbox
	err := b.store.Read(ctx, func(v *store.View) error {
		still, err := v.StandsStill()
		if err == nil && !still {
			list, err = v.Mailboxes()
		}
		return err
	})
	if err != nil && ctx.Err() == nil {
		b.log.Error("mailboxes can't be read", slog.Any("error", err))
	}
	for _, m := range list {
		if !b.mail.lets(m.ID.String(), m.Trouble, b.store.Now()) {
			continue
		}
		rest, err := b.lookAt(ctx, m)
		if ctx.Err() != nil {
			return false
		}
		more = more || rest
		b.noteLook(ctx, m.ID.String(), err, func(tx *store.Tx, key, words string) error { return tx.Looked(m.ID, key, words) })
	}
	return more
}

func (b *Backend) lookAt(ctx context.Context, m crm.Mailbox) (more bool, err error) {
	mark := m.Mark
	return b.mail.reader.Look(ctx, m, b.store.Now(), func(list []crm.Mail, next crm.MailMark) error {
		done, err := b.engine.TakeMails(ctx, m.ID, mark, next, list)
		if err == nil && !done {
			err = errMailboxChanged
		}
		mark = next
		return err
	})
}

// errMailboxChanged ends a look at a mailbox that leads elsewhere now.
var errMailboxChanged = errors.New("mailbox was changed")

// noteLook keeps how a look went, for people.
func (b *Backend) noteLook(ctx context.Context, id string, err error, note func(tx *store.Tx, key, words string) error) {
	if errors.Is(err, errMailboxChanged) {
		return
	}
	key, words := "", ""
	var trouble *mailbox.Trouble
	switch {
	case errors.As(err, &trouble):
		key, words = trouble.Key, trouble.Words
		if key == mailbox.NoLogin {
			b.mail.refuse(id, b.store.Now())
		}
	case err != nil:
		b.log.Error("mails can't be dealt with", slog.String("mailbox", id), slog.Any("error", err))
		key = "mailbox.no_look"
	}
	if err := b.store.Write(ctx, func(tx *store.Tx) error { return note(tx, key, words) }); err != nil {
		b.log.Error("a look at a mailbox can't be noted", slog.Any("error", err))
	}
}

package store

import (
	"context"
	"errors"

	"github.com/mattn/go-sqlite3"

	"stepwise/backend/crm"
)

// harm is what the running database said of itself.
type harm struct {
	at    crm.Instant
	words string
}

// trouble is the function of this name, and remembers damage: from then on
// nothing runs by itself, whether that can be written or not.
func (s *Store) trouble(err error) error {
	var lite sqlite3.Error
	if errors.As(err, &lite) && s.memory == nil {
		switch lite.Code {
		case sqlite3.ErrCorrupt, sqlite3.ErrNotADB, sqlite3.ErrIoErr:
			s.harmed(lite.Error())
		}
	}
	return trouble(err)
}

func (s *Store) harmed(words string) {
	if s.hurt.CompareAndSwap(nil, &harm{at: s.Now(), words: words}) && s.hooks.onCommit != nil {
		s.hooks.onCommit(Events{"standstill": {"*"}})
	}
}

// Hurt says in SQLite's words what is wrong with the running database; "" where
// nothing is.
func (s *Store) Hurt() string {
	if h := s.hurt.Load(); h != nil {
		return h.words
	}
	return ""
}

// Examine looks at the whole database beside everybody's work: every page, every
// index, every reference. Errors: unavailable "error.store.damaged"; from then on
// nothing runs by itself. Where all is well, what was remembered is forgotten.
func (s *Store) Examine(ctx context.Context) error {
	if err := s.examineAll(ctx); err != nil {
		return err
	}
	if h := s.hold.Load(); h != nil && h.refused() && h.first != nil {
		return s.release(ctx, h)
	}
	return nil
}

func (s *Store) examineAll(ctx context.Context) error {
	s.gate.RLock()
	defer s.gate.RUnlock()
	if s.closed.Load() {
		return errClosed
	}
	db, err := connect(s.path(), asLook, 1)
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // only read
	if err := examine(ctx, db, s.path(), wholeChecks); err != nil {
		var ours *crm.Error
		if errors.As(err, &ours) && ours.Key == "error.store.damaged" && ctx.Err() == nil {
			s.harmed(asText(ours.Args["words"]))
		}
		return err
	}
	s.hurt.Store(nil)
	return nil
}

func asText(v any) string {
	text, _ := v.(string)
	return text
}

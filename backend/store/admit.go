package store

import (
	"context"
	"errors"
	"sync"

	"stepwise/backend/crm"
)

// hold keeps everybody from writing until the database has been looked at.
type hold struct {
	done  chan struct{}
	once  sync.Once
	err   error // why nobody may write; read after done
	first func(context.Context) error
}

func (h *hold) end(err error) {
	h.once.Do(func() {
		h.err = err
		close(h.done)
	})
}

// refused says whether the look is over and found something.
func (h *hold) refused() bool {
	select {
	case <-h.done:
		return h.err != nil
	default:
		return false
	}
}

// pass is the key of a context whose writes come before everybody's.
type pass struct{}

// Held says whether nobody may write yet: Admit ends it.
func (s *Store) Held() bool { return s.hold.Load() != nil }

// Admit looks at a database that was opened with Beside, while readers read it
// already, and then lets everybody write; first comes before them, with the
// context that it is given. What is damaged is never written to: each Write gets
// the error, and it stands still as after damage that shows later. Where nobody
// is held it only runs first. Errors: unavailable "error.store.damaged", and
// first's own.
func (s *Store) Admit(ctx context.Context, first func(context.Context) error) error {
	h := s.hold.Load()
	if h == nil {
		return first(ctx)
	}
	h.first = first
	if err := s.lookBeside(ctx); err != nil {
		if ctx.Err() != nil {
			err = errClosed
		} else {
			s.harmed(wordsOf(err))
		}
		h.end(err)
		return err
	}
	return s.release(ctx, h)
}

// release lets first write, and then everybody; where it fails nobody may.
func (s *Store) release(ctx context.Context, h *hold) error {
	err := h.first(context.WithValue(ctx, pass{}, s))
	if err == nil {
		s.hold.CompareAndSwap(h, nil)
	}
	h.end(err)
	return err
}

func (s *Store) lookBeside(ctx context.Context) error {
	db, err := connect(s.path(), asLook, 1)
	if err != nil {
		return err
	}
	return errors.Join(examine(ctx, db, s.path(), quickChecks), db.Close())
}

// admitted waits until one may write.
func (s *Store) admitted(ctx context.Context) error {
	h := s.hold.Load()
	if h == nil || ctx.Value(pass{}) == s {
		return nil
	}
	select {
	case <-h.done:
		return h.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// mayWait says whether the whole look can follow the opening: the last stop was
// clean, and opening it changes nothing.
func (s *Store) mayWait(ctx context.Context) (bool, error) {
	if !s.beside || !s.cleanStop() || !loggedAhead(s.path()) {
		return false, nil
	}
	knows, err := schema(s.steps)
	if err != nil {
		return false, err
	}
	has, err := s.version(ctx)
	return has == knows, err
}

// wordsOf is what an error says is wrong with the database.
func wordsOf(err error) string {
	var ours *crm.Error
	if errors.As(err, &ours) {
		if text := asText(ours.Args["words"]); text != "" {
			return text
		}
	}
	return err.Error()
}

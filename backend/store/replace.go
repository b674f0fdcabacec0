package store

import (
	"context"
	"errors"

	"github.com/jmoiron/sqlx"
)

// Replace closes the database, lets fn put another one in its place, and opens
// what is there then; whoever asks meanwhile waits. Nobody may be inside a Read
// or Write of the caller. Where the new one can't be opened the store stays
// closed, and the error says why.
func (s *Store) Replace(ctx context.Context, fn func() error) error {
	s.gate.Lock()
	defer s.gate.Unlock()
	var defined int64
	_ = s.r.GetContext(ctx, &defined, "SELECT last FROM counter WHERE noun = 'definition'") // a damaged one may not say
	closed := s.shut()
	if err := errors.Join(closed, fn()); err != nil {
		return errors.Join(err, s.reopen(ctx, defined))
	}
	return s.reopen(ctx, defined)
}

// reopen opens what is in the folder now. Its definitions get a number that no
// cache knows.
func (s *Store) reopen(ctx context.Context, defined int64) error {
	s.beside = false // it is looked at before anybody goes on
	if _, err := inspect(s.path()); err != nil {
		return err
	}
	if err := s.look(ctx, false); err != nil {
		return s.closeAfter(err)
	}
	if err := s.begin(ctx); err != nil {
		return s.closeAfter(err)
	}
	if _, err := s.w.ExecContext(ctx, "UPDATE counter SET last = max(last, ?) + 1 WHERE noun = 'definition'", defined); err != nil {
		return s.closeAfter(err)
	}
	s.hurt.Store(nil)
	s.hold.Store(nil)
	s.closed.Store(false)
	return nil
}

// shut ends the writer after what it is doing, and closes the files.
func (s *Store) shut() error {
	s.closed.Store(true)
	if s.writer != nil {
		s.writer.stop()
	}
	var errs []error
	for _, db := range []*sqlx.DB{s.r, s.w} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	if s.sent != nil {
		errs = append(errs, s.sent.close())
		s.sent = nil
	}
	return errors.Join(errs...)
}

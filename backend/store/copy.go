package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"stepwise/backend/crm"
	"stepwise/backend/secret"
)

// Copy writes the whole database as it is now into a new file of its own, after
// it has looked at all of it; whoever keeps the copy looks at that with Inspect.
// It runs beside everybody's work, on a snapshot. Errors: unavailable where the database is
// damaged (from then on nothing runs by itself) or the disk takes no copy; then
// nothing stays.
func (s *Store) Copy(ctx context.Context, to string) (err error) {
	if err := s.Examine(ctx); err != nil {
		return err
	}
	s.gate.RLock()
	defer s.gate.RUnlock()
	if s.closed.Load() {
		return errClosed
	}
	return copyInto(ctx, s.path(), to)
}

// copyInto is VACUUM INTO through a connection of its own: neither the writer
// nor a reader waits for it.
func copyInto(ctx context.Context, from, to string) (err error) {
	if err := removeCopy(to); err != nil {
		return diskTrouble(err)
	}
	if err := touch(to); err != nil {
		return diskTrouble(err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, removeCopy(to))
		}
	}()
	db, err := connect(from, asLook, 1)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", to)
	if err := errors.Join(trouble(err), db.Close()); err != nil {
		return err
	}
	return diskTrouble(syncFile(to))
}

// Facts are what a copy of the database says of itself.
type Facts struct {
	Schema   int64 // the version of its migrations
	Cards    int
	Clients  int
	Messages int
	Origin   string   // the workspace that it is of, as a hash
	Contents []string // hashes of the files that it names
}

// Inspect reads what a database says of itself that nobody has open, and looks
// at the whole of it. Errors: unavailable where it is damaged, another
// program's, or newer than this program.
func Inspect(ctx context.Context, path string) (f Facts, err error) {
	if existed, err := inspect(path); err != nil || !existed {
		return f, errors.Join(err, missing(path, existed))
	}
	s := &Store{dir: "", clock: nil}
	if s.r, err = connect(path, asLook, 1); err != nil {
		return f, err
	}
	defer s.r.Close() //nolint:errcheck // only read
	if s.steps, err = (Options{}).steps(); err != nil {
		return f, err
	}
	if err := s.checkVersion(ctx, false); err != nil {
		return f, err
	}
	if err := examine(ctx, s.r, path, wholeChecks); err != nil {
		return f, err
	}
	v := &View{ctx: ctx, q: s.r, s: s}
	return f, v.facts(&f)
}

func missing(path string, existed bool) error {
	if existed {
		return nil
	}
	return crm.Fail(crm.CodeUnavailable, "error.store.unreadable", "file", path)
}

// FactsNow reads them of this database.
func (s *Store) FactsNow(ctx context.Context) (f Facts, err error) {
	return f, s.Read(ctx, func(v *View) error { return v.facts(&f) })
}

func (v *View) facts(f *Facts) error {
	for _, ask := range []struct {
		into  any
		query string
	}{
		{&f.Schema, "SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied = 1"},
		{&f.Cards, "SELECT count(*) FROM card WHERE deleted IS NULL"},
		{&f.Clients, "SELECT count(*) FROM contact"},
		{&f.Messages, "SELECT count(*) FROM message"},
	} {
		if err := v.get(ask.into, ask.query); err != nil {
			return err
		}
	}
	origin, err := v.Origin()
	if err != nil {
		return err
	}
	f.Origin = origin
	used, err := v.contents()
	for hash := range used {
		f.Contents = append(f.Contents, hash)
	}
	return err
}

// Box seals this store's secrets.
func (s *Store) Box() *secret.Box { return s.box }

// openBox takes the folder's key, unless the store was given one, and lets it
// find the fingerprints that a backup brought.
func (s *Store) openBox() (err error) {
	if s.given == nil {
		if err := s.keyNotLost(); err != nil {
			return err
		}
		if s.box, err = secret.Open(s.dir); err != nil {
			return err
		}
	} else {
		s.box = s.given
	}
	s.box, err = s.box.Remark(s.dir)
	return err
}

// keyNotLost fails where something is sealed and the key is gone: a new one
// would never open it, and nobody would know why.
func (s *Store) keyNotLost() error {
	if secret.Where(s.dir).Kind != secret.PlaceNone {
		return nil
	}
	for table, some := range map[string]string{"account": "secret IS NOT NULL", "mailbox": "length(secret) > 0"} {
		there, sealed := false, false // an older database has fewer tables
		err := s.r.Get(&there, "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?)", table)
		if err == nil && there {
			err = s.r.Get(&sealed, "SELECT EXISTS (SELECT 1 FROM "+table+" WHERE "+some+")")
		}
		if err != nil {
			return trouble(err)
		}
		if sealed {
			return crm.Fail(crm.CodeUnavailable, "error.secret_missing", "file", filepath.Join(s.dir, secret.KeyFile))
		}
	}
	return nil
}

// removeCopy takes a copy away, and what SQLite may have left beside it.
func removeCopy(path string) error {
	var errs []error
	for _, name := range []string{path, path + "-wal", path + "-shm", path + "-journal"} {
		if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// Origin is the workspace that this database is of, as a hash that a restored or
// moved one keeps; "" before it has sent anything.
func (v *View) Origin() (string, error) {
	var installation string
	found, err := v.one(&installation, "SELECT value FROM setting WHERE key = ?", settingInstallation)
	if err != nil || !found {
		return "", err
	}
	return erasedMark(installation, 0, 0)[:16], nil
}

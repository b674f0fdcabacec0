package store

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/jmoiron/sqlx"
	"github.com/pressly/goose/v3"

	"stepwise/backend/crm"
)

//go:embed migrations/sqlite/*.sql
var embedded embed.FS

// steps are this program's own migrations, unless a test gives others.
func (o Options) steps() (fs.FS, error) {
	if o.migrations != nil {
		return o.migrations, nil
	}
	return fs.Sub(embedded, "migrations/sqlite")
}

func up(ctx context.Context, db *sqlx.DB, steps fs.FS) error {
	p, err := goose.NewProvider(goose.DialectSQLite3, db.DB, steps)
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	if _, err := p.Up(ctx); err != nil {
		return trouble(fmt.Errorf("migrate: %w", err))
	}
	return nil
}

// Create makes the database of a folder that has none, and leaves it closed.
func Create(ctx context.Context, dir string) error {
	steps, err := Options{}.steps()
	if err != nil {
		return err
	}
	return create(ctx, filepath.Join(dir, File), steps)
}

// create makes a new database under another name and gives it its own once it
// is whole: a start that is interrupted leaves nothing that looks like a
// damaged one.
func create(ctx context.Context, file string, steps fs.FS) error {
	part := file + ".new"
	for _, name := range []string{part, part + "-wal", part + "-shm"} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return diskTrouble(err)
		}
	}
	if err := touch(part); err != nil {
		return diskTrouble(err)
	}
	db, err := connect(part, asWriter, 1)
	if err != nil {
		return err
	}
	if err := errors.Join(up(ctx, db, steps), db.Close()); err != nil {
		return err
	}
	return diskTrouble(settle(part, file))
}

// schema is the newest version that this program knows.
func schema(steps fs.FS) (newest int64, err error) {
	names, err := fs.Glob(steps, "*.sql")
	for _, name := range names {
		number, _, _ := strings.Cut(name, "_")
		var version int64
		if _, err := fmt.Sscanf(number, "%d", &version); err != nil {
			return 0, fmt.Errorf("name of migration %s: %w", name, err)
		}
		newest = max(newest, version)
	}
	return newest, err
}

func (s *Store) version(ctx context.Context) (has int64, err error) {
	const query = "SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied = 1"
	if err := s.r.GetContext(ctx, &has, query); err != nil {
		return 0, unfit(s.path(), err)
	}
	return has, nil
}

// checkVersion refuses a database that is newer than this program, and where
// it may only look, one that is older.
func (s *Store) checkVersion(ctx context.Context, readOnly bool) error {
	knows, err := schema(s.steps)
	if err != nil {
		return err
	}
	has, err := s.version(ctx)
	switch {
	case err != nil:
		return err
	case has > knows:
		return crm.Fail(crm.CodeUnavailable, "error.store.newer", "has", has, "knows", knows)
	case has < knows && readOnly:
		return crm.Fail(crm.CodeUnavailable, "error.store.older", "has", has, "knows", knows)
	}
	return nil
}

// migrate brings the schema up to date: forward only, after a copy of what was
// there.
func (s *Store) migrate(ctx context.Context) error {
	knows, err := schema(s.steps)
	if err != nil {
		return err
	}
	has, err := s.version(ctx)
	if err != nil || has == knows {
		return err
	}
	if err := s.backupBefore(ctx, has); err != nil {
		return err
	}
	return up(ctx, s.w, s.steps)
}

func (s *Store) backupBefore(ctx context.Context, version int64) error {
	file := s.path() + fmt.Sprintf(".before-migration-from-%d", version)
	if fileExists(file) {
		return nil // the copy of the first try is the good one
	}
	part := file + ".new"
	_ = os.Remove(part)
	if err := touch(part); err != nil {
		return diskTrouble(err)
	}
	if _, err := s.w.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return trouble(fmt.Errorf("copy before migration: %w", err))
	}
	return diskTrouble(settle(part, file))
}

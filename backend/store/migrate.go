package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/pressly/goose/v3"

	"stepwise/backend/crm"
)

//go:embed migrations/sqlite/*.sql
var migrations embed.FS

func (s *Store) provider() (*goose.Provider, error) {
	sub, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectSQLite3, s.w.DB, sub)
}

// migrate brings the schema up to date: forward only, after a copy of what was
// there; a database that is newer than this program is left as it is.
func (s *Store) migrate(ctx context.Context, existed bool) error {
	p, err := s.provider()
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	has, known, err := versions(ctx, p)
	if err != nil {
		return trouble(err)
	}
	if has > known {
		return newer(has, known)
	}
	if existed && has < known {
		if err := s.backupBefore(ctx, has); err != nil {
			return err
		}
	}
	if _, err := p.Up(ctx); err != nil {
		return trouble(fmt.Errorf("migrate: %w", err))
	}
	return nil
}

func versions(ctx context.Context, p *goose.Provider) (has, known int64, err error) {
	has, err = p.GetDBVersion(ctx)
	for _, source := range p.ListSources() {
		known = max(known, source.Version)
	}
	return has, known, err
}

func newer(has, known int64) error {
	return crm.Fail(crm.CodeUnavailable, "error.store.newer", "has", has, "knows", known)
}

// refuseNewer is migrate for who may only look: it must be exactly ours.
func (s *Store) refuseNewer(ctx context.Context) error {
	var has int64
	if err := s.r.GetContext(ctx, &has, "SELECT max(version_id) FROM goose_db_version WHERE is_applied = 1"); err != nil {
		return crm.Fail(crm.CodeUnavailable, "error.store.damaged", "file", filepath.Join(s.dir, File), "words", err.Error())
	}
	entries, err := fs.ReadDir(migrations, "migrations/sqlite")
	if err != nil {
		return err
	}
	if known := int64(len(entries)); has != known {
		return newer(has, known)
	}
	return nil
}

func (s *Store) backupBefore(ctx context.Context, version int64) error {
	path := filepath.Join(s.dir, fmt.Sprintf("before-migration-from-%d.db", version))
	if fileExists(path) {
		return nil // the copy of the first try is the good one
	}
	part := path + ".part"
	_ = os.Remove(part)
	if _, err := s.w.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return trouble(fmt.Errorf("copy before migration: %w", err))
	}
	return os.Rename(part, path)
}

package store_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"stepwise/backend/store"
)

// migrations are our own and these.
func migrations(t *testing.T, more map[string]string) fs.FS {
	t.Helper()
	ours, err := store.Migrations()
	must(t, err)
	all := fstest.MapFS{}
	names, err := fs.Glob(ours, "*.sql")
	must(t, err)
	for _, name := range names {
		text, err := fs.ReadFile(ours, name)
		must(t, err)
		all[name] = &fstest.MapFile{Data: text}
	}
	for name, text := range more {
		all[name] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + text)}
	}
	return all
}

func copies(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "app.db.before-*"))
	must(t, err)
	for i := range names {
		names[i] = filepath.Base(names[i])
	}
	return names
}

func TestAMigrationMakesACopyFirst(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	addUser(t, s, "Ana")
	must(t, s.Close())
	if got := copies(t, dir); len(got) > 0 {
		t.Errorf("a start without a migration made %v", got)
	}

	newer := store.WithMigrations(options(dir), migrations(t, map[string]string{
		"00002_colour.sql": "ALTER TABLE app_user ADD COLUMN colour TEXT NOT NULL DEFAULT 'red';",
	}))
	look := newer
	look.ReadOnly = true
	refused(t, look, "error.store.older")

	s, err := store.Open(context.Background(), newer)
	must(t, err)
	if got := users(t, s); !slices.Equal(got, []string{"Ana"}) {
		t.Errorf("users %v", got)
	}
	must(t, s.Close())
	if got := copies(t, dir); !slices.Equal(got, []string{"app.db.before-migration-from-1"}) {
		t.Fatalf("copies %v", got)
	}

	// the copy is a whole database of the old version, for this program as it is
	back := t.TempDir()
	b, err := os.ReadFile(filepath.Join(dir, "app.db.before-migration-from-1"))
	must(t, err)
	must(t, os.WriteFile(store.Path(back), b, 0o600))
	if got := users(t, open(t, back)); !slices.Equal(got, []string{"Ana"}) {
		t.Errorf("the copy has %v", got)
	}
	refused(t, options(dir), "error.store.newer")
}

func TestAFailedMigrationLeavesTheOldDatabase(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	addUser(t, s, "Ana")
	must(t, s.Close())
	broken := store.WithMigrations(options(dir), migrations(t, map[string]string{
		"00002_broken.sql": "ALTER TABLE app_user ADD COLUMN colour TEXT; ALTER TABLE nowhere ADD COLUMN x TEXT;",
	}))
	for range 2 {
		if s, err := store.Open(context.Background(), broken); err == nil {
			_ = s.Close()
			t.Fatal("a broken migration was taken")
		}
	}
	if got := copies(t, dir); len(got) != 1 {
		t.Errorf("copies %v", got)
	}
	s = open(t, dir)
	if got := users(t, s); !slices.Equal(got, []string{"Ana"}) {
		t.Errorf("users %v", got)
	}
	addUser(t, s, "Barna")
}

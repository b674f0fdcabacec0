package store_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
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

// before is the name of the copy that is made before a newer migration.
func before(t *testing.T) string {
	return fmt.Sprintf("app.db.before-migration-from-%d", newest(t))
}

// newest is the version of our own migrations.
func newest(t *testing.T) int64 {
	t.Helper()
	ours, err := store.Migrations()
	must(t, err)
	names, err := fs.Glob(ours, "*.sql")
	must(t, err)
	number, _, _ := strings.Cut(slices.Max(names), "_")
	n, err := strconv.ParseInt(number, 10, 64)
	must(t, err)
	return n
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
		"90001_colour.sql": "ALTER TABLE app_user ADD COLUMN colour TEXT NOT NULL DEFAULT 'red';",
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
	if got := copies(t, dir); !slices.Equal(got, []string{before(t)}) {
		t.Fatalf("copies %v", got)
	}

	// the copy is a whole database of the old version, for this program as it is
	back := t.TempDir()
	b, err := os.ReadFile(filepath.Join(dir, before(t)))
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
		"90002_broken.sql": "ALTER TABLE app_user ADD COLUMN colour TEXT; ALTER TABLE nowhere ADD COLUMN x TEXT;",
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

package store

import (
	"io/fs"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"
)

// Connections are the writer's and the readers' pools, for tests that look at
// the database itself.
func Connections(s *Store) (w, r *sqlx.DB) { return s.w, s.r }

// Exec runs a statement in a transaction.
func Exec(t *Tx, query string, args ...any) error {
	_, err := t.exec(query, args...)
	return err
}

// Get reads one value.
func Get(v *View, dst any, query string, args ...any) error { return v.get(dst, query, args...) }

// WithMigrations opens with other migrations.
func WithMigrations(o Options, steps fs.FS) Options {
	o.migrations = steps
	return o
}

// Migrations are this program's own.
func Migrations() (fs.FS, error) { return Options{}.steps() }

// LimitPages makes the disk full beyond n pages; 0 lets it have what is used
// and no more. It returns a function that makes room again.
func LimitPages(t testing.TB, s *Store, n int) (room func()) {
	t.Helper()
	var pages int
	if n == 0 {
		if err := s.w.Get(&n, "PRAGMA page_count"); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.w.Get(&pages, "PRAGMA max_page_count = "+strconv.Itoa(n)); err != nil || pages != n {
		t.Fatalf("limit is %d pages, not %d: %v", pages, n, err)
	}
	return func() {
		if err := s.w.Get(&pages, "PRAGMA max_page_count = 1000000"); err != nil {
			t.Fatal(err)
		}
	}
}

// CloseSentLog makes every further line fail, as a broken disk does.
func CloseSentLog(s *Store) error { return s.sent.f.Close() }

// Path is the database's file.
func Path(dir string) string { return filepath.Join(dir, File) }

// ErrNested is what a Read or Write inside another one gets.
var ErrNested = errNested

// BreakCommit makes the COMMIT of a transaction fail, and nothing before it.
func BreakCommit(t *Tx) error {
	if _, err := t.exec("PRAGMA defer_foreign_keys = ON"); err != nil {
		return err
	}
	_, err := t.exec("INSERT INTO membership (sequence, card, since) VALUES (4711, 4711, 1)")
	return err
}

// AwaitWaiting returns once n functions wait for the writer.
func AwaitWaiting(s *Store, n int) {
	for len(s.writer.people)+len(s.writer.bulk) != n {
		runtime.Gosched()
	}
}

// ErasedTables are the tables whose rows go with a card.
func ErasedTables() []string {
	var names []string
	for _, t := range eraseTables {
		names = append(names, t.Table)
	}
	return names
}

// Fill copies a content into an open file.
var Fill = fill

// PlanOfList is how SQLite reads the ids of a list's page.
func PlanOfList(v *View, q ListQuery) (string, error) {
	if err := v.Find(&q); err != nil {
		return "", err
	}
	o, err := v.orderOf(q)
	if err != nil {
		return "", err
	}
	query, args, _ := q.keysQuery(o)
	lines, err := PlanOf(v, query, args)
	return strings.Join(lines, "; "), err
}

// Watch shows fn every statement from now on; nil ends it.
func Watch(s *Store, fn func(query string, args []any)) { s.watch = fn }

// PlanOf is how SQLite does a statement, a line for each loop.
func PlanOf(v *View, query string, args []any) (lines []string, err error) {
	var steps []struct {
		ID     int    `db:"id"`
		Parent int    `db:"parent"`
		Unused int    `db:"notused"`
		Detail string `db:"detail"`
	}
	err = v.list(&steps, "EXPLAIN QUERY PLAN "+query, args...)
	for _, s := range steps {
		lines = append(lines, s.Detail)
	}
	return lines, err
}

// List reads values.
func List(v *View, dst any, query string, args ...any) error { return v.list(dst, query, args...) }

// Checkpoint brings everything from the log into the database file.
func Checkpoint(t testing.TB, s *Store) {
	if _, err := s.w.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
}

// CountAsLarge counts the cards of every product as those of a large one.
func CountAsLarge(s *Store) { s.small = 1 }

// IsBeside says whether a View has another one beside it.
func IsBeside(v *View) bool { return v.second != nil }

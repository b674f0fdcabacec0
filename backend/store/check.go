package store

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/mattn/go-sqlite3"

	"stepwise/backend/crm"
)

var magic = []byte("SQLite format 3\x00")

// inspect looks at the file before SQLite does: an empty file would open as a
// new, empty database, and a foreign one must not be touched.
func inspect(path string) (existed bool, err error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		if fileExists(path + "-wal") {
			return false, crm.Fail(crm.CodeUnavailable, "error.store.damaged", "file", path, "words", "app.db is missing beside its -wal file")
		}
		return false, nil
	}
	if err != nil {
		return false, &crm.Error{Code: crm.CodeUnavailable, Key: "error.store.unreadable", Args: crm.Args{"file": path}, Cause: err}
	}
	defer f.Close() //nolint:errcheck // opened for reading
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(f, head); err != nil || !bytes.Equal(head, magic) {
		return false, crm.Fail(crm.CodeUnavailable, "error.store.damaged", "file", path, "words", "not a database file")
	}
	return true, nil
}

// checkIntegrity asks SQLite for the whole check: quick_check misses damage of
// an index.
func (s *Store) checkIntegrity(ctx context.Context) error {
	path := filepath.Join(s.dir, File)
	damaged := func(words string) error {
		return crm.Fail(crm.CodeUnavailable, "error.store.damaged", "file", path, "words", words)
	}
	var lines []string
	check := "PRAGMA integrity_check(5)"
	if s.cleanStop() {
		check = "PRAGMA quick_check(5)"
	}
	if err := s.w.SelectContext(ctx, &lines, check); err != nil {
		return damaged(err.Error())
	}
	if len(lines) != 1 || lines[0] != "ok" {
		return damaged(strings.Join(lines, "; "))
	}
	var ours int
	if err := s.w.GetContext(ctx, &ours, "SELECT count(*) FROM sqlite_schema WHERE name IN ('setting', 'goose_db_version')"); err != nil || ours == 0 {
		return damaged("it belongs to another program")
	}
	return nil
}

// cleanStop says whether the last owner closed the database in order: SQLite
// then removes the write-ahead log.
func (s *Store) cleanStop() bool {
	info, err := os.Stat(filepath.Join(s.dir, File+"-wal"))
	return err != nil || info.Size() == 0
}

// trouble turns what the disk or the file does to us into an error that a
// person can act on.
func trouble(err error) error {
	var lite sqlite3.Error
	if !errors.As(err, &lite) {
		return err
	}
	switch lite.Code {
	case sqlite3.ErrFull:
		return &crm.Error{Code: crm.CodeUnavailable, Key: "error.store.full", Cause: err}
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return &crm.Error{Code: crm.CodeUnavailable, Key: "error.store.damaged", Args: crm.Args{"file": File, "words": lite.Error()}, Cause: err}
	case sqlite3.ErrIoErr, sqlite3.ErrReadonly, sqlite3.ErrCantOpen:
		return &crm.Error{Code: crm.CodeUnavailable, Key: "error.store.disk", Args: crm.Args{"words": lite.Error()}, Cause: err}
	}
	return err
}

// IsUnique says whether an error is a broken UNIQUE constraint: somebody was
// first.
func IsUnique(err error) bool {
	var lite sqlite3.Error
	return errors.As(err, &lite) && (lite.ExtendedCode == sqlite3.ErrConstraintUnique || lite.ExtendedCode == sqlite3.ErrConstraintPrimaryKey)
}

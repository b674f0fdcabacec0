package store

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"runtime"
	"strings"
	"syscall"

	"github.com/jmoiron/sqlx"
	"github.com/mattn/go-sqlite3"

	"stepwise/backend/crm"
)

// The head of a database file: SQLite's magic, and at 68 the number that says
// whose it is. Ours is "STWP", set by the first migration.
var magic = []byte("SQLite format 3\x00")

const (
	headSize      = 100
	applicationAt = 68
	applicationID = 0x53545750
)

// damaged names what is wrong in SQLite's words or in ours (a phrase).
func damaged(path string, words any) error {
	return crm.Fail(crm.CodeUnavailable, "error.store.damaged", "file", path, "words", words)
}

// unfit is why a database can't be looked at: a folder where SQLite may not put
// its files beside it is no damage.
func unfit(path string, err error) error {
	var lite sqlite3.Error
	if errors.As(err, &lite) && (lite.Code == sqlite3.ErrReadonly || lite.Code == sqlite3.ErrCantOpen) {
		return &crm.Error{Code: crm.CodeUnavailable, Key: "error.store.unreadable", Args: crm.Args{"file": path}, Cause: err}
	}
	return damaged(path, err.Error())
}

// inspect looks at the file before SQLite does: an empty file would open as a
// new, empty database, and a foreign one must not be touched.
func inspect(path string) (existed bool, err error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		if fileExists(path + "-wal") {
			return false, damaged(path, crm.Say("error.store.words.no_main"))
		}
		return false, nil
	}
	if err != nil {
		return false, &crm.Error{Code: crm.CodeUnavailable, Key: "error.store.unreadable", Args: crm.Args{"file": path}, Cause: err}
	}
	defer f.Close() //nolint:errcheck // opened for reading
	head := make([]byte, headSize)
	if _, err := io.ReadFull(f, head); err != nil || !bytes.HasPrefix(head, magic) {
		return false, damaged(path, crm.Say("error.store.words.no_database"))
	}
	if err := plausible(f, head); err != nil {
		return false, err
	}
	return true, private(f)
}

// private makes a database that was put here with wider rights the user's own;
// one that others could have written is refused.
func private(f *os.File) error {
	info, err := f.Stat()
	if err != nil || runtime.GOOS == "windows" {
		return err // there, a user's own folders are closed to others
	}
	if info.Mode().Perm()&0o022 != 0 {
		return crm.Fail(crm.CodeUnavailable, "error.store.writable", "file", f.Name())
	}
	if info.Mode().Perm() != ownerOnly {
		return f.Chmod(ownerOnly)
	}
	return nil
}

// ownerOnly is the mode of every file: -wal and -shm take the database's.
const ownerOnly = 0o600

const references = "SELECT 'row without its ' || parent || ' in ' || \"table\" FROM pragma_foreign_key_check LIMIT 5"

// The checks that SQLite makes. The quick one misses damage of an index.
var (
	quickChecks = []string{"PRAGMA quick_check(5)", references}
	wholeChecks = []string{"PRAGMA integrity_check(5)", references}
)

// checkIntegrity asks SQLite, through a connection that doesn't write. After an
// unclean stop it is the whole check.
func (s *Store) checkIntegrity(ctx context.Context) error {
	if s.cleanStop() {
		return examine(ctx, s.r, s.path(), quickChecks)
	}
	return examine(ctx, s.r, s.path(), wholeChecks)
}

func examine(ctx context.Context, db *sqlx.DB, path string, checks []string) error {
	for _, check := range checks {
		var lines []string
		if err := db.SelectContext(ctx, &lines, check); err != nil {
			return unfit(path, err)
		}
		if len(lines) > 0 && lines[0] != "ok" {
			return damaged(path, strings.Join(lines, "; "))
		}
	}
	return nil
}

// cleanStop says whether the last owner closed the database in order: SQLite
// then removes the write-ahead log.
func (s *Store) cleanStop() bool {
	info, err := os.Stat(s.path() + "-wal")
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

// diskTrouble is trouble for files that we write ourselves.
func diskTrouble(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, syscall.ENOSPC) {
		return &crm.Error{Code: crm.CodeUnavailable, Key: "error.store.full", Cause: err}
	}
	return &crm.Error{Code: crm.CodeUnavailable, Key: "error.store.disk", Args: crm.Args{"words": err.Error()}, Cause: err}
}

// IsUnique says whether an error is a broken UNIQUE constraint: somebody was
// first.
func IsUnique(err error) bool {
	var lite sqlite3.Error
	return errors.As(err, &lite) && (lite.ExtendedCode == sqlite3.ErrConstraintUnique || lite.ExtendedCode == sqlite3.ErrConstraintPrimaryKey)
}

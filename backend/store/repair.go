package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/jmoiron/sqlx"

	"stepwise/backend/crm"
)

// Repair tries to make a sound database of a damaged one that nobody has open:
// on a copy in the folder of to, whose indexes and free pages are made anew from
// the tables; from itself is only read. Errors: unavailable "error.store.lost"
// where that is not enough.
func Repair(ctx context.Context, from, to string) (err error) {
	work := filepath.Join(filepath.Dir(to), "repair-work.db")
	if err := errors.Join(removeCopy(work), removeCopy(to)); err != nil {
		return diskTrouble(err)
	}
	defer func() { err = errors.Join(err, diskTrouble(removeCopy(work))) }()
	if err := copyDatabase(from, work); err != nil {
		return lost(from, err)
	}
	if err := rebuild(ctx, work, to); err != nil {
		return errors.Join(lost(from, err), removeCopy(to))
	}
	if _, err := Inspect(ctx, to); err != nil {
		return errors.Join(lost(from, err), removeCopy(to))
	}
	return diskTrouble(syncFile(to))
}

// lost says why a database can't be made anew; one of another program or of a
// newer one is none of ours to repair.
func lost(path string, err error) error {
	words := any(err.Error())
	var ours *crm.Error
	if errors.As(err, &ours) {
		if ours.Key == "error.store.newer" || ours.Key == "error.store.foreign" {
			return err
		}
		words = crm.Phrase{Key: ours.Key, Args: ours.Args}
		if inner, ok := ours.Args["words"]; ok {
			words = inner
		}
	}
	return &crm.Error{Code: crm.CodeUnavailable, Key: "error.store.lost", Args: crm.Args{"file": path, "words": words}, Cause: err}
}

// copyDatabase copies a file, and its log where that is its own.
func copyDatabase(from, to string) error {
	if err := copyBytes(from, to); err != nil {
		return err
	}
	foreign, err := foreignLog(from + "-wal")
	if err != nil || foreign || emptyLog(from+"-wal") {
		return err
	}
	return copyBytes(from+"-wal", to+"-wal")
}

func copyBytes(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // only read
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, ownerOnly)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// rebuild writes a new database from the tables of a damaged one; its indexes and
// free pages are new. What the tables themselves don't give is an error: no row is
// left out.
func rebuild(ctx context.Context, work, to string) error {
	if err := wholePages(work); err != nil {
		return err
	}
	db, err := connect(work, "&_txlock=deferred", 1)
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // a copy that goes
	if err := countable(ctx, db); err != nil {
		return err
	}
	if err := touch(to); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", to)
	return err
}

// countable reads every table from one end to the other and compares with what
// its indexes say.
func countable(ctx context.Context, db *sqlx.DB) error {
	var tables []string
	if err := db.SelectContext(ctx, &tables, "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"); err != nil {
		return err
	}
	if len(tables) == 0 {
		return errors.New("no table is left")
	}
	for _, name := range tables {
		var rows int
		if err := db.GetContext(ctx, &rows, fmt.Sprintf("SELECT count(*) FROM %q NOT INDEXED", name)); err != nil {
			return fmt.Errorf("table %s: %w", name, err)
		}
	}
	return nil
}

// wholePages refuses a file that was cut: what is missing can't be made.
func wholePages(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // only read
	head := make([]byte, headSize)
	if _, err := io.ReadFull(f, head); err != nil {
		return err
	}
	return plausible(f, head)
}

// Package store keeps everything in one SQLite file: one writer with group
// commit, a pool of readers, migrations, and for each noun a file with its
// hand-written SQL.
//
// Reading order: store.go (opening), writer.go (the only way to write), tx.go
// and view.go (what a function gets), then a file per noun. It knows the nouns
// and their tables; what they mean and when they change is the engine's.
package store

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/jmoiron/sqlx"
	_ "github.com/mattn/go-sqlite3" // the driver

	"stepwise/backend/crm"
	"stepwise/backend/secret"
)

// File is the database's name in the data folder.
const File = "app.db"

// dsn is measured, not taste: FULL keeps a sent message sent through a power
// cut; the driver's own default is NORMAL, and pragmas by Exec reach one
// connection only.
const dsn = "_journal_mode=WAL&_synchronous=FULL&_foreign_keys=on&_busy_timeout=5000&_secure_delete=on"

// What differs: the writer takes its lock at BEGIN, so that it never has to
// upgrade one; a reader can take none, and never waits for the writer.
const (
	asWriter = "&_txlock=immediate"
	asReader = "&_txlock=deferred&_query_only=on"
)

const readers = 4

// Options say how to open a store.
type Options struct {
	Dir      string           // the data folder; it exists
	Clock    func() time.Time // the only clock
	Log      *slog.Logger
	ReadOnly bool // for commands that look while another process owns the folder
}

// Store is one open database.
type Store struct {
	dir    string
	clock  func() time.Time
	log    *slog.Logger
	box    *secret.Box
	w, r   *sqlx.DB
	writer *writer
	sent   *sentLog
	hooks  hooks
}

// hooks are what the rooms above pass down, so that the store needs to know
// none of them.
type hooks struct {
	judge    func(*Tx) error // before every commit point: judge the cards that were touched
	onCommit func(Events)    // after COMMIT
}

// Open opens, checks and migrates the database of a data folder. Errors:
// unavailable where the file is damaged, foreign or newer than this program.
func Open(ctx context.Context, o Options) (*Store, error) {
	path := filepath.Join(o.Dir, File)
	existed, err := inspect(path)
	if err != nil {
		return nil, err
	}
	if o.ReadOnly && !existed {
		return nil, crm.Fail(crm.CodeUnavailable, "error.store.none", "dir", o.Dir)
	}
	s := &Store{dir: o.Dir, clock: o.Clock, log: o.Log}
	if s.r, err = connect(path, asReader, readers); err != nil {
		return nil, err
	}
	if o.ReadOnly {
		if err := s.refuseNewer(ctx); err != nil {
			return nil, err
		}
		s.box, err = secret.Open(o.Dir)
		return s, err
	}
	if s.box, err = secret.Open(o.Dir); err != nil {
		return nil, err
	}
	if s.w, err = connect(path, asWriter, 1); err != nil {
		return nil, err
	}
	if existed {
		if err := s.checkIntegrity(ctx); err != nil {
			return nil, s.closeAfter(err)
		}
	}
	if err := s.migrate(ctx, existed); err != nil {
		return nil, s.closeAfter(err)
	}
	if s.sent, err = openSentLog(o.Dir); err != nil {
		return nil, s.closeAfter(err)
	}
	s.writer = startWriter(s)
	return s, nil
}

func connect(path, more string, conns int) (*sqlx.DB, error) {
	u := url.URL{Scheme: "file", Path: path, RawQuery: dsn + more}
	db, err := sqlx.Open("sqlite3", u.String())
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	db.SetConnMaxLifetime(0)
	return db, nil
}

func (s *Store) closeAfter(err error) error {
	_ = s.Close()
	return err
}

// SetHooks passes down what runs before every commit point (judge) and after
// every COMMIT. Called once, before the first Write.
func (s *Store) SetHooks(judge func(*Tx) error, onCommit func(Events)) {
	s.hooks = hooks{judge: judge, onCommit: onCommit}
}

// Now is the store's clock, for what is asked outside a transaction.
func (s *Store) Now() crm.Instant { return crm.At(s.clock()) }

// Dir is the data folder.
func (s *Store) Dir() string { return s.dir }

// Close ends the writer after what it is doing, and closes the file.
func (s *Store) Close() error {
	if s.writer != nil {
		s.writer.stop()
	}
	var first error
	for _, db := range []*sqlx.DB{s.r, s.w} {
		if db != nil {
			if err := db.Close(); err != nil && first == nil {
				first = err
			}
		}
	}
	if s.sent != nil {
		_ = s.sent.close()
	}
	return first
}

// Read runs fn on a snapshot of the database. fn must not call Write or Read.
func (s *Store) Read(ctx context.Context, fn func(*View) error) error {
	tx, err := s.r.BeginTxx(ctx, nil)
	if err != nil {
		return trouble(err)
	}
	defer func() { _ = tx.Rollback() }()
	return trouble(fn(&View{ctx: ctx, q: tx, s: s, now: s.Now()}))
}

// fileExists says whether a file is there, whatever is in it.
func fileExists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

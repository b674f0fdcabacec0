// Package store keeps everything in one SQLite file: one writer with group
// commit, a pool of readers, migrations, and for each noun a file with its
// hand-written SQL.
//
// Reading order: store.go (opening), check.go and migrate.go (may this program go
// on?), writer.go (the only way to write), tx.go (what a function gets), then a
// file per noun. It knows the nouns
// and their tables; what they mean and when they change is the engine's.
package store

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
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
const dsn = "_synchronous=FULL&_foreign_keys=on&_busy_timeout=5000&_secure_delete=on&_stmt_cache_size=200"

// What differs: the writer takes its lock at BEGIN, so that it never has to
// upgrade one; a reader can take none, and never waits for the writer.
const (
	asWriter = "&_journal_mode=WAL&_txlock=immediate&_cache_size=-16000"
	asReader = "&_txlock=deferred&_query_only=on"
	asLook   = "&_txlock=deferred&mode=ro" // can't even write the log back when it closes
)

// readers are enough for two counts, one of them on two connections, and for two
// who must not wait for them.
const readers = 5

// checkpointAt lets the log grow to 16 MB before it is written back: bulk work
// changes the same pages of indexes again and again.
const checkpointAt = "PRAGMA wal_autocheckpoint = 4000"

// smallAside keeps what the writer puts aside within a statement in memory: a
// list of values or a RETURNING in a temporary file costs ten times as much once
// the transaction has changed something.
const smallAside = "PRAGMA temp_store = MEMORY"

// Options say how to open a store.
type Options struct {
	Dir      string           // the data folder; it exists
	Clock    func() time.Time // the only clock
	Log      *slog.Logger
	ReadOnly bool                            // for commands that look while another process owns the folder
	Beside   bool                            // after a clean stop the look at all of it follows, in Admit
	Free     func(dir string) (int64, error) // bytes that are free on the folder's disk; nil: the system's answer
	Reserve  int64                           // bytes below which nothing runs by itself; 0: 100 MB
	Box      *secret.Box                     // seals its secrets; nil: the one whose key is in the folder

	migrations fs.FS // of a test
}

// Store is one open database.
type Store struct {
	dir    string
	clock  func() time.Time
	log    *slog.Logger
	steps  fs.FS // the migrations
	box    *secret.Box
	given  *secret.Box // instead of the folder's own
	w, r   *sqlx.DB
	writer *writer
	sent   *sentLog
	hooks  hooks
	inside inside
	closed atomic.Bool
	people atomic.Int64         // how often people wrote
	forgot atomic.Int64         // when batches were last forgotten, an Instant
	hurt   atomic.Pointer[harm] // what is wrong with the database; nil: nothing is known
	gate   sync.RWMutex         // held for reading by who is inside, for writing while the database is replaced
	disk   disk
	beside bool
	hold   atomic.Pointer[hold] // nil: everybody may write
	memory *memory              // of a store that is nowhere else

	catalogues catalogues
	commits    atomic.Int64                   // goes up by one before a COMMIT and behind it
	second     sync.Mutex                     // held by the one Read that reads on two connections
	small      int                            // of a test; 0: smallProduct
	watch      func(query string, args []any) // of a test

	content sync.RWMutex // of files: held for reading while one is added, for writing while unused ones go
}

// hooks are what the rooms above pass down, so that the store needs to know
// none of them.
type hooks struct {
	judge    func(*Tx) error // before every commit point: judge the cards that were touched
	onCommit func(Events)    // after COMMIT
}

// Open opens, checks and migrates the database of a data folder, or makes a new
// one. Errors: unavailable where the file is damaged, foreign or newer than this
// program; then nothing was written.
func Open(ctx context.Context, o Options) (*Store, error) {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("find the data folder: %w", err)
	}
	steps, err := o.steps()
	if err != nil {
		return nil, err
	}
	s := &Store{dir: dir, clock: o.Clock, log: o.Log, steps: steps, disk: diskOf(o), given: o.Box, beside: o.Beside}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	existed, err := inspect(s.path())
	switch {
	case err != nil:
		return nil, err
	case !existed && o.ReadOnly:
		return nil, crm.Fail(crm.CodeUnavailable, "error.store.none", "dir", dir)
	case !existed:
		if err := create(ctx, s.path(), steps); err != nil {
			return nil, err
		}
	}
	if err := s.look(ctx, o.ReadOnly); err != nil {
		return nil, s.closeAfter(err)
	}
	if o.ReadOnly {
		return s, nil
	}
	if err := s.begin(ctx); err != nil {
		return nil, s.closeAfter(err)
	}
	return s, nil
}

// look opens what only reads, and finds out whether this program may go on.
func (s *Store) look(ctx context.Context, readOnly bool) (err error) {
	if readOnly {
		if s.r, err = connect(s.path(), asReader+"&mode=ro", readers); err != nil {
			return err
		}
		if err := s.checkVersion(ctx, true); err != nil {
			return err
		}
		s.box, err = secret.Look(s.dir)
		return err
	}
	if err := s.lookFirst(ctx); err != nil {
		return err
	}
	if s.r, err = connect(s.path(), asReader, readers); err != nil {
		return err
	}
	return s.openBox()
}

// lookFirst finds out whether the file may be touched at all, through a
// connection that can't: closing an ordinary one writes the log back.
func (s *Store) lookFirst(ctx context.Context) (err error) {
	if s.r, err = connect(s.path(), asLook, 1); err != nil {
		return err
	}
	if err := s.checkVersion(ctx, false); err != nil {
		return err
	}
	later, err := s.mayWait(ctx)
	if err != nil {
		return err
	}
	if later {
		s.hold.Store(&hold{done: make(chan struct{})})
	} else if err := s.checkIntegrity(ctx); err != nil {
		return err
	}
	return s.r.Close()
}

// begin opens what writes.
func (s *Store) begin(ctx context.Context) (err error) {
	if s.w, err = connect(s.path(), asWriter, 1); err != nil {
		return err
	}
	if err := s.migrate(ctx); err != nil {
		return err
	}
	for _, setting := range []string{checkpointAt, smallAside} {
		if _, err := s.w.ExecContext(ctx, setting); err != nil {
			return err
		}
	}
	if s.sent, err = openSentLog(s.dir); err != nil {
		return err
	}
	s.writer = startWriter(s)
	return nil
}

func connect(path, more string, conns int) (*sqlx.DB, error) {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/… on Windows
	}
	u := url.URL{Scheme: "file", Path: slashed, RawQuery: dsn + more}
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
// every COMMIT, before its callers go on; onCommit must be quick and must not
// call Write or Read. Called once, before the first Write.
func (s *Store) SetHooks(judge func(*Tx) error, onCommit func(Events)) {
	s.hooks = hooks{judge: judge, onCommit: onCommit}
}

// Now is the store's clock, for what is asked outside a transaction.
func (s *Store) Now() crm.Instant { return crm.At(s.clock()) }

// Dir is the data folder.
func (s *Store) Dir() string { return s.dir }

func (s *Store) path() string { return filepath.Join(s.dir, File) }

// Close ends the writer after what it is doing, and closes the file. A Read or
// Write after it is an error.
func (s *Store) Close() error {
	s.gate.RLock()
	w := s.writer
	s.gate.RUnlock()
	s.closed.Store(true)
	if h := s.hold.Load(); h != nil {
		h.end(errClosed)
	}
	if w != nil {
		w.stop() // whoever waits for it learns that it has ended
	}
	s.gate.Lock()
	defer s.gate.Unlock()
	return s.shut()
}

// Read runs fn on a snapshot of the database. fn must not call Write or Read;
// that is an error.
func (s *Store) Read(ctx context.Context, fn func(*View) error) error {
	leave, err := s.inside.enter()
	if err != nil {
		return err
	}
	defer leave()
	s.gate.RLock()
	defer s.gate.RUnlock()
	if ctx, err = s.outlive(ctx); err != nil {
		return err
	}
	commits := s.commits.Load()
	tx, err := s.r.BeginTxx(ctx, nil)
	if err != nil {
		if s.closed.Load() {
			return errClosed
		}
		return s.trouble(err)
	}
	defer func() { _ = tx.Rollback() }()
	v := &View{ctx: ctx, q: tx, s: s, now: s.Now(), commits: commits}
	defer v.end()
	err = fn(v)
	if err != nil && ctx.Err() != nil {
		return ctx.Err() // SQLite says "interrupted"
	}
	return s.trouble(err)
}

package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/mattn/go-sqlite3"

	"stepwise/backend/crm"
)

// inMemory is a database that is never written down: one connection, on which
// reads and writes take turns. It checks no references, for it holds only a part
// of the cards.
const inMemory = "file::memory:?_synchronous=OFF&_foreign_keys=off&_busy_timeout=5000&_stmt_cache_size=400&_txlock=immediate&_cache_size=-64000"

// memory is what a store in memory has besides its database.
type memory struct {
	under string // the folder in which the contents of files are looked up that were not made here

	mu       sync.Mutex
	contents map[string][]byte // made here, by their hash
}

// Memory opens an empty store in memory with a clock of its own. What is written
// there reaches neither this store nor the disk, and is gone with Close; files
// that were there before are read where they lie.
func (s *Store) Memory(ctx context.Context, clock func() time.Time) (*Store, error) {
	db, err := blank(ctx)
	if err != nil {
		return nil, err
	}
	m := &Store{
		clock: clock, log: s.log, steps: s.steps, box: s.box, w: db, r: db,
		memory: &memory{under: s.dir, contents: map[string][]byte{}},
	}
	m.writer = startWriter(m)
	return m, nil
}

// blank is a migrated database without anything in it.
func blank(ctx context.Context) (*sqlx.DB, error) {
	from, err := model()
	if err != nil {
		return nil, err
	}
	to, err := connectMemory()
	if err != nil {
		return nil, err
	}
	if err := copyPages(ctx, to, from); err != nil {
		return nil, errors.Join(fmt.Errorf("make a database in memory: %w", err), to.Close())
	}
	return to, nil
}

// model is what every database in memory is a copy of: migrating takes a
// hundred times as long as copying.
var model = sync.OnceValues(func() (*sqlx.DB, error) {
	ctx := context.Background()
	steps, err := fs.Sub(embedded, "migrations/sqlite")
	if err != nil {
		return nil, err
	}
	db, err := connectMemory()
	if err != nil {
		return nil, err
	}
	if err := errors.Join(up(ctx, db, steps), dropAside(ctx, db)); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
})

// dropAside removes the triggers that keep the quick searches: nobody searches
// in a copy.
func dropAside(ctx context.Context, db *sqlx.DB) error {
	var names []string
	const query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND (sql LIKE '%search_pending%' OR sql LIKE '%contact_stale%')"
	if err := db.SelectContext(ctx, &names, query); err != nil {
		return err
	}
	for _, name := range names {
		if _, err := db.ExecContext(ctx, "DROP TRIGGER "+name); err != nil {
			return err
		}
	}
	return nil
}

func connectMemory() (*sqlx.DB, error) {
	db, err := sqlx.Open("sqlite3", inMemory)
	if err != nil {
		return nil, fmt.Errorf("open database in memory: %w", err)
	}
	db.SetMaxOpenConns(1) // another connection would be another database
	db.SetMaxIdleConns(1)
	db.SetConnMaxLifetime(0)
	db.SetConnMaxIdleTime(0)
	return db, nil
}

// copyPages makes one database the other's double.
func copyPages(ctx context.Context, to, from *sqlx.DB) error {
	return raw(ctx, from, func(src *sqlite3.SQLiteConn) error {
		return raw(ctx, to, func(dst *sqlite3.SQLiteConn) error {
			b, err := dst.Backup("main", src, "main")
			if err != nil {
				return err
			}
			_, err = b.Step(-1)
			return errors.Join(err, b.Finish())
		})
	})
}

func raw(ctx context.Context, db *sqlx.DB, fn func(*sqlite3.SQLiteConn) error) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	err = conn.Raw(func(driver any) error { return fn(driver.(*sqlite3.SQLiteConn)) })
	return errors.Join(err, conn.Close())
}

// keep holds a content that was made here.
func (m *memory) keep(hash string, content []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.contents[hash] = content
}

// keepInMemory is KeepContent without a disk.
func (s *Store) keepInMemory(r io.Reader) (Content, error) {
	var whole bytes.Buffer
	c, err := fill(&whole, r)
	if err == nil {
		s.memory.keep(c.Hash, whole.Bytes())
	}
	return c, err
}

func (m *memory) has(hash string) bool {
	_, ok := m.content(hash)
	return ok
}

// content is one that was made here.
func (m *memory) content(hash string) ([]byte, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	content, ok := m.contents[hash]
	return content, ok
}

// outlive is the context of a transaction: one that ends within it would take
// the connection with it, and of a store in memory everything.
func (s *Store) outlive(ctx context.Context) (context.Context, error) {
	if s.memory == nil {
		return ctx, nil
	}
	if err := ctx.Err(); err != nil {
		return ctx, err
	}
	return context.WithoutCancel(ctx), nil
}

// mustBeMemory refuses what would overwrite a workspace.
func (s *Store) mustBeMemory() error {
	if s.memory == nil {
		return crm.Fail(crm.CodeInternal, "error.internal")
	}
	return nil
}

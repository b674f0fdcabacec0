package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/jmoiron/sqlx"

	"stepwise/backend/crm"
)

// maxGroup is how many waiting functions share one COMMIT.
const maxGroup = 128

// writer is the one goroutine that writes. People come before bulk; whoever
// waits when a transaction begins shares its COMMIT, each in a savepoint of
// its own.
type writer struct {
	s            *Store
	people, bulk chan *job
	quit         chan struct{}
	done         chan struct{}
	once         sync.Once
}

type job struct {
	ctx   context.Context
	fn    func(*Tx) error
	taken atomic.Bool // by the writer, or by a caller who no longer waits
	err   chan error
	tx    *Tx
}

func startWriter(s *Store) *writer {
	w := &writer{s: s, people: make(chan *job), bulk: make(chan *job), quit: make(chan struct{}), done: make(chan struct{})}
	go w.run()
	return w
}

func (w *writer) stop() {
	w.once.Do(func() { close(w.quit) })
	<-w.done
}

// errClosed is what a Write gets once the store is closing.
var errClosed = crm.Fail(crm.CodeUnavailable, "error.store.closed")

// Write runs fn in a transaction, before any bulk work that waits. fn has its
// own savepoint and its own frozen Now; its error rolls back only what it did.
// ctx counts only while waiting. fn may run more than once, touches nothing
// outside tx, and never calls Write or Read.
func (s *Store) Write(ctx context.Context, fn func(*Tx) error) error {
	return s.writer.submit(ctx, s.writer.people, fn)
}

// WriteBulk is Write for the machine's own work in chunks of about 10 ms.
func (s *Store) WriteBulk(ctx context.Context, fn func(*Tx) error) error {
	return s.writer.submit(ctx, s.writer.bulk, fn)
}

func (w *writer) submit(ctx context.Context, lane chan *job, fn func(*Tx) error) error {
	j := &job{ctx: ctx, fn: fn, err: make(chan error, 1)}
	select {
	case lane <- j:
	case <-ctx.Done():
		return ctx.Err()
	case <-w.quit:
		return errClosed
	}
	select {
	case err := <-j.err:
		return err
	case <-ctx.Done():
		if j.taken.CompareAndSwap(false, true) {
			return ctx.Err()
		}
		return <-j.err // it is being done: the answer must be true
	}
}

func (w *writer) run() {
	defer close(w.done)
	for {
		var first *job
		select {
		case first = <-w.people:
		default:
			select {
			case first = <-w.people:
			case first = <-w.bulk:
			case <-w.quit:
				return
			}
		}
		w.group(first)
	}
}

// next takes a job that already waits, people first.
func (w *writer) next() *job {
	select {
	case j := <-w.people:
		return j
	default:
	}
	select {
	case j := <-w.people:
		return j
	case j := <-w.bulk:
		return j
	default:
		return nil
	}
}

func (w *writer) group(first *job) {
	tx, err := w.s.w.BeginTxx(context.Background(), nil)
	if err != nil {
		first.err <- trouble(err)
		return
	}
	var ran []*job
	var events Events
	for j := first; j != nil; j = w.next() {
		if !j.taken.CompareAndSwap(false, true) {
			continue // its caller has gone
		}
		if err := w.one(tx, j); err != nil {
			j.err <- err
			if lost(err) {
				break
			}
			continue
		}
		ran = append(ran, j)
		if len(ran) == maxGroup {
			break
		}
	}
	if err := w.commit(tx, ran); err != nil {
		for _, j := range ran {
			j.err <- trouble(err)
		}
		return
	}
	for _, j := range ran {
		events.merge(j.tx.events)
		j.err <- nil
	}
	if w.s.hooks.onCommit != nil && !events.empty() {
		w.s.hooks.onCommit(events)
	}
}

// lost says whether SQLite has rolled the whole transaction back by itself.
func lost(err error) bool {
	var ours *crm.Error
	return errors.As(err, &ours) && ours.Code == crm.CodeUnavailable
}

// one runs a job in a savepoint of its own.
func (w *writer) one(tx *sqlx.Tx, j *job) (err error) {
	ctx := context.WithoutCancel(j.ctx)
	if _, err := tx.ExecContext(ctx, "SAVEPOINT job"); err != nil {
		return trouble(err)
	}
	j.tx = newTx(ctx, w.s, tx)
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic in a transaction: %v", r)
		}
		if err != nil {
			_, _ = tx.ExecContext(ctx, "ROLLBACK TO job")
		}
		_, release := tx.ExecContext(ctx, "RELEASE job")
		if err == nil {
			err = trouble(release)
		}
	}()
	if err := j.fn(j.tx); err != nil {
		return trouble(err)
	}
	if w.s.hooks.judge != nil {
		return trouble(w.s.hooks.judge(j.tx))
	}
	return nil
}

// commit makes the group durable. What servers accepted is on disk in sent.log
// before the database says so.
func (w *writer) commit(tx *sqlx.Tx, ran []*job) error {
	var lines []SentLine
	for _, j := range ran {
		lines = append(lines, j.tx.accepted...)
	}
	if len(lines) > 0 {
		if err := w.s.sent.append(lines); err != nil {
			_ = tx.Rollback()
			return err
		}
	}
	if err := tx.Commit(); err != nil {
		_ = tx.Rollback()
		return err
	}
	return nil
}

package store

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"github.com/jmoiron/sqlx"

	"stepwise/backend/crm"
	"stepwise/backend/fault"
)

// maxGroup is how many waiting functions share one COMMIT.
const maxGroup = 128

// writer is the one goroutine that writes. People come before bulk; whoever
// waits when a transaction begins shares its COMMIT, each after the first in a
// savepoint of its own.
type writer struct {
	s            *Store
	people, bulk chan *job
	quit         chan struct{}
	done         chan struct{}
	once         sync.Once
	ids          ids // only the goroutine touches them
}

type job struct {
	ctx   context.Context
	fn    func(*Tx) error
	taken atomic.Bool // by the writer, or by a caller who no longer waits
	err   chan error
	tx    *Tx
	bulk  bool
}

func startWriter(s *Store) *writer {
	w := &writer{s: s, people: make(chan *job, maxGroup), bulk: make(chan *job, maxGroup), quit: make(chan struct{}), done: make(chan struct{})}
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
// ctx counts only while waiting. fn may run more than once and touches nothing
// outside tx; that it calls Write or Read is an error.
func (s *Store) Write(ctx context.Context, fn func(*Tx) error) error {
	return s.submit(ctx, true, fn)
}

// WriteBulk is Write for the machine's own work in chunks of about 10 ms.
func (s *Store) WriteBulk(ctx context.Context, fn func(*Tx) error) error {
	return s.submit(ctx, false, fn)
}

// PeopleWrote is how often Write was called: whoever works in bulk sees by it
// whether somebody works beside.
func (s *Store) PeopleWrote() int64 { return s.people.Load() }

func (s *Store) submit(ctx context.Context, people bool, fn func(*Tx) error) error {
	leave, err := s.inside.enter()
	if err != nil {
		return err
	}
	defer leave()
	if err := s.admitted(ctx); err != nil { // before the gate: a Replace may wait for it
		return err
	}
	s.gate.RLock()
	defer s.gate.RUnlock()
	if s.writer == nil {
		return crm.Fail(crm.CodeForbidden, "error.store.read_only")
	}
	if people {
		s.people.Add(1)
		return s.writer.submit(ctx, s.writer.people, fn)
	}
	return s.writer.submit(ctx, s.writer.bulk, fn)
}

func (w *writer) submit(ctx context.Context, lane chan *job, fn func(*Tx) error) error {
	j := &job{ctx: ctx, fn: fn, err: make(chan error, 1), bulk: lane == w.bulk}
	select {
	case lane <- j:
	case <-ctx.Done():
		return ctx.Err()
	case <-w.quit:
		return errClosed
	}
	var gone error
	select {
	case err := <-j.err:
		return err
	case <-ctx.Done():
		gone = ctx.Err()
	case <-w.done:
		gone = errClosed
	}
	if j.taken.CompareAndSwap(false, true) {
		return gone
	}
	return <-j.err // it is being done: the answer must be true
}

func (w *writer) run() {
	defer close(w.done)
	leave, err := w.s.inside.enter()
	if err != nil {
		panic(err) // a new goroutine is inside nothing
	}
	defer leave()
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

// group runs the job, and those of people that wait with it, in one transaction.
// A chunk of bulk work has one of its own.
func (w *writer) group(first *job) {
	if !first.taken.CompareAndSwap(false, true) {
		return // its caller has gone
	}
	tx, err := w.s.w.BeginTxx(context.Background(), nil)
	if err != nil {
		first.err <- w.s.trouble(err)
		return
	}
	if w.s.memory != nil {
		w.ids.forget() // a copy may have been put under it
	}
	ran := []*job{first}
	began, err := definitionsOf(tx)
	if err == nil {
		fate := &fate{}
		if err = w.first(tx, fate, first, began); err == nil && !first.bulk {
			ran, err = w.others(tx, fate, ran, began)
		}
	}
	if err == nil {
		err = w.commit(tx, ran)
	}
	if err != nil {
		_ = tx.Rollback()
		w.ids.forget()
		for _, j := range ran {
			j.err <- w.s.trouble(err)
		}
		return
	}
	w.tell(ran)
	for _, j := range ran {
		j.err <- nil
	}
}

// first runs a job that is alone in its transaction so far, which its error ends
// as a whole: without a savepoint SQLite needs no copy of every page that the job
// changes, which is a third of a chunk's time.
func (w *writer) first(tx *sqlx.Tx, fate *fate, j *job, began int64) error {
	j.tx = newTx(context.WithoutCancel(j.ctx), w.s, tx, fate, began, &w.ids)
	if err := w.perform(j); err != nil {
		return err
	}
	return fate.err
}

// tell says what a COMMIT changed, before its callers go on.
func (w *writer) tell(ran []*job) {
	var events Events
	for _, j := range ran {
		events.merge(j.tx.events)
	}
	if w.s.hooks.onCommit != nil && !events.empty() {
		w.s.hooks.onCommit(events)
	}
}

// others runs further jobs until none waits. A job's own error is told to its
// caller at once; an error means that the whole transaction is lost.
func (w *writer) others(tx *sqlx.Tx, fate *fate, ran []*job, began int64) ([]*job, error) {
	for j := w.next(); j != nil; j = w.next() {
		if !j.taken.CompareAndSwap(false, true) {
			continue // its caller has gone
		}
		err := w.one(tx, fate, j, began)
		switch {
		case fate.err != nil:
			return append(ran, j), fate.err
		case err != nil:
			j.err <- err
			continue
		}
		if ran = append(ran, j); len(ran) == maxGroup {
			return ran, nil
		}
	}
	return ran, nil
}

// one runs a job in a savepoint of its own.
func (w *writer) one(tx *sqlx.Tx, fate *fate, j *job, began int64) (err error) {
	j.tx = newTx(context.WithoutCancel(j.ctx), w.s, tx, fate, began, &w.ids)
	if _, err := j.tx.exec("SAVEPOINT job"); err != nil {
		return err
	}
	known := w.ids.mark()
	err = w.perform(j)
	if err != nil {
		w.ids.back(known)
		_, back := j.tx.exec("ROLLBACK TO job")
		fate.end(back)
	}
	_, release := j.tx.exec("RELEASE job")
	fate.end(release)
	return err
}

// perform runs a job and judges what it touched; a panic is an error.
func (w *writer) perform(j *job) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic in a transaction: %v", r)
			w.s.log.Error("panic in a transaction", slog.Any("panic", r), slog.String("stack", string(debug.Stack())))
		}
	}()
	if err := j.fn(j.tx); err != nil {
		return w.s.trouble(err)
	}
	if w.s.hooks.judge != nil {
		if err := w.s.hooks.judge(j.tx); err != nil {
			return w.s.trouble(err)
		}
	}
	if err := j.tx.finishRecord(); err != nil {
		return w.s.trouble(err)
	}
	return w.s.trouble(j.tx.later.flush())
}

// commit makes the group durable. What servers accepted is on disk in sent.log
// before the database says so.
func (w *writer) commit(tx *sqlx.Tx, ran []*job) error {
	if err := w.ids.write(tx); err != nil {
		return err
	}
	var lines []SentLine
	for _, j := range ran {
		lines = append(lines, j.tx.accepted...)
	}
	if w.s.memory != nil {
		return tx.Commit()
	}
	if len(lines) > 0 {
		if err := w.s.sent.append(lines); err != nil {
			return err
		}
	}
	for _, j := range ran {
		if err := noteErased(w.s.dir, j.tx.erased); err != nil {
			return err
		}
	}
	if err := fault.Fail(fault.Commit); err != nil {
		return diskTrouble(err)
	}
	w.s.commits.Add(1)
	err := tx.Commit()
	w.s.commits.Add(1)
	fault.Point(fault.Committed)
	return err
}

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"

	"stepwise/backend/crm"
)

// querier is what View needs of a transaction.
type querier interface {
	GetContext(ctx context.Context, dst any, query string, args ...any) error
	SelectContext(ctx context.Context, dst any, query string, args ...any) error
	QueryxContext(ctx context.Context, query string, args ...any) (*sqlx.Rows, error)
}

// View reads on one snapshot.
type View struct {
	ctx  context.Context
	q    querier
	s    *Store
	now  crm.Instant
	fate *fate // of the transaction; nil for a Read

	gather *gathered // of a Tx that gathers; nil otherwise
	later  *later    // of a Tx; nil for a Read

	began   int64 // of a Tx: the definitions at BEGIN
	defined int64 // of a Read: the definitions, once they were asked for

	commits int64 // of a Read: how many there were when it began
	second  *View // of a Read: what beside gave
	leave   func()
}

// fate is the end of a transaction before its COMMIT. After "disk full" and its
// like SQLite may have rolled it back by itself, and a further statement would
// then stand for itself, outside of any transaction: so none is run.
type fate struct {
	err       error
	redefined bool // a definition may have been changed in it
}

func (f *fate) end(err error) {
	if f.err == nil {
		f.err = err
	}
}

// guard runs one statement, if the transaction still lives.
func (v *View) guard(run func() error) error {
	if v.fate != nil && v.fate.err != nil {
		return v.fate.err
	}
	if v.gather != nil && !v.gather.aside {
		if err := v.gather.flush(); err != nil {
			return err
		}
	}
	if v.later != nil {
		if err := v.later.before(); err != nil {
			return err
		}
	}
	err := trouble(run())
	if v.fate != nil && crm.CodeOf(err) == crm.CodeUnavailable {
		v.fate.end(err)
	}
	return err
}

// Clock is the moment of this transaction, frozen.
func (v *View) Clock() crm.Instant { return v.now }

// Context is the caller's.
func (v *View) Context() context.Context { return v.ctx }

func (v *View) get(dst any, query string, args ...any) error {
	v.saw(query, args)
	return v.guard(func() error { return v.q.GetContext(v.ctx, dst, query, args...) })
}

func (v *View) list(dst any, query string, args ...any) error {
	v.saw(query, args)
	return v.guard(func() error { return v.q.SelectContext(v.ctx, dst, query, args...) })
}

// saw notes what is asked of the database, and shows it to a test.
func (v *View) saw(query string, args []any) {
	v.changes(query)
	if v.gather != nil {
		v.gather.saw(query)
	}
	if v.later != nil {
		v.later.saw(query)
	}
	if v.s.watch != nil {
		v.s.watch(query, args)
	}
}

// one is get where "no row" is an answer.
func (v *View) one(dst any, query string, args ...any) (bool, error) {
	err := v.get(dst, query, args...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// in expands a slice in a query's "IN (?)".
func in(query string, args ...any) (string, []any, error) { return sqlx.In(query, args...) }

// Tx reads and writes in one transaction. Now is frozen for all of it.
type Tx struct {
	View
	Now      crm.Instant
	tx       *sqlx.Tx
	events   Events
	touched  map[crm.CardID]*Touch
	order    []crm.CardID
	newRuns  []NewRun
	accepted []SentLine
	erased   []ErasedLine
	depth    int
	rec      *recording
	ids      *ids
	passed   []Passage
}

func newTx(ctx context.Context, s *Store, tx *sqlx.Tx, fate *fate, began int64, ids *ids) *Tx {
	t := &Tx{View: View{ctx: ctx, q: tx, s: s, now: s.Now(), fate: fate, began: began}, tx: tx, touched: map[crm.CardID]*Touch{}, ids: ids}
	t.Now, t.later = t.now, &later{t: t}
	if !fate.redefined {
		t.defined = began
	}
	return t
}

func (t *Tx) exec(query string, args ...any) (n int64, err error) {
	t.saw(query, args)
	err = t.guard(func() error {
		res, err := t.tx.ExecContext(t.ctx, query, args...)
		if err == nil {
			n, err = res.RowsAffected()
		}
		return err
	})
	return n, err
}

// must is exec for a statement that has to hit exactly one row.
func (t *Tx) must(query string, args ...any) error {
	n, err := t.exec(query, args...)
	if err == nil && n != 1 {
		err = fmt.Errorf("statement changed %d rows instead of one: %s", n, query)
	}
	return err
}

// NextIDs takes n ids of a noun from the counter in the database, so that a
// copy of the database hands out the same ones; it returns the first.
func (t *Tx) NextIDs(noun string, n int) (int64, error) {
	return t.ids.take(&t.View, noun, n)
}

// nextID takes one id of a noun.
func nextID[N ~int64](t *Tx, noun string) (N, error) {
	id, err := t.NextIDs(noun, 1)
	return N(id), err
}

// Touch is what a transaction changed of a card that filters may read.
type Touch struct {
	Card     crm.CardID
	Subjects []string // as filter.Reads names them; "*" for all (a new card)
	Cause    crm.Cause
}

// Touch notes that subjects of a card changed; the card is judged once, before
// the commit point, by the result. Of several causes the first counts, unless a
// later one is deeper in a chain of sequences.
func (t *Tx) Touch(card crm.CardID, cause crm.Cause, subjects ...string) {
	touch := t.touched[card]
	if touch == nil {
		touch = &Touch{Card: card, Cause: cause}
		t.touched[card] = touch
		t.order = append(t.order, card)
	}
	if cause.Depth > touch.Cause.Depth {
		cause.Silent = cause.Silent || touch.Cause.Silent
		touch.Cause = cause
	}
	for _, s := range subjects {
		if !slices.Contains(touch.Subjects, s) {
			touch.Subjects = append(touch.Subjects, s)
		}
	}
}

// TouchedOf is what this transaction changed of a card so far.
func (t *Tx) TouchedOf(card crm.CardID) []string {
	if touch := t.touched[card]; touch != nil {
		return touch.Subjects
	}
	return nil
}

// TakeTouched hands over the touched cards in the order of their first touch.
func (t *Tx) TakeTouched() []Touch {
	out := make([]Touch, 0, len(t.order))
	for _, id := range t.order {
		out = append(out, *t.touched[id])
	}
	t.order, t.touched = nil, map[crm.CardID]*Touch{}
	return out
}

// Try runs fn in a savepoint: its error undoes only what it did. Touches and
// events of a failed fn stay noted, which costs a look and nothing else.
func (t *Tx) Try(fn func() error) error {
	t.depth++
	name := fmt.Sprintf("try%d", t.depth)
	defer func() { t.depth-- }()
	if err := t.later.flush(); err != nil {
		return err
	}
	if _, err := t.exec("SAVEPOINT " + name); err != nil {
		return err
	}
	known := t.ids.mark()
	err := fn()
	if err != nil {
		t.ids.back(known)
		t.later.drop()
		if _, back := t.exec("ROLLBACK TO " + name); back != nil {
			return errors.Join(err, back)
		}
	}
	if _, release := t.exec("RELEASE " + name); err == nil {
		err = release
	}
	return err
}

// Accepted notes that a server took a message; it is in sent.log before the
// COMMIT.
func (t *Tx) Accepted(key, reply string) {
	t.accepted = append(t.accepted, SentLine{Key: key, At: t.Now, Reply: reply})
}

// Changed notes what to tell after the COMMIT.
func (t *Tx) Changed(noun, id string) { t.events.add(noun, id) }

// changedID is Changed without writing an id out that is one of too many.
func (t *Tx) changedID(noun string, id fmt.Stringer) {
	if len(t.events[noun]) <= maxEventIDs {
		t.Changed(noun, id.String())
	}
}

// Events are what a commit changed: ids by noun.
type Events map[string][]string

const maxEventIDs = 100

func (e *Events) add(noun, id string) {
	if *e == nil {
		*e = Events{}
	}
	if ids := (*e)[noun]; len(ids) <= maxEventIDs && !slices.Contains(ids, id) {
		(*e)[noun] = append(ids, id)
	}
}

func (e *Events) merge(other Events) {
	for noun, ids := range other {
		for _, id := range ids {
			e.add(noun, id)
		}
	}
}

func (e Events) empty() bool { return len(e) == 0 }

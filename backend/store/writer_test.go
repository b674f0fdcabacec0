package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

var errMine = errors.New("mine alone")

// together runs functions in one COMMIT: while the first occupies the writer
// the others come to wait, in the order given.
func together(t *testing.T, s *store.Store, fns ...func(*store.Tx) error) []error {
	t.Helper()
	busy, queued := make(chan struct{}), make(chan struct{})
	errs := make([]error, len(fns))
	var all sync.WaitGroup
	all.Go(func() {
		errs[0] = s.Write(context.Background(), func(tx *store.Tx) error {
			close(busy)
			<-queued
			return fns[0](tx)
		})
	})
	<-busy
	for i, fn := range fns[1:] {
		all.Go(func() { errs[i+1] = s.Write(context.Background(), fn) })
		store.AwaitWaiting(s, i+1)
	}
	close(queued)
	all.Wait()
	return errs
}

func TestANeighboursErrorUndoesNothingOfMine(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	errs := together(t, s,
		func(tx *store.Tx) error { return saveUser(tx, "Ana") },
		func(tx *store.Tx) error { return errors.Join(saveUser(tx, "Barna"), errMine) },
		func(tx *store.Tx) error { return saveUser(tx, "Csilla") },
		func(tx *store.Tx) error {
			if err := saveUser(tx, "Dan"); err != nil {
				return err
			}
			panic("a fault of ours")
		},
		func(tx *store.Tx) error { return store.Exec(tx, "INSERT INTO nowhere VALUES (1)") },
		func(tx *store.Tx) error { return saveUser(tx, "Edit") },
	)
	for i, failed := range []bool{false, true, false, true, true, false} {
		if (errs[i] != nil) != failed {
			t.Errorf("function %d: %v", i, errs[i])
		}
	}
	if !errors.Is(errs[1], errMine) {
		t.Errorf("its caller got %v", errs[1])
	}
	if got := users(t, s); !slices.Equal(got, []string{"Ana", "Csilla", "Edit"}) {
		t.Errorf("users %v", got)
	}
}

func TestAFailedCommitFailsAll(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	told := 0
	s.SetHooks(nil, func(store.Events) { told++ })
	errs := together(t, s,
		func(tx *store.Tx) error { return saveUser(tx, "Ana") },
		func(tx *store.Tx) error { return store.BreakCommit(tx) },
		func(tx *store.Tx) error { return saveUser(tx, "Barna") },
	)
	for i, err := range errs {
		if err == nil {
			t.Errorf("function %d thinks it is written", i)
		}
	}
	if told != 0 {
		t.Error("events of a failed COMMIT were told")
	}
	addUser(t, s, "Csilla")
	if got := users(t, s); !slices.Equal(got, []string{"Csilla"}) || told != 1 {
		t.Errorf("users %v, told %d times", got, told)
	}
}

func TestNowStandsStillInATransactionAndIsItsOwn(t *testing.T) {
	t.Parallel()
	var ticks crm.Instant
	o := options(t.TempDir())
	o.Clock = func() time.Time { ticks++; return ticks.Time() }
	s, err := store.Open(context.Background(), o)
	must(t, err)
	defer func() { must(t, s.Close()) }()
	var seen []crm.Instant
	look := func(tx *store.Tx) error {
		seen = append(seen, tx.Now)
		if tx.Now != tx.Clock() {
			t.Errorf("Now is %d, Clock %d", tx.Now, tx.Clock())
		}
		return nil
	}
	for _, err := range together(t, s, look, look, look) {
		must(t, err)
	}
	if seen[0] == seen[1] || seen[1] == seen[2] {
		t.Errorf("three functions in one COMMIT saw %v", seen)
	}
}

func TestEventsComeAfterTheCommitWithAtMost100Ids(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	var got []store.Events
	seen := 0
	s.SetHooks(nil, func(e store.Events) {
		got = append(got, e)
		_, r := store.Connections(s) // what an event tells is there for others
		if err := r.Get(&seen, "SELECT count(*) FROM app_user"); err != nil {
			t.Error(err)
		}
	})
	addUser(t, s, "Ana")
	if len(got) != 1 || len(got[0]["user"]) != 1 || seen != 1 {
		t.Errorf("events %v, seen %d", got, seen)
	}
	_ = s.Write(context.Background(), func(tx *store.Tx) error { return errors.Join(saveUser(tx, "Barna"), errMine) })
	must(t, s.Write(context.Background(), func(*store.Tx) error { return nil }))
	if len(got) != 1 {
		t.Errorf("nothing changed, but %v was told", got[1:])
	}
	must(t, s.Write(context.Background(), func(tx *store.Tx) error {
		for i := range 150 {
			tx.Changed("card", fmt.Sprint(i))
			tx.Changed("card", fmt.Sprint(i))
		}
		return nil
	}))
	if n := len(got[len(got)-1]["card"]); n != 101 {
		t.Errorf("%d ids of one noun: the reader can't tell that there were more than 100", n)
	}
}

func TestACallerCountsOnlyWhileWaiting(t *testing.T) { // F17
	t.Parallel()
	s := open(t, t.TempDir())

	// cancelled inside: it is done all the same, and so are the neighbours
	ctx, cancel := context.WithCancel(context.Background())
	err := s.Write(ctx, func(tx *store.Tx) error {
		cancel()
		if tx.Context().Err() != nil {
			t.Error("the transaction's own context ended")
		}
		return saveUser(tx, "Ana")
	})
	if err != nil {
		t.Errorf("cancelled inside: %v", err)
	}

	// cancelled while waiting: it never runs
	busy, free := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		must(t, s.Write(context.Background(), func(tx *store.Tx) error {
			close(busy)
			<-free
			return saveUser(tx, "Barna")
		}))
	})
	<-busy
	waiting, giveUp := context.WithCancel(context.Background())
	gone := make(chan struct{})
	all.Go(func() {
		defer close(gone)
		err := s.Write(waiting, func(*store.Tx) error { t.Error("it ran"); return nil })
		if !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled while waiting: %v", err)
		}
	})
	store.AwaitWaiting(s, 1)
	giveUp()
	<-gone
	close(free)
	all.Wait()
	if got := users(t, s); !slices.Equal(got, []string{"Ana", "Barna"}) {
		t.Errorf("users %v", got)
	}
}

func TestPeopleComeBeforeBulk(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	busy, free := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	var order []string
	note := func(who string) func(*store.Tx) error {
		return func(*store.Tx) error { order = append(order, who); return nil }
	}
	all.Go(func() {
		must(t, s.WriteBulk(context.Background(), func(*store.Tx) error { close(busy); <-free; return nil }))
	})
	<-busy
	for i := range 3 {
		all.Go(func() { must(t, s.WriteBulk(context.Background(), note("bulk"))) })
		store.AwaitWaiting(s, i+1)
	}
	for i := range 3 {
		all.Go(func() { must(t, s.Write(context.Background(), note("person"))) })
		store.AwaitWaiting(s, i+4)
	}
	close(free)
	all.Wait()
	if want := []string{"person", "person", "person", "bulk", "bulk", "bulk"}; !slices.Equal(order, want) {
		t.Errorf("order %v", order)
	}
}

func TestATransactionWithinATransactionIsAnError(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	ctx := context.Background()
	write := func(*store.Tx) error { t.Error("the inner one ran"); return nil }
	read := func(*store.View) error { t.Error("the inner one ran"); return nil }
	for name, err := range map[string]error{
		"Write in Write":     s.Write(ctx, func(*store.Tx) error { return s.Write(ctx, write) }),
		"WriteBulk in Write": s.Write(ctx, func(*store.Tx) error { return s.WriteBulk(ctx, write) }),
		"Read in Write":      s.Write(ctx, func(*store.Tx) error { return s.Read(ctx, read) }),
		"Read in Read":       s.Read(ctx, func(*store.View) error { return s.Read(ctx, read) }),
		"Write in Read":      s.Read(ctx, func(*store.View) error { return s.Write(ctx, write) }),
	} {
		if !errors.Is(err, store.ErrNested) {
			t.Errorf("%s: %v", name, err)
		}
	}
	addUser(t, s, "Ana") // and afterwards all is well
	_ = users(t, s)
}

func TestIdsAreNeverGivenTwice(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	given := map[int64]bool{}
	take := func(n int, then error) {
		var ids []int64
		err := s.Write(context.Background(), func(tx *store.Tx) error {
			ids = nil
			first, err := tx.NextIDs("card", n)
			for i := range n {
				ids = append(ids, first+int64(i))
			}
			return errors.Join(err, then)
		})
		if !errors.Is(err, then) {
			t.Fatal(err)
		}
		if then != nil {
			return // rolled back: nobody has seen these, and they are given again
		}
		for _, id := range ids {
			if id <= 0 || given[id] {
				t.Errorf("id %d was given before", id)
			}
			given[id] = true
		}
	}
	take(1, nil)
	take(10, errMine)
	take(10, nil)
	must(t, s.Close())
	s = open(t, dir)
	take(5, nil)
	if len(given) != 16 || !given[16] {
		t.Errorf("%d ids, not 1 to 16", len(given))
	}
}

func TestTryUndoesOnlyItsOwn(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	must(t, s.Write(context.Background(), func(tx *store.Tx) error {
		must(t, saveUser(tx, "Ana"))
		err := tx.Try(func() error {
			must(t, saveUser(tx, "Barna"))
			must(t, tx.Try(func() error { return saveUser(tx, "Csilla") }))
			return errMine
		})
		if !errors.Is(err, errMine) {
			t.Errorf("Try says %v", err)
		}
		return tx.Try(func() error { return saveUser(tx, "Dan") })
	}))
	if got := users(t, s); !slices.Equal(got, []string{"Ana", "Dan"}) {
		t.Errorf("users %v", got)
	}
}

func TestManyCanReadAndWriteAtOnce(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() { addUser(t, s, fmt.Sprintf("User %02d", i)) })
		all.Go(func() { _ = users(t, s) })
	}
	all.Wait()
	if n := len(users(t, s)); n != 20 {
		t.Errorf("%d users", n)
	}
}

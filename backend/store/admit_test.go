package store_test

import (
	"bytes"
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

func beside(dir string) store.Options {
	o := options(dir)
	o.Beside = true
	return o
}

// addLater writes a user as soon as one may.
func addLater(s *store.Store, name string) <-chan error {
	ended := make(chan error, 1)
	go func() {
		ended <- s.Write(context.Background(), func(tx *store.Tx) error {
			_, err := tx.SaveUser(crm.User{Name: name, Role: crm.RoleMember, Active: true})
			return err
		})
	}()
	return ended
}

func nothingFirst(context.Context) error { return nil }

// The same thirty after a clean stop, while readers read already: what the look
// finds is refused to every writer, and not a byte of the file changes.
func TestThirtyDamagedDatabasesAfterACleanStop(t *testing.T) { // DB03, DB04
	t.Parallel()
	good := furnished(t)
	atOnce, beside, unseen := 0, 0, 0
	for _, d := range damages(t, good) {
		switch seen := afterACleanStop(t, d); seen {
		case "at once":
			atOnce++
		case "beside":
			beside++
		default:
			unseen++
			if !strings.Contains(d.name, "bit") {
				t.Errorf("%s was not seen", d.name)
			}
		}
	}
	t.Logf("%d are refused at once, %d by the look beside, %d have nothing that it could see", atOnce, beside, unseen)
	if atOnce < 10 || beside < 5 || unseen > 6 {
		t.Errorf("%d at once, %d beside, %d unseen", atOnce, beside, unseen)
	}
}

func afterACleanStop(t *testing.T, d damage) (seen string) {
	t.Helper()
	dir := t.TempDir()
	must(t, os.WriteFile(store.Path(dir), d.bytes, 0o600))
	if d.log != nil {
		must(t, os.WriteFile(store.Path(dir)+"-wal", d.log, 0o600))
	}
	unchanged := func() {
		t.Helper()
		if now, err := os.ReadFile(store.Path(dir)); err != nil || !bytes.Equal(now, d.bytes) {
			t.Errorf("%s: the original was changed, %v", d.name, err)
		}
	}
	s, err := store.Open(context.Background(), beside(dir))
	if err != nil {
		tellsWhatToDo(t, d.name, err)
		unchanged()
		return "at once"
	}
	written := addLater(s, "Ana")
	began := false
	err = s.Admit(context.Background(), func(context.Context) error { began = true; return nil })
	if err == nil {
		<-written // there is nothing that the look could see
		must(t, s.Close())
		return ""
	}
	tellsWhatToDo(t, d.name, err)
	tellsWhatToDo(t, d.name, <-written)
	tellsWhatToDo(t, d.name, <-addLater(s, "Ion"))
	if began || s.Hurt() == "" || !s.Held() {
		t.Errorf("%s: it began: %v, hurt %q", d.name, began, s.Hurt())
	}
	must(t, s.Close())
	unchanged()
	return "beside"
}

func TestAWriterWaitsForTheLookAndReadersDoNot(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	addUser(t, s, "Ana")
	must(t, s.Close())
	s, err := store.Open(context.Background(), beside(dir))
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	if !s.Held() {
		t.Fatal("it was looked at before it was opened")
	}
	gone, leave := context.WithCancel(context.Background())
	leave()
	if err := s.Write(gone, func(*store.Tx) error { return nil }); err != context.Canceled { //nolint:errorlint // as it is
		t.Errorf("who no longer waits: %v", err)
	}
	written := addLater(s, "Ion")
	if got := users(t, s); len(got) != 1 {
		t.Errorf("a reader sees %v", got)
	}
	must(t, s.Admit(context.Background(), func(ctx context.Context) error {
		if got := users(t, s); len(got) != 1 {
			t.Errorf("somebody wrote before: %v", got)
		}
		return s.Write(ctx, func(tx *store.Tx) error {
			_, err := tx.SaveUser(crm.User{Name: "Bela", Role: crm.RoleMember, Active: true})
			return err
		})
	}))
	must(t, <-written)
	if got := users(t, s); len(got) != 3 || !slices.Equal(got[:2], []string{"Ana", "Bela"}) || s.Held() {
		t.Errorf("users in order: %v", got)
	}
}

func TestWhatMayNotWaitIsLookedAtBefore(t *testing.T) {
	t.Parallel()
	good := furnished(t)
	for name, put := range map[string]func(dir string) error{
		"a new one":             func(string) error { return nil },
		"after an unclean stop": func(dir string) error { return os.WriteFile(store.Path(dir)+"-wal", []byte("left by a kill"), 0o600) },
		"one without a log mode": func(dir string) error {
			return os.WriteFile(store.Path(dir), slices.Concat(good[:18], []byte{1, 1}, good[20:]), 0o600)
		},
	} {
		dir := t.TempDir()
		if name != "a new one" {
			must(t, os.WriteFile(store.Path(dir), good, 0o600))
		}
		must(t, put(dir))
		s, err := store.Open(context.Background(), beside(dir))
		must(t, err)
		if s.Held() && name != "a new one" {
			t.Errorf("%s: the look comes after", name)
		}
		must(t, s.Admit(context.Background(), nothingFirst))
		must(t, <-addLater(s, "Ana"))
		must(t, s.Close())
	}
}

// A disk that only stumbled is no damage: a look at the whole of it lets
// everybody write, and what comes first still comes first.
func TestWhatWasRefusedGoesOnWhenAllIsWell(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	good := furnished(t)
	bad := slices.Concat(good[:36], []byte{0, 0, 0, 77}, good[40:]) // a wrong free list
	must(t, os.WriteFile(store.Path(dir), bad, 0o600))
	s, err := store.Open(context.Background(), beside(dir))
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	began := 0
	first := func(ctx context.Context) error {
		began++
		return s.Write(ctx, func(*store.Tx) error { return nil })
	}
	if err := s.Admit(context.Background(), first); crm.CodeOf(err) != crm.CodeUnavailable {
		t.Fatalf("the damage is not seen: %v", err)
	}
	if err := s.Examine(context.Background()); crm.CodeOf(err) != crm.CodeUnavailable || began != 0 {
		t.Fatalf("the damage is still there: %v", err)
	}
	must(t, os.WriteFile(store.Path(dir), good, 0o600))
	must(t, s.Examine(context.Background()))
	must(t, <-addLater(s, "Ana"))
	if began != 1 || s.Held() || s.Hurt() != "" {
		t.Errorf("it began %d times, held %v, %q", began, s.Held(), s.Hurt())
	}
}

func TestAStoreThatClosesLetsNobodyWait(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	must(t, open(t, dir).Close())
	s, err := store.Open(context.Background(), beside(dir))
	must(t, err)
	written := addLater(s, "Ana")
	must(t, s.Close())
	if err := <-written; crm.CodeOf(err) != crm.CodeUnavailable {
		t.Errorf("a writer got %v", err)
	}
}

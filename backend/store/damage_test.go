package store_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// damage is what a bad disk, a sync program or a hand does to a database file.
type damage struct {
	name  string
	bytes []byte
	log   []byte // of the -wal beside it
}

// noise is chance that is the same every time.
func noise(n int, seed string) []byte {
	var out []byte
	for i := 0; len(out) < n; i++ {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", seed, i))
		out = append(out, sum[:]...)
	}
	return out[:n]
}

// damages are thirty ways to break a database.
func damages(t *testing.T, good []byte) (list []damage) {
	t.Helper()
	size := int(binary.BigEndian.Uint16(good[16:]))
	pages := len(good) / size
	with := func(at int, b ...byte) []byte { return slices.Concat(good[:at], b, good[at+len(b):]) }
	add := func(name string, b []byte) { list = append(list, damage{name: name, bytes: b}) }
	add("zero header", with(0, make([]byte, 100)...))
	add("wrong magic", with(0, []byte("SQLite format 4\x00")...))
	add("half a header", good[:50])
	add("empty", nil)
	add("cut in half", good[:len(good)/2])
	add("cut by a page", good[:len(good)-size])
	add("cut by a byte", good[:len(good)-1])
	for i := range 5 {
		page := 2 + (i*7919+13)%(pages-2)
		b := bytes.Clone(good)
		b[page*size+i] ^= 0xff
		add(fmt.Sprintf("a flipped byte in the head of page %d", page+1), b)
		b = bytes.Clone(good)
		b[page*size+size/2+i*317%(size/2)] ^= 0x01
		add(fmt.Sprintf("a flipped bit in page %d", page+1), b)
	}
	page := pages / 3
	add("a page of zeros", with(page*size, make([]byte, size)...))
	add("a page of noise", with(page*size, noise(size, "page")...))
	add("another page size", with(16, 2, 0))
	add("a wrong free list", with(36, 0, 0, 0, 77))
	add("a version of the future", with(60, 0, 0x0f, 0x42, 0x3f))
	i := bytes.Index(good, []byte("CREATE TABLE"))
	add("a schema that says nothing", with(i, []byte("CREATE GIBBER")...))
	add("noise", noise(len(good), "all"))
	add("a text", []byte(strings.Repeat("this is not a database\n", 500)))
	list = append(list, damage{name: "a log of noise", bytes: good, log: noise(5000, "log")})
	add("another program's", with(68, 0, 0, 0, 1))
	add("all pages behind the first are zeros", with(size, make([]byte, len(good)-size)...))
	add("the first page twice", with(size, good[:size]...))
	add("the last page is noise", with(len(good)-size, noise(size, "last")...))
	return list
}

func furnished(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	s := open(t, dir)
	for i := range 400 {
		must(t, s.Write(context.Background(), func(tx *store.Tx) error {
			_, err := tx.SaveContact(crm.Contact{Kind: crm.ContactCompany, Name: fmt.Sprintf("Firma numărul %04d", i)})
			return err
		}))
	}
	must(t, s.Close())
	good, err := os.ReadFile(store.Path(dir))
	must(t, err)
	return good
}

// Each is refused, and repaired where its tables are whole; what no check can see
// is opened. Whatever comes of it, the original stays as it is, and the words say
// what to do.
func TestThirtyDamagedDatabases(t *testing.T) { // DB03, DB04
	t.Parallel()
	good := furnished(t)
	list := damages(t, good)
	if len(list) != 30 {
		t.Fatalf("%d damages", len(list))
	}
	repaired, opened := 0, 0
	for _, d := range list {
		dir := t.TempDir()
		must(t, os.WriteFile(store.Path(dir), d.bytes, 0o600))
		// an unclean stop: the whole check, whatever the damage
		must(t, os.WriteFile(store.Path(dir)+"-wal", append(d.log, "kill"...), 0o600))
		before := contents(t, dir)
		s, err := store.Open(context.Background(), options(dir))
		if err == nil {
			must(t, s.Close())
			if !strings.Contains(d.name, "bit") {
				t.Errorf("%s was opened", d.name)
			}
			opened++
			continue
		}
		tellsWhatToDo(t, d.name, err)
		if after := contents(t, dir); before["app.db"] != after["app.db"] || before["app.db-wal"] != after["app.db-wal"] {
			t.Errorf("%s: the original was changed", d.name)
		}
		made := filepath.Join(t.TempDir(), "app.db")
		err = store.Repair(context.Background(), store.Path(dir), made)
		if after := contents(t, dir); before["app.db"] != after["app.db"] {
			t.Errorf("%s: repairing changed the original", d.name)
		}
		if err != nil {
			tellsWhatToDo(t, d.name, err)
			if left, _ := os.ReadDir(filepath.Dir(made)); len(left) > 0 {
				t.Errorf("%s: half a repair stays: %v", d.name, left)
			}
			continue
		}
		repaired++
		facts, err := store.Inspect(context.Background(), made)
		if err != nil || facts.Clients != 400 {
			t.Errorf("%s: repaired to %d clients, %v", d.name, facts.Clients, err)
		}
	}
	t.Logf("%d repaired, %d have nothing that a check could see, the others need a backup", repaired, opened)
	if repaired < 3 || opened > 5 {
		t.Errorf("%d repaired, %d opened", repaired, opened)
	}
}

func tellsWhatToDo(t *testing.T, name string, err error) {
	t.Helper()
	var e *crm.Error
	if !errors.As(err, &e) {
		t.Errorf("%s: %v", name, err)
		return
	}
	switch e.Key {
	case "error.store.damaged", "error.store.foreign", "error.store.newer", "error.store.lost":
	default:
		t.Errorf("%s is refused with %s", name, e.Key)
	}
}

// A running database that says it is damaged stops everything at once, and goes
// on when a look at the whole of it finds nothing any more.
func TestADatabaseThatBreaksWhileItRunsStopsEverything(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	addUser(t, s, "Ana")
	told := 0
	s.SetHooks(nil, func(e store.Events) {
		if e["standstill"] != nil {
			told++
		}
	})
	for i := range 300 {
		must(t, s.Write(context.Background(), func(tx *store.Tx) error {
			_, err := tx.SaveContact(crm.Contact{Kind: crm.ContactCompany, Name: fmt.Sprintf("Firma %04d", i)})
			return err
		}))
	}
	store.Checkpoint(t, s)
	good, err := os.ReadFile(store.Path(dir))
	must(t, err)
	scratch(t, dir, good)
	if err := s.Examine(context.Background()); crm.CodeOf(err) != crm.CodeUnavailable {
		t.Fatalf("the damage is not seen: %v", err)
	}
	still := func() (yes bool, list []crm.Standstill) {
		must(t, s.Read(context.Background(), func(v *store.View) (err error) {
			if yes, err = v.StandsStill(); err != nil {
				return err
			}
			list, err = v.Standstills()
			return err
		}))
		return yes, list
	}
	yes, list := still()
	if !yes || len(list) != 1 || list[0].Reason != crm.StandstillDamaged || told != 1 || s.Hurt() == "" {
		t.Errorf("it stands still: %v %v, told %d times", yes, list, told)
	}
	must(t, os.WriteFile(store.Path(dir), good, 0o600))
	must(t, s.Examine(context.Background()))
	if yes, _ := still(); yes || s.Hurt() != "" {
		t.Error("it stands still after all is well")
	}
}

// scratch overwrites the leaves of an index in place.
func scratch(t *testing.T, dir string, good []byte) {
	t.Helper()
	last := []byte("firma 0123")
	at := bytes.LastIndex(good, last)
	f, err := os.OpenFile(store.Path(dir), os.O_WRONLY, 0)
	must(t, err)
	_, err = f.WriteAt([]byte("firma 9999"), int64(at))
	must(t, errors.Join(err, f.Close()))
}

func TestADiskThatIsAlmostFullIsSaidInNumbers(t *testing.T) {
	t.Parallel()
	o := options(t.TempDir())
	free := int64(60_000_000)
	o.Free = func(string) (int64, error) { return free, nil }
	s, err := store.Open(context.Background(), o)
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	var e *crm.Error
	if !errors.As(s.Room(), &e) || e.Key != "error.store.low" || e.Args["free"] != int64(60) || e.Args["need"] != int64(100) {
		t.Errorf("60 MB free: %v", s.Room())
	}
	free = 200_000_000
	must(t, s.Room())
	addUser(t, s, "Ana") // people go on whatever there is
}

package store_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func options(dir string) store.Options {
	return store.Options{Dir: dir, Clock: func() time.Time { return noon }}
}

func open(t testing.TB, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), options(dir))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// addUser writes something small.
func addUser(t testing.TB, s *store.Store, name string) {
	t.Helper()
	if err := s.Write(context.Background(), func(tx *store.Tx) error { return saveUser(tx, name) }); err != nil {
		t.Fatal(err)
	}
}

func saveUser(tx *store.Tx, name string) error {
	_, err := tx.SaveUser(crm.User{Name: name, Role: crm.RoleMember, Language: "ro", Active: true})
	return err
}

func users(t testing.TB, s *store.Store) []string {
	t.Helper()
	names := []string{}
	err := s.Read(context.Background(), func(v *store.View) error {
		list, err := v.Users()
		for _, u := range list {
			names = append(names, u.Name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refused opens and expects an unavailable error with this key.
func refused(t testing.TB, o store.Options, key string) *crm.Error {
	t.Helper()
	s, err := store.Open(context.Background(), o)
	if err == nil {
		_ = s.Close()
		t.Fatal("it was opened")
	}
	var e *crm.Error
	if !errors.As(err, &e) || e.Code != crm.CodeUnavailable || e.Key != key {
		t.Fatalf("refused with %v, want %s", err, key)
	}
	return e
}

// contents are the hashes of all files of a folder.
func contents(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	entries, err := os.ReadDir(dir)
	must(t, err)
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		must(t, err)
		if strings.HasSuffix(e.Name(), "-shm") || strings.HasSuffix(e.Name(), "-wal") && len(b) == 0 {
			continue // working memory of whoever looks
		}
		out[e.Name()] = fmt.Sprintf("%x", sha256.Sum256(b))
	}
	return out
}

func TestEveryConnectionKeepsItsPromises(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	w, r := store.Connections(s)
	for _, side := range []struct {
		name string
		db   *sqlx.DB
		want map[string]string
	}{
		{"writer", w, map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000", "secure_delete": "1", "query_only": "0"}},
		{"reader", r, map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000", "secure_delete": "1", "query_only": "1"}},
	} {
		var conns []*sqlx.Conn
		for range side.db.Stats().MaxOpenConnections {
			conn, err := side.db.Connx(context.Background())
			must(t, err)
			conns = append(conns, conn)
			for pragma, want := range side.want {
				var got string
				must(t, conn.GetContext(context.Background(), &got, "PRAGMA "+pragma))
				if got != want {
					t.Errorf("%s: %s is %s, want %s", side.name, pragma, got, want)
				}
			}
		}
		for _, c := range conns {
			must(t, c.Close())
		}
	}
}

func TestTheFilesAreTheUsersAloneWhateverTheUmask(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("modes mean nothing there")
	}
	dir := t.TempDir()
	s := open(t, dir)
	addUser(t, s, "Ana")
	must(t, s.Write(context.Background(), func(tx *store.Tx) error { tx.Accepted("key", "250"); return nil }))
	entries, err := os.ReadDir(dir)
	must(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
		if info, err := e.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has the mode %v, %v", e.Name(), info.Mode(), err)
		}
	}
	if want := []string{"app.db", "app.db-shm", "app.db-wal", "secret.key", "sent.log"}; !slices.Equal(names, want) {
		t.Errorf("files %v, want %v", names, want)
	}
}

func TestRightsOfAFileThatWasPutThere(t *testing.T) { // DB01
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("modes mean nothing there")
	}
	dir := t.TempDir()
	must(t, open(t, dir).Close())
	must(t, os.Chmod(store.Path(dir), 0o644))
	must(t, open(t, dir).Close())
	if info, err := os.Stat(store.Path(dir)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("a file that others can read keeps the mode %v, %v", info.Mode(), err)
	}
	for _, mode := range []os.FileMode{0o666, 0o660, 0o622} {
		must(t, os.Chmod(store.Path(dir), mode))
		refused(t, options(dir), "error.store.writable")
	}
}

func TestAFolderMayHaveAnyName(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "Datele mele ș?mode=ro#1%20&_x")
	must(t, os.Mkdir(dir, 0o700))
	s := open(t, dir)
	addUser(t, s, "Ana")
	must(t, s.Close())
	if got := users(t, open(t, dir)); !slices.Equal(got, []string{"Ana"}) {
		t.Errorf("users %v", got)
	}
	if _, err := os.Stat(store.Path(dir)); err != nil {
		t.Error(err)
	}
}

func TestAnInterruptedFirstStartIsNoDamage(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, left := range []string{"app.db.new", "app.db.new-wal", "app.db.new-shm", "secret.key.new"} {
		must(t, os.WriteFile(filepath.Join(dir, left), []byte("half"), 0o600))
	}
	s := open(t, dir)
	addUser(t, s, "Ana")
	must(t, s.Close())
	if got := users(t, open(t, dir)); len(got) != 1 {
		t.Errorf("users %v", got)
	}
}

func TestAForeignOrDamagedFileIsRefusedAndLeftAsItIs(t *testing.T) { // DB03
	t.Parallel()
	for _, tc := range []struct {
		name, key string
		put       func(t *testing.T, dir string)
	}{
		{"0 bytes", "error.store.damaged", func(t *testing.T, dir string) {
			must(t, os.WriteFile(store.Path(dir), nil, 0o600))
		}},
		{"cut within its head", "error.store.damaged", func(t *testing.T, dir string) {
			must(t, os.WriteFile(store.Path(dir), []byte("SQLite format 3\x00rest"), 0o600))
		}},
		{"a text", "error.store.damaged", func(t *testing.T, dir string) {
			must(t, os.WriteFile(store.Path(dir), []byte(strings.Repeat("name,email\n", 100)), 0o600))
		}},
		{"cut in the middle", "error.store.damaged", func(t *testing.T, dir string) {
			must(t, open(t, dir).Close())
			info, err := os.Stat(store.Path(dir))
			must(t, err)
			must(t, os.Truncate(store.Path(dir), info.Size()/2))
		}},
		{"missing beside its log", "error.store.damaged", func(t *testing.T, dir string) {
			must(t, os.WriteFile(store.Path(dir)+"-wal", []byte("log"), 0o600))
		}},
		{"another program's", "error.store.foreign", func(t *testing.T, dir string) {
			db, err := sqlx.Open("sqlite3", store.Path(dir))
			must(t, err)
			_, err = db.Exec("CREATE TABLE setting (key TEXT); CREATE TABLE goose_db_version (id INTEGER)")
			must(t, err)
			must(t, db.Close())
			must(t, os.Chmod(store.Path(dir), 0o600))
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			for _, readOnly := range []bool{false, true} {
				dir := t.TempDir()
				tc.put(t, dir)
				before := contents(t, dir)
				o := options(dir)
				o.ReadOnly = readOnly
				if readOnly && tc.name == "cut in the middle" {
					continue // a look while another process owns the folder checks nothing
				}
				refused(t, o, tc.key)
				if after := contents(t, dir); !maps.Equal(before, after) {
					t.Errorf("read only %v: files were %v, are %v", readOnly, slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(after)))
				}
			}
		})
	}
}

// A flipped byte in an index page is found after an unclean stop: only the
// whole check sees it.
func TestADamagedIndexIsFoundAfterAnUncleanStop(t *testing.T) { // DB04
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	for i := range 300 {
		must(t, s.Write(context.Background(), func(tx *store.Tx) error {
			_, err := tx.SaveContact(crm.Contact{Kind: crm.ContactCompany, Name: fmt.Sprintf("Firma numărul %04d", i)})
			return err
		}))
	}
	must(t, s.Close())

	b, err := os.ReadFile(store.Path(dir))
	must(t, err)
	last := []byte("firma numarul 0123") // the folded name: in the table and in its index
	at := strings.LastIndex(string(b), string(last))
	if at < 0 {
		t.Fatal("the index is not in the file")
	}
	b[at+len(last)-1] ^= 0x04
	must(t, os.WriteFile(store.Path(dir), b, 0o600))
	must(t, os.WriteFile(store.Path(dir)+"-wal", []byte("left behind by a kill"), 0o600))

	before := contents(t, dir)
	e := refused(t, options(dir), "error.store.damaged")
	if words := fmt.Sprint(e.Args["words"]); !strings.Contains(words, "contact_name") {
		t.Errorf("the error says %q", words)
	}
	if after := contents(t, dir); before["app.db"] != after["app.db"] {
		t.Error("the damaged file was changed")
	}
}

func TestANewerDatabaseIsRefusedAndNothingIsWritten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	w, _ := store.Connections(s)
	_, err := w.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)")
	must(t, err)
	must(t, s.Close())
	before := contents(t, dir)
	for _, readOnly := range []bool{false, true} {
		o := options(dir)
		o.ReadOnly = readOnly
		e := refused(t, o, "error.store.newer")
		if e.Args["has"] != int64(99) || e.Args["knows"] != newest(t) {
			t.Errorf("the error names %v", e.Args)
		}
	}
	if after := contents(t, dir); !maps.Equal(before, after) {
		t.Errorf("files were %v, are %v", before, after)
	}
}

func TestALookWorksWhileAnOwnerRunsAndWritesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	o := options(dir)
	o.ReadOnly = true
	refused(t, o, "error.store.none")
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("a look left %v, %v", entries, err)
	}

	owner := open(t, dir)
	addUser(t, owner, "Ana")
	look, err := store.Open(context.Background(), o)
	must(t, err)
	addUser(t, owner, "Barna")
	if got := users(t, look); !slices.Equal(got, []string{"Ana", "Barna"}) {
		t.Errorf("the look sees %v", got)
	}
	err = look.Write(context.Background(), func(*store.Tx) error { t.Error("fn ran"); return nil })
	if crm.CodeOf(err) != crm.CodeForbidden {
		t.Errorf("a look writes: %v", err)
	}
	must(t, look.Close())
	addUser(t, owner, "Csilla")
	if got := users(t, owner); len(got) != 3 {
		t.Errorf("the owner sees %v", got)
	}
}

func TestWhatIsClosedSaysSo(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	must(t, s.Close())
	must(t, s.Close())
	var e *crm.Error
	err := s.Write(context.Background(), func(*store.Tx) error { return nil })
	if !errors.As(err, &e) || e.Key != "error.store.closed" {
		t.Errorf("Write after Close: %v", err)
	}
	err = s.Read(context.Background(), func(*store.View) error { return nil })
	if !errors.As(err, &e) || e.Key != "error.store.closed" {
		t.Errorf("Read after Close: %v", err)
	}
}

// SQLite's own files beside the database can't be made, as in a folder that is
// read-only: that is no damage, and nobody should go for a backup.
func TestAFolderThatCannotBeUsedIsNoDamage(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	must(t, open(t, dir).Close())
	must(t, os.Mkdir(filepath.Join(dir, "app.db-wal"), 0o700))
	look := options(dir)
	look.ReadOnly = true
	refused(t, look, "error.store.unreadable")
	refused(t, options(dir), "error.store.unreadable")
}

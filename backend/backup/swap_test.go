package backup_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"stepwise/backend/backup"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return "none"
	}
	return string(text)
}

// folder is a data folder with a restore that needs nothing but to be put in
// place; n of its renames were done when the power went.
func folder(t *testing.T, n int) (dir string, p backup.Plan) {
	t.Helper()
	dir = t.TempDir()
	p = backup.Plan{Aside: "data-before-restore-1", Ready: true}
	now, next, aside := dir, backup.Stage(dir), filepath.Join(dir, p.Aside)
	for name, text := range map[string]string{"app.db-wal": "old", "app.db": "old", "sent.log": "old", "secret.key": "key", "files/aa/one": "1"} {
		write(t, filepath.Join(now, name), text)
	}
	for name, text := range map[string]string{"app.db": "new", "sent.log": "both", "mark.key": "mark", "files/bb/two": "2"} {
		write(t, filepath.Join(next, name), text)
	}
	if err := backup.Decide(dir, p); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(aside, "files/aa/one"), "1")
	for i, move := range [][2]string{
		{filepath.Join(now, "app.db-wal"), filepath.Join(aside, "app.db-wal")},
		{filepath.Join(now, "app.db"), filepath.Join(aside, "app.db")},
		{filepath.Join(next, "app.db"), filepath.Join(now, "app.db")},
		{filepath.Join(next, "mark.key"), filepath.Join(now, "mark.key")},
	} {
		if i < n {
			if err := os.Rename(move[0], move[1]); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir, p
}

// Whatever was done when the power went, the next start ends with the new data in
// place and the old data aside, whole.
func TestASwapThatWasCutOffIsCarriedOut(t *testing.T) {
	t.Parallel()
	for n := range 5 {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			dir, _ := folder(t, n)
			p, pending, err := backup.Pending(dir)
			if err != nil || !pending || !p.Ready {
				t.Fatalf("the plan is %+v, %v, %v", p, pending, err)
			}
			if err := backup.Swap(dir, p); err != nil {
				t.Fatal(err)
			}
			aside := filepath.Join(dir, p.Aside)
			for path, want := range map[string]string{
				"app.db": "new", "app.db-wal": "none", "sent.log": "both", "mark.key": "mark", "secret.key": "key", "files/aa/one": "1", "files/bb/two": "2",
			} {
				if got := read(filepath.Join(dir, path)); got != want {
					t.Errorf("%s is %q, want %q", path, got, want)
				}
			}
			for path, want := range map[string]string{"app.db": "old", "app.db-wal": "old", "sent.log": "old", "files/aa/one": "1"} {
				if got := read(filepath.Join(aside, path)); got != want {
					t.Errorf("aside, %s is %q, want %q", path, got, want)
				}
			}
			if _, pending, err := backup.Pending(dir); pending || err != nil {
				t.Errorf("the plan stays: %v %v", pending, err)
			}
			if _, err := os.Stat(backup.Stage(dir)); !os.IsNotExist(err) {
				t.Error("the stage stays")
			}
		})
	}
}

// A plan that is not ready is given up without a trace.
func TestAPlanThatIsGivenUpLeavesThePresentData(t *testing.T) {
	t.Parallel()
	dir, _ := folder(t, 0)
	if err := backup.Forget(dir); err != nil {
		t.Fatal(err)
	}
	if got := read(filepath.Join(dir, "app.db")) + read(filepath.Join(dir, "sent.log")); got != "oldold" {
		t.Errorf("the data is %q", got)
	}
	if _, pending, _ := backup.Pending(dir); pending {
		t.Error("the plan stays")
	}
}

//go:build faults

package e2e_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"stepwise/backend/backup"
	"stepwise/backend/fault"
	"stepwise/backend/secret"
	"stepwise/backend/store"
)

// What is put in the place of a data folder, and what is there before. A file's
// name is its content: the old one stays beside the new one.
var (
	restored = []string{store.File, store.SentFile, secret.KeyFile}
	oldFile  = filepath.Join("files", "ab", "abc")
	newFile  = filepath.Join("files", "cd", "cde")
)

// A backup is put back whole, and the present data kept aside whole, wherever
// the program dies meanwhile.
func TestABackupIsPutBackWhereverTheProgramDies(t *testing.T) {
	t.Parallel()
	for _, name := range fault.Restoring {
		for n := 1; n <= 7; n++ {
			where := fmt.Sprintf("%s@%d", name, n)
			t.Run(where, func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				write(t, dir, "before", append(slices.Clone(restored), store.File+"-wal", oldFile))
				write(t, backup.Stage(dir), "after", append(slices.Clone(restored), newFile))
				if err := backup.Decide(dir, backup.Plan{Aside: "aside", Ready: true}); err != nil {
					t.Fatal(err)
				}
				killed := command(t.Context(), dir, fault.Env+"="+where+"=kill").Run() != nil
				if once := name == fault.Decided || name == fault.Swapped; killed != (n == 1 || !once) {
					t.Errorf("killed: %v", killed)
				}
				if killed {
					undisturbed(t, dir)
				}
				if _, pending, err := backup.Pending(dir); pending || err != nil {
					t.Errorf("it is still to be done: %v", err)
				}
				for _, file := range restored {
					same(t, file, read(t, filepath.Join(dir, file)), "after")
					same(t, file+" aside", read(t, filepath.Join(dir, "aside", file)), "before")
				}
				same(t, "the log of the database that was there", read(t, filepath.Join(dir, store.File+"-wal")), "")
				same(t, "that log, aside", read(t, filepath.Join(dir, "aside", store.File+"-wal")), "before")
				same(t, "a file", read(t, filepath.Join(dir, newFile)), "after")
				same(t, "a file aside", read(t, filepath.Join(dir, "aside", oldFile)), "before")
			})
		}
	}
}

func write(t *testing.T, dir, text string, files []string) {
	t.Helper()
	for _, file := range files {
		name := filepath.Join(dir, file)
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// read is what is in a file, "" where it isn't there.
func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name) //nolint:gosec // of this test
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(text)
}

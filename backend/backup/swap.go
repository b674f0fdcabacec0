package backup

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"stepwise/backend/crm"
	"stepwise/backend/fault"
	"stepwise/backend/secret"
	"stepwise/backend/store"
)

// stageName is the folder in a data folder where what comes next is made ready,
// planName the file that says that it is whole: from then on the new one is what
// counts, whatever happens.
const (
	stageName = "restore-new"
	planName  = "restore.json"
)

// Plan says what is to take the place of the present data.
type Plan struct {
	From   string      `json:"from"`   // the backup's file
	At     crm.Instant `json:"at"`     // the moment that it shows
	Repair bool        `json:"repair"` // it is the present data, repaired
	Aside  string      `json:"aside"`  // the name of the folder that the present data goes to
	Ready  bool        `json:"ready"`  // it needs nothing but to be put in place
}

// Stage is the folder where what comes next is made ready.
func Stage(dir string) string { return filepath.Join(dir, stageName) }

// Pending reads the plan of a data folder; false where there is none.
func Pending(dir string) (p Plan, pending bool, err error) {
	text, err := os.ReadFile(filepath.Join(dir, planName))
	if errors.Is(err, fs.ErrNotExist) {
		return p, false, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &p)
	}
	return p, err == nil, diskTrouble(dir, err)
}

// Decide writes the plan of a data folder, durably.
func Decide(dir string, p Plan) error {
	text, err := json.Marshal(p)
	if err != nil {
		return err
	}
	part := filepath.Join(dir, planName+".new")
	if err := os.WriteFile(part, text, 0o600); err != nil {
		return diskTrouble(dir, err)
	}
	if err := syncFile(part); err != nil {
		return diskTrouble(dir, err)
	}
	if err := os.Rename(part, filepath.Join(dir, planName)); err != nil {
		return diskTrouble(dir, err)
	}
	return diskTrouble(dir, syncFolder(dir))
}

// Forget gives a plan up: the present data stays.
func Forget(dir string) error {
	if err := os.Remove(filepath.Join(dir, planName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return diskTrouble(dir, err)
	}
	return diskTrouble(dir, errors.Join(syncFolder(dir), os.RemoveAll(Stage(dir))))
}

// The files that are swapped, in this order: SQLite's own files go before the
// database that they belong to.
var swapped = []string{
	store.File + "-wal", store.File + "-shm", store.File, store.SentFile, store.ErasedFile, secret.MarkFile, secret.KeyFile, secret.RingFile,
}

// Swap puts what is ready in place and keeps the present data aside. Nobody may
// have the folder's database open. A crash in the middle is made good by doing it
// again.
func Swap(dir string, p Plan) error {
	stage, aside := Stage(dir), filepath.Join(dir, p.Aside)
	fault.Point(fault.Decided)
	if err := os.MkdirAll(aside, 0o700); err != nil {
		return diskTrouble(dir, err)
	}
	if err := linkFiles(filepath.Join(dir, "files"), filepath.Join(aside, "files")); err != nil {
		return diskTrouble(dir, err)
	}
	for _, name := range swapped {
		if err := swapOne(dir, stage, aside, name); err != nil {
			return diskTrouble(dir, err)
		}
	}
	if err := linkFiles(filepath.Join(stage, "files"), filepath.Join(dir, "files")); err != nil {
		return diskTrouble(dir, err)
	}
	if err := errors.Join(syncFolder(aside), syncFolder(dir)); err != nil {
		return diskTrouble(dir, err)
	}
	fault.Point(fault.Swapped)
	return Forget(dir)
}

func swapOne(dir, stage, aside, name string) error {
	now, next, old := filepath.Join(dir, name), filepath.Join(stage, name), filepath.Join(aside, name)
	staged := exists(next)
	fault.Point(fault.Swapping)
	mine := staged || name != secret.KeyFile && name != secret.MarkFile // what is there may be the new one already
	if exists(now) && !exists(old) && mine {
		if name == store.SentFile || name == store.ErasedFile || name == secret.KeyFile || name == secret.RingFile {
			if err := copyFile(now, old); err != nil { // never a moment without it
				return err
			}
		} else if err := os.Rename(now, old); err != nil {
			return err
		}
	}
	fault.Point(fault.Aside)
	if !staged {
		return nil
	}
	return os.Rename(next, now)
}

// linkFiles gives the contents of a folder of files a second name in another
// one, without copying where the disk can.
func linkFiles(from, to string) error {
	err := filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		name := filepath.Join(to, rel)
		if exists(name) {
			return nil
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			return err
		}
		if os.Link(path, name) == nil { //nolint:gosec // both folders are this program's own
			return nil
		}
		return copyFile(path, name)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// copyFile copies a file under another name first: half a copy must never be
// taken for one.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // only read
	part := to + ".part"
	out, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err := errors.Join(err, out.Sync(), out.Close()); err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return os.Rename(part, to)
}

func syncTree(folder string) error {
	return filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return syncFolder(path)
		}
		return syncFile(path)
	})
}

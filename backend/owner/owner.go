// Package owner keeps a data folder to one process: it holds an operating
// system lock on the file "lock" there for the life of the process, and writes
// into it who that is. It never touches the database file: closing any
// descriptor of that one would drop SQLite's own locks.
//
// It must be asked before anything else in the folder is opened.
package owner

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"

	"github.com/gofrs/flock"

	"stepwise/backend/crm"
)

// Info is who holds a data folder.
type Info struct {
	PID     int         `json:"pid"`
	Host    string      `json:"host"`
	Version string      `json:"version"`
	Started crm.Instant `json:"started"`
}

// Lock is the hold on a data folder.
type Lock struct {
	file *flock.Flock
	path string
}

// The text begins behind the first byte: Windows locks that byte, and what is
// locked can't be read by the process that wants to know who holds it.
const textAt = 1

// Take makes the folder (for this user only) where it is missing and takes it
// for this process. Where another process has it: conflict, "backend.locked",
// with pid, host and since. Where the folder can't be made or used:
// unavailable.
func Take(dir string, info Info) (*Lock, error) {
	private()
	if err := prepare(dir); err != nil {
		return nil, err
	}
	path := filepath.Join(dir, "lock")
	file := flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o600))
	taken, err := file.TryLock()
	if err != nil {
		return nil, noFolder(dir, err)
	}
	if !taken {
		return nil, locked(dir, path)
	}
	l := &Lock{file: file, path: path}
	if err := l.write(info); err != nil {
		return nil, errors.Join(noFolder(dir, err), l.Release())
	}
	return l, nil
}

// Release gives the folder free. The file stays: removing it would let two
// processes lock two files of the same name.
func (l *Lock) Release() error {
	if err := os.Truncate(l.path, 0); err != nil {
		return errors.Join(err, l.file.Unlock())
	}
	return l.file.Unlock()
}

// Holder is who holds a data folder; false where nobody does or says so.
func Holder(dir string) (Info, bool) {
	return read(filepath.Join(dir, "lock"))
}

// Running says whether the process that took a data folder last may still run;
// after a kill its name stays in the file. In doubt it does.
func Running(dir string) bool {
	info, held := Holder(dir)
	if !held {
		return false
	}
	p, err := os.FindProcess(info.PID)
	if err != nil {
		return false
	}
	defer p.Release() //nolint:errcheck // nothing to do about it
	return !errors.Is(p.Signal(syscall.Signal(0)), os.ErrProcessDone)
}

func prepare(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return noFolder(dir, err)
	}
	if kind := networkKind(dir); kind != "" {
		return crm.Fail(crm.CodeUnavailable, "backend.network_folder", "folder", dir, "kind", kind)
	}
	return nil
}

func (l *Lock) write(info Info) error {
	text, err := json.Marshal(info)
	if err != nil {
		return fmt.Errorf("write lock: %w", err)
	}
	f, err := os.OpenFile(l.path, os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("write lock: %w", err)
	}
	if err := f.Truncate(0); err != nil {
		return errors.Join(err, f.Close())
	}
	if _, err := f.WriteAt(append(text, '\n'), textAt); err != nil {
		return errors.Join(err, f.Close())
	}
	return f.Close()
}

func read(path string) (Info, bool) {
	f, err := os.Open(path)
	if err != nil {
		return Info{}, false
	}
	defer f.Close() //nolint:errcheck // only read from
	text, err := io.ReadAll(io.NewSectionReader(f, textAt, 4096))
	if err != nil {
		return Info{}, false
	}
	var info Info
	if json.Unmarshal(text, &info) != nil || info.PID == 0 {
		return Info{}, false
	}
	return info, true
}

func locked(dir, path string) error {
	info, known := read(path)
	if !known {
		return crm.Fail(crm.CodeConflict, "backend.locked_unknown", "folder", dir)
	}
	return crm.Fail(crm.CodeConflict, "backend.locked",
		"folder", dir, "pid", fmt.Sprint(info.PID), "host", info.Host, "since", info.Started)
}

func noFolder(dir string, err error) error {
	e := crm.Fail(crm.CodeUnavailable, "backend.no_folder", "folder", dir, "reason", err.Error())
	e.Cause = err
	return e
}

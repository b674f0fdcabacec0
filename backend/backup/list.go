package backup

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/secret"
	"stepwise/backend/store"
)

// Kind is how a backup came to be.
type Kind string

// The kinds of backup.
const (
	KindBackup    Kind = "backup"    // made by hand or daily
	KindMigration Kind = "migration" // the database before its schema was brought up to date
	KindAside     Kind = "aside"     // the data that a restore kept aside
)

// Found is a backup that is there.
type Found struct {
	Path     string   `json:"path"`
	Size     int64    `json:"size"` // bytes
	Kind     Kind     `json:"kind" ts_type:"'backup'|'migration'|'aside'"`
	Manifest Manifest `json:"manifest"`
}

// AsidePrefix begins the names of the folders that a restore keeps the data in.
const AsidePrefix = "data-before-restore-"

const migrationPrefix = store.File + ".before-migration-from-"

// List finds the backups of a data folder: in these folders, and what migrations
// and restores left in the data folder itself; the newest first. A folder that
// is gone has none; what can't be read as a backup is left out.
func List(dir string, folders ...string) ([]Found, error) {
	var list []Found
	for _, folder := range slices.Compact(folders) {
		some, err := inFolder(folder)
		if err != nil {
			return nil, err
		}
		list = append(list, some...)
	}
	inside, err := inData(dir)
	if err != nil {
		return nil, err
	}
	list = append(list, inside...)
	slices.SortStableFunc(list, func(a, b Found) int { return cmp.Compare(b.Manifest.At, a.Manifest.At) })
	return list, nil
}

func inFolder(folder string) (list []Found, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) || folder == "" {
			return nil, nil
		}
		return nil, diskTrouble(folder, err)
	}
	for _, e := range entries {
		if e.IsDir() || !strings.HasSuffix(e.Name(), Ending) {
			continue
		}
		path := filepath.Join(folder, e.Name())
		info, err := e.Info()
		if err != nil {
			continue
		}
		if m, err := ReadManifest(path); err == nil {
			list = append(list, Found{Path: path, Size: info.Size(), Kind: KindBackup, Manifest: m})
		}
	}
	return list, nil
}

// inData are the copies that lie in the data folder itself.
func inData(dir string) (list []Found, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, diskTrouble(dir, err)
	}
	for _, e := range entries {
		path, kind := filepath.Join(dir, e.Name()), KindMigration
		switch {
		case e.IsDir() && strings.HasPrefix(e.Name(), AsidePrefix):
			path, kind = filepath.Join(path, store.File), KindAside
		case e.IsDir() || !strings.HasPrefix(e.Name(), migrationPrefix) || strings.HasSuffix(e.Name(), ".new"):
			continue
		}
		info, err := os.Stat(path)
		if err != nil || info.Size() == 0 {
			continue
		}
		list = append(list, Found{Path: path, Size: info.Size(), Kind: kind, Manifest: Manifest{At: crm.At(info.ModTime())}})
	}
	return list, nil
}

// Prune takes away the oldest backups that nobody asked for, of this workspace,
// beyond keep; backups by hand stay.
func Prune(folder, origin string, keep int) error {
	list, err := inFolder(folder)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(f Found) bool { return !f.Manifest.Auto || f.Manifest.Origin != origin })
	slices.SortFunc(list, func(a, b Found) int { return cmp.Compare(b.Manifest.At, a.Manifest.At) })
	var errs []error
	for i, f := range list {
		if i >= keep {
			errs = append(errs, os.Remove(f.Path))
		}
	}
	return diskTrouble(folder, errors.Join(errs...))
}

// Size is how large a backup is, in bytes; 0 where it is gone.
func Size(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

// CopyTo brings a backup to a second folder, which must be there.
func CopyTo(path, folder string) error {
	info, err := os.Stat(folder)
	if err == nil && !info.IsDir() {
		err = errors.New("not a folder")
	}
	if err != nil {
		return noFolder(folder, err)
	}
	if err := copyFile(path, filepath.Join(folder, filepath.Base(path))); err != nil {
		return diskTrouble(folder, err)
	}
	return diskTrouble(folder, syncFolder(folder))
}

// Look reads what a file is that a person names: a backup, or a database by
// itself. Errors: invalid "backup.not_one", unavailable "backup.unreadable".
func Look(dir, path string) (Found, error) {
	inside, err := inData(dir)
	if err != nil {
		return Found{}, err
	}
	for _, f := range inside {
		if f.Path == path {
			return f, nil
		}
	}
	f, err := os.Open(path)
	if err != nil {
		return Found{}, &crm.Error{Code: crm.CodeUnavailable, Key: "backup.unreadable", Args: crm.Args{"file": path}, Cause: err}
	}
	defer f.Close() //nolint:errcheck // only read
	info, err := f.Stat()
	if err != nil || info.IsDir() {
		return Found{}, notOne(path, err)
	}
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(f, head); err == nil && bytes.Equal(head, magic) {
		return Found{Path: path, Size: info.Size(), Kind: KindMigration, Manifest: Manifest{At: crm.At(info.ModTime())}}, nil
	}
	m, err := ReadManifest(path)
	return Found{Path: path, Size: info.Size(), Kind: KindBackup, Manifest: m}, err
}

// AsideName is the name of the folder that a restore at this moment keeps the
// present data in.
func AsideName(at crm.Instant) string {
	return AsidePrefix + at.Time().UTC().Format("20060102-150405")
}

// Adopt decides that what Open has unpacked takes the place of the present data;
// key says whether the key that came with it does so too.
func Adopt(dir string, p Plan, key bool) error {
	if !key {
		if err := os.Remove(filepath.Join(Stage(dir), secret.KeyFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return diskTrouble(dir, err)
		}
	}
	return Decide(dir, p)
}

// Words say what a backup is, in one line.
func Words(f Found) crm.Phrase {
	m, mb := f.Manifest, (f.Size+999_999)/1_000_000
	if m.Version == "" {
		return crm.Say("backup.cli_found_"+string(f.Kind), "at", m.At, "mb", mb)
	}
	key := "backup.cli_found"
	if m.Encrypted {
		key = "backup.cli_found_locked"
	}
	return crm.Say(key, "at", m.At, "mb", mb, "cards", m.Cards, "version", m.Version)
}

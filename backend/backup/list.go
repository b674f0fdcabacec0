package backup

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stepwise/backend/crm"
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

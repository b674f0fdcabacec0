package store

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
)

// fileExists says whether a file is there, whatever is in it.
func fileExists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// touch makes an empty file that only its user can read; SQLite would make one
// that everybody can.
func touch(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, ownerOnly)
	if err != nil {
		return err
	}
	return f.Close()
}

// settle gives a finished file its name, durably.
func settle(part, name string) error {
	if err := syncFile(part); err != nil {
		return err
	}
	if err := os.Rename(part, name); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(name))
}

// syncFolder makes the names in a folder durable.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil // a folder can't be synced there
	}
	return syncFile(path)
}

func syncFile(path string) error {
	flag := os.O_RDWR // Windows syncs only what is open for writing
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		flag = os.O_RDONLY
	}
	f, err := os.OpenFile(path, flag, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

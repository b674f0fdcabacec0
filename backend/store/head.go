package store

import (
	"encoding/binary"
	"errors"
	"io"
	"os"

	"stepwise/backend/crm"
)

// Where the numbers of a head lie.
const (
	pageSizeAt    = 16
	formatAt      = 18 // of writing and of reading; 2 is a log ahead of the file
	changesAt     = 24
	pagesAt       = 28
	userVersionAt = 60
	validForAt    = 92
)

// plausible says whether a head is ours and fits the length of its file.
func plausible(f *os.File, head []byte) error {
	path := f.Name()
	if binary.BigEndian.Uint32(head[applicationAt:]) != applicationID {
		return crm.Fail(crm.CodeUnavailable, "error.store.foreign", "file", path)
	}
	// ours is always 0: the migrations have a table of their own
	if v := binary.BigEndian.Uint32(head[userVersionAt:]); v != 0 {
		return crm.Fail(crm.CodeUnavailable, "error.store.newer", "has", v, "knows", 0)
	}
	if torn, err := foreignLog(path + "-wal"); err != nil || torn {
		if err != nil {
			return unreadable(path, err)
		}
		return damaged(path, crm.Say("error.store.words.foreign_log"))
	}
	info, err := f.Stat()
	if err != nil {
		return unreadable(path, err)
	}
	size := int64(binary.BigEndian.Uint16(head[pageSizeAt:]))
	if size == 1 {
		size = 65536
	}
	if size < 512 || size&(size-1) != 0 || info.Size()%size != 0 {
		return damaged(path, crm.Say("error.store.words.cut"))
	}
	pages := int64(binary.BigEndian.Uint32(head[pagesAt:]))
	counted := binary.BigEndian.Uint32(head[changesAt:]) == binary.BigEndian.Uint32(head[validForAt:])
	if counted && pages*size > info.Size() && emptyLog(path+"-wal") {
		return damaged(path, crm.Say("error.store.words.cut"))
	}
	return nil
}

func unreadable(path string, err error) error {
	return &crm.Error{Code: crm.CodeUnavailable, Key: "error.store.unreadable", Args: crm.Args{"file": path}, Cause: err}
}

// foreignLog says whether a write-ahead log is none: SQLite would take it for
// empty and write over it.
func foreignLog(path string) (bool, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close() //nolint:errcheck // only read
	head := make([]byte, 32)
	if _, err := io.ReadFull(f, head); err != nil {
		return false, nil
	}
	mark := binary.BigEndian.Uint32(head)
	return mark != 0x377f0682 && mark != 0x377f0683 && mark != 0, nil
}

// loggedAhead says whether a database is in the mode that the writer wants:
// changing it would write the head.
func loggedAhead(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // only read
	head := make([]byte, headSize)
	_, err = io.ReadFull(f, head)
	return err == nil && head[formatAt] == 2 && head[formatAt+1] == 2
}

func emptyLog(path string) bool {
	info, err := os.Stat(path)
	return err != nil || info.Size() == 0
}

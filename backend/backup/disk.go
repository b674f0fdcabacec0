package backup

import (
	"context"
	"errors"
	"io"
	"os"
	"runtime"
	"syscall"

	"stepwise/backend/crm"
)

// diskTrouble is what a person learns where a disk does not take or give a file.
func diskTrouble(where string, err error) error {
	var ours *crm.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &ours):
		return err
	case errors.Is(err, syscall.ENOSPC):
		return &crm.Error{Code: crm.CodeUnavailable, Key: "backup.no_room", Args: crm.Args{"folder": where}, Cause: err}
	}
	return &crm.Error{Code: crm.CodeUnavailable, Key: "backup.disk", Args: crm.Args{"folder": where, "words": err.Error()}, Cause: err}
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// syncFolder makes the names in a folder durable, where the system can.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, syscall.EINVAL) { // a stick or a share that knows no such thing
		err = nil
	}
	return errors.Join(err, f.Close())
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

// counter counts bytes, tells each percent, and stops where ctx ends.
type counter struct {
	ctx         context.Context
	done, total int64
	percent     int
	tell        func(percent int)
}

func (c *counter) Write(p []byte) (int, error) {
	c.done += int64(len(p))
	if c.total > 0 && c.tell != nil {
		if now := int(min(100, 100*c.done/c.total)); now != c.percent {
			c.percent = now
			c.tell(now)
		}
	}
	return len(p), c.ctx.Err()
}

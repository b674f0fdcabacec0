package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"stepwise/backend/crm"
	"stepwise/backend/fault"
)

// contentFolder is where the content of files lies in the data folder.
const contentFolder = "files"

// partPrefix begins the name of a content that is not whole yet.
const partPrefix = "new-"

// Content is what KeepContent stored.
type Content struct {
	Hash string // SHA-256 in hex
	Size int64  // in bytes
	Head []byte // its first bytes, at most 512: what it is
}

// KeepContent stores what r gives, durably, once for the same content. Until
// done is called, which must be after the row that names it is written or given
// up, no chore takes it away. Errors: invalid where there is nothing or more
// than crm.MaxFile bytes, unavailable where the disk does not take it, and what
// r says; then nothing stays.
func (s *Store) KeepContent(r io.Reader) (c Content, done func(), err error) {
	if s.memory != nil {
		c, err = s.keepInMemory(r)
		return c, func() {}, err
	}
	s.content.RLock()
	done = s.content.RUnlock
	if c, err = s.keepContent(r); err != nil {
		done()
		return c, nil, err
	}
	return c, done, nil
}

func (s *Store) keepContent(r io.Reader) (c Content, err error) {
	folder := filepath.Join(s.dir, contentFolder)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return c, diskTrouble(err)
	}
	part, err := os.CreateTemp(folder, partPrefix+"*")
	if err != nil {
		return c, diskTrouble(err)
	}
	name := part.Name()
	defer func() { _ = os.Remove(name) }() // gone already where it got its own name
	c, err = fill(part, r)
	if shut := part.Close(); err == nil {
		err = diskTrouble(shut)
	}
	if err != nil {
		return c, err
	}
	if err := s.nameContent(name, c.Hash); err != nil {
		return c, err
	}
	return c, diskTrouble(fault.Fail(fault.ContentAdded))
}

// fill copies a content into an empty file and finds out what it is.
func fill(part io.Writer, r io.Reader) (c Content, err error) {
	sum := sha256.New()
	limited := &io.LimitedReader{R: r, N: crm.MaxFile + 1}
	head := &headWriter{}
	out := &diskWriter{w: part}
	if c.Size, err = io.Copy(io.MultiWriter(out, sum, head), limited); err != nil {
		if out.err != nil {
			return c, diskTrouble(out.err)
		}
		return c, err // the sender's
	}
	switch {
	case c.Size > crm.MaxFile:
		return c, crm.Fail(crm.CodeInvalid, "error.file.too_big", "max", crm.MaxFile/1_000_000)
	case c.Size == 0:
		return c, crm.Fail(crm.CodeInvalid, "error.file.empty")
	}
	c.Hash, c.Head = hex.EncodeToString(sum.Sum(nil)), head.bytes
	return c, nil
}

// headWriter remembers the first 512 bytes.
type headWriter struct{ bytes []byte }

func (h *headWriter) Write(p []byte) (int, error) {
	if room := 512 - len(h.bytes); room > 0 {
		h.bytes = append(h.bytes, p[:min(room, len(p))]...)
	}
	return len(p), nil
}

// diskWriter tells the disk's trouble from the sender's.
type diskWriter struct {
	w   io.Writer
	err error
}

func (d *diskWriter) Write(p []byte) (n int, err error) {
	n, err = d.w.Write(p)
	d.err = err
	return n, err
}

// nameContent gives a finished content its name, unless it is there already.
func (s *Store) nameContent(part, hash string) error {
	name := s.contentPath(hash)
	if fileExists(name) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return diskTrouble(err)
	}
	if err := settle(part, name); err != nil {
		return diskTrouble(err)
	}
	return diskTrouble(syncFolder(filepath.Dir(filepath.Dir(name))))
}

func (s *Store) contentPath(hash string) string {
	dir := s.dir
	if s.memory != nil {
		dir = s.memory.under
	}
	return filepath.Join(dir, contentFolder, hash[:2], hash)
}

// OpenContent opens the content of a file for reading. Errors: unavailable
// where it is not there, as after a backup of the database alone.
func (s *Store) OpenContent(hash string) (*os.File, error) {
	if len(hash) != sha256.Size*2 {
		return nil, crm.NotFound("file")
	}
	f, err := os.Open(s.contentPath(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, crm.Fail(crm.CodeUnavailable, "error.file.content_gone")
	}
	return f, diskTrouble(err)
}

// HasContent says whether the content of a file is there.
func (s *Store) HasContent(hash string) (bool, error) {
	if len(hash) != sha256.Size*2 {
		return false, nil
	}
	if s.memory != nil && s.memory.has(hash) {
		return true, nil
	}
	_, err := os.Stat(s.contentPath(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, diskTrouble(err)
}

// ReadContent reads the whole content of a file; errors are OpenContent's.
func (s *Store) ReadContent(hash string) ([]byte, error) {
	if s.memory != nil {
		if content, ok := s.memory.content(hash); ok {
			return content, nil
		}
	}
	f, err := s.OpenContent(hash)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	content, err := io.ReadAll(io.LimitReader(f, crm.MaxFile))
	return content, diskTrouble(err)
}

// RemoveUnusedContent takes from the disk what no file has any more, and what
// an interrupted upload left. It returns how many contents went.
func (s *Store) RemoveUnusedContent(ctx context.Context) (removed int, err error) {
	if s.memory != nil {
		return 0, nil
	}
	s.content.Lock() // no upload is between its content and its row
	defer s.content.Unlock()
	var used map[string]bool
	err = s.Read(ctx, func(v *View) (err error) {
		used, err = v.contents()
		return err
	})
	if err != nil {
		return 0, err
	}
	folder, err := os.OpenRoot(filepath.Join(s.dir, contentFolder))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, diskTrouble(err)
	}
	defer folder.Close() //nolint:errcheck // nothing is written through it
	err = fs.WalkDir(folder.FS(), ".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return diskTrouble(err)
		case ctx.Err() != nil:
			return ctx.Err()
		case entry.IsDir() || used[entry.Name()]:
			return nil
		}
		removed++
		return diskTrouble(folder.Remove(path))
	})
	return removed, err
}

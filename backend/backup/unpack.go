package backup

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"

	"filippo.io/age"

	"stepwise/backend/crm"
	"stepwise/backend/secret"
	"stepwise/backend/store"
)

var magic = []byte("SQLite format 3\x00")

// contentName are the names that a backup's files may have.
var contentName = regexp.MustCompile(`^files/([0-9a-f]{2})/(([0-9a-f]{2})[0-9a-f]{62})$`)

// Open unpacks a backup into the stage of a data folder and looks at the whole
// of it; nothing else changes. A database file by itself, as a migration leaves
// it, is a backup of the database alone; what lies beside it in a folder of data
// kept aside comes along. Errors: invalid "backup.passphrase" where it is missing
// or wrong, "backup.not_one", "backup.newer", "backup.broken".
func Open(ctx context.Context, path, passphrase, dir string, progress func(percent int)) (m Manifest, err error) {
	stage := filepath.Join(dir, stageName)
	if err := os.RemoveAll(stage); err != nil {
		return m, diskTrouble(dir, err)
	}
	if err := os.MkdirAll(stage, 0o700); err != nil {
		return m, diskTrouble(dir, err)
	}
	f, err := os.Open(path)
	if err != nil {
		return m, &crm.Error{Code: crm.CodeUnavailable, Key: "backup.unreadable", Args: crm.Args{"file": path}, Cause: err}
	}
	defer f.Close() //nolint:errcheck // only read
	if err = unpackAny(ctx, f, passphrase, dir, &m, progress); err == nil {
		err = check(ctx, path, stage, &m)
	}
	if err == nil {
		err = diskTrouble(dir, syncTree(stage))
	}
	if err != nil {
		return m, errors.Join(err, os.RemoveAll(stage))
	}
	return m, nil
}

func unpackAny(ctx context.Context, f *os.File, passphrase, dir string, m *Manifest, progress func(int)) (err error) {
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(f, head); err != nil {
		return notOne(f.Name(), err)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return diskTrouble(f.Name(), err)
	}
	stage := filepath.Join(dir, stageName)
	if bytes.Equal(head, magic) {
		info, err := f.Stat()
		if err != nil {
			return diskTrouble(f.Name(), err)
		}
		m.At = crm.At(info.ModTime())
		return copyAlone(ctx, f.Name(), stage)
	}
	var content io.Reader
	if *m, content, err = openOuter(f); err != nil {
		return err
	}
	if free, err := store.Free(dir); err == nil && free < m.Bytes {
		const mb = 1_000_000
		return crm.Fail(crm.CodeUnavailable, "backup.full", "folder", dir, "free", free/mb, "need", m.Bytes/mb+1)
	}
	if m.Encrypted {
		if content, err = unseal(content, passphrase); err != nil {
			return err
		}
	}
	err = unpack(ctx, content, stage, &counter{ctx: ctx, total: m.Bytes, tell: progress})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil && crm.CodeOf(err) == crm.CodeInternal {
		err = broken(f.Name(), err)
	}
	return err
}

func broken(path string, err error) error {
	return &crm.Error{Code: crm.CodeInvalid, Key: "backup.broken", Args: crm.Args{"file": path, "words": err.Error()}, Cause: err}
}

func unseal(content io.Reader, passphrase string) (io.Reader, error) {
	if passphrase == "" {
		return nil, crm.Fail(crm.CodeInvalid, "backup.passphrase_missing")
	}
	who, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, err
	}
	plain, err := age.Decrypt(content, who)
	var none *age.NoIdentityMatchError
	if errors.As(err, &none) {
		return nil, crm.Fail(crm.CodeInvalid, "backup.passphrase")
	}
	return plain, err
}

// unpack writes the entries of the content; one with a name of its own choice is
// refused.
func unpack(ctx context.Context, content io.Reader, stage string, count *counter) error {
	packed, err := gzip.NewReader(content)
	if err != nil {
		return err
	}
	in := tar.NewReader(packed)
	for {
		head, err := in.Next()
		if errors.Is(err, io.EOF) {
			_, err = io.Copy(io.Discard, packed) //nolint:gosec // nothing of it is kept: the sum at the end of gzip, the seal at the end of age
			return err
		}
		if err != nil {
			return err
		}
		if err := unpackOne(in, head, stage, count); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

func unpackOne(in io.Reader, head *tar.Header, stage string, count *counter) error {
	var wanted, hash string
	switch head.Name {
	case store.File, store.SentFile, store.ErasedFile, secret.KeyFile, secret.MarkFile:
		wanted = head.Name
	default:
		part := contentName.FindStringSubmatch(head.Name)
		if head.Typeflag != tar.TypeReg || part == nil || part[1] != part[3] {
			return errors.New("it has a file " + head.Name)
		}
		wanted, hash = filepath.FromSlash(head.Name), part[2]
	}
	path := filepath.Join(stage, wanted)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return diskTrouble(stage, err)
	}
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return diskTrouble(stage, err)
	}
	sum := sha256.New()
	disk := &diskWriter{w: out}
	_, err = io.Copy(io.MultiWriter(disk, sum, count), in)
	if disk.err != nil {
		err = diskTrouble(stage, disk.err)
	}
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	if hash != "" && hex.EncodeToString(sum.Sum(nil)) != hash {
		return errors.New("the file " + head.Name + " is another one than it says")
	}
	return nil
}

// diskWriter tells the disk's trouble from the archive's.
type diskWriter struct {
	w   io.Writer
	err error
}

func (d *diskWriter) Write(p []byte) (n int, err error) {
	n, err = d.w.Write(p)
	d.err = err
	return n, err
}

// check looks at the whole of the unpacked database.
func check(ctx context.Context, path, stage string, m *Manifest) error {
	facts, err := store.Inspect(ctx, filepath.Join(stage, store.File))
	if err != nil {
		var ours *crm.Error
		if errors.As(err, &ours) && ours.Key == "error.store.newer" {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return broken(path, err)
	}
	m.Schema, m.Origin, m.Cards, m.Clients, m.Messages = facts.Schema, facts.Origin, facts.Cards, facts.Clients, facts.Messages
	return nil
}

// copyAlone copies a database file, its log, and what lies beside it in a folder
// of data kept aside.
func copyAlone(ctx context.Context, path, stage string) error {
	if err := copyFile(path, filepath.Join(stage, store.File)); err != nil {
		return diskTrouble(path, err)
	}
	if exists(path + "-wal") {
		if err := copyFile(path+"-wal", filepath.Join(stage, store.File+"-wal")); err != nil {
			return diskTrouble(path, err)
		}
	}
	beside := filepath.Dir(path)
	if filepath.Base(path) != store.File {
		return ctx.Err()
	}
	for _, name := range []string{store.SentFile, store.ErasedFile, secret.KeyFile, secret.MarkFile} {
		if from := filepath.Join(beside, name); exists(from) {
			if err := copyFile(from, filepath.Join(stage, name)); err != nil {
				return diskTrouble(path, err)
			}
		}
	}
	return diskTrouble(path, linkFiles(filepath.Join(beside, "files"), filepath.Join(stage, "files")))
}

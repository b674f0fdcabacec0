package backup

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"filippo.io/age"

	"stepwise/backend/crm"
	"stepwise/backend/secret"
	"stepwise/backend/store"
)

// Wish says how a backup is to be made.
type Wish struct {
	Folder     string // it is there, or is the data folder's own
	Passphrase string // "": not encrypted
	Key        bool   // take the key of the passwords along; only where encrypted
	Auto       bool
	Version    string         // of this program
	Zone       *time.Location // of the time in its name
	Progress   func(percent int)
}

// DefaultFolder is where the backups of a data folder go.
func DefaultFolder(dir string) string { return filepath.Join(dir, "backups") }

// copyName is the copy of the database while a backup is made. It lies in the
// data folder, never where others could read it.
const copyName = "backup-copy.db"

// Make makes a backup of an open store beside everybody's work, and answers with
// its path. Errors: invalid where the key is wished without a passphrase;
// unavailable where the database is damaged, the folder is gone or the disk is
// full; then no part of it stays.
func Make(ctx context.Context, s *store.Store, w Wish) (path string, m Manifest, err error) {
	if w.Key && w.Passphrase == "" {
		return "", m, crm.Fail(crm.CodeInvalid, "backup.key_in_clear")
	}
	if err := folder(s, w.Folder); err != nil {
		return "", m, err
	}
	m = Manifest{Format: format, At: s.Now(), Version: w.Version, Encrypted: w.Passphrase != "", Key: w.Key, Auto: w.Auto}
	if err := roomFor(s, w.Folder); err != nil {
		return "", m, err
	}
	copied := filepath.Join(s.Dir(), copyName)
	if err := s.Copy(ctx, copied); err != nil {
		return "", m, err
	}
	defer os.Remove(copied) //nolint:errcheck // the next one takes it away
	facts, err := store.Inspect(ctx, copied)
	if err != nil {
		return "", m, err
	}
	m.Schema, m.Origin, m.Cards, m.Clients, m.Messages = facts.Schema, facts.Origin, facts.Cards, facts.Clients, facts.Messages
	list, err := contents(s, copied, facts, w.Key)
	if err != nil {
		return "", m, err
	}
	for _, c := range list {
		m.Bytes += c.size
		if c.path != copied && c.data == nil && filepath.Dir(c.name) != "." {
			m.Files++
		}
	}
	path, err = write(ctx, list, m, w)
	return path, m, err
}

// folder makes the data folder's own place for backups; any other one must be
// there: a stick that is not plugged in must not become a folder.
func folder(s *store.Store, path string) error {
	if path == DefaultFolder(s.Dir()) {
		if err := os.MkdirAll(path, 0o700); err != nil {
			return noFolder(path, err)
		}
	}
	info, err := os.Stat(path)
	if err == nil && !info.IsDir() {
		err = errors.New("not a folder")
	}
	if err != nil {
		return noFolder(path, err)
	}
	return nil
}

func noFolder(path string, err error) error {
	return &crm.Error{Code: crm.CodeUnavailable, Key: "backup.no_folder", Args: crm.Args{"folder": path}, Cause: err}
}

// roomFor fails where a copy of the database would not fit.
func roomFor(s *store.Store, folder string) error {
	info, err := os.Stat(filepath.Join(s.Dir(), store.File))
	if err != nil {
		return nil //nolint:nilerr // the copy itself will say
	}
	for _, dir := range []string{s.Dir(), folder} {
		if free, err := store.Free(dir); err == nil && free < info.Size() {
			const mb = 1_000_000
			return crm.Fail(crm.CodeUnavailable, "backup.full", "folder", dir, "free", free/mb, "need", info.Size()/mb+1)
		}
	}
	return nil
}

// entry is one file of the content.
type entry struct {
	name string // in the archive
	path string // where it is read from; "": data
	data []byte
	size int64
}

func contents(s *store.Store, copied string, facts store.Facts, key bool) ([]entry, error) {
	list := []entry{{name: store.File, path: copied}}
	for _, name := range []string{store.SentFile, store.ErasedFile} {
		list = append(list, entry{name: name, path: filepath.Join(s.Dir(), name)})
	}
	list = append(list, entry{name: secret.MarkFile, data: s.Box().MarkKey()})
	if key {
		list = append(list, entry{name: secret.KeyFile, data: s.Box().Key()})
	}
	for _, hash := range facts.Contents {
		name := filepath.Join("files", hash[:2], hash)
		list = append(list, entry{name: filepath.ToSlash(name), path: filepath.Join(s.Dir(), name)})
	}
	out := list[:0]
	for _, e := range list {
		e.size = int64(len(e.data))
		if e.path != "" {
			info, err := os.Stat(e.path)
			if errors.Is(err, fs.ErrNotExist) {
				continue // a file whose content was lost before: the rest is worth keeping
			}
			if err != nil {
				return nil, diskTrouble(e.path, err)
			}
			e.size = info.Size()
		}
		out = append(out, e)
	}
	return out, nil
}

// write makes the file under another name and gives it its own once it is whole
// and on the disk.
func write(ctx context.Context, list []entry, m Manifest, w Wish) (path string, err error) {
	part, err := os.CreateTemp(w.Folder, ".stepwise-*"+Ending+".new")
	if err != nil {
		return "", diskTrouble(w.Folder, err)
	}
	defer func() {
		_ = part.Close()
		if err != nil {
			_ = os.Remove(part.Name())
		}
	}()
	if err := outer(ctx, part, list, m, w); err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		return "", diskTrouble(w.Folder, err)
	}
	if err := errors.Join(part.Sync(), part.Close()); err != nil {
		return "", diskTrouble(w.Folder, err)
	}
	path = freeName(w.Folder, m.At.Time().In(w.Zone))
	if err := os.Rename(part.Name(), path); err != nil {
		return "", diskTrouble(w.Folder, err)
	}
	return path, diskTrouble(w.Folder, syncFolder(w.Folder))
}

func freeName(folder string, at time.Time) string {
	name := filepath.Join(folder, "stepwise-"+at.Format("2006-01-02-150405"))
	path := name + Ending
	for i := 2; exists(path); i++ {
		path = name + "-" + strconv.Itoa(i) + Ending
	}
	return path
}

// outer writes the manifest and then the content, whose length is known only
// afterwards: its head is written twice.
func outer(ctx context.Context, out *os.File, list []entry, m Manifest, w Wish) error {
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	first := tar.NewWriter(out)
	if err := first.WriteHeader(&tar.Header{Name: manifestName, Mode: 0o600, Size: int64(len(text)), ModTime: m.At.Time(), Format: tar.FormatGNU}); err != nil {
		return err
	}
	if _, err := first.Write(text); err != nil {
		return err
	}
	if err := first.Flush(); err != nil {
		return err
	}
	name := plainName
	if m.Encrypted {
		name = sealedName
	}
	at, err := out.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	if _, err := out.Write(head(name, m.At, 0)); err != nil {
		return err
	}
	if err := content(ctx, out, list, m, w); err != nil {
		return err
	}
	end, err := out.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	size := end - at - blockSize
	if _, err := out.Write(make([]byte, padding(size)+2*blockSize)); err != nil {
		return err
	}
	_, err = out.WriteAt(head(name, m.At, size), at)
	return err
}

const blockSize = 512

func padding(size int64) int64 { return (blockSize - size%blockSize) % blockSize }

// head is the block before an entry of a tar.
func head(name string, at crm.Instant, size int64) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	_ = w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: size, ModTime: at.Time(), Format: tar.FormatGNU}) // into memory
	return b.Bytes()[:blockSize]
}

// content writes the inner tar, packed and perhaps encrypted.
func content(ctx context.Context, out io.Writer, list []entry, m Manifest, w Wish) error {
	seal := io.WriteCloser(nopCloser{out})
	if w.Passphrase != "" {
		to, err := age.NewScryptRecipient(w.Passphrase)
		if err != nil {
			return err
		}
		if seal, err = age.Encrypt(out, to); err != nil {
			return err
		}
	}
	pack, err := gzip.NewWriterLevel(seal, gzip.BestSpeed)
	if err != nil {
		return err
	}
	inner := tar.NewWriter(pack)
	count := &counter{ctx: ctx, total: m.Bytes, tell: w.Progress}
	for _, e := range list {
		if err := add(inner, e, m.At, count); err != nil {
			return err
		}
	}
	return errors.Join(inner.Close(), pack.Close(), seal.Close())
}

func add(out *tar.Writer, e entry, at crm.Instant, count *counter) error {
	if err := out.WriteHeader(&tar.Header{Name: e.name, Mode: 0o600, Size: e.size, ModTime: at.Time(), Format: tar.FormatGNU}); err != nil {
		return err
	}
	from := io.Reader(bytes.NewReader(e.data))
	if e.path != "" {
		f, err := os.Open(e.path)
		if err != nil {
			return err
		}
		defer f.Close()                  //nolint:errcheck // only read
		from = io.LimitReader(f, e.size) // a log may have grown meanwhile
	}
	_, err := io.Copy(io.MultiWriter(out, count), from)
	return err
}

// Package backup makes backups of a data folder, reads them, and puts one back.
//
// A backup is one file, a plain tar of two entries: manifest.json says what it
// is, content.tar.gz is the database, the record of acceptances, the list of the
// erased, and the files; where a passphrase was given it is content.tar.gz.age
// (age, scrypt). Without Stepwise: tar xf, age -d, tar xzf.
//
// The key that seals passwords is in it only where it is encrypted and somebody
// wished so.
package backup

import (
	"archive/tar"
	"encoding/json"
	"errors"
	"io"
	"os"

	"stepwise/backend/crm"
)

// Ending is how the names of backups end.
const Ending = ".backup"

const (
	format       = 1
	manifestName = "manifest.json"
	plainName    = "content.tar.gz"
	sealedName   = "content.tar.gz.age"
	maxManifest  = 64 << 10
)

// Manifest says what is in a backup, also of an encrypted one.
type Manifest struct {
	Format    int         `json:"format"`
	At        crm.Instant `json:"at"`      // the moment that it shows
	Version   string      `json:"version"` // of the program that made it
	Schema    int64       `json:"schema"`  // of its database
	Origin    string      `json:"origin"`  // the workspace that it is of, as a hash
	Cards     int         `json:"cards"`
	Clients   int         `json:"clients"`
	Messages  int         `json:"messages"`
	Files     int         `json:"files"`
	Bytes     int64       `json:"bytes"` // unpacked
	Encrypted bool        `json:"encrypted"`
	Key       bool        `json:"key"`  // the key that opens its passwords is in it
	Auto      bool        `json:"auto"` // nobody asked for it: it goes when newer ones come
}

// notOne is a file that is no backup, or a broken one.
func notOne(path string, err error) error {
	return &crm.Error{Code: crm.CodeInvalid, Key: "backup.not_one", Args: crm.Args{"file": path}, Cause: err}
}

// ReadManifest reads what a backup is. Errors: invalid "backup.not_one",
// "backup.newer" for one of a newer program.
func ReadManifest(path string) (m Manifest, err error) {
	f, err := os.Open(path)
	if err != nil {
		return m, &crm.Error{Code: crm.CodeUnavailable, Key: "backup.unreadable", Args: crm.Args{"file": path}, Cause: err}
	}
	defer f.Close() //nolint:errcheck // only read
	m, _, err = openOuter(f)
	return m, err
}

// openOuter reads the manifest and leaves the reader at the content.
func openOuter(f *os.File) (m Manifest, content io.Reader, err error) {
	in := tar.NewReader(f)
	head, err := in.Next()
	if err == nil && head.Name != manifestName {
		err = errors.New("the manifest is not first")
	}
	if err != nil {
		return m, nil, notOne(f.Name(), err)
	}
	if err := json.NewDecoder(io.LimitReader(in, maxManifest)).Decode(&m); err != nil {
		return m, nil, notOne(f.Name(), err)
	}
	if m.Format > format {
		return m, nil, crm.Fail(crm.CodeInvalid, "backup.newer", "file", f.Name(), "version", m.Version)
	}
	want := plainName
	if m.Encrypted {
		want = sealedName
	}
	if head, err = in.Next(); err == nil && head.Name != want {
		err = errors.New("the content is not second")
	}
	if err != nil {
		return m, nil, notOne(f.Name(), err)
	}
	return m, in, nil
}

package secret

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"stepwise/backend/crm"
)

// MarkFile is the name of the file in a data folder whose key makes the
// fingerprints instead of one made of the secret key: of a workspace that came
// out of a backup without its secret key, whose fingerprints must still be found.
const MarkFile = "mark.key"

// Key is the key itself, for an encrypted backup that takes it along.
func (b *Box) Key() []byte { return bytes.Clone(b.key) }

// MarkKey is what makes the fingerprints. It opens nothing; every backup has it.
func (b *Box) MarkKey() []byte { return bytes.Clone(b.mac) }

// FromKey makes a Box of a key that came with a backup. Errors: unavailable
// where it is none.
func FromKey(key []byte) (*Box, error) { return box(KeyFile, bytes.Clone(key), nil) }

// Remark lets a Box make fingerprints with the key of a data folder's mark file,
// where it has one. Errors: unavailable where that can't be read or isn't a key.
func (b *Box) Remark(dir string) (*Box, error) {
	path := filepath.Join(dir, MarkFile)
	mac, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(mac) == 0 {
		return b, nil // an empty one takes the place of another one
	}
	if err != nil || len(mac) != keySize {
		return nil, &crm.Error{Code: crm.CodeUnavailable, Key: "error.secret_key", Args: crm.Args{"file": path}, Cause: err}
	}
	other := *b
	other.mac = mac
	return &other, nil
}

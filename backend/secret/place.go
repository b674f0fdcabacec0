package secret

import (
	"bytes"
	"context"
	"crypto/hmac"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/zalando/go-keyring"

	"stepwise/backend/crm"
)

// RingFile is the name of the file that says under which name the system's
// keyring has the key of a data folder. It holds nothing secret.
const RingFile = "secret.keyring"

// service is what the keyring calls the program.
const service = "Stepwise"

// ringTime is how long the keyring may take: it may ask the person to unlock it.
const ringTime = time.Minute

// The places of a key.
const (
	PlaceNone    = "none" // there is none yet, or it is lost
	PlaceFile    = "file"
	PlaceKeyring = "keyring"
)

// Place says where the key of a data folder lies.
type Place struct {
	Kind string // one of the places
	File string // the key's file, or the one that names it in the keyring; "" for none
}

// Where says where the key of a data folder lies, without opening it. A key file
// comes before the keyring: a restored backup brings one along. The key itself is
// Box.Key of the open store.
func Where(dir string) Place {
	for _, p := range []Place{{PlaceFile, filepath.Join(dir, KeyFile)}, {PlaceKeyring, filepath.Join(dir, RingFile)}} {
		if _, err := os.Lstat(p.File); !errors.Is(err, fs.ErrNotExist) {
			return p // also one that can't be read: it is not lost
		}
	}
	return Place{Kind: PlaceNone}
}

// ring is the content of RingFile.
type ring struct {
	Name  string `json:"name"`  // in the keyring
	Check string `json:"check"` // a fingerprint of the key, to know it by
}

func check(key []byte) string { return hex.EncodeToString(sum(key, "check"))[:16] }

// fetch reads the key from where it lies; none is fs.ErrNotExist.
func fetch(dir string) (path string, key []byte, err error) {
	switch p := Where(dir); p.Kind {
	case PlaceFile:
		key, err = os.ReadFile(p.File)
		return p.File, key, err
	case PlaceKeyring:
		key, err = fromRing(p.File)
		return p.File, key, err
	default:
		return filepath.Join(dir, KeyFile), nil, fs.ErrNotExist
	}
}

// fromRing is the key that a RingFile names. Errors: unavailable where the
// keyring is locked or away, or has another key or none.
func fromRing(path string) ([]byte, error) {
	var r ring
	b, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(b, &r)
	}
	var text string
	if err == nil {
		text, err = patient(func() (string, error) { return keyring.Get(service, r.Name) })
	}
	key, wrong := hex.DecodeString(text)
	if err == nil && (wrong != nil || !hmac.Equal([]byte(check(key)), []byte(r.Check))) {
		err = errors.New("the keyring has another key")
	}
	if err != nil {
		return nil, &crm.Error{Code: crm.CodeUnavailable, Key: "error.secret_keyring", Args: crm.Args{"file": path, "words": err.Error()}, Cause: err}
	}
	return key, nil
}

// patient asks the keyring, and gives up on one that never answers.
func patient(ask func() (string, error)) (string, error) {
	type answer struct {
		text string
		err  error
	}
	got := make(chan answer, 1)
	go func() {
		text, err := ask()
		got <- answer{text, err}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), ringTime)
	defer cancel()
	select {
	case a := <-got:
		return a.text, a.err
	case <-ctx.Done():
		return "", errors.New("the keyring does not answer")
	}
}

// IntoKeyring moves the key of a data folder from its file into the system's
// keyring, and makes one there on the first start. The file goes only when the
// keyring gave the same key back and the folder says where it is. Where there is
// no keyring everything stays as it is, and the error says why.
func IntoKeyring(dir string) error {
	path := filepath.Join(dir, KeyFile)
	key, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // in the keyring already, not made yet, or lost: nothing to move
	}
	if err != nil || len(key) != keySize {
		return &crm.Error{Code: crm.CodeUnavailable, Key: "error.secret_key", Args: crm.Args{"file": path}, Cause: err}
	}
	at := filepath.Join(dir, RingFile)
	if old, err := fromRing(at); err == nil && bytes.Equal(old, key) { // an earlier move ended here
		return os.Remove(path)
	}
	r := ring{Name: hex.EncodeToString(Random(8)), Check: check(key)}
	text := hex.EncodeToString(key)
	back, err := patient(func() (string, error) {
		if err := keyring.Set(service, r.Name, text); err != nil {
			return "", err
		}
		return keyring.Get(service, r.Name)
	})
	if err == nil && back != text {
		err = errors.New("the keyring did not keep the key")
	}
	if err != nil {
		return &crm.Error{Code: crm.CodeUnavailable, Key: "error.no_keyring", Args: crm.Args{"words": err.Error()}, Cause: err}
	}
	b, err := json.Marshal(r)
	if err == nil {
		err = keepMark(dir, key)
	}
	if err == nil {
		err = keep(at, b)
	}
	if err != nil {
		return err
	}
	if again, err := fromRing(at); err != nil || !bytes.Equal(again, key) {
		return errors.Join(err, os.Remove(at))
	}
	return os.Remove(path)
}

// keepMark leaves the key of the fingerprints in the folder, so that whoever
// unsubscribed is still known should the keyring be lost. It opens nothing.
func keepMark(dir string, key []byte) error {
	path := filepath.Join(dir, MarkFile)
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return keep(path, sum(key, "mark"))
}

// IntoFile moves the key of a data folder from the keyring into its file, for a
// server. Nothing happens where it is there already.
func IntoFile(dir string) error {
	if Where(dir).Kind != PlaceKeyring {
		return nil
	}
	at := filepath.Join(dir, RingFile)
	key, err := fromRing(at)
	if err != nil {
		return err
	}
	path := filepath.Join(dir, KeyFile)
	if err := keep(path, key); err != nil {
		return err
	}
	if back, err := os.ReadFile(path); err != nil || !bytes.Equal(back, key) {
		return errors.Join(err, errors.New("the key file does not hold the key"))
	}
	return os.Remove(at)
}

// Renew gives a data folder whose key is lost a new one: what was sealed can't
// be opened any more. A key that is there is left alone: conflict.
func Renew(dir string) error {
	switch p := Where(dir); p.Kind {
	case PlaceFile:
		return crm.Fail(crm.CodeConflict, "error.secret_there", "file", p.File)
	case PlaceKeyring:
		if _, err := fromRing(p.File); err == nil {
			return crm.Fail(crm.CodeConflict, "error.secret_there", "file", p.File)
		}
		if err := os.Rename(p.File, p.File+".lost"); err != nil {
			return err
		}
	}
	return keep(filepath.Join(dir, KeyFile), Random(keySize))
}

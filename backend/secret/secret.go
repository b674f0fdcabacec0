// Package secret seals what must not be readable in the database (passwords,
// tokens) with a key that lies beside it in a file of its own, mode 0600, or in
// the system's keyring. A copy of the database alone gives nothing away.
package secret

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"stepwise/backend/crm"
)

// KeyFile is the name of the key's file in the data folder.
const KeyFile = "secret.key"

const keySize = 32

// Box seals and opens with one key.
type Box struct {
	key  []byte
	aead cipher.AEAD
	mac  []byte // of Mark; made of the key, so that the two never meet
}

// Open reads the key of a data folder, or makes one in a file on the first
// start: whoever has something sealed asks Where before. Errors: unavailable
// where the file or the keyring can't be used or has no key.
func Open(dir string) (*Box, error) {
	path, key, err := fetch(dir)
	if errors.Is(err, fs.ErrNotExist) {
		key = Random(keySize)
		err = keep(path, key)
	}
	return box(path, key, err)
}

// Look is Open for who may only read: without a key, or with one in a keyring
// that is away, the box opens nothing.
func Look(dir string) (*Box, error) {
	path, key, err := fetch(dir)
	if errors.Is(err, fs.ErrNotExist) || err != nil && path == filepath.Join(dir, RingFile) {
		key, err = Random(keySize), nil
	}
	return box(path, key, err)
}

// keep writes the key under another name first: half a key must never be taken
// for one.
func keep(path string, key []byte) error {
	part := path + ".new"
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(key)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(part, path)
}

func box(path string, key []byte, err error) (*Box, error) {
	var ours *crm.Error
	if errors.As(err, &ours) {
		return nil, ours
	}
	if err != nil || len(key) != keySize {
		return nil, &crm.Error{Code: crm.CodeUnavailable, Key: "error.secret_key", Args: crm.Args{"file": path}, Cause: err}
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return &Box{key: key, aead: aead, mac: sum(key, "mark")}, nil
}

// Mark is a fingerprint of a text that nobody can make, or try out, without the
// key: 64 hexadecimal digits, the same every time. context keeps fingerprints
// for different purposes apart.
func (b *Box) Mark(text, context string) string {
	return hex.EncodeToString(sum(b.mac, context+"|"+text))
}

func sum(key []byte, text string) []byte {
	mac := hmac.New(sha256.New, key)
	_, _ = mac.Write([]byte(text)) // a hash never fails to write
	return mac.Sum(nil)
}

// Seal encrypts; the empty text stays empty. context is bound to the sealed
// bytes: opening them under another one fails.
func (b *Box) Seal(plain, context string) []byte {
	if plain == "" {
		return nil
	}
	nonce := Random(b.aead.NonceSize())
	return b.aead.Seal(nonce, nonce, []byte(plain), []byte(context))
}

// Open decrypts what Seal made under the same context.
func (b *Box) Open(sealed []byte, context string) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	n := b.aead.NonceSize()
	if len(sealed) < n {
		return "", errors.New("sealed text is too short")
	}
	plain, err := b.aead.Open(nil, sealed[:n], sealed[n:], []byte(context))
	if err != nil {
		return "", fmt.Errorf("open sealed text: %w", err)
	}
	return string(plain), nil
}

// Random is n bytes from the system's generator.
func Random(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails: crypto/rand ends the program instead
	return b
}

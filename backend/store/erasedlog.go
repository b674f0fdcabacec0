package store

import (
	"bufio"
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"stepwise/backend/crm"
)

// ErasedFile is the append-only list of people who were erased, beside the
// database: after a restore they are erased again.
const ErasedFile = "erased.log"

// ErasedLine is one erased person: a keyed hash that tells nothing without a
// database in which they still are.
type ErasedLine struct {
	Mark string      `json:"mark"`
	At   crm.Instant `json:"at"`
}

// NoteErased puts a contact on the list of the erased, with this COMMIT.
func (t *Tx) NoteErased(c *crm.Contact) error {
	secret, err := t.Installation()
	if err != nil {
		return err
	}
	t.erased = append(t.erased, ErasedLine{Mark: erasedMark(secret, c.ID, c.Created), At: t.Now})
	return nil
}

// erasedMark names a contact so that only a database of the same origin can find
// it; the time keeps an id apart that a later contact has after a restore.
func erasedMark(secret string, id crm.ContactID, created crm.Instant) string {
	mac := hmac.New(sha256.New, []byte(secret))
	_, _ = fmt.Fprintf(mac, "erased|%d|%d", id, created) // a hash never fails to write
	return hex.EncodeToString(mac.Sum(nil))
}

// Erased finds the contacts of this database that a list says were erased.
func (v *View) Erased(list []ErasedLine) (found []crm.ContactID, err error) {
	if len(list) == 0 {
		return nil, nil
	}
	marks := map[string]bool{}
	for _, l := range list {
		marks[l.Mark] = true
	}
	var secret string
	if has, err := v.one(&secret, "SELECT value FROM setting WHERE key = ?", settingInstallation); err != nil || !has {
		return nil, err
	}
	var rows []struct {
		ID      crm.ContactID `db:"id"`
		Created crm.Instant   `db:"created"`
	}
	if err := v.list(&rows, "SELECT id, created FROM contact ORDER BY id"); err != nil {
		return nil, err
	}
	for _, r := range rows {
		if marks[erasedMark(secret, r.ID, r.Created)] {
			found = append(found, r.ID)
		}
	}
	return found, nil
}

func noteErased(dir string, lines []ErasedLine) error {
	if len(lines) == 0 {
		return nil
	}
	var out []byte
	for _, line := range lines {
		b, err := json.Marshal(line)
		if err != nil {
			return err
		}
		out = append(append(out, b...), '\n')
	}
	f, err := os.OpenFile(filepath.Join(dir, ErasedFile), os.O_WRONLY|os.O_CREATE|os.O_APPEND, ownerOnly)
	if err != nil {
		return diskTrouble(err)
	}
	_, err = f.Write(out)
	return diskTrouble(errors.Join(err, f.Sync(), f.Close()))
}

// ReadErased reads the list of the erased in a folder; none where it has none.
func ReadErased(dir string) ([]ErasedLine, error) {
	return readLines[ErasedLine](filepath.Join(dir, ErasedFile))
}

// ReadSent reads the record of acceptances in a folder; none where it has none.
func ReadSent(dir string) ([]SentLine, error) {
	return readLines[SentLine](filepath.Join(dir, SentFile))
}

// readLines reads a file of JSON lines. A line that is cut off, as by a power
// cut, is left out: what it stood for was never committed.
func readLines[L any](path string) (list []L, err error) {
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, diskTrouble(err)
	}
	in := bufio.NewReader(bytes.NewReader(content))
	for {
		text, err := in.ReadBytes('\n')
		var line L
		if json.Unmarshal(text, &line) == nil {
			list = append(list, line)
		}
		if errors.Is(err, io.EOF) {
			return list, nil
		}
	}
}

// MergeLogs adds to the records in one folder what those in another one know:
// acceptances and the erased, each once.
func MergeLogs(from, into string) error {
	if err := mergeLines(filepath.Join(from, SentFile), filepath.Join(into, SentFile), func(l SentLine) string { return l.Key }); err != nil {
		return err
	}
	return mergeLines(filepath.Join(from, ErasedFile), filepath.Join(into, ErasedFile), func(l ErasedLine) string { return l.Mark })
}

func mergeLines[L any](from, into string, key func(L) string) error {
	more, err := readLines[L](from)
	if err != nil {
		return err
	}
	has, err := readLines[L](into)
	if err != nil || len(more)+len(has) == 0 {
		return err
	}
	known := map[string]bool{}
	var out []byte
	for _, line := range append(has, more...) {
		if known[key(line)] {
			continue
		}
		known[key(line)] = true
		b, err := json.Marshal(line)
		if err != nil {
			return err
		}
		out = append(append(out, b...), '\n')
	}
	part := into + ".new"
	if err := os.WriteFile(part, out, ownerOnly); err != nil {
		return diskTrouble(err)
	}
	return diskTrouble(settle(part, into))
}

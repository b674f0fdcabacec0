package gammu

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf16"

	"stepwise/backend/crm"
)

// fileName is the name of a message's file: the same at every attempt. A is the
// highest of gammu-smsd's priorities, d asks for a delivery report.
func fileName(m crm.Message) string {
	return "OUTC" + m.Created.Time().UTC().Format("20060102_150405") + "_00_" + m.To + "_" + m.Key + ".txtd"
}

// folders are those that a message passes through.
func folders(a crm.Account) []string {
	return []string{a.Gammu.Outbox, a.Gammu.Sent, a.Gammu.Error}
}

// where is the name of the file of a key in any of the folders, "" where there
// is none. The file moves from the first to the others: they are looked at in
// that order, so that it can't slip by.
func where(a crm.Account, key string) (string, error) {
	for _, dir := range folders(a) {
		list, err := os.ReadDir(dir)
		if err != nil {
			return "", err
		}
		for _, entry := range list {
			if strings.HasPrefix(entry.Name(), "OUT") && strings.Contains(entry.Name(), "_"+key+".txt") {
				return entry.Name(), nil
			}
		}
	}
	return "", nil
}

// prepare writes a message whole, and to the disk, under a name that
// gammu-smsd overlooks.
func prepare(dir, name string, text []byte) (part string, err error) {
	part = filepath.Join(dir, "."+name+".part")
	f, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o660) //nolint:gosec // gammu-smsd runs as another user of the same group
	if err != nil {
		return "", err
	}
	_, err = f.Write(inUTF16(string(text)))
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		_ = os.Remove(part)
		return "", err
	}
	return part, nil
}

// publish makes the file visible, in one step, for good.
func publish(part, name string) error {
	if err := os.Rename(part, name); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(name))
	if err != nil {
		return nil //nolint:nilerr // it is there; only whether it outlives a power cut is open
	}
	_ = dir.Sync()
	_ = dir.Close()
	return nil
}

// inUTF16 is a text with a byte order mark: other encodings depend on the
// language of the machine.
func inUTF16(text string) []byte {
	units := utf16.Encode([]rune(text))
	b := make([]byte, 0, 2+2*len(units))
	b = append(b, 0xff, 0xfe)
	for _, u := range units {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

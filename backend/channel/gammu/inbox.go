package gammu

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"stepwise/backend/crm"
)

// readFolder is where texts are put that were read, below the inbox.
const readFolder = "read"

// mostFiles bounds one look at the inbox, in files; maxFile is how much of one
// is read, in bytes.
const (
	mostFiles = 200
	maxFile   = 64 << 10
)

// inbox reads what came in: the parts of one text are joined. stored puts the
// files away.
func inbox(dir string) (list []crm.IncomingSMS, stored func(), err error) {
	if dir == "" {
		return nil, nil, nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, err
	}
	var names []string
	at := map[string]int{}
	for _, entry := range entries {
		text, from, ok := parts(entry.Name())
		if !ok || entry.IsDir() || len(names) == mostFiles {
			continue
		}
		b, err := readSome(filepath.Join(dir, entry.Name()))
		if err != nil {
			return nil, nil, err
		}
		names = append(names, entry.Name())
		i, known := at[text]
		if !known {
			i = len(list)
			at[text] = i
			list = append(list, crm.IncomingSMS{Remote: text, From: from})
		}
		list[i].Text += decode(b)
	}
	if len(names) == 0 {
		return nil, nil, nil
	}
	return list, func() { putAway(dir, names) }, nil
}

// parts takes a name apart: IN<date>_<time>_<serial>_<sender>_<part>.txt.
func parts(name string) (text, from string, ok bool) {
	base, found := strings.CutSuffix(name, ".txt")
	fields := strings.Split(base, "_")
	if !found || !strings.HasPrefix(name, "IN") || len(fields) != 5 {
		return "", "", false
	}
	return strings.Join(fields[:4], "_"), fields[3], true
}

func readSome(name string) ([]byte, error) {
	b, err := os.ReadFile(name)
	if len(b) > maxFile {
		b = b[:maxFile]
	}
	return b, err
}

func putAway(dir string, names []string) {
	to := filepath.Join(dir, readFolder)
	if err := os.MkdirAll(to, 0o770); err != nil && !errors.Is(err, os.ErrExist) { //nolint:gosec // as the inbox itself
		return // they are read again, and count once
	}
	for _, name := range names {
		_ = os.Rename(filepath.Join(dir, name), filepath.Join(to, name))
	}
}

// decode reads UTF-16 with a byte order mark, UTF-8, or Latin 1.
func decode(b []byte) string {
	var order binary.ByteOrder
	switch {
	case len(b) > 1 && b[0] == 0xfe && b[1] == 0xff:
		order = binary.BigEndian
	case len(b) > 1 && b[0] == 0xff && b[1] == 0xfe:
		order = binary.LittleEndian
	case utf8.Valid(b):
		return strings.TrimRight(string(b), "\x00")
	default:
		runes := make([]rune, len(b))
		for i, c := range b {
			runes[i] = rune(c)
		}
		return strings.TrimRight(string(runes), "\x00")
	}
	var units []uint16
	for pair := range slices.Chunk(b[2:], 2) {
		if len(pair) == 2 {
			units = append(units, order.Uint16(pair))
		}
	}
	return strings.TrimRight(string(utf16.Decode(units)), "\x00")
}

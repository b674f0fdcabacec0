package importer

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stepwise/backend/crm"
)

// Limits of a file: bytes, rows below the header, columns, characters of a
// cell.
const (
	MaxBytes   = 20 << 20
	MaxRows    = 200_000
	MaxColumns = 200
	MaxCell    = 10_000
	MaxNote    = MaxCell
)

// maxFileName is the longest file name that is shown, in characters.
const maxFileName = 120

// Table is a file as it was read: text in cells, nothing judged yet.
type Table struct {
	Name      string       `json:"name"`      // of the file, without folders and control characters; only to be shown
	Encoding  string       `json:"encoding"`  // one of Encodings
	Delimiter string       `json:"delimiter"` // one of Delimiters
	Headers   []string     `json:"headers"`   // "" only above a column without any text
	Rows      [][]string   `json:"rows"`      // at least as long as Headers; longer: the row has text beyond the last column
	Lines     []int        `json:"lines"`     // in which line of the file each row begins, from 1
	Short     []int        `json:"short"`     // lines whose last cells were not there and were taken as empty
	Hash      string       `json:"hash"`      // SHA-256 of the file's bytes, hexadecimal: the same file again
	Doubts    []crm.Phrase `json:"doubts"`    // what looks wrong in the whole file, such as a wrong encoding
}

// Read reads a CSV file and finds out its encoding and delimiter. What keeps
// the whole file from being read is an invalid *crm.Error that names the line
// and the remedy.
func Read(name string, data []byte) (*Table, error) { return ReadAs(name, data, "", "") }

// ReadAs is Read with an encoding of Encodings and a delimiter of Delimiters
// that a person chose; "" for either finds it out.
func ReadAs(name string, data []byte, encoding, delimiter string) (*Table, error) {
	t, fail := readAs(data, encoding, delimiter)
	if fail != nil {
		return nil, fail
	}
	sum := sha256.Sum256(data)
	t.Hash = hex.EncodeToString(sum[:])
	t.Name = shownName(name)
	return t, nil
}

func readAs(data []byte, encoding, delimiter string) (*Table, *crm.Error) {
	if delimiter != "" && !slices.Contains(Delimiters, delimiter) {
		return nil, invalid("import.bad_delimiter", "value", clip(delimiter))
	}
	if fail := checkBytes(data); fail != nil {
		return nil, fail
	}
	text, used, fail := decode(data, encoding)
	if fail != nil {
		return nil, fail
	}
	if fail := checkText(text); fail != nil {
		return nil, fail
	}
	text, first, told := delimiterLine(text)
	if delimiter == "" {
		delimiter = told
	}
	if delimiter == "" {
		delimiter = sniffDelimiter(text)
	}
	t := &Table{Encoding: used, Delimiter: delimiter, Rows: [][]string{}, Lines: []int{}, Short: []int{}, Doubts: []crm.Phrase{}}
	top, fail := t.fill(text, first)
	if fail != nil {
		return nil, fail
	}
	if fail := t.shape(top); fail != nil {
		return nil, fail
	}
	t.doubt(top)
	return t, nil
}

// fill scans the header and the rows; line is the number of the text's first
// line. It gives the header's line.
func (t *Table) fill(text string, line int) (top int, fail *crm.Error) {
	s := scanner{text: text, delim: t.Delimiter[0], line: line}
	for {
		cells, at, fail := s.record()
		if fail != nil {
			return 0, fail
		}
		if cells == nil {
			return top, nil
		}
		if blank(cells) {
			continue
		}
		if len(cells) > MaxColumns {
			return 0, invalid("import.too_many_columns", "line", at, "have", len(cells), "limit", MaxColumns)
		}
		if len(t.Rows) == MaxRows {
			return 0, invalid("import.too_many_rows", "line", at, "limit", MaxRows)
		}
		for i, c := range cells {
			cells[i] = normal(unescape(c))
		}
		if t.Headers == nil {
			t.Headers, top = cells, at
			continue
		}
		t.Rows = append(t.Rows, cells)
		t.Lines = append(t.Lines, at)
	}
}

// normal is the one spelling of a text: composed, and ș and ț with the comma
// below where the file has the older cedilla.
func normal(s string) string {
	if ascii(s) {
		return s
	}
	return commaBelow.Replace(norm.NFC.String(s))
}

var commaBelow = strings.NewReplacer("ş", "ș", "ţ", "ț", "Ş", "Ș", "Ţ", "Ț")

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// shownName keeps of a path only what can be shown as a file's name.
func shownName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.TrimSpace(strings.Map(dropInvisible, strings.ToValidUTF8(name, "")))
	if r := []rune(name); len(r) > maxFileName {
		name = string(r[:maxFileName])
	}
	return name
}

func dropInvisible(r rune) rune {
	if unicode.In(r, unicode.Cc, unicode.Cf) {
		return -1
	}
	return r
}

func invalid(key string, pairs ...any) *crm.Error { return crm.Fail(crm.CodeInvalid, key, pairs...) }

// clip shortens a value that is quoted in a reason.
func clip(s string) string {
	const longest = 60
	if r := []rune(s); len(r) > longest {
		return string(r[:longest]) + "…"
	}
	return s
}

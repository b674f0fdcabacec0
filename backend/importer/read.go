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

// Limits of a file: bytes of a text (MaxWorkbook is that of a workbook), rows
// below the header, columns, characters of a cell.
const (
	MaxBytes   = 100 << 20
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
	Format    string       `json:"format"`    // FormatCSV or FormatXLSX
	Encoding  string       `json:"encoding"`  // one of Encodings; "" of a workbook
	Delimiter string       `json:"delimiter"` // one of Delimiters; "" of a workbook
	Sheet     string       `json:"sheet"`     // of a workbook: which of Sheets was read
	Sheets    []string     `json:"sheets"`    // of a workbook, also the empty ones
	Headers   []string     `json:"headers"`   // "" only above a column without any text
	Rows      [][]string   `json:"rows"`      // at least as long as Headers; longer: the row has text beyond the last column
	Lines     []int        `json:"lines"`     // in which line of the file, or row of the sheet, each row begins, from 1
	Short     []int        `json:"short"`     // lines whose last cells were not there and were taken as empty
	Hash      string       `json:"hash"`      // SHA-256 of the file's bytes, hexadecimal: the same file again
	Doubts    []crm.Phrase `json:"doubts"`    // what looks wrong in the whole file, such as a wrong encoding
}

// Reading is how a file is read, as a person chose; "" finds it out.
type Reading struct {
	Encoding  string `json:"encoding"`  // one of Encodings; of a text
	Delimiter string `json:"delimiter"` // one of Delimiters; of a text
	Sheet     string `json:"sheet"`     // of a workbook
}

// Read reads a CSV file or a workbook (XLSX) and finds out how. What keeps the
// whole file from being read is an invalid *crm.Error that names the line and
// the remedy.
func Read(name string, data []byte) (*Table, error) { return ReadHow(name, data, Reading{}) }

// ReadAs is ReadHow of a text.
func ReadAs(name string, data []byte, encoding, delimiter string) (*Table, error) {
	return ReadHow(name, data, Reading{Encoding: encoding, Delimiter: delimiter})
}

// ReadHow is Read with what a person chose.
func ReadHow(name string, data []byte, how Reading) (*Table, error) {
	t, fail := readHow(name, data, how)
	if fail != nil {
		return nil, fail
	}
	sum := sha256.Sum256(data)
	t.Hash = hex.EncodeToString(sum[:])
	t.Name = shownName(name)
	return t, nil
}

func readHow(name string, data []byte, how Reading) (*Table, *crm.Error) {
	if fail := checkBytes(name, data); fail != nil {
		return nil, fail
	}
	if isZip(data) {
		return readWorkbook(data, how.Sheet)
	}
	return readText(data, how.Encoding, how.Delimiter)
}

func newTable() *Table {
	return &Table{Sheets: []string{}, Rows: [][]string{}, Lines: []int{}, Short: []int{}, Doubts: []crm.Phrase{}}
}

func readText(data []byte, encoding, delimiter string) (*Table, *crm.Error) {
	if delimiter != "" && !slices.Contains(Delimiters, delimiter) {
		return nil, invalid("import.bad_delimiter", "value", clip(delimiter))
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
	t := newTable()
	t.Format, t.Encoding, t.Delimiter = FormatCSV, used, delimiter
	top, fail := t.fill(&scanner{text: text, delim: delimiter[0], line: first})
	if fail != nil {
		return nil, fail
	}
	if fail := t.shape(top); fail != nil {
		return nil, fail
	}
	t.doubt(top)
	return t, nil
}

// CheckSize says by its size alone that a file can't be imported, so that
// nobody reads it first: an invalid *crm.Error with the limit, or nil.
func CheckSize(name string, bytes int64) error {
	if fail := checkSize(name, bytes, false); fail != nil {
		return fail
	}
	return nil
}

func checkSize(name string, bytes int64, zipped bool) *crm.Error {
	limit := int64(MaxBytes)
	if zipped || strings.HasSuffix(strings.ToLower(strings.TrimSpace(name)), ".xlsx") {
		limit = MaxWorkbook
	}
	if bytes > limit {
		return invalid("import.too_big", "megabytes", (bytes+1<<20-1)>>20, "limit", limit>>20)
	}
	return nil
}

// records are the rows of a file, the header among them.
type records interface {
	record() (cells []string, line int, fail *crm.Error) // nil at the end
}

// fill reads the header and the rows. It gives the header's line.
func (t *Table) fill(s records) (top int, fail *crm.Error) {
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
			if t.Format == FormatCSV {
				c = unescape(c)
			}
			cells[i] = normal(c)
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

package importer

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"stepwise/backend/crm"
)

// Encodings are what a file may be written in, as a person chooses among them.
var Encodings = []string{"utf-8", "utf-16", "windows-1250", "iso-8859-2", "iso-8859-16", "windows-1252"}

// fallback is what a file without a mark that isn't UTF-8 is taken for:
// spreadsheets in Romania and Hungary write it, and no detector can tell.
const fallback = "windows-1250"

var charmaps = map[string]*charmap.Charmap{
	"windows-1250": charmap.Windows1250,
	"iso-8859-2":   charmap.ISO8859_2,
	"iso-8859-16":  charmap.ISO8859_16,
	"windows-1252": charmap.Windows1252,
}

const (
	markUTF8    = "\xef\xbb\xbf"
	markUTF16LE = "\xff\xfe"
	markUTF16BE = "\xfe\xff"
)

// decode turns the bytes into text; encoding "" finds it out. It gives the
// encoding that was used.
func decode(data []byte, encoding string) (string, string, *crm.Error) {
	found := encoding == ""
	if found {
		encoding = sniffEncoding(data)
	}
	switch encoding {
	case "utf-8":
		text := string(bytes.TrimPrefix(data, []byte(markUTF8)))
		if at := firstInvalid(text); at >= 0 {
			return "", "", invalid("import.bad_encoding", "line", lineAt(text, at), "encoding", encoding)
		}
		return text, encoding, nil
	case "utf-16":
		text, fail := decodeUTF16(data)
		return text, encoding, fail
	}
	table, ok := charmaps[encoding]
	if !ok {
		return "", "", invalid("import.unknown_encoding", "value", clip(encoding))
	}
	text, err := table.NewDecoder().Bytes(data)
	if err != nil {
		return "", "", invalid("import.bad_encoding", "line", 1, "encoding", encoding)
	}
	if at := bytes.IndexRune(text, utf8.RuneError); at >= 0 {
		key := "import.bad_encoding"
		if found {
			key = "import.no_encoding"
		}
		return "", "", invalid(key, "line", lineAt(string(text), at), "encoding", encoding)
	}
	return string(text), encoding, nil
}

func sniffEncoding(data []byte) string {
	head := string(data[:min(len(data), 3)])
	switch {
	case strings.HasPrefix(head, markUTF16LE), strings.HasPrefix(head, markUTF16BE):
		return "utf-16"
	case strings.HasPrefix(head, markUTF8):
		return "utf-8"
	}
	if even, odd := zeros(data); even || odd {
		return "utf-16"
	}
	if utf8.Valid(data) {
		return "utf-8"
	}
	return fallback
}

// zeros says whether the bytes at even or at odd places are mostly zero, as
// Latin text in UTF-16 is; never both, which is no text.
func zeros(data []byte) (even, odd bool) {
	head := data[:min(len(data), 4096)&^1]
	if len(head) < 4 {
		return false, false
	}
	var n [2]int
	for i, b := range head {
		if b == 0 {
			n[i&1]++
		}
	}
	half := len(head) / 2
	even, odd = n[0]*10 > half*7, n[1]*10 > half*7
	if even && odd {
		return false, false
	}
	return even && n[1]*10 < half, odd && n[0]*10 < half
}

func decodeUTF16(data []byte) (string, *crm.Error) {
	order := unicode.LittleEndian
	switch {
	case bytes.HasPrefix(data, []byte(markUTF16LE)):
		data = data[2:]
	case bytes.HasPrefix(data, []byte(markUTF16BE)):
		data, order = data[2:], unicode.BigEndian
	default:
		if even, _ := zeros(data); even {
			order = unicode.BigEndian
		}
	}
	text, err := unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Bytes(data)
	if err != nil {
		return "", invalid("import.bad_encoding", "line", 1, "encoding", "utf-16")
	}
	if at := bytes.IndexRune(text, utf8.RuneError); at >= 0 {
		return "", invalid("import.bad_encoding", "line", lineAt(string(text), at), "encoding", "utf-16")
	}
	return string(text), nil
}

func firstInvalid(s string) int {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// signatures are the first bytes of what people upload by mistake.
var signatures = []struct{ head, key string }{
	{"\x1f\x8b", "import.not_csv.packed"},
	{"Rar!", "import.not_csv.packed"},
	{"7z\xbc\xaf", "import.not_csv.packed"},
	{"%PDF-", "import.not_csv.other"},
	{"\x89PNG", "import.not_csv.other"},
	{"\xff\xd8\xff", "import.not_csv.other"},
	{"SQLite format 3", "import.not_csv.other"},
}

// compound is how files of the old office programs begin, and the envelope of
// a workbook with a password.
const compound = "\xd0\xcf\x11\xe0"

// checkBytes refuses what can't be a table whatever its encoding.
func checkBytes(name string, data []byte) *crm.Error {
	if fail := checkSize(name, int64(len(data)), isZip(data)); fail != nil {
		return fail
	}
	if bytes.HasPrefix(data, []byte(compound)) {
		if bytes.Contains(data, utf16Name("EncryptedPackage")) {
			return invalid("import.xlsx.locked")
		}
		return invalid("import.xlsx.old")
	}
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.head)) {
			return invalid(s.key)
		}
	}
	return nil
}

// utf16Name is how a compound file writes the name of one of its streams.
func utf16Name(name string) []byte {
	b := make([]byte, 0, 2*len(name))
	for i := range len(name) {
		b = append(b, name[i], 0)
	}
	return b
}

// checkText refuses what decoded but isn't the text of a table.
func checkText(text string) *crm.Error {
	if strings.TrimSpace(text) == "" {
		return invalid("import.empty")
	}
	head := strings.ToLower(strings.TrimSpace(text[:min(len(text), 200)]))
	for _, tag := range []string{"<!doctype", "<html", "<table", "<?xml"} {
		if strings.HasPrefix(head, tag) {
			return invalid("import.not_csv.html")
		}
	}
	nul, controls := -1, 0
	for i := range len(text) {
		if text[i] < ' ' && text[i] != '\t' && text[i] != '\r' && text[i] != '\n' {
			controls++
			if text[i] == 0 && nul < 0 {
				nul = i
			}
		}
	}
	switch {
	case controls > 8 && controls > len(text)/50:
		return invalid("import.not_csv.other")
	case nul >= 0:
		return invalid("import.nul", "line", lineAt(text, nul))
	}
	return nil
}

// lineAt is the number of the line that the byte at stands in, from 1.
func lineAt(text string, at int) int { return 1 + breaks(text[:at]) }

// breaks counts line ends: LF, CR LF and CR alone.
func breaks(s string) int {
	return strings.Count(s, "\n") + strings.Count(s, "\r") - strings.Count(s, "\r\n")
}

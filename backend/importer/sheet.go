package importer

import (
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"stepwise/backend/crm"
)

// sheetRows are the rows of a sheet, one after the other.
type sheetRows struct {
	w     *workbook
	part  io.ReadCloser
	x     *markup
	line  int
	cells []string
	done  bool
}

func (w *workbook) open(s sheetRef) (*sheetRows, *crm.Error) {
	f := w.parts[s.part]
	if f == nil {
		return nil, invalid("import.xlsx.broken")
	}
	part, err := f.Open()
	if err != nil {
		return nil, invalid("import.xlsx.broken")
	}
	return &sheetRows{w: w, part: part, x: newMarkup(part)}, nil
}

func (s *sheetRows) close() *crm.Error {
	if err := s.part.Close(); err != nil {
		return invalid("import.xlsx.broken")
	}
	return nil
}

// record gives the cells of the next row and its number, or nil at the end.
func (s *sheetRows) record() ([]string, int, *crm.Error) {
	for !s.done {
		_, tag, ok := s.x.next()
		if !ok {
			if s.x.broken() {
				return nil, 0, invalid("import.xlsx.broken")
			}
			return nil, 0, nil
		}
		switch string(name(tag)) {
		case "row":
			s.line = number(attr(tag, "r"), s.line+1)
			if selfClosed(tag) {
				continue
			}
			if fail := s.row(); fail != nil {
				return nil, 0, fail
			}
			if len(s.cells) > 0 {
				return slices.Clone(s.cells), s.line, nil
			}
		case "/sheetData":
			s.done = true
		}
	}
	return nil, 0, nil
}

// row reads the cells up to the row's end.
func (s *sheetRows) row() *crm.Error {
	s.cells = s.cells[:0]
	at := -1
	for {
		_, tag, ok := s.x.next()
		if !ok {
			return invalid("import.xlsx.broken")
		}
		switch string(name(tag)) {
		case "c":
			at = columnOf(attr(tag, "r"), at+1)
			if selfClosed(tag) {
				continue
			}
			text, fail := s.cell(tag)
			if fail != nil {
				return fail
			}
			if fail := s.put(at, text); fail != nil {
				return fail
			}
		case "/row":
			return nil
		}
	}
}

func (s *sheetRows) put(at int, text string) *crm.Error {
	if text == "" {
		return nil
	}
	if at >= MaxColumns {
		return invalid("import.too_many_columns", "line", s.line, "have", at+1, "limit", MaxColumns)
	}
	if tooLong(text) {
		return invalid("import.cell_too_long", "line", s.line, "limit", MaxCell)
	}
	for len(s.cells) <= at {
		s.cells = append(s.cells, "")
	}
	s.cells[at] = text
	return nil
}

// cell reads one cell up to its end, open is its tag.
func (s *sheetRows) cell(open []byte) (string, *crm.Error) {
	kind, style := string(attr(open, "t")), number(attr(open, "s"), 0)
	var value []byte
	for {
		before, tag, ok := s.x.next()
		if !ok {
			return "", invalid("import.xlsx.broken")
		}
		switch string(name(tag)) {
		case "/v", "/t":
			value = append(value, before...)
		case "/c":
			return s.w.text(kind, style, value)
		}
	}
}

// text is what a cell says.
func (w *workbook) text(kind string, style int, value []byte) (string, *crm.Error) {
	switch kind {
	case "s":
		i := number(value, -1)
		if i < 0 || i >= len(w.shared) {
			return "", invalid("import.xlsx.broken")
		}
		return w.shared[i], nil
	case "str", "inlineStr", "d", "e":
		return unescapeXML(value), nil
	case "b":
		if string(value) == "1" {
			return "TRUE", nil
		}
		return "FALSE", nil
	}
	text := string(value)
	if w.styles.isDate(style) {
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			return dateText(n, w.d1904), nil
		}
	}
	return tidyNumber(text), nil
}

// tidyNumber is a number as a person would write it: without an exponent and
// without the noise of its sixteenth digit.
func tidyNumber(text string) string {
	if !strings.ContainsAny(text, ".eE") {
		return text
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.Abs(n) >= 1e21 {
		return text
	}
	if short, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', maxDigits, 64), 64); err == nil {
		n = short
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// dateText is a day that a spreadsheet counts, as "2026-11-26", with its time
// of day where it has one. Of what is no day the number stays.
func dateText(days float64, d1904 bool) string {
	if days < 0 || days > 2_958_465 {
		return tidyNumber(strconv.FormatFloat(days, 'f', -1, 64))
	}
	day, rest := math.Modf(days)
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case d1904:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 60: // the 29th of February 1900, which never was, is counted
		first = first.AddDate(0, 0, 1)
	}
	t := first.AddDate(0, 0, int(day)).Add(time.Duration(math.Round(rest*86_400)) * time.Second)
	switch {
	case day == 0 && rest > 0 && !d1904:
		return t.Format("15:04:05")
	case t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0:
		return t.Format(time.DateOnly)
	}
	return t.Format(time.DateTime)
}

// columnOf is the column of a cell's name, "AB12" is 27.
func columnOf(ref []byte, next int) int {
	n := 0
	for _, b := range ref {
		switch {
		case b >= 'A' && b <= 'Z':
			n = n*26 + int(b-'A') + 1
		case b >= 'a' && b <= 'z':
			n = n*26 + int(b-'a') + 1
		}
		if n > 1<<20 {
			break
		}
	}
	if n == 0 {
		return next
	}
	return n - 1
}

// number reads digits, or gives another number where they aren't.
func number(digits []byte, otherwise int) int {
	n, err := strconv.Atoi(string(digits))
	if err != nil {
		return otherwise
	}
	return n
}

// styles tell which cells are days.
type styles struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Cells []struct {
		Format int `xml:"numFmtId,attr"`
	} `xml:"cellXfs>xf"`
	days []bool // by style
}

func (s *styles) isDate(style int) bool { return style >= 0 && style < len(s.days) && s.days[style] }

func (s *styles) understand() {
	own := map[int]bool{}
	for _, f := range s.Formats {
		own[f.ID] = dateFormat(f.Code)
	}
	for _, c := range s.Cells {
		day, known := own[c.Format]
		if !known {
			day = c.Format >= 14 && c.Format <= 22 || c.Format >= 27 && c.Format <= 36 || c.Format >= 45 && c.Format <= 47 || c.Format >= 50 && c.Format <= 58
		}
		s.days = append(s.days, day)
	}
}

// dateFormat says whether a number format shows days or times: outside quotes
// and brackets it has one of their letters.
func dateFormat(code string) bool {
	code, _, _ = strings.Cut(code, ";")
	quoted, bracket, escaped := false, false, false
	for _, r := range code {
		switch {
		case escaped:
			escaped = false
		case r == '\\' || r == '_' || r == '*':
			escaped = true
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '[':
			bracket = true
		case r == ']':
			bracket = false
		case bracket:
		case strings.ContainsRune("yYdDhHsSmM", r):
			return true
		case r == '0' || r == '#' || r == '?':
			return false
		}
	}
	return false
}

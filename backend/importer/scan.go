package importer

import (
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
)

// scanner cuts delimited text into records. Lines may end in LF, CR LF or CR
// alone, also within one file. It is strict about quotes: a cell that begins
// with one must end with one, else a forgotten quote would swallow the rows
// behind it.
type scanner struct {
	text  string
	delim byte
	pos   int
	line  int // of pos
	width int // of the last record, to make room at once
}

// record gives the next record and the line that it begins in, or nil at the
// end.
func (s *scanner) record() ([]string, int, *crm.Error) {
	if s.pos >= len(s.text) {
		return nil, 0, nil
	}
	at := s.line
	cells := make([]string, 0, max(s.width, 1))
	for {
		cell, fail := s.cell()
		if fail != nil {
			return nil, 0, fail
		}
		cells = append(cells, cell)
		if s.pos < len(s.text) && s.text[s.pos] == s.delim {
			s.pos++
			continue
		}
		s.endLine()
		s.width = len(cells)
		return cells, at, nil
	}
}

// cell reads up to the delimiter, the line's end or the end.
func (s *scanner) cell() (string, *crm.Error) {
	start := s.pos
	p := start
	for p < len(s.text) && s.text[p] == ' ' {
		p++
	}
	if p < len(s.text) && s.text[p] == '"' {
		return s.quoted(p)
	}
	for p < len(s.text) && !s.ends(s.text[p]) {
		p++
	}
	s.pos = p
	cell := s.text[start:p]
	if tooLong(cell) {
		return "", invalid("import.cell_too_long", "line", s.line, "limit", MaxCell)
	}
	return cell, nil
}

// quoted reads a cell whose opening quote stands at p.
func (s *scanner) quoted(p int) (string, *crm.Error) {
	opened := s.line
	notClosed := func() (string, *crm.Error) { return "", invalid("import.quote", "line", opened) }
	start, doubled := p+1, false
	end := start
	for {
		i := strings.IndexByte(s.text[end:], '"')
		if i < 0 {
			return notClosed()
		}
		end += i
		if end+1 < len(s.text) && s.text[end+1] == '"' {
			doubled = true
			end += 2
			continue
		}
		break
	}
	cell := s.text[start:end]
	s.line += breaks(cell)
	p = end + 1
	for p < len(s.text) && s.text[p] == ' ' {
		p++
	}
	if p < len(s.text) && !s.ends(s.text[p]) {
		return notClosed()
	}
	s.pos = p
	if doubled {
		cell = strings.ReplaceAll(cell, `""`, `"`)
	}
	if tooLong(cell) {
		if breaks(cell) > 0 {
			return notClosed()
		}
		return "", invalid("import.cell_too_long", "line", opened, "limit", MaxCell)
	}
	return cell, nil
}

func (s *scanner) ends(b byte) bool { return b == s.delim || b == '\n' || b == '\r' }

func (s *scanner) endLine() {
	if s.pos >= len(s.text) {
		return
	}
	if strings.HasPrefix(s.text[s.pos:], "\r\n") {
		s.pos++
	}
	s.pos++
	s.line++
}

func tooLong(cell string) bool {
	return len(cell) > MaxCell && utf8.RuneCountInString(cell) > MaxCell
}

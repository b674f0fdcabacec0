package importer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stepwise/backend/crm"
)

// shape checks that the first record, in line top, names the columns, and
// gives every row at least as many cells as there are columns.
func (t *Table) shape(top int) *crm.Error {
	for i, h := range t.Headers {
		t.Headers[i] = squeeze(h)
	}
	t.Headers = cut(t.Headers, 0)
	if len(t.Headers) == 0 {
		return invalid("import.empty")
	}
	first, wide := 0, 0
	for i, row := range t.Rows {
		t.Rows[i] = cut(row, len(t.Headers))
		if len(t.Rows[i]) <= len(t.Headers) {
			continue
		}
		if wide == 0 {
			first = i
		}
		wide++
	}
	if wide*2 > len(t.Rows) {
		return invalid("import.header_narrow", "line", top, "have", len(t.Headers), "row", t.Lines[first], "cells", len(t.Rows[first]))
	}
	if value, ok := t.headerIsData(); ok {
		return invalid("import.no_header", "line", top, "value", clip(value))
	}
	if len(t.Rows) == 0 {
		return invalid("import.no_rows", "line", top)
	}
	t.pad()
	return t.checkHeaders(top)
}

// cut drops empty cells at the end, down to a width.
func cut(cells []string, width int) []string {
	for len(cells) > width && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// pad adds the empty cells that spreadsheets leave out at the end of a row.
func (t *Table) pad() {
	width := len(t.Headers)
	for i, row := range t.Rows {
		if len(row) < width {
			t.Rows[i] = append(row, make([]string, width-len(row))...)
			t.Short = append(t.Short, t.Lines[i])
		}
	}
}

// headerIsData finds something in the first record that no column is called:
// an email address, a date, a phone number.
func (t *Table) headerIsData() (string, bool) {
	for _, h := range t.Headers {
		if looksEmail(h) || looksDate(h) || looksPhone(h) {
			return h, true
		}
	}
	return "", false
}

// checkHeaders refuses two columns of one name and text without a column name,
// both at once: the mapping and the reasons name columns.
func (t *Table) checkHeaders(top int) *crm.Error {
	var bad crm.Problems
	seen := map[string]int{}
	for i, h := range t.Headers {
		if h == "" {
			if line, ok := t.firstIn(i); ok {
				bad.Add(letter(i), "import.header_empty", "column", letter(i), "line", line)
			}
			continue
		}
		if len([]rune(h)) > crm.MaxName {
			bad.Add(letter(i), "import.header_long", "column", letter(i), "limit", crm.MaxName)
		}
		name := strings.ToLower(h)
		if first, ok := seen[name]; ok {
			bad.Add(letter(i), "import.header_twice", "name", clip(h), "first", letter(first), "second", letter(i))
			continue
		}
		seen[name] = i
	}
	if len(bad) == 0 {
		return nil
	}
	fail := invalid("import.bad_header", "line", top)
	fail.Problems = bad
	return fail
}

// firstIn is the line of the first text in a column.
func (t *Table) firstIn(column int) (int, bool) {
	for i, row := range t.Rows {
		if strings.TrimSpace(row[column]) != "" {
			return t.Lines[i], true
		}
	}
	return 0, false
}

// letter names a column as spreadsheets do: A, B, … Z, AA.
func letter(column int) string {
	name := ""
	for column++; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// squeeze takes out what can't be seen and makes one space of any white space.
func squeeze(s string) string {
	if tidy(s) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// tidy says that squeeze has nothing to do; most cells are, also those with
// letters of European languages.
func tidy(s string) bool {
	for i := 0; i < len(s); {
		b := s[i]
		if b < utf8.RuneSelf {
			if b < ' ' || b == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r < 'À' || r > 'ɏ' {
			return false
		}
		i += n
	}
	return true
}

package importer

import (
	"strconv"
	"strings"

	"stepwise/backend/crm"
)

// WriteCSV writes a table that a spreadsheet opens and that Read gives back
// cell for cell: UTF-8 with a mark, CR LF, and an apostrophe before what a
// spreadsheet would run as a formula (=, +, -, @, tab, CR, LF at the start).
// delimiter is one of Delimiters. Rows without any text are not given back.
func WriteCSV(headers []string, rows [][]string, delimiter string) []byte {
	var b strings.Builder
	b.WriteString(markUTF8)
	writeRecord(&b, headers, delimiter)
	for _, row := range rows {
		writeRecord(&b, row, delimiter)
	}
	return []byte(b.String())
}

func writeRecord(b *strings.Builder, cells []string, delimiter string) {
	for i, c := range cells {
		if i > 0 {
			b.WriteString(delimiter)
		}
		c = escape(c)
		if !needsQuotes(c) {
			b.WriteString(c)
			continue
		}
		b.WriteByte('"')
		b.WriteString(strings.ReplaceAll(c, `"`, `""`))
		b.WriteByte('"')
	}
	b.WriteString("\r\n")
}

// needsQuotes also holds for the delimiters that were not used, so that the
// file can be read without being told which one was.
func needsQuotes(c string) bool {
	return strings.ContainsAny(c, "\";,\t\r\n") || strings.HasPrefix(c, " ") || strings.HasSuffix(c, " ") ||
		strings.HasPrefix(strings.ToLower(c), "sep=")
}

// risky says whether, apostrophes aside, a cell begins like a formula.
func risky(c string) bool {
	c = strings.TrimLeft(c, "'")
	return c != "" && strings.IndexByte("=+-@\t\r\n", c[0]) >= 0
}

func escape(c string) string {
	if risky(c) {
		return "'" + c
	}
	return c
}

// unescape takes back what escape put before a cell.
func unescape(c string) string {
	if strings.HasPrefix(c, "'") && risky(c) {
		return c[1:]
	}
	return c
}

// ErrorFile is what a person mends and imports again: the bad rows as they
// were, before them the line in the file and the reasons. say gives a phrase
// in the person's language; the two columns' names are import.file.line and
// import.file.reasons.
func ErrorFile(t *Table, bad []BadRow, say func(crm.Phrase) string) []byte {
	line, reasons := say(crm.Say("import.file.line")), say(crm.Say("import.file.reasons"))
	// A mended error file that is imported again has the two columns already.
	keep := make([]bool, len(t.Headers))
	headers := []string{line, reasons}
	for i, h := range t.Headers {
		if keep[i] = h != line && h != reasons; keep[i] {
			headers = append(headers, h)
		}
	}
	rows := make([][]string, 0, len(bad))
	for _, r := range bad {
		row := []string{strconv.Itoa(r.Line), sayAll(r.Problems, say)}
		for i, c := range r.Row {
			if i >= len(keep) || keep[i] {
				row = append(row, c)
			}
		}
		rows = append(rows, row)
	}
	return WriteCSV(headers, rows, t.Delimiter)
}

func sayAll(problems []crm.Problem, say func(crm.Phrase) string) string {
	words := make([]string, 0, len(problems))
	for _, p := range problems {
		text := say(crm.Phrase{Key: p.Key, Args: p.Args})
		if p.Path != "" {
			text = p.Path + ": " + text
		}
		words = append(words, text)
	}
	return strings.Join(words, " | ")
}

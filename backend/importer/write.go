package importer

import (
	"bufio"
	"bytes"
	"io"
	"strconv"
	"strings"

	"stepwise/backend/crm"
)

// WriteCSV writes a table that a spreadsheet opens and that Read gives back
// cell for cell: UTF-8 with a mark, CR LF, and an apostrophe before what a
// spreadsheet would run as a formula (=, +, -, @, tab, CR, LF at the start).
// delimiter is one of Delimiters. Rows without any text are not given back.
func WriteCSV(headers []string, rows [][]string, delimiter string) []byte {
	var b bytes.Buffer
	w := NewCSVWriter(&b, delimiter)
	_ = w.Write(headers) // a buffer takes everything
	for _, row := range rows {
		_ = w.Write(row)
	}
	_ = w.Close()
	return b.Bytes()
}

// RowWriter writes a table row by row; the first row are the headers. Close
// ends the file; it does not close what it was written to.
type RowWriter interface {
	Write(cells []string) error
	Close() error
}

type csvWriter struct {
	w         *bufio.Writer
	delimiter string
}

// NewCSVWriter writes as WriteCSV does. Errors are those of w.
func NewCSVWriter(w io.Writer, delimiter string) RowWriter {
	c := &csvWriter{w: bufio.NewWriterSize(w, 64<<10), delimiter: delimiter}
	_, _ = c.w.WriteString(markUTF8) // an error stays with the writer
	return c
}

func (c *csvWriter) Write(cells []string) error {
	for i, cell := range cells {
		if i > 0 {
			_, _ = c.w.WriteString(c.delimiter)
		}
		cell = escape(cell)
		if needsQuotes(cell) {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		_, _ = c.w.WriteString(cell)
	}
	_, err := c.w.WriteString("\r\n")
	return err
}

func (c *csvWriter) Close() error { return c.w.Flush() }

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
// were, before them the line in the file and the reasons. It is a workbook
// where the file was one (ErrorFormat). say gives a phrase in the person's
// language; the two columns' names are import.file.line and
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
	if t.Format == FormatXLSX {
		return WriteXLSX(headers, rows)
	}
	return WriteCSV(headers, rows, t.Delimiter)
}

// ErrorFormat is how ErrorFile writes: its extension and its MIME type.
func ErrorFormat(t *Table) (extension, mime string) {
	if t.Format == FormatXLSX {
		return ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return ".csv", "text/csv"
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

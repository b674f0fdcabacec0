package importer

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxSheetRows is what a sheet can hold, and maxSheetCell what one of its cells
// can, in characters.
const (
	maxSheetRows = 1_048_576
	maxSheetCell = 32_767
)

// The parts of a workbook around its one sheet; the sheet itself comes last.
var workbookParts = [][2]string{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
	{"_rels/.rels", relation("officeDocument", "xl/workbook.xml")},
	{"xl/workbook.xml", `<workbook xmlns="` + sheetSpace + `" xmlns:r="` + relationSpace + `">` +
		`<sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml")},
}

const (
	sheetSpace    = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relationSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

func relation(kind, target string) string {
	return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="r1" Type="` + relationSpace + `/` + kind + `" Target="` + target + `"/></Relationships>`
}

// WriteXLSX writes a workbook of one sheet that Read gives back cell for cell.
// Every cell is a text, so that nothing is run as a formula, and phones keep
// their plus and their zeros.
func WriteXLSX(headers []string, rows [][]string) []byte {
	var b bytes.Buffer
	w := NewXLSXWriter(&b)
	err := w.Write(headers)
	for _, row := range rows {
		if err == nil {
			err = w.Write(row)
		}
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(fmt.Sprintf("a workbook of %d rows in memory: %v", len(rows), err))
	}
	return b.Bytes()
}

type xlsxWriter struct {
	zip   *zip.Writer
	sheet *bufio.Writer
	row   int
	err   error
}

// NewXLSXWriter writes as WriteXLSX does, row by row: none is kept in memory.
// Errors are those of w, and more rows than a sheet has.
func NewXLSXWriter(w io.Writer) RowWriter {
	x := &xlsxWriter{zip: zip.NewWriter(w)}
	for _, part := range workbookParts {
		x.part(part[0], part[1])
	}
	x.part("xl/worksheets/sheet1.xml", `<worksheet xmlns="`+sheetSpace+`"><sheetData>`)
	return x
}

// part begins a file of the workbook; what is written to the sheet from now on
// goes into it.
func (x *xlsxWriter) part(name, begin string) {
	if x.sheet != nil && x.err == nil {
		x.err = x.sheet.Flush()
	}
	if x.err != nil {
		return
	}
	var file io.Writer
	if file, x.err = x.zip.Create(name); x.err == nil {
		x.sheet = bufio.NewWriter(file)
		x.text(xml.Header + begin)
	}
}

func (x *xlsxWriter) text(s string) {
	if x.err == nil {
		_, x.err = x.sheet.WriteString(s)
	}
}

func (x *xlsxWriter) Write(cells []string) error {
	x.row++
	if x.err == nil && x.row > maxSheetRows {
		x.err = fmt.Errorf("a sheet has %d rows at most", maxSheetRows)
	}
	row := strconv.Itoa(x.row)
	x.text(`<row r="` + row + `">`)
	for i, cell := range cells {
		if cell = sheetText(cell); cell == "" {
			continue
		}
		x.text(`<c r="` + columnName(i) + row + `" t="inlineStr"><is><t xml:space="preserve">`)
		if x.err == nil {
			x.err = xml.EscapeText(x.sheet, []byte(cell))
		}
		x.text(`</t></is></c>`)
	}
	x.text(`</row>`)
	return x.err
}

func (x *xlsxWriter) Close() error {
	x.text(`</sheetData></worksheet>`)
	if x.err == nil {
		x.err = x.sheet.Flush()
	}
	if x.err == nil {
		x.err = x.zip.Close()
	}
	return x.err
}

// columnName is the name of a sheet's column, counted from 0: A … Z, AA ….
func columnName(i int) string {
	name := string(rune('A' + i%26))
	if i < 26 {
		return name
	}
	return columnName(i/26-1) + name
}

// looksEscaped is what spreadsheets read as one character by its number.
var looksEscaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// sheetText is a text as a cell can hold it: no control characters, which
// spreadsheets refuse a whole file for, not too long, and nothing in it that
// reads as an escape.
func sheetText(s string) string {
	if !utf8.ValidString(s) || strings.ContainsFunc(s, forbidden) {
		s = strings.Map(func(r rune) rune {
			if forbidden(r) {
				return -1
			}
			return r
		}, strings.ToValidUTF8(s, "\ufffd"))
	}
	if longer(s, maxSheetCell) > 0 {
		s = string([]rune(s)[:maxSheetCell])
	}
	if !strings.Contains(s, "_x") {
		return s
	}
	return escapeEscapes(s)
}

// escapeEscapes writes the underscore of "_x0041_" by its number, also where
// two of them share one.
func escapeEscapes(s string) string {
	var out strings.Builder
	for {
		at := looksEscaped.FindStringIndex(s)
		if at == nil {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(s[:at[0]] + "_x005F")
		out.WriteString(s[at[0] : at[1]-1]) // the last underscore may begin the next one
		s = s[at[1]-1:]
	}
}

func forbidden(r rune) bool {
	return r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0xfffe || r == 0xffff
}

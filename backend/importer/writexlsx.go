package importer

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// maxSheetRows is what a sheet can hold, and maxSheetCell what one of its cells
// can, in characters.
const (
	maxSheetRows = 1_048_576
	maxSheetCell = 32_767
)

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
	out   io.Writer
	file  *excelize.File
	sheet *excelize.StreamWriter
	row   int
	cells []any
	err   error
}

// NewXLSXWriter writes as WriteXLSX does; rows wait in a temporary file where
// they are many. Errors are those of w and of that file, and more rows than a
// sheet has.
func NewXLSXWriter(w io.Writer) RowWriter {
	x := &xlsxWriter{out: w, file: excelize.NewFile()}
	x.sheet, x.err = x.file.NewStreamWriter(x.file.GetSheetName(0))
	return x
}

func (x *xlsxWriter) Write(cells []string) error {
	if x.err != nil {
		return x.err
	}
	x.row++
	if x.row > maxSheetRows {
		x.err = fmt.Errorf("a sheet has %d rows at most", maxSheetRows)
		return x.err
	}
	x.cells = x.cells[:0]
	for _, c := range cells {
		x.cells = append(x.cells, sheetText(c))
	}
	var at string
	if at, x.err = excelize.CoordinatesToCellName(1, x.row); x.err == nil {
		x.err = x.sheet.SetRow(at, x.cells)
	}
	return x.err
}

func (x *xlsxWriter) Close() error {
	err := x.err
	if err == nil {
		err = x.sheet.Flush()
	}
	if err == nil {
		err = x.file.Write(x.out)
	}
	if shut := x.file.Close(); err == nil {
		err = shut
	}
	return err
}

// sheetText is a text as a cell can hold it: no control characters, which
// spreadsheets refuse a whole file for, and not too long; nil where it is
// empty.
func sheetText(s string) any {
	if s == "" {
		return nil
	}
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
	return s
}

func forbidden(r rune) bool {
	return r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0xfffe || r == 0xffff
}

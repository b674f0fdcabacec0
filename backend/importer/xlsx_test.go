package importer_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
)

// workbook makes a workbook with a spreadsheet library; each sheet is filled by
// a function.
func workbook(t *testing.T, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func set(f *excelize.File, sheet string, row int, cells ...any) {
	if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", row), &cells); err != nil {
		panic(err)
	}
}

// archive makes a zip file of parts.
func archive(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bySheet is a workbook written by hand around one sheet.
func bySheet(t *testing.T, sheet, shared, styles, book string) []byte {
	t.Helper()
	return archive(t, map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"xl/workbook.xml":            `<workbook xmlns="x" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` + book + `<sheets><sheet name="Clienți" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   sheet,
		"xl/sharedStrings.xml":       shared,
		"xl/styles.xml":              `<styleSheet>` + styles + `</styleSheet>`,
	})
}

func TestAWorkbookIsReadAsItsCellsAreMeant(t *testing.T) {
	t.Parallel()
	data := workbook(t, func(f *excelize.File) {
		set(f, "Sheet1", 2, "Nume", "Telefon", "Valoare", "Valabil", "Întâlnire", "Are contract", "Notă")
		set(f, "Sheet1", 3, "Ștefan & fiii <SRL>", 712345678, 0.1+0.2, nil, nil, true, "rând 1\nrând 2")
		set(f, "Sheet1", 5, "Tőkés", "+40712345679", 1234.5, nil, nil, false, "=1+1")
		day, _ := f.NewStyle(&excelize.Style{NumFmt: 14})
		own := `dd"."mm"."yyyy hh:mm`
		moment, _ := f.NewStyle(&excelize.Style{CustomNumFmt: &own})
		lei := `#,##0.00\ "lei"`
		money, _ := f.NewStyle(&excelize.Style{CustomNumFmt: &lei})
		for cell, value := range map[string]any{"D3": 46352, "E3": 46352.3958333333, "D5": 0, "E5": 60.25} {
			_ = f.SetCellValue("Sheet1", cell, value)
		}
		_ = f.SetCellStyle("Sheet1", "D3", "D5", day)
		_ = f.SetCellStyle("Sheet1", "E3", "E5", moment)
		_ = f.SetCellStyle("Sheet1", "C3", "C5", money)
	})
	table := read(t, data)
	if table.Format != importer.FormatXLSX || table.Sheet != "Sheet1" || table.Delimiter != "" {
		t.Errorf("read as %+v", table)
	}
	want := [][]string{
		{"Ștefan & fiii <SRL>", "712345678", "0.3", "2026-11-26", "2026-11-26 09:30:00", "TRUE", "rând 1\nrând 2"},
		{"Tőkés", "+40712345679", "1234.5", "1899-12-31", "1900-02-28 06:00:00", "FALSE", "=1+1"},
	}
	for i, row := range want {
		if !slices.Equal(table.Rows[i], row) {
			t.Errorf("row %d is %q, want %q", i, table.Rows[i], row)
		}
	}
	if !slices.Equal(table.Lines, []int{3, 5}) {
		t.Errorf("lines %v", table.Lines)
	}
}

func TestNumbersOfAWorkbookHaveTheirPointWhateverTheDecimalSign(t *testing.T) {
	t.Parallel()
	table := read(t, workbook(t, func(f *excelize.File) {
		set(f, "Sheet1", 1, "Nume", "Valoare ofertă")
		set(f, "Sheet1", 2, "Ion", 1.234)
		set(f, "Sheet1", 3, "Ana", "1.234,56")
	}))
	m := importer.Guess(table, catalogue())
	for _, comma := range []bool{true, false} {
		m.DecimalComma, m.Region = comma, "RO"
		result := build(t, table, m)
		if result.Drafts[0].Fields[1] != 1.234 {
			t.Errorf("decimal comma %v: %v", comma, result.Drafts[0].Fields)
		}
		if comma && result.Drafts[1].Fields[1] != 1234.56 || !comma && len(result.Bad) != 1 {
			t.Errorf("decimal comma %v: the text %+v", comma, result)
		}
	}
}

func TestASheetIsChosen(t *testing.T) {
	t.Parallel()
	data := workbook(t, func(f *excelize.File) {
		for _, name := range []string{"Secret", "Titlu", "Clienți", "Arhivă"} {
			_, _ = f.NewSheet(name)
		}
		set(f, "Secret", 1, "Nume")
		set(f, "Secret", 2, "Ascuns")
		_ = f.SetSheetVisible("Secret", false)
		set(f, "Titlu", 1, "Export")
		set(f, "Clienți", 1, "Nume")
		set(f, "Clienți", 2, "Ion")
		set(f, "Arhivă", 1, "Nume")
		set(f, "Arhivă", 2, "Ana")
	})
	table := read(t, data)
	if table.Sheet != "Clienți" || !slices.Equal(table.Sheets, []string{"Sheet1", "Secret", "Titlu", "Clienți", "Arhivă"}) {
		t.Errorf("chose %q of %q", table.Sheet, table.Sheets)
	}
	for sheet, want := range map[string]string{"Arhivă": "Ana", "Secret": "Ascuns"} {
		if table, err := importer.ReadHow("x.xlsx", data, importer.Reading{Sheet: sheet}); err != nil || table.Rows[0][0] != want {
			t.Errorf("%s: %v %v", sheet, table, err)
		}
	}
	for sheet, key := range map[string]string{"Titlu": "import.no_rows", "Sheet1": "import.empty", "Altul": "import.xlsx.sheet"} {
		var said *crm.Error
		if _, err := importer.ReadHow("x.xlsx", data, importer.Reading{Sheet: sheet}); !errors.As(err, &said) || said.Key != key {
			t.Errorf("%s: %v", sheet, err)
		}
	}
}

func TestAWorkbookThatCannotBeReadSaysWhy(t *testing.T) {
	t.Parallel()
	rows := func(cells string) string {
		return `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Nume</t></is></c></row><row r="2">` + cells + `</row></sheetData></worksheet>`
	}
	empty := workbook(t, func(f *excelize.File) {
		for i := range 39 {
			_, _ = f.NewSheet(fmt.Sprintf("Foaie %d", i))
		}
	})
	many := map[string]string{}
	for i := range 1001 {
		many[fmt.Sprintf("xl/%d.xml", i)] = ""
	}
	locked := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), utf16LE("EncryptedPackage")...)
	for name, c := range map[string]struct {
		data []byte
		key  string
		args crm.Args
	}{
		"40 empty sheets":             {empty, "import.xlsx.empty", crm.Args{"count": 40}},
		"a password":                  {locked, "import.xlsx.locked", nil},
		"an old workbook":             {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Workbook"), "import.xlsx.old", nil},
		"OpenDocument":                {archive(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}), "import.xlsx.ods", nil},
		"Numbers":                     {archive(t, map[string]string{"Index/Document.iwa": ""}), "import.xlsx.numbers", nil},
		"a binary workbook":           {archive(t, map[string]string{"[Content_Types].xml": "", "xl/workbook.bin": ""}), "import.xlsx.binary", nil},
		"a letter":                    {archive(t, map[string]string{"[Content_Types].xml": "", "word/document.xml": ""}), "import.not_csv.other", nil},
		"another archive":             {archive(t, map[string]string{"clienti.csv": "Nume\nIon\n"}), "import.not_csv.packed", nil},
		"half a workbook":             {empty[:len(empty)/2], "import.xlsx.broken", nil},
		"IM03 too many parts":         {archive(t, many), "import.xlsx.parts", crm.Args{"limit": 1000}},
		"IM03 a bomb":                 {bySheet(t, strings.Repeat(" ", 150<<20), "<sst/>", "", ""), "import.xlsx.unpacked", crm.Args{"limit": 100}},
		"a sheet that ends too early": {bySheet(t, `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Nume`, "<sst/>", "", ""), "import.xlsx.broken", nil},
		"a text that isn't there":     {bySheet(t, rows(`<c r="A2" t="s"><v>7</v></c>`), "<sst/>", "", ""), "import.xlsx.broken", nil},
		"a cell of a million":         {bySheet(t, rows(`<c r="A2" t="inlineStr"><is><t>`+strings.Repeat("x", 1_000_000)+`</t></is></c>`), "<sst/>", "", ""), "import.cell_too_long", crm.Args{"line": 2}},
		"a cell of ten million":       {bySheet(t, rows(`<c r="A2" t="inlineStr"><is><t>`+strings.Repeat("xyzé", 2_500_000)+`</t></is></c>`), "<sst/>", "", ""), "import.xlsx.broken", nil},
		"a column far to the right":   {bySheet(t, rows(`<c r="XFD2"><v>1</v></c>`), "<sst/>", "", ""), "import.too_many_columns", crm.Args{"line": 2}},
		"two columns of one name":     {importer.WriteXLSX([]string{"Nume", "Telefon", "telefon"}, [][]string{{"Ion", "1", "2"}}), "import.bad_header", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := importer.Read("x.xlsx", c.data)
			var said *crm.Error
			if !errors.As(err, &said) || said.Code != crm.CodeInvalid || said.Key != c.key {
				t.Fatalf("got %v, want %s", err, c.key)
			}
			for arg, want := range c.args {
				if said.Args[arg] != want {
					t.Errorf("%s is %v, want %v", arg, said.Args[arg], want)
				}
			}
		})
	}
}

func TestSheetsOfOtherProgramsAreReadToo(t *testing.T) {
	t.Parallel()
	sheet := `<?xml version="1.0"?><!-- written by > hand --><x:worksheet xmlns:x="m"><x:sheetData>
<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="str"><x:f>A1&amp;"x"</x:f><x:v>Zi</x:v></x:c><x:c t="inlineStr"><x:is><x:r><x:t>Not</x:t></x:r><x:r><x:t>ă</x:t></x:r></x:is></x:c></x:row>
<x:row/><x:row r="4"><x:c r="A4" t="s"><x:v>1</x:v></x:c><x:c r="B4" s="1"><x:v>44891</x:v></x:c><x:c r="C4" t="e"><x:v>#N/A</x:v></x:c><x:c r="D4"/></x:row>
</x:sheetData><x:dataValidations><x:row/></x:dataValidations></x:worksheet>`
	shared := `<sst><si><t>Nume</t></si><si><r><t xml:space="preserve">Ion &#38; </t></r><rPh sb="0"><t>ion</t></rPh><r><t>Ana_x000D_ _x0041_ &#x219;</t></r></si></sst>`
	styles := `<numFmts><numFmt numFmtId="164" formatCode="[$-418]d\ mmmm\ yyyy;@"/><numFmt numFmtId="165" formatCode="[Red]0.00&quot;days&quot;"/></numFmts><cellXfs><xf numFmtId="165"/><xf numFmtId="164"/></cellXfs>`
	table := read(t, bySheet(t, sheet, shared, styles, `<workbookPr date1904="1"/>`))
	if !slices.Equal(table.Headers, []string{"Nume", "Zi", "Notă"}) || table.Lines[0] != 4 {
		t.Fatalf("headers %q, lines %v", table.Headers, table.Lines)
	}
	if !slices.Equal(table.Rows[0], []string{"Ion & Ana\r A ș", "2026-11-27", "#N/A"}) {
		t.Errorf("row %q", table.Rows[0])
	}
}

func TestAPartThatHoldsMoreThanItSaysIsRefused(t *testing.T) {
	t.Parallel()
	data := bySheet(t, `<worksheet>`+strings.Repeat(`<x y="1"/>`, 100_000)+`</worksheet>`, "<sst/>", "", "")
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if f.Name == "xl/worksheets/sheet1.xml" {
			size := []byte{byte(f.UncompressedSize64), byte(f.UncompressedSize64 >> 8), byte(f.UncompressedSize64 >> 16), 0}
			data = bytes.ReplaceAll(data, size, []byte{64, 0, 0, 0})
		}
	}
	var said *crm.Error
	if _, err := importer.Read("x.xlsx", data); !errors.As(err, &said) || said.Key != "import.xlsx.broken" {
		t.Errorf("got %v", err)
	}
}

func TestATooLargeFileIsRefusedByItsSize(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		bytes int64
		limit any
	}{
		{"clienti.csv", 2 << 30, int64(100)}, {"clienti.xlsx", 2 << 30, int64(20)}, {"Clienti.XLSX", 21 << 20, int64(20)},
		{"clienti.csv", 100 << 20, nil}, {"clienti.xlsx", 20 << 20, nil},
	} {
		err := importer.CheckSize(c.name, c.bytes)
		var said *crm.Error
		if errors.As(err, &said) != (c.limit != nil) || said != nil && (said.Key != "import.too_big" || said.Args["limit"] != c.limit) {
			t.Errorf("%s of %d: %v", c.name, c.bytes, err)
		}
	}
}

func TestAWorkbookIsWrittenAndReadBackCellForCell(t *testing.T) {
	t.Parallel()
	letters := rapid.SampledFrom([]rune("abcșțőĂ😀'=+-@;,\t\n\"<>&_x0041 0"))
	headers := []string{"Nume", "Oraș", "Țară", "Notă"}
	cells := rapid.SliceOfN(rapid.SliceOfN(rapid.StringOfN(letters, 0, 12, -1), 4, 4), 100, 100)
	for seed := range 3 {
		rows := cells.Example(seed)
		for _, row := range rows {
			row[0] = "x" + row[0]
		}
		table, err := importer.Read("x.xlsx", importer.WriteXLSX(headers, rows))
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			if !slices.Equal(table.Rows[i], row) {
				t.Fatalf("row %d is %q, was %q", i, table.Rows[i], row)
			}
		}
	}
}

func TestNoCellOfAWorkbookIsAFormula(t *testing.T) {
	t.Parallel()
	cells := []string{"=1+1", "+40712345678", "-5", "@SUM(A1)", "007", "a\x00b\x1f", strings.Repeat("ș", 40_000)}
	f, err := excelize.OpenReader(bytes.NewReader(importer.WriteXLSX([]string{"a", "b", "c", "d", "e", "f", "g"}, [][]string{cells})))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"=1+1", "+40712345678", "-5", "@SUM(A1)", "007", "ab", strings.Repeat("ș", 32_767)} {
		at, _ := excelize.CoordinatesToCellName(i+1, 2)
		kind, _ := f.GetCellType("Sheet1", at)
		value, _ := f.GetCellValue("Sheet1", at)
		formula, _ := f.GetCellFormula("Sheet1", at)
		if value != want || formula != "" || kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
			t.Errorf("%s is %.20q of type %v, formula %q", at, value, kind, formula)
		}
	}
}

func TestTheErrorFileOfAWorkbookIsAWorkbook(t *testing.T) {
	t.Parallel()
	table := read(t, importer.WriteXLSX([]string{"Nume", "Telefon"}, [][]string{{"Ion", "112"}, {"Ana", "0722333444"}}))
	result := build(t, table, mapped(importer.ContactName, importer.ContactPhone))
	mended := importer.ErrorFile(table, result.Bad, func(p crm.Phrase) string { return p.Key })
	if extension, _ := importer.ErrorFormat(table); extension != ".xlsx" {
		t.Errorf("extension %s", extension)
	}
	if again := read(t, mended); again.Format != importer.FormatXLSX || !slices.Equal(again.Rows[0], []string{"2", "Telefon: phone.emergency", "Ion", "112"}) {
		t.Errorf("read back %+v", again)
	}
}

func FuzzSheet(f *testing.F) {
	f.Add(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="B2" s="1"><v>44891.5</v></c></row></sheetData></worksheet>`, `<sst><si><t>Nume</t></si></sst>`)
	f.Add(`<row><c t="inlineStr"><is><t>a&#x1;_x000D_&amp;</t></is></c><c><v>1e300</v></c></row>`, `<si/><si><r><t>a</t></r></si>`)
	f.Fuzz(func(t *testing.T, sheet, shared string) {
		data := bySheet(t, sheet, shared, `<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>`, "")
		table, err := importer.Read("x.xlsx", data)
		if err != nil {
			if crm.CodeOf(err) != crm.CodeInvalid {
				t.Fatalf("not a clear refusal: %v", err)
			}
			return
		}
		for _, row := range table.Rows {
			if len(row) < len(table.Headers) {
				t.Fatalf("a row of %d cells under %d headers", len(row), len(table.Headers))
			}
		}
	})
}

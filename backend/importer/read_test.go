package importer_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
)

func file(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func read(t *testing.T, data []byte) *importer.Table {
	t.Helper()
	table, err := importer.Read("clients.csv", data)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func readText(t *testing.T, text string) *importer.Table {
	t.Helper()
	return read(t, []byte(text))
}

func utf16LE(text string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

func utf16BE(text string) []byte {
	b := utf16LE(text)
	for i := 0; i < len(b); i += 2 {
		b[i], b[i+1] = b[i+1], b[i]
	}
	return b
}

func TestIM06TheEncodingIsFoundOut(t *testing.T) {
	t.Parallel()
	const text = "Nume;Oraș\nȘtefan Țurcanu;Iași\nTőkés László;Oradea\n"
	cp1250, err := charmap.Windows1250.NewEncoder().String(strings.NewReplacer("ș", "ş", "ț", "ţ", "Ș", "Ş", "Ț", "Ţ").Replace(text))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data     []byte
		encoding string
	}{
		"UTF-8":                {[]byte(text), "utf-8"},
		"UTF-8 with a mark":    {[]byte("\ufeff" + text), "utf-8"},
		"UTF-16LE with a mark": {append([]byte{0xff, 0xfe}, utf16LE(text)...), "utf-16"},
		"UTF-16BE with a mark": {append([]byte{0xfe, 0xff}, utf16BE(text)...), "utf-16"},
		"UTF-16LE without":     {utf16LE(text), "utf-16"},
		"UTF-16BE without":     {utf16BE(text), "utf-16"},
		"windows-1250":         {[]byte(cp1250), "windows-1250"},
		"decomposed letters":   {[]byte("Nume;Oras\u0326\nS\u0326tefan T\u0326urcanu;Ias\u0326i\nTo\u030bke\u0301s La\u0301szlo\u0301;Oradea\n"), "utf-8"},
		"cedillas":             {[]byte("Nume;Oraş\nŞtefan Ţurcanu;Iaşi\nTőkés László;Oradea\n"), "utf-8"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table := read(t, c.data)
			if table.Encoding != c.encoding {
				t.Errorf("read as %s, want %s", table.Encoding, c.encoding)
			}
			if got := table.Headers[1] + " " + table.Rows[0][0] + " " + table.Rows[1][0]; got != "Oraș Ștefan Țurcanu Tőkés László" {
				t.Errorf("read %q", got)
			}
			if len(table.Doubts) > 0 {
				t.Errorf("doubts %v", table.Doubts)
			}
		})
	}
}

func TestAPersonCanChooseEncodingAndDelimiter(t *testing.T) {
	t.Parallel()
	for encoding, table := range map[string]*charmap.Charmap{
		"iso-8859-2": charmap.ISO8859_2, "iso-8859-16": charmap.ISO8859_16, "windows-1252": charmap.Windows1252, "windows-1250": charmap.Windows1250,
	} {
		data, err := table.NewEncoder().Bytes([]byte("a|b,c;d\né,x;ß\n"))
		if err != nil {
			t.Fatal(err)
		}
		got, err := importer.ReadAs("x.csv", data, encoding, ",")
		if err != nil {
			t.Fatal(err)
		}
		if got.Encoding != encoding || got.Delimiter != "," || got.Headers[1] != "c;d" || got.Rows[0][1] != "x;ß" || got.Rows[0][0] != "é" {
			t.Errorf("%s: read %+v", encoding, got)
		}
	}
}

func TestIM06AWrongEncodingIsNoticed(t *testing.T) {
	t.Parallel()
	right := "Nume;Oraș\nȘtefan;Bacău\n"
	table, err := importer.ReadAs("x.csv", []byte(right), "windows-1252", "")
	if err == nil {
		if len(table.Doubts) != 1 || table.Doubts[0].Key != "import.doubt.misread" || table.Doubts[0].Args["right"] != "Oraș" {
			t.Errorf("doubts %v", table.Doubts)
		}
	} else {
		t.Fatal(err)
	}
	table = readText(t, "Nume;Oras\nÈ™tefan;Cluj\n")
	if len(table.Doubts) != 1 || table.Doubts[0].Args["right"] != "ștefan" || table.Doubts[0].Args["line"] != 2 {
		t.Errorf("doubts %v", table.Doubts)
	}
	table = readText(t, "Nume;Oras\n\ufffdtefan;Cluj\n")
	if len(table.Doubts) != 1 || table.Doubts[0].Key != "import.doubt.lost" {
		t.Errorf("doubts %v", table.Doubts)
	}
}

func TestIM08DelimitersQuotesAndLineEndsAreFoundOut(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text, delimiter string
		headers, row    []string
		line            int
	}{
		"semicolons with decimal comma":   {"Nume;Valoare\nIon;1,5\nAna;2,5\n", ";", []string{"Nume", "Valoare"}, []string{"Ion", "1,5"}, 2},
		"commas":                          {"Name,Note\nIon,a;b\nAna,c;d", ",", []string{"Name", "Note"}, []string{"Ion", "a;b"}, 2},
		"tabs":                            {"Name\tNote\r\nIon\ta,b;c\r\n", "\t", []string{"Name", "Note"}, []string{"Ion", "a,b;c"}, 2},
		"one column":                      {"Email\nion@exemplu.ro\n", ";", []string{"Email"}, []string{"ion@exemplu.ro"}, 2},
		"CR only":                         {"Nume;Oras\rIon;Cluj\rAna;Dej\r", ";", []string{"Nume", "Oras"}, []string{"Ion", "Cluj"}, 2},
		"line breaks in quotes":           {"Nume;Adresa\n\"Ion\";\"Str. 1\r\nap. 2\"\nAna;x\n", ";", []string{"Nume", "Adresa"}, []string{"Ion", "Str. 1\r\nap. 2"}, 2},
		"quotes in quotes":                {"Nume;Firma\nIon;\"Moara \"\"Nouă\"\"; SRL\"\n", ";", []string{"Nume", "Firma"}, []string{"Ion", `Moara "Nouă"; SRL`}, 2},
		"a quote inside a cell":           {"Nume;Nota\nIon;teava 5\" lunga\n", ";", []string{"Nume", "Nota"}, []string{"Ion", `teava 5" lunga`}, 2},
		"spaces around quotes":            {"Nume, Nota\nIon, \"a, b\" \n", ",", []string{"Nume", "Nota"}, []string{"Ion", "a, b"}, 2},
		"the line that spreadsheets know": {"sep=,\r\nNume;x,Nota\r\nIon,a\r\n", ",", []string{"Nume;x", "Nota"}, []string{"Ion", "a"}, 3},
		"blank lines and rows":            {"\n\nNume;Oras\n;;\n\nIon;Cluj\n", ";", []string{"Nume", "Oras"}, []string{"Ion", "Cluj"}, 6},
		"empty columns at the end":        {"Nume;Oras;;\nIon;Cluj;;\n", ";", []string{"Nume", "Oras"}, []string{"Ion", "Cluj"}, 2},
		"cells left out at the end":       {"Nume;Oras;Nota\nIon\n", ";", []string{"Nume", "Oras", "Nota"}, []string{"Ion", "", ""}, 2},
		"a phone with the apostrophe":     {"Nume;Telefon\nIon;'+40712345678\n", ";", []string{"Nume", "Telefon"}, []string{"Ion", "+40712345678"}, 2},
		"an apostrophe that is text":      {"Nume;Telefon\nIon;'n ordine\n", ";", []string{"Nume", "Telefon"}, []string{"Ion", "'n ordine"}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table := readText(t, c.text)
			if table.Delimiter != c.delimiter {
				t.Errorf("delimiter %q, want %q", table.Delimiter, c.delimiter)
			}
			if !slices.Equal(table.Headers, c.headers) || !slices.Equal(table.Rows[0], c.row) || table.Lines[0] != c.line {
				t.Errorf("headers %q, line %d: %q", table.Headers, table.Lines[0], table.Rows[0])
			}
		})
	}
}

func TestLineNumbersCountLinesInQuotes(t *testing.T) {
	t.Parallel()
	table := readText(t, "Nume;Nota\r\n\"Ion\";\"1\n2\r\n3\r4\"\r\nAna;x\r\n")
	if !slices.Equal(table.Lines, []int{2, 6}) {
		t.Errorf("rows begin in lines %v", table.Lines)
	}
}

func TestAFileThatCannotBeReadSaysWhereAndWhatToDo(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", importer.MaxCell+1)
	for name, c := range map[string]struct {
		data string
		key  string
		args crm.Args
	}{
		"IM09 quote not closed":        {"Nume;Oras\n\"Ion;Cluj\nAna;Dej\n", "import.quote", crm.Args{"line": 2}},
		"IM09 closed by the next one":  {"Nume;Oras\n\"Ion;Cluj\n\"Ana\";Dej\n", "import.quote", crm.Args{"line": 2}},
		"IM09 text behind a quote":     {"Nume;Oras\nAna;Dej\n\"Ion\"el;Cluj\n", "import.quote", crm.Args{"line": 3}},
		"IM09 a quote over many lines": {"Nume;Oras\n\"Ion;Cluj\n" + strings.Repeat("Ana;Dej\n", 2000) + "\"\n", "import.quote", crm.Args{"line": 2}},
		"nothing":                      {"", "import.empty", nil},
		"only white space":             {" \r\n\t\n", "import.empty", nil},
		"only delimiters":              {";;;\n;;;\n", "import.empty", nil},
		"only what can't be seen":      {"\u200b;\u200b\nIon;x\n", "import.empty", nil},
		"only column names":            {"Nume;Oras\n", "import.no_rows", crm.Args{"line": 1}},
		"no column names":              {"Ion;ion@exemplu.ro\nAna;ana@exemplu.ro\n", "import.no_header", crm.Args{"line": 1, "value": "ion@exemplu.ro"}},
		"a phone instead of a name":    {"Ion;0712 345 678\nAna;x\n", "import.no_header", crm.Args{"line": 1, "value": "0712 345 678"}},
		"a title above":                {"Lista clienți\nNume;Oras\nIon;Cluj\n", "import.header_narrow", crm.Args{"line": 1, "have": 1, "row": 2, "cells": 2}},
		"a zero character":             {"Nume;Oras\nIon\x00;Cluj\n", "import.nul", crm.Args{"line": 2}},
		"half a spreadsheet":           {"PK\x03\x04\x14\x00\x06\x00", "import.xlsx.broken", nil},
		"an old spreadsheet":           {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "import.xlsx.old", nil},
		"a packed file":                {"\x1f\x8b\x08", "import.not_csv.packed", nil},
		"a picture":                    {"\x89PNG\r\n\x1a\n", "import.not_csv.other", nil},
		"bytes":                        {strings.Repeat("\x01\x02a\x00\x03", 50), "import.not_csv.other", nil},
		"a web page":                   {"<!DOCTYPE html><table>", "import.not_csv.html", nil},
		"IM05 too many rows":           {"Nume\n" + strings.Repeat("Ion\n", importer.MaxRows+1), "import.too_many_rows", crm.Args{"line": importer.MaxRows + 2, "limit": importer.MaxRows}},
		"IM05 too many bytes":          {strings.Repeat("Nume;Oras\n", importer.MaxBytes/10+1), "import.too_big", crm.Args{"megabytes": int64(101), "limit": int64(100)}},
		"too many columns":             {"Nume" + strings.Repeat(";x", 200) + "\nIon\n", "import.too_many_columns", crm.Args{"line": 1, "have": 201, "limit": 200}},
		"a cell too long":              {"Nume;Oras\nIon;" + long + "\n", "import.cell_too_long", crm.Args{"line": 2, "limit": importer.MaxCell}},
		"a quoted cell too long":       {"Nume;Oras\nIon;\"" + long + "\"\n", "import.cell_too_long", crm.Args{"line": 2, "limit": importer.MaxCell}},
		"neither UTF-8 nor cp1250":     {"Nume;Oras\nIon;Cluj\nAna;\x83\n", "import.no_encoding", crm.Args{"line": 3, "encoding": "windows-1250"}},
		"half a UTF-16 character":      {"\xff\xfeN\x00;\x00x\x00\n\x00a", "import.bad_encoding", crm.Args{"line": 2, "encoding": "utf-16"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := importer.Read("x.csv", []byte(c.data))
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

func TestAWrongChoiceOfEncodingOrDelimiterIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ encoding, delimiter, key string }{
		"an encoding that we don't know": {"ebcdic", "", "import.unknown_encoding"},
		"bytes that aren't UTF-8":        {"utf-8", "", "import.bad_encoding"},
		"a delimiter that we don't know": {"", "|", "import.bad_delimiter"},
	} {
		_, err := importer.ReadAs("x.csv", []byte("Nume;Oras\nIon;Bac\xe3u\n"), c.encoding, c.delimiter)
		var said *crm.Error
		if !errors.As(err, &said) || said.Key != c.key {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAllBadColumnNamesAreSaidAtOnce(t *testing.T) {
	t.Parallel()
	_, err := importer.Read("x.csv", []byte("Nume;;Telefon;nume;\nIon;x;1;2\n"))
	var said *crm.Error
	if !errors.As(err, &said) || said.Key != "import.bad_header" || len(said.Problems) != 2 {
		t.Fatalf("got %v", err)
	}
	if p := said.Problems[0]; p.Key != "import.header_empty" || p.Args["column"] != "B" || p.Args["line"] != 2 {
		t.Errorf("first problem %v", p)
	}
	if p := said.Problems[1]; p.Key != "import.header_twice" || p.Args["first"] != "A" || p.Args["second"] != "D" {
		t.Errorf("second problem %v", p)
	}
}

func TestIM15AFileNameIsOnlyAName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"../../x.csv":                     "x.csv",
		`C:\Users\ion\clienți.csv`:        "clienți.csv",
		"a\r\nb\u202ec.csv":               "abc.csv",
		strings.Repeat("ș", 300) + ".csv": strings.Repeat("ș", 120),
	} {
		table, err := importer.Read(name, []byte("Nume\nIon\n"))
		if err != nil || table.Name != want {
			t.Errorf("%q is shown as %q (%v)", name, table.Name, err)
		}
	}
}

func TestIM12TheSameContentHasTheSameHash(t *testing.T) {
	t.Parallel()
	a, _ := importer.Read("a.csv", []byte("Nume\nIon\n"))
	b, _ := importer.Read("b.csv", []byte("Nume\nIon\n"))
	c, _ := importer.Read("a.csv", []byte("Nume\nAna\n"))
	if a.Hash != b.Hash || a.Hash == c.Hash || len(a.Hash) != 64 {
		t.Errorf("hashes %s %s %s", a.Hash, b.Hash, c.Hash)
	}
}

func TestOldMacFilesInISO885916AreReadWhenToldSo(t *testing.T) {
	t.Parallel()
	table, err := importer.ReadAs("x.csv", file(t, "old_mac_8859_16.csv"), "iso-8859-16", "")
	if err != nil {
		t.Fatal(err)
	}
	if table.Headers[1] != "Oraș" || table.Rows[0][0] != "Ștefan Țurcanu" || table.Rows[1][0] != "Ion\rPop" || table.Lines[1] != 3 {
		t.Errorf("read %+v", table)
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"messy_cp1250.csv", "hungarian_utf16le.csv", "bom.csv", "old_mac_8859_16.csv"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("\"\r\"\"\n;\"a\"b"))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := importer.Read("x.csv", data)
		if err != nil {
			if crm.CodeOf(err) != crm.CodeInvalid {
				t.Fatalf("not a clear refusal: %v", err)
			}
			return
		}
		if len(table.Lines) != len(table.Rows) || len(table.Rows) == 0 || len(table.Headers) == 0 {
			t.Fatalf("a table without shape: %d headers, %d rows, %d lines", len(table.Headers), len(table.Rows), len(table.Lines))
		}
		for _, row := range table.Rows {
			if len(row) < len(table.Headers) {
				t.Fatalf("a row of %d cells under %d headers", len(row), len(table.Headers))
			}
		}
		cat := catalogue()
		m := importer.Guess(table, cat)
		m.Region = "RO"
		if _, err := importer.Build(table, m, cat); err != nil && crm.CodeOf(err) != crm.CodeInvalid {
			t.Fatal(err)
		}
	})
}

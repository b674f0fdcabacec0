package importer_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
	"stepwise/backend/words"
)

func TestWhatIsWrittenIsReadBackCellForCell(t *testing.T) {
	t.Parallel()
	letters := rapid.SampledFrom([]rune("abcșțőĂ😀'=+-@;,\t\r\n\" 0"))
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 5).Draw(t, "width")
		headers := []string{"Nume", "Oraș", "Țară", "Notă", "Altul"}[:width]
		rows := rapid.SliceOfN(rapid.SliceOfN(rapid.StringOfN(letters, 0, 12, -1), width, width), 1, 8).Draw(t, "rows")
		for _, row := range rows {
			row[0] = "x" + row[0] // a row without any text is none
		}
		delimiter := rapid.SampledFrom(importer.Delimiters).Draw(t, "delimiter")
		table, err := importer.Read("x.csv", importer.WriteCSV(headers, rows, delimiter))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(table.Headers, headers) || width > 1 && table.Delimiter != delimiter {
			t.Fatalf("headers %q, delimiter %q", table.Headers, table.Delimiter)
		}
		for i, row := range rows {
			if !slices.Equal(table.Rows[i], row) {
				t.Fatalf("row %d is %q, was %q", i, table.Rows[i], row)
			}
		}
	})
}

func TestNoCellIsRunByASpreadsheet(t *testing.T) {
	t.Parallel()
	cells := []string{"=1+1", "+40712345678", "-5", "@SUM(A1)", "\tx", "\rx", "'=1", "a=1", "'n"}
	text := string(importer.WriteCSV([]string{"x"}, [][]string{cells}, ";"))
	want := "\ufeffx\r\n'=1+1;'+40712345678;'-5;'@SUM(A1);\"'\tx\";\"'\rx\";''=1;a=1;'n\r\n"
	if text != want {
		t.Errorf("wrote %q", text)
	}
}

func TestTheErrorFileCanBeMendedAndImportedAgain(t *testing.T) {
	t.Parallel()
	table := readText(t, "Nume;Telefon;Oraș\nIon;7.1E+08;Cluj\nAna;0722333444;Dej\nEva;'+40x;Turda;plus\n")
	m := mapped(importer.ContactName, importer.ContactPhone, importer.Ignore)
	result := build(t, table, m)
	say := func(p crm.Phrase) string { return words.Render("ro", p, time.UTC) }
	mended := importer.ErrorFile(table, result.Bad, say)

	again := read(t, mended)
	if !slices.Equal(again.Headers, []string{"Linia din fișier", "Motive", "Nume", "Telefon", "Oraș"}) || again.Delimiter != ";" {
		t.Fatalf("headers %q", again.Headers)
	}
	if row := again.Rows[0]; row[0] != "2" || !strings.HasPrefix(row[1], "Telefon: ") || !slices.Equal(row[2:], []string{"Ion", "7.1E+08", "Cluj"}) {
		t.Errorf("first bad row %q", row)
	}
	if row := again.Rows[1]; row[0] != "4" || !strings.Contains(row[1], " | ") || !slices.Equal(row[2:], []string{"Eva", "+40x", "Turda", "plus"}) {
		t.Errorf("second bad row %q", row)
	}
	if !strings.Contains(string(mended), ";'+40x;") {
		t.Errorf("the plus is not kept from the spreadsheet: %s", mended)
	}

	guess := importer.Guess(again, catalogue())
	if guess.Columns[0] != importer.Ignore || guess.Columns[1] != importer.Ignore || guess.Columns[2] != importer.ContactName {
		t.Errorf("guessed %q", guess.Columns)
	}
	m.Columns = append([]importer.Target{"", ""}, m.Columns...)
	twice := read(t, importer.ErrorFile(again, build(t, again, m).Bad, say))
	if !slices.Equal(twice.Headers, again.Headers) || twice.Rows[0][2] != "Ion" {
		t.Errorf("after the second time %q, %q", twice.Headers, twice.Rows[0])
	}
}

func TestEveryReasonHasWordsInEveryLanguage(t *testing.T) {
	t.Parallel()
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, source := range sources {
		if strings.HasSuffix(source, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), source, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			key, err := strconv.Unquote(lit.Value)
			if err != nil || !strings.HasPrefix(key, "import.") {
				return true
			}
			found++
			for _, lang := range words.Languages() {
				if said := words.Render(lang, crm.Say(key), time.UTC); said == key || said == "" {
					t.Errorf("%s has no words in %s", key, lang)
				}
			}
			return true
		})
	}
	if found < 60 {
		t.Errorf("only %d keys found", found)
	}
}

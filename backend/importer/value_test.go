package importer_test

import (
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
)

// dates builds a column of dates under one format.
func dates(t *testing.T, format string, cells ...string) *importer.Result {
	t.Helper()
	rows := make([][]string, 0, len(cells))
	for _, c := range cells {
		rows = append(rows, []string{"Ion", c})
	}
	table := read(t, importer.WriteCSV([]string{"Nume", "Valabil"}, rows, ";"))
	m := mapped(importer.ContactName, importer.ToNew(crm.FieldDate))
	m.DateFormat = format
	if open := importer.Ambiguous(table, m, catalogue()); !slices.Equal(open, build(t, table, m).Ambiguous) {
		t.Errorf("asked beforehand: %v", open)
	}
	return build(t, table, m)
}

func TestIM11DatesAreReadInOneFormatOrNotAtAll(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ format, cell, want string }{
		{"auto", "26.11.2026", "2026-11-26"},
		{"auto", "01.02.2026", "2026-02-01"},
		{"auto", "2026-02-01", "2026-02-01"},
		{"auto", "2026. 02. 01.", "2026-02-01"},
		{"auto", "2026/2/1", "2026-02-01"},
		{"auto", "2026-02-01 00:00:00", "2026-02-01"},
		{"auto", "2026-02-01T10:30", "2026-02-01"},
		{"auto", "13/02/2026", "2026-02-13"},
		{"auto", "02/13/2026", "2026-02-13"},
		{"auto", "29.02.2028", "2028-02-29"},
		{"d.m.y", "01/02/2026", "2026-02-01"},
		{"m/d/y", "01/02/2026", "2026-01-02"},
		{"auto", "01/02/2026", "import.date.ambiguous"},
		{"auto", "2026-02-30", "import.date.impossible"},
		{"auto", "30.02.2026", "import.date.impossible"},
		{"auto", "31.04.2026", "import.date.impossible"},
		{"m/d/y", "13/02/2026", "import.date.impossible"},
		{"y-m-d", "01.02.2026", "import.date.order"},
		{"auto", "45678", "import.date.serial"},
		{"auto", "45678,5", "import.date.serial"},
		{"auto", "31.12.1899", "import.date.range"},
		{"auto", "00.01.1900", "import.date.impossible"},
		{"auto", "01.02.26", "import.date.year"},
		{"auto", "2026-02-01 25:00", "import.date.unknown"},
		{"auto", "2026-02-01T22:00:00Z", "import.date.unknown"},
		{"auto", "mâine", "import.date.unknown"},
		{"auto", "1.2-2026", "import.date.unknown"},
	} {
		result := dates(t, c.format, c.cell)
		got := ""
		if len(result.Bad) > 0 {
			got = result.Bad[0].Problems[0].Key
		} else if d, ok := result.Drafts[0].NewFields[1].(crm.Date); ok {
			got = string(d)
		}
		if got != c.want {
			t.Errorf("%s in %q: %q, want %q", c.cell, c.format, got, c.want)
		}
	}
}

func TestIM11TheWholeColumnTellsTheFormatOrItIsAskedOnce(t *testing.T) {
	t.Parallel()
	result := dates(t, "auto", "01/02/2026", "15/02/2026")
	if len(result.Ambiguous) != 0 || result.Drafts[0].NewFields[1] != crm.Date("2026-02-01") {
		t.Errorf("day first: %+v", result)
	}
	result = dates(t, "auto", "01/02/2026", "02/15/2026")
	if len(result.Ambiguous) != 0 || result.Drafts[0].NewFields[1] != crm.Date("2026-01-02") {
		t.Errorf("month first: %+v", result)
	}
	for _, cells := range [][]string{{"01/02/2026", "03/04/2026"}, {"15/02/2026", "02/15/2026", "01/02/2026"}} {
		result = dates(t, "auto", cells...)
		if !slices.Equal(result.Ambiguous, []string{"Valabil"}) || len(result.Drafts) != 0 {
			t.Errorf("%v: not asked: %+v", cells, result)
		}
	}
}

func TestNumbersAreReadWithTheirDecimalSign(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cell  string
		comma bool
		want  any
	}{
		{"1.234,56", true, 1234.56},
		{"1,234.56", false, 1234.56},
		{"1 234,56", true, 1234.56},
		{"1\u00a0234\u202f567", true, 1234567.0},
		{"1.234", true, 1234.0},
		{"1.234", false, 1.234},
		{"-5", true, -5.0},
		{"−5,5", true, -5.5},
		{"+5", true, 5.0},
		{"0", true, 0.0},
		{"007", true, 7.0},
		{"12.50", true, "import.number.comma"},
		{"12,50", false, "import.number.point"},
		{"1.23.456", true, "import.number.unknown"},
		{"1,2,3", true, "import.number.unknown"},
		{"100 lei", true, "import.number.unknown"},
		{"10%", true, "import.number.unknown"},
		{"1E+05", true, "import.number.unknown"},
		{"NaN", true, "import.number.unknown"},
		{"Infinity", true, "import.number.unknown"},
		{"0x10", true, "import.number.unknown"},
		{"5,", true, "import.number.unknown"},
		{"--5", true, "import.number.unknown"},
		{"1234567890123456", true, "import.number.digits"},
		{strings.Repeat("9", 400), true, "import.number.digits"},
	} {
		table := read(t, importer.WriteCSV([]string{"Nume", "Valoare"}, [][]string{{"Ion", c.cell}}, ";"))
		m := mapped(importer.ContactName, importer.ToNew(crm.FieldNumber))
		m.DecimalComma = c.comma
		result := build(t, table, m)
		var got any
		if len(result.Bad) > 0 {
			got = result.Bad[0].Problems[0].Key
		} else {
			got = result.Drafts[0].NewFields[1]
		}
		if got != c.want {
			t.Errorf("%q with comma %v: %v, want %v", c.cell, c.comma, got, c.want)
		}
	}
}

func TestTheDecimalSignIsGuessedFromTheContent(t *testing.T) {
	t.Parallel()
	for text, comma := range map[string]bool{
		"Nume;Valoare ofertă\na;1.234,56\n":               true,
		"Nume;Valoare ofertă\na;1,234.56\n":               false,
		"Nume;Valoare ofertă\na;1.234\nb;12,5\n":          true,
		"Nume;Valoare ofertă\na;12.5\n":                   false,
		"Nume;Valoare ofertă\na;1.234\n":                  true,
		"Nume,Valoare ofertă\na,1.234\n":                  false,
		"Nume,Valoare ofertă\na,1.234.567\n":              true,
		"Nume\tValoare ofertă\tAltul\na\t1.234\t3,5\n":    true,
		"Nume\tValoare ofertă\tAltul\na\t1234.5\t1,234\n": false,
		"Nume;Valoare ofertă\na;10\nb;20\n":               true,
		"Nume;Valoare ofertă\na;0.125\nb;20\n":            false,
	} {
		if m := importer.Guess(readText(t, text), catalogue()); m.DecimalComma != comma {
			t.Errorf("%q: decimal comma %v", text, m.DecimalComma)
		}
	}
}

func TestNumbersThatCouldBeEitherAreNoted(t *testing.T) {
	t.Parallel()
	result := one(t, "Valoare", importer.ToNew(crm.FieldNumber), "1.234")
	if len(result.Noted) != 1 || result.Noted[0].Header != "Valoare" || result.Noted[0].Say.Args["read"] != 1234.0 {
		t.Errorf("notes %+v", result.Noted)
	}
	if result = one(t, "Valoare", importer.ToNew(crm.FieldNumber), "12,5"); len(result.Noted) != 0 {
		t.Errorf("notes %+v", result.Noted)
	}
}

func TestYesAndNoHaveManyWords(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]any{
		"Da": true, "igen": true, "YES": true, "x": true, "1": true, "ADEVĂRAT": true,
		"nu": false, "Nem": false, "no": false, "0": false, "FALS": false,
		"": nil, "n/a": nil, "—": nil,
	} {
		result := one(t, "Are contract", importer.ToField(4), cell)
		if got := result.Drafts[0].Fields[4]; got != want {
			t.Errorf("%q: %v", cell, got)
		}
	}
}

func TestATextThatIsTooLongIsABadRow(t *testing.T) {
	t.Parallel()
	if result := one(t, "Observații", importer.ToField(5), strings.Repeat("ș", 500)); len(result.Drafts) != 1 {
		t.Errorf("500 characters were refused")
	}
	result := one(t, "Observații", importer.ToField(5), strings.Repeat("ș", 501))
	if len(result.Bad) != 1 || reasons(result.Bad[0])["Observații"] != "import.text_long" {
		t.Errorf("%+v", result)
	}
}

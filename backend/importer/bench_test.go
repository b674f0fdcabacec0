package importer_test

import (
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
)

// benchRows is how many rows the benchmarks' file has.
const benchRows = 20_000

// wide is a file of clients with a column for each of 19 fields; addresses adds
// an email and a phone.
func wide(tb testing.TB, addresses bool) (*importer.Table, *crm.Catalogue, importer.Mapping) {
	tb.Helper()
	cat := &crm.Catalogue{Product: crm.Product{ID: 1}, Statuses: []crm.Status{{ID: 1, Name: "Nou"}}}
	columns := []importer.Target{importer.ContactName}
	header := "Nume"
	for i := range 19 {
		f := crm.Field{ID: crm.FieldID(i + 1), Name: fmt.Sprintf("Câmp %d", i)}
		switch i % 6 {
		case 0, 1:
			f.Type = crm.FieldText
		case 2:
			f.Type = crm.FieldNumber
		case 3:
			f.Type = crm.FieldDate
		case 4:
			f.Type = crm.FieldYesNo
		case 5:
			f.Type = crm.FieldChoice
			f.Choices = []crm.Choice{{ID: 1, Name: "Târg"}, {ID: 2, Name: "Site"}}
		}
		cat.Fields = append(cat.Fields, f)
		columns = append(columns, importer.ToField(f.ID))
		header += ";" + f.Name
	}
	if addresses {
		columns = append(columns, importer.ContactEmail, importer.ContactPhone)
		header += ";E-mail;Telefon"
	}
	var text strings.Builder
	text.WriteString(header + "\n")
	for i := range benchRows {
		fmt.Fprintf(&text, "Ștefan Popescu %d", i)
		for j := range 19 {
			text.WriteByte(';')
			switch j % 6 {
			case 0, 1:
				fmt.Fprintf(&text, "text %d al rândului %d", j, i%500)
			case 2:
				fmt.Fprintf(&text, "%d,%02d", i, j)
			case 3:
				fmt.Fprintf(&text, "%02d.%02d.2026", i%28+1, i%12+1)
			case 4:
				text.WriteString([]string{"da", "nu"}[i%2])
			case 5:
				text.WriteString([]string{"Târg", "Site"}[i%2])
			}
		}
		if addresses {
			fmt.Fprintf(&text, ";client%d@exemplu.ro;07%02d %03d %03d", i, 20+i%60, i/1000%1000, i%1000)
		}
		text.WriteByte('\n')
	}
	table, err := importer.Read("wide.csv", []byte(text.String()))
	if err != nil {
		tb.Fatal(err)
	}
	return table, cat, importer.Mapping{Columns: columns, DateFormat: importer.DateAuto, DecimalComma: true, Region: "RO"}
}

func benchmark(b *testing.B, addresses bool, run func(*importer.Builder)) {
	table, cat, m := wide(b, addresses)
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		builder, err := importer.NewBuilder(table, m, cat)
		if err != nil {
			b.Fatal(err)
		}
		run(builder)
	}
	b.ReportMetric(float64(b.N)*benchRows/b.Elapsed().Seconds(), "rows/s")
}

func survey(builder *importer.Builder) {
	if result, err := builder.Survey(); err != nil || result.Good != benchRows {
		panic(fmt.Sprint(err, result.Good, result.Bad))
	}
}

func chunks(builder *importer.Builder) {
	for from := 0; from < benchRows; from += 1000 {
		if len(builder.Chunk(from, from+1000)) != 1000 {
			panic("a row went missing")
		}
	}
}

func BenchmarkSurveyOf20PlainColumns(b *testing.B)  { benchmark(b, false, survey) }
func BenchmarkChunksOf20PlainColumns(b *testing.B)  { benchmark(b, false, chunks) }
func BenchmarkSurveyWithEmailAndPhone(b *testing.B) { benchmark(b, true, survey) }
func BenchmarkChunksWithEmailAndPhone(b *testing.B) { benchmark(b, true, chunks) }

func BenchmarkReadCSV(b *testing.B) {
	table, _, _ := wide(b, true)
	data := importer.WriteCSV(table.Headers, table.Rows, ";")
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		if _, err := importer.Read("x.csv", data); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*benchRows/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkReadXLSX(b *testing.B) {
	table, _, _ := wide(b, true)
	data := importer.WriteXLSX(table.Headers, table.Rows)
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		if _, err := importer.Read("x.xlsx", data); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*benchRows/b.Elapsed().Seconds(), "rows/s")
}

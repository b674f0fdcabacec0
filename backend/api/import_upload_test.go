package api_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/importer"
)

func TestALongFileComesInParts(t *testing.T) {
	t.Parallel()
	d := open(t)
	for name, content := range map[string][]byte{
		"clienti.csv":  importer.WriteCSV([]string{"Nume", "Telefon"}, [][]string{{"Ștefan\x00", "0712345678"}, {"Ana", "0722333444"}}, ";")[3:],
		"clienti.xlsx": importer.WriteXLSX([]string{"Nume", "Telefon"}, [][]string{{"Ștefan", "0712345678"}, {"Ana", "0722333444"}}),
	} {
		content = bytes.ReplaceAll(content, []byte("\x00;"), []byte(";"))
		in := api.ReadImportIn{Product: d.Product, Name: name, Size: len(content)}
		var out api.ReadImportOut
		for from := 0; from < len(content); from += 7 {
			to := min(from+7, len(content))
			in.Import, in.Content, in.More = out.Import, base64.StdEncoding.EncodeToString(content[from:to]), to < len(content)
			out = ask(d.api.ReadImport(in)).ok(t)
		}
		equal(t, name, out.Total, 2)
		equal(t, "the first", out.Rows[0][0], "Ștefan")
		again := ask(d.api.ReadImport(api.ReadImportIn{Import: out.Import, Name: name})).ok(t)
		equal(t, "read once more", again.Total, 2)
		check := ask(d.api.CheckImport(checkOf(again))).ok(t)
		equal(t, "good", check.Good, 2)
	}
}

func TestAFileThatIsTooLongIsRefusedBeforeItComes(t *testing.T) {
	t.Parallel()
	d := open(t)
	ask(d.api.ReadImport(api.ReadImportIn{Product: d.Product, Name: "c.csv", Size: 2 << 30, More: true})).refused(t, "invalid import.too_big")
	ask(d.api.ReadImport(api.ReadImportIn{Product: d.Product, Name: "c.xlsx", Size: 21 << 20, More: true})).refused(t, "invalid import.too_big")

	part := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("x", 15<<20)))
	out := ask(d.api.ReadImport(api.ReadImportIn{Product: d.Product, Name: "c.xlsx", Content: part, More: true})).ok(t)
	ask(d.api.ReadImport(api.ReadImportIn{Import: out.Import, Name: "c.xlsx", Content: part, More: true})).refused(t, "invalid import.too_big")
	ask(d.api.ReadImport(api.ReadImportIn{Import: 77, Name: "c.xlsx", Content: part})).refused(t, "not_found error.not_found.import")
}

func TestAnExportIsRecognised(t *testing.T) {
	t.Parallel()
	d := open(t)
	read := ask(d.upload("contacts.csv", "First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value,Labels\nIon,Pop,* Work,ion@exemplu.ro,0712345678,Clienți ::: * myContacts\n")).ok(t)
	equal(t, "source", read.Source, importer.SourceGoogle)
}

func TestAnImportGoesOnWhenItsCallerHasGone(t *testing.T) {
	t.Parallel()
	d := open(t)
	read := ask(d.upload("clienti.csv", "Nume;Email\nIon;ion@exemplu.ro\n")).ok(t)
	gone := func(start func(s *api.Session) (api.JobView, error)) api.JobView {
		call, end := context.WithCancel(t.Context())
		job, err := start(api.NewSession(call, max(d.Admin, 1), d.svc))
		end()
		d.OK(err)
		job, err = d.svc.Wait(t.Context(), job.ID)
		d.OK(err)
		return job
	}
	check := gone(func(s *api.Session) (api.JobView, error) { return s.StartCheckImport(checkOf(read)) })
	equal(t, "the dry run", check.State, "done")
	done := gone(func(s *api.Session) (api.JobView, error) { return s.StartImport(startOf(read)) })
	equal(t, "the import", done.State, "done")
	undone := gone(func(s *api.Session) (api.JobView, error) { return s.UndoImport(api.ImportIn{Import: read.Import}) })
	equal(t, "taken back", undone.State, "done")
}

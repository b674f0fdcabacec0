package api_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"sync"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/importer"
	"stepwise/backend/testkit"
)

func TestAFileThatIsNoneIsRefusedWithItsLine(t *testing.T) {
	t.Parallel()
	d := open(t)
	for what, tc := range map[string]struct{ name, text, want string }{
		"nothing":              {"c.csv", "", "import.empty"},
		"a spreadsheet":        {"c.xlsx", "PK\x03\x04 [Content_Types].xml xl/", "import.xlsx.broken"},
		"a web page":           {"c.csv", "<!DOCTYPE html><html><body>Log in</body></html>", "import.not_csv.html"},
		"an open quote":        {"c.csv", "Nume,Email\n\"Ion,ion@x.ro\nMaria,maria@x.ro\n", "import.quote"},
		"only column names":    {"c.csv", "Nume,Email\n", "import.no_rows"},
		"columns of one name":  {"c.csv", "Nume,Nume\nIon,Pop\n", "import.bad_header"},
		"a zero in the middle": {"c.csv", "Nume,Email\nIon\x00,ion@x.ro\n", "import.nul"},
	} {
		t.Log(what)
		if got := ask(d.upload(tc.name, tc.text)); tc.want == "import.bad_header" {
			got.refused(t, "invalid "+tc.want, "B import.header_twice")
		} else {
			got.refused(t, "invalid "+tc.want)
		}
	}
	ask(d.api.ReadImport(api.ReadImportIn{Product: d.Product, Name: "c.csv", Content: "%%%"})).refused(t, "invalid import.bad_content")
	ask(d.api.ReadImport(api.ReadImportIn{Product: 77, Name: "c.csv", Content: base64.StdEncoding.EncodeToString([]byte("Nume\nIon\n"))})).refused(t, "not_found error.not_found.product")
	ask(d.api.ReadImport(api.ReadImportIn{Import: 77})).refused(t, "not_found error.not_found.import")
	ask(d.api.CheckImport(api.CheckImportIn{Import: 77})).refused(t, "not_found error.not_found.import")
	ask(d.api.StartImport(api.StartImportIn{Import: 77})).refused(t, "not_found error.not_found.import")
}

// The cases PH and EM at the place where a file brings them: the row goes to
// the error file, the others come in.
func TestBadRowsGoToTheErrorFile(t *testing.T) {
	t.Parallel()
	d := open(t)
	read := ask(d.upload("clienti.csv", strings.Join([]string{
		"Nume;Email;Telefon", "Ion;ion@exemplu.ro;7.12345678E+08", "=Maria;a@localhost;0712 345 678", "Ana;ana@exemplu.ro;712345678", "Radu;radu@exemplu.ro, r@exemplu.ro;O712345678",
	}, "\n"))).ok(t)
	check := ask(d.api.CheckImport(checkOf(read))).ok(t)
	equal(t, "good and bad", fmt.Sprint(check.Good, check.Bad), "1 3")
	var rows []string
	for _, bad := range check.BadRows {
		rows = append(rows, fmt.Sprint(bad.Line, " ", strings.Join(problems(t, bad.Problems), ", ")))
	}
	same(t, "bad rows", rows, []string{"2 Telefon phone.exponent", "3 Email mailaddr.no_dot", "5 Email mailaddr.several, Telefon phone.letters"})
	file := ask(d.api.ImportErrors(checkOf(read))).ok(t)
	text, err := base64.StdEncoding.DecodeString(file.Content)
	d.OK(err)
	equal(t, "its name", file.Name, "clienti-errors.csv")
	lines := strings.Split(strings.TrimSpace(string(text)), "\r\n")
	equal(t, "lines", len(lines), 4)
	equal(t, "its second row", lines[2], "3;Email: “localhost” is not a full domain: something like localhost.com is needed.;'=Maria;a@localhost;0712 345 678")
	equal(t, "the import", d.start(startOf(read)).Result.Args["count"], any(1))
	equal(t, "cards", d.cardCount(), 1)
	row := ask(d.api.ListCards(api.ListCardsIn{Product: d.Product})).ok(t).Rows[0]
	equal(t, "the number", ask(d.api.GetCard(api.CardIn{ID: row.ID})).ok(t).Contact.Addresses[1].Value, "+40712345678")
}

func TestAMappingThatDoesNotFitIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	read := ask(d.upload("c.csv", "A,B,C\nIon,2/1/2026,lunii\nMaria,1/2/2026,marți\n")).ok(t)
	same(t, "A, B and C say nothing: fields are proposed", read.Mapping.Columns, []importer.Target{"new:text", "new:date", "new:text"})
	to(t, &read, "A", "")
	to(t, &read, "B", "new:colour")
	to(t, &read, "C", "field:fld_zz")
	check := ask(d.api.CheckImport(checkOf(read))).ok(t)
	same(t, "problems", problems(t, check.Problems), []string{"B import.map.unknown", "C import.map.no_field"})
	ask(0, d.start(startOf(read)).Error).invalid(t, "B import.map.unknown", "C import.map.no_field")
	ask(d.api.ImportErrors(checkOf(read))).invalid(t, "B import.map.unknown", "C import.map.no_field")
	to(t, &read, "B", "new:date")
	to(t, &read, "C", "")
	same(t, "nothing names the card", problems(t, ask(d.api.CheckImport(checkOf(read))).ok(t).Problems), []string{"columns import.map.no_name"})
	to(t, &read, "A", "card.name")
	check = ask(d.api.CheckImport(checkOf(read))).ok(t)
	same(t, "dates that can be read in two ways", check.Ambiguous, []string{"B"})
	read.Mapping.DateFormat = "d.m.y"
	check = ask(d.api.CheckImport(checkOf(read))).ok(t)
	equal(t, "good once it is said", check.Good, 2)
	again := ask(d.api.ReadImport(api.ReadImportIn{Import: read.Import, Encoding: "utf-8", Delimiter: ";"})).ok(t)
	equal(t, "read in another way", len(again.Headers), 1)
}

func TestTheSameFileTwice(t *testing.T) {
	t.Parallel()
	d := open(t)
	text := "Nume,Email\nIon,ion@exemplu.ro\nMaria,maria@exemplu.ro\nIon,ion@exemplu.ro\n"
	read := ask(d.upload("c.csv", text)).ok(t)
	equal(t, "before", read.Before, 0)
	check := ask(d.api.CheckImport(checkOf(read))).ok(t)
	equal(t, "a row that stands twice is one card", fmt.Sprint(check.Good, check.Created, check.Bad), "3 2 1")
	first := d.start(startOf(read))
	equal(t, "first", fmt.Sprint(first.Result.Args["count"], first.Result.Args["bad"]), "2 1")
	said(t, first.Result)
	ask(d.api.StartImport(startOf(read))).refused(t, "conflict import.applied_already")
	ask(d.api.ReadImport(api.ReadImportIn{Import: read.Import})).refused(t, "conflict import.applied_already")

	d.Clock.Set(d.At("2026-11-24 10:00"))
	again := ask(d.upload("c-copy.csv", text)).ok(t)
	equal(t, "imported before", d.Civil(again.Before), "2026-11-23 10:00")
	equal(t, "on a card already", ask(d.api.CheckImport(checkOf(again))).ok(t).Existing, 3)
	second := d.start(startOf(again))
	equal(t, "second", fmt.Sprint(second.Result.Args["count"], second.Result.Args["bad"]), "0 3")
	equal(t, "cards", d.cardCount(), 2)

	all := startOf(ask(d.upload("c-all.csv", text)).ok(t))
	all.Existing = api.ExistingNew
	equal(t, "all the same", d.start(all).Result.Args["count"], any(3))
	equal(t, "cards in the end", d.cardCount(), 5)
}

func TestTwoStartsOfOneImportAtOnceImportOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	read := ask(d.upload("c.csv", "Nume\nIon\nMaria\n")).ok(t)
	var states [2]string
	var both sync.WaitGroup
	for i := range states {
		both.Go(func() {
			job, err := d.api.StartImport(startOf(read))
			if err == nil {
				job, err = d.svc.Wait(t.Context(), job.ID)
			}
			states[i] = job.State
			if job.Error != nil {
				err = job.Error
			}
			if err != nil {
				states[i] = "failed"
				if crm.CodeOf(err) != crm.CodeConflict {
					t.Error(err)
				}
			}
		})
	}
	both.Wait()
	equal(t, "one of them", fmt.Sprint(map[string]bool{states[0]: true, states[1]: true}), "map[done:true failed:true]")
	equal(t, "cards", d.cardCount(), 2)
}

// What a dry run says is what then happens: enrolled or silent, with or
// without those that are here already.
func TestAnImportStartsAsManyAsWasSaid(t *testing.T) {
	t.Parallel()
	for _, existing := range []string{api.ExistingNew, api.ExistingUpdate, api.ExistingError} {
		for _, enrol := range []bool{true, false} {
			t.Run(fmt.Sprint(existing, enrol), func(t *testing.T) {
				t.Parallel()
				d := open(t)
				d.Card("Known", testkit.NewLead, testkit.Email("known@exemplu.ro"))
				q := d.Sequence(d.offers(), testkit.TaskStep("1d", d.Template(crm.TemplateTask, "Call {{card.name}}", "")))
				d.Activate(q, "new")
				read := ask(d.upload("c.csv", "Nume,Email,Status\nIon,ion@exemplu.ro,Offer sent\nMaria,maria@exemplu.ro,Won\nKnown,known@exemplu.ro,offer SENT\nIon,ion@exemplu.ro,Offer sent\n")).ok(t)
				asked := checkOf(read)
				asked.Existing = existing
				check := ask(d.api.CheckImport(asked)).ok(t)
				want := map[string]string{api.ExistingNew: "4 0 0 0 3", api.ExistingUpdate: "2 1 1 0 2", api.ExistingError: "2 0 0 2 1"}[existing]
				if got := fmt.Sprint(check.Created, check.Updated, check.Same, check.Bad, check.Enrols[0].Count); got != want {
					t.Fatalf("foretold %s, want %s", got, want)
				}
				in := startOf(read)
				in.Enrol, in.Existing = enrol, existing
				d.start(in)
				started := 0
				if enrol {
					started = check.Enrols[0].Count
				}
				list := ask(d.api.ListSequences(api.ProductIn{Product: d.Product})).ok(t)
				equal(t, "started", list[0].Live, started)
				d.Advance("2d")
				equal(t, "tasks", len(d.Tasks()), started)
			})
		}
	}
}

func TestWhatAFileLacksInTheSettingsIsMade(t *testing.T) {
	t.Parallel()
	d := open(t)
	read := ask(d.upload("c.csv", "Nume,Status,Source,Etaj,Limba\nIon,Vizită,Website,3,ro\nMaria,VIZITA,Radio,4,hu\n")).ok(t)
	to(t, &read, "Etaj", "new:number")
	to(t, &read, "Limba", "new:choice")
	without := ask(d.api.CheckImport(checkOf(read))).ok(t)
	equal(t, "bad without making any", without.Bad, 2)
	read.Mapping.CreateMissing = true
	check := ask(d.api.CheckImport(checkOf(read))).ok(t)
	same(t, "new statuses", check.NewStatuses, []string{"Vizită"})
	same(t, "new fields", check.NewFields, []string{"Etaj", "Limba"})
	equal(t, "nothing is made yet", len(d.Catalogue().Fields), 5)
	equal(t, "done", d.start(startOf(read)).State, "done")
	equal(t, "statuses", len(d.Catalogue().Statuses), 7)
	equal(t, "choices", len(d.Field("Source").Choices), 4)
	rows := ask(d.api.ListCards(api.ListCardsIn{Product: d.Product, Status: d.Status("Vizită")})).ok(t).Rows
	equal(t, "in the new status", len(rows), 2)
	card := ask(d.api.GetCard(api.CardIn{ID: rows[0].ID})).ok(t).Card
	equal(t, "a new number", card.Fields[d.Field("Etaj").ID], any(3.0))
	equal(t, "a new choice", card.Fields[d.Field("Limba").ID], any(d.Field("Limba").Choices[0].ID))
}

func TestWhoMayGetMessagesIsAsked(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.Sequence(d.offers(), testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Hello", "Hello"), func(s *crm.Step) { s.Purpose = crm.PurposeMarketing }))
	d.Activate(q, "new")
	read := ask(d.upload("c.csv", "Nume,Email,Status\nIon,ion@exemplu.ro,Offer sent\n")).ok(t)
	in := startOf(read)
	in.Enrol, in.Consent = true, false
	d.start(in)
	d.Tick()
	row := ask(d.api.ListCards(api.ListCardsIn{Product: d.Product})).ok(t).Rows[0]
	view := ask(d.api.GetCard(api.CardIn{ID: row.ID})).ok(t)
	equal(t, "consent", view.Contact.Addresses[0].Consent, crm.ConsentUnconfirmed)
	equal(t, "the step", view.Passages[0].Runs[0].Run.Reason, crm.ReasonUnconfirmed)
	equal(t, "sent", len(d.Sent()), 0)
}

func TestACancelledImportLeavesNothing(t *testing.T) {
	t.Parallel()
	d := open(t)
	var text strings.Builder
	text.WriteString("Nume,Email,Limba\n")
	for i := range 5000 {
		fmt.Fprintf(&text, "Ion %d,ion%d@exemplu.ro,ro\n", i, i)
	}
	read := ask(d.upload("c.csv", text.String())).ok(t)
	to(t, &read, "Limba", "new:choice")
	news := d.svc.Bus().Listen()
	defer news.Close()
	job := ask(d.api.StartImport(startOf(read))).ok(t)
	<-news.Ready() // a hundred rows are in
	ask(d.api.CancelJob(api.JobIn{ID: job.ID})).ok(t)
	ended := ask(d.svc.Wait(t.Context(), job.ID)).ok(t)
	equal(t, "state", ended.State, "cancelled")
	ask(0, ended.Error).refused(t, "unavailable error.cancelled")
	equal(t, "cards and fields", fmt.Sprint(d.cardCount(), len(d.Catalogue().Fields)), "0 5")
	equal(t, "asked later", ask(d.api.GetJob(api.JobIn{ID: job.ID})).ok(t).State, "cancelled")
	ask(d.api.GetJob(api.JobIn{ID: "import_77"})).refused(t, "not_found error.not_found.job")
	ask(d.api.CancelJob(api.JobIn{ID: ""})).refused(t, "not_found error.not_found.job")
	equal(t, "and once more", d.start(startOf(read)).State, "done")
	equal(t, "cards in the end", d.cardCount(), 5000)
}

func TestTheLastJobsCanStillBeAskedAbout(t *testing.T) {
	t.Parallel()
	d := open(t)
	var ids []string
	for i := range 25 {
		ids = append(ids, d.start(startOf(ask(d.upload("c.csv", fmt.Sprintf("Nume\nIon %d\n", i))).ok(t))).ID)
	}
	for i, id := range ids {
		if i < 5 {
			ask(d.api.GetJob(api.JobIn{ID: id})).refused(t, "not_found error.not_found.job")
		} else {
			equal(t, id, ask(d.api.GetJob(api.JobIn{ID: id})).ok(t).State, "done")
		}
	}
}

package api_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/importer"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
	"stepwise/backend/words"
)

func (d *desk) tagged(id crm.TagID) func(*engine.Draft) {
	return func(draft *engine.Draft) { draft.Tags = draft.Tags.With(id) }
}

// speak is the language of the administrator.
func (d *desk) speak(lang string) {
	d.T.Helper()
	d.Write(func(tx *store.Tx) error {
		u, err := tx.User(d.Admin)
		if err != nil {
			return err
		}
		u.Language = lang
		_, err = tx.SaveUser(u)
		return err
	})
}

// manyRows are rows of which every third client stands in the file twice.
func manyRows(n int) string {
	var text strings.Builder
	text.WriteString("Nume,Email,Status,Limba,Firma\n")
	for i := range n {
		fmt.Fprintf(&text, "Ion %d,ion%d@exemplu.ro,%s,ro,Firma %d\n", i, i-i%3/2, []string{"Offer sent", "Won"}[i%2], i%50)
	}
	return text.String()
}

// begun is an import that its process left in the middle: n rows of chunks are
// in, and the program is started again on what is on the disk.
func (d *desk) begun(text string, chunks int, in func(*api.StartImportIn)) (*desk, crm.ImportID) {
	d.T.Helper()
	read := ask(d.upload("c.csv", text)).out
	d.OK(api.MapColumn(&read.Mapping, read.Headers, "Limba", "new:choice"))
	start := startOf(read)
	in(&start)
	snapshot, seen := "", 0
	d.Store.SetHooks(d.Engine.Judge, func(e store.Events) {
		if _, ok := e["import"]; ok {
			if seen++; seen == chunks+1 { // the first is its beginning
				snapshot = d.Snapshot()
			}
		}
	})
	job, err := d.api.StartImport(start)
	d.OK(err)
	_, err = d.svc.Wait(d.T.Context(), job.ID)
	d.OK(err)
	if snapshot == "" {
		d.T.Fatalf("only %d chunks", seen)
	}
	d.RestartFrom(snapshot)
	d.svc = api.NewService(api.Deps{
		Version: "1.0.0", Started: d.Now(), Log: d.Log, Bus: &api.Bus{}, Store: d.Store, Engine: d.Engine, Outbox: d.Outbox,
		Channels: d.Outbox.Channels, Kick: func() {}, MachineZone: "Europe/Budapest",
		Say: func(lang string, p crm.Phrase) string { return words.Render(lang, p, d.Zone) },
	})
	d.api = d.as(d.Admin)
	return d, read.Import
}

func (d *desk) wait(job api.JobView, err error) api.JobView {
	d.T.Helper()
	d.OK(err)
	job, err = d.svc.Wait(d.T.Context(), job.ID)
	d.OK(err)
	return job
}

func TestAnImportThatWasKilledGoesOn(t *testing.T) {
	t.Parallel()
	for _, existing := range []string{api.ExistingNew, api.ExistingUpdate, api.ExistingError} {
		t.Run(existing, func(t *testing.T) {
			t.Parallel()
			whole := open(t)
			policy := func(in *api.StartImportIn) { in.Existing = existing }
			text := manyRows(3000)
			read := ask(whole.upload("c.csv", text)).ok(t)
			to(t, &read, "Limba", "new:choice")
			in := startOf(read)
			policy(&in)
			want := whole.start(in)

			d, id := open(t).begun(text, 2, policy)
			list := ask(d.api.ListImports(api.ListImportsIn{Product: d.Product})).ok(t)
			if len(list) != 1 || !list[0].Interrupted || list[0].State != "applying" || list[0].Done == 0 || list[0].Done >= list[0].Total {
				t.Fatalf("after the kill: %+v", list)
			}
			ask(d.api.StartImport(api.StartImportIn{Import: id})).refused(t, "conflict import.under_way")
			got := d.wait(d.api.ContinueImport(api.ImportIn{Import: id}))
			equal(t, "said", fmt.Sprint(got.State, got.Result), fmt.Sprint(want.State, want.Result))
			same(t, "cards", d.shown(), whole.shown())
			ask(d.api.ContinueImport(api.ImportIn{Import: id})).refused(t, "conflict import.only_undo")
		})
	}
}

func TestAnImportThatWasKilledCanBeTakenBack(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Card("Known", testkit.NewLead, testkit.Email("ion7@exemplu.ro"))
	before := d.shown()
	d, id := d.begun(manyRows(3000), 2, func(in *api.StartImportIn) { in.Existing = api.ExistingUpdate })
	if len(d.shown()) == len(before) {
		t.Fatal("nothing came in before the kill")
	}
	done := d.wait(d.api.UndoImport(api.ImportIn{Import: id}))
	equal(t, "said", done.Result.Key, "import.taken_back")
	said(t, done.Result)
	same(t, "cards", d.shown(), before)
	equal(t, "fields", len(d.Catalogue().Fields), 5)
	equal(t, "contacts", d.contacts(), 1)
	ask(d.api.UndoImport(api.ImportIn{Import: id})).refused(t, "conflict import.not_under_way")
	list := ask(d.api.ListImports(api.ListImportsIn{})).ok(t)
	equal(t, "in the list", fmt.Sprint(list[0].State, list[0].Interrupted), "cancelledfalse")
}

func (d *desk) contacts() (n int) {
	d.T.Helper()
	d.Read(func(v *store.View) (err error) {
		n, err = v.CountContacts(store.ContactQuery{})
		return err
	})
	return n
}

func TestAWholeImportIsUndoneButForWhatChangedSince(t *testing.T) {
	t.Parallel()
	d := open(t)
	known := d.Card("Known", testkit.NewLead, testkit.Email("maria@exemplu.ro"))
	before := d.shown()
	q := d.Sequence(d.offers(), testkit.TaskStep("1d", d.Template(crm.TemplateTask, "Call", "")))
	d.Activate(q, "new")
	read := ask(d.upload("c.csv", "Nume,Email,Telefon,Oraș,Status\nIon,ion@exemplu.ro,0721345678,Cluj,Offer sent\nMaria,maria@exemplu.ro,0722345678,Turda,Offer sent\nEva,eva@exemplu.ro,,Deva,Won\n")).ok(t)
	to(t, &read, "Oraș", "new:text")
	in := startOf(read)
	in.Existing, in.Enrol = api.ExistingUpdate, true
	job := d.start(in)
	equal(t, "imported", fmt.Sprint(job.Result.Args["count"], job.Result.Args["updated"]), "2 1")
	equal(t, "the known one has a phone", len(ask(d.api.GetCard(api.CardIn{ID: known})).ok(t).Contact.Addresses), 3)
	equal(t, "started", len(d.Enrolments(q, known)), 1)
	eva := ask(d.api.ListCards(api.ListCardsIn{Product: d.Product, Search: "eva"})).ok(t).Rows[0].ID
	d.SetField(eva, "City", "Sibiu")

	done := d.wait(d.api.UndoImport(api.ImportIn{Import: read.Import}))
	equal(t, "left", fmt.Sprint(done.State, done.Result.Key, done.Result.Args["count"]), "doneimport.taken_back_but1")
	said(t, done.Result)
	left := d.shown()
	equal(t, "cards left", len(left), 2)
	for _, line := range left {
		if !strings.HasPrefix(line, "Eva") && line != before[0] {
			t.Errorf("%s is not as before: %s", line, before[0])
		}
	}
	equal(t, "the known one is in no automation", len(d.Enrolments(q, known)), 0)
	equal(t, "the field that Eva's card has stays", len(d.Catalogue().Fields), 6)
	equal(t, "in the list", ask(d.api.ListImports(api.ListImportsIn{Product: d.Product})).ok(t)[0].State, "undone")
}

func TestUpdatingAddsAddressesAndTakesOnlyWhatTheFileSays(t *testing.T) {
	t.Parallel()
	d := open(t)
	lost := d.Card("Ion Lost", testkit.Lost, testkit.Email("ion@exemplu.ro"))
	open1 := d.Card("Ion Open", testkit.NewLead, testkit.Email("ion@exemplu.ro"))
	further := d.Card("Ion Further", testkit.OfferSent, testkit.Email("ion@exemplu.ro"))
	d.SetField(further, "City", "Cluj")
	d.SetField(further, "Offer total", 5.0)
	read := ask(d.upload("c.csv", "Email,Telefon,City,Offer total,Etichete,Note\nION@exemplu.ro,0721345678,,7,vip,Call him\nion@exemplu.ro,0721345678,Turda,,vip,Call him\n")).ok(t)
	in := startOf(read)
	in.Existing = api.ExistingUpdate
	job := d.start(in)
	equal(t, "did", fmt.Sprint(job.Result.Args["count"], job.Result.Args["updated"], job.Result.Args["same"]), "0 2 0")
	card := d.CardNow(further)
	equal(t, "its name and status stay", fmt.Sprint(card.Name, card.Status == d.Status(testkit.OfferSent)), "Ion Furthertrue")
	equal(t, "an empty cell takes nothing away", card.Fields[d.Field("City").ID], any("Turda"))
	equal(t, "a value takes the place", card.Fields[d.Field("Offer total").ID], any(7.0))
	equal(t, "tags", len(card.Tags.IDs()), 1)
	view := ask(d.api.GetCard(api.CardIn{ID: further})).ok(t)
	var numbers []string
	for _, a := range view.Contact.Addresses {
		numbers = append(numbers, fmt.Sprint(a.Value, a.Default))
	}
	if len(numbers) != 3 || !strings.Contains(strings.Join(numbers, " "), "+40721345678false") {
		t.Errorf("addresses: %v", numbers)
	}
	equal(t, "the others are as they were", fmt.Sprint(d.CardNow(lost).Revision, d.CardNow(open1).Revision), "1 1")
	again := ask(d.upload("c2.csv", "Email,Telefon,City,Offer total,Etichete,Note\nion@exemplu.ro,0721345678,Turda,7,vip,Call him\n")).ok(t)
	in = startOf(again)
	in.Existing = api.ExistingUpdate
	job = d.start(in)
	equal(t, "the same once more", fmt.Sprint(job.Result.Args["updated"], job.Result.Args["same"]), "0 1")
}

func TestRejectedRowsStandInTheErrorFileAfterTheImport(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Card("Known", testkit.NewLead, testkit.Email("known@exemplu.ro"))
	read := ask(d.upload("c.csv", "Nume,Email\nKnown,known@exemplu.ro\nIon,ion@exemplu.ro\nIon,ION@exemplu.ro\nBad,not an email\nNobody,\nNobody,\n")).ok(t)
	job := d.start(startOf(read))
	equal(t, "did", fmt.Sprint(job.Result.Args["count"], job.Result.Args["bad"]), "2 4")
	file := ask(d.api.ImportErrors(api.CheckImportIn{Import: read.Import})).ok(t)
	content, _ := base64.StdEncoding.DecodeString(file.Content)
	for _, want := range []string{"“known@exemplu.ro” is on the card “Known” already", "stands in line 3 already", "The same row stands in the file before", "Bad,not an email"} {
		if !strings.Contains(string(content), want) {
			t.Errorf("%q is missing in %s", want, content)
		}
	}
	equal(t, "the file's name", file.Name, "c-errors.csv")
}

func TestALargeDryRunIsAJobAndSaysWhatThenHappens(t *testing.T) {
	t.Parallel()
	d := open(t)
	for i := range 5 {
		d.Card(fmt.Sprint("Known ", i), testkit.NewLead, testkit.Email(fmt.Sprintf("ion%d@exemplu.ro", i*300)))
	}
	q := d.Sequence(d.offers(), testkit.TaskStep("1d", d.Template(crm.TemplateTask, "Call", "")))
	d.Activate(q, "new")
	read := ask(d.upload("c.csv", manyRows(2500))).ok(t)
	to(t, &read, "Limba", "new:choice")
	for _, existing := range []string{api.ExistingUpdate} {
		in := checkOf(read)
		in.Existing = existing
		job := d.wait(d.api.StartCheckImport(in))
		equal(t, "the job", job.State, "done")
		out := ask(d.api.GetImportCheck(api.JobIn{ID: job.ID})).ok(t)
		if out.Check == nil || len(out.Check.Enrols) != 1 {
			t.Fatalf("%+v", out)
		}
		equal(t, "nothing is there yet", fmt.Sprint(d.cardCount(), len(d.Catalogue().Fields)), "5 5")
		start := startOf(read)
		start.Existing, start.Enrol = existing, true
		did := d.start(start)
		equal(t, "as foretold", fmt.Sprint(did.Result.Args["count"], did.Result.Args["updated"], did.Result.Args["same"], did.Result.Args["bad"]),
			fmt.Sprint(out.Check.Created, out.Check.Updated, out.Check.Same, out.Check.Bad))
		list := ask(d.api.ListSequences(api.ProductIn{Product: d.Product})).ok(t)
		equal(t, "started", list[0].Live, out.Check.Enrols[0].Count)
	}
}

func TestAMappingIsRememberedByItsColumns(t *testing.T) {
	t.Parallel()
	d := open(t)
	read := ask(d.upload("c.csv", "Cine,Unde\nIon,Cluj\n")).ok(t)
	equal(t, "the first time", read.Remembered, false)
	to(t, &read, "Cine", "card.name")
	to(t, &read, "Unde", importer.ToField(d.Field("City").ID))
	d.start(startOf(read))
	again := ask(d.upload("d.csv", "Unde,Cine\nTurda,Ana\n")).ok(t)
	equal(t, "the second time", again.Remembered, true)
	equal(t, "columns", fmt.Sprint(again.Mapping.Columns), fmt.Sprintf("[field:%s card.name]", d.Field("City").ID))
}

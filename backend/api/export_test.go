package api_test

import (
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// exported is the file of an export of all cards.
func (d *desk) exported(in api.ExportCardsIn) api.Download {
	d.T.Helper()
	in.Product = d.Product
	if in.Pick.List == nil && in.Pick.IDs == nil {
		in.Pick.List = &api.ListCardsIn{Product: d.Product}
	}
	job, err := d.api.StartExportCards(in)
	d.OK(err)
	job, err = d.svc.Wait(d.T.Context(), job.ID)
	d.OK(err)
	if job.Error != nil {
		d.T.Fatal(job.Error)
	}
	out, err := d.api.GetExport(api.JobIn{ID: job.ID})
	d.OK(err)
	if _, err := d.api.GetExport(api.JobIn{ID: job.ID}); crm.CodeOf(err) != crm.CodeNotFound {
		d.T.Errorf("taken twice: %v", err)
	}
	return *out.File
}

// shown is what a card says, with its client, without ids and moments.
func (d *desk) shown() []string {
	d.T.Helper()
	var out []string
	cat := d.Catalogue()
	d.Read(func(v *store.View) error {
		ids, err := v.CardIDs(store.ListQuery{Product: d.Product}, nil)
		if err != nil {
			return err
		}
		cards, err := v.FullCards(cat.Fields, ids)
		for _, c := range cards {
			st, _ := cat.Status(c.Status)
			line := fmt.Sprint(c.Name, "|", st.Name, "|", c.Owner, "|", c.Tags, "|")
			for _, f := range slices.Sorted(maps.Keys(c.Fields)) {
				line += fmt.Sprint(f, "=", c.Fields[f], "|")
			}
			if k := c.Client; k != nil {
				line += fmt.Sprint(k.Kind, k.FirstName, "/", k.LastName, "/", k.Name, "/", c.Company, "/", k.Website, "/", k.Postal)
				for _, a := range k.Addresses {
					line += fmt.Sprint("|", a.Channel, a.Value, a.Default)
				}
			}
			out = append(out, line)
		}
		return err
	})
	slices.Sort(out)
	return out
}

// furnished has cards with everything that a file can hold.
func (d *desk) furnished() {
	d.T.Helper()
	vip := ask(d.api.SaveTag(api.SaveTagIn{Name: "VIP"})).out
	for i, name := range []string{"Ion Pop", "=HYPERLINK(\"x\")", "Ștefan \"Fane\" Őri; Deva", "-1+1", "@sum"} {
		card := d.Card(name, testkit.OfferSent, testkit.Phone(fmt.Sprintf("+4072134567%d", i)), testkit.Email(fmt.Sprintf("client%d@exemplu.ro", i)))
		d.SetField(card, "City", []string{"Cluj", "=1+1", "Târgu Mureș", "+40", "line"}[i])
		d.SetField(card, "Offer total", 1234.5+float64(i))
		d.SetField(card, "Valid until", crm.Date("2026-12-0"+fmt.Sprint(i+1)))
		d.SetField(card, "VIP", i%2 == 0)
		d.SetField(card, "Source", "Fair")
		if i%2 == 0 {
			d.Save(card, d.tagged(vip.ID))
		}
	}
	d.Card("Nobody", testkit.Won, testkit.NoContact, testkit.NoOwner)
}

func TestWhatIsExportedComesBackTheSame(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"csv", "xlsx"} {
		for _, lang := range []string{"en", "ro", "hu"} {
			t.Run(format+lang, func(t *testing.T) {
				t.Parallel()
				d := open(t)
				d.speak(lang)
				d.furnished()
				before := d.shown()
				file := d.exported(api.ExportCardsIn{Format: format})
				content, err := base64.StdEncoding.DecodeString(file.Content)
				d.OK(err)
				if format == "csv" && (strings.Contains(string(content), ",=") || strings.Contains(string(content), "\n-1")) {
					t.Errorf("a formula: %s", content)
				}
				ids := d.all()
				ask(d.api.DeleteCards(api.CardIDs{IDs: ids})).ok(t)
				read := ask(d.api.ReadImport(api.ReadImportIn{Product: d.Product, Name: file.Name, Content: file.Content})).ok(t)
				read.Mapping.SplitCells = true
				in := startOf(read)
				in.Existing = api.ExistingNew
				job := d.start(in)
				equal(t, "imported", fmt.Sprint(job.State, job.Result.Args["count"], job.Result.Args["bad"]), fmt.Sprint("done", len(ids), 0))
				same(t, "the cards", d.shown(), before)
			})
		}
	}
}

func (d *desk) all() (ids []crm.CardID) {
	d.T.Helper()
	d.Read(func(v *store.View) (err error) {
		ids, err = v.CardIDs(store.ListQuery{Product: d.Product}, nil)
		return err
	})
	return ids
}

func TestAnExportHasTheColumnsAndCardsThatWereChosen(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.furnished()
	columns := ask(d.api.ExportColumns(api.ProductIn{Product: d.Product})).ok(t)
	equal(t, "the first column", columns[0].Name, "Card")
	file := d.exported(api.ExportCardsIn{Format: "csv", Columns: []string{"status", "name", d.Field("City").ID.String()}, Pick: api.CardPick{IDs: d.all()[:1]}})
	content, _ := base64.StdEncoding.DecodeString(file.Content)
	equal(t, "the file", string(content), "\ufeffStatus,Card,City\r\nOffer sent,Ion Pop,Cluj\r\n")
	equal(t, "its name", file.Name, "Customers.csv")
	ask(d.api.StartExportCards(api.ExportCardsIn{Product: d.Product, Format: "pdf"})).refused(t, "invalid export.format")
	ask(d.api.StartExportCards(api.ExportCardsIn{Product: d.Product, Format: "csv", Columns: []string{"nope"}, Pick: api.CardPick{IDs: d.all()}})).invalid(t, "columns export.no_column")
}

func TestContactsAreExportedWithAllTheirAddresses(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Card("Ion Pop", testkit.NewLead, testkit.Email("ion@exemplu.ro"), testkit.Phone("+40721345678"))
	content := d.exportedContacts(api.ExportContactsIn{})
	if !strings.Contains(content, "\r\nIon Pop,Ion,Pop,,ion@exemplu.ro,'+40721345678,") {
		t.Errorf("%s", content)
	}
}

func TestSomeContactsAreExported(t *testing.T) {
	t.Parallel()
	d := open(t)
	for _, name := range []string{"Ion Pop", "Ana Șerban", "Zoltán Kiss"} {
		d.Card(name, testkit.NewLead, testkit.Email(strings.ToLower(name[:2])+"@exemplu.ro"))
	}
	rows := ask(d.api.ListContacts(api.ListContactsIn{})).ok(t).Rows
	equal(t, "the first by name", rows[0].Name, "Ana Șerban")
	for name, c := range map[string]struct {
		in   api.ExportContactsIn
		want string
	}{
		"all":          {api.ExportContactsIn{}, "io an zo"},
		"chosen":       {api.ExportContactsIn{IDs: []crm.ContactID{rows[0].ID, rows[2].ID}}, "an zo"},
		"of a search":  {api.ExportContactsIn{List: &api.ListContactsIn{Search: "serb"}}, "an"},
		"of companies": {api.ExportContactsIn{List: &api.ListContactsIn{Kind: crm.ContactCompany}}, ""},
	} {
		var found []string
		for _, line := range strings.Split(d.exportedContacts(c.in), "\r\n") {
			if at := strings.Index(line, "@exemplu.ro"); at > 1 {
				found = append(found, line[at-2:at])
			}
		}
		equal(t, name, strings.Join(found, " "), c.want)
	}
}

// exportedContacts is an export of contacts as lines.
func (d *desk) exportedContacts(in api.ExportContactsIn) string {
	d.T.Helper()
	in.Format = "csv"
	job, err := d.api.StartExportContacts(in)
	d.OK(err)
	job, err = d.svc.Wait(d.T.Context(), job.ID)
	d.OK(err)
	if job.State != "done" {
		d.T.Fatal(job.State, job.Error)
	}
	out, err := d.api.GetExport(api.JobIn{ID: job.ID})
	d.OK(err)
	content, err := base64.StdEncoding.DecodeString(out.File.Content)
	d.OK(err)
	return string(content)
}

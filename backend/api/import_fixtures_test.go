package api_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// foretold is a row of a fixture as its card must be, written down before.
type foretold struct {
	Rejected                   map[string]string
	Name, Status, Owner        string
	Kind, First, Last, Company string
	Emails, Phones             []string
	Website, Postal            string
	Tags                       []string
	Note                       string
	Fields                     map[string]string
	SameAs                     int
}

// firms are where the exports come from: what their products had.
var firms = map[string]struct {
	country, zone string
	statuses      []string
	fields        []crm.Field
}{
	"google": {"RO", "Europe/Bucharest", []string{"Nou", "Client"}, nil},
	"hubspot": {"RO", "Europe/Bucharest", []string{"Nou", "New", "Open"}, []crm.Field{
		{Name: "City", Type: crm.FieldText}, {Name: "Amount", Type: crm.FieldMoney, Currency: "EUR"},
	}},
	"minicrm": {"HU", "Europe/Budapest", []string{"Új", "Ajánlat kiküldve"}, []crm.Field{
		{Name: "Forrás", Type: crm.FieldChoice, Choices: []crm.Choice{{Name: "Kiállítás"}}},
	}},
}

// A messy export goes the whole way: what was written down beforehand is in the
// database afterwards, and what can't be a card has its reason.
func TestMessyExportsBecomeTheCardsThatWereForetold(t *testing.T) {
	t.Parallel()
	for name := range firms {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := open(t)
			d.move(name)
			text, err := os.ReadFile(filepath.Join("..", "importer", "testdata", "fixtures", name+".csv"))
			d.OK(err)
			read := ask(d.upload(name+".csv", string(text))).ok(t)
			read.Mapping.CreateMissing = true
			in := startOf(read)
			in.Existing = api.ExistingNew
			job := d.start(in)
			want, rejected := expectedRows(t, name)
			equal(t, "made and rejected", fmt.Sprint(job.State, job.Result.Args["count"], job.Result.Args["bad"]), fmt.Sprint("done", len(want), rejected))
			wrong, cards := 0, d.asForetold()
			equal(t, "cards", len(cards), len(want))
			for i, got := range cards {
				if got.SameAs = want[i].SameAs; got.SameAs != 0 { // the client is that of the earlier row
					got.Kind, got.First, got.Last, got.Company, got.Website, got.Postal, got.Emails, got.Phones = want[i].Kind, want[i].First, want[i].Last, want[i].Company,
						want[i].Website, want[i].Postal, want[i].Emails, want[i].Phones
				}
				if a, b := fmt.Sprintf("%+v", plain(got)), fmt.Sprintf("%+v", plain(want[i])); a != b {
					if wrong++; wrong <= 3 {
						t.Errorf("row %d\n got  %s\n want %s", i, a, b)
					}
				}
			}
			equal(t, "rows that differ", wrong, 0)
		})
	}
}

// plain evens out how a client is shown who is known by an address alone, and
// the order of what has none.
func plain(f foretold) foretold {
	if strings.HasPrefix(f.Name, "+") {
		f.Name = strings.ReplaceAll(f.Name, " ", "")
	}
	if strings.Contains(f.Name, "@") {
		f.Name = strings.ToLower(f.Name)
	}
	f.Tags = slices.Sorted(slices.Values(f.Tags))
	if f.Tags == nil {
		f.Tags = []string{}
	}
	f.Emails, f.Phones = append([]string{}, f.Emails...), append([]string{}, f.Phones...)
	return f
}

// move lets the desk stand in one of the firms.
func (d *desk) move(name string) {
	d.T.Helper()
	firm := firms[name]
	d.SetWorkspace(func(ws *crm.Workspace) { ws.Country, ws.Zone = firm.country, firm.zone })
	d.Write(func(tx *store.Tx) error {
		p, err := tx.SaveProduct(crm.Product{Name: name, Position: 9})
		if err != nil {
			return err
		}
		d.Product = p.ID
		for i, st := range firm.statuses {
			if _, err := tx.SaveStatus(crm.Status{Product: p.ID, Name: st, Group: crm.GroupOpen, Color: "gray", Position: i + 1}); err != nil {
				return err
			}
		}
		for i, f := range firm.fields {
			f.Product, f.Position, f.Slug = p.ID, i+1, fmt.Sprint("f", i)
			f.Choices = slices.Clone(f.Choices)
			if _, err := tx.SaveField(f); err != nil {
				return err
			}
		}
		for i, who := range []string{"Ana Marin|ana@firma.ro", "Kovács Béla|bela@firma.ro", "Ion Stan|ion@firma.ro"} {
			user, email, _ := strings.Cut(who, "|")
			if _, err := tx.SaveUser(crm.User{Name: user, Email: email, Role: crm.RoleMember, Language: "en", Active: i < 2}); err != nil {
				return err
			}
		}
		return nil
	})
}

func expectedRows(t *testing.T, name string) (good []foretold, rejected int) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "importer", "testdata", "fixtures", name+".expected.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		var f foretold
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Fatal(err)
		}
		if f.Rejected != nil {
			rejected++
			continue
		}
		good = append(good, f)
	}
	return good, rejected
}

// asForetold are the product's cards in the order of their making.
func (d *desk) asForetold() []foretold {
	d.T.Helper()
	cat := d.Catalogue()
	var out []foretold
	d.Read(func(v *store.View) error {
		ids, err := v.CardIDs(store.ListQuery{Product: d.Product}, nil)
		if err != nil {
			return err
		}
		slices.Sort(ids)
		cards, err := v.FullCards(cat.Fields, ids)
		if err != nil {
			return err
		}
		tags, err := v.Tags()
		if err != nil {
			return err
		}
		for _, c := range cards {
			f := describeCard(cat, tags, c)
			notes, err := v.NotesOf(c.ID)
			if err != nil {
				return err
			}
			if len(notes) > 0 {
				f.Note = notes[0]
			}
			out = append(out, f)
		}
		return nil
	})
	return out
}

func describeCard(cat *crm.Catalogue, tags []crm.Tag, c store.FullCard) foretold {
	st, _ := cat.Status(c.Status)
	u, _ := cat.User(c.Owner)
	f := foretold{Name: c.Name, Status: st.Name, Owner: u.Name, Fields: map[string]string{}}
	for _, g := range tags {
		if c.Tags.Has(g.ID) {
			f.Tags = append(f.Tags, g.Name)
		}
	}
	for id, x := range c.Fields {
		field, _ := cat.Field(id)
		f.Fields[field.Name] = describeValue(field, x)
	}
	k := c.Client
	if k == nil {
		return f
	}
	f.Kind, f.First, f.Last, f.Company, f.Website, f.Postal = string(k.Kind), k.FirstName, k.LastName, c.Company, k.Website, k.Postal
	if k.Kind == crm.ContactCompany {
		f.Company = k.Name
	}
	for _, a := range k.Addresses {
		label := string(a.Label)
		if label == "" {
			label = "-"
		}
		if a.Channel == crm.ChannelEmail {
			f.Emails = append(f.Emails, label+" "+a.Value)
		} else {
			f.Phones = append(f.Phones, label+" "+a.Value)
		}
	}
	return f
}

func describeValue(f crm.Field, x any) string {
	switch v := x.(type) {
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case crm.Instant:
		return v.Time().Format("2006-01-02T15:04:05Z")
	case crm.ChoiceID:
		c, _ := f.Choice(v)
		return c.Name
	case crm.ChoiceSet:
		var names []string
		for _, id := range v.IDs() {
			c, _ := f.Choice(id)
			names = append(names, c.Name)
		}
		slices.Sort(names)
		return strings.Join(names, " + ")
	}
	return fmt.Sprint(x)
}

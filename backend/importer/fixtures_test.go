package importer_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
)

// expected is a row of a fixture as it must come out, written by the generator
// in testdata/generate before the importer read it.
type expected struct {
	Line     int               `json:"line"`
	Rejected map[string]string `json:"rejected"`
	Name     string            `json:"name"`
	Status   string            `json:"status"`
	Owner    string            `json:"owner"`
	Kind     string            `json:"kind"`
	First    string            `json:"first"`
	Last     string            `json:"last"`
	Company  string            `json:"company"`
	Emails   []string          `json:"emails"`
	Phones   []string          `json:"phones"`
	Website  string            `json:"website"`
	Postal   string            `json:"postal"`
	Tags     []string          `json:"tags"`
	Note     string            `json:"note"`
	Fields   map[string]string `json:"fields"`
	SameAs   int               `json:"sameAs"`
	Repeated bool              `json:"repeated"`
}

// fixtureUsers work in the firms of the fixtures.
var fixtureUsers = []crm.User{
	{ID: 1, Name: "Ana Marin", Email: "ana@firma.ro", Active: true}, {ID: 2, Name: "Kovács Béla", Email: "bela@firma.ro", Active: true},
	{ID: 3, Name: "Ion Stan", Email: "ion@firma.ro"},
}

func statuses(names ...string) []crm.Status {
	list := make([]crm.Status, 0, len(names))
	for i, name := range names {
		list = append(list, crm.Status{ID: crm.StatusID(i + 1), Name: name, Position: i})
	}
	return list
}

// fixtures are the exports, each read as its file is guessed, without a further
// decision but the workspace's country and zone.
var fixtures = map[importer.Source]struct {
	cat    crm.Catalogue
	region string
	zone   string
	coded  string
}{
	importer.SourceGoogle: {crm.Catalogue{Statuses: statuses("Nou", "Client"), Users: fixtureUsers}, "RO", "Europe/Bucharest", "utf-8"},
	importer.SourceHubSpot: {crm.Catalogue{
		Statuses: statuses("Nou", "New", "Open"), Users: fixtureUsers,
		Fields: []crm.Field{{ID: 1, Name: "City", Type: crm.FieldText}, {ID: 2, Name: "Amount", Type: crm.FieldMoney, Currency: "EUR"}},
	}, "RO", "Europe/Bucharest", "utf-8"},
	importer.SourceMiniCRM: {crm.Catalogue{
		Statuses: statuses("Új", "Ajánlat kiküldve"), Users: fixtureUsers,
		Fields: []crm.Field{{ID: 1, Name: "Forrás", Type: crm.FieldChoice, Choices: []crm.Choice{{ID: 7, Name: "Kiállítás"}}}},
	}, "HU", "Europe/Budapest", "windows-1250"},
}

func TestAMessyExportBecomesTheCardsThatItsPeopleAre(t *testing.T) {
	t.Parallel()
	for source, fixture := range fixtures {
		t.Run(string(source), func(t *testing.T) {
			t.Parallel()
			table := read(t, file(t, filepath.Join("fixtures", string(source)+".csv")))
			if got := importer.SourceOf(table); got != source || table.Encoding != fixture.coded {
				t.Fatalf("recognised as %q in %s", got, table.Encoding)
			}
			m := importer.Guess(table, &fixture.cat)
			m.Region, m.Zone = fixture.region, fixture.zone
			result, err := importer.Build(table, m, &fixture.cat)
			if err != nil {
				t.Fatal(err)
			}
			got := outcomes(result, table, &fixture.cat)
			wanted := expectations(t, source)
			if len(wanted) != 1000 || len(table.Rows) != len(wanted) {
				t.Fatalf("%d rows, %d expected", len(table.Rows), len(wanted))
			}
			wrong := 0
			for _, want := range wanted {
				if got[want.Line] != want.String() {
					if wrong++; wrong <= 10 {
						t.Errorf("line %d\n got  %s\n want %s", want.Line, got[want.Line], want)
					}
				}
			}
			if wrong > 0 {
				t.Errorf("%d of %d rows differ; mapping %q", wrong, len(wanted), m.Columns)
			}
		})
	}
}

func expectations(t *testing.T, source importer.Source) []expected {
	t.Helper()
	var list []expected
	lines := bufio.NewScanner(bytes.NewReader(file(t, filepath.Join("fixtures", string(source)+".expected.jsonl"))))
	for lines.Scan() {
		var e expected
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			t.Fatal(err)
		}
		list = append(list, e)
	}
	return list
}

func (e expected) String() string {
	if e.Rejected != nil {
		return fmt.Sprint("rejected ", e.Rejected)
	}
	return describe(e)
}

// describe is one line of text for one card, so that all of it is compared.
func describe(e expected) string {
	switch { // a client known by an address alone: however it is grouped or capitalised
	case strings.HasPrefix(e.Name, "+"):
		e.Name = strings.ReplaceAll(e.Name, " ", "")
	case strings.Contains(e.Name, "@"):
		e.Name = strings.ToLower(e.Name)
	}
	return fmt.Sprintf("%q %s of %s %s %q %q at %q, emails %q, phones %q, web %q, postal %q, tags %q, note %q, fields %v, same as %d %v",
		e.Name, e.Status, e.Owner, e.Kind, e.First, e.Last, e.Company, e.Emails, e.Phones, e.Website, e.Postal, e.Tags, e.Note, e.Fields, e.SameAs, e.Repeated)
}

// outcomes are what the rows came to, by line.
func outcomes(result *importer.Result, table *importer.Table, cat *crm.Catalogue) map[int]string {
	out := map[int]string{}
	for _, bad := range result.Bad {
		out[bad.Line] = fmt.Sprint("rejected ", reasons(bad))
	}
	for _, d := range result.Drafts {
		e := expected{Name: d.CardName, Status: d.StatusName, Tags: d.Tags, Note: d.Note, SameAs: d.SameAs, Repeated: d.Repeated, Fields: map[string]string{}}
		if s, ok := cat.Status(d.Status); ok {
			e.Status = s.Name
		}
		if u, ok := cat.User(d.Owner); ok {
			e.Owner = u.Name
		}
		if c := d.Contact; c != nil {
			e.Kind, e.First, e.Last, e.Company, e.Website, e.Postal = string(c.Kind), c.FirstName, c.LastName, c.Company, c.Website, c.Postal
			for _, a := range c.Emails {
				e.Emails = append(e.Emails, labelled(a.Label)+" "+a.Key())
			}
			for _, p := range c.Phones {
				e.Phones = append(e.Phones, labelled(p.Label)+" "+p.E164)
			}
		}
		for id, value := range d.Fields {
			f, _ := cat.Field(id)
			e.Fields[f.Name] = shownValue(value, f)
		}
		for id, names := range d.NewChoices {
			f, _ := cat.Field(id)
			e.Fields[f.Name] = strings.Join(names, " + ")
		}
		for _, f := range result.NewFields {
			if value, ok := d.NewFields[f.Column]; ok {
				e.Fields[f.Name] = shownValue(value, crm.Field{})
			}
		}
		out[d.Line] = describe(e)
	}
	return out
}

func labelled(l crm.Label) string {
	if l == crm.LabelNone {
		return "-"
	}
	return string(l)
}

func shownValue(value any, f crm.Field) string {
	switch v := value.(type) {
	case []string:
		v = slices.Sorted(slices.Values(v))
		return strings.Join(v, " + ")
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case crm.Instant:
		return v.Time().Format("2006-01-02T15:04:05Z")
	case crm.ChoiceID:
		choice, _ := f.Choice(v)
		return choice.Name
	}
	return fmt.Sprint(value)
}

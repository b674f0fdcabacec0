package api_test

import (
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

func firstAnswers() api.SetUpIn {
	return api.SetUpIn{Name: "Ana Pop", Email: "ana@firma.example", Company: "Firma", Country: "RO", Zone: "Europe/Bucharest", Language: "ro"}
}

func TestTheFirstRunHappensOnce(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.Empty)
	ask(d.api.SetUpWorkspace(firstAnswers())).ok(t)
	again := firstAnswers()
	again.Company = "Another"
	ask(d.api.SetUpWorkspace(again)).refused(t, "conflict error.set_up_already")
	ws := ask(d.api.GetWorkspace()).ok(t)
	equal(t, "company", ws.Workspace.Name, "Firma")
	equal(t, "users", len(ws.Users), 1)
	equal(t, "products", len(ws.Products), 1)
}

func TestTheFirstRunSaysEverythingThatIsWrongAtOnce(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.Empty)
	ask(d.api.SetUpWorkspace(api.SetUpIn{Email: "ana@localhost", Country: "ZZ", Zone: "Mars/Phobos", Language: "xx"})).invalid(t,
		"name error.name_missing", "email mailaddr.no_dot", "language settings.bad_language", "zone timing.bad_zone", "country settings.bad_country")
	equal(t, "set up", ask(d.api.GetWorkspace()).ok(t).SetUp, false)
}

func TestTheFirstRunCanStartWithADemonstration(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.Empty)
	in := firstAnswers()
	in.Sample, in.Company = true, ""
	out := ask(d.api.SetUpWorkspace(in)).ok(t)
	equal(t, "cards", out.Products[0].Cards, 300)
	equal(t, "a company without a name is named after its owner", out.Workspace.Name, "Ana Pop")
	for _, q := range ask(d.api.ListSequences(api.ProductIn{Product: out.Products[0].Product.ID})).ok(t) {
		equal(t, q.Sequence.Name, q.Sequence.State, crm.SequenceInactive)
	}
}

func TestSettingsAreChecked(t *testing.T) {
	t.Parallel()
	d := open(t)
	good := api.SaveWorkspaceIn{Name: "Firma", Country: "HU", Zone: "Europe/Budapest", Language: "hu", MaxParts: 3, Internal: true, Campaigns: true}
	for what, tc := range map[string]struct {
		change func(*api.SaveWorkspaceIn)
		want   []string
	}{
		"no name":                  {func(in *api.SaveWorkspaceIn) { in.Name = " \u200b " }, []string{"name error.name_missing"}},
		"a zone of another planet": {func(in *api.SaveWorkspaceIn) { in.Zone = "Mars/Phobos" }, []string{"zone timing.bad_zone"}},
		"no zone":                  {func(in *api.SaveWorkspaceIn) { in.Zone = "" }, []string{"zone timing.bad_zone"}},
		"the computer's own zone":  {func(in *api.SaveWorkspaceIn) { in.Zone = "Local" }, []string{"zone timing.bad_zone"}},
		"no parts":                 {func(in *api.SaveWorkspaceIn) { in.MaxParts = 0 }, []string{"maxParts settings.bad_parts"}},
		"a link to run":            {func(in *api.SaveWorkspaceIn) { in.Link = "javascript:alert(1)" }, []string{"link settings.bad_link"}},
		"half an address":          {func(in *api.SaveWorkspaceIn) { in.Email = "office@" }, []string{"email mailaddr.no_domain"}},
		"caps out of bounds":       {func(in *api.SaveWorkspaceIn) { in.CapDay, in.CapWeek = -1, 101 }, []string{"capDay settings.bad_cap", "capWeek settings.bad_cap"}},
		"more parts than are sent": {func(in *api.SaveWorkspaceIn) { in.MaxParts = 11 }, []string{"maxParts settings.bad_parts"}},
		"recall for ever":          {func(in *api.SaveWorkspaceIn) { in.Recall = 121 }, []string{"recall settings.bad_recall"}},
		"PDFs without the inside":  {func(in *api.SaveWorkspaceIn) { in.PDF, in.Internal = true, false }, []string{"pdf settings.pdf_needs_internal"}},
	} {
		in := good
		tc.change(&in)
		t.Log(what)
		ask(d.api.SaveWorkspace(in)).invalid(t, tc.want...)
		ask(d.api.CheckWorkspace(in)).invalid(t, tc.want...)
	}
	equal(t, "zone after the refusals", ask(d.api.GetWorkspace()).ok(t).Workspace.Zone, "Europe/Bucharest")
	equal(t, "steps that would move", ask(d.api.CheckWorkspace(good)).ok(t).Moves, 0)
	equal(t, "zone after a look", ask(d.api.GetWorkspace()).ok(t).Workspace.Zone, "Europe/Bucharest")
	good.Address, good.Link = " Str. Lungă 5\r\nBrașov ", "https://stepwise.firma.example"
	saved := ask(d.api.SaveWorkspace(good)).ok(t).Workspace
	equal(t, "zone after a save", saved.Zone, "Europe/Budapest")
	equal(t, "what templates say of it", saved.Address+" "+saved.Link, "Str. Lungă 5\nBrașov https://stepwise.firma.example")
}

// HT08: names have at most 200 characters, on one line.
func TestNamesAreShortAndOnOneLine(t *testing.T) {
	t.Parallel()
	d := open(t)
	for what, tc := range map[string]struct{ name, want string }{
		"nothing":             {"", "error.name_missing"},
		"nothing to be seen":  {"\u200b\ufeff ", "error.name_missing"},
		"10,000 characters":   {strings.Repeat("a", 10_000), "fold.too_long"},
		"500 combining marks": {"a" + strings.Repeat("\u0301", 500), "fold.too_long"},
		"100 line breaks":     {"a" + strings.Repeat("\n", 100) + "b", "fold.control"},
		"a second header":     {"Ion\r\nBcc: victim@x.ro", "fold.control"},
	} {
		t.Log(what)
		ask(d.api.SaveCard(api.SaveCardIn{Product: d.Product, Name: tc.name, Status: d.Status(testkit.NewLead)})).invalid(t, "name "+tc.want)
		ask(d.api.SaveFilter(api.SaveFilterIn{Product: d.Product, Name: tc.name, Tree: crm.Group{Conditions: []crm.Condition{d.When("name", "contains", "x")}}})).invalid(t, "name "+tc.want)
		ask(d.api.SaveTemplate(api.SaveTemplateIn{Product: d.Product, Kind: crm.TemplateSMS, Name: tc.name, Content: crm.Content{Body: "x"}})).invalid(t, "name "+tc.want)
		ask(d.api.SaveSequence(d.draft(func(in *api.SaveSequenceIn) { in.Name = tc.name }))).invalid(t, "name "+tc.want)
		ask(d.api.SaveProduct(crm.Product{Name: tc.name})).invalid(t, "name "+tc.want)
		ask(d.api.SaveFolder(crm.Folder{Product: d.Product, Name: tc.name})).invalid(t, "name "+tc.want)
		ask(d.api.SaveUser(crm.User{Name: tc.name, Email: "b@firma.example", Role: crm.RoleMember, Language: "en"})).invalid(t, "name "+tc.want)
	}
	longest := strings.Repeat("ș", crm.MaxName)
	card := ask(d.api.SaveCard(api.SaveCardIn{Product: d.Product, Name: longest, Status: d.Status(testkit.NewLead)})).ok(t)
	equal(t, "the longest name", card.Card.Card.Name, longest)
}

// The longest names can be swapped, parked and deleted like any other.
func TestTheLongestNamesMakeNoTrouble(t *testing.T) {
	t.Parallel()
	d := open(t)
	a, b := strings.Repeat("a", crm.MaxName), strings.Repeat("b", crm.MaxName)
	product := ask(d.api.SaveFields(api.SaveFieldsIn{Product: d.Product, Fields: append(d.Catalogue().Fields,
		crm.Field{Name: a, Type: crm.FieldChoice, Choices: []crm.Choice{{Name: a}, {Name: b}}}, crm.Field{Name: b, Type: crm.FieldText})})).ok(t)
	fields := product.Fields
	n := len(fields)
	fields[n-2].Name, fields[n-1].Name = b, a
	fields[n-2].Choices[0].Name, fields[n-2].Choices[1].Name = b, a
	product = ask(d.api.SaveFields(api.SaveFieldsIn{Product: d.Product, Fields: fields})).ok(t)
	equal(t, "swapped fields", product.Fields[n-2].Name == b && product.Fields[n-1].Name == a, true)
	equal(t, "swapped choices", product.Fields[n-2].Choices[0].Name, b)

	q := ask(d.api.SaveSequence(d.draft(func(in *api.SaveSequenceIn) { in.Name = a }))).ok(t)
	copied := ask(d.api.CopySequence(api.SequenceIn{ID: q.Sequence.ID})).ok(t)
	equal(t, "a copy's name is cut", len(copied.Sequence.Name) <= crm.MaxName, true)
	ask(d.api.DeleteSequence(api.SequenceIn{ID: q.Sequence.ID})).ok(t)
	ask(d.api.SaveSequence(d.draft(func(in *api.SaveSequenceIn) { in.Name = a }))).ok(t) // the name is free again
}

package api_test

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

func packOf(t *testing.T, d api.Download) string {
	t.Helper()
	raw, err := base64.StdEncoding.DecodeString(d.Content)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// another is a new product with nothing in it.
func (d *desk) another(t *testing.T, name string) crm.ProductID {
	t.Helper()
	return ask(d.api.AddProduct(api.AddProductIn{Name: name})).ok(t).Product.ID
}

const picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="

// rich is an automation that names everything an automation can name.
func (d *desk) rich(t *testing.T) crm.SequenceID {
	t.Helper()
	logo := ask(d.api.AddAsset(api.AddAssetIn{Name: "logo.png", Content: picture, Picture: true})).ok(t)
	save := func(kind crm.TemplateKind, name string, c crm.Content) crm.TemplateID {
		return ask(d.api.SaveTemplate(api.SaveTemplateIn{Product: d.Product, Kind: kind, Name: name, Content: c, Folder: "Texts"})).ok(t).Template.ID
	}
	pdf := save(crm.TemplatePDF, "Offer", crm.Content{Subject: "Offer", Doc: `{"type":"doc","attrs":{"margin":15,"footer":"{page}"},"content":[{"type":"heading","attrs":{"level":1},"content":[{"type":"text","text":"No"}]}]}`})
	mail := save(crm.TemplateEmail, "yes", crm.Content{Subject: "Until {{card.valid_until}}", Attachments: crm.Attachments{{Asset: logo.ID}, {Template: pdf, Name: "offer {{card.id}}"}},
		Doc: fmt.Sprintf(`{"type":"doc","content":[{"type":"image","attrs":{"asset":%q,"alt":"Logo"}},{"type":"paragraph","content":[{"type":"text","text":"Hi "},{"type":"field","attrs":{"expr":"contact.first_name"}}]}]}`, logo.ID)})
	other := save(crm.TemplateEmail, "B", crm.Content{Subject: "B", Body: "Hello {{card.city}}"})
	text := save(crm.TemplateSMS, "yes", crm.Content{Body: "Bună ziua", Simplify: true})
	call := save(crm.TemplateTask, "Call", crm.Content{Subject: "Call {{card.name}}", TaskType: "call", DueDays: 2, DueWorkdays: true, Priority: crm.PriorityHigh})
	tag := ask(d.api.SaveTag(api.SaveTagIn{Name: "null"})).ok(t)
	folder := ask(d.api.SaveFolder(crm.Folder{Product: d.Product, Name: "Offers"})).ok(t)
	form := d.questions(t, tag.Name)
	tree := crm.Group{Conditions: []crm.Condition{d.When("status", "is", testkit.OfferSent), d.When("messages", "not_sent_in_last_days", mail.String(), text.String(), "30"),
		d.When("created", "by_form_in_last_days", form.String(), "30")},
		Groups: []crm.Group{{Any: true, Conditions: []crm.Condition{d.When("Source", "is", "Fair", "Phone"), {Subject: "tags", Op: "has_any", Values: []string{tag.ID.String()}}}, Groups: []crm.Group{}}}}
	f := ask(d.api.SaveFilter(api.SaveFilterIn{Product: d.Product, Name: "Offers: open", Tree: tree})).ok(t)
	only := crm.Group{Conditions: []crm.Condition{d.When("VIP", "is", "no")}, Groups: []crm.Group{}}
	source := d.Field("Source")
	return ask(d.api.SaveSequence(api.SaveSequenceIn{
		Product: d.Product, Name: "Offer, all of it", Description: "Says\nmuch", Folder: folder.ID, Filter: f.Filter.ID, Reentry: crm.ReentryEachDate,
		ReentryDate: d.Field("Valid until").ID, RunToEnd: true, StopOnReply: true, Fallback: d.Admin,
		Steps: []crm.Step{
			testkit.Step(crm.StepPDF, "0d", pdf),
			testkit.EmailStep("1d 09:00 workdays", mail, func(s *crm.Step) {
				s.TemplateB, s.AttachPDF, s.Sender, s.Recipient = other, true, d.Admin, crm.RecipientAll
			}),
			testkit.SMSStep("2h", text, func(s *crm.Step) {
				s.Anchor, s.DateField, s.Before, s.Lateness, s.OnlyIf = crm.AnchorDate, d.Field("Valid until").ID, true, 3, &only
			}),
			testkit.TaskStep("3d 1,3,5", call, func(s *crm.Step) { s.Assignee, s.Disabled, s.Anchor = d.Admin, true, crm.AnchorEntry }),
			testkit.Step(crm.StepChangeCard, "30m", 0, func(s *crm.Step) {
				s.Change = &crm.CardChange{Status: d.Status(testkit.Lost), Fields: []crm.FieldChange{{Field: source.ID, Value: source.Choices[1].ID.String()},
					{Field: d.Field("VIP").ID, Value: false}, {Field: d.Field("City").ID, Clear: true}}, AddTags: []crm.TagID{tag.ID}, RemoveTags: []crm.TagID{}}
			}),
		},
	})).ok(t).Sequence.ID
}

func TestAnAutomationThatIsExportedImportedAndExportedAgainIsTheSameBytes(t *testing.T) {
	t.Parallel()
	d := open(t)
	first := ask(d.api.ExportSequence(api.SequenceIn{ID: d.rich(t)})).ok(t)
	equal(t, "name", first.Name, "Offer, all of it.automation.yaml")
	in := api.PackIn{Product: d.another(t, "Empty"), Content: first.Content}
	looked := ask(d.api.ReadPack(in)).ok(t)
	equal(t, "problems", fmt.Sprint(looked.Problems), "[]")
	equal(t, "what there is after looking", len(ask(d.api.ListSequences(api.ProductIn{Product: in.Product})).ok(t)), 0)
	made := ask(d.api.ImportPack(in)).ok(t)
	q := d.Seq(made.Sequences[0].ID)
	equal(t, "state", q.State, crm.SequenceInactive)
	second := ask(d.api.ExportSequence(api.SequenceIn{ID: q.ID})).ok(t)
	if a, b := packOf(t, first), packOf(t, second); a != b {
		t.Errorf("%s\nbecame\n%s", a, b)
	}
	again := ask(d.api.ReadPack(in)).ok(t)
	for _, p := range again.Parts {
		if want := map[bool]string{true: "new", false: "there"}[p.Noun == "sequence"]; p.State != want {
			t.Errorf("%s %s is %s, want %s (%v)", p.Noun, p.Name, p.State, want, p.Why)
		}
	}
	equal(t, "the second one's name", again.Sequences[0].Name, "Offer, all of it (2)")
}

func states(v api.PackView) (out []string) {
	for _, p := range v.Parts {
		line := p.Key + " " + p.State
		if p.As != p.Name {
			line += " as " + p.As
		}
		if len(p.Added) > 0 {
			line += " +" + strings.Join(p.Added, ",")
		}
		out = append(out, line)
	}
	slices.Sort(out)
	return out
}

const offers = `stepwise: 1
statuses:
  - {name: offer SENT, group: open}
  - {name: Won, group: lost}
fields:
  - {name: Source, variable: origin, type: choice, choices: [Phone, Radio]}
  - {name: City, variable: town, type: choice, choices: [Brașov]}
filters:
  - name: Offers
    all:
      - {subject: status, op: is, values: [offer SENT, Won]}
      - {field: City, op: is, values: [Brașov]}
templates:
  - {name: Call, kind: task, subject: "Call {{card.town}} {{card.origin}}", task: call}
automations:
  - name: Offers
    filter: Offers
    fallback: nobody@firma.example
    steps:
      - {do: task_user, template: Call, assignee: ana.pop@firma.example}
`

func TestWhatIsThereIsUsedAndWhatDiffersGetsAnotherName(t *testing.T) {
	t.Parallel()
	d := open(t)
	ask(d.api.SaveTemplate(api.SaveTemplateIn{Product: d.Product, Kind: crm.TemplateTask, Name: "Call", Content: crm.Content{Subject: "Mine", TaskType: "call"}})).ok(t)
	in := api.PackIn{Product: d.Product, Content: base64.StdEncoding.EncodeToString([]byte(offers))}
	looked := ask(d.api.ReadPack(in)).ok(t)
	equal(t, "problems", fmt.Sprint(looked.Problems), "[]")
	same(t, "parts", states(looked), []string{
		"field/City differs as City (2)", "field/Source more +Radio", "filter/Offers new", "sequence/Offers new",
		"status/Won differs as Won (2)", "status/offer SENT there as Offer sent", "template/task/Call differs as Call (2)",
	})
	equal(t, "notes", len(looked.Notes), 1)
	for _, p := range append(looked.Notes, looked.Parts[1].Why...) {
		said(t, p)
	}
	in.Mine = []string{"status/Won", "template/task/Call", "field/City"}
	made := ask(d.api.ImportPack(in)).ok(t)
	same(t, "parts", states(made), []string{
		"field/City differs as City (2)", "field/Source more +Radio", "filter/Offers new", "sequence/Offers new",
		"status/Won differs", "status/offer SENT there as Offer sent", "template/task/Call differs",
	})
	q := d.Seq(made.Sequences[0].ID)
	equal(t, "assignee", q.Steps[0].Assignee, d.Admin)
	equal(t, "fallback", q.Fallback, 0)
	tmpl := ask(d.api.GetTemplate(api.TemplateIn{ID: q.Steps[0].Template})).ok(t)
	equal(t, "the template that is used", tmpl.Template.Content.Subject, "Mine")
	f := ask(d.api.GetFilter(api.FilterIn{ID: q.Filter})).ok(t)
	equal(t, "status", f.Filter.Tree.Conditions[0].Values[1], d.Status(testkit.Won).String())
}

func TestTextsFollowTheVariablesOfTheProduct(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := api.PackIn{Product: d.Product, Content: base64.StdEncoding.EncodeToString([]byte(offers))}
	made := ask(d.api.ImportPack(in)).ok(t)
	q := d.Seq(made.Sequences[0].ID)
	tmpl := ask(d.api.GetTemplate(api.TemplateIn{ID: q.Steps[0].Template})).ok(t)
	equal(t, "subject", tmpl.Template.Content.Subject, "Call {{card.town}} {{card.source}}")
}

func TestAFileThatCannotBeImportedSaysAllOfWhatIsWrongAndMakesNothing(t *testing.T) {
	t.Parallel()
	d := open(t)
	wrong := strings.NewReplacer("values: [Brașov]", "values: [Cluj]", "[offer SENT, Won]", "[offer SENT, Gone]", "{{card.town}}", "{{card.nowhere}}").Replace(offers)
	in := api.PackIn{Product: d.Product, Content: base64.StdEncoding.EncodeToString([]byte(wrong))}
	ask(d.api.ImportPack(in)).invalid(t, "filters[0].all[0] packs.line", "filters[0].all[1] packs.line", "templates[0].subject packs.line")
	looked := ask(d.api.ReadPack(in)).ok(t)
	equal(t, "problems", len(looked.Problems), 3)
	for _, p := range looked.Problems {
		equal(t, "what is wrong on the line", p.Args["wrong"] != nil, true)
		said(t, p.Args["wrong"].(crm.Phrase))
	}
	equal(t, "filters", len(ask(d.api.ListFilters(api.ProductIn{Product: d.Product})).ok(t)), 0)
	equal(t, "fields", len(d.Catalogue().Fields), 5)
	in.Content = base64.StdEncoding.EncodeToString([]byte("hello"))
	ask(d.api.ImportPack(in)).invalid(t, " packs.not_pack")
	in.Content = "%"
	ask(d.api.ReadPack(in)).refused(t, "invalid error.file.broken")
}

func TestTheGalleryKnowsWhatIsMissingAndWhatWasCopied(t *testing.T) {
	t.Parallel()
	d := open(t)
	list := ask(d.api.ListRecipes(api.RecipesIn{Product: d.Product, Language: "ro"})).ok(t)
	equal(t, "recipes", len(list.Recipes), 18)
	equal(t, "language", list.Language, "ro")
	offer := list.Recipes[1]
	equal(t, "name", offer.Name, "Follow-up după ofertă")
	same(t, "fields", offer.Fields, []string{"Număr"})
	for _, r := range list.Recipes {
		for _, st := range r.Steps {
			said(t, st.When)
		}
	}
	empty := d.another(t, "Empty")
	for _, r := range ask(d.api.ListRecipes(api.RecipesIn{Product: empty})).ok(t).Recipes {
		for _, p := range r.Needs {
			said(t, p)
		}
	}
	in := api.RecipeIn{Product: d.Product, Recipe: "offer-follow-up", Language: "en"}
	made := ask(d.api.CopyRecipe(in)).ok(t)
	equal(t, "copies", len(made.Recipe.Copies), 1)
	q := d.Seq(made.Pack.Sequences[0].ID)
	folders := ask(d.api.ListFolders(api.ProductIn{Product: d.Product})).ok(t)
	equal(t, "folder", folders[slices.IndexFunc(folders, func(f crm.Folder) bool { return f.ID == q.Folder })].Builtin, "extensions")
	shown := ask(d.as(d.User("Barna Kiss")).GetRecipe(in)).ok(t)
	equal(t, "its name the second time", shown.Pack.Sequences[0].Name, "Offer follow-up (2)")
	equal(t, "the text of its first step", shown.Pack.Sequences[0].Steps[0].Texts[0].Kind, crm.TemplateEmail)
	ask(d.api.DeleteSequence(api.SequenceIn{ID: q.ID})).ok(t)
	equal(t, "copies that are left", len(ask(d.api.GetRecipe(in)).ok(t).Recipe.Copies), 0)
	in.Recipe = "stew"
	ask(d.api.GetRecipe(in)).refused(t, "not_found error.not_found.recipe")
}

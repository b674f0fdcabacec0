package api_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// A PNG of one pixel.
const onePixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

// offerTemplate is an email with a picture, a file and a PDF, of a field that
// not every product has.
func (d *desk) offerTemplate(t *testing.T) crm.Template {
	t.Helper()
	picture := ask(d.api.AddAsset(api.AddAssetIn{Name: "logo.png", Content: onePixel, Picture: true})).ok(t)
	terms := ask(d.api.AddAsset(api.AddAssetIn{Name: "terms.txt", Content: base64.StdEncoding.EncodeToString([]byte("Our terms"))})).ok(t)
	pdf := ask(d.api.SaveTemplate(api.SaveTemplateIn{Product: d.Product, Kind: crm.TemplatePDF, Name: "Offer", Content: crm.Content{
		Subject: "Offer", Doc: `{"type":"doc","content":[{"type":"paragraph","content":[{"type":"field","attrs":{"expr":"card.offer_total"}}]}]}`,
	}})).ok(t).Template
	return ask(d.api.SaveTemplate(api.SaveTemplateIn{Product: d.Product, Kind: crm.TemplateEmail, Name: "The offer", Folder: "Offers", Content: crm.Content{
		Subject: "Your offer, {{contact.first_name}}",
		Doc: fmt.Sprintf(`{"type":"doc","content":[{"type":"image","attrs":{"asset":%q,"alt":"logo"}},{"type":"paragraph","content":[{"type":"text","text":"Source: "},{"type":"field","attrs":{"expr":"card.source"}}]}]}`,
			picture.ID),
		Attachments: crm.Attachments{{Template: pdf.ID, Name: "Offer {{card.name}}"}, {Asset: terms.ID}},
	}})).ok(t).Template
}

func TestATemplateIsCopiedToAnotherProduct(t *testing.T) {
	t.Parallel()
	d := open(t)
	tmpl := d.offerTemplate(t)
	product := ask(d.api.SaveProduct(crm.Product{Name: "Bare"})).ok(t).Product.ID
	in := api.TemplateFileIn{Product: product, Template: tmpl.ID}
	look := ask(d.api.ReadTemplateFile(in)).ok(t)
	equal(t, "what would come", fmt.Sprint(look.Name, " ", look.Renamed, " ", look.PDFs, " ", look.Files), "The offer false [Offer] [logo.png terms.txt]")
	equal(t, "what is missing there", fmt.Sprint(look.Missing), "[{card.source Source choice} {card.offer_total Offer total number}]")
	ask(d.api.ImportTemplate(in)).invalid(t, "content.doc document.at", "templates[0].content.doc document.at")
	in.MakeFields = true
	row := ask(d.api.ImportTemplate(in)).ok(t).Template
	equal(t, "the copy", fmt.Sprint(row.Product, " ", row.Name), fmt.Sprint(product, " The offer"))
	equal(t, "says the same", ask(d.api.ExportTemplate(api.TemplateIn{ID: row.ID})).ok(t).Content, ask(d.api.ExportTemplate(api.TemplateIn{ID: tmpl.ID})).ok(t).Content)
	in.Template = 77
	ask(d.api.ReadTemplateFile(in)).refused(t, "not_found error.not_found.template")
}

func TestATemplateGoesToAnotherWorkspaceAsAFile(t *testing.T) {
	t.Parallel()
	d := open(t)
	tmpl := d.offerTemplate(t)
	file := ask(d.as(d.User("Barna Kiss")).ExportTemplate(api.TemplateIn{ID: tmpl.ID})).ok(t)
	equal(t, "the file", file.Name, "The offer.template.json")
	text, err := base64.StdEncoding.DecodeString(file.Content)
	if err != nil || !strings.Contains(string(text), `"subject": "Your offer, {{contact.first_name}}"`) || !strings.Contains(string(text), `"type": "doc"`) {
		t.Errorf("people can read it: %v\n%s", err, text)
	}

	other := open(t)
	product := ask(other.api.SaveProduct(crm.Product{Name: "Bare"})).ok(t).Product.ID
	ask(other.api.AddAsset(api.AddAssetIn{Name: "other.png", Content: onePixel, Picture: true})).ok(t) // ids are a workspace's own
	in := api.TemplateFileIn{Product: product, Content: file.Content}
	look := ask(other.api.ReadTemplateFile(in)).ok(t)
	equal(t, "what comes", fmt.Sprint(look.Kind, " ", look.Name, " ", look.Renamed, " ", look.Folder, " ", look.PDFs, " ", look.Files),
		"email The offer false Offers [Offer] [logo.png terms.txt]")
	equal(t, "what it lacks", fmt.Sprint(look.Missing), "[{card.source Source choice} {card.offer_total Offer total number}]")
	equal(t, "else", len(look.Problems), 0)
	ask(other.api.ImportTemplate(in)).invalid(t, "content.doc document.at", "templates[0].content.doc document.at")
	in.MakeFields = true
	row := ask(other.api.ImportTemplate(in)).ok(t).Template
	equal(t, "imported", fmt.Sprint(row.Name, " ", row.Folder, " ", row.Content.Subject), "The offer Offers "+tmpl.Content.Subject)
	again := ask(other.api.ExportTemplate(api.TemplateIn{ID: row.ID})).ok(t)
	equal(t, "the same file again, byte by byte", again.Content, file.Content)

	look = ask(other.api.ReadTemplateFile(in)).ok(t)
	equal(t, "a second time", fmt.Sprint(look.Name, " ", look.Renamed, " ", len(look.Missing)), "The offer (2) true 0")
	second := ask(other.api.ImportTemplate(in)).ok(t).Template
	equal(t, "nothing is overwritten", second.Name, "The offer (2)")
	equal(t, "the same PDF goes with both", second.Content.Attachments[0].Template, row.Content.Attachments[0].Template)
}

func TestOnlyATemplatesFileIsImported(t *testing.T) {
	t.Parallel()
	d := open(t)
	file := func(change func(map[string]any)) string {
		whole := map[string]any{"format": "stepwise.template", "version": 1, "kind": "sms", "name": "Reminder", "content": map[string]any{"body": "Hello"}}
		change(whole)
		text, err := json.Marshal(whole)
		if err != nil {
			t.Fatal(err)
		}
		return base64.StdEncoding.EncodeToString(text)
	}
	for what, tc := range map[string]struct{ content, want string }{
		"not base64":  {"%", "error.file.broken"},
		"not JSON":    {base64.StdEncoding.EncodeToString([]byte("Name;Email")), "templates.no_template_file"},
		"other JSON":  {base64.StdEncoding.EncodeToString([]byte(`{"format":"other"}`)), "templates.no_template_file"},
		"a newer one": {file(func(m map[string]any) { m["version"] = 2 }), "templates.newer_file"},
		"with a worm": {file(func(m map[string]any) {
			m["assets"] = []any{map[string]any{"id": "asset_1", "name": "x.exe", "content": "TVo="}}
		}), "error.invalid\nassets[0] document.refused_file"},
		"a line":      {base64.StdEncoding.EncodeToString([]byte("{\n\"format\": \"stepwise.template\",\n\"version\": 1,,\n}")), "templates.file_line"},
		"a key twice": {base64.StdEncoding.EncodeToString([]byte(`{"format":"stepwise.template","version":1,"name":"a","name":"b"}`)), "error.bad_json_key"},
	} {
		t.Log(what)
		ask(d.api.ImportTemplate(api.TemplateFileIn{Product: d.Product, Content: tc.content})).refused(t, strings.Split("invalid "+tc.want, "\n")...)
	}
	bad := api.TemplateFileIn{Product: d.Product, Content: file(func(m map[string]any) { m["name"] = ""; m["content"] = map[string]any{"body": "{{nobody}}"} })}
	look := ask(d.api.ReadTemplateFile(bad)).ok(t)
	same(t, "what is wrong", problems(t, look.Problems), []string{"name error.name_missing", "content.body merge.unknown_field"})
	ask(d.api.ImportTemplate(bad)).invalid(t, "name error.name_missing", "content.body merge.unknown_field")
	ask(d.api.ReadTemplateFile(api.TemplateFileIn{Product: 77, Content: bad.Content})).refused(t, "not_found error.not_found.product")
	good := api.TemplateFileIn{Product: d.Product, Content: file(func(map[string]any) {})}
	ask(d.as(d.User("Barna Kiss")).ImportTemplate(good)).refused(t, "forbidden error.admin_only")
	equal(t, "a good one", ask(d.api.ImportTemplate(good)).ok(t).Template.Name, "Reminder")
	ask(d.api.ExportTemplate(api.TemplateIn{ID: 77})).refused(t, "not_found error.not_found.template")
}

func TestAFileWrittenByHandIsToldAllThatIsWrongWithIt(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := func(text string) api.TemplateFileIn {
		return api.TemplateFileIn{Product: d.Product, Content: base64.StdEncoding.EncodeToString([]byte(text)), MakeFields: true}
	}
	shape := in(`{"format": "stepwise.template", "version": 1, "kind": "email", "nmae": "Offer", "content": {"subject": 5, "dueDays": 1.5, "simplify": "yes", "css": ""},
		"templates": {}, "assets": [{"id": "card_1", "name": "x", "content": "§"}], "fields": [7]}`)
	wrong := []string{
		"assets[0].content templates.file_type", "assets[0].id templates.file_type", "content.css templates.file_unknown",
		"content.dueDays templates.file_type", "content.simplify templates.file_type", "content.subject templates.file_type",
		"fields[0] templates.file_type", "nmae templates.file_unknown", "templates templates.file_type",
	}
	ask(d.api.ReadTemplateFile(shape)).invalid(t, wrong...)
	ask(d.api.ImportTemplate(shape)).invalid(t, wrong...)

	ask(d.api.AddAsset(api.AddAssetIn{Name: "secret.png", Content: onePixel, Picture: true})).ok(t) // asset_1 of ours, which the file doesn't mean
	sense := in(`{"format": "stepwise.template", "version": 1, "kind": "email", "name": "", "content": {"subject": "{{nobody}}", "document":
		{"type": "doc", "content": [{"type": "image", "attrs": {"asset": "asset_1"}}, {"type": "paragraph", "content": [{"type": "text", "text": "{{card.new_one}}"}]}]},
		"attachments": [{"name": "x", "asset": "asset_1"}, {"name": "y", "template": 3}]},
		"templates": [{"kind": "sms", "name": "x", "content": {"body": "{{"}}],
		"assets": [{"id": "asset_9", "name": "x.exe", "content": "TVo="}, {"id": "asset_9", "name": "y", "content": ""}],
		"fields": [{"path": "card.new_one", "name": "New one", "type": "colour"}]}`)
	wrong = []string{
		"fields[0].type settings.bad_field_type", "assets[0] document.refused_file", "assets[1] templates.file_twice", "name error.name_missing",
		"content.subject merge.unknown_field", "content.doc document.at", "content.attachments[0] document.attachment_what",
		"content.attachments[1] document.attachment_what", "templates[0].kind document.attachment_no_pdf", "templates[0].content.body merge.unclosed",
	}
	same(t, "what is wrong", problems(t, ask(d.api.ReadTemplateFile(sense)).ok(t).Problems), wrong)
	ask(d.api.ImportTemplate(sense)).invalid(t, wrong...)
}

func TestAPDFWithAnotherTitleIsAnotherPDF(t *testing.T) {
	t.Parallel()
	d := open(t)
	email := d.offerTemplate(t)
	file := ask(d.api.ExportTemplate(api.TemplateIn{ID: email.ID})).ok(t)
	pdf := ask(d.api.GetTemplate(api.TemplateIn{ID: email.Content.Attachments[0].Template})).ok(t).Template
	pdf.Content.Subject = "Contract"
	ask(d.api.SaveTemplate(api.SaveTemplateIn{ID: pdf.ID, Name: pdf.Name, Content: pdf.Content})).ok(t)
	made := ask(d.api.ImportTemplate(api.TemplateFileIn{Product: d.Product, Content: file.Content})).ok(t).Template
	of := ask(d.api.GetTemplate(api.TemplateIn{ID: made.Content.Attachments[0].Template})).ok(t).Template
	equal(t, "the PDF of the file", fmt.Sprint(of.Name, ", ", of.Content.Subject), "Offer (2), Offer")
}

func TestAPDFThatAnEmailTakesAlongIsNotDeleted(t *testing.T) {
	t.Parallel()
	d := open(t)
	email := d.offerTemplate(t)
	pdf := api.TemplateIn{ID: email.Content.Attachments[0].Template}
	equal(t, "used by", fmt.Sprint(ask(d.api.GetTemplate(pdf)).ok(t).UsedBy[0].Name), "The offer")
	refusal := ask(d.api.DeleteTemplate(pdf))
	refusal.refused(t, "conflict error.in_use")
	equal(t, "where", refusal.arg("where"), any("The offer"))
	ask(d.api.DeleteTemplate(api.TemplateIn{ID: email.ID})).ok(t)
	ask(d.api.DeleteTemplate(pdf)).ok(t)
}

func TestATemplateThatAFilterAsksForStays(t *testing.T) {
	t.Parallel()
	d := open(t)
	tmpl := api.TemplateIn{ID: d.saveTemplate(crm.TemplateSMS, crm.Content{Body: "Hello"}).ok(t).Template.ID}
	asked := crm.Condition{Subject: "messages", Op: "sent_in_last_days", Values: []string{tmpl.ID.String(), "7"}}
	f := d.Filter(asked)
	uses := ask(d.api.GetTemplate(tmpl)).ok(t).UsedBy
	equal(t, "used by", fmt.Sprint(len(uses), " ", uses[0].Noun), "1 filter")
	ask(d.api.DeleteTemplate(tmpl)).refused(t, "conflict error.in_use")
	ask(d.api.DeleteFilter(api.FilterIn{ID: f})).ok(t)
	ask(d.api.DeleteTemplate(tmpl)).ok(t)
}

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
	in := api.TemplateFileIn{Product: product, Content: file.Content}
	look := ask(other.api.ReadTemplateFile(in)).ok(t)
	equal(t, "what comes", fmt.Sprint(look.Kind, " ", look.Name, " ", look.Renamed, " ", look.Folder, " ", look.PDFs, " ", look.Files),
		"email The offer false Offers [Offer] [logo.png terms.txt]")
	equal(t, "what it lacks", fmt.Sprint(look.Missing), "[{card.source Source choice} {card.offer_total Offer total number}]")
	equal(t, "else", len(look.Problems), 0)
	ask(other.api.ImportTemplate(in)).invalid(t, "content.doc document.at")
	in.MakeFields = true
	row := ask(other.api.ImportTemplate(in)).ok(t).Template
	equal(t, "imported", fmt.Sprint(row.Name, " ", row.Folder, " ", row.Content.Subject), "The offer Offers "+tmpl.Content.Subject)
	again := ask(other.api.ExportTemplate(api.TemplateIn{ID: row.ID})).ok(t)
	same(t, "the same file again", withoutIDs(t, again.Content), withoutIDs(t, file.Content))

	look = ask(other.api.ReadTemplateFile(in)).ok(t)
	equal(t, "a second time", fmt.Sprint(look.Name, " ", look.Renamed, " ", len(look.Missing)), "The offer (2) true 0")
	second := ask(other.api.ImportTemplate(in)).ok(t).Template
	equal(t, "nothing is overwritten", second.Name, "The offer (2)")
	equal(t, "the same PDF goes with both", second.Content.Attachments[0].Template, row.Content.Attachments[0].Template)
}

// withoutIDs are the lines of a file without the ids, which are the
// workspace's own.
func withoutIDs(t *testing.T, content string) []string {
	t.Helper()
	text, err := base64.StdEncoding.DecodeString(content)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(text)) {
		if !strings.Contains(line, "asset_") {
			out = append(out, line)
		}
	}
	return out
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
		}), "document.refused_file"},
		"no PDF inside": {file(func(m map[string]any) { m["templates"] = []any{map[string]any{"kind": "sms", "name": "x"}} }), "document.attachment_no_pdf"},
	} {
		t.Log(what)
		ask(d.api.ImportTemplate(api.TemplateFileIn{Product: d.Product, Content: tc.content})).refused(t, "invalid "+tc.want)
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

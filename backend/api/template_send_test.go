package api_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

// offerLetter is an email with a picture, a file and a PDF.
func (d *desk) offerLetter(t *testing.T) crm.Content {
	t.Helper()
	logo := d.addAsset("logo.png", drawn(t, "png", 300, 200), true).ok(t)
	list := d.addAsset("prices.txt", base64Of("1, 2"), false).ok(t)
	pdf := ask(d.api.SaveTemplate(api.SaveTemplateIn{Product: d.Product, Kind: crm.TemplatePDF, Name: "Offer PDF",
		Content: crm.Content{Subject: "Offer", Doc: `{"type":"doc","content":[{"type":"paragraph","content":[{"type":"field","attrs":{"expr":"card.offer_total"}}]}]}`}})).ok(t).Template
	return crm.Content{
		Subject: "Offer for {{contact.first_name}}", Doc: letterOf(`{"type":"image","attrs":{"asset":"` + logo.ID.String() + `","alt":"Logo"}}`),
		Attachments: crm.Attachments{{Asset: list.ID}, {Template: pdf.ID, Name: "Offer {{card.name}}"}},
	}
}

func TestAPreviewShowsPicturesAndWhatGoesWithAnEmail(t *testing.T) {
	t.Parallel()
	d := open(t)
	content := d.offerLetter(t)
	d.Card("Ion Popescu", testkit.NewLead)
	in := api.PreviewTemplateIn{Product: d.Product, Kind: crm.TemplateEmail, Content: content}
	out := ask(d.api.PreviewTemplate(in)).ok(t)
	same(t, "problems", problems(t, out.Problems), nil)
	if !strings.Contains(out.Rendered.HTML, `src="cid:asset_1"`) {
		t.Error(out.Rendered.HTML)
	}
	var files []string
	for _, f := range out.Rendered.Files {
		files = append(files, strings.TrimSpace(f.Name+" "+f.Mime+" "+f.CID))
	}
	same(t, "files", files, []string{"logo.png image/png asset_1", "prices.txt text/plain", "Offer Ion Popescu.pdf application/pdf"})
	same(t, "what the PDF lacks", out.Missing, []string{"card.offer_total"})
	equal(t, "warnings", len(out.Warnings), 0)
	in.Content.Doc = letterOf(`{"type":"paragraph","content":[{"type":"text","text":"` + strings.Repeat("a", 110_000) + `"}]}`)
	for _, w := range ask(d.api.PreviewTemplate(in)).ok(t).Warnings {
		said(t, w)
		equal(t, "warned of", w.Key, "document.clipped")
	}
	in.Content.Attachments[0].Asset = 99
	gone := ask(d.api.PreviewTemplate(in)).ok(t)
	same(t, "a file that is gone", problems(t, gone.Problems), []string{"attachments[0] document.attachment_gone"})
}

func TestATestLetterGoesToMeAsTheClientWouldGetIt(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.TestMode)
	content := d.offerLetter(t)
	ion := d.Card("Ion Popescu", testkit.NewLead)
	in := api.SendTestTemplateIn{Product: d.Product, Kind: crm.TemplateEmail, Content: content, Card: ion}
	out := ask(d.api.SendTestTemplate(in)).ok(t)
	said(t, out.Say)
	equal(t, "went", fmt.Sprint(out.OK, " ", out.Say.Key), "true account.test_accepted")
	var sent struct {
		To   string
		Text crm.Rendered
	}
	raw := d.World.Email.Records()[0].Raw
	if err := json.Unmarshal(raw, &sent); err != nil {
		t.Fatal(err)
	}
	equal(t, "to", sent.To, out.To)
	equal(t, "subject", sent.Text.Subject, "[Test] Offer for Ion")
	equal(t, "files", len(sent.Text.Files), 3)
	equal(t, "in the outbox", len(d.Messages()), 0)

	barna := d.as(d.User("Barna Kiss"))
	other := in
	other.To = "somebody@else.example"
	equal(t, "an administrator's choice", ask(d.api.SendTestTemplate(other)).ok(t).To, "somebody@else.example")
	ask(barna.SendTestTemplate(other)).refused(t, "forbidden error.admin_only")
	broken := in
	broken.Content.Subject = "{{unknown}}"
	ask(d.api.SendTestTemplate(broken)).invalid(t, "content.subject merge.unknown_field")
	broken.Kind = crm.TemplateTask
	ask(d.api.SendTestTemplate(broken)).refused(t, "invalid document.kind")
}

func TestATestSMSGoesToMyNumberByDay(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Card("Ion Popescu", testkit.NewLead)
	in := api.SendTestTemplateIn{Product: d.Product, Kind: crm.TemplateSMS, Content: crm.Content{Body: "Hello {{contact.first_name}}"}, To: "0721 000 009"}
	equal(t, "to", ask(d.api.SendTestTemplate(in)).ok(t).To, "+40721000009")
	equal(t, "text", d.World.SMS.Records()[0].Message.Content.Body, in.Content.Body)
	d.Clock.Set(crm.At(time.Date(2026, 11, 23, 23, 30, 0, 0, d.Zone)))
	ask(d.api.SendTestTemplate(in)).refused(t, "conflict account.test_at_night")
	ask(d.api.DeleteAccount(api.AccountIn{ID: d.SMSAcc})).ok(t)
	ask(d.api.SendTestTemplate(in)).refused(t, "conflict templates.test_no_account")
}

package api_test

import (
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

func (d *desk) saveTemplate(kind crm.TemplateKind, c crm.Content) answer[api.TemplateRow] {
	return ask(d.api.SaveTemplate(api.SaveTemplateIn{Product: d.Product, Kind: kind, Name: "Thanks", Content: c}))
}

// The cases TM of the bad inputs: refused at save, not a surprise in a sent
// message.
func TestATemplateThatCannotBeFilledInIsRefusedAtSave(t *testing.T) {
	t.Parallel()
	d := open(t)
	for id, tc := range map[string]struct {
		kind    crm.TemplateKind
		content crm.Content
		want    []string
	}{
		"TM01":            {crm.TemplateEmail, crm.Content{Subject: "Hello {{unknown}}", Body: "{{contact.frist_name}}"}, []string{"content.subject merge.unknown_field", "content.body merge.unknown_field_near"}},
		"TM04":            {crm.TemplateSMS, crm.Content{Body: "{{.Delete}}"}, []string{"content.body merge.bad_field"}},
		"TM10 body":       {crm.TemplateEmail, crm.Content{Subject: "x", Body: strings.Repeat("x", crm.MaxBody+1)}, []string{"content.body merge.body_too_big"}},
		"TM10 fields":     {crm.TemplateEmail, crm.Content{Subject: "x", Body: strings.Repeat("{{card.name}}", 501)}, []string{"content.body merge.too_many_fields"}},
		"TM16":            {crm.TemplateEmail, crm.Content{Subject: "x", Body: "[here](javascript:alert(1))"}, []string{"content.body document.link"}},
		"EM03":            {crm.TemplateEmail, crm.Content{Subject: "Hello\r\nBcc: x@y.z", Body: "x"}, []string{"content.subject document.one_line"}},
		"nothing to say":  {crm.TemplateEmail, crm.Content{Subject: "\u200b", Body: " \n"}, []string{"content.subject document.no_subject", "content.body document.no_body"}},
		"an empty SMS":    {crm.TemplateSMS, crm.Content{}, []string{"content.body document.no_body"}},
		"eleven parts":    {crm.TemplateSMS, crm.Content{Body: strings.Repeat("a", 1600)}, []string{"content.body document.sms_too_long"}},
		"a task of dance": {crm.TemplateTask, crm.Content{Subject: "x", TaskType: "dance", DueDays: -1}, []string{"content.taskType document.task_type", "content.dueDays document.due_days"}},
		"no such kind":    {"letter", crm.Content{Body: "x"}, []string{"content.kind document.kind"}},
	} {
		t.Log(id)
		d.saveTemplate(tc.kind, tc.content).invalid(t, tc.want...)
		preview := ask(d.api.PreviewTemplate(api.PreviewTemplateIn{Product: d.Product, Kind: tc.kind, Content: tc.content})).ok(t)
		var want []string
		for _, w := range tc.want {
			want = append(want, strings.TrimPrefix(w, "content."))
		}
		same(t, id+" in the preview", problems(t, preview.Problems), want)
	}
	equal(t, "templates", len(ask(d.api.ListTemplates(api.ProductIn{Product: d.Product})).ok(t)), 0)
}

func TestPastedFieldsOfMiniCRMBecomeOurs(t *testing.T) {
	t.Parallel()
	d := open(t)
	pasted := `Dear {%Person.FirstName?:"reader"%}`
	out := ask(d.api.ConvertPasted(api.PasteIn{Product: d.Product, Text: pasted})).ok(t)
	equal(t, "converted", out.Converted, 1)
	saved := d.saveTemplate(crm.TemplateEmail, crm.Content{Subject: "x", Body: pasted}).ok(t)
	equal(t, "saved", saved.Template.Content.Body, out.Text)
	for _, f := range ask(d.api.MergeFields(api.ProductIn{Product: d.Product})).ok(t) {
		said(t, f.Label)
		d.saveTemplate(crm.TemplateSMS, crm.Content{Body: "{{" + f.Path + "}}"})
	}
}

func TestTheListOfVariablesShowsARealCardsValues(t *testing.T) {
	t.Parallel()
	d := open(t)
	shows := func(in api.MergeSamplesIn) map[string]string {
		out := map[string]string{}
		for _, v := range ask(d.api.SampleValues(in)).ok(t).Values {
			out[v.Path] = v.Text
		}
		return out
	}
	in := api.MergeSamplesIn{Product: d.Product}
	sample := shows(in)
	equal(t, "samples", sample["contact.first_name"]+", "+sample["card.offer_total"], "Ana, 1250")
	for _, f := range ask(d.api.MergeFields(api.ProductIn{Product: d.Product})).ok(t) {
		if sample[f.Path] == "" && !strings.HasSuffix(f.Path, ".tags") { // there are none yet
			t.Errorf("%s has no sample", f.Path)
		}
	}
	d.Card("Ion Popescu", testkit.NewLead)
	maria := d.Card("Maria Pop", testkit.NewLead)
	equal(t, "the first card", shows(in)["contact.first_name"], "Ion")
	in.Card = maria
	equal(t, "another", shows(in)["card.name"]+", "+shows(in)["card.status"], "Maria Pop, "+testkit.NewLead)
	equal(t, "whose", ask(d.api.SampleValues(in)).ok(t).CardName, "Maria Pop")
	in.Card = 77
	ask(d.api.SampleValues(in)).refused(t, "not_found error.not_found.card")
}

func TestAListSaysHowTemplatesBegin(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.saveTemplate(crm.TemplateSMS, crm.Content{Body: "Bună\n  {{contact.first_name}}"}).ok(t)
	equal(t, "says", ask(d.api.ListTemplates(api.ProductIn{Product: d.Product})).ok(t)[0].Says, "Bună {{contact.first_name}}")
}

func TestAPreviewShowsATextBeforeItHasASubject(t *testing.T) {
	t.Parallel()
	d := open(t)
	for _, tc := range []struct {
		kind    crm.TemplateKind
		content crm.Content
	}{
		{crm.TemplateEmail, crm.Content{Body: "Hello {{contact.first_name}}"}},
		{crm.TemplateEmail, crm.Content{Subject: " ", Doc: `{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Hello {{contact.first_name}}"}]}]}`}},
		{crm.TemplateTask, crm.Content{Body: "Hello {{contact.first_name}}", TaskType: "call"}},
	} {
		out := ask(d.api.PreviewTemplate(api.PreviewTemplateIn{Product: d.Product, Kind: tc.kind, Content: tc.content})).ok(t)
		equal(t, "its text", strings.TrimSpace(out.Rendered.Text), "Hello Ana")
		equal(t, "its subject", out.Rendered.Subject, "")
		equal(t, "the problem stays", out.Problems[0].Key, "document.no_subject")
	}
}

func TestAPreviewShowsARealCardAndWhatAnSMSCosts(t *testing.T) {
	t.Parallel()
	d := open(t)
	in := api.PreviewTemplateIn{Product: d.Product, Kind: crm.TemplateSMS, Content: crm.Content{Body: "Bună {{contact.first_name}}, ofertă: {{card.offer_total}}"}}
	sample := ask(d.api.PreviewTemplate(in)).ok(t)
	equal(t, "without any card", sample.Card, 0)
	equal(t, "a sample", sample.Rendered.Text, "Bună Ana, ofertă: 1250")
	equal(t, "its meter", sample.SMS.Measure.Parts, 1)
	same(t, "what a sample lacks", sample.Missing, []string{})
	ask(d.api.SaveAccount(gatewayAccount("https://sms.example/send"))).ok(t)
	ion, maria := d.Card("Ion Popescu", testkit.NewLead), d.Card("Maria Pop", testkit.NewLead)
	first := ask(d.api.PreviewTemplate(in)).ok(t)
	equal(t, "the first card", first.Card, ion)
	equal(t, "its text so far", first.Rendered.Text, "Bună Ion, ofertă:")
	same(t, "what is missing", first.Missing, []string{"card.offer_total"})
	d.SetField(maria, "Offer total", 12.5)
	in.Card, in.Move = ion, 1
	next := ask(d.api.PreviewTemplate(in)).ok(t)
	equal(t, "the next card", next.CardName+", "+next.To, "Maria Pop, +40721000002")
	equal(t, "its text", next.Rendered.Text, "Bună Maria, ofertă: 12.5")
	equal(t, "its meter", fmt.Sprint(next.SMS.Measure.Encoding, ": ", next.SMS.Measure.Parts, next.SMS.Limit, next.SMS.PlainParts), "UCS-2: 1 70 1")
	equal(t, "without diacritics", next.SMS.Plain, "Buna Maria, oferta: 12.5")
	in.Content.Simplify = true
	equal(t, "simplified", ask(d.api.PreviewTemplate(in)).ok(t).SMS.Limit, 160)
	in.Card = 77
	ask(d.api.PreviewTemplate(in)).refused(t, "not_found error.not_found.card")
}

// TM13
func TestATemplateInUseIsNotDeleted(t *testing.T) {
	t.Parallel()
	d := open(t)
	tmpl := d.saveTemplate(crm.TemplateTask, crm.Content{Subject: "Call", TaskType: "call"}).ok(t).Template
	in := d.draft()
	in.Steps[0].Template = tmpl.ID
	q := ask(d.api.SaveSequence(in)).ok(t).Sequence
	refusal := ask(d.api.DeleteTemplate(api.TemplateIn{ID: tmpl.ID}))
	refusal.refused(t, "conflict error.in_use")
	equal(t, "where", refusal.arg("where"), any("Offer follow-up"))
	equal(t, "used by", ask(d.api.GetTemplate(api.TemplateIn{ID: tmpl.ID})).ok(t).UsedBy[0].Name, "Offer follow-up")
	ask(d.api.DeleteSequence(api.SequenceIn{ID: q.ID})).ok(t)
	ask(d.api.DeleteTemplate(api.TemplateIn{ID: tmpl.ID})).ok(t)
	d.saveTemplate(crm.TemplateTask, crm.Content{Subject: "Call", TaskType: "call"}).ok(t)
	d.saveTemplate(crm.TemplateTask, crm.Content{Subject: "Call", TaskType: "call"}).invalid(t, "name error.name_taken")
}

// TM14: what is queued keeps its text, later messages take the new one.
func TestAnEditedTemplateReachesOnlyLaterMessages(t *testing.T) {
	t.Parallel()
	d := open(t)
	tmpl := d.saveTemplate(crm.TemplateEmail, crm.Content{Subject: "Old", Body: "Old"}).ok(t).Template
	q := d.Sequence(d.offers(), testkit.EmailStep("0d", tmpl.ID))
	d.Activate(q, "new")
	d.Card("Ion", testkit.OfferSent, testkit.Email("ion@client.example"))
	d.World.Email.Script("ion@client.example", fake.Unreached)
	d.Tick() // queued, and not taken yet
	edited := ask(d.api.SaveTemplate(api.SaveTemplateIn{ID: tmpl.ID, Product: 77, Kind: crm.TemplateSMS, Name: "Thanks", Content: crm.Content{Subject: "New", Body: "New"}})).ok(t)
	equal(t, "kind and product stay", fmt.Sprint(edited.Template.Kind, edited.Template.Product), fmt.Sprint(crm.TemplateEmail, d.Product))
	d.Card("Maria", testkit.OfferSent, testkit.Email("maria@client.example"))
	d.Advance("1h")
	got := map[string]string{}
	for _, m := range d.Sent() {
		got[m.To] = m.Subject
	}
	equal(t, "subjects", fmt.Sprint(got), "map[ion@client.example:Old maria@client.example:New]")
}

package api_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/sms"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

const ourPages = "https://firma.example"

func withPublic(ws *crm.Workspace) { ws.Public = ourPages }

func (d *desk) confirm() api.SaveLinkIn {
	return api.SaveLinkIn{
		Product: d.Product, Name: "Confirmă vizita", Label: "Confirm", Kind: crm.LinkChange, Question: "Veniți?",
		Change: &crm.CardChange{Status: d.Status(testkit.Won)},
	}
}

func TestALinkIsCheckedAtSave(t *testing.T) {
	t.Parallel()
	d := open(t)
	saved := ask(d.api.SaveLink(d.confirm())).ok(t)
	equal(t, "its name in texts", saved.Link.Slug, "confirma_vizita")
	equal(t, "works for", saved.Link.Days, 60)
	equal(t, "says", saved.Says[0].Key, "sequences.set_status")
	for name, c := range map[string]struct {
		change func(*api.SaveLinkIn)
		want   []string
	}{
		"nothing":         {func(in *api.SaveLinkIn) { *in = api.SaveLinkIn{Product: d.Product} }, []string{"name error.name_missing", "kind link.bad_kind"}},
		"too long a life": {func(in *api.SaveLinkIn) { in.Days = 366 }, []string{"days link.bad_days"}},
		"a slug in Greek": {func(in *api.SaveLinkIn) { in.Slug = "Ναι" }, []string{"slug link.bad_slug"}},
		"a taken slug":    {func(in *api.SaveLinkIn) { in.Slug = "confirma_vizita" }, []string{"slug error.name_taken"}},
		"no change":       {func(in *api.SaveLinkIn) { in.Change = &crm.CardChange{} }, []string{"change sequences.nothing_to_change"}},
		"a status gone":   {func(in *api.SaveLinkIn) { in.Change.Status = 99 }, []string{"change.status error.not_found.status"}},
		"a whole novel":   {func(in *api.SaveLinkIn) { in.Question = strings.Repeat("a", 501) }, []string{"question link.too_long"}},
		"an empty value": {func(in *api.SaveLinkIn) {
			in.Change.Fields = []crm.FieldChange{{Field: d.Field("City").ID, Value: ""}}
		}, []string{"change sequences.change_no_value"}},
		"nowhere":     {func(in *api.SaveLinkIn) { in.Kind = crm.LinkOpen }, []string{"target link.no_target"}},
		"a script":    {func(in *api.SaveLinkIn) { in.Kind, in.Target = crm.LinkOpen, "javascript:alert(1)" }, []string{"target document.link"}},
		"a mailbox":   {func(in *api.SaveLinkIn) { in.Kind, in.Target = crm.LinkOpen, "mailto:a@b.ro" }, []string{"target document.doc_href"}},
		"a bad field": {func(in *api.SaveLinkIn) { in.Kind, in.Target = crm.LinkOpen, "https://a.ro/{{card.nothing}}" }, []string{"target merge.unknown_field"}},
		"itself":      {func(in *api.SaveLinkIn) { in.Kind, in.Target = crm.LinkOpen, "{{link.confirma_vizita}}" }, []string{"target link.in_itself"}},
	} {
		t.Log(name)
		in := d.confirm()
		c.change(&in)
		ask(d.api.SaveLink(in)).invalid(t, c.want...)
	}
	member := d.as(d.User("Barna Kiss"))
	ask(member.SaveLink(d.confirm())).refused(t, "forbidden error.admin_only")
	equal(t, "one is there", len(ask(member.ListLinks(api.ProductIn{Product: d.Product})).ok(t).Links), 1)
}

func TestALinkInUseStays(t *testing.T) {
	t.Parallel()
	d := open(t)
	l := ask(d.api.SaveLink(d.confirm())).ok(t).Link
	ask(d.api.SaveTemplate(api.SaveTemplateIn{Product: d.Product, Kind: crm.TemplateSMS, Name: "X", Content: crm.Content{Body: "{{link.confirma}}"}})).
		invalid(t, "content.body merge.unknown_field_near")
	ask(d.api.SaveTemplate(api.SaveTemplateIn{Product: d.Product, Kind: crm.TemplateTask, Name: "X", Content: crm.Content{Subject: "x", Body: "{{link.confirma_vizita}}"}})).
		invalid(t, "content.taskType document.task_type", "content.body link.only_clients")
	tmpl := ask(d.api.SaveTemplate(api.SaveTemplateIn{Product: d.Product, Kind: crm.TemplateSMS, Name: "Reminder", Content: crm.Content{Body: "{{link.confirma_vizita}}"}})).ok(t)
	row := ask(d.api.GetLink(api.LinkIn{ID: l.ID})).ok(t)
	equal(t, "used by", row.UsedBy[0].Name, "Reminder")
	refused := ask(d.api.DeleteLink(api.LinkIn{ID: l.ID}))
	refused.refused(t, "conflict error.in_use")
	equal(t, "where", refused.arg("where"), any("Reminder"))
	other := d.confirm()
	other.ID, other.Slug = l.ID, "other"
	ask(d.api.SaveLink(other)).invalid(t, "slug link.slug_used")
	copied := ask(d.api.CopyLink(api.LinkIn{ID: l.ID})).ok(t)
	equal(t, "the copy's name in texts", copied.Link.Slug, "confirma_vizita_2")
	ask(d.api.DeleteLink(api.LinkIn{ID: copied.Link.ID})).ok(t)
	equal(t, "the status is used by it", ask(d.api.FindUses(api.UsesIn{Product: d.Product, Status: d.Status(testkit.Won)})).ok(t).Uses[0].Noun, "link")
	ask(d.api.DeleteTemplate(api.TemplateIn{ID: tmpl.Template.ID})).ok(t)
	f := d.Filter(crm.Condition{Subject: "messages", Op: "clicked", Values: []string{l.ID.String()}})
	equal(t, "a filter asks for it", ask(d.api.GetLink(api.LinkIn{ID: l.ID})).ok(t).UsedBy[0].ID, f.String())
}

func TestWithoutAPublicAddressAStepWithALinkIsNotActivated(t *testing.T) {
	t.Parallel()
	d := open(t)
	ask(d.api.SaveLink(d.confirm())).ok(t)
	text := crm.Content{Body: "Veniti? {{link.confirma_vizita}}"}
	q := d.Sequence(d.offers(), testkit.SMSStep("0d", d.Template(crm.TemplateSMS, "", text.Body)))
	card := d.Card("Ion Popescu", testkit.OfferSent)
	found := ask(d.api.PreflightActivation(api.PreflightActivationIn{ID: q})).ok(t).Findings
	equal(t, "blocks", found[0].Say.Key, "activation.template_link_public")
	equal(t, "where to mend it", found[0].Door.Kind, "public")
	said(t, found[0].Say)
	said(t, found[0].Remedy)
	preview := api.PreviewTemplateIn{Product: d.Product, Kind: crm.TemplateSMS, Content: text, Card: card}
	equal(t, "the preview says it", ask(d.api.PreviewTemplate(preview)).ok(t).Warnings[0].Key, "link.no_public")

	d.SetWorkspace(withPublic)
	equal(t, "then it may go", len(ask(d.api.PreflightActivation(api.PreflightActivationIn{ID: q})).ok(t).Findings), 0)
	seen := ask(d.api.PreviewTemplate(preview)).ok(t)
	equal(t, "a harmless one", seen.Rendered.Text, "Veniti? "+ourPages+"/l/"+store.SampleToken(21))
	equal(t, "warnings", len(seen.Warnings), 0)

	inside := d.Sequence(d.offers(), testkit.UserStep("0d", d.Template(crm.TemplateEmail, "x", text.Body)))
	found = ask(d.api.PreflightActivation(api.PreflightActivationIn{ID: inside})).ok(t).Findings
	equal(t, "not to colleagues", found[0].Say.Key, "activation.template_link_colleague")
	said(t, found[0].Say)
}

// What a forecast and a preview show is as long as what is sent, whatever the
// number of the message.
func TestAForecastWithALinkIsWhatIsSent(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.Workspace(withPublic))
	ask(d.api.SaveLink(d.confirm())).ok(t)
	open := ask(d.api.SaveLink(api.SaveLinkIn{Product: d.Product, Name: "Pick", Kind: crm.LinkOpen, Target: "https://book.example/{{card.city}}"})).ok(t).Link
	d.Card("Ion Popescu", testkit.OfferSent)
	d.SetField(d.Card("Maria Ionescu", testkit.OfferSent), "City", "Cluj")
	q := d.Sequence(d.offers(),
		testkit.SMSStep("0d", d.Template(crm.TemplateSMS, "", "Va asteptam. Confirmati aici: {{link.confirma_vizita}}")),
		testkit.SMSStep("1d", d.Template(crm.TemplateSMS, "", "Alta ora: {{link."+open.Slug+"}}")))
	out := d.foresee(t, api.StartForecastIn{ID: q, Days: 5})
	rows := ask(d.api.ListForecastRows(api.ListForecastRowsIn{Job: out.Job.ID, Scope: "all", Kind: crm.StepSMSClient})).ok(t).Rows
	d.Activate(q, engine.ScopeAll)
	d.Advance("3d")
	sent := d.Sent()
	if len(sent) != 3 {
		t.Fatalf("sent %q, foreseen %d rows", d.SentLines(), len(rows))
	}
	for _, r := range rows {
		if r.Outcome != "done" && r.Reason == crm.ReasonNone {
			continue // the end
		}
		if r.CardName == "Ion Popescu" && r.Position == 2 {
			equal(t, "without a city there is no address", r.Reason, crm.ReasonMissingValue)
			continue
		}
		text := ask(d.api.GetForecastText(api.ForecastTextIn{Job: out.Job.ID, Scope: "all", Index: r.Index})).ok(t).Text
		if !strings.HasSuffix(text, "/l/"+store.SampleToken(21)) {
			t.Errorf("a forecast shows a real link: %s", text)
		}
		for _, s := range sent {
			if strings.HasPrefix(s.Text, text[:8]) && s.Message.ToName == r.CardName {
				equal(t, "as long as", len(s.Text), len(text))
				equal(t, "as many parts", s.Message.Parts, sms.Measure(text).Parts)
				equal(t, "one part", s.Message.Parts, 1)
			}
		}
	}
}

func TestCountingIsSwitchedOnAndReadBack(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.Workspace(withPublic))
	q := d.Sequence(d.offers(), testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Offer", "https://shop.example")))
	d.Activate(q, engine.ScopeNew)
	d.Card("Ion Popescu", testkit.OfferSent)
	d.Advance("1h")
	if html := d.Sent()[0].HTML; strings.Contains(html, ourPages+"/g/") || strings.Contains(html, ourPages+"/o/") {
		t.Errorf("off by default: %s", html)
	}
	ws := ask(d.api.SaveTracking(api.TrackingIn{Opens: true, Clicks: true})).ok(t).Workspace
	equal(t, "on", ws.TrackOpens && ws.TrackClicks, true)
	d.Card("Maria Ionescu", testkit.OfferSent)
	d.Advance("2h")
	m := d.Sent()[1].Message
	if html := d.Sent()[1].HTML; strings.Count(html, ourPages+"/g/") != 1 || strings.Count(html, ourPages+"/o/") != 1 || strings.Contains(d.Sent()[1].Text, ourPages+"/g/") {
		t.Errorf("counted: %s", html)
	}
	if html := ask(d.api.GetMessage(api.MessageIn{ID: m.ID})).ok(t).Rendered.HTML; strings.Contains(html, ourPages+"/o/") || strings.Contains(html, ourPages+"/g/") {
		t.Error("a colleague who looks at it would count")
	}
	first := d.Sent()[0].Message // not inside: reading waits for the write
	d.Write(func(tx *store.Tx) (err error) {
		if m, err = tx.Message(m.ID); err != nil {
			return err
		}
		for _, h := range []crm.Hit{{Kind: crm.HitOpen}, {Kind: crm.HitClick, N: 1}, {Kind: crm.HitVisit, N: 1}} {
			if err := d.Engine.Hit(tx, h, m, false); err != nil {
				return err
			}
		}
		return d.Engine.Hit(tx, crm.Hit{Kind: crm.HitOpen}, first, true)
	})
	hits := ask(d.api.GetHits(api.SequenceIn{ID: q})).ok(t)
	equal(t, "counts", hits.Steps[0].Counts, crm.HitCounts{Sent: 2, Opened: 1, Clicked: 1, Machines: 1})
	tmpl := ask(d.api.GetSequence(api.SequenceIn{ID: q})).ok(t).Sequence.Steps[0].Template
	of := ask(d.as(d.User("Barna Kiss")).GetTemplateHits(api.TemplateIn{ID: tmpl})).ok(t)
	equal(t, "counts of the template", of, api.TemplateHits{Opens: true, Clicks: true, Counts: hits.Steps[0].Counts})
	never := d.saveTemplate(crm.TemplateSMS, crm.Content{Body: "Hello"}).ok(t).Template.ID
	equal(t, "of one that was never sent", ask(d.api.GetTemplateHits(api.TemplateIn{ID: never})).ok(t).Counts, crm.HitCounts{})
	ask(d.api.GetTemplateHits(api.TemplateIn{ID: 77})).refused(t, "not_found error.not_found.template")
	var story []string
	for _, l := range ask(d.api.GetMessage(api.MessageIn{ID: m.ID})).ok(t).Story {
		said(t, l.Say)
		story = append(story, l.Say.Key)
	}
	if got := strings.Join(story, " "); !strings.Contains(got, "link.story_open") || !strings.Contains(got, "link.story_click") {
		t.Errorf("its story: %s", got)
	}
}

func TestAFilterThatAsksForWhatIsNotCountedIsToldSo(t *testing.T) {
	t.Parallel()
	d := open(t)
	keys := func() string {
		tree := crm.Group{Conditions: []crm.Condition{
			{Subject: "messages", Op: "opened_in_last_days", Values: []string{"3"}}, {Subject: "messages", Op: "clicked", Values: []string{}},
		}}
		out := []string{}
		for _, a := range ask(d.api.PreviewFilter(api.PreviewFilterIn{Product: d.Product, Tree: tree})).ok(t).Advice {
			said(t, a.Say)
			out = append(out, strings.TrimPrefix(a.Say.Key, "filter.advice."))
		}
		return strings.Join(out, " ")
	}
	equal(t, "off", keys(), "opens_off clicks_off none_now")
	ask(d.api.SaveTracking(api.TrackingIn{Opens: true, Clicks: true})).ok(t)
	equal(t, "on", keys(), "none_now")
}

func TestWhatAPersonOpenedIsInTheirExport(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.Workspace(withPublic), testkit.Workspace(func(ws *crm.Workspace) { ws.TrackClicks = true }))
	d.Activate(d.Sequence(d.offers(), testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Offer", "https://shop.example"))), engine.ScopeNew)
	card := d.Card("Ion Popescu", testkit.OfferSent)
	d.Advance("1h")
	d.Write(func(tx *store.Tx) error {
		m, err := tx.Message(1)
		if err != nil {
			return err
		}
		return d.Engine.Hit(tx, crm.Hit{Kind: crm.HitClick, N: 1}, m, false)
	})
	file := ask(d.api.ExportPerson(api.ContactKey{ID: d.CardNow(card).Contact})).ok(t)
	raw, err := base64.StdEncoding.DecodeString(file.Content)
	d.OK(err)
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	d.OK(err)
	for _, f := range z.File {
		r, err := f.Open()
		d.OK(err)
		text, err := io.ReadAll(r)
		d.OK(errors.Join(err, r.Close()))
		if !strings.Contains(string(text), "A link was clicked") {
			t.Errorf("%s says nothing of it", f.Name)
		}
	}
}

package api_test

import (
	"fmt"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

func (d *desk) preflight(t *testing.T, in api.PreflightIn) api.Preflight {
	t.Helper()
	job := ask(d.api.StartPreflight(in)).ok(t)
	job = ask(d.svc.Wait(t.Context(), job.ID)).ok(t)
	equal(t, "the job", job.State, "done")
	said(t, job.Result)
	out := ask(d.api.GetPreflight(api.JobIn{ID: job.ID})).ok(t)
	if out.Result == nil {
		t.Fatal("no result")
	}
	for _, f := range out.Result.Findings {
		said(t, f.Say)
	}
	return *out.Result
}

func findings(p api.Preflight) (out []string) {
	for _, f := range p.Findings {
		line := fmt.Sprint(f.Count, " ", f.Say.Key, " ", f.Path)
		for _, c := range f.Cards {
			line += " " + c.Name
		}
		out = append(out, line)
	}
	return out
}

func TestAPreflightNamesTheCardsThatLackSomething(t *testing.T) {
	t.Parallel()
	d := open(t)
	ask(d.api.SaveAccount(gatewayAccount("https://sms.example/send"))).ok(t)
	ready := d.Card("Maria", testkit.OfferSent)
	d.SetField(ready, "Offer total", 12.5)
	d.Card("Ion", testkit.OfferSent)
	d.Card("Ștefan", testkit.OfferSent)
	d.Card("elsewhere", testkit.NewLead)
	in := api.PreflightIn{
		Product: d.Product, Kind: crm.TemplateSMS, Filter: d.offers(),
		Content: crm.Content{Body: "{{card.name}}: {{card.offer_total}} aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
	}
	p := d.preflight(t, in)
	equal(t, "cards, ready", fmt.Sprint(p.Cards, " ", p.Ready), "3 1")
	same(t, "what stands in the way", findings(p), []string{"2 merge.field.custom card.offer_total Ion Ștefan"})
	s := p.SMS
	equal(t, "parts", fmt.Sprint(s.Parts, " ", s.Several, s.Plain, s.Held), "[{1 2} {2 1}] 1 0 0")
	equal(t, "the longest", fmt.Sprint(s.Longest.Name, " ", s.Most, " ", s.Total, " ", s.Currency), "Ștefan 2 4 "+s.Currency)
	in.Content.Simplify = true
	equal(t, "without diacritics", d.preflight(t, in).SMS.Several, 0)
	in.Filter = 0
	equal(t, "all cards", d.preflight(t, in).Cards, 4)
	in.Tree = &crm.Group{Conditions: []crm.Condition{d.When("name", "contains", "Ion")}}
	equal(t, "the cards of a tree", d.preflight(t, in).Cards, 1)

	in.Tree = &crm.Group{}
	if ask(d.api.StartPreflight(in)).err == nil {
		t.Error("a tree without conditions is not everything")
	}
	in.Tree, in.Filter = nil, 77
	ask(d.api.StartPreflight(in)).refused(t, "not_found error.not_found.filter")
	in.Content.Body = "{{nobody}}"
	ask(d.api.StartPreflight(in)).invalid(t, "content.body merge.unknown_field")
	ask(d.api.GetPreflight(api.JobIn{ID: "preflight_77"})).refused(t, "not_found error.not_found.job")
}

func TestAPreflightSaysWhomNothingReaches(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.Card("Fără email", testkit.OfferSent, testkit.Email(""))
	d.Card("Ion", testkit.OfferSent, testkit.Email("ion@client.example"))
	said := crm.Content{Subject: "Hello {{contact.name}}", Body: "x"}
	p := d.preflight(t, api.PreflightIn{Product: d.Product, Kind: crm.TemplateEmail, Filter: d.offers(), Content: said})
	same(t, "an email", findings(p), []string{"1 reason.no_address  Fără email"})
	equal(t, "ready", p.Ready, 1)
	p = d.preflight(t, api.PreflightIn{Product: d.Product, Kind: crm.TemplateTask, Filter: d.offers(), Content: crm.Content{Subject: "Call", TaskType: "call"}})
	equal(t, "a task", fmt.Sprint(p.Cards, p.Ready, p.SMS == nil), "2 2 true")
}

func TestAPreflightCountsWhatAnAttachedPDFLacks(t *testing.T) {
	t.Parallel()
	d := open(t)
	ready := d.Card("Maria", testkit.OfferSent)
	d.SetField(ready, "Offer total", 12.5)
	for n := range 60 {
		d.Card(fmt.Sprint("Ion ", n), testkit.OfferSent)
	}
	email := d.offerTemplate(t)
	in := api.PreflightIn{Product: d.Product, Kind: crm.TemplateEmail, Filter: d.offers(), Content: email.Content}
	in.Content.Doc = paragraphDoc(`{"type":"text","text":"Hello"}`)
	in.Content.Subject = `Your offer{{contact.first_name | default: ""}}`
	job := ask(d.svc.Wait(t.Context(), ask(d.api.StartPreflight(in)).ok(t).ID)).ok(t)
	p := *ask(d.api.GetPreflight(api.JobIn{ID: job.ID})).ok(t).Result
	equal(t, "cards, ready", fmt.Sprint(p.Cards, " ", p.Ready), "61 1")
	f := p.Findings[0]
	equal(t, "what stands in the way", fmt.Sprint(len(p.Findings), " ", f.Path, " in ", f.PDF, " ", f.Count, " ", len(f.Cards)), "1 card.offer_total in Offer 60 10")

	page := ask(d.api.PreflightCards(api.PreflightCardsIn{ID: job.ID})).ok(t)
	equal(t, "a page of the cards", fmt.Sprint(len(page.Cards), " ", page.Cards[0].Name, " ", page.After), "50 Ion 0 50")
	page = ask(d.api.PreflightCards(api.PreflightCardsIn{ID: job.ID, After: page.After})).ok(t)
	equal(t, "the last page", fmt.Sprint(len(page.Cards), " ", page.After), "10 0")
	ask(d.api.PreflightCards(api.PreflightCardsIn{ID: job.ID, Finding: 1})).refused(t, "not_found error.not_found.job")
	ask(d.api.PreflightCards(api.PreflightCardsIn{ID: "preflight_77"})).refused(t, "not_found error.not_found.job")

	in.Content.Doc = paragraphDoc(`{"type":"field","attrs":{"expr":"card.offer_total"}}`)
	f = d.preflight(t, in).Findings[0]
	equal(t, "what the letter lacks too is said once", fmt.Sprint(f.Path, " in ", f.PDF, "|", f.Count), "card.offer_total in |60")
}

func TestAPreflightSaysWhatComesToNothing(t *testing.T) {
	t.Parallel()
	d := open(t)
	card := d.Card("Maria", testkit.OfferSent)
	d.SetField(card, "Offer total", 12.5)
	d.Card("Ion", testkit.OfferSent)
	blank := `{{card.offer_total | default: " "}}`
	for kind, c := range map[crm.TemplateKind]crm.Content{
		crm.TemplateEmail: {Subject: blank, Body: "Hello"},
		crm.TemplateTask:  {Subject: blank, TaskType: "call"},
		crm.TemplateSMS:   {Body: blank},
	} {
		p := d.preflight(t, api.PreflightIn{Product: d.Product, Kind: kind, Filter: d.offers(), Content: c})
		same(t, "of "+string(kind), findings(p), []string{"1 reason.empty_text  Ion"})
	}
	letter := crm.Content{Subject: "Offer", Doc: paragraphDoc(`{"type":"field","attrs":{"expr":"card.offer_total | default: ''"}}`)}
	p := d.preflight(t, api.PreflightIn{Product: d.Product, Kind: crm.TemplateEmail, Filter: d.offers(), Content: letter})
	same(t, "of a letter", findings(p), []string{"1 reason.empty_text  Ion"})

	gone := crm.Content{Subject: "Offer", Body: "Hello", Attachments: crm.Attachments{{Template: 77, Name: "x"}}}
	ask(d.api.StartPreflight(api.PreflightIn{Product: d.Product, Kind: crm.TemplateEmail, Content: gone})).invalid(t, "content.attachments[0] document.attachment_gone")
}

// paragraphDoc is a document of one paragraph.
func paragraphDoc(inline string) string {
	return `{"type":"doc","content":[{"type":"paragraph","content":[` + inline + `]}]}`
}

func TestAPreflightCanBeStopped(t *testing.T) {
	t.Parallel()
	d := open(t)
	for range 30 {
		d.Card("Ion", testkit.OfferSent)
	}
	in := api.PreflightIn{Product: d.Product, Kind: crm.TemplateSMS, Content: crm.Content{Body: "Hello"}}
	job := ask(d.api.StartPreflight(in)).ok(t)
	ask(d.api.CancelJob(api.JobIn{ID: job.ID})).ok(t)
	job = ask(d.svc.Wait(t.Context(), job.ID)).ok(t)
	out := ask(d.api.GetPreflight(api.JobIn{ID: job.ID})).ok(t)
	if out.Job.State != "cancelled" && out.Job.State != "done" { // it may have been quicker
		t.Errorf("the job is %s", out.Job.State)
	}
	equal(t, "a result only of one that is done", out.Result != nil, out.Job.State == "done")
}

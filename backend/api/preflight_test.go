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

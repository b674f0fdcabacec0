package api_test

import (
	"testing"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

func TestTheListOfFormsCountsTheLastThirtyDays(t *testing.T) {
	t.Parallel()
	d := atDesk(open(t))
	f := ask(d.api.SaveForm(contactForm(d))).ok(t).Row.Form
	ask(d.svc.SubmitForm(t.Context(), api.FormPost{FormVisit: api.FormVisit{Slug: f.Slug}, Sender: "192.0.2.1", Values: map[string][]string{
		"contact.name": {"Ion Popescu"}, "contact.email": {"ion@client.example"},
	}})).ok(t)
	counts := func() crm.FormCounts { return ask(d.api.ListForms(api.ListFormsIn{})).ok(t).Rows[0].Counts }
	d.SetStatus(1, testkit.Won)
	want := crm.FormCounts{Sent: 1, Cards: 1, Won: 1}
	if got := counts(); got != want {
		t.Errorf("today: %+v", got)
	}
	d.Clock.Set(d.Clock.Now().Add(29 * 24 * time.Hour))
	if got := counts(); got != want {
		t.Errorf("on the thirtieth day: %+v", got)
	}
	d.Clock.Set(d.Clock.Now().Add(24 * time.Hour))
	if got := counts(); got != (crm.FormCounts{}) {
		t.Errorf("a day later: %+v", got)
	}
	if got := ask(d.api.FormStatistics(api.FormStatisticsIn{ID: f.ID})).ok(t).Total; got != want {
		t.Errorf("since the form is there: %+v", got)
	}
}

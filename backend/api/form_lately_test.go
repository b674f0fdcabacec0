package api_test

import (
	"slices"
	"strings"
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

func TestWhoAgreesIsToldThatOpensAndClicksAreCounted(t *testing.T) {
	t.Parallel()
	d := atDesk(open(t))
	ours := ask(d.api.SaveForm(contactForm(d, func(f *crm.Form) { f.Name, f.Consent.Ask = "Ours", true }))).ok(t).Row.Form
	own := ask(d.api.SaveForm(contactForm(d, func(f *crm.Form) { f.Name, f.Consent.Ask, f.Consent.Wording = "Own", true, "Write to me" }))).ok(t).Row.Form
	asks := func() string {
		return ask(d.api.FormSnippet(api.FormSnippetIn{ID: ours.ID, Language: "en"})).ok(t).Plain
	}
	notes := func(id crm.FormID) bool {
		list := ask(d.api.GetForm(api.GetFormIn{ID: id})).ok(t).Notes
		return slices.ContainsFunc(list, func(p crm.Phrase) bool { return p.Key == "form.page.note_tracked" })
	}
	if strings.Contains(asks(), "count whether") || notes(own.ID) {
		t.Error("it says that it counts what it doesn't count")
	}
	d.SetWorkspace(func(ws *crm.Workspace) { ws.TrackOpens = true })
	if !strings.Contains(asks(), "count whether") || notes(ours.ID) || !notes(own.ID) {
		t.Error("who agrees does not read that opens are counted")
	}
}

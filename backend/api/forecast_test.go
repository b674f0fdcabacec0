package api_test

import (
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

// foresee waits for a forecast.
func (d *desk) foresee(t *testing.T, in api.StartForecastIn) api.ForecastOut {
	t.Helper()
	job := ask(d.api.StartForecast(in)).ok(t)
	ask(d.svc.Wait(t.Context(), job.ID)).ok(t)
	return ask(d.api.GetForecast(api.JobIn{ID: job.ID})).ok(t)
}

func TestAForecastIsReadInParts(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.Sequence(d.offers(),
		testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Your offer", "Dear {{contact.first_name}}")),
		testkit.SMSStep("1d 10:00", d.Template(crm.TemplateSMS, "", "Any questions, {{contact.first_name}}?")),
		testkit.TaskStep("1d", d.Template(crm.TemplateTask, "Call {{contact.name}}", "")))
	ion := d.Card("Ion Popescu", testkit.OfferSent)
	d.Card("Maria Ionescu", testkit.OfferSent, testkit.Phone(""))
	member := d.as(d.User("Barna Kiss"))

	out := d.foresee(t, api.StartForecastIn{ID: q, Days: 10})
	equal(t, "the job", out.Job.State, "done")
	equal(t, "scopes", len(out.Scopes), 2)
	all := out.Scopes[0]
	equal(t, "starts", all.Cards, 2)
	equal(t, "on the first day", all.FirstDay, 2)
	equal(t, "texts", all.Total.SMSClient, 1)
	equal(t, "skipped", all.Total.Skipped, 1)
	equal(t, "why", string(all.Reasons[0].Reason), "no_phone")
	equal(t, "only new ones", out.Scopes[1].Total, crm.ForecastDay{})

	rows := func(in api.ListForecastRowsIn) api.ForecastRows {
		in.Job, in.Scope = out.Job.ID, "all"
		return ask(member.ListForecastRows(in)).ok(t)
	}
	equal(t, "all", rows(api.ListForecastRowsIn{}).Total, 8)
	equal(t, "of the day", rows(api.ListForecastRowsIn{Day: "2026-11-24"}).Total, 2)
	equal(t, "of Ion", rows(api.ListForecastRowsIn{Card: ion, Outcome: "done"}).Total, 3)
	equal(t, "by words", rows(api.ListForecastRowsIn{Q: "QUESTIONS"}).Total, 1)
	equal(t, "of a kind", rows(api.ListForecastRowsIn{Kind: crm.StepTaskUser, Position: 3, Outcome: "done"}).Total, 2)
	page := rows(api.ListForecastRowsIn{Offset: 1, Limit: 2})
	equal(t, "a page", len(page.Rows), 2)
	text := rows(api.ListForecastRowsIn{Kind: crm.StepSMSClient, Outcome: "done"}).Rows[0]
	equal(t, "its words", text.Title, "Any questions, Ion?")
	equal(t, "its text", ask(member.GetForecastText(api.ForecastTextIn{Job: out.Job.ID, Scope: "all", Index: text.Index})).ok(t).Text, "Any questions, Ion?")

	job := ask(member.ExportForecast(api.ExportForecastIn{Job: out.Job.ID, Scope: "all"})).ok(t)
	ask(d.svc.Wait(t.Context(), job.ID)).ok(t)
	var file strings.Builder
	if err := api.SaveExport(member, job.ID, &file); err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(file.String(), "\n"); lines != 9 || !strings.Contains(file.String(), "2026-11-24 10:00") {
		t.Errorf("the file:\n%s", file.String())
	}
	equal(t, "what was really sent", len(d.Messages()), 0)
}

func TestADraftIsForeseenBeforeItIsSaved(t *testing.T) {
	t.Parallel()
	d := open(t)
	saved := ask(d.api.SaveSequence(d.draft())).ok(t).Sequence
	d.Card("Ion Popescu", testkit.OfferSent)
	changed := d.draft(func(in *api.SaveSequenceIn) {
		in.ID, in.Revision, in.Name = saved.ID, saved.Revision, ""
		in.Steps = append(saved.Steps[:1:1], testkit.TaskStep("2d", d.Template(crm.TemplateTask, "Call", "")))
	})
	out := d.foresee(t, api.StartForecastIn{ID: saved.ID, Draft: &changed})
	equal(t, "steps", len(out.Scopes[0].Steps), 2)
	equal(t, "the new one", out.Scopes[0].Steps[1].Step, crm.StepID(0))
	equal(t, "done", out.Scopes[0].Steps[1].Done, 1)

	changed.Steps[1].Timing.Delay = -1
	ask(d.api.StartForecast(api.StartForecastIn{ID: saved.ID, Draft: &changed})).invalid(t, "steps[1].timing.delay timing.bad_delay")
	ask(d.api.StartForecast(api.StartForecastIn{ID: saved.ID, Days: 401})).invalid(t, "days forecast.days")
	ask(d.api.GetForecast(api.JobIn{ID: "forecast_99"})).refused(t, "not_found forecast.gone")
}

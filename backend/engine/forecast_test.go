package engine_test

import (
	"fmt"
	"slices"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/testkit"
)

// foresee runs a forecast of a story.
func foresee(w *testkit.World, q crm.SequenceID, days int) *engine.Forecast {
	w.T.Helper()
	f, err := w.Engine.Forecast(w.T.Context(), engine.ForecastOptions{Sequence: q, Days: days, User: w.Admin}, nil)
	w.OK(err)
	return f
}

// rowsOf are the rows of a scope as lines: "2026-11-24 09:00 Ion 1 email_client done".
func rowsOf(w *testkit.World, f *engine.Forecast, scope string) []string {
	w.T.Helper()
	s, ok := f.Scope(scope)
	if !ok {
		w.T.Fatalf("no scope %q", scope)
	}
	out := []string{}
	for _, ev := range s.Happened.Rows {
		r := ev.Row
		line := fmt.Sprintf("%s %s %d %s %s", w.Civil(r.At), r.CardName, r.Position, r.Kind, r.Outcome)
		if r.Reason != "" {
			line += " " + string(r.Reason)
		}
		out = append(out, line)
	}
	return out
}

func TestAForecastSaysWhatEachChoiceWillDo(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	q := w.Sequence(w.Filter(w.When("status", "stayed_at_least_days", testkit.OfferSent, "3")),
		testkit.EmailStep("0d", w.Template(crm.TemplateEmail, "Your offer", "Dear {{contact.first_name}}")),
		testkit.SMSStep("1d 10:00 workdays", w.Template(crm.TemplateSMS, "", "Any questions?")),
		testkit.TaskStep("1d", w.Template(crm.TemplateTask, "Call {{contact.name}}", "")),
	)
	w.Card("Ion Popescu", testkit.OfferSent)
	w.Advance("4d") // Ion matches, on Friday
	w.Card("Maria Ionescu", testkit.OfferSent)

	f := foresee(w, q, 10)
	want := []string{
		"2026-11-27 10:00 Ion Popescu 1 email_client done",
		"2026-11-30 09:00 Maria Ionescu 1 email_client done",
		"2026-12-02 10:00 Ion Popescu 2 sms_client done", // Saint Andrew and the national day lie between
		"2026-12-02 10:00 Maria Ionescu 2 sms_client done",
		"2026-12-03 10:00 Ion Popescu 3 task_user done",
		"2026-12-03 10:00 Ion Popescu 3 task_user completed",
		"2026-12-03 10:00 Maria Ionescu 3 task_user done",
		"2026-12-03 10:00 Maria Ionescu 3 task_user completed",
	}
	if got := rowsOf(w, f, engine.ScopeAll); !slices.Equal(got, want) {
		t.Errorf("all cards:\n%q\nwant\n%q", got, want)
	}
	// those that match now get nothing, one that begins to match by time does
	want = slices.DeleteFunc(want, func(line string) bool { return line[17:20] == "Ion" })
	if got := rowsOf(w, f, engine.ScopeNew); !slices.Equal(got, want) {
		t.Errorf("only new cards:\n%q\nwant\n%q", got, want)
	}
	if all, _ := f.Scope(engine.ScopeAll); all.Cards != 1 || all.Later != 1 || all.Beyond != 0 || all.FirstDay != 1 {
		t.Errorf("all cards: %+v", all.ForecastScope)
	}
}

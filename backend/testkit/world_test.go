package testkit_test

import (
	"slices"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

func TestAnOfferIsFollowedUp(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	f := w.Filter(w.When("status", "is", testkit.OfferSent))
	q := w.Sequence(f,
		testkit.EmailStep("1d 09:00", w.Template(crm.TemplateEmail, "Your offer", "Dear {{contact.first_name}}")),
		testkit.SMSStep("2d 10:00", w.Template(crm.TemplateSMS, "", "Any questions?")),
		testkit.TaskStep("0d", w.Template(crm.TemplateTask, "Call {{contact.name}}", "")),
	)
	w.Activate(q, "new")
	ion := w.Card("Ion Popescu", testkit.NewLead)
	maria := w.Card("Maria Ionescu", testkit.NewLead)
	w.SetStatus(ion, testkit.OfferSent)
	w.SetStatus(maria, testkit.OfferSent)
	w.Advance("1d")
	w.SetStatus(maria, testkit.Won)
	w.Restart()
	w.Advance("2026-11-30 12:00")

	got := w.SentLines()
	want := []string{
		"2026-11-24 09:00 email ion.popescu.6@client.example: Your offer",
		"2026-11-24 09:00 email maria.ionescu.7@client.example: Your offer",
		"2026-11-26 10:00 sms +40721000006: Any questions?",
	}
	if !slices.Equal(got, want) {
		t.Errorf("sent %q\nwant %q", got, want)
	}
	if tasks := w.Tasks(); len(tasks) != 1 || tasks[0].Title != "Call Ion Popescu" || tasks[0].Due != "2026-11-26" {
		t.Errorf("tasks %+v", tasks)
	}
	if e := w.Enrolment(q, ion); e.State != crm.EnrolmentCompleted {
		t.Errorf("Ion's enrolment is %s", e.State)
	}
	if e := w.Enrolment(q, maria); e.State != crm.EnrolmentLeft {
		t.Errorf("Maria's enrolment is %s", e.State)
	}
}

package testkit_test

import (
	"slices"
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/store"
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

func TestHoursPassWhileTheProgramRuns(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	f := w.Filter(w.When("status", "stayed_at_least_hours", testkit.OfferSent, "5"))
	q := w.Sequence(f, testkit.EmailStep("0d", w.Template(crm.TemplateEmail, "Still there?", "Hello")))
	w.Activate(q, "new")
	w.SetStatus(w.Card("Ion", testkit.NewLead), testkit.OfferSent)
	w.Advance("1d")
	if got := w.SentLines(); !slices.Equal(got, []string{"2026-11-23 15:00 email ion.4@client.example: Still there?"}) {
		t.Errorf("sent %q", got)
	}
}

func TestAKillWhileAMessageIsOnItsWay(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		answer fake.Answer
		hook   func(w *testkit.World, kill func())
		want   crm.MessageState
		taken  int
	}{
		{"before the hand-over: it goes again", fake.Unreached, func(w *testkit.World, kill func()) {
			w.Email.OnSend(func(crm.Message) { kill() })
		}, crm.MessageSent, 1},
		{"in the hand-over: nobody knows", fake.LostAfter, func(w *testkit.World, kill func()) {
			w.Store.SetHooks(w.Engine.Judge, func(store.Events) {
				if list := w.Email.Records(); len(list) == 0 {
					kill() // each COMMIT; the last one before the record is "sending"
				}
			})
		}, crm.MessageUncertain, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			w := testkit.NewWorld(t)
			q := w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), testkit.EmailStep("0d", w.Template(crm.TemplateEmail, "Hello", "Hello")))
			w.Activate(q, "new")
			w.Card("Ion", testkit.OfferSent, testkit.Email("ion@client.example"))
			w.Email.Script("ion@client.example", tc.answer)
			snapshot := ""
			tc.hook(w, func() { snapshot = w.Snapshot() })
			w.Tick()
			w.Email.OnSend(nil)
			w.RestartFrom(snapshot)
			w.Advance("1h")
			if m := w.Messages(); len(m) != 1 || m[0].State != tc.want {
				t.Errorf("messages %+v", m)
			}
			if n := w.Email.TakenTo("ion@client.example"); n != tc.taken {
				t.Errorf("taken %d times", n)
			}
		})
	}
}

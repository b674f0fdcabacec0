package api_test

import (
	"fmt"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
	"stepwise/backend/words"
)

// findingsOf are what a preflight of an automation says: level, step, key, door.
func (d *desk) findingsOf(t *testing.T, q crm.SequenceID) (out []string) {
	t.Helper()
	for _, f := range ask(d.api.PreflightActivation(api.PreflightActivationIn{ID: q})).ok(t).Findings {
		said(t, f.Say)
		said(t, f.Remedy)
		out = append(out, fmt.Sprint(f.Level, " ", f.Position, " ", f.Say.Key, " ", f.Door.Kind))
	}
	return out
}

func TestAPreflightOfASoundAutomationFindsNothing(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.Sequence(d.offers(), testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Hello {{contact.name}}", "Hello")), testkit.SMSStep("3d workdays 09:00", d.Template(crm.TemplateSMS, "", "Hello {{card.offer_total}}")),
		testkit.TaskStep("2d", d.Template(crm.TemplateTask, "Call", "")))
	same(t, "findings", d.findingsOf(t, q), nil)
}

// Each thing that would go wrong is named with its step, and where it is mended.
func TestAPreflightNamesWhatWouldGoWrong(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		what string
		make func(d *desk) crm.SequenceID
		want []string
	}{
		{"no account", func(d *desk) crm.SequenceID {
			d.stop(d.EmailAcc)
			return d.Sequence(d.offers(), testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Hello", "Hello")))
		}, []string{"warning 0 sequences.no_account_email sending"}},
		{"SMS off", func(d *desk) crm.SequenceID {
			d.Write(func(tx *store.Tx) error {
				p, err := tx.Product(d.Product)
				if err == nil {
					p.SMSOn = false
					_, err = tx.SaveProduct(p)
				}
				return err
			})
			return d.Sequence(d.offers(), testkit.SMSStep("0d", d.Template(crm.TemplateSMS, "", "Hello")))
		}, []string{"error 1 sequences.sms_off product"}},
		{"the feature is off", func(d *desk) crm.SequenceID {
			d.SetWorkspace(func(w *crm.Workspace) { w.Campaigns = false })
			return d.Sequence(d.offers(), testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Hello", "Hello")))
		}, []string{"error 1 sequences.feature_campaigns_off features"}},
		{"a colleague who left", func(d *desk) crm.SequenceID {
			gone := d.User("Barna Kiss")
			q := d.Sequence(d.offers(), testkit.TaskStep("0d", d.Template(crm.TemplateTask, "Call", ""), func(s *crm.Step) { s.Assignee = gone }))
			d.DeactivateUser(gone)
			return q
		}, []string{"error 1 sequences.user_inactive step"}},
		{"an empty template", func(d *desk) crm.SequenceID {
			return d.Sequence(d.offers(), testkit.TaskStep("0d", d.Template(crm.TemplateTask, "Call", "")), testkit.SMSStep("1d", d.Template(crm.TemplateSMS, "", " ")))
		}, []string{"error 2 activation.template_empty template"}},
		{"a template whose field is gone", func(d *desk) crm.SequenceID {
			return d.Sequence(d.offers(), testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Hello", "Hello {{card.nothing_such}}")))
		}, []string{"error 1 activation.template_broken template"}},
		{"a file that is gone", func(d *desk) crm.SequenceID {
			content := crm.Content{Subject: "Hello", Body: "Hello", Attachments: crm.Attachments{{Asset: 77}}}
			return d.Sequence(d.offers(), testkit.EmailStep("0d", d.TemplateOf(crm.TemplateEmail, content)))
		}, []string{"error 1 activation.template_file_gone template"}},
		{"a filter that no card can match", func(d *desk) crm.SequenceID {
			never := d.Filter(d.When("status", "is", testkit.Won), d.When("status", "is", testkit.Lost))
			return d.Sequence(never, testkit.TaskStep("0d", d.Template(crm.TemplateTask, "Call", "")))
		}, []string{"error 0 activation.never_matches filter"}},
		{"a weekend step at once after a workday", func(d *desk) crm.SequenceID {
			task := d.Template(crm.TemplateTask, "Call", "")
			return d.Sequence(d.offers(), testkit.TaskStep("1d weekend", task), testkit.TaskStep("0d workdays", task))
		}, []string{"warning 2 activation.slips_days step"}},
		{"an SMS late in the evening", func(d *desk) crm.SequenceID {
			return d.Sequence(d.offers(), testkit.TaskStep("0d 23:10", d.Template(crm.TemplateTask, "Call", "")), testkit.SMSStep("0d", d.Template(crm.TemplateSMS, "", "Hello")))
		}, []string{"warning 2 activation.slips_night step"}},
	} {
		t.Run(tc.what, func(t *testing.T) {
			t.Parallel()
			d := open(t)
			same(t, tc.what, d.findingsOf(t, tc.make(d)), tc.want)
		})
	}
}

func (d *desk) stop(id crm.AccountID) {
	d.Write(func(tx *store.Tx) error {
		_, err := tx.StopAccount(id, "535")
		return err
	})
}

// setStatus is a step that puts its card into a status.
func (d *desk) setStatusStep(timing, status string) crm.Step {
	st := testkit.TaskStep(timing, 0)
	st.Kind, st.Change = crm.StepChangeCard, &crm.CardChange{Status: d.Status(status)}
	return st
}

// Two automations that put a card to and fro start each other without end; where
// one of them runs once per card, or nobody's filter is met, they don't.
func TestAutomationsThatStartEachOtherAreFound(t *testing.T) {
	t.Parallel()
	for what, tc := range map[string]struct {
		first, second crm.Reentry
		back          string
		want          string
	}{
		"a circle":            {crm.ReentryEach, crm.ReentryEach, testkit.NewLead, "warning 0 activation.loop sequence"},
		"the other runs once": {crm.ReentryEach, crm.ReentryOnce, testkit.NewLead, ""},
		"this one runs once":  {crm.ReentryOnce, crm.ReentryEach, testkit.NewLead, ""},
		"it leads elsewhere":  {crm.ReentryEach, crm.ReentryEach, testkit.Won, ""},
	} {
		d := open(t)
		make := func(when, then string, reentry crm.Reentry) crm.SequenceID {
			return d.saveSequence(d.Filter(d.When("status", "is", when)), func(q *crm.Sequence) { q.Reentry = reentry }, d.setStatusStep("1d", then))
		}
		mine := make(testkit.NewLead, testkit.Contacted, tc.first)
		other := make(testkit.Contacted, tc.back, tc.second)
		same(t, what+", while the other is inactive", d.findingsOf(t, mine), nil)
		d.Activate(other, "new")
		got := ""
		for _, f := range d.findingsOf(t, mine) {
			got += f
		}
		equal(t, what, got, tc.want)
	}
}

// An automation that runs to its end, lets its card go and takes it back would
// start itself: it is not activated.
func TestAnAutomationThatStartsItselfIsRefused(t *testing.T) {
	t.Parallel()
	d := open(t)
	itself := d.saveSequence(d.offers(), func(q *crm.Sequence) { q.Reentry, q.RunToEnd = crm.ReentryEach, true },
		d.setStatusStep("1d", testkit.Contacted), d.setStatusStep("1d", testkit.OfferSent))
	same(t, "found", d.findingsOf(t, itself), []string{"error 2 activation.reenters step"})
	d.activate(itself).invalid(t, "steps[1].change activation.reenters")
	once := d.saveSequence(d.offers(), func(q *crm.Sequence) { q.RunToEnd = true },
		d.setStatusStep("1d", testkit.Contacted), d.setStatusStep("1d", testkit.OfferSent))
	d.activate(once).ok(t)
	dated := d.saveSequence(d.offers(), func(q *crm.Sequence) { q.Reentry, q.ReentryDate = crm.ReentryEachDate, d.Field("Valid until").ID }, func() crm.Step {
		st := d.setStatusStep("1d", testkit.OfferSent)
		st.Change = &crm.CardChange{Fields: []crm.FieldChange{{Field: d.Field("Valid until").ID, Value: "2027-01-01"}}}
		return st
	}())
	d.activate(dated).invalid(t, "steps[0].change activation.reenters")
}

// saveSequence adds a sequence as it is.
func (d *desk) saveSequence(f crm.FilterID, change func(*crm.Sequence), steps ...crm.Step) crm.SequenceID {
	d.T.Helper()
	id := d.Sequence(f, steps...)
	q := d.Seq(id)
	change(&q)
	d.Write(func(tx *store.Tx) error {
		_, err := tx.SaveSequence(q)
		return err
	})
	return id
}

// With a forecast the cards count too: who can't be reached, and who gets two
// messages on one day.
func TestAPreflightWithAForecastNamesTheCards(t *testing.T) {
	t.Parallel()
	d := open(t)
	letter := d.Template(crm.TemplateEmail, "Hello", "Hello {{card.city}}")
	mine := d.Sequence(d.offers(), testkit.EmailStep("0d", letter))
	other := d.Sequence(d.offers(), testkit.EmailStep("0d 12:00", d.Template(crm.TemplateEmail, "Hello", "Hello")))
	d.Card("no address", testkit.OfferSent, testkit.Email(""))
	d.Card("no city", testkit.OfferSent)
	full := d.Card("complete", testkit.OfferSent)
	d.SetField(full, "City", "Cluj")
	ask(d.api.Activate(api.ActivateIn{ID: other, Scope: "all"})).ok(t)
	_, err := d.Engine.ContinueActivation(t.Context())
	d.OK(err)
	job := ask(d.api.StartForecast(api.StartForecastIn{ID: mine})).ok(t)
	ask(d.svc.Wait(t.Context(), job.ID)).ok(t)
	out := ask(d.api.PreflightActivation(api.PreflightActivationIn{ID: mine, Job: job.ID, Scope: "all"})).ok(t)
	equal(t, "the cards were looked at", out.Foreseen, true)
	var text []string
	for _, f := range out.Findings {
		text = append(text, fmt.Sprint(f.Position, " ", words.Render("en", f.Say, d.Zone), " / ", f.Door.Kind, " / ", f.Cards.Reason))
		said(t, f.Remedy)
	}
	same(t, "findings", text, []string{
		"1 1 card is held for you: A variable has no value / template / missing_value",
		"1 1 card is skipped: There is no email address /  / no_address",
		"0 1 person also gets a message of “Sequence 6” on the same day / sequence / ",
	})
	none := ask(d.api.PreflightActivation(api.PreflightActivationIn{ID: mine, Job: job.ID, Scope: "new"})).ok(t)
	equal(t, "new ones only", len(none.Findings), 0)
}

package engine_test

import (
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

const thankYou = "Thank you"

// oddity is something about the card, the step or the workspace that keeps a
// step from acting (RULES 4.10).
type oddity struct {
	name  string
	kind  crm.StepKind
	card  func(c *testkit.NewCard)
	world func(s story) func(st *crm.Step) // prepares, and may change the step
	want  string                           // "done", "skipped: reason" or "held: reason"
}

func consent(ch crm.Channel, to crm.Consent) func(*testkit.NewCard) {
	return func(c *testkit.NewCard) {
		for i := range c.Contact.Addresses {
			if c.Contact.Addresses[i].Channel == ch {
				c.Contact.Addresses[i].Consent = to
			}
		}
	}
}

func landline(c *testkit.NewCard) {
	for i := range c.Contact.Addresses {
		if a := &c.Contact.Addresses[i]; a.Channel == crm.ChannelSMS {
			a.Kind, a.SMS = "fixed", false
		}
	}
}

func marketing(story) func(*crm.Step) {
	return func(st *crm.Step) { st.Purpose = crm.PurposeMarketing }
}

// body uses another text for the step.
func body(kind crm.TemplateKind, subject, text string) func(story) func(*crm.Step) {
	return func(s story) func(*crm.Step) {
		id := s.Template(kind, subject, text)
		return func(st *crm.Step) { st.Template = id }
	}
}

func repeat(text string, n int) (out string) {
	for range n {
		out += text
	}
	return out
}

func oddities() []oddity {
	email, sms, user, task := crm.StepEmailClient, crm.StepSMSClient, crm.StepEmailUser, crm.StepTaskUser
	deactivated := func(assign func(*crm.Step, crm.UserID)) func(story) func(*crm.Step) {
		return func(s story) func(*crm.Step) {
			dan := s.User("Dan Rusu")
			s.DeactivateUser(dan)
			return func(st *crm.Step) { assign(st, dan) }
		}
	}
	asAssignee := func(st *crm.Step, u crm.UserID) { st.Assignee = u }
	asSender := func(st *crm.Step, u crm.UserID) { st.Sender = u }
	return []oddity{
		{name: "nothing", kind: email, want: "done"},
		{name: "no main contact", kind: email, card: testkit.NoContact, want: "skipped: no_contact"},
		{name: "no main contact", kind: sms, card: testkit.NoContact, want: "skipped: no_contact"},
		{name: "no email address", kind: email, card: testkit.Email(""), want: "skipped: no_address"},
		{name: "no phone", kind: sms, card: testkit.Phone(""), want: "skipped: no_phone"},
		{name: "a landline", kind: sms, card: landline, want: "skipped: not_mobile"},
		{name: "unsubscribed", kind: email, card: consent(crm.ChannelEmail, crm.ConsentUnsubscribed), want: "skipped: unsubscribed"},
		{name: "unsubscribed, by SMS", kind: sms, card: consent(crm.ChannelSMS, crm.ConsentUnsubscribed), want: "skipped: unsubscribed"},
		{name: "bounced", kind: email, card: consent(crm.ChannelEmail, crm.ConsentBounced), want: "skipped: bounced"},
		{name: "unconfirmed, marketing", kind: email, card: consent(crm.ChannelEmail, crm.ConsentUnconfirmed), world: marketing, want: "skipped: unconfirmed"},
		{name: "unconfirmed, service", kind: email, card: consent(crm.ChannelEmail, crm.ConsentUnconfirmed), want: "done"},
		{name: "on the suppression list", kind: email, card: testkit.Email("nu@client.example"), world: func(s story) func(*crm.Step) {
			s.Write(func(tx *store.Tx) error { return tx.Suppress(crm.ChannelEmail, "nu@client.example", "manual") })
			return nil
		}, want: "skipped: suppressed"},
		{name: "the SMS service is off", kind: sms, world: func(s story) func(*crm.Step) {
			s.Write(func(tx *store.Tx) error {
				p := s.product(tx)
				p.SMSOn = false
				_, err := tx.SaveProduct(p)
				return err
			})
			return nil
		}, want: "skipped: sms_off"},
		{name: "email to the owner, no owner", kind: user, card: testkit.NoOwner, want: "skipped: no_owner"},
		{name: "email to a deactivated user", kind: user, world: deactivated(asAssignee), want: "skipped: user_inactive"},
		{name: "task, no owner: the fallback user", kind: task, card: testkit.NoOwner, want: "done"},
		{name: "task for a deactivated user: the fallback user", kind: task, world: deactivated(asAssignee), want: "done"},
		{name: "an email in the name of a deactivated user", kind: email, world: deactivated(asSender), want: "held: no_sender"},
		{name: "a missing value", kind: email, world: body(crm.TemplateEmail, thankYou, "In {{card.city}}"), want: "held: missing_value"},
		{name: "a missing value with a fallback", kind: email, world: body(crm.TemplateEmail, thankYou, `In {{card.city | default: "town"}}`), want: "done"},
		{name: "a missing value of a task", kind: task, world: body(crm.TemplateTask, "Visit {{card.city}}", ""), want: "held: missing_value"},
		{name: "a long SMS", kind: sms, world: body(crm.TemplateSMS, "", repeat("Lorem ipsum. ", 80)), want: "held: sms_too_long"},
		{name: "an SMS without text", kind: sms, world: body(crm.TemplateSMS, "", `{{card.city | default: " "}}`), want: "held: empty_text"},
		{name: "a field of the template is gone", kind: email, world: body(crm.TemplateEmail, thankYou, "Dear {{card.gone}}"), want: "held: template_broken"},
		{name: "a field of the task is gone", kind: task, world: body(crm.TemplateTask, "Call {{card.gone}}", ""), want: "held: template_broken"},
	}
}

func (s story) product(tx *store.Tx) crm.Product {
	cat, err := tx.Catalogue(s.World.Product)
	if err != nil {
		s.T.Error(err)
		return crm.Product{}
	}
	return cat.Product
}

func TestAStepThatCannotActSaysWhy(t *testing.T) {
	t.Parallel()
	for _, o := range oddities() {
		t.Run(string(o.kind)+" "+o.name, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			st := s.step(o.kind, "0d")
			if o.world != nil {
				if change := o.world(s); change != nil {
					change(&st)
				}
			}
			q := s.offers(st, s.task("1d"))
			s.Activate(q, engine.ScopeNew)
			change := o.card
			if change == nil {
				change = func(*testkit.NewCard) {}
			}
			ion := s.Card("Ion Popescu", testkit.OfferSent, change)
			s.Tick()
			if e := s.Enrolment(q, ion); e.State == crm.EnrolmentHeld {
				equal(t, "it", "held: "+string(e.Reason), o.want)
				equal(t, "what is sent", len(s.Sent()), 0)
				return
			}
			same(t, "it", s.runs(q, ion), []string{"2026-11-23 10:00 " + o.want})
			equal(t, "the next step", s.pending(q, ion), "waiting 2026-11-24 10:00")
		})
	}
}

// ST08: tasks go to the fallback user and say so.
func TestATaskFallsBackWithANote(t *testing.T) {
	t.Parallel()
	s := tell(t)
	dan := s.User("Dan Rusu")
	eva := s.User("Eva Nagy")
	q := s.offers(s.task("0d", func(st *crm.Step) { st.Assignee = dan }), s.task("1d", func(st *crm.Step) { st.Assignee = dan }))
	s.Edit(q, func(q *crm.Sequence) { q.Fallback = eva })
	s.Activate(q, engine.ScopeNew)
	s.DeactivateUser(dan)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Tick()
	equal(t, "assignee", s.Tasks()[0].Assignee, eva)
	same(t, "history", s.HistoryKeys(ion), []string{"activity.created", "activity.entered", "activity.task_fallback"})
	s.DeactivateUser(eva)
	s.Advance("1d")
	same(t, "nobody is left", s.runs(q, ion), []string{"2026-11-23 10:00 done", "2026-11-24 10:00 skipped: user_inactive"})
}

func TestWhoActivatesGetsTheTasksOfNobody(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("0d"))
	s.Activate(q, engine.ScopeNew)
	s.Card("Ion Popescu", testkit.OfferSent, testkit.NoOwner)
	s.Tick()
	equal(t, "assignee", s.Tasks()[0].Assignee, s.Admin)
}

// A held step acts once what was missing is there.
func TestAHeldStepActsOnceItIsMended(t *testing.T) {
	t.Parallel()
	s := tell(t)
	tmpl := s.Template(crm.TemplateEmail, thankYou, "In {{card.city}}")
	q := s.offers(testkit.EmailStep("0d", tmpl))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Advance("5d")
	equal(t, "it waits", s.pending(q, ion), "held: missing_value")
	s.SetField(ion, "City", "Cluj")
	s.sendHeld(s.Enrolment(q, ion).ID)
	s.Tick()
	same(t, "sent", s.SentLines(), []string{"2026-11-28 10:00 email " + s.Messages()[0].To + ": Thank you"})
	same(t, "runs", s.runs(q, ion), []string{"2026-11-28 10:00 done"})
}

// ST10: the main contact, and of it the default address.
func TestMessagesGoToTheMainContactsDefaultAddress(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"))
	s.Activate(q, engine.ScopeNew)
	s.Card("Ion Popescu", testkit.OfferSent, func(c *testkit.NewCard) {
		second := crm.Address{Channel: crm.ChannelEmail, Typed: "acasa@client.example", Value: "acasa@client.example", Consent: crm.ConsentActive, Source: "user"}
		c.Contact.Addresses = append([]crm.Address{second}, c.Contact.Addresses...)
	})
	s.Card("Ion Popescu", testkit.NewLead, testkit.Email("alt.ion@client.example"))
	s.Tick()
	same(t, "sent", s.SentLines(), []string{"2026-11-23 10:00 email ion.popescu.4@client.example: Thank you"})
}

func TestTheLetterOfAnABTestIsStableAndAboutHalf(t *testing.T) {
	t.Parallel()
	a := 0
	for card := range 10_000 {
		letter := engine.Letter(7, crm.CardID(card+1))
		equal(t, "asked again", engine.Letter(7, crm.CardID(card+1)), letter)
		if letter == "A" {
			a++
		}
	}
	if a < 4800 || a > 5200 {
		t.Errorf("%d of 10,000 get A", a)
	}
	differ := 0
	for card := range 1000 {
		if engine.Letter(7, crm.CardID(card+1)) != engine.Letter(8, crm.CardID(card+1)) {
			differ++
		}
	}
	if differ < 400 || differ > 600 {
		t.Errorf("a copy draws anew: %d of 1000 differ", differ)
	}

	s := tell(t)
	ab := func(st *crm.Step) { st.TemplateB = s.Template(crm.TemplateEmail, "Multumim", "B") }
	q := s.offers(s.email("0d", ab), s.email("1d", ab), s.task("1d"))
	s.Edit(q, func(q *crm.Sequence) { q.Reentry = crm.ReentryEach })
	s.Activate(q, engine.ScopeNew)
	for range 4 {
		ion := s.Card("Ion Popescu", testkit.OfferSent)
		s.Advance("3d")
		s.SetStatus(ion, testkit.Lost)
		s.SetStatus(ion, testkit.OfferSent)
		s.Advance("3d")
		want := engine.Letter(q, ion)
		for _, e := range s.Enrolments(q, ion) {
			runs := s.Runs(e.ID)
			same(t, "letters", []string{runs[0].Letter, runs[1].Letter, runs[2].Letter}, []string{want, want, ""})
		}
	}
	for _, m := range s.Sent() {
		want := map[string]string{"A": thankYou, "B": "Multumim"}[engine.Letter(q, m.Message.Card)]
		equal(t, "subject", m.Subject, want)
	}
}

package outbox_test

import (
	"slices"
	"strings"
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// At most so many automatic messages a day and a week reach one person, over all
// sequences and both channels; the others wait for the first day that may bring
// them, at an hour that their step allows, and none is lost.
func TestAPersonGetsNoMoreThanTheCapsAllow(t *testing.T) {
	t.Parallel()
	email := func(change ...func(*crm.Step)) func(post) crm.Step {
		return func(p post) crm.Step {
			return testkit.EmailStep("0d", p.Template(crm.TemplateEmail, "Hello", "Hello"), append([]func(*crm.Step){marketing}, change...)...)
		}
	}
	text := func(p post) crm.Step {
		return testkit.SMSStep("0d", p.Template(crm.TemplateSMS, "", "Hello"), marketing)
	}
	service := func(st *crm.Step) { st.Purpose = crm.PurposeService }
	atNine := func(st *crm.Step) { st.Timing.From, st.Timing.Sync = "09:00", crm.SyncWorkdays }
	for _, c := range []struct {
		name      string
		day, week int
		from      string
		steps     []func(post) crm.Step // of a sequence each
		want      string                // when what went, by the workspace's clock
	}{
		{"no cap", 0, 0, testkit.Start, []func(post) crm.Step{email(), email(), text}, "23 10:00, 23 10:00, 23 10:00"},
		{"one a day, both channels together", 1, 0, testkit.Start, []func(post) crm.Step{email(), email(), text}, "23 10:00, 24 10:00, 25 10:00"},
		{"two a day", 2, 0, testkit.Start, []func(post) crm.Step{email(), email(), email()}, "23 10:00, 23 10:00, 24 10:00"},
		{"two in seven days", 0, 2, testkit.Start, []func(post) crm.Step{email(), email(), email()}, "23 10:00, 23 10:00, 30 10:00"},
		{"one a day and two in seven days", 1, 2, testkit.Start, []func(post) crm.Step{email(), email(), email(), email()}, "23 10:00, 24 10:00, 30 10:00, 31 10:00"},
		{"service neither waits nor counts", 1, 0, testkit.Start, []func(post) crm.Step{email(service), email(), email(service)}, "23 10:00, 23 10:00, 23 10:00"},
		{"by the step's own days and hour", 1, 0, "2026-11-20 10:00", []func(post) crm.Step{email(), email(atNine)}, "20 10:00, 23 09:00"},
		{"an SMS not at night", 1, 0, "2026-11-23 05:00", []func(post) crm.Step{email(), text}, "23 05:00, 24 07:30"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := testkit.NewWorld(t, testkit.From(c.from), testkit.Workspace(func(ws *crm.Workspace) { ws.CapDay, ws.CapWeek = c.day, c.week }))
			p := post{World: w}
			for _, st := range c.steps {
				w.Activate(w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), st(p)), engine.ScopeNew)
			}
			p.Card("Ion Popescu", testkit.OfferSent)
			p.Tick()
			equal(t, "at once", len(p.Sent()), strings.Count(c.want, c.from[8:]))
			for _, m := range p.Messages() {
				if m.State == crm.MessageQueued {
					equal(t, "reason", m.Reason, crm.ReasonCap)
				}
			}
			p.Advance("12d")
			var went []string
			for _, m := range p.Messages() {
				at := strings.TrimPrefix(strings.TrimPrefix(p.Civil(m.HandedAt), "2026-11-"), "2026-12-")
				if strings.HasPrefix(p.Civil(m.HandedAt), "2026-12-01") {
					at = "31" + at[2:]
				}
				went = append(went, at)
			}
			equal(t, "went", strings.Join(sorted(went), ", "), strings.Join(sorted(strings.Split(c.want, ", ")), ", "))
		})
	}
}

// A cap is not lateness: what waited for days because of it is not held as too
// late, and its first trouble is not its last attempt.
func TestWaitingForACapIsNotLateness(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t, testkit.Workspace(func(ws *crm.Workspace) { ws.CapWeek = 1 }))
	p := post{World: w}
	for range 2 {
		w.Activate(w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), testkit.EmailStep("0d", w.Template(crm.TemplateEmail, "Hello", "Hello"), marketing)), engine.ScopeNew)
	}
	card := p.offer()
	equal(t, "waits", p.state(card), "queued: cap")
	p.Email.Otherwise(fake.Temporary)
	p.Advance("2026-11-30 10:30") // the limit of an email is three days
	equal(t, "after its first attempt", p.state(card), "queued: retry")
	p.Email.Otherwise(fake.Accepted)
	p.Advance("2h")
	equal(t, "in the end", p.state(card), "sent")
}

// The forecast of a sequence shows what the caps will do, for it asks the same
// code, and knows what else the person gets.
func TestTheForecastKnowsTheCaps(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t, testkit.Workspace(func(ws *crm.Workspace) { ws.CapDay = 1 }))
	p := post{World: w}
	steps := func() []crm.Step {
		return []crm.Step{testkit.EmailStep("0d", w.Template(crm.TemplateEmail, "Hello", "Hello"), marketing)}
	}
	w.Activate(w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), steps()...), engine.ScopeNew)
	card := p.offer()
	second := w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), steps()...)
	twin, err := w.Engine.NewTwin(t.Context(), engine.TwinOptions{Sequence: second, Scope: engine.ScopeAll, User: w.Admin})
	w.OK(err)
	defer func() { w.OK(twin.Close()) }()
	w.OK(twin.Advance(t.Context(), w.At("2026-11-26 00:00"), nil))
	var foretold string
	w.OK(twin.Read(t.Context(), func(v *store.View) error {
		list, err := v.WentSince(twin.Start)
		for _, m := range list {
			if m.Sequence == second {
				foretold = w.Civil(m.HandedAt)
			}
		}
		return err
	}))
	w.Activate(second, engine.ScopeAll)
	p.Advance("3d")
	equal(t, "it went", w.Civil(p.message(card).HandedAt), "2026-11-24 10:00")
	equal(t, "foretold", foretold, "2026-11-24 10:00")
}

func marketing(st *crm.Step) { st.Purpose = crm.PurposeMarketing }

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}

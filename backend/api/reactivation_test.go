package api_test

import (
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
	"stepwise/backend/words"
)

func (d *desk) reactivation(t *testing.T, q crm.SequenceID) api.ReactivationOut {
	t.Helper()
	job := ask(d.api.PreviewReactivation(api.SequenceIn{ID: q})).ok(t)
	job = ask(d.svc.Wait(t.Context(), job.ID)).ok(t)
	equal(t, "the job", job.State, "done")
	said(t, job.Result)
	out := ask(d.api.GetReactivation(api.JobIn{ID: job.ID})).ok(t)
	for _, e := range out.Edits {
		said(t, e)
	}
	return out
}

func fates(c api.ReactivationChoice) string {
	var out []string
	for _, f := range c.Fates {
		out = append(out, fmt.Sprint(f.Fate, " ", f.Count))
	}
	return strings.Join(out, ", ")
}

// midway is a sequence that was paused five days ago with cards everywhere:
// Ana's email was due yesterday, Ion's SMS three days ago, Maria's task lies in
// the future, Dan left the filter, Eva is paused by a person.
func (d *desk) midway(t *testing.T) (crm.SequenceID, map[string]crm.CardID) {
	t.Helper()
	email, sms := d.Template(crm.TemplateEmail, "Hello", "Hello"), d.Template(crm.TemplateSMS, "", "Hello")
	seq := d.Sequence(d.Filter(d.When("status", "is", testkit.OfferSent)),
		testkit.TaskStep("0d", d.Template(crm.TemplateTask, "Call", "")), testkit.SMSStep("3d", sms), testkit.EmailStep("4d", email), testkit.TaskStep("9d", d.Template(crm.TemplateTask, "Ask", "")))
	d.Activate(seq, "new")
	cards := map[string]crm.CardID{}
	cards["Maria"] = d.Card("Maria", testkit.OfferSent)
	d.Advance("4d")
	cards["Ana"] = d.Card("Ana", testkit.OfferSent)
	d.Advance("3d")
	cards["Ion"] = d.Card("Ion", testkit.OfferSent)
	cards["Dan"] = d.Card("Dan", testkit.OfferSent)
	cards["Eva"] = d.Card("Eva", testkit.OfferSent)
	d.Advance("2h")
	d.Write(func(tx *store.Tx) error {
		en, _, err := tx.LiveEnrolment(seq, cards["Eva"])
		if err != nil {
			return err
		}
		return d.Engine.PauseByHand(tx, en.ID, d.By())
	})
	d.World.Deactivate(seq)
	d.Advance("5d")
	d.SetStatus(cards["Dan"], testkit.Won)
	return seq, cards
}

func TestAReactivationIsForetold(t *testing.T) {
	t.Parallel()
	d := open(t)
	seq, _ := d.midway(t)
	out := d.reactivation(t, seq)
	equal(t, "midway", out.Cards, 5)
	want := map[string]string{
		"keep":  "goes_on 1, at_once 1, too_late 1, paused 1, leaves 1",
		"shift": "goes_on 3, paused 1, leaves 1",
		"end":   "ends 5",
	}
	for _, c := range out.Choices {
		equal(t, c.Midway, fates(c), want[c.Midway])
		equal(t, c.Midway+": cards", len(c.Cards), 5)
	}
	equal(t, "nothing was edited", len(out.Edits), 0)
	equal(t, "nothing was written", string(d.Seq(seq).State), "inactive")
	equal(t, "nothing was sent", len(d.SMS.Taken()), 2)
}

// What is foretold is what then happens, for every answer.
func TestWhatIsForetoldIsWhatHappens(t *testing.T) {
	t.Parallel()
	for _, midway := range []string{"keep", "shift", "end"} {
		for _, scope := range []string{"new", "all"} {
			d := open(t)
			seq, cards := d.midway(t)
			d.Card("new meanwhile", testkit.OfferSent)
			out := d.reactivation(t, seq)
			i := map[string]int{"keep": 0, "shift": 1, "end": 2}[midway]
			c := out.Choices[i]
			ask(d.api.Activate(api.ActivateIn{ID: seq, Scope: scope, Midway: midway})).ok(t)
			_, err := d.Engine.ContinueActivation(t.Context())
			d.OK(err)
			live := 0
			d.Read(func(v *store.View) error {
				live, err = v.CountLive(seq)
				return err
			})
			_, err = d.Engine.RunDue(t.Context())
			d.OK(err)
			for _, m := range c.Cards {
				en := d.Enrolment(seq, m.Card.ID)
				got := d.happened(t, en)
				equal(t, midway+" "+scope+" "+m.Card.Name, got, m.Fate)
				if m.Fate == "goes_on" {
					equal(t, midway+" "+scope+" "+m.Card.Name+"'s date", d.Civil(en.Due), d.Civil(m.After))
				}
			}
			ended := 0
			for _, f := range c.Fates {
				if f.Fate == "leaves" || f.Fate == "ends" || f.Fate == "completed" {
					ended += f.Count
				}
			}
			starts := 0
			if scope == "all" {
				starts = c.Starts
			}
			equal(t, midway+" "+scope+": live", live, out.Cards-ended+starts)
			equal(t, "cards", len(cards), 5)
		}
	}
}

// happened is the fate that an enrolment had, seen afterwards.
func (d *desk) happened(t *testing.T, en crm.Enrolment) string {
	t.Helper()
	switch {
	case en.State == crm.EnrolmentStopped:
		return "ends"
	case en.State == crm.EnrolmentLeft:
		return "leaves"
	case en.PausedByHand:
		return "paused"
	case en.State == crm.EnrolmentHeld && en.Reason == crm.ReasonTooLate:
		return "too_late"
	case en.State == crm.EnrolmentHeld:
		return "held"
	case en.State == crm.EnrolmentSending:
		return "at_once"
	case en.State == crm.EnrolmentCompleted:
		return "completed"
	}
	return "goes_on"
}

// Steps are matched by identity: what an edit did is said with its number of
// cards.
func TestEditsOfAPauseAreSaid(t *testing.T) {
	t.Parallel()
	d := open(t)
	task := d.Template(crm.TemplateTask, "Call", "")
	seq := d.Sequence(d.offers(), testkit.TaskStep("0d", task), testkit.TaskStep("5d", task))
	d.Activate(seq, "new")
	d.Card("Ana", testkit.OfferSent)
	d.Card("Ion", testkit.OfferSent)
	d.Tick()
	d.World.Deactivate(seq)
	q := d.Seq(seq)
	edit := func(steps ...crm.Step) {
		q = ask(d.api.SaveSequence(api.SaveSequenceIn{ID: seq, Revision: q.Revision, Name: q.Name, Filter: q.Filter, Steps: steps})).ok(t).Sequence
	}
	text := func() (out []string) {
		for _, e := range d.reactivation(t, seq).Edits {
			out = append(out, words.Render("en", e, d.Zone))
		}
		return out
	}
	same(t, "unchanged", text(), nil)
	edit(testkit.TaskStep("1d", task), q.Steps[0], testkit.TaskStep("2d", task), q.Steps[1])
	same(t, "a new step before the place", text(), []string{"Step 1 is new: 2 cards are already behind it and don't get it."})
	later := q.Steps[3]
	later.Timing.Delay = 8
	edit(q.Steps[1], later)
	same(t, "another timing", text(), []string{"Step 2 has another timing: 2 cards get a new date."})
	edit(q.Steps[0], testkit.TaskStep("2d", task))
	same(t, "a step that is gone", text(), []string{"2 cards waited for a step that is gone or off: they go on with the next one."})
}

// Over 100 client messages on the first day, the number must be given.
func TestALargeFirstDayMustBeConfirmed(t *testing.T) {
	t.Parallel()
	d := open(t)
	letter := d.Template(crm.TemplateEmail, "Hello", "Hello")
	seq := d.Sequence(d.offers(), testkit.TaskStep("0d", d.Template(crm.TemplateTask, "Call", "")), testkit.EmailStep("2d", letter))
	for i := range 102 {
		d.Card(fmt.Sprintf("Client %d", i), testkit.OfferSent)
	}
	d.Card("unreachable", testkit.OfferSent, testkit.Email(""))
	first := ask(d.api.PreviewActivation(api.SequenceIn{ID: seq})).ok(t).FirstDay
	equal(t, "the first day with messages", fmt.Sprint(first), "{2026-11-25 102 102}")
	for _, given := range []int{0, 101} {
		refusal := ask(d.api.Activate(api.ActivateIn{ID: seq, Scope: "all", Confirm: given}))
		refusal.refused(t, "conflict activation.confirm")
		equal(t, "the number", refusal.arg("count"), any(102))
		equal(t, "nothing happened", string(d.Seq(seq).State), "inactive")
	}
	ask(d.api.Activate(api.ActivateIn{ID: seq, Scope: "all", Confirm: 102})).ok(t)
	d.Tick()
	d.World.Deactivate(seq)
	d.Advance("3d")
	out := d.reactivation(t, seq)
	equal(t, "kept dates come at once", fmt.Sprint(out.Choices[0].New), "{2026-11-26 103 103}")
	equal(t, "shifted ones later", fmt.Sprint(out.Choices[1].New), "{2026-11-28 103 103}")
	equal(t, "ended ones never", fmt.Sprint(out.Choices[2].New), "{ 0 0}")
	ask(d.api.Activate(api.ActivateIn{ID: seq, Scope: "new", Midway: "keep"})).refused(t, "conflict activation.confirm")
	ask(d.api.Activate(api.ActivateIn{ID: seq, Scope: "new", Midway: "keep", Confirm: 103})).ok(t)
}

func TestAReactivationOfWhatRunsIsNotForetold(t *testing.T) {
	t.Parallel()
	d := open(t)
	seq, _ := d.midway(t)
	ask(d.api.Activate(api.ActivateIn{ID: seq, Scope: "new"})).ok(t)
	ask(d.api.PreviewReactivation(api.SequenceIn{ID: seq})).refused(t, "conflict error.sequence.active")
	ask(d.api.GetReactivation(api.JobIn{ID: "reactivation_77"})).refused(t, "not_found error.not_found.job")
}

package api_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

// followUp is an active automation: an email with two letters, and a task after
// three days. It runs to its end, so that winning the card doesn't end it.
func (d *desk) followUp() crm.SequenceID {
	first, second := d.Template(crm.TemplateEmail, "Thank you", "A"), d.Template(crm.TemplateEmail, "Thanks", "B")
	call := d.Template(crm.TemplateTask, "Call", "")
	q := d.Sequence(d.offers(), testkit.EmailStep("0d", first, func(s *crm.Step) { s.TemplateB = second }), testkit.TaskStep("3d", call))
	d.Edit(q, func(q *crm.Sequence) { q.RunToEnd = true })
	d.Activate(q, "new")
	return q
}

func (d *desk) report(q crm.SequenceID, days int) api.SequenceReport {
	d.T.Helper()
	r, err := d.api.GetSequenceReport(api.ReportIn{ID: q, Days: days})
	d.OK(err)
	return r
}

// goal chooses the status Won within some days.
func (d *desk) goal(q crm.SequenceID, days int) {
	d.T.Helper()
	_, err := d.api.SetSequenceGoal(api.SetSequenceGoalIn{ID: q, Status: d.Status(testkit.Won), Days: days})
	d.OK(err)
}

func TestAReportSaysWhatEachStepDid(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.followUp()
	for i := range 4 {
		d.Card(fmt.Sprintf("Ion Pop%d", i), testkit.OfferSent)
	}
	d.Card("Ana Mută", testkit.OfferSent, testkit.NoContact)
	d.Advance("1d")
	r := d.report(q, 30)
	equal(t, "entered", r.Entered, 5)
	equal(t, "steps", len(r.Steps), 2)
	email, task := r.Steps[0], r.Steps[1]
	equal(t, "emails", fmt.Sprint(email.Done, email.Skipped, email.Failed, email.Sent, email.Held), "4 1 0 4 0")
	equal(t, "by letter", email.Letters[0].Done+email.Letters[1].Done, 4)
	equal(t, "why", fmt.Sprint(email.Reasons), "[{skipped no_contact 1}]")
	equal(t, "tasks", task.Done, 0)
	equal(t, "a task sends", task.Sends, false)
	d.Advance("3d")
	r = d.report(q, 0)
	equal(t, "tasks after three days", r.Steps[1].Done, 5)
	equal(t, "completed", r.Completed, 5)
	equal(t, "of today", d.report(q, 1).Steps[0].Done, 0)
	equal(t, "no goal", r.Goal == nil && r.AB == nil && r.Letters, true)
	ask(d.api.GetSequenceReport(api.ReportIn{ID: q, Days: -1})).invalid(t, "days reports.bad_days")
	ask(d.api.GetSequenceReport(api.ReportIn{ID: 99})).refused(t, "not_found error.not_found.sequence")
}

// What deactivating would pause is asked with its numbers.
func TestTheListSaysWhoChangedItAndWhatWaits(t *testing.T) {
	t.Parallel()
	d := open(t)
	saved := d.save().ok(t).Sequence
	d.followUp()
	d.Card("Ion Pop", testkit.OfferSent)
	d.Email.Otherwise(fake.Unreached)
	d.Tick()
	for _, row := range ask(d.api.ListSequences(api.ProductIn{Product: d.Product})).ok(t) {
		if row.Sequence.ID == saved.ID {
			equal(t, "by", row.By, "Ana Pop")
			continue
		}
		equal(t, "under way and waiting", fmt.Sprint(row.Live, " ", row.Waiting), "1 1")
	}
}

func TestARemovedStepKeepsWhatItDid(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.followUp()
	d.Card("Ion Pop", testkit.OfferSent)
	d.Advance("1h")
	d.Deactivate(q)
	d.Edit(q, func(q *crm.Sequence) { q.Steps = q.Steps[1:] })
	r := d.report(q, 0)
	equal(t, "steps", fmt.Sprint(len(r.Steps), r.Steps[0].Position, r.Steps[1].Position, r.Steps[1].Done), "2 1 0 1")
}

func TestAReportCountsLocalWeeksWithoutGaps(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.From("2026-11-29 23:30")) // a Sunday
	q := d.followUp()
	d.Card("Ion Pop", testkit.OfferSent)
	d.Advance("1h")
	d.Card("Ana Pop", testkit.OfferSent)
	d.Advance("21d")
	d.Card("Dan Pop", testkit.OfferSent)
	d.Tick()
	got := []string{}
	for _, w := range d.report(q, 0).Weeks {
		got = append(got, fmt.Sprintf("%s %d", w.Monday, w.Done))
	}
	same(t, "weeks", got, []string{"2026-11-23 1", "2026-11-30 3", "2026-12-07 0", "2026-12-14 0", "2026-12-21 1"})
}

func TestAGoalIsCountedOnlyWhenItsDaysAreOver(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.followUp()
	soon, late, undone, never := d.Card("Ion Soon", testkit.OfferSent), d.Card("Ion Late", testkit.OfferSent), d.Card("Ion Undone", testkit.OfferSent), d.Card("Ion Never", testkit.OfferSent)
	d.Tick()
	d.goal(q, 7)
	d.Advance("2d")
	d.SetStatus(soon, testkit.Won)
	d.SetStatus(never, testkit.Lost)
	batch := d.Move(testkit.Won, undone)
	rate := d.report(q, 0).Steps[0].Goal
	equal(t, "before the days are over", fmt.Sprint(rate.Reached, rate.Of, rate.Open), "0 0 4")
	d.Undo(batch, 10)
	d.Advance("6d")
	d.SetStatus(late, testkit.Won)
	d.SetStatus(soon, testkit.Negotiation) // what was reached stays reached
	r := d.report(q, 0)
	rate = r.Steps[0].Goal
	equal(t, "after the email", fmt.Sprint(rate.Reached, rate.Of, rate.Open, rate.Unknown), "1 4 0 0")
	equal(t, "within", rate.Low > 0 && rate.Low < rate.Rate && rate.Rate < rate.High, true)
	equal(t, "after the task", fmt.Sprint(r.Steps[1].Goal.Of, r.Steps[1].Goal.Open), "0 4")
	equal(t, "the goal", r.Goal.Name, testkit.Won)
}

func TestInTestModeNoLetterReachedAnybody(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.TestMode)
	q := d.followUp()
	d.Card("Ion Pop", testkit.OfferSent)
	d.goal(q, 1)
	d.Advance("3d")
	d.Advance("1d")
	r := d.report(q, 0)
	equal(t, "the email", fmt.Sprint(r.Steps[0].Done, r.Steps[0].Sent, r.Steps[0].Held, r.Steps[0].Reasons), "1 0 1 [{held test_mode 1}]")
	equal(t, "of its goal", r.Steps[0].Goal.Of, 0)
	equal(t, "of the letters", r.AB.A.Of+r.AB.B.Of, 0)
}

func TestLettersAreComparedWithoutPromises(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.followUp()
	cards := map[crm.CardID]string{}
	for i := range 140 {
		cards[d.Card(fmt.Sprintf("Ion Pop%d", i), testkit.OfferSent)] = ""
	}
	d.Tick()
	d.goal(q, 5)
	few := d.report(q, 0).AB
	equal(t, "at first", few.Verdict, "too_few")
	said(t, few.Say)
	said(t, few.Advice)
	for id := range cards {
		cards[id] = d.Runs(d.Enrolment(q, id).ID)[0].Letter
	}
	d.Advance("1d")
	won := 0
	for id, letter := range cards {
		if letter == "B" && won < 30 {
			d.SetStatus(id, testkit.Won)
			won++
		}
	}
	d.Advance("5d")
	ab := d.report(q, 0).AB
	equal(t, "each card once", ab.A.Of+ab.B.Of, 140)
	equal(t, "reached", fmt.Sprint(ab.A.Reached, ab.B.Reached), "0 30")
	equal(t, "the verdict", ab.Verdict, "second_better")
	equal(t, "in numbers", ab.P < 0.001 && ab.Low > 0 && ab.High < 1 && ab.Needed > 0, true)
	said(t, ab.Say)
	said(t, ab.Advice)
}

func TestTheGoalIsTheAdministratorsAndKeepsItsStatus(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.followUp()
	won := api.SetSequenceGoalIn{ID: q, Status: d.Status(testkit.Won), Days: 30}
	ask(d.as(d.User("Barna Kiss")).SetSequenceGoal(won)).refused(t, "forbidden error.admin_only")
	ask(d.api.SetSequenceGoal(api.SetSequenceGoalIn{ID: q, Status: 99, Days: 0})).invalid(t, "status reports.bad_status", "days reports.bad_days")
	equal(t, "kept", ask(d.api.SetSequenceGoal(won)).ok(t).Goal.Days, 30)
	uses := func() []api.Use {
		return ask(d.api.FindUses(api.UsesIn{Product: d.Product, Status: won.Status})).ok(t).Uses
	}
	equal(t, "used", fmt.Sprint(len(uses()), " ", uses()[0].Noun), "1 sequence")
	ask(d.api.SetSequenceGoal(api.SetSequenceGoalIn{ID: q})).ok(t)
	equal(t, "free", len(uses()), 0)
	ask(d.api.SetSequenceGoal(won)).ok(t)
	d.Deactivate(q)
	ask(d.api.DeleteSequence(api.SequenceIn{ID: q})).ok(t)
	equal(t, "free when the automation is deleted", len(uses()), 0)
}

func TestAReportIsAFile(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.followUp()
	d.Card("Ion Pop", testkit.OfferSent)
	d.Card("Ana Mută", testkit.OfferSent, testkit.NoContact)
	d.goal(q, 1)
	d.Advance("4d")
	file := ask(d.api.ExportSequenceReport(api.ReportIn{ID: q})).ok(t)
	text, err := base64.StdEncoding.DecodeString(file.Content)
	d.OK(err)
	rows := strings.Split(strings.TrimSpace(string(text)), "\r\n")
	equal(t, "rows", len(rows), 5) // head, email, A, B, task
	equal(t, "columns", strings.Count(rows[0], ","), 17)
	equal(t, "the email", strings.HasPrefix(rows[1], "1,Email to the client,") && strings.Contains(rows[1], "The card has no client: 1"), true)
	equal(t, "the task", strings.HasPrefix(rows[4], "2,Task,"), true)
	ask(d.api.ExportSequenceReport(api.ReportIn{ID: 99})).refused(t, "not_found error.not_found.sequence")
}

package api_test

import (
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

// follow is an active sequence of a task, an SMS and a task, with cards on it.
func (d *desk) follow(names ...string) (crm.Sequence, []crm.CardID) {
	d.T.Helper()
	task, sms := d.Template(crm.TemplateTask, "Call", ""), d.Template(crm.TemplateSMS, "", "Hello")
	q := d.Sequence(d.offers(), testkit.TaskStep("1d", task), testkit.SMSStep("2d", sms), testkit.TaskStep("3d", task))
	d.Activate(q, "new")
	var cards []crm.CardID
	for _, name := range names {
		cards = append(cards, d.Card(name, testkit.OfferSent))
	}
	return d.Seq(q), cards
}

// act does something with cards in a sequence, to its end.
func (d *desk) act(s *api.Session, in api.RunningActIn) api.JobView {
	d.T.Helper()
	job, err := s.ActOnRunning(in)
	d.OK(err)
	job, err = d.svc.Wait(d.T.Context(), job.ID)
	d.OK(err)
	return job
}

// line is some values with spaces between.
func line(parts ...any) string { return strings.TrimSpace(fmt.Sprintln(parts...)) }

func standing(out api.ListRunningOut) (list []string) {
	for _, r := range out.Rows {
		list = append(list, r.CardName+" "+r.State)
	}
	return list
}

func TestWhoIsWhereInASequence(t *testing.T) {
	t.Parallel()
	d := open(t)
	q, cards := d.follow("Ion", "Maria", "Dan", "Eva")
	d.Advance("1d") // the first task
	d.SetStatus(cards[1], testkit.Won)
	ask(d.api.StopCard(api.EnrolmentIn{ID: d.Enrolment(q.ID, cards[2]).ID})).ok(t)
	late := d.Card("Late", testkit.OfferSent)
	out := ask(d.api.GetRunning(api.SequenceIn{ID: q.ID})).ok(t)
	equal(t, "entered", out.Entered, 5)
	equal(t, "live", out.Live, 3)
	equal(t, "left", out.Left, 1)
	equal(t, "stopped", out.Stopped, 1)
	equal(t, "steps", len(out.Steps), 3)
	first, second := out.Steps[0], out.Steps[1]
	equal(t, "the first step", line(first.Here, first.Done, first.Ended, d.Civil(first.Next)), "1 4 0 2026-11-25 10:00")
	equal(t, "the second step", line(second.Here, second.Done, second.Ended, d.Civil(second.Next)), "2 0 2 2026-11-26 10:00")
	equal(t, "started there now it would run", d.Civil(second.Start), "2026-11-26 10:00")
	equal(t, "days", len(out.Days), 14)
	equal(t, "today", line(out.Days[0].Day, out.Days[0].Count), "2026-11-24 0")
	equal(t, "the day after tomorrow", line(out.Days[2].Day, out.Days[2].Count, out.Days[2].Steps[0].Position), "2026-11-26 2 2")
	equal(t, "reasons", line(out.Reasons[0].State, out.Reasons[0].Reason, out.Reasons[1].State, out.Reasons[1].Reason), "left left_filter stopped stopped")

	list := func(a api.RunningAsk) api.ListRunningOut {
		a.Sequence = q.ID
		counted := ask(d.api.CountRunning(a)).ok(t)
		out := ask(d.api.ListRunning(api.ListRunningIn{Ask: a})).ok(t)
		equal(t, "the number is the list", counted.Count, len(out.Rows))
		return out
	}
	same(t, "all: what is to come first, the soonest on top", standing(list(api.RunningAsk{})),
		[]string{"Late waiting", "Ion waiting", "Eva waiting", "Maria left", "Dan stopped"})
	same(t, "at the second step now", standing(list(api.RunningAsk{Step: second.ID, State: "live"})), []string{"Ion waiting", "Eva waiting"})
	same(t, "the first step done", standing(list(api.RunningAsk{Step: first.ID, State: "done"})), []string{"Ion done", "Maria done", "Dan done", "Eva done"})
	same(t, "on a day", standing(list(api.RunningAsk{State: "waiting", From: out.Days[1].From, To: out.Days[1].To})), []string{"Late waiting"})
	same(t, "by name", standing(list(api.RunningAsk{Search: "mari"})), []string{"Maria left"})
	same(t, "by reason", standing(list(api.RunningAsk{State: "stopped", Reason: crm.ReasonStopped})), []string{"Dan stopped"})
	equal(t, "its card", list(api.RunningAsk{Search: "late"}).Rows[0].Card, late)

	page := ask(d.api.ListRunning(api.ListRunningIn{Ask: api.RunningAsk{Sequence: q.ID}, Limit: 2})).ok(t)
	next := ask(d.api.ListRunning(api.ListRunningIn{Ask: api.RunningAsk{Sequence: q.ID}, Limit: 2, After: page.Next})).ok(t)
	same(t, "the second page", standing(next), []string{"Eva waiting", "Maria left"})
	jumped := ask(d.api.ListRunning(api.ListRunningIn{Ask: api.RunningAsk{Sequence: q.ID}, Limit: 2, Offset: 4})).ok(t)
	same(t, "a page from anywhere", standing(jumped), []string{"Dan stopped"})

	ask(d.api.ListRunning(api.ListRunningIn{Ask: api.RunningAsk{Sequence: q.ID, State: "lost"}})).refused(t, "invalid running.bad_state")
	ask(d.api.ListRunning(api.ListRunningIn{Ask: api.RunningAsk{}})).refused(t, "invalid running.no_sequence")
	ask(d.api.ListRunning(api.ListRunningIn{Ask: api.RunningAsk{Sequence: q.ID}, After: "x"})).refused(t, "invalid error.bad_cursor")
}

func TestManyCardsInASequenceAreSteeredAtOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	q, cards := d.follow("Ion", "Maria", "Dan")
	all := api.RunningPick{All: &api.RunningAsk{Sequence: q.ID, State: "live"}}
	ids := func(card crm.CardID) api.RunningPick {
		return api.RunningPick{IDs: []crm.EnrolmentID{d.Enrolment(q.ID, card).ID}}
	}

	ask(d.api.ActOnRunning(api.RunningActIn{Pick: all, Action: "burn", Count: 3})).refused(t, "invalid running.bad_action")
	ask(d.api.ActOnRunning(api.RunningActIn{Pick: all, Action: "pause", Count: 2})).refused(t, "conflict bulk.more_now")
	ask(d.api.ActOnRunning(api.RunningActIn{Action: "pause"})).refused(t, "invalid bulk.no_pick")

	said(t, d.act(d.api, api.RunningActIn{Pick: ids(cards[0]), Action: "pause", Count: 1}).Result)
	equal(t, "paused", d.Enrolment(q.ID, cards[0]).PausedByHand, true)
	preview := ask(d.api.PreviewRunning(api.RunningActIn{Pick: all, Action: "pause"})).ok(t)
	equal(t, "the preview", line(preview.Count, preview.Changes, preview.Skipped[0].Count, preview.Skipped[0].Why.Key), "3 2 1 running.skip.paused")
	d.act(d.api, api.RunningActIn{Pick: all, Action: "resume", Count: 3})
	equal(t, "resumed", d.Enrolment(q.ID, cards[0]).PausedByHand, false)

	d.act(d.api, api.RunningActIn{Pick: ids(cards[1]), Action: "skip", Count: 1})
	out := ask(d.api.GetRunning(api.SequenceIn{ID: q.ID})).ok(t)
	equal(t, "skipped", line(out.Steps[0].Skipped, out.Reasons[0].Reason), "1 skipped_by_hand")

	pick := all
	pick.Except = []crm.EnrolmentID{d.Enrolment(q.ID, cards[2]).ID}
	job := d.act(d.api, api.RunningActIn{Pick: pick, Action: "stop", Count: 2})
	equal(t, "all but one stopped", line(job.Result.Key, job.Result.Args["count"]), "bulk.done 2")
	equal(t, "live", ask(d.api.GetRunning(api.SequenceIn{ID: q.ID})).ok(t).Live, 1)
	ask(d.api.Undo(api.UndoIn{Batch: job.Undo})).ok(t)
	equal(t, "undone", ask(d.api.GetRunning(api.SequenceIn{ID: q.ID})).ok(t).Live, 3)
}

// A member steers the cards that they own; the others are counted as left out.
func TestMembersSteerTheirOwnCardsInASequence(t *testing.T) {
	t.Parallel()
	d := open(t)
	barna := d.User("Barna Kiss")
	member := d.as(barna)
	q, cards := d.follow("Ion", "Maria")
	ask(d.api.EditCard(api.EditCardIn{ID: cards[0], Part: "owner", Value: barna.String()})).ok(t)
	all := api.RunningAsk{Sequence: q.ID, State: "live"}
	equal(t, "counted", fmt.Sprint(ask(member.CountRunning(all)).ok(t)), "{2 1}")
	rows := ask(member.ListRunning(api.ListRunningIn{Ask: all})).ok(t).Rows
	equal(t, "mine", line(rows[0].Mine, rows[1].Mine), "true false")
	in := api.RunningActIn{Pick: api.RunningPick{All: &all}, Action: "stop", Count: 2}
	preview := ask(member.PreviewRunning(in)).ok(t)
	equal(t, "the preview", line(preview.Changes, preview.Skipped[0].Why.Key), "1 bulk.skip.not_yours")
	said(t, d.act(member, in).Result)
	equal(t, "of the others", d.Enrolment(q.ID, cards[1]).State, crm.EnrolmentWaiting)
	equal(t, "mine was stopped", d.Enrolment(q.ID, cards[0]).State, crm.EnrolmentStopped)
}

func TestCardsAreStartedAtAStep(t *testing.T) {
	t.Parallel()
	d := open(t)
	q, _ := d.follow()
	ion, maria := d.Card("Ion", testkit.NewLead), d.Card("Maria", testkit.NewLead)
	in := api.StartCardIn{Sequence: q.ID, Card: ion, Step: q.Steps[2].ID}
	ask(d.api.StartCard(in)).refused(t, "conflict error.sequence.no_match")
	in.Anyway = true
	ask(d.api.StartCard(in)).ok(t)
	equal(t, "at the third step", d.Enrolment(q.ID, ion).Step, q.Steps[2].ID)
	action := api.BulkAction{Kind: "start", Sequence: q.ID, Step: q.Steps[1].ID, Anyway: true}
	job := ask(d.api.StartBulk(api.StartBulkIn{Pick: api.CardPick{IDs: []crm.CardID{maria}}, Action: action, Count: 1})).ok(t)
	d.OK(ask(d.svc.Wait(t.Context(), job.ID)).err)
	equal(t, "at the second step", d.Enrolment(q.ID, maria).Step, q.Steps[1].ID)
	out := ask(d.api.GetRunning(api.SequenceIn{ID: q.ID})).ok(t)
	equal(t, "not for them", line(out.Steps[0].Skipped, out.Steps[1].Skipped), "2 1")
}

package api_test

import (
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

func (d *desk) decideMissed(s *api.Session, in api.DecideMissedIn) api.JobView {
	d.T.Helper()
	job, err := s.DecideMissed(in)
	d.OK(err)
	job, err = d.svc.Wait(d.T.Context(), job.ID)
	d.OK(err)
	return job
}

// The computer slept from Monday to Friday.
func TestWhatHappenedWhileThePersonWasAway(t *testing.T) {
	t.Parallel()
	d := open(t)
	q, cards := d.follow("Ion", "Maria", "Dan")
	r := d.Sequence(d.Filter(d.When("Valid until", "in_days", "3")), testkit.TaskStep("0d", d.Template(crm.TemplateTask, "Call", "")))
	d.Activate(r, "new")
	barna := d.User("Barna Kiss")
	member := d.as(barna)
	var early []crm.CardID
	for _, name := range []string{"Eva", "Radu"} {
		card := d.Card(name, testkit.NewLead)
		d.SetField(card, "Valid until", crm.Date("2026-11-30"))
		early = append(early, card)
	}
	ask(d.api.EditCard(api.EditCardIn{ID: early[0], Part: "owner", Value: barna.String()})).ok(t)
	d.Advance("2026-11-24 12:00") // the first task
	d.Jump("2026-11-30 12:00")    // the SMS of Thursday
	d.Tick()

	out := ask(d.api.GetAway()).ok(t)
	if len(out.Held) != 1 || len(out.Missed) != 1 || out.Absence == nil {
		t.Fatalf("away: %+v", out)
	}
	held, missed := out.Held[0], out.Missed[0]
	equal(t, "held", line(held.Count, held.Position, held.Kind, held.Reason, d.Civil(held.First), d.Civil(held.Last)),
		"3 2 sms_client too_late 2026-11-26 10:00 2026-11-26 10:00")
	equal(t, "missed", line(missed.Count, missed.Running, d.Civil(missed.First)), "2 true 2026-11-27 00:00")
	equal(t, "away", line(d.Civil(out.Absence.Since), out.Absence.Held, out.Absence.Missed), "2026-11-24 12:00 3 2")
	equal(t, "in the status line", line(ask(d.api.GetStatus()).ok(t).HeldSteps, ask(d.api.GetStatus()).ok(t).Missed), "3 2")
	equal(t, "a member's", ask(member.GetAway()).ok(t).Mine, 1)

	equal(t, "behind the number", len(ask(d.api.ListRunning(api.ListRunningIn{Ask: held.Ask})).ok(t).Rows), 3)
	one := api.RunningPick{IDs: []crm.EnrolmentID{d.Enrolment(q.ID, cards[0]).ID}}
	d.act(d.api, api.RunningActIn{Pick: one, Action: "skip", Count: 1})
	d.act(d.api, api.RunningActIn{Pick: api.RunningPick{All: &held.Ask}, Action: "send", Count: 2})
	d.Tick()
	equal(t, "sent", len(d.Sent()), 2)
	equal(t, "nothing is held", len(ask(d.api.GetAway()).ok(t).Held), 0)

	rows := ask(d.api.ListMissed(api.ListMissedIn{Sequence: r})).ok(t).Rows
	equal(t, "missed", line(len(rows), rows[0].CardName, rows[0].Mine), "2 Eva true")
	ask(d.api.DecideMissed(api.DecideMissedIn{Sequence: r, Decision: "burn"})).refused(t, "invalid error.bad_decision")
	ask(d.api.DecideMissed(api.DecideMissedIn{Decision: "start"})).refused(t, "invalid bulk.no_pick")
	ask(d.api.DecideMissed(api.DecideMissedIn{Sequence: r, Decision: "start", Count: 1})).refused(t, "conflict bulk.more_now")
	job := d.decideMissed(member, api.DecideMissedIn{Sequence: r, Decision: "ignore", Count: 2})
	said(t, job.Result)
	equal(t, "a member decides on own cards", line(job.Result.Key, job.Result.Args["skipped"]), "bulk.done_but 1")
	equal(t, "the other one is still there", len(ask(d.api.ListMissed(api.ListMissedIn{})).ok(t).Rows), 1)
	d.decideMissed(d.api, api.DecideMissedIn{IDs: []crm.MissedID{rows[1].Missed.ID}, Decision: "start", Count: 1})
	equal(t, "started", d.Enrolment(r, early[1]).ByHand, true)
	equal(t, "nothing is left", ask(d.api.GetStatus()).ok(t).Missed, 0)
}

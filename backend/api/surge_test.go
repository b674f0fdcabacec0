package api_test

import (
	"fmt"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

// crowd lets n cards get an email at once from a running automation.
func (d *desk) crowd(t *testing.T, n int) crm.SequenceID {
	t.Helper()
	d.Outbox.Guard = true
	letter := d.Template(crm.TemplateEmail, "Hello", "Hello")
	seq := d.Sequence(d.offers(), testkit.EmailStep("0d", letter))
	d.Activate(seq, "new")
	for i := range n {
		d.Card(fmt.Sprintf("Client %d", i), testkit.OfferSent)
	}
	d.Tick()
	return seq
}

func (d *desk) answerSurge(t *testing.T, answer string) api.JobView {
	t.Helper()
	job := ask(d.api.AnswerSurge(api.AnswerSurgeIn{Answer: answer})).ok(t)
	job = ask(d.svc.Wait(t.Context(), job.ID)).ok(t)
	equal(t, "the job", job.State, "done")
	said(t, job.Result)
	return job
}

func TestASurgeIsShownAndLetPass(t *testing.T) {
	t.Parallel()
	d := open(t)
	equal(t, "nothing yet", ask(d.api.GetSurge()).ok(t).Open, false)
	ask(d.api.AnswerSurge(api.AnswerSurgeIn{Answer: "go"})).refused(t, "conflict surge.none")
	seq := d.crowd(t, 60)
	s := ask(d.api.GetSurge()).ok(t)
	equal(t, "what it says", fmt.Sprintln(s.Open, s.Day, s.Messages, s.Usual, s.Waiting, s.Sequences[0].Messages), "true 2026-11-23 60 0 60 60\n")
	equal(t, "whose", s.Sequences[0].ID, seq)
	equal(t, "it is a problem of the status line", ask(d.api.GetStatus()).ok(t).Surge, true)
	page := ask(d.api.ListMessages(api.ListMessagesIn{State: "queued"})).ok(t)
	equal(t, "why they wait", page.Rows[0].Message.Reason, crm.ReasonSurge)
	ask(d.api.AnswerSurge(api.AnswerSurgeIn{Answer: "later"})).refused(t, "invalid surge.bad_answer")
	d.answerSurge(t, "go")
	d.Tick()
	equal(t, "sent", len(d.Email.Taken()), 60)
	equal(t, "answered", ask(d.api.GetSurge()).ok(t).Open, false)
}

func TestASurgeIsRecalled(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.crowd(t, 60)
	equal(t, "recalled", d.answerSurge(t, "recall").Result.Args["count"], any(60))
	d.Tick()
	equal(t, "sent", len(d.Email.Taken()), 0)
	page := ask(d.api.ListMessages(api.ListMessagesIn{State: "cancelled"})).ok(t)
	equal(t, "why", page.Rows[0].Message.Reason, crm.ReasonRecalled)
}

package api_test

import (
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

func TestAPreflightSaysThatNobodyReadsTheAnswers(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.SetWorkspace(func(w *crm.Workspace) { w.Public = "https://firma.example" })
	hello := d.Template(crm.TemplateEmail, "Hello", "Hello")
	q := d.Sequence(d.offers(), testkit.EmailStep("0d", hello, func(s *crm.Step) { s.Purpose = crm.PurposeMarketing }))
	same(t, "with a public address", d.findingsOf(t, q), nil)
	d.SetWorkspace(func(w *crm.Workspace) { w.Public = "" })
	same(t, "without one", d.findingsOf(t, q), []string{"warning 1 activation.mailto_only public", "warning 0 activation.no_mailbox incoming"})
	d.Edit(q, func(q *crm.Sequence) { q.StopOnReply = true })
	same(t, "one that stops on a reply", d.findingsOf(t, q), []string{"warning 1 activation.mailto_only public", "warning 0 activation.no_mailbox_reply incoming"})
	task := d.Sequence(d.offers(), testkit.TaskStep("0d", d.Template(crm.TemplateTask, "Call", "")))
	d.Edit(task, func(q *crm.Sequence) { q.StopOnReply = true })
	same(t, "one that writes nothing", d.findingsOf(t, task), nil)
	ask(d.api.SaveMailbox(officeMailbox())).ok(t)
	same(t, "with a mailbox", d.findingsOf(t, q), []string{"warning 1 activation.mailto_only public"})
}

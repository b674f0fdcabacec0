package api_test

import (
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

// What a filter names stays: the automation and the template that it asks about.
func TestAnAutomationThatAFilterAsksAboutIsNotDeleted(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := ask(d.api.SaveSequence(d.draft())).ok(t).Sequence
	letter := d.saveTemplate(crm.TemplateEmail, crm.Content{Subject: "Review", Body: "Please"}).ok(t).Template
	row := d.saveFilter(tree(d.When("sequences", "never_ran", q.ID.String()), d.When("messages", "not_sent", letter.ID.String()))).ok(t)
	refusal := ask(d.api.DeleteSequence(api.SequenceIn{ID: q.ID}))
	refusal.refused(t, "conflict error.in_use")
	equal(t, "where", refusal.arg("where"), any(row.Filter.Name))
	ask(d.api.DeleteTemplate(api.TemplateIn{ID: letter.ID})).refused(t, "conflict error.in_use")

	ask(d.api.DeleteFilter(api.FilterIn{ID: row.Filter.ID})).ok(t)
	ask(d.api.DeleteSequence(api.SequenceIn{ID: q.ID})).ok(t)
	ask(d.api.DeleteTemplate(api.TemplateIn{ID: letter.ID})).ok(t)
}

// An automation whose filter turns by its own doing would start and end a card
// without end.
func TestAnAutomationDoesNotAskAboutItself(t *testing.T) {
	t.Parallel()
	for op, want := range map[string]string{
		"running": "filter sequences.asks_itself", "not_running": "filter sequences.asks_itself", "exited": "filter sequences.asks_itself",
		"never_ran": "filter sequences.asks_itself_never", "completed": "",
	} {
		d := open(t)
		row := d.saveFilter(tree(d.When("status", "is", testkit.OfferSent))).ok(t)
		q := ask(d.api.SaveSequence(d.draft(func(in *api.SaveSequenceIn) { in.Filter = row.Filter.ID }))).ok(t).Sequence
		in := api.SaveFilterIn{ID: row.Filter.ID, Revision: row.Filter.Revision, Name: row.Filter.Name, Tree: tree(d.When("sequences", op, q.ID.String()))}
		ask(d.api.SaveFilter(in)).ok(t) // others may ask it
		activated := ask(d.api.Activate(api.ActivateIn{ID: q.ID, Scope: "new"}))
		if want == "" {
			activated.ok(t)
			continue
		}
		activated.invalid(t, want)
		toEnd := d.draft(func(in *api.SaveSequenceIn) {
			in.ID, in.Revision, in.Filter, in.RunToEnd = q.ID, q.Revision, row.Filter.ID, true
		})
		if op == "never_ran" {
			ask(d.api.SaveSequence(toEnd)).ok(t)
			continue
		}
		ask(d.api.SaveSequence(toEnd)).invalid(t, want)
	}
}

package api_test

import (
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

func TestASequenceIsTriedOnACopy(t *testing.T) {
	t.Parallel()
	d := open(t)
	saved := ask(d.api.SaveSequence(d.draft(func(in *api.SaveSequenceIn) {
		in.Steps = append(in.Steps, testkit.EmailStep("1d", d.Template(crm.TemplateEmail, "Your offer", "Dear {{contact.first_name}}")))
	}))).ok(t).Sequence
	equal(t, "tests of a new one", saved.Revision, 1)
	ion := d.Card("Ion Popescu", testkit.OfferSent)
	maria := d.Card("Maria Ionescu", testkit.NewLead)
	member := d.as(d.User("Barna Kiss"))

	box := ask(member.OpenSandbox(api.OpenSandboxIn{ID: saved.ID, Scope: "all", Cards: []crm.CardID{ion, maria}})).ok(t)
	equal(t, "Ion's state", string(box.Cards[0].State)+d.Civil(box.Cards[0].Due), "waiting2026-11-26 10:00")
	equal(t, "Maria's state", string(box.Cards[1].State), "")
	equal(t, "next", d.Civil(box.Next), "2026-11-26 10:00")

	box = ask(member.AdvanceSandbox(api.AdvanceSandboxIn{ID: box.ID, To: d.At("2026-11-24 12:00")})).ok(t)
	equal(t, "rows", box.Rows, 0)
	status := d.Status(testkit.OfferSent).String()
	box = ask(member.EditSandboxCard(api.EditSandboxCardIn{ID: box.ID, Card: maria, Part: "status", Value: status})).ok(t)
	equal(t, "Maria starts", string(box.Cards[1].State)+d.Civil(box.Cards[1].Due), "waiting2026-11-27 12:00")
	equal(t, "the real Maria", d.CardNow(maria).Status, d.Status(testkit.NewLead))
	ask(member.EditSandboxCard(api.EditSandboxCardIn{ID: box.ID, Card: maria, Part: "status", Value: "stat_99"})).invalid(t, "value cards.bad_status")
	ask(member.AdvanceSandbox(api.AdvanceSandboxIn{ID: box.ID, To: d.At("2026-11-24 11:00")})).invalid(t, "to sandbox.past")

	box = ask(member.AdvanceSandbox(api.AdvanceSandboxIn{ID: box.ID, To: d.At("2026-12-31 12:00")})).ok(t)
	rows := ask(member.ListSandboxRows(api.ListSandboxRowsIn{ID: box.ID, Kind: crm.StepEmailClient, Outcome: "done"})).ok(t)
	equal(t, "letters", rows.Total, 2)
	equal(t, "to Maria", d.Civil(rows.Rows[1].At)+rows.Rows[1].Title, "2026-11-28 12:00Your offer")
	equal(t, "its text", ask(member.GetSandboxText(api.SandboxTextIn{ID: box.ID, Index: rows.Rows[1].Index})).ok(t).Subject, "Your offer")
	equal(t, "what is next", ask(member.GetSandbox(api.SandboxIn{ID: box.ID})).ok(t).Next, 0)
	equal(t, "really sent", len(d.Messages()), 0)

	ask(d.api.GetSandbox(api.SandboxIn{ID: box.ID})).refused(t, "not_found sandbox.gone") // it is Barna's
	ask(member.KeepSandbox(api.KeepSandboxIn{ID: box.ID, Name: "Offer"})).refused(t, "forbidden error.admin_only")
	ask(member.CloseSandbox(api.SandboxIn{ID: box.ID})).ok(t)
	ask(member.GetSandbox(api.SandboxIn{ID: box.ID})).refused(t, "not_found sandbox.gone")
	ask(member.OpenSandbox(api.OpenSandboxIn{ID: saved.ID, Scope: "now"})).invalid(t, "scope sandbox.bad_scope")
}

func TestASandboxIsKeptAsATest(t *testing.T) {
	t.Parallel()
	d := open(t)
	saved := ask(d.api.SaveSequence(d.draft())).ok(t).Sequence
	ion := d.Card("Ion Popescu", testkit.OfferSent)
	box := ask(d.api.OpenSandbox(api.OpenSandboxIn{ID: saved.ID, Scope: "all"})).ok(t)
	ask(d.api.AdvanceSandbox(api.AdvanceSandboxIn{ID: box.ID, To: d.At("2026-11-25 12:00")})).ok(t)
	ask(d.api.EditSandboxCard(api.EditSandboxCardIn{ID: box.ID, Card: ion, Part: "name", Value: "Ion P."})).ok(t)
	ask(d.api.AdvanceSandbox(api.AdvanceSandboxIn{ID: box.ID, To: d.At("2026-12-10 12:00")})).ok(t)
	kept := ask(d.api.KeepSandbox(api.KeepSandboxIn{ID: box.ID, Name: "One call"})).ok(t)
	equal(t, "rows", kept.Test.Rows, 2) // the task, and the end

	// the real card goes another way, and time passes: the test has its own
	d.SetStatus(ion, testkit.Won)
	d.Advance("30d")
	results := ask(d.api.RunSequenceTests(api.RunSequenceTestsIn{ID: saved.ID})).ok(t)
	equal(t, "tests", len(results), 1)
	equal(t, "passed", results[0].Passed, true)

	changed := d.draft(func(in *api.SaveSequenceIn) {
		in.ID, in.Revision, in.Filter, in.Steps = saved.ID, saved.Revision, saved.Filter, saved.Steps
		in.Steps[0].Timing.Delay = 4
	})
	results = ask(d.api.RunSequenceTests(api.RunSequenceTestsIn{ID: saved.ID, Draft: &changed})).ok(t)
	equal(t, "a draft passes", results[0].Passed, false)
	equal(t, "what differs", results[0].Differences[0].Key, "sandbox.differs_moment")
	view := ask(d.api.SaveSequence(changed)).ok(t)
	equal(t, "the save says so", len(view.Tests), 1)
	equal(t, "and how", view.Tests[0].Passed, false)
	for _, p := range view.Tests[0].Differences {
		said(t, p)
	}

	list := ask(d.api.ListSequenceTests(api.SequenceIn{ID: saved.ID})).ok(t)
	equal(t, "its name", list[0].Name, "One call")
	ask(d.as(d.User("Barna Kiss")).DeleteSequenceTest(api.SequenceTestIn{ID: list[0].ID})).refused(t, "forbidden error.admin_only")
	ask(d.api.DeleteSequenceTest(api.SequenceTestIn{ID: list[0].ID})).ok(t)
	equal(t, "none left", len(ask(d.api.ListSequenceTests(api.SequenceIn{ID: saved.ID})).ok(t)), 0)
}

// A test holds a copy of its clients, so it goes with them.
func TestAKeptTestGoesWithItsPerson(t *testing.T) {
	t.Parallel()
	d := open(t)
	saved := ask(d.api.SaveSequence(d.draft())).ok(t).Sequence
	ion := d.Card("Ion Popescu", testkit.OfferSent)
	maria := d.Card("Maria Ionescu", testkit.OfferSent)
	for _, card := range []crm.CardID{ion, maria} {
		box := ask(d.api.OpenSandbox(api.OpenSandboxIn{ID: saved.ID, Scope: "all", Cards: []crm.CardID{card}})).ok(t)
		ask(d.api.KeepSandbox(api.KeepSandboxIn{ID: box.ID, Name: "Of " + box.Cards[0].Name})).ok(t)
	}
	ask(d.Engine.Erase(t.Context(), d.CardNow(ion).Contact, d.By())).ok(t)
	list := ask(d.api.ListSequenceTests(api.SequenceIn{ID: saved.ID})).ok(t)
	equal(t, "tests", len(list), 1)
	equal(t, "the other's", list[0].Name, "Of Maria Ionescu")
}

package api_test

import (
	"fmt"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func setRole(id crm.UserID, role crm.Role) func(*store.Tx) error {
	return func(tx *store.Tx) error {
		u, err := tx.User(id)
		if err == nil {
			u.Role = role
			_, err = tx.SaveUser(u)
		}
		return err
	}
}

// busy is a colleague with two cards, two tasks and a place in an automation.
func (d *desk) busy(t *testing.T) (barna crm.UserID, cards []crm.CardID, q crm.SequenceID) {
	t.Helper()
	barna = d.User("Barna Kiss")
	owns := func(c *testkit.NewCard) { c.Draft.Owner = barna }
	cards = []crm.CardID{d.Card("Ion", testkit.NewLead, owns), d.Card("Maria", testkit.Won, owns)}
	for i, id := range cards {
		ask(d.api.SaveTask(crm.Task{Card: id, Type: "call", Title: fmt.Sprint("Call ", i), Assignee: barna})).ok(t)
	}
	step := testkit.TaskStep("1d", d.Template(crm.TemplateTask, "Call", ""))
	step.Assignee = barna
	q = d.Sequence(d.offers(), step)
	d.Edit(q, func(s *crm.Sequence) { s.Fallback = barna })
	d.Filter(d.When("owner", "is", "Barna Kiss"))
	return barna, cards, q
}

func TestAColleagueWhoLeavesHandsOver(t *testing.T) {
	t.Parallel()
	d := open(t)
	barna, cards, q := d.busy(t)
	clara := d.User("Clara Pop")
	has := ask(d.api.PreviewHandOver(api.UserIn{User: barna})).ok(t)
	equal(t, "what there is", fmt.Sprint(has.Cards, has.OpenCards, has.Tasks, len(has.Sequences), len(has.Filters), has.LastAdmin), "2 1 2 1 1 false")

	leaves := crm.User{ID: barna, Name: "Barna Kiss", Email: "b@firma.example", Role: crm.RoleMember, Language: "hu"}
	ask(d.api.SaveUser(leaves)).refused(t, "conflict error.user.has_work")
	in := api.HandOverIn{User: barna, Deactivate: true}
	ask(d.api.HandOver(in)).invalid(t, "cards settings.who_takes_over", "tasks settings.who_takes_over", "sequences settings.who_takes_over")
	in.Cards, in.Tasks, in.Sequences = barna, 77, clara
	ask(d.api.HandOver(in)).invalid(t, "cards settings.who_takes_over", "tasks settings.who_takes_over")

	in.Cards, in.Tasks = clara, d.Admin
	job := d.ended(t, ask(d.api.HandOver(in)))
	for _, id := range cards {
		equal(t, "owner", d.CardNow(id).Owner, clara)
	}
	after := ask(d.api.PreviewHandOver(api.UserIn{User: barna})).ok(t)
	equal(t, "nothing is left but a filter", fmt.Sprint(after.Cards, after.Tasks, len(after.Sequences), len(after.Filters)), "0 0 0 1")
	equal(t, "in the automation", fmt.Sprint(d.Seq(q).Fallback, d.Seq(q).Steps[0].Assignee), fmt.Sprint(clara, clara))
	equal(t, "gone", userOf(t, d, barna).Active, false)

	ask(d.api.Undo(api.UndoIn{Batch: job.Undo})).ok(t)
	equal(t, "here again", userOf(t, d, barna).Active, true)
	equal(t, "with the cards", d.CardNow(cards[0]).Owner, barna)
	equal(t, "and tasks", ask(d.api.PreviewHandOver(api.UserIn{User: barna})).ok(t).Tasks, 2)
}

func userOf(t *testing.T, d *desk, id crm.UserID) crm.User {
	t.Helper()
	for _, u := range ask(d.api.GetWorkspace()).ok(t).Users {
		if u.ID == id {
			return u
		}
	}
	t.Fatalf("no user %s", id)
	return crm.User{}
}

// A new owner is a change like any other: automations that ask for it start.
func TestAHandOverIsSeenByAutomations(t *testing.T) {
	t.Parallel()
	d := open(t)
	barna, cards, _ := d.busy(t)
	clara := d.User("Clara Pop")
	q := d.Sequence(d.Filter(d.When("owner", "is", "Clara Pop")), testkit.TaskStep("1d", d.Template(crm.TemplateTask, "Meet", "")))
	d.Activate(q, engine.ScopeNew)
	d.ended(t, ask(d.api.HandOver(api.HandOverIn{User: barna, Cards: clara, Tasks: clara, Sequences: clara})))
	equal(t, "started", len(d.Enrolments(q, cards[0])), 1)
	equal(t, "still here", userOf(t, d, barna).Active, true)
}

func TestTheLastAdministratorStays(t *testing.T) {
	t.Parallel()
	d := open(t)
	ana := userOf(t, d, d.Admin)
	second := ask(d.api.SaveUser(crm.User{Name: "Second", Email: "s@firma.example", Role: crm.RoleAdmin, Language: "en", Active: true})).ok(t)
	ask(d.api.HandOver(api.HandOverIn{User: d.Admin, Deactivate: true})).refused(t, "conflict error.user.self")
	other := d.as(second.ID)
	ana.Role = crm.RoleMember
	ask(other.SaveUser(ana)).ok(t)
	equal(t, "the last one is known", ask(other.PreviewHandOver(api.UserIn{User: second.ID})).ok(t).LastAdmin, true)
	second.Role = crm.RoleMember
	ask(other.SaveUser(second)).refused(t, "conflict error.user.self")
	d.Write(setRole(d.Admin, crm.RoleAdmin))
	d.Write(setRole(second.ID, crm.RoleMember))
	ask(other.SaveUser(second)).refused(t, "forbidden error.admin_only")
	second.Active = false
	ask(d.api.SaveUser(second)).ok(t)
	second.Active = true
	equal(t, "back again", ask(d.api.SaveUser(second)).ok(t).Active, true)
}

package api_test

import (
	"context"
	"fmt"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// some makes cards named "Ștefan 0", "Ștefan 1", …
func (d *desk) some(n int, status string) []crm.CardID {
	d.T.Helper()
	ids := make([]crm.CardID, n)
	for i := range n {
		ids[i] = d.Card(fmt.Sprintf("Ștefan %d", i), status)
	}
	return ids
}

func all(d *desk) api.CardPick {
	return api.CardPick{List: &api.ListCardsIn{Product: d.Product, Search: "ștefan"}}
}

// bulk previews an action, confirms it and waits for its end.
func (d *desk) bulk(t *testing.T, s *api.Session, pick api.CardPick, a api.BulkAction) (api.PreviewBulkOut, api.JobView) {
	t.Helper()
	preview := ask(s.PreviewBulk(api.PreviewBulkIn{Pick: pick, Action: a})).ok(t)
	job := ask(s.StartBulk(api.StartBulkIn{Pick: pick, Action: a, Count: preview.Count})).ok(t)
	job, err := d.svc.Wait(context.WithoutCancel(t.Context()), job.ID)
	d.OK(err)
	said(t, job.Result)
	for _, s := range preview.Skipped {
		said(t, s.Why)
	}
	return preview, job
}

func TestAStatusIsSetForAllOfAListButSome(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.Sequence(d.offers(), testkit.TaskStep("3d", d.Template(crm.TemplateTask, "Call", "")))
	d.Activate(q, "new")
	ids := d.some(250, testkit.NewLead)
	d.SetStatus(ids[0], testkit.OfferSent)
	d.Delete(ids[1])
	pick := all(d)
	pick.Except = ids[2:4]
	preview, job := d.bulk(t, d.api, pick, api.BulkAction{Kind: "status", Status: d.Status(testkit.OfferSent)})
	equal(t, "picked", preview.Count, 247)
	equal(t, "would change", preview.Changes, 246)
	equal(t, "stay", fmt.Sprint(len(preview.Skipped), preview.Skipped[0].Count, preview.Skipped[0].Why.Key), "1 1bulk.skip.same")
	equal(t, "effects", fmt.Sprint(preview.Effects[0].Starts, preview.Effects[0].Ends, preview.Effects[0].Sequence == q), "246 0 true")
	equal(t, "the job", fmt.Sprint(job.State, job.Done, job.Total), "done247 247")
	equal(t, "what it says", fmt.Sprint(job.Result.Key, job.Result.Args["count"], job.Result.Args["skipped"]), "bulk.done_but246 1")
	live := ask(d.api.CountCards(api.CountCardsIn{List: api.ListCardsIn{Product: d.Product, Status: d.Status(testkit.OfferSent)}})).ok(t)
	equal(t, "in the status", live.Count, 247)
	equal(t, "the excepted", d.CardNow(ids[2]).Status, d.Status(testkit.NewLead))

	undo := ask(d.api.Undo(api.UndoIn{Batch: job.Undo})).ok(t)
	if undo.Job != nil {
		end, err := d.svc.Wait(context.WithoutCancel(t.Context()), undo.Job.ID)
		d.OK(err)
		equal(t, "undoing", end.State, "done")
	}
	equal(t, "back", d.CardNow(ids[9]).Status, d.Status(testkit.NewLead))
	equal(t, "as it was", d.CardNow(ids[0]).Status, d.Status(testkit.OfferSent))
	d.Read(func(v *store.View) error {
		n, err := v.CountLive(q)
		equal(t, "enrolments", n, 1) // of the one that was set by hand before
		return err
	})
}

func TestMoreCardsThanWereConfirmedAreAConflict(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.some(3, testkit.NewLead)
	a := api.BulkAction{Kind: "owner"}
	preview := ask(d.api.PreviewBulk(api.PreviewBulkIn{Pick: all(d), Action: a})).ok(t)
	d.some(1, testkit.NewLead)
	ask(d.api.StartBulk(api.StartBulkIn{Pick: all(d), Action: a, Count: preview.Count})).refused(t, "conflict bulk.more_now")
}

func TestEveryBulkActionDoesWhatItSays(t *testing.T) {
	t.Parallel()
	d := open(t)
	ids := d.some(4, testkit.NewLead)
	pick := api.CardPick{IDs: append(ids, ids[0], 9999)}
	barna := d.User("Barna Kiss")
	tag := ask(d.api.SaveTag(api.SaveTagIn{Name: "VIP", Color: "grape"})).ok(t)
	field := d.Field("Offer total")
	look := func(what, want string, see func(crm.Card) any) {
		t.Helper()
		equal(t, what, fmt.Sprint(see(d.CardNow(ids[3]))), want)
	}
	preview, _ := d.bulk(t, d.api, pick, api.BulkAction{Kind: "owner", Owner: barna})
	equal(t, "each once, and those there are", preview.Count, 4)
	look("owner", fmt.Sprint(barna), func(c crm.Card) any { return c.Owner })
	d.bulk(t, d.api, pick, api.BulkAction{Kind: "tag", Tags: []crm.TagID{tag.ID}})
	look("tags", fmt.Sprint(crm.Tags(tag.ID)), func(c crm.Card) any { return c.Tags })
	d.bulk(t, d.api, pick, api.BulkAction{Kind: "untag", Tags: []crm.TagID{tag.ID}})
	look("no tags", "", func(c crm.Card) any { return c.Tags })
	d.bulk(t, d.api, pick, api.BulkAction{Kind: "field", Field: field.ID, Value: 12.5})
	look("field", "12.5", func(c crm.Card) any { return c.Fields[field.ID] })
	d.bulk(t, d.api, pick, api.BulkAction{Kind: "field", Field: field.ID})
	look("cleared", "<nil>", func(c crm.Card) any { return c.Fields[field.ID] })
	d.bulk(t, d.api, pick, api.BulkAction{Kind: "delete"})
	deleted := api.ListCardsIn{Product: d.Product, Deleted: true, Sort: "deleted"}
	equal(t, "in the list of the deleted", len(ask(d.api.ListCards(deleted)).ok(t).Rows), 4)
	d.bulk(t, d.api, api.CardPick{List: &deleted}, api.BulkAction{Kind: "restore"})
	equal(t, "in the list", d.cardCount(), 4)
}

func TestSequencesAreStartedAndStoppedForMany(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.Sequence(d.offers(), testkit.TaskStep("3d", d.Template(crm.TemplateTask, "Call", "")))
	start := api.BulkAction{Kind: "start", Sequence: q}
	ids := d.some(5, testkit.NewLead)
	ask(d.api.PreviewBulk(api.PreviewBulkIn{Pick: all(d), Action: start})).refused(t, "conflict error.sequence.inactive")
	d.SetStatus(ids[0], testkit.OfferSent)
	d.SetStatus(ids[1], testkit.OfferSent)
	d.Activate(q, "new")
	ask(d.api.StartCard(api.StartCardIn{Sequence: q, Card: ids[0]})).ok(t)
	preview, _ := d.bulk(t, d.api, all(d), start)
	equal(t, "start", fmt.Sprint(preview.Changes, len(preview.Skipped), preview.Effects[0].Starts), "1 2 1")
	start.Anyway = true
	preview, job := d.bulk(t, d.api, all(d), start)
	equal(t, "start anyway", fmt.Sprint(preview.Changes, preview.Skipped[0].Count, preview.Skipped[0].Why.Key), "3 2bulk.skip.live")
	equal(t, "by hand", d.Enrolment(q, ids[4]).ByHand, true)
	ask(d.api.Undo(api.UndoIn{Batch: job.Undo})).ok(t)
	preview, _ = d.bulk(t, d.api, all(d), api.BulkAction{Kind: "stop", Sequence: q})
	equal(t, "stop", fmt.Sprint(preview.Changes, preview.Effects[0].Ends, preview.Skipped[0].Why.Key), "2 2bulk.skip.not_live")
	equal(t, "the end", d.Enrolment(q, ids[0]).State, crm.EnrolmentStopped)
}

// A member works on all cards, but automations of others' cards are not theirs.
func TestAMemberStartsAndStopsForOwnCardsAlone(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.Sequence(d.offers(), testkit.TaskStep("3d", d.Template(crm.TemplateTask, "Call", "")))
	d.Activate(q, "new")
	ids := d.some(3, testkit.NewLead)
	barna := d.User("Barna Kiss")
	d.Save(ids[2], func(dr *engine.Draft) { dr.Owner = barna })
	preview, _ := d.bulk(t, d.as(barna), all(d), api.BulkAction{Kind: "start", Sequence: q, Anyway: true})
	equal(t, "started", fmt.Sprint(preview.Changes, preview.Skipped[0].Count, preview.Skipped[0].Why.Key), "1 2bulk.skip.not_yours")
	d.bulk(t, d.as(barna), all(d), api.BulkAction{Kind: "status", Status: d.Status(testkit.Won)})
	equal(t, "anybody's status", d.CardNow(ids[0]).Status, d.Status(testkit.Won))
}

func TestABulkActionThatMakesNoSenseIsRefused(t *testing.T) {
	t.Parallel()
	d := open(t)
	ids := d.some(1, testkit.NewLead)
	pick := api.CardPick{IDs: ids}
	for want, a := range map[string]api.BulkAction{
		"action.kind bulk.bad_action":     {Kind: "shred"},
		"action.status cards.bad_status":  {Kind: "status", Status: 77},
		"action.owner cards.bad_owner":    {Kind: "owner", Owner: 77},
		"action.tags bulk.no_tags":        {Kind: "tag"},
		"action.value error.field.number": {Kind: "field", Field: d.Field("Offer total").ID, Value: "x"},
	} {
		ask(d.api.PreviewBulk(api.PreviewBulkIn{Pick: pick, Action: a})).invalid(t, want)
	}
	for noun, a := range map[string]api.BulkAction{
		"tag": {Kind: "untag", Tags: []crm.TagID{77}}, "field": {Kind: "field", Field: 77}, "sequence": {Kind: "start", Sequence: 77},
	} {
		ask(d.api.StartBulk(api.StartBulkIn{Pick: pick, Action: a, Count: 1})).refused(t, "not_found error.not_found."+noun)
	}
	do := api.BulkAction{Kind: "delete"}
	ask(d.api.PreviewBulk(api.PreviewBulkIn{Action: do})).invalid(t, "pick bulk.no_pick")
	both := all(d)
	both.IDs = ids
	ask(d.api.PreviewBulk(api.PreviewBulkIn{Pick: both, Action: do})).invalid(t, "pick bulk.no_pick")
	ask(d.api.PreviewBulk(api.PreviewBulkIn{Pick: api.CardPick{IDs: make([]crm.CardID, 10_001)}, Action: do})).invalid(t, "pick bulk.too_many")
}

// What a cancelled action has done stays done, the answer says how much, and
// its undo takes that back.
func TestACancelledBulkActionSaysWhatItDid(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.some(300, testkit.NewLead)
	a := api.BulkAction{Kind: "status", Status: d.Status(testkit.Won)}
	job := ask(d.api.StartBulk(api.StartBulkIn{Pick: all(d), Action: a, Count: 300})).ok(t)
	ask(d.api.CancelJob(api.JobIn{ID: job.ID})).ok(t)
	job = ask(d.svc.Wait(context.WithoutCancel(t.Context()), job.ID)).ok(t)
	won := api.CountCardsIn{List: api.ListCardsIn{Product: d.Product, Status: a.Status}}
	equal(t, "said", fmt.Sprint(job.Result.Args["count"]), fmt.Sprint(ask(d.api.CountCards(won)).ok(t).Count))
	said(t, job.Result)
	undo := ask(d.api.Undo(api.UndoIn{Batch: job.Undo})).ok(t)
	if undo.Job != nil {
		ask(d.svc.Wait(context.WithoutCancel(t.Context()), undo.Job.ID)).ok(t)
	}
	equal(t, "won, after the undo", ask(d.api.CountCards(won)).ok(t).Count, 0)
}

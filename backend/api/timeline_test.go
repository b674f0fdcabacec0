package api_test

import (
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/testkit"
)

// lines is the whole timeline of a card, page by page, in short: its kinds with
// what they say.
func (d *desk) lines(t *testing.T, card crm.CardID, limit int, kinds ...string) []string {
	t.Helper()
	in := api.TimelineIn{Card: card, Kinds: kinds, Limit: limit}
	out := []string{}
	for {
		page := ask(d.api.GetTimeline(in)).ok(t)
		for _, l := range page.Lines {
			out = append(out, l.Kind+" "+short(t, l))
		}
		if page.Next == "" {
			return out
		}
		in.After = page.Next
	}
}

func short(t *testing.T, l api.TimelineLine) string {
	t.Helper()
	var parts []string
	for _, c := range l.Changes {
		parts = append(parts, fmt.Sprintf("%s: %s → %s", inWords(t, c.What), inWords(t, c.From), inWords(t, c.To)))
	}
	for _, say := range l.Say {
		said(t, say)
		parts = append(parts, say.Key)
	}
	if l.Note != nil {
		parts = append(parts, l.Note.Note.Text)
	}
	if l.File != nil {
		parts = append(parts, l.File.File.Name)
	}
	return strings.Join(parts, "; ")
}

func inWords(t *testing.T, p crm.Phrase) string {
	t.Helper()
	said(t, p)
	if v, ok := p.Args["value"]; ok {
		return fmt.Sprint(v)
	}
	return p.Key
}

func TestATimelineTellsEverythingOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.Sequence(d.offers(), testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Hello", "Hello")), testkit.TaskStep("1d", d.Template(crm.TemplateTask, "Call", "")))
	d.Activate(q, "new")
	ion := d.Card("Ion Popescu", testkit.NewLead)
	d.Advance("1m")
	offerSent := d.Status(testkit.OfferSent)
	d.Save(ion, func(f *engine.Draft) { f.Status, f.Name, f.Owner = offerSent, "Ion P.", 0 })
	d.Advance("1m")
	ask(d.api.SaveNote(api.SaveNoteIn{Card: ion, Text: "He likes blue."})).ok(t)
	ask(d.api.AddFile(api.AddFileIn{Card: ion, Name: "plan.txt", Content: base64Of("a plan")})).ok(t)
	ask(d.api.SkipStep(api.EnrolmentIn{ID: d.Enrolment(q, ion).ID})).ok(t)
	want := []string{
		"file plan.txt", "note He likes blue.",
		"automation activity.completed", "automation activity.step_skipped",
		"message activity.message.sent_email", "automation activity.entered",
		"change card.part.name: Ion Popescu → Ion P.; card.part.status: New lead → Offer sent; card.part.owner: Ana Pop → activity.none",
		"change card.made_user",
	}
	for _, limit := range []int{0, 3, 4, 5} {
		same(t, fmt.Sprint("by ", limit), d.lines(t, ion, limit), want)
	}
	same(t, "changes", d.lines(t, ion, 0, "change"), want[6:])
	same(t, "notes and files", d.lines(t, ion, 1, "note", "file"), want[:2])
	same(t, "messages", d.lines(t, ion, 0, "message"), want[4:5])

	lines := ask(d.api.GetTimeline(api.TimelineIn{Card: ion})).ok(t).Lines
	equal(t, "the message now", string(lines[4].Message.State)+" "+string(lines[4].Message.Channel), "sent email")
	equal(t, "who changed it", lines[6].Who, "Ana Pop")
	equal(t, "who made it", lines[7].Who, "Ana Pop")
	equal(t, "whose step it was", lines[3].Sequence, q)
	seen := map[string]bool{}
	for _, l := range lines {
		if l.ID == "" || seen[l.ID] {
			t.Errorf("line %q is there twice", l.ID)
		}
		seen[l.ID] = true
	}
}

func TestATimelineIsAskedForRightly(t *testing.T) {
	t.Parallel()
	d := open(t)
	ion := d.Card("Ion Popescu", testkit.NewLead)
	ask(d.api.GetTimeline(api.TimelineIn{Card: ion, Kinds: []string{"gossip"}})).refused(t, "invalid error.timeline.kind")
	ask(d.api.GetTimeline(api.TimelineIn{Card: ion, After: "§"})).refused(t, "invalid error.bad_cursor")
	ask(d.api.GetTimeline(api.TimelineIn{Card: 77})).refused(t, "not_found error.not_found.card")
}

func TestAnImportedCardBeginsWithItsImport(t *testing.T) {
	t.Parallel()
	d := open(t)
	for _, origin := range []crm.Origin{crm.OriginImport, crm.OriginForm, crm.OriginSample} {
		card := d.Card("Ion Popescu", testkit.NewLead, func(c *testkit.NewCard) { c.Draft.Origin = origin })
		same(t, string(origin), d.lines(t, card, 0), []string{"change card.made_" + string(origin)})
	}
}

func TestStartingIsForeseen(t *testing.T) {
	t.Parallel()
	d := open(t)
	call := d.Template(crm.TemplateTask, "Call", "")
	q := d.Sequence(d.offers(), testkit.TaskStep("1d", call), testkit.TaskStep("2d", call))
	d.Activate(q, "new")
	ion, maria := d.Card("Ion Popescu", testkit.NewLead), d.Card("Maria Ionescu", testkit.OfferSent)
	foreseen := ask(d.api.ForeseeStart(api.ForeseeStartIn{Sequence: q, Card: ion})).ok(t)
	equal(t, "matches", foreseen.Matches, false)
	equal(t, "the steps", fmt.Sprint(d.Civil(foreseen.Steps[0].At), ", ", d.Civil(foreseen.Steps[1].At)), "2026-11-24 10:00, 2026-11-26 10:00")
	view := ask(d.api.StartCard(api.StartCardIn{Sequence: q, Card: ion, Anyway: true})).ok(t)
	for i, c := range view.Card.Coming {
		equal(t, "as foreseen", c.At, foreseen.Steps[i].At)
	}
	live := ask(d.api.ForeseeStart(api.ForeseeStartIn{Sequence: q, Card: maria})).ok(t)
	equal(t, "Maria is in it", live.Matches && live.Live, true)
	ask(d.api.ForeseeStart(api.ForeseeStartIn{Sequence: q, Card: 77})).refused(t, "not_found error.not_found.card")
	ask(d.api.Undo(api.UndoIn{Batch: view.Undo})).ok(t)
	equal(t, "undone", len(ask(d.api.GetCard(api.CardIn{ID: ion})).ok(t).Passages), 0)
}

func TestPausingACard(t *testing.T) {
	t.Parallel()
	d := open(t)
	barna := d.User("Barna Kiss")
	q := d.Sequence(d.offers(), testkit.TaskStep("1d", d.Template(crm.TemplateTask, "Call", "")))
	d.Activate(q, "new")
	ion := d.Card("Ion Popescu", testkit.OfferSent)
	id := api.EnrolmentIn{ID: d.Enrolment(q, ion).ID}
	ask(d.as(barna).PauseCard(id)).refused(t, "forbidden error.owner_only")
	ask(d.as(barna).ResumeCard(id)).refused(t, "forbidden error.owner_only")
	equal(t, "Barna may not", ask(d.as(barna).GetCard(api.CardIn{ID: ion})).ok(t).Steers, false)
	paused := ask(d.api.PauseCard(id)).ok(t).Card
	equal(t, "paused", paused.Coming[0].State, "paused")
	why := ask(d.api.ExplainCard(api.WhyIn{Sequence: q, Card: ion})).ok(t)
	equal(t, "why", why.Answer.Key, "why.answer.paused_by_hand")
	said(t, why.Answer)
	equal(t, "resumed", ask(d.api.ResumeCard(id)).ok(t).Card.Coming[0].State, "waiting")
	ask(d.api.StopCard(id)).ok(t)
	ask(d.api.PauseCard(id)).refused(t, "conflict error.enrolment.ended")
}

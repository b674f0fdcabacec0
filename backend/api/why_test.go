package api_test

import (
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

// chain is a step's chain with the moments on the workspace's clock.
func (d *desk) chain(t *testing.T, st api.WhyStep) string {
	t.Helper()
	var links []string
	for _, l := range st.Chain {
		said(t, l.Say)
		key := l.Say.Key[strings.LastIndex(l.Say.Key, "chain.")+1:]
		if l.At != 0 {
			key += " " + d.Civil(l.At)
		}
		links = append(links, strings.TrimPrefix(key, "hain."))
	}
	return strings.Join(links, " → ")
}

func (d *desk) why(t *testing.T, q crm.SequenceID, card crm.CardID) api.WhyOut {
	t.Helper()
	out := ask(d.api.ExplainCard(api.WhyIn{Sequence: q, Card: card})).ok(t)
	said(t, out.Answer)
	for _, list := range [][]crm.Phrase{out.Notes, out.Turn} {
		for _, p := range list {
			said(t, p)
		}
	}
	for _, p := range out.Passages {
		for _, st := range p.Steps {
			for _, note := range st.Notes {
				said(t, note)
			}
			if st.Todo != nil {
				said(t, *st.Todo)
			}
		}
	}
	return out
}

func noteKeys(list []crm.Phrase) string {
	var keys []string
	for _, p := range list {
		keys = append(keys, p.Key)
	}
	return strings.Join(keys, " ")
}

// 30 November is a holiday in Romania, and so is 1 December.
func TestEveryStepSaysHowItComesToItsMoment(t *testing.T) {
	t.Parallel()
	d := open(t)
	task, sms := d.Template(crm.TemplateTask, "Call", ""), d.Template(crm.TemplateSMS, "", "Hello")
	q := d.Sequence(d.offers(), testkit.TaskStep("0d", task), testkit.SMSStep("5d", sms, func(s *crm.Step) {
		s.Timing.Sync, s.Timing.From = crm.SyncWorkdays, "09:00"
	}), testkit.TaskStep("1d", task))
	d.Activate(q, "new")
	ion := d.Card("Ion", testkit.OfferSent)
	d.Advance("1h")
	out := d.why(t, q, ion)
	equal(t, "the answer", out.Answer.Key, "why.answer.live")
	steps := out.Passages[0].Steps
	equal(t, "the first", d.chain(t, steps[0]), "entry 2026-11-23 10:00 → at_once 2026-11-23 10:00")
	equal(t, "the second", d.chain(t, steps[1]),
		"step 2026-11-23 10:00 → after.days_at 2026-11-28 09:00 → timing.day 2026-11-30 09:00 → timing.holiday 2026-12-02 09:00")
	equal(t, "the third", d.chain(t, steps[2]), "step 2026-12-02 09:00 → after.days 2026-12-03 09:00")
	equal(t, "states", steps[0].State+" "+steps[1].State+" "+steps[2].State, "done waiting expected")
	equal(t, "what would change it", noteKeys(out.Turn[1:]), "why.turn_stop")
}

func TestAPastMomentIsExplainedAlsoWhenTheSequenceIsAnotherOneNow(t *testing.T) {
	t.Parallel()
	d := open(t)
	q, cards := d.follow("Ion")
	d.Advance("1d")
	d.Deactivate(q.ID)
	d.Edit(q.ID, func(s *crm.Sequence) { s.Steps[0].Timing.Delay = 3 })
	st := d.why(t, q.ID, cards[0]).Passages[0].Steps[0]
	equal(t, "the rule of now", d.chain(t, st), "entry 2026-11-23 10:00 → after.days 2026-11-26 10:00")
	equal(t, "and of then", noteKeys(st.Notes), "why.note.changed")
	equal(t, "it acted", d.Civil(st.At), "2026-11-24 10:00")
}

func TestWhyACardDidNotEnterAgain(t *testing.T) {
	t.Parallel()
	d := open(t)
	q, cards := d.follow("Ion", "Maria")
	d.Advance("2026-12-01 10:00")
	out := d.why(t, q.ID, cards[0])
	equal(t, "the answer", out.Answer.Key, "why.answer.completed")
	equal(t, "once per card", noteKeys(out.Notes), "why.entry.once")
	d.Delete(cards[1])
	equal(t, "a deleted one", noteKeys(d.why(t, q.ID, cards[1]).Turn), "why.turn_restore")

	old := d.Card("Old", testkit.Won)
	equal(t, "no match", d.why(t, q.ID, old).Answer.Key, "why.answer.no_match")
	r := d.Sequence(d.Filter(d.When("status", "is", testkit.Won)), testkit.TaskStep("1d", d.Template(crm.TemplateTask, "Call", "")))
	equal(t, "inactive", d.why(t, r, old).Answer.Key, "why.answer.inactive")
	d.Activate(r, "new")
	there := d.why(t, r, old)
	equal(t, "it was there", there.Answer.Key, "why.answer.was_there")
	equal(t, "what would change it", noteKeys(there.Turn), "why.turn_leave_and_return why.turn_by_hand")
	ask(d.api.StartCard(api.StartCardIn{Sequence: r, Card: old})).ok(t)
	equal(t, "then it runs", d.why(t, r, old).Answer.Key, "why.answer.live")
}

func TestWhyAStepWaitsOrWasLeftOutAndWhatToDo(t *testing.T) {
	t.Parallel()
	d := open(t)
	q, cards := d.follow("Ion", "Maria")
	ask(d.api.StartCard(api.StartCardIn{Sequence: q.ID, Card: d.Card("Late", testkit.NewLead), Anyway: true, Step: q.Steps[2].ID})).ok(t)
	nobody := d.Card("Nobody", testkit.OfferSent, testkit.Phone(""))
	d.Advance("3d")
	d.SetStatus(cards[1], testkit.Won)
	skipped := d.why(t, q.ID, nobody).Passages[0].Steps[1]
	equal(t, "skipped", skipped.State+" "+string(skipped.Reason)+" "+skipped.Todo.Key, "skipped no_phone why.todo.phone")
	left := d.why(t, q.ID, cards[1]).Passages[0].Steps
	equal(t, "the rest is cancelled", left[2].State, "cancelled")

	late := d.Card("Sleeper", testkit.OfferSent)
	d.Advance("1d")
	d.Jump("2026-12-05 12:00")
	held := d.why(t, q.ID, late)
	equal(t, "held", held.Answer.Key+" "+held.Passages[0].Steps[1].Todo.Key, "why.answer.held why.todo.late")
	equal(t, "nobody knows when the next one comes", held.Passages[0].Steps[2].At, 0)
	equal(t, "what would change it", held.Turn[0].Key, "why.turn_decide")
}

package engine_test

import (
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/testkit"
)

// A step 1 day after Monday 10:00, so planned for Tuesday 10:00, and the
// computer sleeps (RULES 3.12).
func TestAStepThatIsLate(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name  string
		kind  crm.StepKind
		awake string // when the computer wakes
		after string // the pending step right after that
		end   string // when the step acted, within the next two days; "-" never
	}{
		{"email, 10 minutes", crm.StepEmailClient, "2026-11-24 10:10", "completed", "2026-11-24 10:10"},
		{"email, 20 hours: again at its wall time", crm.StepEmailClient, "2026-11-25 06:00", "waiting 2026-11-25 10:00", "2026-11-25 10:00"},
		{"email, 3 days to the minute", crm.StepEmailClient, "2026-11-27 10:00", "completed", "2026-11-27 10:00"},
		{"email, 10 days", crm.StepEmailClient, "2026-12-04 10:00", "held: too_late", "-"},
		{"SMS, 20 hours: again at its wall time", crm.StepSMSClient, "2026-11-25 06:00", "waiting 2026-11-25 10:00", "2026-11-25 10:00"},
		{"SMS, 24 hours", crm.StepSMSClient, "2026-11-25 10:00", "completed", "2026-11-25 10:00"},
		{"SMS, 3 days", crm.StepSMSClient, "2026-11-27 10:00", "held: too_late", "-"},
		{"SMS, 10 days", crm.StepSMSClient, "2026-12-04 10:00", "held: too_late", "-"},
		{"email to a colleague, 10 days", crm.StepEmailUser, "2026-12-04 10:00", "held: too_late", "-"},
		{"task, 20 hours: again at its wall time", crm.StepTaskUser, "2026-11-25 02:10", "waiting 2026-11-25 10:00", "2026-11-25 10:00"},
		{"task, past its wall time: at once", crm.StepTaskUser, "2026-11-25 16:00", "completed", "2026-11-25 16:00"},
		{"task, 3 days", crm.StepTaskUser, "2026-11-27 09:00", "waiting 2026-11-27 10:00", "2026-11-27 10:00"},
		{"task, 10 days", crm.StepTaskUser, "2026-12-04 12:00", "completed", "2026-12-04 12:00"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			q := s.offers(s.step(c.kind, "1d"))
			s.Activate(q, engine.ScopeNew)
			ion := s.Card("Ion Popescu", testkit.OfferSent)
			s.Jump(c.awake)
			equal(t, "right after waking", s.pending(q, ion), c.after)
			s.Advance("2d")
			acted := "-"
			if runs := s.Runs(s.Enrolment(q, ion).ID); len(runs) == 1 && runs[0].Outcome == crm.OutcomeDone {
				acted = s.Civil(runs[0].At)
			}
			equal(t, "acted", acted, c.end)
			s.noSMSAtNight()
		})
	}
}

func TestALateStepIsCheckedAgain(t *testing.T) {
	t.Parallel()
	s := tell(t)
	vip := crm.Group{Conditions: []crm.Condition{s.When("VIP", "is", "yes")}, Groups: []crm.Group{}}
	q := s.offers(s.task("1d", func(st *crm.Step) { st.OnlyIf = &vip }))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Jump("2026-11-25 02:10")
	equal(t, "planned again", s.pending(q, ion), "waiting 2026-11-25 10:00")
	s.SetField(ion, "VIP", true)
	s.Advance("2026-11-25 10:00")
	same(t, "runs", s.runs(q, ion), []string{"2026-11-25 10:00 done"})
	equal(t, "the task says when it was planned", s.Civil(s.Tasks()[0].Planned), "2026-11-24 10:00")
}

func TestTheLimitOfAStepCanBeItsOwn(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("1d", func(st *crm.Step) { st.Lateness = 2 }))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Jump("2026-11-24 12:01")
	equal(t, "2 hours and a minute late", s.pending(q, ion), "held: too_late")
}

func TestAHeldStepIsSentNowOrSkipped(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.sms("1d"), s.task("1d"))
	s.Activate(q, engine.ScopeNew)
	now := s.Card("Ion Popescu", testkit.OfferSent)
	night := s.Card("Maria Ionescu", testkit.OfferSent)
	never := s.Card("Dan Rusu", testkit.OfferSent)
	left := s.Card("Eva Nagy", testkit.OfferSent)
	s.Jump("2026-11-30 12:00")
	s.Advance("1d")
	for _, card := range []crm.CardID{now, night, never, left} {
		equal(t, "it waits for a person, and its sequence with it", s.pending(q, card), "held: too_late")
	}
	s.sendHeld(s.Enrolment(q, now).ID)
	s.OK(s.skip(s.Enrolment(q, never).ID))
	s.SetStatus(left, testkit.Lost)
	s.Tick()
	same(t, "sent now", s.sentTimes(), []string{"2026-12-01 12:00 sms"})
	equal(t, "the next one counts from the real moment", s.pending(q, now), "waiting 2026-12-02 12:00")
	same(t, "skipped", s.runs(q, never), []string{"2026-12-01 12:00 skipped: skipped_by_hand"})
	equal(t, "after skipping", s.pending(q, never), "waiting 2026-12-02 12:00")
	equal(t, "a held one can leave", s.pending(q, left), "left: left_filter")

	s.Advance("2026-12-01 23:30")
	s.sendHeld(s.Enrolment(q, night).ID)
	equal(t, "send now at night means in the morning", s.pending(q, night), "waiting 2026-12-02 07:30")
	s.Advance("1d")
	s.noSMSAtNight()
	equal(t, "sent", len(s.Sent()), 2)
}

// A computer that is never on in the evening still gets its task.
func TestATaskDoesNotWaitForEverForItsWallTime(t *testing.T) {
	t.Parallel()
	s := tell(t, testkit.From("2026-11-23 21:49"))
	q := s.offers(s.task("1d"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	s.Jump("2026-11-25 09:00")
	equal(t, "on the first morning", s.pending(q, ion), "waiting 2026-11-25 21:49")
	s.Jump("2026-11-26 09:00")
	same(t, "on the second one", s.taskTimes(), []string{"2026-11-26 09:00"})
}

func TestTwoOverdueStepsNeverGoTogether(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("1d"), s.task("1d"), s.task("1d"))
	s.Activate(q, engine.ScopeNew)
	s.Card("Ion Popescu", testkit.OfferSent)
	s.Jump("2026-12-03 12:00")
	s.Advance("5d")
	same(t, "tasks", s.taskTimes(), []string{"2026-12-03 12:00", "2026-12-04 12:00", "2026-12-05 12:00"})
}

// RULES 3.9: within 15 minutes the next step counts from the plan.
func TestTheAnchorOfTheNextStep(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ acted, next string }{
		{"2026-11-24 10:00", "waiting 2026-11-25 10:00"},
		{"2026-11-24 10:15", "waiting 2026-11-25 10:00"},
		{"2026-11-24 10:16", "waiting 2026-11-25 10:16"},
		{"2026-11-24 18:00", "waiting 2026-11-25 18:00"},
	} {
		t.Run(c.acted, func(t *testing.T) {
			t.Parallel()
			s := tell(t)
			q := s.offers(s.task("1d"), s.task("1d"))
			r := s.offers(s.email("1d"), s.task("1d"))
			s.Activate(q, engine.ScopeNew)
			s.Activate(r, engine.ScopeNew)
			ion := s.Card("Ion Popescu", testkit.OfferSent)
			s.Jump(c.acted)
			equal(t, "after a task", s.pending(q, ion), c.next)
			equal(t, "after an email", s.pending(r, ion), c.next)
		})
	}
}

// A skipped step counts as an action at the moment it was due, or at the real
// one if that is more than 15 minutes later.
func TestTheAnchorBehindASkippedStep(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ acted, next string }{
		{"2026-11-24 10:14", "waiting 2026-11-25 10:00"},
		{"2026-11-24 11:00", "waiting 2026-11-25 11:00"},
	} {
		s := tell(t)
		q := s.offers(s.email("1d"), s.task("1d"))
		s.Activate(q, engine.ScopeNew)
		ion := s.Card("Ion Popescu", testkit.OfferSent, testkit.Email(""))
		s.Jump(c.acted)
		equal(t, "acted at "+c.acted, s.pending(q, ion), c.next)
	}
}

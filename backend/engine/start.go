package engine

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// startsAt checks that a sequence can be started at a step, or at its first one
// (none). Errors: conflict where it is inactive, not_found where the step is
// not, or not any more, one of its live ones.
func startsAt(q crm.Sequence, at crm.StepID) error {
	steps := q.Live()
	if !q.State.Runs() || len(steps) == 0 {
		return crm.Fail(crm.CodeConflict, "error.sequence.inactive", "name", q.Name)
	}
	if at != 0 && !slices.ContainsFunc(steps, func(st crm.Step) bool { return st.ID == at }) {
		return crm.NotFound("step")
	}
	return nil
}

// begin plans the first step of enrolments that a person just started; where
// that is a later one, those before it are not for these cards (RULES 4.12).
func (e *Engine) begin(tx *store.Tx, s *scene, q crm.Sequence, cards []crm.CardID, at crm.StepID, cause crm.Cause) error {
	steps := q.Live()
	if at == 0 || steps[0].ID == at {
		return e.planDated(tx, s, q, cards)
	}
	for _, card := range cards {
		en, live, err := tx.LiveEnrolment(q.ID, card)
		if err != nil {
			return err
		}
		if !live {
			continue
		}
		if err := e.beginAt(tx, s, q, en, at, cause); err != nil {
			return err
		}
	}
	return nil
}

func (e *Engine) beginAt(tx *store.Tx, s *scene, q crm.Sequence, en crm.Enrolment, at crm.StepID, cause crm.Cause) error {
	for _, st := range q.Live() {
		if st.ID == at {
			cause.Sequence = q.ID
			say := crm.Say("activity.started_at", "sequence", q.Name, "position", st.Position)
			if err := tx.NoteCause(en.Card, crm.ActivitySequence, cause, say); err != nil {
				return err
			}
			break
		}
		run := crm.StepRun{Enrolment: en.ID, Step: st.ID, Outcome: crm.OutcomeSkipped, Reason: crm.ReasonStartedLater, Planned: en.Entered, At: tx.Now}
		if err := tx.AddStepRun(run); err != nil {
			return err
		}
	}
	return e.next(tx, s, q, en, 0, en.Entered)
}

// StartMoment is when a step would run for a card that a person starts there
// now; 0 where a date of the card decides.
func (e *Engine) StartMoment(v *store.View, q crm.Sequence, step crm.StepID) (crm.Instant, error) {
	s, err := e.scene(v)
	if err != nil {
		return 0, err
	}
	i := slices.IndexFunc(q.Steps, func(st crm.Step) bool { return st.ID == step })
	if i < 0 || q.Steps[i].Anchor == crm.AnchorDate {
		return 0, nil
	}
	at, _, _, err := s.moment(q, q.Steps[i], crm.Enrolment{Sequence: q.ID, Entered: v.Clock()}, v.Clock())
	return at, err
}

package engine

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// finish adds what happened to the pending step, and plans the next one from
// the anchor; without one the enrolment is completed.
func (e *Engine) finish(tx *store.Tx, s *scene, q crm.Sequence, en crm.Enrolment, run crm.StepRun, anchor crm.Instant) error {
	run.Enrolment, run.Step, run.Planned = en.ID, en.Step, en.Planned
	if err := tx.AddStepRun(run); err != nil {
		return err
	}
	if run.Outcome != crm.OutcomeDone {
		if err := e.noteStep(tx, q, en, run); err != nil {
			return err
		}
	}
	return e.next(tx, s, q, en, en.Step, anchor)
}

func (e *Engine) noteStep(tx *store.Tx, q crm.Sequence, en crm.Enrolment, run crm.StepRun) error {
	st, err := tx.AnyStep(run.Step)
	if err != nil {
		return err
	}
	say := crm.Say("activity.step_"+string(run.Outcome), "position", st.Position, "kind", crm.Say("kind."+string(st.Kind)),
		"sequence", q.Name, "reason", crm.Say("reason."+string(run.Reason)))
	return tx.Note(crm.Activity{Card: en.Card, Kind: crm.ActivitySequence, Cause: crm.CauseSequence, Sequence: q.ID, Say: say})
}

// next makes the first live step behind a done one pending. A step whose moment
// can't be (its date is empty, or past) is skipped on the way.
func (e *Engine) next(tx *store.Tx, s *scene, q crm.Sequence, en crm.Enrolment, done crm.StepID, anchor crm.Instant) error {
	en.Anchor, en.Reason = anchor, crm.ReasonNone
	for {
		st, ok, err := e.stepBehind(tx, q, en.ID, done)
		if err != nil {
			return err
		}
		if !ok {
			return e.complete(tx, q, en)
		}
		due, _, why, err := s.moment(q, st, en, anchor)
		if err != nil {
			return err
		}
		if why == crm.ReasonNone {
			en.State, en.Step, en.Due, en.Planned = crm.EnrolmentWaiting, st.ID, due, due
			_, err = tx.UpdateEnrolment(en)
			return err
		}
		run := crm.StepRun{Enrolment: en.ID, Step: st.ID, Outcome: crm.OutcomeSkipped, Reason: why, Planned: max(due, anchor), At: tx.Now}
		if err := tx.AddStepRun(run); err != nil {
			return err
		}
		if err := e.noteStep(tx, q, en, run); err != nil {
			return err
		}
		done = st.ID
	}
}

// complete ends an enrolment whose last step is done.
func (e *Engine) complete(tx *store.Tx, q crm.Sequence, en crm.Enrolment) error {
	en.State, en.Due, en.Ended, en.Paused = crm.EnrolmentCompleted, 0, tx.Now, false
	if _, err := tx.UpdateEnrolment(en); err != nil {
		return err
	}
	tx.Touch(en.Card, crm.Cause{Depth: en.Depth}.Next(q.ID), "sequences")
	say := crm.Say("activity.completed", "sequence", q.Name)
	return tx.Note(crm.Activity{Card: en.Card, Kind: crm.ActivitySequence, Cause: crm.CauseSequence, Sequence: q.ID, Say: say})
}

// stepBehind finds the first not-done live step behind another one, by
// identity: a step that an edit put before the card's position is not for it.
func (e *Engine) stepBehind(tx *store.Tx, q crm.Sequence, id crm.EnrolmentID, done crm.StepID) (crm.Step, bool, error) {
	runs, err := tx.StepRuns(id)
	if err != nil {
		return crm.Step{}, false, err
	}
	ran := map[crm.StepID]bool{}
	for _, r := range runs {
		ran[r.Step] = true
	}
	from := 0
	for i, st := range q.Steps {
		if ran[st.ID] || st.ID == done {
			from = i + 1
		}
	}
	for _, st := range q.Steps[from:] {
		if !st.Disabled && !ran[st.ID] {
			return st, true, nil
		}
	}
	return crm.Step{}, false, nil
}

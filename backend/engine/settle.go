package engine

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// Settle is what the outbox calls in the transaction that settles a message:
// when the last one of a step is settled, the step is done and the next one is
// planned. Where the enrolment ended while the message was on its way, only the
// history learns of it.
func (e *Engine) Settle(tx *store.Tx, m crm.Message) error {
	en, err := tx.Enrolment(m.Enrolment)
	if err != nil || en.Step != m.Step || en.State.Live() && en.State != crm.EnrolmentSending {
		return err
	}
	list, err := tx.MessagesOfStep(en.ID, en.Step)
	if err != nil {
		return err
	}
	run, done := sum(list)
	if !done {
		return nil
	}
	st, err := tx.AnyStep(en.Step)
	if err != nil {
		return err
	}
	if st.TemplateB != 0 {
		run.Letter = Letter(en.Sequence, en.Card)
	}
	if run.At == 0 {
		run.At = tx.Now
	}
	if !en.State.Live() {
		return afterEnd(tx, en, run)
	}
	s, err := e.judging(tx)
	if err != nil {
		return err
	}
	q, err := s.sequence(en.Sequence)
	if err != nil {
		return err
	}
	return e.finish(tx, s, q, en, run, timing.Anchor(en.Planned, run.At))
}

// afterEnd adds what became of a step whose message was on its way when its
// enrolment ended.
func afterEnd(tx *store.Tx, en crm.Enrolment, run crm.StepRun) error {
	runs, err := tx.StepRuns(en.ID)
	if err != nil || slices.ContainsFunc(runs, func(r crm.StepRun) bool { return r.Step == en.Step }) {
		return err
	}
	run.Enrolment, run.Step, run.Planned = en.ID, en.Step, en.Planned
	return tx.AddStepRun(run)
}

// sum adds up a step's messages; done is false while one of them is open. One
// that a person sent again counts as its successor.
func sum(list []crm.Message) (run crm.StepRun, done bool) {
	run.Outcome = crm.OutcomeSkipped
	for _, m := range list {
		if m.Reason == crm.ReasonSentAgain {
			continue
		}
		if m.SettledAt == 0 && !m.State.Settled() {
			return run, false
		}
		switch m.State {
		case crm.MessageSent, crm.MessageDelivered, crm.MessageExpired, crm.MessageUncertain, crm.MessageHeld:
			if run.Outcome != crm.OutcomeDone {
				run.Outcome, run.Reason = crm.OutcomeDone, m.Reason
			}
			if m.HandedAt != 0 && (run.At == 0 || m.HandedAt < run.At) {
				run.At = m.HandedAt
			}
		case crm.MessageFailed:
			if run.Outcome != crm.OutcomeDone {
				run.Outcome, run.Reason = crm.OutcomeFailed, m.Reason
			}
		default:
			if run.Outcome == crm.OutcomeSkipped {
				run.Reason = m.Reason
			}
		}
	}
	return run, true
}

package engine

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// StartByHand starts a sequence for a card. Errors: conflict where it is live
// already, the sequence is inactive, or the card doesn't match and anyway is
// false.
func (e *Engine) StartByHand(tx *store.Tx, id crm.SequenceID, card crm.CardID, anyway bool, cause crm.Cause) error {
	return e.StartByHandAt(tx, id, 0, card, anyway, cause)
}

// StartByHandAt is StartByHand at a step (none: the first): those before it are
// not for the card, and its delay counts from now.
func (e *Engine) StartByHandAt(tx *store.Tx, id crm.SequenceID, at crm.StepID, card crm.CardID, anyway bool, cause crm.Cause) error {
	s, err := e.scene(&tx.View)
	if err != nil {
		return err
	}
	q, err := s.sequence(id)
	if err != nil {
		return err
	}
	c, err := tx.Card(card)
	if err != nil {
		return err
	}
	if c.Product != q.Product || c.Deleted != 0 {
		return crm.NotFound("card")
	}
	if err := startsAt(q, at); err != nil {
		return err
	}
	steps := q.Live()
	if _, live, err := tx.LiveEnrolment(id, card); err != nil || live {
		if err != nil {
			return err
		}
		return crm.Fail(crm.CodeConflict, "error.sequence.live", "name", q.Name)
	}
	f := s.filterOf(q)
	if f.err != nil {
		return f.err
	}
	holds, err := tx.MatchesFilter(card, f.query)
	if err != nil {
		return err
	}
	if !holds && !anyway {
		return crm.Fail(crm.CodeConflict, "error.sequence.no_match", "name", q.Name)
	}
	due, _, err := firstMoment(steps[0], tx.Now, s.cal)
	if err != nil {
		return err
	}
	q.Reentry = crm.ReentryEach // a person's word goes over "once per card"
	entry := store.Entry{Sequence: q, Step: steps[0].ID, Entered: tx.Now, Due: due, ByHand: !holds, Cause: cause}
	started, err := tx.Enrol(entry, []crm.CardID{card})
	if err != nil {
		return err
	}
	return e.begin(tx, s, q, started, at, cause)
}

// StopByHand ends a live enrolment; one that ended already is left alone.
func (e *Engine) StopByHand(tx *store.Tx, id crm.EnrolmentID, cause crm.Cause) error {
	en, err := tx.Enrolment(id)
	if err != nil || !en.State.Live() {
		return err
	}
	return e.end(tx, en, crm.EnrolmentStopped, crm.ReasonStopped, cause)
}

// SkipByHand skips the pending step of a live enrolment; the next one counts
// from now. Errors: conflict while its message is being sent or is uncertain.
func (e *Engine) SkipByHand(tx *store.Tx, id crm.EnrolmentID) error {
	en, err := tx.Enrolment(id)
	if err != nil || !en.State.Live() {
		return err
	}
	s, err := e.scene(&tx.View)
	if err != nil {
		return err
	}
	q, err := s.sequence(en.Sequence)
	if err != nil {
		return err
	}
	if en.State == crm.EnrolmentSending {
		return e.withdraw(tx, en)
	}
	run := crm.StepRun{Outcome: crm.OutcomeSkipped, Reason: crm.ReasonSkippedByHand, At: tx.Now}
	return e.finish(tx, s, q, en, run, tx.Now)
}

// withdraw cancels what of a step waits in the outbox; settling plans the next
// step.
func (e *Engine) withdraw(tx *store.Tx, en crm.Enrolment) error {
	open, err := tx.OpenMessages(en.ID)
	if err != nil {
		return err
	}
	if len(open) == 0 {
		return crm.Fail(crm.CodeConflict, "error.step.being_sent")
	}
	for _, m := range open {
		from := m.State
		m.Withdraw(crm.ReasonSkippedByHand, tx.Now)
		moved, err := tx.MoveMessage(m, from)
		if err != nil {
			return err
		}
		if moved {
			if err := e.Settle(tx, m); err != nil {
				return err
			}
		}
	}
	return nil
}

// PauseByHand makes a live enrolment wait until a person resumes it: its dates
// stay, its queued messages wait with it. Errors: conflict where it has ended.
func (e *Engine) PauseByHand(tx *store.Tx, id crm.EnrolmentID, cause crm.Cause) error {
	return e.setPaused(tx, id, true, cause)
}

// ResumeByHand takes up what PauseByHand paused: what became due meanwhile
// follows lateness. Where the sequence itself is inactive it waits on with it.
// Errors: conflict where it has ended.
func (e *Engine) ResumeByHand(tx *store.Tx, id crm.EnrolmentID, cause crm.Cause) error {
	return e.setPaused(tx, id, false, cause)
}

func (e *Engine) setPaused(tx *store.Tx, id crm.EnrolmentID, paused bool, cause crm.Cause) error {
	en, err := tx.Enrolment(id)
	if err != nil || en.PausedByHand == paused {
		return err
	}
	q, err := tx.Sequence(en.Sequence)
	if err != nil {
		return err
	}
	if !en.State.Live() {
		return crm.Fail(crm.CodeConflict, "error.enrolment.ended", "name", q.Name)
	}
	key := "activity.resumed"
	if paused {
		key = "activity.paused"
	}
	en.PausedByHand, en.Paused = paused, paused || !q.State.Runs()
	if _, err := tx.UpdateEnrolment(en); err != nil {
		return err
	}
	cause.Sequence = en.Sequence
	return tx.NoteCause(en.Card, crm.ActivitySequence, cause, crm.Say(key, "sequence", q.Name))
}

// SendHeld lets a held step act now, by its rule as delay 0; its conditions are
// checked again.
func (e *Engine) SendHeld(tx *store.Tx, id crm.EnrolmentID) (bool, error) {
	en, err := tx.Enrolment(id)
	if err != nil || en.State != crm.EnrolmentHeld {
		return false, err
	}
	st, err := tx.AnyStep(en.Step)
	if err != nil {
		return false, err
	}
	cal, err := e.Calendar(&tx.View)
	if err != nil {
		return false, err
	}
	at, _, err := timing.Retry(tx.Now, st.Timing, st.Kind.Channel(), cal)
	if err != nil {
		return false, err
	}
	en.State, en.Reason, en.Due = crm.EnrolmentWaiting, crm.ReasonNone, at
	return tx.UpdateEnrolment(en)
}

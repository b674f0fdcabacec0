package engine

import (
	"log/slog"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Judge is the store's hook before every commit point: each card that the
// transaction touched is held against the active filters that read what
// changed. It enters or leaves by the result, and what that changes of it is
// judged in turn.
func (e *Engine) Judge(tx *store.Tx) error {
	for range 4 * crm.MaxDepthOfCauses { // beyond the depth none is let in, so this ends by itself
		made, touched := tx.TakeNew(), tx.TakeTouched()
		if len(made)+len(touched) == 0 {
			return nil
		}
		s, err := e.judging(tx)
		if err != nil {
			return err
		}
		for _, run := range made {
			if err := e.judgeNew(tx, s, run); err != nil {
				return err
			}
		}
		if err := e.judgeTouched(tx, s, touched); err != nil {
			return err
		}
		if err := e.judgeDates(tx, s, touched); err != nil {
			return err
		}
	}
	if left := tx.TakeTouched(); len(left) > 0 {
		e.log.Warn("sequences start and end each other without end", slog.String("card", left[0].Card.String()))
	}
	return nil
}

func readsAny(reads, changed []string) bool {
	return slices.Contains(changed, "*") || slices.ContainsFunc(changed, func(c string) bool { return slices.Contains(reads, c) })
}

// leave ends what is under way, unless the sequence runs to its end or a
// person started it without the filter.
func (e *Engine) leave(tx *store.Tx, q crm.Sequence, card crm.CardID, cause crm.Cause) error {
	if err := tx.Part(q.ID, card); err != nil {
		return err
	}
	en, live, err := tx.LiveEnrolment(q.ID, card)
	if err != nil || !live || q.RunToEnd || en.ByHand {
		return err
	}
	return e.end(tx, en, crm.EnrolmentLeft, crm.ReasonLeftFilter, cause)
}

// end ends a live enrolment: its queued and held messages are cancelled, one
// that is being sent goes, one in doubt stays uncertain.
func (e *Engine) end(tx *store.Tx, en crm.Enrolment, to crm.EnrolmentState, why crm.Reason, cause crm.Cause) error {
	en.State, en.Reason, en.Due, en.Ended, en.Paused = to, why, 0, tx.Now, false
	moved, err := tx.UpdateEnrolment(en)
	if err != nil || !moved {
		return err
	}
	open, err := tx.OpenMessages(en.ID)
	if err != nil {
		return err
	}
	for _, m := range open {
		from := m.State
		m.Withdraw(why, tx.Now)
		if _, err := tx.MoveMessage(m, from); err != nil {
			return err
		}
	}
	tx.Touch(en.Card, cause.Next(en.Sequence), "sequences")
	cause.Sequence = en.Sequence
	name, err := tx.SequenceName(en.Sequence)
	if err != nil {
		return err
	}
	say := crm.Say("activity.ended", "sequence", name, "reason", crm.Say("reason."+string(why)))
	return tx.NoteCause(en.Card, crm.ActivitySequence, cause, say)
}

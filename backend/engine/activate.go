package engine

import (
	"context"

	"stepwise/backend/crm"
	"stepwise/backend/fault"
	"stepwise/backend/store"
)

// What happens to cards midway when a sequence is activated again.
const (
	MidwayKeep  = "keep"  // their dates stay; lateness applies
	MidwayShift = "shift" // their dates move by the pause
	MidwayEnd   = "end"   // their enrolments end
)

// Scopes of an activation.
const (
	ScopeAll = "all"
	ScopeNew = "new"
)

// How many cards of an activation share a transaction, while nobody writes and
// beside people.
const (
	activatedAlone  = 2000
	activatedBeside = 500
)

// Activate begins an activation; what is wrong with the sequence was checked.
// For "only new cards" those that match now are noted as members without an
// enrolment; for "all cards" ContinueActivation enrols them in chunks.
func (e *Engine) Activate(tx *store.Tx, q crm.Sequence, scope, midway string, user crm.UserID) error {
	s, err := e.scene(&tx.View)
	if err != nil {
		return err
	}
	if f := s.filterOf(q); f.err != nil {
		return f.err
	}
	if err := tx.BeginActivation(q.ID, scope, user); err != nil {
		return err
	}
	if err := e.resume(tx, s, q, midway, user); err != nil {
		return err
	}
	if err := e.announceMidway(tx, q); err != nil {
		return err
	}
	if scope == ScopeAll {
		return nil
	}
	if err := tx.JoinMatching(q, s.filterOf(q).query); err != nil {
		return err
	}
	return tx.MoveActivation(q.ID, 0, true)
}

// resume takes up the enrolments that a deactivation paused.
func (e *Engine) resume(tx *store.Tx, s *scene, q crm.Sequence, midway string, user crm.UserID) error {
	var after crm.EnrolmentID
	for {
		list, err := tx.LiveOfSequence(q.ID, after, 500)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, en := range list {
			after = en.ID
			if err := e.resumeOne(tx, s, q, en, midway, user); err != nil {
				return err
			}
		}
	}
}

func (e *Engine) resumeOne(tx *store.Tx, s *scene, q crm.Sequence, en crm.Enrolment, midway string, user crm.UserID) error {
	if midway == MidwayEnd {
		return e.end(tx, en, crm.EnrolmentStopped, crm.ReasonEndedAtReactivation, crm.Cause{Kind: crm.CauseUser, User: user})
	}
	if gone, err := e.leftMeanwhile(tx, s, q, en); err != nil || gone {
		return err
	}
	en.Paused = en.PausedByHand
	if midway == MidwayShift && q.Deactivated != 0 {
		if err := shift(tx, &en, tx.Now-q.Deactivated); err != nil {
			return err
		}
	}
	if en.State != crm.EnrolmentWaiting {
		_, err := tx.UpdateEnrolment(en)
		return err
	}
	st, ok, err := e.stepBehind(tx, q, en.ID, 0)
	if err != nil {
		return err
	}
	if ok && st.ID == en.Step {
		at, _, why, err := s.moment(q, st, en, en.Anchor)
		if err != nil {
			return err
		}
		if why == crm.ReasonNone && at == en.Planned { // its timing is as it was: so is its date, wherever lateness put it
			_, err = tx.UpdateEnrolment(en)
			return err
		}
	}
	return e.next(tx, s, q, en, 0, en.Anchor)
}

// leftMeanwhile ends an enrolment whose card ceased to match during the pause,
// before its queued messages could go.
func (e *Engine) leftMeanwhile(tx *store.Tx, s *scene, q crm.Sequence, en crm.Enrolment) (bool, error) {
	if en.ByHand || q.RunToEnd {
		return false, nil
	}
	holds, err := tx.MatchesFilter(en.Card, s.filterOf(q).query)
	if err != nil || holds {
		return false, err
	}
	return true, e.end(tx, en, crm.EnrolmentLeft, crm.ReasonLeftFilter, crm.Cause{Kind: crm.CauseSystem})
}

// shift moves what an enrolment counts from, and its messages that wait, by a
// pause.
func shift(tx *store.Tx, en *crm.Enrolment, pause crm.Instant) error {
	en.Anchor += pause
	en.Planned += pause
	if en.State == crm.EnrolmentWaiting {
		en.Due += pause
	}
	open, err := tx.OpenMessages(en.ID)
	if err != nil {
		return err
	}
	for _, m := range open {
		if m.State != crm.MessageQueued {
			continue
		}
		m.Due += pause
		m.Planned += pause
		if _, err := tx.MoveMessage(m, crm.MessageQueued); err != nil {
			return err
		}
	}
	return nil
}

// ContinueActivation enrols the next cards of activations "all cards", in
// chunks; a crash goes on where the last chunk ended.
func (e *Engine) ContinueActivation(ctx context.Context) (started int, err error) {
	for {
		var n int
		var more bool
		if err := fault.Fail(fault.Activating); err != nil {
			return started, err
		}
		err := e.store.WriteBulk(ctx, func(tx *store.Tx) error {
			n, more = 0, false
			list, err := tx.ActivatingSequences()
			if err != nil || len(list) == 0 {
				return err
			}
			more = true
			n, err = e.activateChunk(tx, list[0])
			return err
		})
		started += n
		if err != nil || !more {
			return started, err
		}
	}
}

func (e *Engine) activateChunk(tx *store.Tx, q crm.Sequence) (int, error) {
	s, err := e.scene(&tx.View)
	if err != nil {
		return 0, err
	}
	a, err := tx.Activation(q.ID)
	if err != nil {
		return 0, err
	}
	f := s.filterOf(q)
	if f.err != nil {
		return 0, f.err
	}
	chunk := e.chunk(activatedAlone, activatedBeside)
	cards, err := tx.MatchingAfter(q.Product, f.query, a.Cursor, chunk)
	if err != nil {
		return 0, err
	}
	steps := q.Live()
	due, _, err := firstMoment(steps[0], q.Activated, s.cal)
	if err != nil {
		return 0, err
	}
	joined, err := tx.Join(q.ID, cards, q.Activated) // without those that were judged meanwhile
	if err != nil {
		return 0, err
	}
	entry := store.Entry{Sequence: q, Step: steps[0].ID, Entered: q.Activated, Due: due, Cause: crm.Cause{Kind: crm.CauseSequence, Sequence: q.ID}}
	started, err := tx.Enrol(entry, joined)
	if err != nil {
		return 0, err
	}
	if err := e.announceStarts(tx, q, len(started)); err != nil {
		return 0, err
	}
	if err := e.planDated(tx, s, q, started); err != nil {
		return 0, err
	}
	if len(cards) < chunk {
		return len(started), tx.MoveActivation(q.ID, 0, true)
	}
	return len(started), tx.MoveActivation(q.ID, cards[len(cards)-1], false)
}

// Deactivate pauses a sequence: live enrolments and queued messages wait, those
// being sent finish.
func (e *Engine) Deactivate(tx *store.Tx, id crm.SequenceID) error {
	if err := tx.SetInactive(id); err != nil {
		return err
	}
	if _, err := tx.PauseSequence(id, true); err != nil {
		return err
	}
	return e.unannounce(tx, id)
}

// DeleteSequence deletes an inactive sequence; its enrolments end, its history
// stays.
func (e *Engine) DeleteSequence(tx *store.Tx, id crm.SequenceID, cause crm.Cause) (ended int, err error) {
	for {
		list, err := tx.LiveOfSequence(id, 0, 500)
		if err != nil {
			return ended, err
		}
		if len(list) == 0 {
			return ended, tx.DeleteSequence(id)
		}
		for _, en := range list {
			if err := e.end(tx, en, crm.EnrolmentStopped, crm.ReasonSequenceDeleted, cause); err != nil {
				return ended, err
			}
			ended++
		}
	}
}

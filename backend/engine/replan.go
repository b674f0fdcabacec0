package engine

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Replan computes the pending moments again after the zone or the holidays
// changed: anchors are instants and stay, what a rule gave is asked of it anew.
// Steps that wait for another reason than their rule stay as they are. It
// returns how many moved; what is past now follows lateness.
func (e *Engine) Replan(tx *store.Tx) (moved int, err error) {
	s, err := e.scene(&tx.View)
	if err != nil {
		return 0, err
	}
	var after crm.EnrolmentID
	for {
		list, err := tx.WaitingEnrolments(after, 500)
		if err != nil || len(list) == 0 {
			return moved, err
		}
		for _, en := range list {
			after = en.ID
			did, err := e.replanOne(tx, s, en)
			if err != nil {
				return moved, err
			}
			if did {
				moved++
			}
		}
	}
}

func (e *Engine) replanOne(tx *store.Tx, s *scene, en crm.Enrolment) (bool, error) {
	q, err := s.sequence(en.Sequence)
	if err != nil {
		return false, err
	}
	i := slices.IndexFunc(q.Steps, func(st crm.Step) bool { return st.ID == en.Step })
	if i < 0 || en.Due != en.Planned {
		return false, nil
	}
	due, _, why, err := s.moment(q, q.Steps[i], en, en.Anchor)
	if err != nil || due == en.Due && why == crm.ReasonNone {
		return false, err
	}
	if why != crm.ReasonNone {
		return true, e.next(tx, s, q, en, 0, en.Anchor)
	}
	en.Due, en.Planned = due, due
	return tx.UpdateEnrolment(en)
}

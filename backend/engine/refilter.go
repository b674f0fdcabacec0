package engine

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Refilter takes an active sequence through a change of its filter, which this
// transaction has saved: it is paused and activated again in one moment. Cards
// that match as before stay members, so "all cards" starts only those that
// began to match. Errors: conflict where it is still being activated.
func (e *Engine) Refilter(tx *store.Tx, q crm.Sequence, scope, midway string, user crm.UserID) error {
	if q.State != crm.SequenceActive {
		return crm.Fail(crm.CodeConflict, "filter.change.activating", "name", q.Name)
	}
	s, err := e.scene(&tx.View)
	if err != nil {
		return err
	}
	f := s.filterOf(q)
	if f.err != nil {
		return f.err
	}
	if err := tx.Rest(q, f.query); err != nil {
		return err
	}
	if _, err := tx.PauseSequence(q.ID, true); err != nil {
		return err
	}
	q.State, q.Deactivated = crm.SequenceInactive, tx.Now
	return e.Activate(tx, q, scope, midway, user)
}

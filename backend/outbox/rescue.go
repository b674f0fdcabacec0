package outbox

import (
	"context"

	"stepwise/backend/crm"
	"stepwise/backend/fault"
	"stepwise/backend/store"
)

// Rescue takes over from a process that ended: what it had only claimed goes
// back to the queue, what it was sending is uncertain. The lock on the data
// folder proves that it is dead. It must run before the first Deliver.
func (o *Outbox) Rescue(ctx context.Context) (queued, uncertain int, err error) {
	if err := fault.Fail(fault.Rescue); err != nil {
		return 0, 0, err
	}
	err = o.Store.Write(ctx, func(tx *store.Tx) error {
		queued, uncertain = 0, 0
		var err error
		if o.worker, err = tx.StartWorker(); err != nil {
			return err
		}
		for {
			dead, err := tx.DeadClaims(o.worker, batch)
			if err != nil || len(dead) == 0 {
				return err
			}
			for _, m := range dead {
				if m.State == crm.MessageSending {
					uncertain++
				} else {
					queued++
				}
				if err := o.rescueOne(tx, m); err != nil {
					return err
				}
			}
		}
	})
	return queued, uncertain, err
}

func (o *Outbox) rescueOne(tx *store.Tx, m crm.Message) error {
	from := m.State
	m.Worker = 0
	if from == crm.MessageQueued {
		_, err := tx.MoveMessage(m, from)
		return err
	}
	m.State, m.Reason = crm.MessageUncertain, crm.ReasonInterrupted
	if _, err := tx.MoveMessage(m, from); err != nil {
		return err
	}
	return note(tx, m, "activity.message.uncertain")
}

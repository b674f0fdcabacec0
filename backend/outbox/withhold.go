package outbox

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Withhold suppresses at once what waits in the queue for an address and may not
// go there any more; what is being sent goes. also is a client who may have had
// the address. Errors are the store's.
func (o *Outbox) Withhold(tx *store.Tx, ch crm.Channel, value string, also crm.ContactID) (n int, err error) {
	list, err := tx.Waiting(ch, value, also)
	if err != nil {
		return 0, err
	}
	for _, m := range list {
		why, err := (&check{o: o, tx: tx}).recipient(m)
		if err != nil {
			return n, err
		}
		if why == crm.ReasonNone || why == crm.ReasonSMSOff {
			continue
		}
		m.State, m.Reason, m.SettledAt = crm.MessageSuppressed, why, tx.Now
		moved, err := o.move(tx, m, crm.MessageQueued)
		if err != nil {
			return n, err
		}
		if moved {
			n++
		}
	}
	return n, nil
}

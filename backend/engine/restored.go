package engine

import (
	"context"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// HoldDue makes every step that was to act by now wait for a person: of a
// workspace that came out of a backup, or was copied, nobody knows whether they
// have acted already.
func (e *Engine) HoldDue(ctx context.Context, why crm.Reason) (held int, err error) {
	err = e.store.WriteBulk(ctx, func(tx *store.Tx) error {
		if err := tx.EndFormMails(); err != nil {
			return err
		}
		return tx.HoldCalls(why)
	})
	if err != nil {
		return 0, err
	}
	for {
		n := 0
		err := e.store.WriteBulk(ctx, func(tx *store.Tx) error {
			list, err := tx.WaitingBefore(tx.Now, 500)
			n = len(list)
			for _, en := range list {
				if err := e.hold(tx, en, why); err != nil {
					return err
				}
			}
			return err
		})
		if err != nil || n == 0 {
			return held, err
		}
		held += n
	}
}

// EraseAgain erases the people whom a list says were erased and a backup brought
// back.
func (e *Engine) EraseAgain(ctx context.Context, list []store.ErasedLine) (erased int, err error) {
	var found []crm.ContactID
	err = e.store.Read(ctx, func(v *store.View) (err error) {
		found, err = v.Erased(list)
		return err
	})
	for _, id := range found {
		if err != nil {
			return erased, err
		}
		if _, err = e.Erase(ctx, id, crm.Cause{Kind: crm.CauseSystem}); err == nil {
			erased++
		}
	}
	return erased, err
}

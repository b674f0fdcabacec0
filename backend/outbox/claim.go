package outbox

import (
	"context"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// batch is how many messages one claim takes at most, and firstBatch the first one
// of a delivery: the lines have something to do while more is claimed.
const (
	batch      = 250
	firstBatch = 16
)

// haul is what one claim brought.
type haul struct {
	account crm.Account
	list    []crm.Message
	at      crm.Instant // when it was claimed and looked at
	putOff  int
	rated   bool // the account has a rate: nothing more is claimed before all of it is done
}

// claim takes so many of what is due for an account and looks at each message again (T3).
// What may not go now is put off, held or dropped in the same transaction.
func (o *Outbox) claim(ctx context.Context, ch crm.Channel, id crm.AccountID, most int) (h haul, err error) {
	err = o.Store.WriteBulk(ctx, func(tx *store.Tx) error {
		h = haul{at: tx.Now}
		if still, err := tx.StandsStill(); err != nil || still {
			return err
		}
		surge, err := o.surges(tx)
		if err != nil {
			return err
		}
		if surge {
			if err := tx.MarkSurge(ch); err != nil {
				return err
			}
		}
		r, err := newRouter(tx, ch)
		if err != nil {
			return err
		}
		a, l, taker, found := r.place(id)
		if !found {
			return nil // stopped, deleted or used up meanwhile
		}
		h.account, h.rated = a, a.PerMinute > 0 || a.PerDay > 0
		claimed, err := tx.ClaimMessages(store.Claim{
			Worker: o.worker, Lane: l.Lane, Account: id, Taker: taker, Inside: surge, Limit: min(most, r.rooms[id].left),
		})
		if err != nil {
			return err
		}
		if len(claimed) == 0 {
			n, err := tx.CountDue(1)
			if err == nil && n == 0 {
				o.backlog.over()
			}
			return err
		}
		if h.list, err = o.mayGoTogether(tx, a, claimed); err != nil {
			return err
		}
		h.putOff = len(claimed) - len(h.list)
		if o.backlog.stale() {
			n, err := tx.CountDue(mostWaiting)
			if err != nil {
				return err
			}
			o.backlog.counted(n + len(claimed))
		}
		return o.texts.read(&tx.View, h.list)
	})
	if err == nil {
		o.backlog.claimed(len(h.list) + h.putOff)
	}
	return h, err
}

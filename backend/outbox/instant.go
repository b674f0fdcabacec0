package outbox

import (
	"context"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Instant is a Channel that takes every message at once and needs neither its
// bytes nor a server: of a copy in memory. What is due is claimed, looked at
// again, handed over and settled in one transaction, by the same rules as any
// other message; no crash can come between.
type Instant interface {
	Channel
	Instant()
}

// together is how many messages of an Instant channel share a transaction.
const together = 500

// deliverAtOnce is deliver for an Instant channel.
func (o *Outbox) deliverAtOnce(ctx context.Context, ch crm.Channel) (total Counts, err error) {
	for ctx.Err() == nil {
		n, found := Counts{}, 0
		err := o.Store.WriteBulk(ctx, func(tx *store.Tx) (err error) {
			n, found, err = o.together(tx, ch)
			return err
		})
		total.add(n)
		if err != nil || found == 0 {
			return total, err
		}
	}
	return total, ctx.Err()
}

func (o *Outbox) together(tx *store.Tx, ch crm.Channel) (n Counts, found int, err error) {
	accounts, err := tx.Accounts()
	if err != nil {
		return n, 0, err
	}
	acct, why := AccountFor(accounts, ch, 0, tx.Now)
	if why != crm.ReasonNone {
		return n, 0, tx.MarkWaiting(store.Lane{Channel: ch}, why, false)
	}
	claimed, err := tx.ClaimBare(o.worker, ch, together)
	if err != nil || len(claimed) == 0 {
		return n, 0, err
	}
	going, err := o.mayGoTogether(tx, acct, claimed)
	if err != nil {
		return n, 0, err
	}
	n.PutOff = len(claimed) - len(going)
	sent, err := tx.SendTogether(going, acct.ID)
	if err != nil {
		return n, 0, err
	}
	n.Sent = len(sent)
	return n, len(claimed), o.settleTogether(tx, sent)
}

// mayGoTogether looks at claimed messages again, as claim does.
func (o *Outbox) mayGoTogether(tx *store.Tx, acct crm.Account, claimed []crm.Message) (going []crm.Message, err error) {
	c, err := o.newCheck(tx, acct)
	if err != nil {
		return nil, err
	}
	list, err := tx.EnrolmentsOf(claimed)
	if err != nil {
		return nil, err
	}
	return going, tx.Gather(list, func() (err error) {
		if err := tx.KnowConsents(claimed[0].Channel, claimed); err != nil {
			return err
		}
		going, err = c.theyGo(claimed)
		return err
	})
}

func (o *Outbox) settleTogether(tx *store.Tx, sent []crm.Message) error {
	list, err := tx.EnrolmentsOf(sent)
	if err != nil {
		return err
	}
	return tx.Gather(list, func() error {
		if err := tx.KnowMessages(sent); err != nil {
			return err
		}
		for _, m := range sent {
			if err := tx.TouchSent(m); err != nil {
				return err
			}
			if err := note(tx, m, "activity.message.sent"); err != nil {
				return err
			}
			if err := o.Settle(tx, m); err != nil {
				return err
			}
		}
		return nil
	})
}

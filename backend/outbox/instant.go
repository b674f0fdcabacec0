package outbox

import (
	"context"
	"errors"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Instant is a Channel that takes every message at once and needs neither its
// bytes nor a server: of a copy in memory. Whatever was claimed is handed over
// and recorded in one transaction, by the same steps as any other message; no
// crash can come between.
type Instant interface {
	Channel
	Instant()
}

// handOverAtOnce is handOver for an Instant channel.
func (o *Outbox) handOverAtOnce(ctx context.Context, a crm.Account, list []crm.Message) (total Counts, err error) {
	err = o.Store.WriteBulk(ctx, func(tx *store.Tx) error {
		total = Counts{}
		for _, m := range list {
			r := result{message: m, claimed: m, account: a, outcome: crm.Outcome{Kind: crm.Accepted}}
			moved, err := o.sending(tx, a, m)
			if errors.Is(err, errGone) {
				continue // another of the batch ended what it belongs to
			}
			if err != nil {
				return err
			}
			r.message, r.committed = *moved, true
			w := recorder{o: o, tx: tx, r: r, from: crm.MessageSending}
			n, err := w.run()
			if err != nil {
				return err
			}
			total.add(n)
		}
		return nil
	})
	return total, err
}

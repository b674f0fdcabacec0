package engine

import (
	"context"

	"stepwise/backend/store"
)

// indexChunk is how many cards' words one transaction renews; indexTurn is how
// many chunks come one after the other before a heartbeat looks at what is due.
const (
	indexChunk = 250
	indexTurn  = 40
)

// Index renews what the quick searches know of changed cards and contacts, and
// says whether some are left for the next turn. Until then the search of cards
// reads the words of the newest of them itself.
func (e *Engine) Index(ctx context.Context) (left bool, err error) {
	cards, contacts := 0, 0
	for range indexTurn {
		err := e.store.Read(ctx, func(v *store.View) (err error) {
			if left, err = v.SearchPending(); err == nil && !left {
				left, err = v.StaleContacts()
			}
			return err
		})
		if err != nil || !left {
			return left, err
		}
		err = e.store.WriteBulk(ctx, func(tx *store.Tx) (err error) {
			if cards, err = tx.RenewSearch(indexChunk); err != nil || cards > 0 {
				return err
			}
			contacts, err = tx.RenewContactSearch(indexChunk)
			return err
		})
		if err != nil {
			return left, err
		}
	}
	return cards == indexChunk || contacts == indexChunk, nil
}

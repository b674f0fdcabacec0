package engine

import (
	"context"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Kept is what a kept test begins with: its own cards at a moment.
type Kept struct {
	Start crm.Instant `json:"start"`
	Cards store.Dump  `json:"cards"`
}

// keep copies the cards before anything has happened to them here.
func (t *Twin) keep(ctx context.Context) error {
	t.Kept.Start = t.Start
	return t.store.Read(ctx, func(v *store.View) (err error) {
		t.Kept.Cards, err = v.Dump()
		return err
	})
}

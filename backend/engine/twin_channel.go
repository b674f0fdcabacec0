package engine

import (
	"context"

	"stepwise/backend/crm"
)

// taker is the channel of a twin: it takes every message at once and hands it to
// nobody.
type taker struct{}

// Instant says that a hand-over needs no server: outbox.Instant.
func (taker) Instant() {}

// Compose makes nothing: what a message says was checked when it was queued.
func (taker) Compose(crm.Account, crm.Message, crm.Rendered) ([]byte, error) { return nil, nil }

// Send accepts.
func (taker) Send(_ context.Context, _ crm.Account, _ crm.Message, _ []byte, commit func() error) crm.Outcome {
	if err := commit(); err != nil {
		return crm.Outcome{Kind: crm.Aborted}
	}
	return crm.Outcome{Kind: crm.Accepted}
}

// Lookup doesn't know what the real server knows.
func (taker) Lookup(context.Context, crm.Account, string) crm.Found { return crm.FoundUnknown }

// CheckAccount finds nothing wrong.
func (taker) CheckAccount(crm.Account) crm.Problems { return nil }

// Check is content.
func (taker) Check(context.Context, crm.Account) error { return nil }

// Close does nothing.
func (taker) Close() {}

// drawNothing stands for a PDF whose looks matter to nobody in a twin.
func drawNothing(crm.Content, crm.MergeValues, func(crm.AssetID) ([]byte, string, error)) ([]byte, error) {
	return []byte("%PDF-1.4\n%%EOF\n"), nil
}

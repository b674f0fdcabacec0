// Package sms is the one channel for SMS: it passes each call to the kind of
// gateway that an account names.
//
// Order of reading: router.go, settings.go (what every account for SMS must
// have). The kinds are rooms of their own beside this one.
package sms

import (
	"context"

	"stepwise/backend/channel/android"
	"stepwise/backend/channel/gammu"
	"stepwise/backend/channel/gateway"
	"stepwise/backend/channel/smpp"
	"stepwise/backend/channel/twilio"
	"stepwise/backend/channel/vonage"
	"stepwise/backend/crm"
)

// Way is one kind of gateway.
type Way interface {
	Compose(a crm.Account, m crm.Message, r crm.Rendered) ([]byte, error)
	Send(ctx context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome
	Lookup(ctx context.Context, a crm.Account, key string) crm.Found
	CheckAccount(a crm.Account) crm.Problems
	Check(ctx context.Context, a crm.Account) error
	Close()
}

// What a kind of gateway may offer beyond sending.
type (
	poller interface {
		Poll(ctx context.Context, a crm.Account, open []crm.OpenPart) (crm.News, error)
	}
	hooked interface {
		Hook(a crm.Account, h crm.Hook) (crm.News, error)
	}
	bank interface {
		Balance(ctx context.Context, a crm.Account) (crm.Balance, error)
	}
)

// Router is the channel for SMS. It is safe for use by many at once.
type Router struct {
	ways map[crm.AccountKind]Way
}

// Tell takes news that come by themselves over an open connection. Only after
// it returned nil is the provider told that they arrived.
type Tell func(ctx context.Context, account crm.AccountID, news crm.News) error

// New is the router over all kinds.
func New(tell Tell) *Router {
	return &Router{ways: map[crm.AccountKind]Way{
		crm.AccountGateway: gateway.New(),
		crm.AccountTwilio:  twilio.New(twilio.Options{}),
		crm.AccountVonage:  vonage.New(vonage.Options{}),
		crm.AccountAndroid: android.New(),
		crm.AccountSMPP:    smpp.New(smpp.Tell(tell)),
		crm.AccountGammu:   gammu.New(),
	}}
}

// Over is a router over some kinds, for tests.
func Over(ways map[crm.AccountKind]Way) *Router { return &Router{ways: ways} }

// Compose is the text as the account's gateway wants it.
func (r *Router) Compose(a crm.Account, m crm.Message, text crm.Rendered) ([]byte, error) {
	way, ok := r.ways[a.Kind]
	if !ok {
		return nil, crm.Fail(crm.CodeInvalid, "account.bad_kind")
	}
	return way.Compose(a, m, text)
}

// Send hands one message over; see outbox.Channel.
func (r *Router) Send(ctx context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome {
	way, ok := r.ways[a.Kind]
	if !ok {
		return crm.Outcome{Kind: crm.Stopped, Words: "no such kind of gateway: " + string(a.Kind)}
	}
	return way.Send(ctx, a, m, raw, commit)
}

// Lookup asks the gateway for a message by its key.
func (r *Router) Lookup(ctx context.Context, a crm.Account, key string) crm.Found {
	way, ok := r.ways[a.Kind]
	if !ok {
		return crm.FoundUnknown
	}
	return way.Lookup(ctx, a, key)
}

// Check tries an account without sending.
func (r *Router) Check(ctx context.Context, a crm.Account) error {
	way, ok := r.ways[a.Kind]
	if !ok {
		return crm.Fail(crm.CodeInvalid, "account.bad_kind")
	}
	return way.Check(ctx, a)
}

// Poll asks for receipts of open parts and for texts that came in; nothing
// where the gateway can't be asked.
func (r *Router) Poll(ctx context.Context, a crm.Account, open []crm.OpenPart) (crm.News, error) {
	if way, ok := r.ways[a.Kind].(poller); ok {
		return way.Poll(ctx, a, open)
	}
	return crm.News{}, nil
}

// Hook reads what a provider sends here. Errors: invalid where it can't be
// read, forbidden where its signature is wrong, not found where this kind sends
// nothing.
func (r *Router) Hook(a crm.Account, h crm.Hook) (crm.News, error) {
	if way, ok := r.ways[a.Kind].(hooked); ok {
		return way.Hook(a, h)
	}
	return crm.News{}, crm.Fail(crm.CodeNotFound, "sms_gateway.no_hook")
}

// Balance asks what is left. Errors: not found where the provider doesn't say.
func (r *Router) Balance(ctx context.Context, a crm.Account) (crm.Balance, error) {
	if way, ok := r.ways[a.Kind].(bank); ok {
		return way.Balance(ctx, a)
	}
	return crm.Balance{}, crm.Fail(crm.CodeNotFound, "sms_gateway.no_balance")
}

// Close ends open connections.
func (r *Router) Close() {
	for _, way := range r.ways {
		way.Close()
	}
}

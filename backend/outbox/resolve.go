package outbox

import (
	"context"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// How long an uncertain message holds its sequence up, and how long a gateway
// may take until its "not found" is proof.
const (
	assumeAfter = 24 * time.Hour
	proofAfter  = 10 * time.Minute
)

// Resolve moves uncertain messages on where that is safe: the gateway knows
// the key, or takes it once only. After 24 hours the sequence goes on as if the
// message had arrived; it stays in the list.
func (o *Outbox) Resolve(ctx context.Context) (moved int, err error) {
	var after crm.MessageID
	for {
		var list []crm.Message
		var accounts []crm.Account
		err := o.Store.Read(ctx, func(v *store.View) (err error) {
			if list, err = v.MessagesInState(crm.MessageUncertain, after, batch); err == nil {
				accounts, err = v.Accounts()
			}
			return err
		})
		if err != nil || len(list) == 0 {
			return moved, err
		}
		for _, m := range list {
			after = m.ID
			ok, err := o.resolve(ctx, accounts, m)
			if err != nil {
				return moved, err
			}
			if ok {
				moved++
			}
		}
	}
}

func (o *Outbox) resolve(ctx context.Context, accounts []crm.Account, m crm.Message) (bool, error) {
	if m.SettledAt != 0 {
		return false, nil // decided already, or assumed
	}
	now := o.Store.Now()
	if a, why := account(accounts, m.Channel, now); why == crm.ReasonNone && a.Gateway != nil {
		if a.Gateway.LookupURL != "" {
			switch o.Channels[m.Channel].Lookup(ctx, a, m.Key) {
			case crm.FoundYes:
				return true, o.decideOne(ctx, m, crm.MessageSent, crm.ReasonLookedUp)
			case crm.FoundNo:
				if now.Sub(m.HandedAt) >= proofAfter {
					return true, o.decideOne(ctx, m, crm.MessageQueued, crm.ReasonRetry)
				}
			}
		}
		if life := time.Duration(a.Gateway.KeyHours) * time.Hour; life > 0 && now.Sub(m.HandedAt) < life-time.Hour/2 {
			return true, o.decideOne(ctx, m, crm.MessageQueued, crm.ReasonRetry)
		}
	}
	if now.Sub(m.HandedAt) < assumeAfter {
		return false, nil
	}
	return true, o.Store.Write(ctx, func(tx *store.Tx) error {
		m.Reason, m.SettledAt = crm.ReasonAssumed, tx.Now
		ok, err := tx.MarkSettled(m)
		if err != nil || !ok {
			return err
		}
		return o.Settle(tx, m)
	})
}

func (o *Outbox) decideOne(ctx context.Context, m crm.Message, to crm.MessageState, why crm.Reason) error {
	return o.Store.Write(ctx, func(tx *store.Tx) error {
		m.State, m.Reason = to, why
		if to == crm.MessageQueued {
			m.Due = tx.Now.Add(backoff(m.Key, max(m.Attempts, 1)) / 5)
		}
		if to == crm.MessageSent {
			tx.Accepted(m.Key, "looked up")
			m.SettledAt = m.HandedAt
		}
		moved, err := tx.MoveMessage(m, crm.MessageUncertain)
		if err != nil || !moved || to == crm.MessageQueued {
			return err
		}
		return o.Settle(tx, m)
	})
}

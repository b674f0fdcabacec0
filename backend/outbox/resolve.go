package outbox

import (
	"context"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/fault"
	"stepwise/backend/store"
	"stepwise/backend/timing"
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
	deaf := map[crm.AccountID]bool{} // gateways that don't answer now: they are asked once, not for every message
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
			ok, err := o.resolve(ctx, accounts, m, deaf)
			if err != nil {
				return moved, err
			}
			if ok {
				moved++
			}
		}
	}
}

func (o *Outbox) resolve(ctx context.Context, accounts []crm.Account, m crm.Message, deaf map[crm.AccountID]bool) (bool, error) {
	if m.SettledAt != 0 {
		return false, nil // decided already, or assumed
	}
	now := o.Store.Now()
	if a, ok := handedTo(accounts, m, now); ok {
		switch o.lookUp(ctx, a, m, deaf) {
		case crm.FoundYes:
			return o.lookedUp(ctx, m)
		case crm.FoundNo:
			if now.Sub(m.HandedAt) >= proofAfter {
				return o.notTaken(ctx, m)
			}
		}
		if moved, err := o.repeat(ctx, a, m); moved || err != nil {
			return moved, err
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

// handedTo is the gateway that a message was handed to, if it may be asked now:
// another one knows nothing of it, and would say so.
func handedTo(accounts []crm.Account, m crm.Message, now crm.Instant) (crm.Account, bool) {
	for _, a := range accounts {
		if a.ID == m.Account && a.Channel == crm.ChannelSMS {
			return a, !a.Stopped && a.Until <= now
		}
	}
	return crm.Account{}, false
}

// lookUp asks the gateway for the message, where it can be asked.
func (o *Outbox) lookUp(ctx context.Context, a crm.Account, m crm.Message, deaf map[crm.AccountID]bool) crm.Found {
	if !a.LooksUp() || deaf[a.ID] {
		return crm.FoundUnknown
	}
	found := o.Channels[m.Channel].Lookup(ctx, a, m.Key)
	if fault.Fail(fault.LookedUp) != nil {
		return crm.FoundUnknown
	}
	deaf[a.ID] = found == crm.FoundUnknown
	return found
}

// keyMargin is how long before its end a gateway's memory of a key is no longer
// relied upon.
const keyMargin = 30 * time.Minute

// keyHolds says whether the gateway still knows a message's key from the first
// attempt that may have arrived.
func keyHolds(a crm.Account, m crm.Message, now crm.Instant) bool {
	if a.KeyHours() == 0 || a.ID != m.Account {
		return false
	}
	return now.Sub(m.HandedAt) < time.Duration(a.KeyHours())*time.Hour-keyMargin
}

// lookedUp records that the gateway took the message.
func (o *Outbox) lookedUp(ctx context.Context, m crm.Message) (done bool, err error) {
	err = o.Store.Write(ctx, func(tx *store.Tx) error {
		m.State, m.Reason, m.SettledAt = crm.MessageSent, crm.ReasonLookedUp, m.HandedAt
		tx.Accepted(m.Key, "looked up")
		if done, err = tx.MoveMessage(m, crm.MessageUncertain); err != nil || !done {
			return err
		}
		return o.Settle(tx, m)
	})
	return done, err
}

// notTaken puts a message back that the gateway doesn't know: nothing arrived.
// Where its card went on without it meanwhile, it is cancelled.
func (o *Outbox) notTaken(ctx context.Context, m crm.Message) (done bool, err error) {
	err = o.Store.Write(ctx, func(tx *store.Tx) error {
		unwanted, err := unwanted(tx, m)
		if err != nil {
			return err
		}
		next := m
		next.State, next.Reason, next.HandedAt = crm.MessageQueued, crm.ReasonRetry, 0
		next.Due = tx.Now.Add(backoff(m.Key, max(m.Attempts, 1)) / 5)
		if unwanted != crm.ReasonNone {
			next.State, next.Reason = crm.MessageCancelled, unwanted
		}
		done, err = tx.MoveMessage(next, crm.MessageUncertain)
		return err
	})
	return done, err
}

// repeat queues the message again, in doubt, where its key makes that safe.
func (o *Outbox) repeat(ctx context.Context, a crm.Account, m crm.Message) (done bool, err error) {
	if !keyHolds(a, m, o.Store.Now()) {
		return false, nil
	}
	err = o.Store.Write(ctx, func(tx *store.Tx) error {
		done = false
		if why, err := unwanted(tx, m); err != nil || why != crm.ReasonNone {
			return err
		}
		st, err := tx.AnyStep(m.Step)
		if err != nil {
			return err
		}
		cal, err := o.Calendar(&tx.View)
		if err != nil {
			return err
		}
		due, _, err := timing.Retry(tx.Now.Add(backoff(m.Key, max(m.Attempts, 1))/5), st.Timing, m.Channel, cal)
		if err != nil || !keyHolds(a, m, due) {
			return err
		}
		next := m
		next.State, next.Reason, next.Due = crm.MessageQueued, crm.ReasonRetry, due
		done, err = tx.MoveMessage(next, crm.MessageUncertain)
		return err
	})
	return done, err
}

// unwanted is why a message's enrolment ended while nobody knew what became of
// it, or ReasonNone. What a person sent again is wanted all the same.
func unwanted(tx *store.Tx, m crm.Message) (crm.Reason, error) {
	en, err := tx.Enrolment(m.Enrolment)
	if err != nil || en.State.Live() || m.Resend > 0 {
		return crm.ReasonNone, err
	}
	return en.Reason, nil
}

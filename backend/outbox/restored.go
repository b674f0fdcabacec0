package outbox

import (
	"context"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Returned counts what an outbox that came out of a backup was settled with.
type Returned struct {
	Sent   int // messages that a server has taken since
	Before int // acceptances whose message the backup doesn't know
	Held   int // messages that wait for a person now
}

// Return settles an outbox that came out of a backup with the record of
// acceptances: what a server has taken since is sent, whatever the backup says,
// and what was planned is held for this reason. It can be repeated.
func (o *Outbox) Return(ctx context.Context, sent []store.SentLine, why crm.Reason) (out Returned, err error) {
	for chunk := range slices.Chunk(sent, 500) {
		err := o.Store.WriteBulk(ctx, func(tx *store.Tx) error {
			n, before, err := o.returnSent(tx, chunk)
			out.Sent += n
			out.Before += before
			return err
		})
		if err != nil {
			return out, err
		}
	}
	n, err := o.HoldWaiting(ctx, why)
	out.Held = n
	return out, err
}

func (o *Outbox) returnSent(tx *store.Tx, lines []store.SentLine) (sent, before int, err error) {
	byKey := map[string]store.SentLine{}
	keys := make([]string, 0, len(lines))
	for _, l := range lines {
		byKey[l.Key] = l
		keys = append(keys, l.Key)
	}
	list, err := tx.MessagesOfKeys(keys)
	if err != nil {
		return 0, 0, err
	}
	for _, m := range list {
		yes, err := o.wasSent(tx, m, byKey[m.Key])
		if err != nil {
			return sent, 0, err
		}
		if yes {
			sent++
		}
	}
	before, err = tx.KeepSentBefore(lines)
	return sent, before, err
}

// wasSent moves a message that a server took to sent, over the states between:
// nobody else works on it.
func (o *Outbox) wasSent(tx *store.Tx, m crm.Message, line store.SentLine) (bool, error) {
	var way []crm.MessageState
	switch m.State {
	case crm.MessageHeld:
		way = []crm.MessageState{crm.MessageQueued, crm.MessageUncertain, crm.MessageSent}
	case crm.MessageQueued, crm.MessageSending:
		way = []crm.MessageState{crm.MessageUncertain, crm.MessageSent}
	case crm.MessageUncertain:
		way = []crm.MessageState{crm.MessageSent}
	default:
		return false, nil
	}
	for _, to := range way {
		from := m.State
		m.State, m.Reason, m.Due, m.Worker = to, crm.ReasonNone, 0, 0
		switch to {
		case crm.MessageQueued:
			m.Due = tx.Now
		case crm.MessageSent:
			m.Reply, m.SettledAt = line.Reply, line.At
			if m.HandedAt == 0 {
				m.HandedAt = line.At
			}
		}
		if moved, err := tx.MoveMessage(m, from); err != nil || !moved {
			return false, err
		}
	}
	if err := note(tx, m, "activity.message.sent"); err != nil {
		return false, err
	}
	return true, o.Settle(tx, m)
}

// HoldWaiting makes every message that waits for its hand-over wait for a person.
// One in doubt is uncertain again.
func (o *Outbox) HoldWaiting(ctx context.Context, why crm.Reason) (held int, err error) {
	var after crm.MessageID
	for more := true; more; {
		err := o.Store.WriteBulk(ctx, func(tx *store.Tx) error {
			list, err := tx.MessagesInState(crm.MessageQueued, after, 500)
			more = len(list) > 0
			for _, m := range list {
				after = m.ID
				m.State, m.Reason, m.Worker = crm.MessageHeld, why, 0
				if m.HandedAt != 0 {
					m.State, m.Reason = crm.MessageUncertain, crm.ReasonNoReply
				}
				moved, err := tx.MoveMessage(m, crm.MessageQueued)
				if err != nil {
					return err
				}
				if moved && m.State == crm.MessageHeld {
					held++
				}
			}
			return err
		})
		if err != nil {
			return held, err
		}
	}
	return held, nil
}

// sentBefore settles a claimed message that a server took before the workspace
// went back to a backup: its step was done in a past that the database has
// forgotten, and sent.log has not.
func (c *check) sentBefore(m crm.Message) (bool, error) {
	line, found, err := c.tx.SentBefore(m.Key)
	if err != nil || !found {
		return false, err
	}
	return c.o.wasSent(c.tx, m, line)
}

// RecordRest writes down what servers answered and could not be written yet.
func (o *Outbox) RecordRest(ctx context.Context) error { return o.recordRest(ctx) }

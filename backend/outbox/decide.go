package outbox

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Decision is what a person says of a message that waits for one.
type Decision string

// The decisions: the first three for uncertain messages, two for held ones, two
// for those that wait to go.
const (
	Arrived Decision = "arrived" // it arrived: the anchor is the hand-over
	Again   Decision = "again"   // send again, also a failed one: a new message with a new key; of an uncertain one perhaps a duplicate
	Drop    Decision = "drop"    // do not send
	Release Decision = "release" // send it now, by the step's rule
	Discard Decision = "discard" // throw it away
	Recall  Decision = "recall"  // a message that waits to go is taken back; its sequence goes on without it
	Now     Decision = "now"     // one that waits for its next attempt is tried at once, if the rules of its step allow
)

// Decide carries out a person's decision; done is false where the message is
// no longer in a state for it. Errors: conflict where test mode is on.
func (o *Outbox) Decide(tx *store.Tx, id crm.MessageID, d Decision) (done bool, err error) {
	m, err := tx.Message(id)
	if err != nil {
		return false, err
	}
	switch {
	case m.State == crm.MessageUncertain && d == Arrived:
		m.State, m.Reason, m.SettledAt = crm.MessageSent, crm.ReasonArrived, m.HandedAt
		return o.move(tx, m, crm.MessageUncertain)
	case m.State == crm.MessageUncertain && d == Drop:
		m.State, m.Reason, m.SettledAt = crm.MessageCancelled, crm.ReasonNotArrived, tx.Now
		return o.move(tx, m, crm.MessageUncertain)
	case m.State == crm.MessageUncertain && d == Again && m.Reason != crm.ReasonSentAgain:
		return true, o.again(tx, m)
	case m.State == crm.MessageFailed && d == Again && m.Reason != crm.ReasonSentAgain:
		return true, o.again(tx, m)
	case m.State == crm.MessageQueued && d == Now && m.Worker == 0 && m.Reason == crm.ReasonRetry && !m.InDoubt():
		m.Due = tx.Now
		return tx.MoveMessage(m, crm.MessageQueued)
	case m.State == crm.MessageHeld && d == Discard:
		m.State, m.Reason = crm.MessageCancelled, crm.ReasonDiscarded
		return o.move(tx, m, crm.MessageHeld)
	case m.State == crm.MessageQueued && d == Recall && m.Worker == 0:
		m.Withdraw(crm.ReasonRecalled, tx.Now)
		return o.move(tx, m, crm.MessageQueued)
	case m.State == crm.MessageHeld && d == Release:
		return o.release(tx, m)
	}
	return false, nil
}

func (o *Outbox) move(tx *store.Tx, m crm.Message, from crm.MessageState) (bool, error) {
	moved, err := tx.MoveMessage(m, from)
	if err != nil || !moved {
		return false, err
	}
	return true, o.Settle(tx, m)
}

// again writes a new message. The old one stays what it is, which is the truth,
// and is settled.
func (o *Outbox) again(tx *store.Tx, m crm.Message) error {
	secret, err := tx.Installation()
	if err != nil {
		return err
	}
	next := m
	next.ID, next.Resend = 0, m.Resend+1
	next.Key = Key(secret, m.Enrolment, m.Step, m.To, next.Resend)
	next.State, next.Reason, next.Planned, next.Due = crm.MessageQueued, crm.ReasonNone, tx.Now, tx.Now
	next.Attempts, next.HandedAt, next.SettledAt, next.Reply, next.Remote = 0, 0, 0, "", ""
	if _, err := tx.AddMessage(next); err != nil {
		return err
	}
	m.Reason = crm.ReasonSentAgain
	if m.State == crm.MessageFailed {
		return tx.SetReason(m)
	}
	m.SettledAt = tx.Now
	_, err = tx.MarkSettled(m)
	return err
}

func (o *Outbox) release(tx *store.Tx, m crm.Message) (bool, error) {
	ws, err := tx.Workspace()
	if err != nil {
		return false, err
	}
	if ws.TestMode {
		return false, crm.Fail(crm.CodeConflict, "error.test_mode")
	}
	m.State, m.Reason, m.Planned, m.Due, m.SettledAt = crm.MessageQueued, crm.ReasonNone, tx.Now, tx.Now, 0
	return tx.MoveMessage(m, crm.MessageHeld)
}

// TestModeEnd counts what became of the messages that test mode held.
type TestModeEnd struct{ Discarded, Released, TooLate int }

// EndTestMode decides the messages that test mode held: they are thrown away,
// or those within their lateness limit are sent and the others stay held.
func (o *Outbox) EndTestMode(tx *store.Tx, send bool) (out TestModeEnd, err error) {
	var after crm.MessageID
	for {
		list, err := tx.MessagesInState(crm.MessageHeld, after, 500)
		if err != nil || len(list) == 0 {
			return out, err
		}
		for _, m := range list {
			after = m.ID
			if m.Reason != crm.ReasonTestMode {
				continue
			}
			if err := o.endHeld(tx, m, send, &out); err != nil {
				return out, err
			}
		}
	}
}

func (o *Outbox) endHeld(tx *store.Tx, m crm.Message, send bool, out *TestModeEnd) error {
	if !send {
		out.Discarded++
		m.State, m.Reason = crm.MessageCancelled, crm.ReasonDiscarded
		_, err := tx.MoveMessage(m, crm.MessageHeld)
		return err
	}
	st, err := tx.AnyStep(m.Step)
	if err != nil {
		return err
	}
	if limit := lateness(st); limit > 0 && tx.Now-m.Planned > limit {
		out.TooLate++
		m.Reason = crm.ReasonTooLate
		return tx.SetReason(m)
	}
	out.Released++
	m.State, m.Reason, m.Due, m.SettledAt = crm.MessageQueued, crm.ReasonNone, tx.Now, 0
	_, err = tx.MoveMessage(m, crm.MessageHeld)
	return err
}

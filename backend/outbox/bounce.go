package outbox

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// softMost is how many messages to one address may come back for now within
// softDays before the address counts as gone.
const (
	softMost = 3
	softDays = 14
)

// Answered moves an uncertain message to sent: an answer or a report names it, and
// only who got it knows its name. Of any other state it does nothing.
func (o *Outbox) Answered(tx *store.Tx, m crm.Message) error {
	if m.State != crm.MessageUncertain {
		return nil
	}
	m.State, m.Reason = crm.MessageSent, crm.ReasonAnswered
	if m.SettledAt == 0 {
		m.SettledAt = m.HandedAt
	}
	tx.Accepted(m.Key, "answered")
	moved, err := tx.MoveMessage(m, crm.MessageUncertain)
	if err != nil || !moved {
		return err
	}
	return o.Settle(tx, m)
}

// Bounced is what a server says later of a message that it or another took. Given
// up, the message failed; where there is no such address, nothing goes there any
// more. One that came back for now stays sent and proves only that it was taken;
// the third within two weeks closes the address too. It may come twice, and late.
func (o *Outbox) Bounced(tx *store.Tx, m crm.Message, b crm.Bounce) error {
	if err := o.fail(tx, m, b); err != nil {
		return err
	}
	gone := b.Gone
	if !gone {
		n, err := tx.SoftBounce(m, tx.Now-softDays*24*3600*1000)
		if err != nil {
			return err
		}
		gone = n >= softMost
	}
	if !gone || m.Contact == 0 {
		return nil
	}
	return badAddress(tx, m, "mail", b.Words)
}

func (o *Outbox) fail(tx *store.Tx, m crm.Message, b crm.Bounce) error {
	if !b.Final {
		if err := o.Answered(tx, m); err != nil {
			return err
		}
		return noteBounce(tx, m, "activity.bounce_soft", b)
	}
	from := m.State
	if from == crm.MessageFailed {
		return nil
	}
	if from != crm.MessageSent && from != crm.MessageUncertain {
		return noteBounce(tx, m, "activity.bounce", b)
	}
	m.State, m.Reason, m.Reply, m.SettledAt = crm.MessageFailed, crm.ReasonMessageRefused, b.Words, tx.Now
	if b.Gone {
		m.Reason = crm.ReasonRecipientRefused
	}
	moved, err := tx.MoveMessage(m, from)
	if err != nil || !moved {
		return err
	}
	if err := noteBounce(tx, m, "activity.bounce", b); err != nil {
		return err
	}
	return o.Settle(tx, m)
}

func noteBounce(tx *store.Tx, m crm.Message, key string, b crm.Bounce) error {
	say := crm.Say(key, "to", m.To, "words", b.Words)
	return tx.Note(crm.Activity{Card: m.Card, Kind: crm.ActivityMessage, Cause: crm.CauseSystem, Sequence: m.Sequence, Message: m.ID, Say: say})
}

// badAddress notes that a message's address does not exist, whoever has it.
func badAddress(tx *store.Tx, m crm.Message, source, words string) error {
	err := tx.AddSuppression(crm.Suppression{Channel: m.Channel, Value: m.To, Scope: crm.ScopeAll, Reason: crm.SuppressedBounced, Source: source, Proof: words})
	if err != nil {
		return err
	}
	cards, err := tx.MoveConsent(crm.ConsentChange{Channel: m.Channel, Value: m.To, To: crm.ConsentBounced, How: "server"})
	if err != nil {
		return err
	}
	for _, card := range cards {
		tx.Touch(card, crm.Cause{Kind: crm.CauseSystem}, "consent")
	}
	return nil
}

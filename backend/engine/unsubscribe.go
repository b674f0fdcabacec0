package engine

import (
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
)

// Unsubscribe is a client's own "no" on the page of a message that they got. It
// holds at once, also for what waits in the queue. Where the address gets as
// little already nothing happens, and done is nil.
func (e *Engine) Unsubscribe(tx *store.Tx, of crm.Message, scope crm.SuppressionScope, proof string) (done *crm.Unsubscription, err error) {
	before, found, err := tx.SuppressionOf(of.Channel, of.To)
	if err != nil || found && (before.Scope == crm.ScopeAll || before.Scope == scope) {
		return nil, err
	}
	s := crm.Suppression{Channel: of.Channel, Value: of.To, Scope: scope, Reason: crm.SuppressedUnsubscribed, Source: "link", Proof: proof}
	if err := tx.AddSuppression(s); err != nil {
		return nil, err
	}
	now, _, err := tx.SuppressionOf(of.Channel, of.To)
	if err != nil {
		return nil, err
	}
	u := crm.Unsubscription{Message: of.ID, Suppression: now.ID}
	if found {
		u.Before = &before
	}
	if u, err = tx.AddUnsubscription(u); err != nil {
		return nil, err
	}
	cards, err := tx.MoveConsent(crm.ConsentChange{Channel: of.Channel, Value: of.To, To: crm.ConsentUnsubscribed, How: "link", Note: proof})
	if err != nil {
		return nil, err
	}
	if _, err := e.outbox.Withhold(tx, of.Channel, of.To, of.Contact); err != nil {
		return nil, err
	}
	return &u, noteOwn(tx, of, cards, "activity.unsubscribed_link_"+string(scope))
}

// UndoUnsubscribe takes back what a client did on the page of a message, where
// nobody changed it since; not ok where somebody did.
func (e *Engine) UndoUnsubscribe(tx *store.Tx, of crm.Message, u crm.Unsubscription, proof string) (ok bool, err error) {
	cards, ok, err := tx.UndoUnsubscription(u, of.Channel, of.To, proof)
	if err != nil || !ok {
		return false, err
	}
	return true, noteOwn(tx, of, cards, "activity.unsubscribe_undone")
}

// noteOwn adds a line to the history of the card that a message is about, and of
// those whose client has its address.
func noteOwn(tx *store.Tx, of crm.Message, cards []crm.CardID, key string) error {
	cause := crm.Cause{Kind: crm.CauseOutside}
	mine := false
	for _, card := range cards {
		tx.Touch(card, cause, "consent")
		mine = mine || card == of.Card
	}
	if !mine {
		cards = append(cards, of.Card)
	}
	for _, card := range cards {
		line := crm.Activity{Card: card, Kind: crm.ActivityMessage, Cause: cause.Kind, Say: crm.Say(key, "to", of.To)}
		if card == of.Card {
			line.Message, line.Sequence = of.ID, of.Sequence
		}
		if err := tx.Note(line); err != nil {
			return err
		}
	}
	return nil
}

// unsubscribe freezes with a message where its client can say no, where there is
// a page for it, and what stands below what is no service.
func (l *linking) unsubscribe(say func(string, crm.Phrase) string) error {
	m := l.message
	if m.Contact == 0 || m.Channel != crm.ChannelEmail {
		return nil
	}
	words := crm.Say("letter.unsubscribe")
	if l.ws.Public != "" {
		if err := l.reserve(); err != nil {
			return err
		}
		page := strings.TrimRight(l.ws.Public, "/") + "/u/" + l.tx.UnsubscribeToken(m.ID)
		m.Values[crm.UnsubscribeValue] = page
		words = crm.Say("letter.unsubscribe_link", "address", page)
	}
	if m.Purpose == crm.PurposeMarketing {
		m.Values[outbox.FooterValue] = say(merge.Language(m.Values), words)
	}
	return nil
}

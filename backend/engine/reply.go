package engine

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Replied notes that a client wrote back: a line in the history of the card that
// it is about, what filters ask for, and the end of what is to stop on a reply.
// A machine's answer is only noted. Without a message or a card the reply is
// about every card whose main contact has the address; from an address that
// nobody has, nothing happens. It returns how many cards it was noted on.
func (e *Engine) Replied(tx *store.Tx, r crm.Reply) (cards int, err error) {
	list, err := cardsOf(tx, r)
	if err != nil || len(list) == 0 {
		return 0, err
	}
	contact, err := whoReplied(tx, r)
	if err != nil {
		return 0, err
	}
	for _, card := range list {
		if err := e.repliedOn(tx, card, contact, r); err != nil {
			return 0, err
		}
	}
	return len(list), nil
}

func cardsOf(tx *store.Tx, r crm.Reply) ([]crm.CardID, error) {
	switch {
	case r.Card != 0:
		return []crm.CardID{r.Card}, nil
	case r.Message != nil:
		return []crm.CardID{r.Message.Card}, nil
	}
	return tx.CardsAnswered(r.Channel, r.From)
}

// whoReplied is the client who wrote: the one who got the message, or the first
// who has the address; none where somebody else answered.
func whoReplied(tx *store.Tx, r crm.Reply) (crm.ContactID, error) {
	if r.Message != nil && r.Message.Contact != 0 {
		return r.Message.Contact, nil
	}
	list, err := tx.ContactsWith(r.Channel, r.From)
	if err != nil || len(list) == 0 {
		return 0, err
	}
	return list[0], nil
}

func (e *Engine) repliedOn(tx *store.Tx, card crm.CardID, contact crm.ContactID, r crm.Reply) error {
	cause := crm.Cause{Kind: crm.CauseSystem}
	name := r.From
	if contact != 0 {
		c, err := tx.Contact(contact)
		if err != nil {
			return err
		}
		name = c.Name
	}
	key := "activity.reply_" + string(r.Channel)
	if r.Auto {
		key = "activity.reply_auto"
	}
	line := crm.Activity{
		Card: card, Kind: crm.ActivityMessage, Cause: cause.Kind,
		Say: crm.Say(key, "name", name, "contact", contact.String(), "subject", r.Subject, "text", r.Text),
	}
	if r.Message != nil && r.Message.Card == card {
		line.Message, line.Sequence = r.Message.ID, r.Message.Sequence
	}
	if err := tx.Note(line); err != nil || r.Auto {
		return err
	}
	if err := tx.AddReply(card, contact, r); err != nil {
		return err
	}
	if err := e.stopOnReply(tx, card, cause); err != nil {
		return err
	}
	tx.Touch(card, cause, "messages")
	return nil
}

// stopOnReply ends what runs for a card in sequences that are to end when their
// client writes back.
func (e *Engine) stopOnReply(tx *store.Tx, card crm.CardID, cause crm.Cause) error {
	list, err := tx.StoppedByReply(card)
	if err != nil {
		return err
	}
	for _, en := range list {
		if err := e.end(tx, en, crm.EnrolmentStopped, crm.ReasonReplied, cause); err != nil {
			return err
		}
		tx.Changed("enrolment", en.ID.String())
	}
	return nil
}

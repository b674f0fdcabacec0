package store

import "stepwise/backend/crm"

// mostCardsOfReply is how many cards of a client a mail that answers nothing in
// particular is noted on.
const mostCardsOfReply = 20

// AddReply notes for filters that a client wrote back about a card.
func (t *Tx) AddReply(card crm.CardID, contact crm.ContactID, r crm.Reply) error {
	id, err := t.NextIDs("reply", 1)
	if err != nil {
		return err
	}
	var message crm.MessageID
	if r.Message != nil && r.Message.Card == card {
		message = r.Message.ID
	}
	return t.must("INSERT INTO reply (id, card, contact, channel, message, at) VALUES (?, ?, ?, ?, ?, ?)", id, card, contact, r.Channel, message, t.Now)
}

// ContactsWith are the contacts that have an address, the oldest first.
func (v *View) ContactsWith(ch crm.Channel, value string) (list []crm.ContactID, err error) {
	return list, v.list(&list, "SELECT DISTINCT contact FROM address WHERE value = ? AND channel = ? ORDER BY contact", value, ch)
}

// CardsAnswered are the cards that a mail from an address may be about: those
// whose main contact has it, the last changed first.
func (v *View) CardsAnswered(ch crm.Channel, value string) (list []crm.CardID, err error) {
	return list, v.list(&list, `SELECT c.id FROM card c WHERE c.deleted IS NULL AND c.contact IN (SELECT contact FROM address WHERE value = ? AND channel = ?)
		ORDER BY c.modified DESC, c.id DESC LIMIT ?`, value, ch, mostCardsOfReply)
}

// StoppedByReply are the live enrolments of a card in sequences that end when
// their client writes back.
func (v *View) StoppedByReply(card crm.CardID) (list []crm.Enrolment, err error) {
	return list, v.list(&list, "SELECT "+enrolmentColumns+` FROM enrolment e JOIN sequence s ON s.id = e.sequence
		WHERE e.card = ? AND e.ended IS NULL AND s.stop_on_reply = 1 ORDER BY e.id`, card)
}

// CardsWithReplyOf are the cards on which a contact wrote back.
func (v *View) CardsWithReplyOf(id crm.ContactID) (cards []crm.CardID, err error) {
	return cards, v.list(&cards, "SELECT DISTINCT card FROM reply WHERE contact = ? ORDER BY card", id)
}

// eraseReplies takes what a contact wrote back out of the history of others'
// cards, and out of what filters count.
func (t *Tx) eraseReplies(id crm.ContactID) error {
	_, err := t.exec(`UPDATE activity SET args = json_object('name', ?3, 'subject', '', 'text', '') WHERE key LIKE 'activity.reply%'
		AND card IN (SELECT card FROM reply WHERE contact = ?1) AND args->>'contact' = ?2`, id, id.String(), ErasedWord)
	if err == nil {
		_, err = t.exec("DELETE FROM reply WHERE contact = ?", id)
	}
	return err
}

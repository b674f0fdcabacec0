package store

import "stepwise/backend/crm"

// NotesOfCard reads all notes of a card, oldest first: for an export.
func (v *View) NotesOfCard(card crm.CardID) ([]crm.Note, error) {
	list := []crm.Note{}
	return list, v.list(&list, "SELECT "+noteColumns+" FROM note n WHERE n.card = ? AND n.deleted IS NULL ORDER BY n.id", card)
}

// MessagesAbout reads all messages to a contact or on some cards, oldest first:
// for an export.
func (v *View) MessagesAbout(contact crm.ContactID, cards []crm.CardID) ([]MessageLine, error) {
	query, args, err := in("(m.contact = ? OR m.card IN (?)) ORDER BY m.id", contact, append(cards, 0))
	if err != nil {
		return nil, err
	}
	return v.messageLines(query, args...)
}

package store

import "stepwise/backend/crm"

// inheritNo gives a new address the "no" that the same address of another
// contact has: an import or a second contact doesn't lift it.
func (t *Tx) inheritNo(a *crm.Address) error {
	_, err := t.one(a, `SELECT consent, source, since FROM address
		WHERE value = ? AND channel = ? AND consent IN ('unsubscribed', 'bounced') ORDER BY since DESC, id LIMIT 1`, a.Value, a.Channel)
	return err
}

// SetConsent moves an address of any contact to another consent state, as a
// server or the demonstration business says (source), and returns the cards
// whose main contact has it.
func (t *Tx) SetConsent(ch crm.Channel, value string, to crm.Consent, source string) ([]crm.CardID, error) {
	return t.MoveConsent(crm.ConsentChange{Channel: ch, Value: value, To: to, How: source})
}

// MoveConsent moves an address, whoever has it, to another consent state and
// adds a line to its history: who, when, how. It returns the cards whose main
// contact has it; that they were touched is the caller's to note.
func (t *Tx) MoveConsent(m crm.ConsentChange) ([]crm.CardID, error) {
	var list []crm.Address
	if err := t.list(&list, "SELECT "+addressColumns+" FROM address WHERE value = ? AND channel = ? AND consent <> ?", m.Value, m.Channel, m.To); err != nil {
		return nil, err
	}
	for _, a := range list {
		m.Contact, m.From = a.Contact, a.Consent
		a.Consent, a.Source, a.Since = m.To, m.How, t.Now
		if err := t.WriteAddress(a); err != nil {
			return nil, err
		}
		if err := t.NoteConsent(m); err != nil {
			return nil, err
		}
		t.Changed("contact", a.Contact.String())
	}
	var cards []crm.CardID
	return cards, t.list(&cards, "SELECT c.id FROM card c JOIN address a ON a.contact = c.contact WHERE a.value = ? AND a.channel = ? AND c.deleted IS NULL", m.Value, m.Channel)
}

// NoteConsent adds a line to the history of an address's consent, at the moment
// of the transaction.
func (t *Tx) NoteConsent(m crm.ConsentChange) error {
	id, err := t.NextIDs("consent_change", 1)
	if err != nil {
		return err
	}
	if err := t.keepRow("consent_change", 0, id); err != nil {
		return err
	}
	return t.must("INSERT INTO consent_change (id, contact, channel, value, was, became, at, usr, how, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		id, m.Contact, m.Channel, m.Value, m.From, m.To, t.Now, m.User, m.How, m.Note)
}

// ConsentHistory reads what became of the consent of a contact's addresses,
// newest first: of those it has, whoever had them, and of those it had.
func (v *View) ConsentHistory(contact crm.ContactID, limit int) ([]crm.ConsentChange, error) {
	list := []crm.ConsentChange{}
	return list, v.list(&list, `SELECT contact, channel, value, was, became, at, usr, how, note FROM consent_change WHERE id IN (
			SELECT id FROM consent_change WHERE contact = ?
			UNION SELECT h.id FROM address a JOIN consent_change h ON h.value = a.value AND h.channel = a.channel WHERE a.contact = ?)
		ORDER BY id DESC LIMIT ?`, contact, contact, limit)
}

// ConsentOf is the consent of one contact's address; active where the address
// is gone from the contact, because a message in the queue was allowed once
// and only a "no" stops it.
func (v *View) ConsentOf(contact crm.ContactID, ch crm.Channel, value string) (crm.Consent, error) {
	if k := v.ahead(); k != nil {
		if c, known := k.allowed.consent(recipient{contact, ch, value}); known {
			return c, nil
		}
	}
	if k, err := v.withClients(); err != nil {
		return crm.ConsentActive, err
	} else if k != nil {
		if full, known := k.contacts[contact]; known {
			return consentIn(full.Addresses, ch, value), nil
		}
	}
	c := crm.ConsentActive
	_, err := v.one(&c, "SELECT consent FROM address WHERE contact = ? AND channel = ? AND value = ?", contact, ch, value)
	return c, err
}

func consentIn(list []crm.Address, ch crm.Channel, value string) crm.Consent {
	for _, a := range list {
		if a.Channel == ch && a.Value == value {
			return a.Consent
		}
	}
	return crm.ConsentActive
}

// ConsentsFor are the consents of all clients who have an address.
func (v *View) ConsentsFor(ch crm.Channel, value string) (list []crm.Consent, err error) {
	return list, v.list(&list, "SELECT DISTINCT consent FROM address WHERE value = ? AND channel = ? ORDER BY consent", value, ch)
}

package store

import (
	"encoding/json"
	"strings"

	"stepwise/backend/crm"
)

// Purposes of the tokens of the page for unsubscribing.
const (
	signUnsubscribe = "unsubscribe"
	signUndo        = "unsubscribe undo"
)

// UnsubscribeToken is how a message's page for unsubscribing is named.
func (v *View) UnsubscribeToken(id crm.MessageID) string { return v.Sign(signUnsubscribe, int64(id)) }

// UnsubscribeMessage reads the message that a token is about; not found where we
// didn't make it, it went to a colleague, or who got it was erased.
func (v *View) UnsubscribeMessage(token string) (m crm.Message, err error) {
	numbers, ok := v.Signed(signUnsubscribe, token, 1)
	if !ok {
		return m, crm.NotFound("message")
	}
	m, err = v.Message(crm.MessageID(numbers[0]))
	if err == nil && (m.User != 0 || strings.HasPrefix(m.To, ErasedWord)) {
		err = crm.NotFound("message")
	}
	return m, err
}

// UndoToken lets a client undo what they did.
func (v *View) UndoToken(u crm.Unsubscription) string { return v.Sign(signUndo, u.ID) }

// AddUnsubscription keeps what a client did for as long as it can be undone.
func (t *Tx) AddUnsubscription(u crm.Unsubscription) (crm.Unsubscription, error) {
	if _, err := t.exec("DELETE FROM unsubscription WHERE at < ?", t.Now-crm.UndoTime); err != nil {
		return u, err
	}
	var err error
	if u.ID, err = t.NextIDs("unsubscription", 1); err != nil {
		return u, err
	}
	var before []byte
	if u.Before != nil {
		if before, err = json.Marshal(u.Before); err != nil {
			return u, err
		}
	}
	u.At = t.Now
	return u, t.must("INSERT INTO unsubscription (id, message, at, suppression, before) VALUES (?, ?, ?, ?, ?)", u.ID, u.Message, u.At, u.Suppression, string(before))
}

// UndoableUnsubscription is the last thing that somebody who got a message did
// and can still undo; not ok where there is none. With a token it is that one.
func (v *View) UndoableUnsubscription(message crm.MessageID, token string) (u crm.Unsubscription, ok bool, err error) {
	var row struct {
		ID          int64
		At          crm.Instant
		Suppression crm.SuppressionID
		Before      string
	}
	query, args := "SELECT id, at, suppression, before FROM unsubscription WHERE message = ? AND at >= ?", []any{message, v.Clock() - crm.UndoTime}
	if token != "" {
		numbers, ours := v.Signed(signUndo, token, 1)
		if !ours {
			return u, false, nil
		}
		query, args = query+" AND id = ?", append(args, numbers[0])
	}
	if ok, err = v.one(&row, query+" ORDER BY id DESC LIMIT 1", args...); err != nil || !ok {
		return u, false, err
	}
	u = crm.Unsubscription{ID: row.ID, Message: message, At: row.At, Suppression: row.Suppression}
	if row.Before != "" {
		err = json.Unmarshal([]byte(row.Before), &u.Before)
	}
	return u, err == nil, err
}

// UndoUnsubscription puts the suppression list and the consents back as they were
// before u, where nobody changed them since: not ok where somebody did. It returns
// the cards whose main contact has the address; proof is kept.
func (t *Tx) UndoUnsubscription(u crm.Unsubscription, ch crm.Channel, value, proof string) (cards []crm.CardID, ok bool, err error) {
	now, found, err := t.SuppressionOf(ch, value)
	if err != nil || !found || now.ID != u.Suppression || now.Since != u.At {
		return nil, false, err
	}
	if err := t.LiftSuppression(now, 0, proof); err != nil {
		return nil, false, err
	}
	if b := u.Before; b != nil {
		err = t.must("INSERT INTO suppression (id, channel, hash, scope, reason, value, since, usr, source, proof) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			b.ID, ch, t.mark(ch, value), b.Scope, b.Reason, b.Value, b.Since, b.User, b.Source, b.Proof)
		if err != nil {
			return nil, false, err
		}
	}
	if err := t.restoreConsents(u, ch, value, proof); err != nil {
		return nil, false, err
	}
	if _, err := t.exec("DELETE FROM unsubscription WHERE id = ?", u.ID); err != nil {
		return nil, false, err
	}
	return cards, true, t.list(&cards, "SELECT c.id FROM card c JOIN address a ON a.contact = c.contact WHERE a.value = ? AND a.channel = ? AND c.deleted IS NULL", value, ch)
}

// restoreConsents gives each client the consent back that they had, where it is
// still what u made of it.
func (t *Tx) restoreConsents(u crm.Unsubscription, ch crm.Channel, value, proof string) error {
	var was []struct {
		Contact crm.ContactID
		Was     crm.Consent
	}
	if err := t.list(&was, "SELECT contact, was FROM consent_change WHERE channel = ? AND value = ? AND at = ? AND how = 'link' AND became = 'unsubscribed' ORDER BY id", ch, value, u.At); err != nil {
		return err
	}
	for _, w := range was {
		var list []crm.Address
		err := t.list(&list, "SELECT "+addressColumns+" FROM address WHERE contact = ? AND channel = ? AND value = ? AND consent = 'unsubscribed' AND since = ?", w.Contact, ch, value, u.At)
		if err != nil {
			return err
		}
		for _, a := range list {
			a.Consent, a.Source, a.Since = w.Was, "link", t.Now
			if err := t.WriteAddress(a); err != nil {
				return err
			}
			line := crm.ConsentChange{Contact: w.Contact, Channel: ch, Value: value, From: crm.ConsentUnsubscribed, To: w.Was, How: "link", Note: proof}
			if err := t.NoteConsent(line); err != nil {
				return err
			}
			t.Changed("contact", w.Contact.String())
		}
	}
	return nil
}

// Waiting reads the messages that wait in the queue for an address and that nobody
// has taken to send; those of clients who have it, and of one more.
func (v *View) Waiting(ch crm.Channel, value string, also crm.ContactID) ([]crm.Message, error) {
	contacts, err := v.ContactsWith(ch, value)
	if err != nil {
		return nil, err
	}
	query, args, err := in("SELECT "+messageColumns+messageFrom+`WHERE m.contact IN (?) AND m.channel = ? AND m.recipient = ? AND m.state = 'queued'
		AND m.worker IS NULL AND m.handed_at IS NULL ORDER BY m.id`, append(contacts, also), ch, value)
	if err != nil {
		return nil, err
	}
	return v.messages(query, args...)
}

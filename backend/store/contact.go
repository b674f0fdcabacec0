package store

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
)

const (
	contactColumns = "id, kind, company, first_name, last_name, name, tags, created"
	addressColumns = "id, contact, channel, typed, value, kind, sms, is_default, consent, source, since"
)

// Contact reads a contact with its addresses.
func (v *View) Contact(id crm.ContactID) (*crm.Contact, error) {
	var c crm.Contact
	found, err := v.one(&c, "SELECT "+contactColumns+" FROM contact WHERE id = ?", id)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, crm.NotFound("contact")
	}
	c.Addresses = []crm.Address{}
	return &c, v.list(&c.Addresses, "SELECT "+addressColumns+" FROM address WHERE contact = ? ORDER BY channel, is_default DESC, id", id)
}

// CompanyByName finds a company by its folded name, 0 if there is none.
func (v *View) CompanyByName(name string) (crm.ContactID, error) {
	var id crm.ContactID
	_, err := v.one(&id, "SELECT id FROM contact WHERE kind = 'company' AND name_fold = ? ORDER BY id LIMIT 1", fold.Fold(name))
	return id, err
}

// AddressOwner is a card whose main contact has an address.
type AddressOwner struct {
	Value string     `db:"value"`
	Card  crm.CardID `db:"card"`
}

// CardsByAddresses finds cards of a product whose main contact has one of the
// normalised addresses.
func (v *View) CardsByAddresses(product crm.ProductID, values []string) ([]AddressOwner, error) {
	var out []AddressOwner
	for len(values) > 0 {
		n := min(len(values), 500)
		query, args, err := in(`SELECT a.value, c.id AS card FROM address a JOIN card c ON c.contact = a.contact
			WHERE a.value IN (?) AND c.product = ? AND c.deleted IS NULL`, values[:n], product)
		if err != nil {
			return nil, err
		}
		if err := v.list(&out, query, args...); err != nil {
			return nil, err
		}
		values = values[n:]
	}
	return out, nil
}

// SaveContact adds a contact (no id) or replaces one with all its addresses.
// Addresses that stay keep their consent.
func (t *Tx) SaveContact(c crm.Contact) (crm.Contact, error) {
	if c.ID == 0 {
		id, err := nextID[crm.ContactID](t, "contact")
		if err != nil {
			return c, err
		}
		c.ID, c.Created = id, t.Now
	}
	t.Changed("contact", c.ID.String())
	_, err := t.exec(`INSERT INTO contact (id, kind, company, first_name, last_name, name, name_fold, tags, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET company = excluded.company, first_name = excluded.first_name, last_name = excluded.last_name,
			name = excluded.name, name_fold = excluded.name_fold, tags = excluded.tags`,
		c.ID, c.Kind, c.Company, c.FirstName, c.LastName, c.Name, fold.Fold(c.Name), c.Tags, c.Created)
	if err != nil {
		return c, err
	}
	return c, t.saveAddresses(&c)
}

func (t *Tx) saveAddresses(c *crm.Contact) error {
	var old []crm.Address
	if err := t.list(&old, "SELECT "+addressColumns+" FROM address WHERE contact = ?", c.ID); err != nil {
		return err
	}
	known := map[string]crm.Address{}
	for _, a := range old {
		known[string(a.Channel)+a.Value] = a
	}
	if _, err := t.exec("DELETE FROM address WHERE contact = ?", c.ID); err != nil {
		return err
	}
	for i := range c.Addresses {
		a := &c.Addresses[i]
		a.Contact = c.ID
		if was, ok := known[string(a.Channel)+a.Value]; ok {
			a.ID, a.Consent, a.Source, a.Since = was.ID, was.Consent, was.Source, was.Since
		} else {
			id, err := nextID[crm.AddressID](t, "address")
			if err != nil {
				return err
			}
			a.ID, a.Since = id, t.Now
			if err := t.inheritNo(a); err != nil {
				return err
			}
		}
		if err := t.must("INSERT INTO address ("+addressColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			a.ID, a.Contact, a.Channel, a.Typed, a.Value, a.Kind, a.SMS, a.Default, a.Consent, a.Source, a.Since); err != nil {
			return err
		}
	}
	return nil
}

// inheritNo gives a new address the "no" that the same address of another
// contact has: an import or a second contact doesn't lift it.
func (t *Tx) inheritNo(a *crm.Address) error {
	_, err := t.one(a, `SELECT consent, source, since FROM address
		WHERE value = ? AND channel = ? AND consent IN ('unsubscribed', 'bounced') ORDER BY since DESC, id LIMIT 1`, a.Value, a.Channel)
	return err
}

// SetConsent moves an address of any contact to another consent state and
// returns the cards whose main contact has it.
func (t *Tx) SetConsent(ch crm.Channel, value string, to crm.Consent, source string) ([]crm.CardID, error) {
	if _, err := t.exec("UPDATE address SET consent = ?, source = ?, since = ? WHERE value = ? AND channel = ?", to, source, t.Now, value, ch); err != nil {
		return nil, err
	}
	var cards []crm.CardID
	return cards, t.list(&cards, "SELECT c.id FROM card c JOIN address a ON a.contact = c.contact WHERE a.value = ? AND a.channel = ? AND c.deleted IS NULL", value, ch)
}

// ConsentOf is the consent of one contact's address; active where the address
// is gone from the contact, because a message in the queue was allowed once
// and only a "no" stops it.
func (v *View) ConsentOf(contact crm.ContactID, ch crm.Channel, value string) (crm.Consent, error) {
	c := crm.ConsentActive
	_, err := v.one(&c, "SELECT consent FROM address WHERE contact = ? AND channel = ? AND value = ?", contact, ch, value)
	return c, err
}

// Suppressed says whether an address is on the suppression list.
func (v *View) Suppressed(ch crm.Channel, value string) (bool, error) {
	var installation string
	if _, err := v.one(&installation, "SELECT value FROM setting WHERE key = ?", settingInstallation); err != nil {
		return false, err
	}
	var n int
	err := v.get(&n, "SELECT count(*) FROM suppression WHERE channel = ? AND hash = ?", ch, suppressionHash(installation, ch, value))
	return n > 0, err
}

// Suppress puts an address on the suppression list; only the keyed hash is
// kept.
func (t *Tx) Suppress(ch crm.Channel, value, reason string) error {
	installation, err := t.Installation()
	if err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO suppression (channel, hash, reason, since) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", ch, suppressionHash(installation, ch, value), reason, t.Now)
	return err
}

func suppressionHash(installation string, ch crm.Channel, value string) string {
	mac := hmac.New(sha256.New, []byte(installation))
	_, _ = mac.Write([]byte("suppression|" + string(ch) + "|" + value)) // a hash never fails to write
	return hex.EncodeToString(mac.Sum(nil))
}

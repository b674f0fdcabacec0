package store

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
)

const (
	contactColumns = "id, kind, company, first_name, last_name, name, tags, note, website, postal, created, modified, revision"
	addressColumns = "id, contact, channel, typed, value, kind, label, sms, is_default, consent, source, since"
)

// Contact reads a contact with its addresses.
func (v *View) Contact(id crm.ContactID) (*crm.Contact, error) {
	if k, err := v.withClients(); err != nil {
		return nil, err
	} else if k != nil {
		if c, found := k.contacts[id]; found {
			return &c.Contact, nil
		}
	}
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

// Address reads one address.
func (v *View) Address(id crm.AddressID) (a crm.Address, err error) {
	found, err := v.one(&a, "SELECT "+addressColumns+" FROM address WHERE id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("address")
	}
	return a, err
}

// CompanyByName finds a company by its folded name, 0 if there is none.
func (v *View) CompanyByName(name string) (crm.ContactID, error) {
	var id crm.ContactID
	_, err := v.one(&id, "SELECT id FROM contact WHERE kind = 'company' AND name_fold = ? ORDER BY id LIMIT 1", fold.Fold(name))
	return id, err
}

// ContactWith finds the contact of a kind that has one of the normalised
// addresses: of several the oldest; 0 if there is none.
func (v *View) ContactWith(kind crm.ContactKind, values []string) (id crm.ContactID, err error) {
	if len(values) == 0 {
		return 0, nil
	}
	query, args, err := in("SELECT a.contact FROM address a JOIN contact c ON c.id = a.contact WHERE a.value IN (?) AND c.kind = ? ORDER BY a.contact LIMIT 1", values, kind)
	if err != nil {
		return 0, err
	}
	_, err = v.one(&id, query, args...)
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

// SaveContact adds a contact (no id) or replaces what it says, with its
// addresses. An address that stays, the same id with the same value or else the
// same value, keeps its id and consent; one that comes without an id keeps its
// label too, for who doesn't know labels must not take them away.
func (t *Tx) SaveContact(c crm.Contact) (crm.Contact, error) {
	var old []crm.Address
	if c.ID == 0 {
		id, err := nextID[crm.ContactID](t, "contact")
		if err != nil {
			return c, err
		}
		c.ID, c.Created, c.Revision = id, t.Now, 0
	} else if err := t.list(&old, "SELECT "+addressColumns+" FROM address WHERE contact = ?", c.ID); err != nil {
		return c, err
	}
	if err := t.keepRow("contact", 0, int64(c.ID)); err != nil {
		return c, err
	}
	c.Modified = t.Now
	c.Revision++
	t.Changed("contact", c.ID.String())
	_, err := t.exec(`INSERT INTO contact (id, kind, company, first_name, last_name, name, name_fold, tags, note, website, postal, created, modified, revision)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET company = excluded.company, first_name = excluded.first_name, last_name = excluded.last_name,
			name = excluded.name, name_fold = excluded.name_fold, tags = excluded.tags, note = excluded.note, website = excluded.website,
			postal = excluded.postal, modified = excluded.modified, revision = revision + 1`,
		c.ID, c.Kind, c.Company, c.FirstName, c.LastName, c.Name, fold.Fold(c.Name), c.Tags, c.Note, c.Website, c.Postal, c.Created, c.Modified, c.Revision)
	if err != nil {
		return c, err
	}
	if err := t.saveAddresses(&c, old); err != nil {
		return c, err
	}
	return c, nil
}

func (t *Tx) saveAddresses(c *crm.Contact, old []crm.Address) error {
	stays := map[crm.AddressID]bool{}
	for i := range c.Addresses {
		a := &c.Addresses[i]
		a.Contact = c.ID
		if !settleAddress(a, old, stays) {
			a.ID = 0
		}
		stays[a.ID] = a.ID != 0
	}
	for _, a := range old {
		if !stays[a.ID] {
			if err := t.DeleteAddress(a); err != nil {
				return err
			}
		}
	}
	if err := t.dropDefaults(c.Addresses, old); err != nil {
		return err
	}
	for i := range c.Addresses {
		if err := t.saveAddress(&c.Addresses[i], old); err != nil {
			return err
		}
	}
	return nil
}

// dropDefaults lets go of the defaults that pass to another address: two may not
// have one, not for a moment.
func (t *Tx) dropDefaults(list, old []crm.Address) error {
	for i, was := range old {
		kept := slices.ContainsFunc(list, func(a crm.Address) bool { return a.ID == was.ID && !a.Default })
		if !was.Default || !kept {
			continue
		}
		old[i].Default = false
		if err := t.WriteAddress(old[i]); err != nil {
			return err
		}
	}
	return nil
}

// settleAddress finds the row that an address is, and takes over what stays.
func settleAddress(a *crm.Address, old []crm.Address, taken map[crm.AddressID]bool) bool {
	for _, was := range old {
		if was.Channel != a.Channel || was.Value != a.Value || taken[was.ID] {
			continue
		}
		if a.ID == 0 {
			a.Label = was.Label
		}
		a.ID, a.Consent, a.Source, a.Since = was.ID, was.Consent, was.Source, was.Since
		return true
	}
	return false
}

// saveAddress writes an address that is new, or says something else than it
// did.
func (t *Tx) saveAddress(a *crm.Address, old []crm.Address) error {
	for _, was := range old {
		if was.ID == a.ID && was == *a {
			return nil
		}
	}
	if a.ID == 0 {
		id, err := nextID[crm.AddressID](t, "address")
		if err != nil {
			return err
		}
		a.ID, a.Since = id, t.Now
		if err := t.inheritNo(a); err != nil {
			return err
		}
	}
	return t.WriteAddress(*a)
}

// WriteAddress writes an address as it is, new (its id is taken from the
// counter) or known.
func (t *Tx) WriteAddress(a crm.Address) error {
	if err := t.keepRow("address", 0, int64(a.ID)); err != nil {
		return err
	}
	_, err := t.exec("INSERT INTO address ("+addressColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET contact = excluded.contact, typed = excluded.typed, value = excluded.value, kind = excluded.kind,
			label = excluded.label, sms = excluded.sms, is_default = excluded.is_default, consent = excluded.consent, source = excluded.source, since = excluded.since`,
		a.ID, a.Contact, a.Channel, a.Typed, a.Value, a.Kind, a.Label, a.SMS, a.Default, a.Consent, a.Source, a.Since)
	return err
}

// DeleteAddress takes an address away from its contact.
func (t *Tx) DeleteAddress(a crm.Address) error {
	if err := t.keepRow("address", 0, int64(a.ID)); err != nil {
		return err
	}
	return t.must("DELETE FROM address WHERE id = ?", a.ID)
}

// DeleteContact removes a contact that no card, person or message names any
// more, with its addresses. The history of its consents stays until it is
// erased.
func (t *Tx) DeleteContact(c *crm.Contact) error {
	for _, a := range c.Addresses {
		if err := t.DeleteAddress(a); err != nil {
			return err
		}
	}
	if err := t.keepRow("contact", 0, int64(c.ID)); err != nil {
		return err
	}
	t.Changed("contact", c.ID.String())
	return t.must("DELETE FROM contact WHERE id = ?", c.ID)
}

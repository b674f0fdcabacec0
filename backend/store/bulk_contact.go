package store

import (
	"encoding/json"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
)

// InsertContacts writes new contacts with their addresses, ids in a row, and
// gives each what it got. What SaveContact promises of a new contact holds.
func (t *Tx) InsertContacts(list []crm.Contact) error {
	if len(list) == 0 {
		return nil
	}
	first, err := t.NextIDs("contact", len(list))
	if err != nil {
		return err
	}
	rows := t.bulk("contact", "id, kind, company, first_name, last_name, name, name_fold, tags, note, website, postal, created, modified, revision")
	for i := range list {
		c := &list[i]
		c.ID, c.Created, c.Modified, c.Revision = crm.ContactID(first+int64(i)), t.Now, t.Now, 1
		if err := rows.add(int64(c.ID), string(c.Kind), orNull(c.Company), c.FirstName, c.LastName, c.Name, fold.Fold(c.Name), string(c.Tags),
			c.Note, c.Website, c.Postal, int64(c.Created), int64(c.Modified), c.Revision); err != nil {
			return err
		}
	}
	if err := rows.flush(); err != nil {
		return err
	}
	t.changedRun("contact", len(list), list[0].ID.String())
	if err := t.keepNew("contact", first, first+int64(len(list))-1); err != nil {
		return err
	}
	return t.insertAddresses(list)
}

func (t *Tx) insertAddresses(list []crm.Contact) error {
	var all []*crm.Address
	for i := range list {
		for j := range list[i].Addresses {
			a := &list[i].Addresses[j]
			a.Contact, a.Since = list[i].ID, t.Now
			all = append(all, a)
		}
	}
	if len(all) == 0 {
		return nil
	}
	if err := t.inheritAll(all); err != nil {
		return err
	}
	first, err := t.NextIDs("address", len(all))
	if err != nil {
		return err
	}
	rows := t.bulk("address", addressColumns)
	for i, a := range all {
		a.ID = crm.AddressID(first + int64(i))
		if err := rows.add(int64(a.ID), int64(a.Contact), string(a.Channel), a.Typed, a.Value, a.Kind, string(a.Label), number(a.SMS), number(a.Default),
			string(a.Consent), a.Source, int64(a.Since)); err != nil {
			return err
		}
	}
	return rows.flush()
}

func number(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

// inheritAll is inheritNo for many new addresses.
func (t *Tx) inheritAll(list []*crm.Address) error {
	values := make([]string, len(list))
	for i, a := range list {
		values[i] = a.Value
	}
	text, err := json.Marshal(values)
	if err != nil {
		return err
	}
	var no []crm.Address
	err = t.list(&no, `SELECT a.value, a.channel, a.consent, a.source, a.since FROM address a
		WHERE a.value IN (SELECT value FROM json_each(?)) AND a.consent IN ('unsubscribed', 'bounced') ORDER BY a.since, a.id DESC`, string(text))
	if err != nil || len(no) == 0 {
		return err
	}
	said := map[string]crm.Address{}
	for _, a := range no { // the latest one counts
		said[string(a.Channel)+a.Value] = a
	}
	for _, a := range list {
		if was, ok := said[string(a.Channel)+a.Value]; ok {
			a.Consent, a.Source, a.Since = was.Consent, was.Source, was.Since
		}
	}
	return nil
}

package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

// FullCard is a card with its client, as it is exported.
type FullCard struct {
	crm.Card
	Client  *crm.Contact // nil: none
	Company string       // the client's, "" for none
}

// FullCards reads cards of one product with their clients, in the order of the
// ids; those that are gone are left out.
func (v *View) FullCards(fields []crm.Field, ids []crm.CardID) ([]FullCard, error) {
	var rows []cardRow
	if err := v.list(&rows, "SELECT "+cardColumns+" FROM json_each(?) j JOIN card c ON c.id = j.value ORDER BY j.key", idList(ids)); err != nil {
		return nil, err
	}
	list := make([]FullCard, len(rows))
	var contacts []crm.ContactID
	for i, row := range rows {
		list[i].Card = row.Card
		var err error
		if list[i].Fields, err = crm.ReadStoreJSON([]byte(row.Doc), fields); err != nil {
			return nil, err
		}
		if row.Contact != 0 {
			contacts = append(contacts, row.Contact)
		}
	}
	known, err := v.FullContacts(contacts)
	if err != nil {
		return nil, err
	}
	for i := range list {
		if k, ok := known[list[i].Contact]; ok {
			list[i].Client, list[i].Company = &k.Contact, k.CompanyName
		}
	}
	return list, nil
}

// FullContact is a contact with its addresses and the name of its company.
type FullContact struct {
	crm.Contact
	CompanyName string `db:"company_name"`
}

// FullContacts reads contacts with their addresses.
func (v *View) FullContacts(ids []crm.ContactID) (map[crm.ContactID]FullContact, error) {
	text, err := json.Marshal(numbers(ids))
	if err != nil {
		return nil, err
	}
	var rows []FullContact
	if err := v.list(&rows, `SELECT k.id, k.kind, k.company, k.first_name, k.last_name, k.name, k.tags, k.note, k.website, k.postal, k.created, k.modified,
			k.revision, coalesce(o.name, '') AS company_name
		FROM contact k LEFT JOIN contact o ON o.id = k.company WHERE k.id IN (SELECT value FROM json_each(?))`, string(text)); err != nil {
		return nil, err
	}
	var addresses []crm.Address
	if err := v.list(&addresses, "SELECT "+addressColumns+" FROM address WHERE contact IN (SELECT value FROM json_each(?)) ORDER BY contact, channel, is_default DESC, id", string(text)); err != nil {
		return nil, err
	}
	out := make(map[crm.ContactID]FullContact, len(rows))
	for _, row := range rows {
		out[row.ID] = row
	}
	for _, a := range addresses {
		k := out[a.Contact]
		k.Addresses = append(k.Addresses, a)
		out[a.Contact] = k
	}
	return out, nil
}

func numbers[N ~int64](ids []N) []int64 {
	list := make([]int64, len(ids))
	for i, id := range ids {
		list[i] = int64(id)
	}
	return list
}

// ContactIDs reads the ids of all contacts of a query, whatever its page, the
// oldest contact first.
func (v *View) ContactIDs(q ContactQuery) ([]crm.ContactID, error) {
	hits, err := v.hits(&q, manyHits+1)
	if err != nil {
		return nil, err
	}
	where, args := q.where(hits)
	ids := []crm.ContactID{}
	return ids, v.list(&ids, "SELECT k.id FROM contact k WHERE "+where+" ORDER BY k.id", args...)
}

// NotesOf reads the texts of a card's notes, the oldest first.
func (v *View) NotesOf(card crm.CardID) ([]string, error) {
	var list []string
	return list, v.list(&list, "SELECT text FROM note WHERE card = ? AND deleted IS NULL ORDER BY created, id", card)
}

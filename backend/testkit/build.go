package testkit

import (
	"fmt"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/fold"
	"stepwise/backend/store"
)

// NewCard is a card about to be made, with its main contact.
type NewCard struct {
	Draft   engine.Draft
	Contact *crm.Contact // nil: no main contact
	Cause   crm.Cause
}

// Card makes a card in a status, owned by the administrator, with a person of
// the same name as its main contact: "Ion Popescu" gets the address
// ion.popescu.1@client.example and a mobile number of their own.
func (w *World) Card(name, status string, change ...func(*NewCard)) crm.CardID {
	w.T.Helper()
	w.made++
	first, last, _ := strings.Cut(name, " ")
	email := fmt.Sprintf("%s.%d@client.example", strings.ReplaceAll(fold.Fold(name), " ", "."), w.made)
	phone := fmt.Sprintf("+407210%05d", w.made)
	c := NewCard{
		Draft: engine.Draft{Product: w.Product, Name: name, Status: w.Status(status), Owner: w.Admin, Fields: crm.Values{}, Origin: crm.OriginUser},
		Contact: &crm.Contact{Kind: crm.ContactPerson, FirstName: first, LastName: last, Name: name, Addresses: []crm.Address{
			{Channel: crm.ChannelEmail, Typed: email, Value: email, Default: true, Consent: crm.ConsentActive, Source: "user"},
			{Channel: crm.ChannelSMS, Typed: phone, Value: phone, Kind: "mobile", SMS: true, Default: true, Consent: crm.ConsentActive, Source: "user"},
		}},
		Cause: w.By(),
	}
	for _, f := range change {
		f(&c)
	}
	var id crm.CardID
	w.Write(func(tx *store.Tx) error {
		if c.Contact != nil {
			contact := *c.Contact
			contact.Addresses = slices.Clone(contact.Addresses) // fn may run more than once
			saved, err := tx.SaveContact(contact)
			if err != nil {
				return err
			}
			c.Draft.Contact = saved.ID
		}
		cards, err := w.Engine.SaveCards(tx, []engine.Draft{c.Draft}, c.Cause)
		if err == nil {
			id = cards[0].ID
		}
		return err
	})
	return id
}

// Email gives the contact this default address, "" for none.
func Email(address string) func(*NewCard) { return replaceAddress(crm.ChannelEmail, address) }

// Phone gives the contact this default number, "" for none.
func Phone(number string) func(*NewCard) { return replaceAddress(crm.ChannelSMS, number) }

func replaceAddress(ch crm.Channel, value string) func(*NewCard) {
	return func(c *NewCard) {
		list := c.Contact.Addresses
		i := slices.IndexFunc(list, func(a crm.Address) bool { return a.Channel == ch })
		if value == "" {
			c.Contact.Addresses = slices.Delete(list, i, i+1)
			return
		}
		list[i].Typed, list[i].Value = value, value
	}
}

// NoContact leaves the card without a main contact.
func NoContact(c *NewCard) { c.Contact = nil }

// NoOwner leaves the card without an owner.
func NoOwner(c *NewCard) { c.Draft.Owner = 0 }

// Save changes a card through the engine, as the administrator.
func (w *World) Save(id crm.CardID, change func(*engine.Draft)) {
	w.T.Helper()
	w.SaveAs(id, w.By(), change)
}

// SaveAs changes a card for a cause: an import, a sequence.
func (w *World) SaveAs(id crm.CardID, cause crm.Cause, change func(*engine.Draft)) {
	w.T.Helper()
	w.Write(func(tx *store.Tx) error {
		c, err := tx.Card(id)
		if err != nil {
			return err
		}
		d := engine.Draft{ID: id, Revision: c.Revision, Product: c.Product, Name: c.Name, Status: c.Status, Owner: c.Owner, Contact: c.Contact, Fields: c.Fields, Tags: c.Tags}
		change(&d)
		_, err = w.Engine.SaveCards(tx, []engine.Draft{d}, cause)
		return err
	})
}

// SetStatus puts a card into a status.
func (w *World) SetStatus(id crm.CardID, status string) {
	w.T.Helper()
	to := w.Status(status)
	w.Save(id, func(d *engine.Draft) { d.Status = to })
}

// SetField sets a field by its name: a string, float64, bool or crm.Date, the
// name of a choice for a choice; nil clears it.
func (w *World) SetField(id crm.CardID, field string, value any) {
	w.T.Helper()
	f := w.Field(field)
	if name, ok := value.(string); ok && f.Type == crm.FieldChoice {
		value = w.choice(f, name)
	}
	w.Save(id, func(d *engine.Draft) {
		if value == nil {
			delete(d.Fields, f.ID)
			return
		}
		d.Fields[f.ID] = value
	})
}

// Delete deletes a card.
func (w *World) Delete(id crm.CardID) {
	w.T.Helper()
	w.Write(func(tx *store.Tx) error {
		_, err := w.Engine.DeleteCard(tx, id, w.By())
		return err
	})
}

// SetConsent moves an address to a consent state and touches its cards.
func (w *World) SetConsent(ch crm.Channel, address string, to crm.Consent) {
	w.T.Helper()
	w.Write(func(tx *store.Tx) error {
		cards, err := tx.SetConsent(ch, address, to, "user")
		for _, id := range cards {
			tx.Touch(id, w.By(), "consent")
		}
		return err
	})
}

// User adds a colleague.
func (w *World) User(name string) crm.UserID {
	w.T.Helper()
	u := crm.User{
		Name: name, Email: strings.ReplaceAll(fold.Fold(name), " ", ".") + "@firma.example",
		Role: crm.RoleMember, Language: "en", Active: true,
	}
	w.Write(func(tx *store.Tx) (err error) {
		u, err = tx.SaveUser(u)
		return err
	})
	return u.ID
}

// DeactivateUser is a colleague who leaves.
func (w *World) DeactivateUser(id crm.UserID) {
	w.T.Helper()
	w.Write(func(tx *store.Tx) error {
		u, err := tx.User(id)
		if err != nil {
			return err
		}
		u.Active = false
		_, err = tx.SaveUser(u)
		return err
	})
}

// SetWorkspace changes the workspace's settings.
func (w *World) SetWorkspace(change func(*crm.Workspace)) {
	w.T.Helper()
	w.Write(func(tx *store.Tx) error {
		ws, err := tx.Workspace()
		if err != nil {
			return err
		}
		change(&ws)
		return tx.SaveWorkspace(ws)
	})
}

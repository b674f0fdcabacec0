package api

import (
	"maps"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
)

// update changes the card that a row's client has already; a row without one
// makes a card.
func (c *importChunk) update(row *importRow) (changed bool, err error) {
	if slices.ContainsFunc(row.values, func(v string) bool { return c.waiting[v] != nil }) {
		if err := c.flush(); err != nil {
			return false, err
		}
	}
	card, found := c.best(row)
	switch {
	case !found && row.again && len(row.values) == 0:
		c.did.same++
		return false, nil
	case !found:
		c.gather(row)
		return false, nil
	}
	changed, err = c.change(row, card)
	if err != nil {
		return true, err
	}
	if changed {
		c.did.updated++
	} else {
		c.did.same++
	}
	return true, nil
}

// best is the card that a row changes: of several the one in the highest status,
// then the newest.
func (c *importChunk) best(row *importRow) (best crm.CardID, found bool) {
	rank := -1
	for _, value := range row.values {
		for _, o := range c.owners[value] {
			if r := c.r.ranks[o.Status]; r > rank || r == rank && o.Card > best {
				rank, best = r, o.Card
			}
		}
	}
	return best, rank >= 0
}

// change writes into a card what its row says: a value of the file takes the
// place of the card's, an empty cell takes nothing away, tags and addresses are
// added.
func (c *importChunk) change(row *importRow, id crm.CardID) (changed bool, err error) {
	card, err := c.tx.Card(id)
	if err != nil {
		return false, err
	}
	c.tx.RecordFor(id)
	defer c.tx.RecordFor(0)
	d := engine.Draft{
		ID: id, Product: card.Product, Name: card.Name, Status: card.Status, Owner: card.Owner, Contact: card.Contact,
		Fields: maps.Clone(card.Fields), Tags: card.Tags.With(row.card.Tags.IDs()...),
	}
	maps.Copy(d.Fields, row.card.Fields)
	if row.says.Name {
		d.Name = row.card.Name
	}
	if row.says.Status {
		d.Status = row.card.Status
	}
	if row.says.Owner {
		d.Owner = row.card.Owner
	}
	if d.Edited, err = c.changeClient(row, card.Contact); err != nil {
		return false, err
	}
	saved, err := c.r.s.svc.deps.Engine.SaveCards(c.tx, []engine.Draft{d}, c.r.cause)
	if err != nil {
		return false, err
	}
	noted, err := c.addNote(row, id)
	c.moved(row, saved[0])
	return noted || d.Edited || saved[0].Revision != card.Revision, err
}

// moved keeps what the next rows of the chunk look at true.
func (c *importChunk) moved(row *importRow, card crm.Card) {
	for value, list := range c.owners {
		for i := range list {
			if list[i].Card == card.ID {
				c.owners[value][i].Status, c.owners[value][i].Name = card.Status, card.Name
			}
		}
	}
	for _, value := range row.values {
		if !slices.ContainsFunc(c.owners[value], func(o store.CardWith) bool { return o.Card == card.ID }) {
			c.owners[value] = append(c.owners[value], store.CardWith{Value: value, Card: card.ID, Status: card.Status, Name: card.Name})
		}
	}
}

// changeClient adds the row's addresses to the card's client and takes over what
// the row says of the client.
func (c *importChunk) changeClient(row *importRow, id crm.ContactID) (changed bool, err error) {
	was, err := c.tx.Contact(id)
	if err != nil {
		return false, err
	}
	k, from := *was, row.client
	k.Addresses = slices.Clone(was.Addresses)
	for _, a := range from.Addresses {
		has := func(mine crm.Address) bool { return mine.Channel == a.Channel && mine.Value == a.Value }
		if slices.ContainsFunc(k.Addresses, has) {
			continue
		}
		a.Default = !slices.ContainsFunc(k.Addresses, func(mine crm.Address) bool { return mine.Channel == a.Channel && mine.Default })
		k.Addresses = append(k.Addresses, a)
		changed = true
	}
	take := func(to *string, said string) {
		if said != "" && *to != said {
			*to, changed = said, true
		}
	}
	if row.says.Contact && k.Kind == from.Kind {
		take(&k.FirstName, from.FirstName)
		take(&k.LastName, from.LastName)
		take(&k.Name, from.Name)
	}
	take(&k.Website, from.Website)
	take(&k.Postal, from.Postal)
	if row.company != "" && k.Kind == crm.ContactPerson {
		company, err := c.company(row.company)
		if err != nil {
			return false, err
		}
		if company != k.Company {
			k.Company, changed = company, true
		}
	}
	if !changed {
		return false, nil
	}
	if _, err = c.tx.SaveContact(k); err != nil {
		return true, err
	}
	return true, c.r.s.svc.deps.Engine.TouchContact(c.tx, id, c.r.cause)
}

// company finds a company by its name or makes it: other clients may belong to
// it soon, so it isn't a part of this card's change.
func (c *importChunk) company(name string) (crm.ContactID, error) {
	id, err := c.tx.CompanyByName(name)
	if err != nil || id != 0 {
		return id, err
	}
	made := []crm.Contact{{Kind: crm.ContactCompany, Name: name}}
	err = c.tx.InsertContacts(made)
	return made[0].ID, err
}

// addNote adds the row's note to a card, unless it has the same already.
func (c *importChunk) addNote(row *importRow, card crm.CardID) (bool, error) {
	if row.note == "" {
		return false, nil
	}
	has, err := c.tx.HasNote(card, row.note)
	if err != nil || has {
		return false, err
	}
	return true, c.tx.AddNote(crm.Note{Card: card, User: c.r.cause.User, Text: row.note})
}

package engine

import (
	"maps"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/store"
)

// TakeLead makes a card of a lead, or changes the one that is there, with its
// client, consent and history; filters judge the result as any change of a card.
// Nobody proved who they are by sending a lead: it adds to what is known of a
// client and fills what is empty there, it never replaces or erases it. Errors:
// conflict "lead.refused" where duplicates are refused and there is one.
func (e *Engine) TakeLead(tx *store.Tx, l crm.Lead) (crm.Taken, error) {
	cat, err := tx.Catalogue(l.Product)
	if err != nil {
		return crm.Taken{}, err
	}
	t := lead{e: e, tx: tx, cat: cat, Lead: l, cause: crm.Cause{Kind: crm.CauseOutside}}
	card, found, err := t.twin()
	if err != nil {
		return crm.Taken{}, err
	}
	switch {
	case found && l.Duplicates == crm.DuplicatesRefuse:
		return crm.Taken{}, crm.Fail(crm.CodeConflict, "lead.refused")
	case found && l.Duplicates == crm.DuplicatesUpdate:
		return t.change(card)
	}
	return t.add()
}

// lead is one lead that is being taken.
type lead struct {
	crm.Lead
	e     *Engine
	tx    *store.Tx
	cat   *crm.Catalogue
	cause crm.Cause
}

func (t *lead) values(ch crm.Channel) (out []string) {
	for _, a := range t.Addresses {
		if ch == "" || a.Channel == ch {
			out = append(out, a.Value)
		}
	}
	return out
}

// twin is the card of the product that the lead is about: of several the one in
// the highest status, then the newest.
func (t *lead) twin() (best crm.CardID, found bool, err error) {
	list, err := t.tx.CardsWith(t.Product, t.values(""))
	if err != nil || len(list) == 0 {
		return 0, false, err
	}
	ranks := t.cat.Ranks()
	top := slices.MaxFunc(list, func(a, b store.CardWith) int {
		if d := ranks[a.Status] - ranks[b.Status]; d != 0 {
			return d
		}
		return int(a.Card - b.Card)
	})
	return top.Card, true, nil
}

func (t *lead) change(id crm.CardID) (out crm.Taken, err error) {
	card, err := t.tx.Card(id)
	if err != nil {
		return out, err
	}
	d := Draft{
		ID: id, Product: card.Product, Name: card.Name, Status: card.Status, Owner: card.Owner, Contact: card.Contact,
		Fields: maps.Clone(card.Fields), Tags: card.Tags.With(t.Tags.IDs()...),
	}
	if d.Fields == nil {
		d.Fields = crm.Values{}
	}
	maps.Copy(d.Fields, t.Fields)
	if d.Edited, err = t.addToClient(card.Contact); err != nil {
		return out, err
	}
	if _, err = t.e.SaveCards(t.tx, []Draft{d}, t.cause); err != nil {
		return out, err
	}
	return crm.Taken{Card: id, Contact: card.Contact}, t.write(id)
}

func (t *lead) add() (out crm.Taken, err error) {
	contact, err := t.client()
	if err != nil {
		return out, err
	}
	owner := t.Owner
	if len(t.Turn) > 0 {
		if owner, err = t.tx.NextTurn(t.TurnKey, t.Turn); err != nil {
			return out, err
		}
	}
	status := t.Status
	if status == 0 && len(t.cat.Statuses) > 0 {
		status = t.cat.Statuses[0].ID
	}
	d := Draft{
		Product: t.Product, Name: t.cardName(), Status: status, Owner: owner, Contact: contact, Fields: t.Fields, Tags: t.Tags, Origin: t.Origin,
	}
	saved, err := t.e.SaveCards(t.tx, []Draft{d}, t.cause)
	if err != nil {
		return out, err
	}
	return crm.Taken{Card: saved[0].ID, Contact: contact, Made: true}, t.write(saved[0].ID)
}

// write adds what the lead says about itself to the card's history.
func (t *lead) write(card crm.CardID) error {
	if t.Say.Key != "" {
		if err := t.tx.NoteCause(card, crm.ActivityCard, t.cause, t.Say); err != nil {
			return err
		}
	}
	if t.Note == "" {
		return nil
	}
	return t.tx.AddNote(crm.Note{Card: card, Text: t.Note})
}

func (t *lead) cardName() string {
	for _, name := range []string{t.Name, t.personName(), t.Person.Company} {
		if name != "" {
			return name
		}
	}
	if len(t.Addresses) > 0 {
		return t.Addresses[0].Typed
	}
	return t.Say.Key // a lead without anything is not let in by who makes leads
}

func (t *lead) personName() string {
	if parts := fold.Clean(t.Person.First + " " + t.Person.Last); parts != "" {
		return parts
	}
	return t.Person.Name
}

// client finds the contact that a new card belongs to, or makes it; none where
// the lead says nothing of a client.
func (t *lead) client() (crm.ContactID, error) {
	ask := t.values(crm.ChannelEmail) // a phone may be shared by a family or a firm
	if len(ask) == 0 {
		ask = t.values(crm.ChannelSMS)
	}
	kind := crm.ContactPerson
	if t.personName() == "" && t.Person.Company != "" {
		kind = crm.ContactCompany
	}
	id, err := t.tx.ContactWith(kind, ask)
	if err != nil {
		return 0, err
	}
	if id != 0 {
		_, err = t.addToClient(id)
		return id, err
	}
	if t.personName() == "" && t.Person.Company == "" && len(t.Addresses) == 0 {
		return 0, nil
	}
	return t.newClient(kind)
}

func (t *lead) newClient(kind crm.ContactKind) (crm.ContactID, error) {
	c := crm.Contact{Kind: kind, FirstName: t.Person.First, LastName: t.Person.Last, Name: t.personName(), Website: t.Person.Website, Postal: t.Person.Postal}
	if kind == crm.ContactCompany {
		c.Name, c.FirstName, c.LastName = t.Person.Company, "", ""
	}
	if c.Name == "" {
		c.Name = t.Addresses[0].Typed
	}
	err := t.saveClient(&c, nil)
	return c.ID, err
}

// addToClient adds the lead's addresses to a contact and fills what is empty.
func (t *lead) addToClient(id crm.ContactID) (changed bool, err error) {
	if id == 0 {
		return false, nil
	}
	was, err := t.tx.Contact(id)
	if err != nil {
		return false, err
	}
	c := *was
	c.Addresses = slices.Clone(was.Addresses)
	fill := func(to *string, said string) {
		if *to == "" && said != "" {
			*to, changed = said, true
		}
	}
	if c.Kind == crm.ContactPerson && c.FirstName == "" && c.LastName == "" && isAddress(was, c.Name) && t.personName() != "" {
		c.FirstName, c.LastName, c.Name, changed = t.Person.First, t.Person.Last, t.personName(), true
	}
	fill(&c.Website, t.Person.Website)
	fill(&c.Postal, t.Person.Postal)
	fresh := slices.DeleteFunc(slices.Clone(t.Addresses), func(a crm.Address) bool { return hasAddress(was, a) })
	if !changed && len(fresh) == 0 && (t.Person.Company == "" || c.Company != 0 || c.Kind == crm.ContactCompany) {
		return false, t.agreed(was)
	}
	return true, t.saveClient(&c, was)
}

func isAddress(c *crm.Contact, name string) bool {
	return slices.ContainsFunc(c.Addresses, func(a crm.Address) bool { return strings.EqualFold(a.Typed, name) })
}

func hasAddress(c *crm.Contact, a crm.Address) bool {
	return slices.ContainsFunc(c.Addresses, func(mine crm.Address) bool { return mine.Channel == a.Channel && mine.Value == a.Value })
}

// saveClient writes a client with the lead's addresses and the consent that came
// with them; was is nil for a new one.
func (t *lead) saveClient(c, was *crm.Contact) (err error) {
	if c.Kind == crm.ContactPerson && c.Company == 0 && t.Person.Company != "" {
		if c.Company, err = t.company(); err != nil {
			return err
		}
	}
	for _, a := range t.Addresses {
		if len(c.Addresses) >= crm.MaxAddresses || hasAddress(c, a) {
			continue
		}
		a.Consent, a.Source = t.consent(), string(t.Origin)
		a.Default = !slices.ContainsFunc(c.Addresses, func(mine crm.Address) bool { return mine.Channel == a.Channel && mine.Default })
		c.Addresses = append(c.Addresses, a)
	}
	saved, err := t.tx.SaveContact(*c)
	if err != nil {
		return err
	}
	*c = saved
	for _, a := range saved.Addresses {
		if was != nil && hasAddress(was, a) {
			continue
		}
		if err := t.tx.NoteConsent(t.line(saved.ID, a, "")); err != nil {
			return err
		}
	}
	if was == nil {
		return nil
	}
	if err := t.agreed(was); err != nil {
		return err
	}
	if err := t.e.noteContact(t.tx, saved.ID, t.cause); err != nil {
		return err
	}
	return t.e.TouchContact(t.tx, saved.ID, t.cause)
}

func (t *lead) company() (crm.ContactID, error) {
	id, err := t.tx.CompanyByName(t.Person.Company)
	if err != nil || id != 0 {
		return id, err
	}
	c, err := t.tx.SaveContact(crm.Contact{Kind: crm.ContactCompany, Name: t.Person.Company})
	return c.ID, err
}

func (t *lead) consent() crm.Consent {
	if t.Consent == "" {
		return crm.ConsentActive
	}
	return t.Consent
}

func (t *lead) line(contact crm.ContactID, a crm.Address, from crm.Consent) crm.ConsentChange {
	return crm.ConsentChange{Contact: contact, Channel: a.Channel, Value: a.Value, From: from, To: a.Consent, How: string(t.Origin), Note: t.Agreed}
}

// agreed notes what the lead agreed to for addresses that the client had before.
// One that waits for a yes has it now; a no stays a no: only the person lifts it,
// and who sent the lead has not shown to be that person.
func (t *lead) agreed(was *crm.Contact) error {
	if t.consent() != crm.ConsentActive {
		return nil
	}
	for _, a := range was.Addresses {
		if !slices.ContainsFunc(t.Addresses, func(mine crm.Address) bool { return mine.Channel == a.Channel && mine.Value == a.Value }) {
			continue
		}
		switch a.Consent {
		case crm.ConsentUnconfirmed:
			cards, err := t.tx.MoveConsent(crm.ConsentChange{Channel: a.Channel, Value: a.Value, To: crm.ConsentActive, How: string(t.Origin), Note: t.Agreed})
			if err != nil {
				return err
			}
			for _, card := range cards {
				t.tx.Touch(card, t.cause, "consent")
			}
		case crm.ConsentActive:
			if t.Agreed == "" {
				continue
			}
			if err := t.tx.NoteConsent(t.line(was.ID, a, a.Consent)); err != nil {
				return err
			}
		}
	}
	return nil
}

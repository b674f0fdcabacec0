package api

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/fold"
	"stepwise/backend/mailaddr"
	"stepwise/backend/phone"
	"stepwise/backend/store"
)

// SaveCard creates or changes a card and its main contact.
func (s *Session) SaveCard(in SaveCardIn) (out SaveCardOut, err error) {
	var id crm.CardID
	var at crm.Instant
	batch, err := s.undoable(crm.Say("undo.saved", "name", in.Name), 1, func(tx *store.Tx) error {
		out, at = SaveCardOut{}, tx.Now
		d, contact, noted, err := checkCard(tx, in)
		if err != nil {
			return err
		}
		if d.Contact, d.Edited, err = saveContact(tx, d.Contact, contact); err != nil {
			return err
		}
		if d.Edited {
			if err := s.svc.deps.Engine.TouchContact(tx, d.Contact, s.cause()); err != nil {
				return err
			}
		}
		saved, err := s.svc.deps.Engine.SaveCards(tx, []engine.Draft{d}, s.cause())
		if err != nil {
			return err
		}
		id, out.Noted = saved[0].ID, noted
		return nil
	})
	if err != nil {
		return out, err
	}
	out.Undo = batch
	return out, s.read(func(v *store.View) error {
		if out.Card, err = s.cardView(v, id); err != nil {
			return err
		}
		for _, p := range out.Card.Passages {
			switch {
			case p.Enrolment.Entered >= at && p.Enrolment.State.Live():
				out.Effects = append(out.Effects, crm.Say("cards.effect_started", "name", p.Name))
			case p.Enrolment.Ended >= at:
				out.Effects = append(out.Effects, crm.Say("cards.effect_left", "name", p.Name))
			}
		}
		return nil
	})
}

// checkCard turns what a person typed into a draft and a contact, or says
// everything that is wrong with it.
func checkCard(tx *store.Tx, in SaveCardIn) (d engine.Draft, contact crm.Contact, noted []crm.Phrase, err error) {
	d = engine.Draft{ID: in.ID, Revision: in.Revision, Product: in.Product, Status: in.Status, Owner: in.Owner, Origin: crm.OriginUser}
	if in.ID != 0 {
		old, err := tx.Card(in.ID)
		if err != nil {
			return d, contact, nil, err
		}
		d.Product, d.Contact, d.Tags = old.Product, old.Contact, old.Tags
	}
	cat, err := tx.Catalogue(d.Product)
	if err != nil {
		return d, contact, nil, err
	}
	ws, err := tx.Workspace()
	if err != nil {
		return d, contact, nil, err
	}
	var bad crm.Problems
	d.Name = name(&bad, "name", in.Name)
	if in.Tags != nil {
		d.Tags = *in.Tags
		checkTags(&bad, cat, d.Tags)
	}
	if _, ok := cat.Status(in.Status); !ok {
		bad.Add("status", "cards.bad_status")
	}
	if _, ok := cat.User(in.Owner); in.Owner != 0 && !ok {
		bad.Add("owner", "cards.bad_owner")
	}
	values, said, err := checkValues(tx, &bad, cat, in)
	if err != nil {
		return d, contact, nil, err
	}
	d.Fields = values
	contact, noted = checkContact(&bad, in.Contact, ws.Country)
	return d, contact, append(said, noted...), bad.Err()
}

func checkContact(bad *crm.Problems, in ContactIn, country string) (c crm.Contact, noted []crm.Phrase) {
	text := func(path, s string) string {
		s = fold.Clean(s)
		if why := fold.CheckName(s); why != nil {
			bad.AddPhrase("contact."+path, *why)
		}
		return s
	}
	c.FirstName, c.LastName = text("firstName", in.FirstName), text("lastName", in.LastName)
	c.Name = text("company", in.Company) // the company's, until saveContact sorts it out
	for i, typed := range in.Emails {
		if fold.Clean(typed) == "" {
			continue
		}
		a, why := mailaddr.Parse(typed)
		if why != nil {
			bad.AddPhrase("contact.emails["+strconv.Itoa(i)+"]", *why)
			continue
		}
		noted = append(noted, a.Warnings...)
		c.Addresses = append(c.Addresses, crm.Address{Channel: crm.ChannelEmail, Typed: a.Shown, Value: a.Key(), Kind: "email"})
	}
	for i, typed := range in.Phones {
		if fold.Clean(typed) == "" {
			continue
		}
		n, why := phone.Parse(typed, country)
		if why != nil {
			bad.AddPhrase("contact.phones["+strconv.Itoa(i)+"]", *why)
			continue
		}
		noted = append(noted, n.Noted...)
		c.Addresses = append(c.Addresses, crm.Address{Channel: crm.ChannelSMS, Typed: fold.Clean(typed), Value: n.E164, Kind: string(n.Kind), SMS: n.SMS})
	}
	return c, noted
}

// saveContact writes the main contact of a card: a person, who may belong to a
// company, or the company itself where no person is named. typed.Name is the
// company's name. It returns none where nothing was typed; edited says whether a
// contact that was there says something else now.
func saveContact(tx *store.Tx, id crm.ContactID, typed crm.Contact) (saved crm.ContactID, edited bool, err error) {
	company := typed.Name
	if typed.FirstName == "" && typed.LastName == "" && company == "" && len(typed.Addresses) == 0 {
		return 0, false, nil
	}
	c := crm.Contact{ID: id, Kind: crm.ContactPerson, FirstName: typed.FirstName, LastName: typed.LastName}
	c.Name = fold.Clean(typed.FirstName + " " + typed.LastName)
	old := &crm.Contact{}
	if id != 0 {
		if old, err = tx.Contact(id); err != nil {
			return 0, false, err
		}
		if old.Kind != crm.ContactCompany || c.Name == "" { // else a person was named: the company stays what it is
			c.Created, c.Revision, c.Tags, c.Note, c.Website, c.Postal = old.Created, old.Revision, old.Tags, old.Note, old.Website, old.Postal
		} else {
			c.ID = 0
		}
	}
	switch {
	case c.Name == "" && hasWholeName(old):
		c.Name = old.Name
	case c.Name == "" && company != "":
		c.Kind, c.Name = crm.ContactCompany, company
	case c.Name == "":
		c.Name = typed.Addresses[0].Typed
	}
	if c.Kind == crm.ContactPerson && company != "" {
		if c.Company, err = findCompany(tx, company); err != nil {
			return 0, false, err
		}
	}
	c.Addresses = Unique(typed.Addresses, string(crm.OriginUser), crm.ConsentActive)
	edited = !alike(old, &c)
	c, err = tx.SaveContact(c)
	return c.ID, edited, err
}

// hasWholeName says whether a person has a name that isn't split, as files bring
// it: the form has no place for it. One who has none is named by an address.
func hasWholeName(c *crm.Contact) bool {
	return c.Kind == crm.ContactPerson && c.FirstName == "" && c.LastName == "" &&
		!slices.ContainsFunc(c.Addresses, func(a crm.Address) bool { return a.Typed == c.Name })
}

// alike says whether two states of a contact say the same to a person.
func alike(a, b *crm.Contact) bool {
	said := func(c *crm.Contact) crm.Contact {
		out := crm.Contact{Kind: c.Kind, Company: c.Company, FirstName: c.FirstName, LastName: c.LastName, Name: c.Name}
		for _, x := range c.Addresses {
			out.Addresses = append(out.Addresses, crm.Address{Channel: x.Channel, Typed: x.Typed, Value: x.Value, Default: x.Default})
		}
		slices.SortStableFunc(out.Addresses, func(x, y crm.Address) int { return strings.Compare(string(x.Channel), string(y.Channel)) })
		return out
	}
	return reflect.DeepEqual(said(a), said(b))
}

func findCompany(tx *store.Tx, name string) (crm.ContactID, error) {
	id, err := tx.CompanyByName(name)
	if err != nil || id != 0 {
		return id, err
	}
	c, err := tx.SaveContact(crm.Contact{Kind: crm.ContactCompany, Name: name})
	return c.ID, err
}

// Unique leaves each address once, makes the first of a channel the default
// one and says where the consent comes from.
func Unique(list []crm.Address, source string, consent crm.Consent) []crm.Address {
	out := make([]crm.Address, 0, len(list))
	seen := map[string]bool{}
	first := map[crm.Channel]bool{}
	for _, a := range list {
		if seen[string(a.Channel)+a.Value] {
			continue
		}
		seen[string(a.Channel)+a.Value] = true
		a.Default, a.Source, a.Consent = !first[a.Channel], source, consent
		first[a.Channel] = true
		out = append(out, a)
	}
	return out
}

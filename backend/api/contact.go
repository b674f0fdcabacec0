package api

import (
	"encoding/base64"
	"encoding/json"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// ListContactsIn asks for a page of contacts.
type ListContactsIn struct {
	Kind    crm.ContactKind `json:"kind" ts_type:"''|'person'|'company'"`
	Company crm.ContactID   `json:"company" ts_type:"string"` // only its persons
	Tags    crm.TagSet      `json:"tags" ts_type:"string[]"`  // that it has, all of them
	Search  string          `json:"search"`                   // in name, company, emails, phones; each word as the beginning of one; diacritics and case don't matter
	Sort    string          `json:"sort" ts_type:"'name'|'created'|'modified'"`
	Desc    bool            `json:"desc"`
	After   string          `json:"after"` // the cursor of the page before
	Limit   int             `json:"limit"` // 1..200, 0 for 50
}

// ListContactsOut is a page of contacts.
type ListContactsOut struct {
	Rows []ContactRow `json:"rows"`
	Next string       `json:"next"` // cursor; "" at the end
}

// ContactRow is a contact in a list.
type ContactRow struct {
	ID           crm.ContactID   `json:"id" ts_type:"string"`
	Kind         crm.ContactKind `json:"kind" ts_type:"'person'|'company'"`
	Name         string          `json:"name"`
	Company      crm.ContactID   `json:"company" ts_type:"string"`
	CompanyName  string          `json:"companyName"`
	Email        string          `json:"email"` // the default one
	EmailConsent crm.Consent     `json:"emailConsent" ts_type:"''|'active'|'unconfirmed'|'unsubscribed'|'bounced'"`
	Phone        string          `json:"phone"`
	PhoneConsent crm.Consent     `json:"phoneConsent" ts_type:"''|'active'|'unconfirmed'|'unsubscribed'|'bounced'"`
	Tags         crm.TagSet      `json:"tags" ts_type:"string[]"`
	Persons      int             `json:"persons"` // of a company
	Cards        int             `json:"cards"`
	Created      crm.Instant     `json:"created"`
	Modified     crm.Instant     `json:"modified"`
}

// Counted is a number.
type Counted struct {
	Count int `json:"count"`
}

// ContactKey names a contact.
type ContactKey struct {
	ID crm.ContactID `json:"id" ts_type:"string"`
}

// ContactView is a contact with everything around it.
type ContactView struct {
	Contact    crm.Contact         `json:"contact"`
	Company    *crm.Contact        `json:"company"`
	Persons    []ContactRow        `json:"persons"` // of a company, by name, at most 200
	PersonsAll int                 `json:"personsAll"`
	Cards      []ContactCard       `json:"cards"` // its own and its persons', the last changed first, at most 200
	CardsAll   int                 `json:"cardsAll"`
	Messages   []MessageRow        `json:"messages"` // newest first, at most 50
	Consents   []ConsentLine       `json:"consents"` // newest first, at most 200
	Suppressed []SuppressedAddress `json:"suppressed"`
	Duplicates int                 `json:"duplicates"` // other contacts that look like it, by the last look
}

// ContactCard is a card of a contact.
type ContactCard struct {
	ID       crm.CardID    `json:"id" ts_type:"string"`
	Product  crm.ProductID `json:"product" ts_type:"string"`
	Name     string        `json:"name"`
	Status   crm.StatusID  `json:"status" ts_type:"string"`
	Owner    crm.UserID    `json:"owner" ts_type:"string"`
	Person   string        `json:"person"` // of a company: whose card it is, "" its own
	Modified crm.Instant   `json:"modified"`
}

// ConsentLine is a change of consent with the name of who said so.
type ConsentLine struct {
	Change crm.ConsentChange `json:"change"`
	Who    string            `json:"who"`   // "" where it was no colleague
	Typed  string            `json:"typed"` // the address as people know it
}

// SuppressedAddress is an address that gets nothing, whatever its consent says.
type SuppressedAddress struct {
	Address crm.AddressID         `json:"address" ts_type:"string"`
	Scope   crm.SuppressionScope  `json:"scope" ts_type:"'all'|'marketing'"`
	Reason  crm.SuppressionReason `json:"reason" ts_type:"'unsubscribed'|'complaint'|'bounced'|'erased'|'manual'"`
	Since   crm.Instant           `json:"since"`
	Who     string                `json:"who"`   // "" where it was no colleague
	Proof   string                `json:"proof"` // what was said
}

// ListContacts reads a page of contacts.
func (s *Session) ListContacts(in ListContactsIn) (out ListContactsOut, err error) {
	q, err := contactQuery(in)
	if err != nil {
		return out, err
	}
	if in.Search != "" || in.Tags != "" {
		if err := s.svc.deps.Engine.RenewContacts(s.ctx); err != nil {
			return out, err
		}
	}
	return out, s.read(func(v *store.View) error {
		lines, err := v.Contacts(q)
		if err != nil {
			return err
		}
		out.Rows = contactRows(lines)
		if len(lines) == q.Limit {
			out.Next = contactCursor(q, lines[len(lines)-1])
		}
		return nil
	})
}

// CountContacts counts the contacts of a list, whatever its page.
func (s *Session) CountContacts(in ListContactsIn) (out Counted, err error) {
	q, err := contactQuery(in)
	if err != nil {
		return out, err
	}
	return out, s.read(func(v *store.View) error {
		out.Count, err = v.CountContacts(q)
		return err
	})
}

func contactQuery(in ListContactsIn) (q store.ContactQuery, err error) {
	if in.Limit == 0 {
		in.Limit = 50
	}
	q = store.ContactQuery{
		Kind: in.Kind, Company: in.Company, Tags: in.Tags, Search: in.Search, Sort: in.Sort, Desc: in.Desc, Limit: min(max(in.Limit, 1), 200),
	}
	if in.After == "" {
		return q, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(in.After)
	if err == nil {
		err = json.Unmarshal(b, &q.After)
	}
	if err != nil || q.After == nil || q.After.ID == 0 {
		return q, crm.Fail(crm.CodeInvalid, "error.bad_cursor")
	}
	return q, nil
}

func contactCursor(q store.ContactQuery, last store.ContactLine) string {
	c := store.ContactCursor{ID: last.ID}
	switch q.Sort {
	case "created":
		c.Num = int64(last.Created)
	case "modified":
		c.Num = int64(last.Modified)
	default:
		c.Text = last.NameFold
	}
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // a cursor is a plain struct
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

func contactRows(lines []store.ContactLine) []ContactRow {
	rows := make([]ContactRow, 0, len(lines))
	for _, l := range lines {
		rows = append(rows, ContactRow{
			ID: l.ID, Kind: l.Kind, Name: l.Name, Company: l.Company, CompanyName: l.CompanyName, Email: l.Email, EmailConsent: l.EmailState,
			Phone: l.Phone, PhoneConsent: l.PhoneState, Tags: l.Tags, Persons: l.Persons, Cards: l.Cards, Created: l.Created, Modified: l.Modified,
		})
	}
	return rows
}

// GetContact reads a contact with its persons, cards, messages and the history
// of its consents.
func (s *Session) GetContact(in ContactKey) (out ContactView, err error) {
	return out, s.read(func(v *store.View) (err error) {
		out, err = contactView(v, in.ID)
		return err
	})
}

// How much of a contact one answer holds.
const (
	shownPersons  = 200
	shownCards    = 200
	shownMessages = 50
	shownConsents = 200
)

func contactView(v *store.View, id crm.ContactID) (out ContactView, err error) {
	c, err := v.Contact(id)
	if err != nil {
		return out, err
	}
	out.Contact = *c
	if c.Company != 0 {
		if out.Company, err = v.Contact(c.Company); err != nil {
			return out, err
		}
	}
	if c.Kind == crm.ContactCompany {
		q := store.ContactQuery{Company: id, Limit: shownPersons}
		lines, err := v.Contacts(q)
		if err != nil {
			return out, err
		}
		out.Persons = contactRows(lines)
		if out.PersonsAll, err = v.CountContacts(q); err != nil {
			return out, err
		}
	}
	cards, all, err := v.CardsOfContact(id, shownCards)
	if err != nil {
		return out, err
	}
	out.CardsAll = all
	for _, k := range cards {
		out.Cards = append(out.Cards, ContactCard{ID: k.ID, Product: k.Product, Name: k.Name, Status: k.Status, Owner: k.Owner, Person: k.Person, Modified: k.Modified})
	}
	messages, err := v.MessagesOfContact(id, shownMessages)
	if err != nil {
		return out, err
	}
	for _, m := range messages {
		out.Messages = append(out.Messages, messageRow(m))
	}
	if out.Duplicates, err = v.DuplicatesOf(id); err != nil {
		return out, err
	}
	return out, consents(v, &out)
}

// consents adds what is known of who may be written to.
func consents(v *store.View, out *ContactView) error {
	list, err := v.ConsentHistory(out.Contact.ID, shownConsents)
	if err != nil {
		return err
	}
	users, err := v.Users()
	if err != nil {
		return err
	}
	names := map[crm.UserID]string{}
	for _, u := range users {
		names[u.ID] = u.Name
	}
	typed := map[string]string{}
	for _, a := range out.Contact.Addresses {
		typed[string(a.Channel)+a.Value] = a.Typed
		s, hit, err := v.SuppressionOf(a.Channel, a.Value)
		if err != nil {
			return err
		}
		if hit {
			out.Suppressed = append(out.Suppressed, SuppressedAddress{Address: a.ID, Scope: s.Scope, Reason: s.Reason, Since: s.Since, Who: names[s.User], Proof: s.Proof})
		}
	}
	for _, c := range list {
		line := ConsentLine{Change: c, Who: names[c.User], Typed: typed[string(c.Channel)+c.Value]}
		if line.Typed == "" {
			line.Typed = c.Value
		}
		out.Consents = append(out.Consents, line)
	}
	return nil
}

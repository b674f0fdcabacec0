package engine

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// MergeOrder says which contacts become one, and from whom what there can be
// only once is taken. None is "from the one that stays, else the first that has
// it".
type MergeOrder struct {
	Keep    crm.ContactID
	Others  []crm.ContactID
	Name    crm.ContactID
	Company crm.ContactID
	Website crm.ContactID
	Postal  crm.ContactID
	Email   string // normalised value of the default one
	Phone   string
}

// MergePlan is what a merge would come to.
type MergePlan struct {
	Result    crm.Contact
	Contacts  []crm.Contact // the one that stays first
	Conflicts []MergeConflict
	Stricter  []crm.Address // of the result, whose consent another one tightened
	Added     []crm.Address // of the result, that the one that stays did not have
	Cards     int           // that get another contact
	Tasks     int           // on them
	Messages  int
	Persons   int // that get another company
}

// MergeConflict is something that contacts say differently and that there can be
// only once.
type MergeConflict struct {
	What    string // name, company, website, postal, email or phone
	Options []MergeOption
	Chosen  int
}

// MergeOption is one of the answers.
type MergeOption struct {
	Contact crm.ContactID
	Value   string // of an address its normalised value
	Shown   string
}

// mostMerged is how many contacts become one at once.
const mostMerged = 20

// PlanMerge says what a merge would come to, and writes nothing. Errors: invalid
// where the contacts are not at least two different ones of one kind.
func (e *Engine) PlanMerge(v *store.View, o MergeOrder) (p MergePlan, err error) {
	if len(o.Others) == 0 || len(o.Others) >= mostMerged || slices.Contains(o.Others, o.Keep) {
		return p, crm.Fail(crm.CodeInvalid, "contacts.merge_which", "most", mostMerged)
	}
	for _, id := range append([]crm.ContactID{o.Keep}, o.Others...) {
		c, err := v.Contact(id)
		if err != nil {
			return p, err
		}
		p.Contacts = append(p.Contacts, *c)
	}
	for _, c := range p.Contacts {
		if c.Kind != p.Contacts[0].Kind {
			return p, crm.Fail(crm.CodeInvalid, "contacts.merge_kinds")
		}
	}
	m := merger{plan: &p, v: v}
	if err := m.single(o); err != nil {
		return p, err
	}
	m.several(o)
	return p, m.count(o.Others)
}

type merger struct {
	plan *MergePlan
	v    *store.View
}

// single decides what there can be only once.
func (m *merger) single(o MergeOrder) error {
	p := m.plan
	p.Result = p.Contacts[0]
	name := p.Contacts[m.choose("name", o.Name, func(c *crm.Contact) string { return c.Name })]
	p.Result.FirstName, p.Result.LastName, p.Result.Name = name.FirstName, name.LastName, name.Name
	companies := map[crm.ContactID]string{}
	for _, c := range p.Contacts {
		if c.Company != 0 {
			company, err := m.v.Contact(c.Company)
			if err != nil {
				return err
			}
			companies[c.ID] = company.Name
		}
	}
	p.Result.Company = p.Contacts[m.choose("company", o.Company, func(c *crm.Contact) string { return companies[c.ID] })].Company
	p.Result.Website = p.Contacts[m.choose("website", o.Website, func(c *crm.Contact) string { return c.Website })].Website
	p.Result.Postal = p.Contacts[m.choose("postal", o.Postal, func(c *crm.Contact) string { return c.Postal })].Postal
	var notes []string
	for _, c := range p.Contacts {
		p.Result.Tags = p.Result.Tags.With(c.Tags.IDs()...)
		if note := strings.TrimSpace(c.Note); note != "" && !slices.Contains(notes, note) {
			notes = append(notes, note)
		}
	}
	p.Result.Note = strings.Join(notes, "\n\n")
	return nil
}

// choose is the index of the contact that something is taken from; where several
// say it differently it is noted as a conflict.
func (m *merger) choose(what string, wish crm.ContactID, value func(*crm.Contact) string) int {
	conflict := MergeConflict{What: what}
	first, chosen := -1, -1
	for i := range m.plan.Contacts {
		c := &m.plan.Contacts[i]
		text := value(c)
		if text == "" {
			continue
		}
		if first < 0 {
			first = i
		}
		if c.ID == wish {
			chosen = i
		}
		if !slices.ContainsFunc(conflict.Options, func(o MergeOption) bool { return o.Value == text }) {
			conflict.Options = append(conflict.Options, MergeOption{Contact: c.ID, Value: text, Shown: text})
		}
	}
	if chosen < 0 {
		chosen = max(first, 0)
	}
	if len(conflict.Options) > 1 {
		picked := value(&m.plan.Contacts[chosen])
		conflict.Chosen = slices.IndexFunc(conflict.Options, func(o MergeOption) bool { return o.Value == picked })
		m.plan.Conflicts = append(m.plan.Conflicts, conflict)
	}
	return chosen
}

// several puts the addresses together: each once, with the stricter consent.
func (m *merger) several(o MergeOrder) {
	p := m.plan
	var list []crm.Address
	for i, c := range p.Contacts {
		for _, a := range c.Addresses {
			at := slices.IndexFunc(list, func(x crm.Address) bool { return x.Channel == a.Channel && x.Value == a.Value })
			if at < 0 {
				list = append(list, a)
				if i > 0 {
					p.Added = append(p.Added, a)
				}
				continue
			}
			known := &list[at]
			if known.Label == crm.LabelNone {
				known.Label = a.Label
			}
			if strict := known.Consent.Stricter(a.Consent); strict != known.Consent {
				known.Consent, known.Source, known.Since = a.Consent, a.Source, a.Since
				p.Stricter = append(p.Stricter, *known)
			}
		}
	}
	m.defaults(list, crm.ChannelEmail, "email", o.Email)
	m.defaults(list, crm.ChannelSMS, "phone", o.Phone)
	p.Result.Addresses = list
}

// defaults leaves one default address of a channel: the wished one, or else the
// first.
func (m *merger) defaults(list []crm.Address, ch crm.Channel, what, wish string) {
	conflict := MergeConflict{What: what, Chosen: -1}
	differ := map[string]bool{}
	for _, c := range m.plan.Contacts {
		if a, ok := c.DefaultAddress(ch); ok {
			differ[a.Value] = true
		}
	}
	pick := -1
	for i, a := range list {
		if a.Channel != ch {
			continue
		}
		if a.Value == wish || pick < 0 {
			pick = i
		}
		conflict.Options = append(conflict.Options, MergeOption{Contact: a.Contact, Value: a.Value, Shown: a.Typed})
	}
	for i := range list {
		if list[i].Channel == ch {
			list[i].Default = i == pick
		}
	}
	if pick >= 0 && len(differ) > 1 {
		conflict.Chosen = slices.IndexFunc(conflict.Options, func(o MergeOption) bool { return o.Value == list[pick].Value })
		m.plan.Conflicts = append(m.plan.Conflicts, conflict)
	}
}

func (m *merger) count(others []crm.ContactID) (err error) {
	n, err := m.v.CountOfContacts(others)
	m.plan.Cards, m.plan.Tasks, m.plan.Messages, m.plan.Persons = n.Cards, n.Tasks, n.Messages, n.Persons
	return err
}

// Merge makes several contacts one, in the transaction of the caller, who
// records it: their cards, persons and messages go to the one that stays,
// enrolments go on, and the others are gone. Filters judge the cards.
func (e *Engine) Merge(tx *store.Tx, o MergeOrder, cause crm.Cause) (MergePlan, error) {
	p, err := e.PlanMerge(&tx.View, o)
	if err != nil {
		return p, err
	}
	if err := e.moveCards(tx, o, cause); err != nil {
		return p, err
	}
	for _, other := range o.Others {
		if err := tx.MoveToContact(other, o.Keep); err != nil {
			return p, err
		}
	}
	for i := range p.Contacts[1:] {
		if err := moveAddresses(tx, &p.Contacts[i+1], &p); err != nil {
			return p, err
		}
	}
	for _, a := range p.Stricter {
		if err := tightened(tx, a, cause); err != nil {
			return p, err
		}
	}
	for i := range p.Contacts[1:] {
		gone := p.Contacts[i+1]
		gone.Addresses = nil
		if err := tx.DeleteContact(&gone); err != nil {
			return p, err
		}
	}
	if p.Result, err = tx.SaveContact(p.Result); err != nil {
		return p, err
	}
	return p, e.TouchContact(tx, o.Keep, cause)
}

// moveCards gives the others' cards to the contact that stays.
func (e *Engine) moveCards(tx *store.Tx, o MergeOrder, cause crm.Cause) error {
	ids, err := tx.CardIDsOf(o.Others, true)
	if err != nil {
		return err
	}
	for _, id := range ids {
		c, err := tx.Card(id)
		if err != nil {
			return err
		}
		if c.Deleted != 0 {
			if err := tx.MoveDeletedCard(c, o.Keep); err != nil {
				return err
			}
			continue
		}
		d := DraftOf(c)
		d.Contact = o.Keep
		if _, err := e.SaveCards(tx, []Draft{d}, cause); err != nil {
			return err
		}
	}
	return nil
}

// DraftOf is a card as a draft that changes nothing.
func DraftOf(c crm.Card) Draft {
	return Draft{ID: c.ID, Product: c.Product, Name: c.Name, Status: c.Status, Owner: c.Owner, Contact: c.Contact, Fields: c.Fields, Tags: c.Tags}
}

// moveAddresses gives a contact's addresses to the one that stays; those that it
// has already go.
func moveAddresses(tx *store.Tx, from *crm.Contact, p *MergePlan) error {
	for _, a := range from.Addresses {
		i := slices.IndexFunc(p.Result.Addresses, func(x crm.Address) bool { return x.ID == a.ID })
		if i < 0 {
			if err := tx.DeleteAddress(a); err != nil {
				return err
			}
			continue
		}
		a.Contact, a.Default = p.Result.ID, false
		if err := tx.WriteAddress(a); err != nil {
			return err
		}
	}
	return nil
}

// tightened writes an address whose consent another contact's tightened.
func tightened(tx *store.Tx, a crm.Address, cause crm.Cause) error {
	now, err := tx.Address(a.ID)
	if err != nil {
		return err
	}
	was := now.Consent
	now.Consent, now.Source, now.Since = a.Consent, a.Source, a.Since
	if err := tx.WriteAddress(now); err != nil {
		return err
	}
	return tx.NoteConsent(crm.ConsentChange{Contact: now.Contact, Channel: a.Channel, Value: a.Value, From: was, To: a.Consent, User: cause.User, How: "merge"})
}

// TouchContact notes that what a contact says changed, on its own cards and on
// those of its persons.
func (e *Engine) TouchContact(tx *store.Tx, id crm.ContactID, cause crm.Cause) error {
	persons, err := tx.PersonsOf(id)
	if err != nil {
		return err
	}
	cards, err := tx.CardIDsOf(append(persons, id), false)
	for _, card := range cards {
		tx.Touch(card, cause, "contact", "consent")
	}
	return err
}

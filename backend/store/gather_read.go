package store

import (
	"slices"

	"stepwise/backend/crm"
)

// readAhead is what the steps of some enrolments will ask for.
type readAhead struct {
	enrolments map[crm.EnrolmentID]crm.Enrolment
	runs       map[crm.EnrolmentID][]crm.StepRun
	cards      map[crm.CardID]*cardAhead
	clients    bool // that contacts and suppressed are read: when the first is asked for
	contacts   map[crm.ContactID]FullContact
	suppressed map[string]crm.SuppressionScope // of the addresses of these contacts, by channel and value
	said       map[asked]any                   // what was asked since, of what all have in common
	messages   map[stepKey]crm.Message         // the only ones of their steps: see KnowMessages
	allowed    *allowed                        // what keeps messages from their recipients: see KnowConsents
}

type cardAhead struct {
	row  cardRow
	read bool // its fields
}

type asked struct {
	noun string
	id   int64
}

func readAheadOf(list []crm.Enrolment) *readAhead {
	k := &readAhead{enrolments: make(map[crm.EnrolmentID]crm.Enrolment, len(list)), said: map[asked]any{}, suppressed: map[string]crm.SuppressionScope{}}
	for _, e := range list {
		k.enrolments[e.ID] = e
	}
	return k
}

// withCards is ahead with the cards of its enrolments; they, like the others, are
// read once one of them is asked for.
func (v *View) withCards() (*readAhead, error) {
	k := v.ahead()
	if k == nil || k.cards != nil {
		return k, nil
	}
	return k, v.gather.apart(func() error { return v.gather.t.cardsAhead(k) })
}

func (t *Tx) cardsAhead(k *readAhead) error {
	ids := make([]crm.CardID, 0, len(k.enrolments))
	for _, e := range k.enrolments {
		ids = append(ids, e.Card)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	var rows []cardRow
	if err := t.list(&rows, "SELECT "+cardColumns+" FROM card c WHERE c.id IN (SELECT value FROM json_each(?))", idList(ids)); err != nil {
		return err
	}
	k.cards = make(map[crm.CardID]*cardAhead, len(rows))
	for _, row := range rows {
		k.cards[row.ID] = &cardAhead{row: row}
	}
	return nil
}

// withClients is ahead with the contacts of its cards.
func (v *View) withClients() (*readAhead, error) {
	k, err := v.withCards()
	if err != nil || k == nil || k.clients {
		return k, err
	}
	k.clients = true
	return k, v.gather.apart(func() error { return v.gather.t.clientsAhead(k) })
}

// clientsAhead reads the main contacts with their addresses, and the companies
// that these belong to.
func (t *Tx) clientsAhead(k *readAhead) error {
	var ids, companies []crm.ContactID
	for _, c := range k.cards {
		if c.row.Contact != 0 {
			ids = append(ids, c.row.Contact)
		}
	}
	var err error
	if k.contacts, err = t.contactsAhead(ids); err != nil {
		return err
	}
	for _, c := range k.contacts {
		if _, there := k.contacts[c.Company]; c.Company != 0 && !there {
			companies = append(companies, c.Company)
		}
	}
	more, err := t.contactsAhead(companies)
	if err != nil {
		return err
	}
	for id, c := range more {
		k.contacts[id] = c
	}
	return t.suppressionsAhead(k)
}

func (t *Tx) contactsAhead(ids []crm.ContactID) (map[crm.ContactID]FullContact, error) {
	if len(ids) == 0 {
		return map[crm.ContactID]FullContact{}, nil
	}
	slices.Sort(ids)
	return t.FullContacts(slices.Compact(ids))
}

func (t *Tx) suppressionsAhead(k *readAhead) error {
	var some int
	if err := t.get(&some, "SELECT EXISTS (SELECT 1 FROM suppression)"); err != nil {
		return err
	}
	for _, c := range k.contacts {
		for _, a := range c.Addresses {
			key := string(a.Channel) + a.Value
			if _, known := k.suppressed[key]; known {
				continue
			}
			var entry crm.Suppression
			if some != 0 {
				var err error
				if entry, _, err = t.SuppressionOf(a.Channel, a.Value); err != nil {
					return err
				}
			}
			k.suppressed[key] = entry.Scope
		}
	}
	return nil
}

// withRuns is ahead with what happened so far.
func (v *View) withRuns() (*readAhead, error) {
	k := v.ahead()
	if k == nil || k.runs != nil {
		return k, nil
	}
	return k, v.gather.t.runsAhead(k)
}

func (t *Tx) runsAhead(k *readAhead) error {
	ids := make([]crm.EnrolmentID, 0, len(k.enrolments))
	for id := range k.enrolments {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var runs []crm.StepRun
	if err := t.list(&runs, "SELECT "+runInsert+" FROM step_run WHERE enrolment IN (SELECT value FROM json_each(?)) ORDER BY enrolment, id", idList(ids)); err != nil {
		return err
	}
	k.runs = make(map[crm.EnrolmentID][]crm.StepRun, len(ids))
	for _, id := range ids {
		k.runs[id] = []crm.StepRun{}
	}
	for _, r := range runs {
		k.runs[r.Enrolment] = append(k.runs[r.Enrolment], r)
	}
	return nil
}

// ahead is what was read ahead and still holds, or nil.
func (v *View) ahead() *readAhead {
	if v.gather == nil {
		return nil
	}
	return v.gather.known
}

// cardAhead is a card that was read ahead, its fields read when first asked for.
func (v *View) cardAhead(id crm.CardID) (c crm.Card, found bool, err error) {
	k, err := v.withCards()
	if err != nil || k == nil || k.cards[id] == nil {
		return c, false, err
	}
	a := k.cards[id]
	if !a.read {
		fields, err := v.fieldsAhead(a.row.Product)
		if err != nil {
			return c, false, err
		}
		if a.row.Card.Fields, err = crm.ReadStoreJSON([]byte(a.row.Doc), fields); err != nil {
			return c, false, err
		}
		a.read = true
	}
	return a.row.Card, true, nil
}

func (v *View) fieldsAhead(product crm.ProductID) ([]crm.Field, error) {
	return once(v, "fields", int64(product), func() ([]crm.Field, error) { return v.fields(product) })
}

// once asks for what many enrolments have in common only once in a gathering. It
// is nothing that gathered rows are a part of.
func once[T any](v *View, noun string, id int64, ask func() (T, error)) (T, error) {
	k := v.ahead()
	if k == nil {
		return ask()
	}
	if x, ok := k.said[asked{noun, id}].(T); ok {
		return x, nil
	}
	var x T
	err := v.gather.apart(func() (err error) {
		x, err = ask()
		return err
	})
	if err == nil {
		k.said[asked{noun, id}] = x
	}
	return x, err
}

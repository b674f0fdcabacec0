package engine

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Draft is a card as somebody wants it: new (no id), or a whole replacement of
// what can be edited. Values are checked already.
type Draft struct {
	ID       crm.CardID
	Revision int64     // that was seen; 0 for "whatever it is now"
	Was      *crm.Card // how the caller read it in this transaction; nil: it is read
	Product  crm.ProductID
	Name     string
	Status   crm.StatusID
	Owner    crm.UserID
	Contact  crm.ContactID
	Edited   bool // what the main contact says was changed too, in this transaction
	Fields   crm.Values
	Tags     crm.TagSet
	Origin   crm.Origin   // of a new card
	Ready    *store.Ready // of a new card for AddCards: what the store makes of Name and Fields, if that is made already
}

// SaveCards writes cards, their history, and touches what changed: the only way
// a card is written. Filters judge each card once, at the end of the
// transaction, by the result. Errors: conflict where a card was changed by
// somebody else since Revision.
func (e *Engine) SaveCards(tx *store.Tx, drafts []Draft, cause crm.Cause) ([]crm.Card, error) {
	out := make([]crm.Card, 0, len(drafts))
	for _, d := range drafts {
		save := e.changeCard
		if d.ID == 0 {
			save = e.addCard
		}
		c, err := save(tx, d, cause)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

func (e *Engine) addCard(tx *store.Tx, d Draft, cause crm.Cause) (crm.Card, error) {
	if err := takesCards(tx, d.Product); err != nil {
		return crm.Card{}, err
	}
	c := newCard(tx, d)
	c, err := tx.InsertCard(c)
	if err != nil {
		return c, err
	}
	tx.Touch(c.ID, cause, "*")
	return c, tx.NoteCause(c.ID, crm.ActivityCard, cause, crm.Say("activity.created"))
}

func (e *Engine) changeCard(tx *store.Tx, d Draft, cause crm.Cause) (crm.Card, error) {
	old, err := d.was(tx)
	if err != nil {
		return old, err
	}
	if old.Deleted != 0 {
		return old, crm.NotFound("card")
	}
	if d.Revision != 0 && d.Revision != old.Revision {
		return old, crm.Fail(crm.CodeConflict, "error.card.changed", "name", old.Name)
	}
	c := old
	c.Name, c.Owner, c.Contact, c.Fields, c.Tags = d.Name, d.Owner, d.Contact, d.Fields, d.Tags
	if d.Status != old.Status {
		c.Status, c.StatusFrom, c.StatusSince = d.Status, old.Status, tx.Now
	}
	cat, err := tx.SharedCatalogue(old.Product)
	if err != nil {
		return c, err
	}
	changes := compare(cat, old, c)
	if d.Edited && c.Contact == old.Contact {
		changes = append(changes, change{"contact", crm.Say("activity.contact")})
	}
	if len(changes) == 0 {
		return old, nil
	}
	if c, err = tx.ChangeCard(old, c); err != nil {
		return c, err
	}
	if err := tx.NoteFields(old, c); err != nil {
		return c, err
	}
	for _, ch := range changes {
		tx.Touch(c.ID, cause, ch.subject, "modified")
		if err := tx.NoteCause(c.ID, crm.ActivityCard, cause, ch.say); err != nil {
			return c, err
		}
	}
	return c, nil
}

func (d *Draft) was(tx *store.Tx) (crm.Card, error) {
	if d.Was != nil {
		return *d.Was, nil
	}
	return tx.Card(d.ID)
}

type change struct {
	subject string
	say     crm.Phrase
}

// compare lists what differs between two states of a card.
func compare(cat *crm.Catalogue, old, c crm.Card) []change {
	var out []change
	if c.Name != old.Name {
		out = append(out, change{"name", crm.Say("activity.name", "from", old.Name, "to", c.Name)})
	}
	if c.Status != old.Status {
		from, _ := cat.Status(old.Status)
		to, _ := cat.Status(c.Status)
		out = append(out, change{"status", crm.Say("activity.status", "from", from.Name, "to", to.Name)})
	}
	if c.Owner != old.Owner {
		from, _ := cat.User(old.Owner)
		to, _ := cat.User(c.Owner)
		out = append(out, change{"owner", crm.Say("activity.owner", "from", orNone(from.Name), "to", orNone(to.Name))})
	}
	if c.Contact != old.Contact {
		out = append(out, change{"contact", crm.Say("activity.contact")})
	}
	if c.Tags != old.Tags {
		say := crm.Say("activity.tags", "from", orNone(store.TagNames(cat.Tags, old.Tags)), "to", orNone(store.TagNames(cat.Tags, c.Tags)))
		out = append(out, change{"tags", say})
	}
	for _, f := range cat.Fields {
		if was, is := old.Fields[f.ID], c.Fields[f.ID]; was != is {
			say := crm.Say("activity.field", "field", f.Name, "from", ValueText(f, was), "to", ValueText(f, is))
			out = append(out, change{f.ID.Key(), say})
		}
	}
	return out
}

func orNone(name string) any {
	if name == "" {
		return crm.Say("activity.none")
	}
	return name
}

// DeleteCard deletes a card; its enrolments end. RestoreCard brings the card
// back, not the enrolments.
func (e *Engine) DeleteCard(tx *store.Tx, id crm.CardID, cause crm.Cause) (ended int, err error) {
	c, err := tx.Card(id)
	if err != nil || c.Deleted != 0 {
		return 0, err
	}
	return e.deleteCard(tx, c, cause)
}

func (e *Engine) deleteCard(tx *store.Tx, c crm.Card, cause crm.Cause) (ended int, err error) {
	list, err := tx.EnrolmentsOfCard(c.ID)
	if err != nil {
		return 0, err
	}
	for _, en := range list {
		if en.State.Live() {
			ended++
			if err := e.end(tx, en, crm.EnrolmentStopped, crm.ReasonCardDeleted, cause); err != nil {
				return ended, err
			}
		}
	}
	if err := tx.PartAll(c.ID); err != nil {
		return ended, err
	}
	if err := tx.SetDeletedOf(c, tx.Now); err != nil {
		return ended, err
	}
	return ended, tx.NoteCause(c.ID, crm.ActivityCard, cause, crm.Say("activity.deleted"))
}

// RestoreCard undoes DeleteCard; filters judge the card as if it were new.
func (e *Engine) RestoreCard(tx *store.Tx, id crm.CardID, cause crm.Cause) error {
	c, err := tx.Card(id)
	if err != nil || c.Deleted == 0 {
		return err
	}
	return e.restoreCard(tx, c, cause)
}

func (e *Engine) restoreCard(tx *store.Tx, c crm.Card, cause crm.Cause) error {
	if err := tx.SetDeletedOf(c, 0); err != nil {
		return err
	}
	quiet := cause
	quiet.Silent = true // a restored card was a member before; it must not start everything again
	tx.Touch(c.ID, quiet, "*")
	return tx.NoteCause(c.ID, crm.ActivityCard, cause, crm.Say("activity.restored"))
}

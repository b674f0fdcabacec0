package engine

import (
	"context"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// SaveContact writes a contact as a person edited it. The history of a new
// address's consent begins with who typed it; filters judge the contact's cards.
// Errors: conflict where somebody else changed it since the revision seen.
func (e *Engine) SaveContact(tx *store.Tx, c crm.Contact, cause crm.Cause) (crm.Contact, error) {
	old := &crm.Contact{Kind: c.Kind}
	if c.ID != 0 {
		var err error
		if old, err = tx.Contact(c.ID); err != nil {
			return c, err
		}
		if c.Revision != old.Revision {
			return c, crm.Fail(crm.CodeConflict, "contacts.changed", "name", old.Name)
		}
		c.Created = old.Created
	}
	c, err := tx.SaveContact(c)
	if err != nil {
		return c, err
	}
	for _, a := range c.Addresses {
		if slices.ContainsFunc(old.Addresses, func(was crm.Address) bool { return was.ID == a.ID }) {
			continue
		}
		line := crm.ConsentChange{Contact: c.ID, Channel: a.Channel, Value: a.Value, To: a.Consent, User: cause.User, How: a.Source}
		if err := tx.NoteConsent(line); err != nil {
			return c, err
		}
	}
	if sayTheSame(old, &c) {
		return c, nil
	}
	if err := e.noteContact(tx, c.ID, cause); err != nil {
		return c, err
	}
	return c, e.TouchContact(tx, c.ID, cause)
}

// noteContact adds to the history of a contact's cards that it says something
// else now.
func (e *Engine) noteContact(tx *store.Tx, id crm.ContactID, cause crm.Cause) error {
	cards, err := tx.CardIDsOf([]crm.ContactID{id}, false)
	for _, card := range cards {
		if err := tx.NoteCause(card, crm.ActivityCard, cause, crm.Say("activity.contact")); err != nil {
			return err
		}
	}
	return err
}

// sayTheSame says whether two states of a contact are alike for filters and for
// the search: its names, company and addresses.
func sayTheSame(a, b *crm.Contact) bool {
	return a.Name == b.Name && a.FirstName == b.FirstName && a.LastName == b.LastName && a.Company == b.Company && a.Tags == b.Tags &&
		slices.EqualFunc(sorted(a.Addresses), sorted(b.Addresses), func(x, y crm.Address) bool {
			return x.Channel == y.Channel && x.Value == y.Value && x.Typed == y.Typed && x.Default == y.Default
		})
}

func sorted(list []crm.Address) []crm.Address {
	return slices.SortedFunc(slices.Values(list), func(a, b crm.Address) int {
		return strings.Compare(string(a.Channel)+a.Value, string(b.Channel)+b.Value)
	})
}

// mostNamedCards is how many cards an answer names.
const mostNamedCards = 3

// DeleteContact deletes a contact that no card needs. What remembers it, sent
// messages and a company's persons, forgets it. Errors: conflict where cards, or
// messages that wait, need it; the answer names them.
func (e *Engine) DeleteContact(tx *store.Tx, id crm.ContactID, cause crm.Cause) error {
	c, err := tx.Contact(id)
	if err != nil {
		return err
	}
	n, err := tx.CountOfContacts([]crm.ContactID{id})
	if err != nil {
		return err
	}
	if n.Cards > 0 {
		list, _, err := tx.CardsOfContact(id, mostNamedCards)
		if err != nil {
			return err
		}
		var names []string
		for _, card := range list {
			if card.Contact == id {
				names = append(names, card.Name)
			}
		}
		return crm.Fail(crm.CodeConflict, "contacts.delete_cards", "name", c.Name, "count", n.Cards, "cards", strings.Join(names, ", "))
	}
	if n.Deleted > 0 {
		return crm.Fail(crm.CodeConflict, "contacts.delete_restorable", "name", c.Name, "count", n.Deleted)
	}
	waiting, err := tx.WaitingFor(id)
	if err != nil {
		return err
	}
	if waiting > 0 {
		return crm.Fail(crm.CodeConflict, "contacts.delete_messages", "name", c.Name, "count", waiting)
	}
	if err := e.TouchContact(tx, id, cause); err != nil { // its persons lose their company
		return err
	}
	if err := tx.MoveToContact(id, 0); err != nil {
		return err
	}
	return tx.DeleteContact(c)
}

// SetConsent is what a colleague says of an address, whoever has it. A "no" goes
// to the suppression list; lifting one needs to say how the person agreed.
func (e *Engine) SetConsent(tx *store.Tx, id crm.AddressID, to crm.Consent, note string, cause crm.Cause) error {
	a, err := tx.Address(id)
	if err != nil {
		return err
	}
	scope, err := tx.Suppressed(a.Channel, a.Value)
	if err != nil {
		return err
	}
	hit := scope != crm.ScopeNone
	no := to == crm.ConsentUnsubscribed || to == crm.ConsentBounced
	if note == "" && !no && (hit || a.Consent == crm.ConsentUnsubscribed || a.Consent == crm.ConsentBounced) {
		var bad crm.Problems
		bad.Add("note", "contacts.lift_note", "address", a.Typed)
		return bad.Err()
	}
	if to == crm.ConsentUnsubscribed {
		err = tx.AddSuppression(crm.Suppression{
			Channel: a.Channel, Value: a.Value, Scope: crm.ScopeAll, Reason: crm.SuppressedUnsubscribed, User: cause.User, Source: "user", Proof: note,
		})
	} else if !no && hit {
		err = tx.Unsuppress(a.Channel, a.Value, cause.User, note)
	}
	if err != nil {
		return err
	}
	line := crm.ConsentChange{Channel: a.Channel, Value: a.Value, To: to, User: cause.User, How: "user", Note: note}
	cards, err := tx.MoveConsent(line)
	if err != nil {
		return err
	}
	if a.Consent == to && hit && !no { // only the list kept it back
		line.Contact, line.From = a.Contact, a.Consent
		if err := tx.NoteConsent(line); err != nil {
			return err
		}
	}
	for _, card := range cards {
		tx.Touch(card, cause, "consent", "contact")
	}
	return nil
}

// renewChunk is how many contacts one transaction renews in the search.
const renewChunk = 200

// RenewContacts renews, at once, what the quick search knows of contacts that
// were changed, so that a search finds what was just written.
func (e *Engine) RenewContacts(ctx context.Context) error {
	for range 10 { // more is the heartbeat's
		stale, n := false, 0
		err := e.store.Read(ctx, func(v *store.View) (err error) {
			stale, err = v.StaleContacts()
			return err
		})
		if err != nil || !stale {
			return err
		}
		err = e.store.WriteBulk(ctx, func(tx *store.Tx) (err error) {
			n, err = tx.RenewContactSearch(renewChunk)
			return err
		})
		if err != nil || n < renewChunk {
			return err
		}
	}
	return nil
}

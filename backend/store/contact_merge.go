package store

import "stepwise/backend/crm"

// ContactCounts are the numbers of what hangs on contacts.
type ContactCounts struct {
	Cards    int `db:"cards"`
	Deleted  int `db:"deleted"` // cards that somebody deleted and may restore
	Tasks    int `db:"tasks"`   // on those cards
	Messages int `db:"messages"`
	Persons  int `db:"persons"` // of companies
	Files    int `db:"files"`   // that came from them, on cards of others
}

// CountOfContacts counts what hangs on some contacts.
func (v *View) CountOfContacts(ids []crm.ContactID) (n ContactCounts, err error) {
	query, args, err := in(`SELECT
			(SELECT count(*) FROM card WHERE contact IN (?) AND deleted IS NULL) AS cards,
			(SELECT count(*) FROM card WHERE contact IN (?) AND deleted IS NOT NULL) AS deleted,
			(SELECT count(*) FROM task t JOIN card c ON c.id = t.card WHERE c.contact IN (?) AND c.deleted IS NULL) AS tasks,
			(SELECT count(*) FROM message WHERE contact IN (?)) AS messages,
			(SELECT count(*) FROM contact WHERE company IN (?)) AS persons,
			(SELECT count(*) FROM file WHERE contact IN (?)) AS files`, ids, ids, ids, ids, ids, ids)
	if err != nil {
		return n, err
	}
	return n, v.get(&n, query, args...)
}

// MoveToContact gives what points to a contact, but for cards and addresses, to
// another one: messages, files, a company's persons.
func (t *Tx) MoveToContact(from, to crm.ContactID) error {
	for _, table := range []struct{ name, column string }{{"message", "contact"}, {"file", "contact"}, {"contact", "company"}} {
		var ids []int64
		if err := t.list(&ids, "SELECT id FROM "+table.name+" WHERE "+table.column+" = ? ORDER BY id", from); err != nil {
			return err
		}
		for _, id := range ids {
			if err := t.keepRow(table.name, 0, id); err != nil {
				return err
			}
		}
		if _, err := t.exec("UPDATE "+table.name+" SET "+table.column+" = ? WHERE "+table.column+" = ?", to, from); err != nil {
			return err
		}
		if len(ids) > 0 {
			t.Changed(table.name, "*")
		}
	}
	return nil
}

// MoveDeletedCard gives a deleted card another main contact, so that it can be
// restored; nobody sees it, so nothing is judged.
func (t *Tx) MoveDeletedCard(c crm.Card, to crm.ContactID) error {
	c.Contact = to
	if err := t.keepCard(c); err != nil {
		return err
	}
	return t.must("UPDATE card SET contact = ? WHERE id = ? AND deleted IS NOT NULL", c.Contact, c.ID)
}

// WaitingFor counts the messages to a contact that are not settled yet.
func (v *View) WaitingFor(id crm.ContactID) (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM message WHERE contact = ? AND state IN ('queued', 'sending', 'held')", id)
}

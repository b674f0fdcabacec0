package store

import (
	"fmt"
	"slices"

	"stepwise/backend/crm"
)

// ErasedWord stands where the data of an erased person stood in texts of others.
const ErasedWord = "…"

// eraseTables hold what goes with a card, in the order in which it can go; a
// test finds a table that points to one of them and is missing.
var eraseTables = []struct{ Table, Where string }{
	{"activity", "card IN (?)"},
	{"step_run", "enrolment IN (SELECT id FROM enrolment WHERE card IN (?))"},
	{"reply", "card IN (?)"},
	{"hit", "card IN (?)"},
	{"unsubscription", "message IN (SELECT id FROM message WHERE card IN (?))"},
	{"message", "card IN (?)"},
	{"task", "card IN (?)"},
	{"task_series", "card IN (?)"},
	{"note", "card IN (?)"},
	{"file", "card IN (?)"},
	{"field_change", "card IN (?)"},
	{"status_change", "card IN (?)"},
	{"membership", "card IN (?)"},
	{"enrolment", "card IN (?)"},
	{"missed", "card IN (?)"},
	{"batch_item", "card IN (?)"},
	{"form_card", "card IN (?)"},
	{"submission", "card IN (?)"},
	{"webhook_event", "card IN (?)"},
	{"webhook_call", "card IN (?)"},
	{"sequence_test", testsWithCards},
	{"lead_mail", "card IN (?)"},
	{"inlet_call", "card IN (?)"},
	{"card", "id IN (?)"},
}

// EraseCounts say how much goes with cards.
type EraseCounts map[string]int

// CountErase counts what goes with cards, by table.
func (v *View) CountErase(cards []crm.CardID) (EraseCounts, error) {
	out := EraseCounts{}
	for _, from := range eraseTables {
		for chunk := range slices.Chunk(cards, 500) {
			query, args, err := in("SELECT count(*) FROM "+from.Table+" WHERE "+from.Where, chunk)
			if err != nil {
				return nil, err
			}
			var n int
			if err := v.get(&n, query, args...); err != nil {
				return nil, err
			}
			out[from.Table] += n
		}
	}
	return out, nil
}

// EraseCards takes cards away with everything that hangs on them. Of their runs
// through sequences only a number stays.
func (t *Tx) EraseCards(cards []crm.CardID) error {
	for chunk := range slices.Chunk(cards, 500) {
		query, args, err := in(`UPDATE sequence SET erased_cards = erased_cards + coalesce((SELECT count(DISTINCT e.card) FROM enrolment e
			WHERE e.sequence = sequence.id AND e.card IN (?) AND EXISTS (SELECT 1 FROM step_run r WHERE r.enrolment = e.id AND r.outcome = 'done')), 0)`, chunk)
		if err == nil {
			_, err = t.exec(query, args...)
		}
		if err != nil {
			return err
		}
		if err := t.countAway(chunk); err != nil {
			return err
		}
		for _, from := range eraseTables {
			query, args, err := in("DELETE FROM "+from.Table+" WHERE "+from.Where, chunk)
			if err == nil {
				_, err = t.exec(query, args...)
			}
			if err != nil {
				return err
			}
		}
		for _, id := range chunk {
			t.Changed("card", id.String())
		}
	}
	for _, noun := range []string{"task", "message", "enrolment", "file"} {
		t.Changed(noun, "*")
	}
	return nil
}

// OnTheWay counts the messages to a contact, or on cards, that somebody is
// sending or about to: what they come to is not known yet.
func (v *View) OnTheWay(contact crm.ContactID, cards []crm.CardID) (n int, err error) {
	query, args, err := in("SELECT count(*) FROM message WHERE (state = 'sending' OR worker IS NOT NULL) AND (contact = ? OR card IN (?))", contact, append(cards, 0))
	if err != nil {
		return 0, err
	}
	return n, v.get(&n, query, args...)
}

// MessagesElsewhere reads the messages to a contact on cards that are not its
// own.
func (v *View) MessagesElsewhere(contact crm.ContactID) ([]crm.Message, error) {
	return v.messages("SELECT "+messageColumns+messageFrom+"JOIN card c ON c.id = m.card WHERE m.contact = ? AND c.contact IS NOT ? ORDER BY m.id", contact, contact)
}

// BlankMessage leaves of a message that a card of others needs only that it was.
func (t *Tx) BlankMessage(id crm.MessageID) error {
	t.Changed("message", id.String())
	for _, table := range []string{"attempt", "message_part", "hit", "unsubscription"} {
		if _, err := t.exec("DELETE FROM "+table+" WHERE message = ?", id); err != nil {
			return err
		}
	}
	return t.must("UPDATE message SET contact = NULL, recipient = ?, to_name = '', vals = '{}', reply = '', remote = '' WHERE id = ?", ErasedWord+id.String(), id)
}

// EraseContact takes a contact away with its addresses, their history and what
// could bring it back; files too that lie on cards which were its own once.
func (t *Tx) EraseContact(c *crm.Contact) error {
	t.rec = nil
	if err := t.eraseReplies(c.ID); err != nil {
		return err
	}
	for _, step := range []struct {
		query string
		args  []any
	}{
		{"DELETE FROM consent_change WHERE contact = ?", []any{c.ID}},
		{"DELETE FROM file WHERE contact = ?", []any{c.ID}},
		{"UPDATE contact SET company = NULL WHERE company = ?", []any{c.ID}},
		{"DELETE FROM batch WHERE id IN (SELECT batch FROM batch_item WHERE noun IN ('row contact', 'row address') AND instr(coalesce(before, '') || coalesce(after, ''), ?) > 0)",
			[]any{fmt.Sprintf(`"contact":%d,`, c.ID)}},
		{"DELETE FROM batch WHERE id IN (SELECT batch FROM batch_item WHERE noun = 'row contact' AND item = ?)", []any{c.ID}},
		{"DELETE FROM sequence_test WHERE " + testsWithContacts, []any{c.ID}},
		{"DELETE FROM import WHERE state = 'read'", nil},
		{"DELETE FROM import_file", nil},
	} {
		if _, err := t.exec(step.query, step.args...); err != nil {
			return err
		}
	}
	return t.DeleteContact(c)
}

// EraseConsents takes the history of an address away that nobody has any more.
func (t *Tx) EraseConsents(ch crm.Channel, value string) error {
	_, err := t.exec("DELETE FROM consent_change WHERE channel = ? AND value = ?", ch, value)
	return err
}

// OthersWith counts the other contacts that have an address.
func (v *View) OthersWith(contact crm.ContactID, ch crm.Channel, value string) (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM address WHERE value = ? AND channel = ? AND contact <> ?", value, ch, contact)
}

// Namesakes counts the other contacts with the same folded name.
func (v *View) Namesakes(contact crm.ContactID, folded string) (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM contact WHERE name_fold = ? AND id <> ?", folded, contact)
}

// FilesElsewhere counts the files of a contact on cards that are not its own any
// more.
func (v *View) FilesElsewhere(contact crm.ContactID) (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM file f JOIN card c ON c.id = f.card WHERE f.contact = ? AND c.contact IS NOT ?", contact, contact)
}

// CountUploads counts the uploaded files that were not imported.
func (v *View) CountUploads() (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM import WHERE state = 'read'")
}

// Importing says whether an import is on its way in or out; its file is needed.
func (v *View) Importing() (bool, error) {
	var n int
	err := v.get(&n, "SELECT count(*) FROM import WHERE state IN ('applying', 'undoing')")
	return n > 0, err
}

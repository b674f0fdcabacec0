package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/crm"
)

// BatchItem is one thing that a batch changed.
type BatchItem struct {
	ID      int64          `db:"id"`
	Noun    string         `db:"noun"`
	Card    crm.CardID     `db:"card"`
	Item    int64          `db:"item"`
	Through int64          `db:"through"`
	Before  sql.NullString `db:"before"` // not valid: the batch made it
	After   string         `db:"after"`
}

const itemColumns = "id, noun, card, item, through, before, coalesce(after, '') AS after"

// BatchCards are the next cards of which a batch has something to put back.
func (v *View) BatchCards(batch crm.BatchID, limit int) ([]crm.CardID, error) {
	var cards []crm.CardID
	return cards, v.list(&cards, "SELECT DISTINCT card FROM batch_item WHERE batch = ? AND card > 0 ORDER BY card LIMIT ?", batch, limit)
}

// BatchItems are what a batch has of one card, or of none (0), the last first.
func (v *View) BatchItems(batch crm.BatchID, card crm.CardID) ([]BatchItem, error) {
	var items []BatchItem
	return items, v.list(&items, "SELECT "+itemColumns+" FROM batch_item WHERE batch = ? AND card = ? ORDER BY id DESC", batch, int64(card))
}

// BatchLeft counts the cards that a batch still has to put back, made ones too.
func (v *View) BatchLeft(batch crm.BatchID) (n int, err error) {
	return n, v.get(&n, `SELECT (SELECT count(DISTINCT card) FROM batch_item WHERE batch = ? AND card > 0)
		+ coalesce((SELECT sum(through - item + 1) FROM batch_item WHERE batch = ? AND card = 0 AND noun = 'new card'), 0)`, batch, batch)
}

// DropItems forgets what a batch had of one card.
func (t *Tx) DropItems(batch crm.BatchID, card crm.CardID) error {
	_, err := t.exec("DELETE FROM batch_item WHERE batch = ? AND card = ?", batch, int64(card))
	return err
}

// DropItem forgets one thing; ShortenItem forgets the last ids of a run.
func (t *Tx) DropItem(id int64) error { return t.must("DELETE FROM batch_item WHERE id = ?", id) }

// ShortenItem keeps of a run of ids those up to through.
func (t *Tx) ShortenItem(id, through int64) error {
	return t.must("UPDATE batch_item SET through = ? WHERE id = ?", through, id)
}

// Apply puts a card back into the state that the patch remembers.
func (p *CardPatch) Apply(c *crm.Card, fields []crm.Field) error {
	set(&c.Name, p.Name)
	set(&c.Status, p.Status)
	set(&c.StatusSince, p.StatusSince)
	set(&c.StatusFrom, p.StatusFrom)
	set(&c.Owner, p.Owner)
	set(&c.Contact, p.Contact)
	set(&c.Tags, p.Tags)
	set(&c.Deleted, p.Deleted)
	var doc map[string]json.RawMessage
	if err := json.Unmarshal([]byte(c.Fields.StoreJSON()), &doc); err != nil {
		return err
	}
	for key, was := range p.Fields {
		if doc[key] = was; string(was) == "null" {
			delete(doc, key)
		}
	}
	text, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	c.Fields, err = crm.ReadStoreJSON(text, fields)
	return err
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

// PutMembership makes a membership as it was: since a moment, or none (0).
func (t *Tx) PutMembership(seq crm.SequenceID, card crm.CardID, since crm.Instant) error {
	if since == 0 {
		return t.Part(seq, card)
	}
	n, err := t.exec("INSERT INTO membership (sequence, card, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", seq, card, since)
	t.countMembers(seq, n)
	return err
}

// Revive puts an enrolment that ended back into its state before. It is left
// alone, and false returned, where another one is live.
func (t *Tx) Revive(e crm.Enrolment) (bool, error) {
	if _, live, err := t.LiveEnrolment(e.Sequence, e.Card); err != nil || live {
		return false, err
	}
	t.Changed("card", e.Card.String())
	t.Changed("enrolment", e.ID.String())
	return true, t.must("UPDATE enrolment SET state = ?, reason = ?, paused = ?, anchor = ?, step = ?, due = ?, planned = ?, date = ?, ended = NULL WHERE id = ?",
		e.State, e.Reason, e.Paused, e.Anchor, e.Step, e.Due, e.Planned, e.Date, e.ID)
}

// Requeue puts a cancelled message back where it was.
func (t *Tx) Requeue(item BatchItem) error {
	var was messageBefore
	if err := json.Unmarshal([]byte(item.Before.String), &was); err != nil {
		return err
	}
	t.Changed("message", crm.MessageID(item.Item).String())
	_, err := t.exec("UPDATE message SET state = ?, reason = ?, due = ?, settled_at = NULL WHERE id = ? AND state = 'cancelled'", was.State, was.Reason, was.Due, item.Item)
	return err
}

// DropStepRun forgets what was noted of a step after its enrolment had ended.
func (t *Tx) DropStepRun(id crm.EnrolmentID, step crm.StepID) error {
	_, err := t.exec("DELETE FROM step_run WHERE enrolment = ? AND step = ?", id, step)
	return err
}

// HandedOver says whether anything of an enrolment went out, or may have.
func (v *View) HandedOver(id crm.EnrolmentID) (bool, error) {
	var n int
	err := v.get(&n, "SELECT count(*) FROM message WHERE enrolment = ? AND (handed_at IS NOT NULL OR worker IS NOT NULL)", id)
	return n > 0, err
}

// RemoveEnrolment takes an enrolment away as if it had never begun, with the
// open tasks that it made. Nothing of it was handed over.
func (t *Tx) RemoveEnrolment(id crm.EnrolmentID, card crm.CardID) error {
	var tasks []crm.TaskID
	if err := t.list(&tasks, "SELECT k.id FROM step_run r JOIN task k ON k.id = r.task WHERE r.enrolment = ? AND k.done IS NULL", id); err != nil {
		return err
	}
	for _, query := range []string{
		"DELETE FROM step_run WHERE enrolment = ?",
		"UPDATE activity SET message = NULL WHERE card = (SELECT card FROM enrolment WHERE id = ?1) AND message IN (SELECT id FROM message WHERE enrolment = ?1)",
		"DELETE FROM message WHERE enrolment = ?",
		"DELETE FROM enrolment WHERE id = ?",
	} {
		if _, err := t.exec(query, id); err != nil {
			return err
		}
	}
	for _, k := range tasks {
		t.Changed("task", k.String())
		if err := t.must("DELETE FROM task WHERE id = ?", k); err != nil {
			return err
		}
	}
	t.Changed("card", card.String())
	t.Changed("enrolment", id.String())
	return nil
}

// PutRows puts whole rows back. ok is false, and nothing done, where one of them
// was changed since.
func (t *Tx) PutRows(items []BatchItem) (ok bool, err error) {
	for _, it := range items {
		now, err := t.rowImage(it.table(), it.Item)
		if err != nil || now != it.After {
			return false, err
		}
	}
	if _, err := t.exec("PRAGMA defer_foreign_keys = ON"); err != nil {
		return false, err
	}
	for _, it := range items { // all first: two of them may have changed places in a unique index
		if !it.Before.Valid || it.table() == "address" {
			if _, err := t.exec("DELETE FROM "+it.table()+" WHERE id = ?", it.Item); err != nil {
				return false, err
			}
		}
	}
	for _, it := range items {
		if it.Before.Valid {
			if err := t.putRow(it); err != nil {
				return false, err
			}
		}
		t.Changed(nounOf(it.table()), outsideID(it.table(), it.Item))
	}
	return true, nil
}

// nounOf is what is told to have changed with a row of a table.
func nounOf(table string) string {
	switch table {
	case "status", "field", "choice":
		return "product"
	case "app_user":
		return "user"
	case "step":
		return "sequence"
	case "list_view":
		return "view"
	}
	return table
}

func outsideID(table string, id int64) string {
	switch table {
	case "contact", "address":
		return crm.ContactID(id).String()
	case "task":
		return crm.TaskID(id).String()
	}
	return "*"
}

func (it BatchItem) table() string { return strings.TrimPrefix(it.Noun, "row ") }

// Row says whether the item is a whole row of a table.
func (it BatchItem) Row() bool { return strings.HasPrefix(it.Noun, "row ") }

func (t *Tx) putRow(it BatchItem) error {
	columns, err := t.columnsOf(it.table())
	if err != nil {
		return err
	}
	values, sets := make([]string, len(columns)), []string{}
	for i, c := range columns {
		values[i] = "json_extract(?1, '$." + c + "')"
		if c != "id" {
			sets = append(sets, c+" = excluded."+c)
		}
	}
	_, err = t.exec(fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (id) DO UPDATE SET %s",
		it.table(), strings.Join(columns, ", "), strings.Join(values, ", "), strings.Join(sets, ", ")), it.Before.String)
	return err
}

// RemoveCards takes cards away with everything that hangs on them, as if they
// had never been.
func (t *Tx) RemoveCards(ids []crm.CardID) error {
	for chunk := range slices.Chunk(ids, 500) {
		if err := t.countAway(chunk); err != nil {
			return err
		}
		for _, from := range eraseTables {
			if from.Table == "batch_item" {
				continue // another batch may still want to say that they changed since
			}
			q, args, err := in("DELETE FROM "+from.Table+" WHERE "+from.Where, chunk)
			if err != nil {
				return err
			}
			if _, err := t.exec(q, args...); err != nil {
				return err
			}
		}
	}
	for _, id := range ids {
		t.Changed("card", id.String())
	}
	return nil
}

// RemoveUnused takes those contacts of a kind and of a run of ids away that
// nothing points to any more.
func (t *Tx) RemoveUnused(kind crm.ContactKind, first, last int64) error {
	var ids []int64
	err := t.list(&ids, `SELECT k.id FROM contact k WHERE k.id BETWEEN ? AND ? AND k.kind = ?
		AND NOT EXISTS (SELECT 1 FROM card c WHERE c.contact = k.id)
		AND NOT EXISTS (SELECT 1 FROM contact p WHERE p.company = k.id)
		AND NOT EXISTS (SELECT 1 FROM message m WHERE m.contact = k.id)`, first, last, kind)
	if err != nil {
		return err
	}
	return t.removeContacts(ids)
}

// CompaniesNext says that of a run of contacts the persons are gone.
func (t *Tx) CompaniesNext(item int64) error {
	return t.must("UPDATE batch_item SET noun = 'new company' WHERE id = ?", item)
}

func (t *Tx) removeContacts(ids []int64) error {
	for chunk := range slices.Chunk(ids, 500) {
		for _, query := range []string{"DELETE FROM address WHERE contact IN (?)", "DELETE FROM consent_change WHERE contact IN (?)", "DELETE FROM contact WHERE id IN (?)"} {
			q, args, err := in(query, chunk)
			if err != nil {
				return err
			}
			if _, err := t.exec(q, args...); err != nil {
				return err
			}
		}
		t.Changed("contact", "*")
	}
	return nil
}

// Untouched are the cards of a run of ids that are as they were made: nobody
// changed them or put a note, a file or a task on them, and nothing was handed
// over. A note that came with the card is the card's own.
func (v *View) Untouched(first, last int64) ([]crm.CardID, error) {
	var ids []crm.CardID
	return ids, v.list(&ids, `SELECT c.id FROM card c WHERE c.id BETWEEN ? AND ? AND c.revision = 1
		AND NOT EXISTS (SELECT 1 FROM message m WHERE m.card = c.id AND (m.handed_at IS NOT NULL OR m.worker IS NOT NULL))
		AND NOT EXISTS (SELECT 1 FROM note n WHERE n.card = c.id AND n.deleted IS NULL AND (n.created <> c.created OR n.modified <> n.created))
		AND NOT EXISTS (SELECT 1 FROM file f WHERE f.card = c.id AND f.deleted IS NULL)
		AND NOT EXISTS (SELECT 1 FROM reply r WHERE r.card = c.id)
		AND NOT EXISTS (SELECT 1 FROM task k WHERE k.card = c.id AND k.sequence IS NULL)
		ORDER BY c.id`, first, last)
}

// asMade gives a card the revision of one that nobody has changed since it was
// made: what made it changed it too.
func (t *Tx) asMade(card crm.CardID) error {
	return t.must("UPDATE card SET revision = 1 WHERE id = ?", card)
}

// PutAsMade does so for a card that is back as a batch made it; of other cards
// it does nothing.
func (t *Tx) PutAsMade(batch crm.BatchID, card crm.CardID) error {
	var n int
	err := t.get(&n, "SELECT count(*) FROM batch_item WHERE batch = ? AND card = 0 AND noun = 'new card' AND ? BETWEEN item AND through", batch, card)
	if err != nil || n == 0 {
		return err
	}
	return t.asMade(card)
}

// CardsBetween are the cards of a run of ids that are not deleted.
func (v *View) CardsBetween(first, last int64) ([]crm.CardID, error) {
	var ids []crm.CardID
	return ids, v.list(&ids, "SELECT id FROM card WHERE id BETWEEN ? AND ? AND deleted IS NULL ORDER BY id", first, last)
}

// Since reads the moment that a kept membership began.
func (it BatchItem) Since() (crm.Instant, error) {
	if !it.Before.Valid {
		return 0, nil
	}
	ms, err := strconv.ParseInt(it.Before.String, 10, 64)
	return crm.Instant(ms), err
}

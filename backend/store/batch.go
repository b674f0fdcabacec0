package store

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"stepwise/backend/crm"
)

// NewBatch begins a change that can be undone as a whole.
func (t *Tx) NewBatch(b crm.Batch) (crm.BatchID, error) {
	if b.State == "" {
		b.State = crm.BatchRunning
	}
	id, err := nextID[crm.BatchID](t, "batch")
	if err != nil {
		return 0, err
	}
	args, err := json.Marshal(b.Say.Args)
	if err != nil {
		return 0, err
	}
	t.Changed("batch", id.String())
	return id, t.must("INSERT INTO batch (id, kind, state, usr, product, at, ended, cards, key, args) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		int64(id), string(b.Kind), string(b.State), orNull(b.User), orNull(b.Product), int64(t.Now), orNull(b.Ended), int64(b.Cards), b.Say.Key, string(args))
}

// Record makes everything that this transaction writes from here on undoable as
// part of a batch.
func (t *Tx) Record(batch crm.BatchID) { t.rec = &recording{batch: batch} }

// RecordWhole is Record of a change that begins and ends in this transaction: it
// makes the batch, which is done already.
func (t *Tx) RecordWhole(b crm.Batch) (crm.BatchID, error) {
	b.State, b.Ended = crm.BatchDone, t.Now
	id, err := t.NewBatch(b)
	t.rec = &recording{batch: id, whole: true}
	return id, err
}

// SetBatch writes a batch's state; cards, if positive, is how many it came to.
func (t *Tx) SetBatch(id crm.BatchID, state crm.BatchState, cards int) error {
	var ended any
	if state != crm.BatchRunning && state != crm.BatchUndoing {
		ended = t.Now
	}
	t.Changed("batch", id.String())
	return t.must("UPDATE batch SET state = ?, ended = ?, cards = CASE WHEN ? > 0 THEN ? ELSE cards END WHERE id = ?", state, ended, cards, cards, id)
}

type batchRow struct {
	crm.Batch
	Key  string `db:"key"`
	Args string `db:"args"`
}

// Batch reads one batch.
func (v *View) Batch(id crm.BatchID) (crm.Batch, error) {
	var row batchRow
	found, err := v.one(&row, "SELECT id, kind, state, usr, product, at, ended, cards, key, args FROM batch WHERE id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("batch")
	}
	if err != nil {
		return row.Batch, err
	}
	row.Say.Key = row.Key
	return row.Batch, json.Unmarshal([]byte(row.Args), &row.Say.Args)
}

// ForgetBatches lets go of what is too old to be undone, at most once an hour: it
// is asked for with each change.
func (t *Tx) ForgetBatches() error {
	const hour = 3600 * 1000
	if last := crm.Instant(t.s.forgot.Load()); last <= t.Now && t.Now < last+hour {
		return nil
	}
	_, err := t.exec("DELETE FROM batch WHERE at < ?", t.Now-crm.BatchDays*24*hour)
	t.s.forgot.Store(int64(t.Now))
	return err
}

// keep notes one thing's state before; the first note of a batch stays, after
// is renewed.
func (t *Tx) keep(noun string, card crm.CardID, item int64, before, after any) error {
	if t.rec == nil || t.rec.has(card) {
		return nil
	}
	t.rec.put(keptItem{itemKey: itemKey{noun, card, item}, before: before, after: after})
	return nil
}

// keepJSON is keep with a state that is written as JSON.
func (t *Tx) keepJSON(noun string, card crm.CardID, item int64, before any, after string) error {
	if t.rec == nil {
		return nil
	}
	text, err := json.Marshal(before)
	if err != nil {
		return err
	}
	return t.keep(noun, card, item, string(text), after)
}

// keepMessage notes a message that is about to be withdrawn: the only move of a
// message that can be taken back.
func (t *Tx) keepMessage(m crm.Message) error {
	if t.rec == nil || m.State != crm.MessageCancelled {
		return nil
	}
	was, err := t.Message(m.ID)
	if err != nil {
		return err
	}
	return t.keepJSON("message", m.Card, int64(m.ID), messageBefore{was.State, was.Reason, was.Due}, string(m.State))
}

type messageBefore struct {
	State  crm.MessageState `json:"state"`
	Reason crm.Reason       `json:"reason"`
	Due    crm.Instant      `json:"due"`
}

// keepNew notes a run of new ids ("card", "contact"): what is undone of it is
// the thing as a whole.
func (t *Tx) keepNew(noun string, first, last int64) error {
	if t.rec == nil {
		return nil
	}
	if noun == "card" {
		t.rec.fresh = append(t.rec.fresh, run{first, last})
	}
	t.rec.put(keptItem{itemKey: itemKey{"new " + noun, 0, first}, through: last})
	return nil
}

// keepRow notes a whole row of a table with an INTEGER PRIMARY KEY before it is
// written; a row that isn't there yet is noted as made. card is whose it is, 0
// for nobody's.
func (t *Tx) keepRow(table string, card crm.CardID, id int64) error {
	if t.rec != nil && card == 0 {
		card = t.rec.of
	}
	if t.rec == nil || t.rec.has(card) {
		return nil
	}
	before, err := t.rowImage(table, id)
	if err != nil {
		return err
	}
	t.rec.rows = append(t.rec.rows, rowItem{table, card, id})
	var image any
	if before != "" {
		image = before
	}
	return t.keep("row "+table, card, id, image, nil)
}

// finishRecord notes how the kept rows are now: a row that looks otherwise when
// it is to be undone was changed by somebody since.
func (t *Tx) finishRecord() error {
	if t.rec == nil {
		return nil
	}
	for _, card := range t.rec.again {
		if err := t.asMade(card); err != nil {
			return err
		}
	}
	for _, r := range t.rec.rows {
		after, err := t.rowImage(r.table, r.id)
		if err != nil {
			return err
		}
		if i, waits := t.rec.at[itemKey{"row " + r.table, r.card, r.id}]; waits {
			t.rec.items[i].after = after
			continue
		}
		if err := t.must("UPDATE batch_item SET after = ? WHERE batch = ? AND card = ? AND noun = ? AND item = ?", after, t.rec.batch, int64(r.card), "row "+r.table, r.id); err != nil {
			return err
		}
	}
	t.rec.rows = nil
	return nil
}

// rowImage is a row as JSON, "" where there is none.
func (v *View) rowImage(table string, id int64) (string, error) {
	columns, err := v.columnsOf(table)
	if err != nil {
		return "", err
	}
	pairs := make([]string, len(columns))
	for i, c := range columns {
		pairs[i] = "'" + c + "', " + c
	}
	var image string
	_, err = v.one(&image, "SELECT json_object("+strings.Join(pairs, ", ")+") FROM "+table+" WHERE id = ?", id)
	return image, err
}

func (v *View) columnsOf(table string) (columns []string, err error) {
	err = v.list(&columns, "SELECT name FROM pragma_table_info(?) ORDER BY cid", table)
	if err == nil && len(columns) == 0 {
		err = fmt.Errorf("there is no table %s", table)
	}
	return columns, err
}

// CardPatch is what a batch changed of a card, as it was before; what is nil
// was not changed.
type CardPatch struct {
	Name        *string                    `json:"name,omitempty"`
	Status      *crm.StatusID              `json:"status,omitempty"`
	StatusSince *crm.Instant               `json:"since,omitempty"`
	StatusFrom  *crm.StatusID              `json:"from,omitempty"`
	Owner       *crm.UserID                `json:"owner,omitempty"`
	Contact     *crm.ContactID             `json:"contact,omitempty"`
	Tags        *crm.TagSet                `json:"tags,omitempty"`
	Deleted     *crm.Instant               `json:"deleted,omitempty"`
	Fields      map[string]json.RawMessage `json:"fields,omitempty"`  // null: was not set
	Moments     map[crm.FieldID]*moments   `json:"moments,omitempty"` // of these, when they were changed; null: not since the card was made
}

func differ[T comparable](was, is T, known *T) *T {
	if known != nil || was == is {
		return known
	}
	return &was
}

// add notes what differs between two states of a card, unless an earlier state
// is noted already.
func (p *CardPatch) add(was, is crm.Card) error {
	p.Name = differ(was.Name, is.Name, p.Name)
	p.Status = differ(was.Status, is.Status, p.Status)
	p.StatusSince = differ(was.StatusSince, is.StatusSince, p.StatusSince)
	p.StatusFrom = differ(was.StatusFrom, is.StatusFrom, p.StatusFrom)
	p.Owner = differ(was.Owner, is.Owner, p.Owner)
	p.Contact = differ(was.Contact, is.Contact, p.Contact)
	p.Tags = differ(was.Tags, is.Tags, p.Tags)
	p.Deleted = differ(was.Deleted, is.Deleted, p.Deleted)
	var before, after map[string]json.RawMessage
	if err := json.Unmarshal([]byte(was.Fields.StoreJSON()), &before); err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(is.Fields.StoreJSON()), &after); err != nil {
		return err
	}
	note := func(key string) {
		if _, known := p.Fields[key]; known || string(before[key]) == string(after[key]) {
			return
		}
		if p.Fields == nil {
			p.Fields = map[string]json.RawMessage{}
		}
		if p.Fields[key] = before[key]; before[key] == nil {
			p.Fields[key] = json.RawMessage("null")
		}
	}
	for key := range before {
		note(key)
	}
	for key := range after {
		note(key)
	}
	return nil
}

// keepCard notes a card before it becomes is.
func (t *Tx) keepCard(is crm.Card) error {
	if t.rec == nil || t.rec.has(is.ID) {
		return t.keepChange(is, is)
	}
	was, err := t.Card(is.ID)
	if err != nil {
		return err
	}
	return t.keepChange(was, is)
}

// keepChange is keepCard where the caller knows how the card was.
func (t *Tx) keepChange(was, is crm.Card) error {
	if t.rec == nil {
		return nil
	}
	if t.rec.has(is.ID) {
		t.rec.again = append(t.rec.again, is.ID)
		return nil
	}
	known, waits, err := t.keptCard(is.ID)
	if err != nil {
		return err
	}
	var patch CardPatch
	if known != "" {
		if err := json.Unmarshal([]byte(known), &patch); err != nil {
			return err
		}
	}
	if err := patch.add(was, is); err != nil {
		return err
	}
	if err := t.keepMoments(&patch, was, is); err != nil {
		return err
	}
	before, err := json.Marshal(patch)
	if err != nil {
		return err
	}
	after := strconv.FormatInt(is.Revision, 10)
	switch {
	case waits:
		it := &t.rec.items[t.rec.at[itemKey{"card", is.ID, int64(is.ID)}]]
		it.before, it.after = string(before), after
		return nil
	case known != "":
		return t.must("UPDATE batch_item SET before = ?, after = ? WHERE "+keptOfCard, string(before), after, t.rec.batch, is.ID, is.ID)
	}
	return t.keep("card", is.ID, int64(is.ID), string(before), after)
}

const keptOfCard = "batch = ? AND card = ? AND noun = 'card' AND item = ?"

// keptCard is what the batch has noted of a card so far, "" for nothing; waits
// says that it is not written yet.
func (t *Tx) keptCard(id crm.CardID) (before string, waits bool, err error) {
	if i, waits := t.rec.at[itemKey{"card", id, int64(id)}]; waits {
		before, _ = t.rec.items[i].before.(string)
		return before, true, nil
	}
	if t.rec.whole {
		return "", false, nil
	}
	return before, false, t.later.apart(func() error {
		_, err := t.one(&before, "SELECT before FROM batch_item WHERE "+keptOfCard, t.rec.batch, id, id)
		return err
	})
}

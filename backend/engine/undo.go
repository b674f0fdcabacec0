package engine

import (
	"encoding/json"
	"strconv"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// Undone is what undoing a batch, or a part of it, came to.
type Undone struct {
	Cards int          // put back or taken away
	Left  []crm.CardID // changed by somebody since, or written to: they stay as they are
	Done  bool         // nothing of the batch is left
}

// Undo puts back about limit cards of a batch, as RULES 4.11 has it: cards get
// their state before; enrolments that ended go on with the same round, dates and
// pending step; those that started are withdrawn if nothing was handed over.
// What somebody changed since stays.
func (e *Engine) Undo(tx *store.Tx, batch crm.BatchID, limit int, cause crm.Cause) (out Undone, err error) {
	if err := e.undoRows(tx, batch, cause); err != nil {
		return out, err
	}
	cards, err := tx.BatchCards(batch, limit)
	if err != nil {
		return out, err
	}
	u, err := e.undoing(tx, cards, cause)
	if err != nil {
		return out, err
	}
	for _, card := range cards {
		items, err := tx.BatchItems(batch, card)
		if err != nil {
			return out, err
		}
		ok, err := u.card(card, items)
		if err != nil {
			return out, err
		}
		if ok {
			out.Cards++
			err = tx.PutAsMade(batch, card)
		} else {
			out.Left = append(out.Left, card)
		}
		if err != nil {
			return out, err
		}
		if err := tx.DropItems(batch, card); err != nil {
			return out, err
		}
	}
	if len(cards) < limit {
		out.Done, err = e.undoNew(tx, batch, limit-len(cards), &out)
	}
	return out, err
}

// undoing is one chunk of an undo, with what many of its cards have in common.
type undoing struct {
	e     *Engine
	tx    *store.Tx
	cause crm.Cause
	cards map[crm.CardID]crm.Card
	cats  map[crm.ProductID]*crm.Catalogue
	runs  map[crm.SequenceID]bool     // of the sequences that are still there
	reads map[crm.SequenceID][]string // what their filters read
}

func (e *Engine) undoing(tx *store.Tx, ids []crm.CardID, cause crm.Cause) (*undoing, error) {
	u := &undoing{e: e, tx: tx, cause: cause, cards: map[crm.CardID]crm.Card{}, cats: map[crm.ProductID]*crm.Catalogue{}, runs: map[crm.SequenceID]bool{}, reads: map[crm.SequenceID][]string{}}
	list, err := tx.CardsOf(ids)
	for _, c := range list {
		u.cards[c.ID] = c
	}
	return u, err
}

func (u *undoing) catalogue(id crm.ProductID) (cat *crm.Catalogue, err error) {
	if cat = u.cats[id]; cat == nil {
		cat, err = u.tx.SharedCatalogue(id)
		u.cats[id] = cat
	}
	return cat, err
}

// running says whether a sequence runs; one that is no more doesn't.
func (u *undoing) running(id crm.SequenceID) (bool, error) {
	runs, known := u.runs[id]
	if known {
		return runs, nil
	}
	q, err := u.tx.Sequence(id)
	if err != nil {
		return false, gone(err)
	}
	f, err := u.tx.Filter(q.Filter)
	u.runs[id], u.reads[id] = q.State.Runs(), filter.Reads(f.Tree)
	return u.runs[id], err
}

// undoRows puts whole rows back that belong to no card, as a merge of contacts
// has them: all of them, or the merge can't be undone any more.
func (e *Engine) undoRows(tx *store.Tx, batch crm.BatchID, cause crm.Cause) error {
	items, err := tx.BatchItems(batch, 0)
	if err != nil {
		return err
	}
	var rows []store.BatchItem
	for _, it := range items {
		if it.Row() {
			rows = append(rows, it)
		}
	}
	ok, err := tx.PutRows(rows)
	if err != nil {
		return err
	}
	if !ok {
		return crm.Fail(crm.CodeConflict, "error.undo.changed")
	}
	for _, it := range rows {
		if it.Noun == "row contact" {
			if err := e.TouchContact(tx, crm.ContactID(it.Item), cause); err != nil {
				return err
			}
		}
		if err := tx.DropItem(it.ID); err != nil {
			return err
		}
	}
	return nil
}

// card puts one card back with its memberships, enrolments and messages.
func (u *undoing) card(id crm.CardID, items []store.BatchItem) (bool, error) {
	c, there := u.cards[id]
	if !there {
		return false, nil // erased since
	}
	var rows []store.BatchItem
	for _, it := range items {
		if it.Noun == "card" && it.After != revision(c) {
			return false, nil
		}
		if it.Row() {
			rows = append(rows, it)
		}
	}
	if ok, err := u.tx.PutRows(rows); err != nil || !ok {
		return false, err
	}
	if len(rows) > 0 {
		u.tx.Touch(id, u.cause, "contact", "consent", "tasks")
	}
	for _, it := range items {
		if err := u.item(c, it); err != nil {
			return false, err
		}
	}
	return true, nil
}

func (u *undoing) item(c crm.Card, it store.BatchItem) error {
	switch it.Noun {
	case "card":
		return u.putCardBack(c, it)
	case "member":
		since, err := it.Since()
		if err != nil {
			return err
		}
		if runs, err := u.running(crm.SequenceID(it.Item)); err != nil || !runs {
			return err // while inactive nothing is tracked
		}
		u.tx.Touch(c.ID, u.cause, u.reads[crm.SequenceID(it.Item)]...) // its filter may be another one since
		return u.tx.PutMembership(crm.SequenceID(it.Item), c.ID, since)
	case "enrolment":
		if it.Before.Valid {
			return u.revive(it)
		}
		return u.e.withdrawEnrolment(u.tx, crm.EnrolmentID(it.Item), u.cause)
	case "message":
		return u.tx.Requeue(it)
	}
	return nil
}

// gone lets an error pass that only says that the thing is no more.
func gone(err error) error {
	if crm.CodeOf(err) == crm.CodeNotFound {
		return nil
	}
	return err
}

func (u *undoing) putCardBack(c crm.Card, it store.BatchItem) error {
	tx, cause := u.tx, u.cause
	var patch store.CardPatch
	if err := json.Unmarshal([]byte(it.Before.String), &patch); err != nil {
		return err
	}
	cat, err := u.catalogue(c.Product)
	if err != nil {
		return err
	}
	was := c
	if err := patch.Apply(&c, cat.Fields); err != nil {
		return err
	}
	mend(cat, was, &c)
	if c.Deleted == 0 && was.Deleted != 0 {
		if err := tx.NoteCause(c.ID, crm.ActivityCard, cause, crm.Say("activity.restored")); err != nil {
			return err
		}
		tx.Touch(c.ID, cause, "*")
	}
	for _, ch := range compare(cat, was, c) {
		tx.Touch(c.ID, cause, ch.subject, "modified")
		if err := tx.NoteCause(c.ID, crm.ActivityCard, cause, ch.say); err != nil {
			return err
		}
	}
	if _, err = tx.ChangeCard(was, c); err != nil {
		return err
	}
	return tx.PutMoments(c.ID, &patch)
}

func revision(c crm.Card) string { return strconv.FormatInt(c.Revision, 10) }

// revive lets an enrolment that the batch ended or moved go on as it was.
func (u *undoing) revive(it store.BatchItem) error {
	var was crm.Enrolment
	if err := json.Unmarshal([]byte(it.Before.String), &was); err != nil {
		return err
	}
	now, err := u.tx.Enrolment(was.ID)
	if err != nil || string(now.State) != it.After {
		return gone(err)
	}
	runs, err := u.running(was.Sequence)
	if err != nil {
		return err
	}
	if _, there := u.runs[was.Sequence]; !there {
		return nil
	}
	was.Paused = was.Paused || !runs
	if now.State.Live() {
		_, err = u.tx.UpdateEnrolment(was)
		return err
	}
	revived, err := u.tx.Revive(was)
	if revived {
		u.tx.Touch(was.Card, u.cause, "sequences")
	}
	if err != nil || !revived || was.State != crm.EnrolmentSending {
		return err
	}
	return u.settle(was)
}

// settle lets a step go on whose messages were settled while its enrolment was
// ended: nothing else would call Settle again.
func (u *undoing) settle(en crm.Enrolment) error {
	list, err := u.tx.MessagesOfStep(en.ID, en.Step)
	if err != nil || len(list) == 0 {
		return err
	}
	if _, done := sum(list); !done {
		return nil
	}
	if err := u.tx.DropStepRun(en.ID, en.Step); err != nil { // finish writes it anew
		return err
	}
	return u.e.Settle(u.tx, list[len(list)-1])
}

// withdrawEnrolment takes away what the batch started; where something went out
// already it ends instead, and its history stays.
func (e *Engine) withdrawEnrolment(tx *store.Tx, id crm.EnrolmentID, cause crm.Cause) error {
	en, err := tx.Enrolment(id)
	if err != nil {
		return gone(err)
	}
	out, err := tx.HandedOver(id)
	if err != nil {
		return err
	}
	if !out {
		tx.Touch(en.Card, cause, "sequences", "tasks")
		return tx.RemoveEnrolment(id, en.Card)
	}
	if en.State.Live() {
		return e.end(tx, en, crm.EnrolmentStopped, crm.ReasonUndone, cause)
	}
	return nil
}

// undoNew takes away cards that the batch made, from the last one back, and
// then the contacts that nothing needs any more.
func (e *Engine) undoNew(tx *store.Tx, batch crm.BatchID, limit int, out *Undone) (done bool, err error) {
	items, err := tx.BatchItems(batch, 0)
	if err != nil {
		return false, err
	}
	for _, it := range items {
		if it.Noun != "new card" {
			continue
		}
		if limit <= 0 {
			return false, nil
		}
		first := max(it.Item, it.Through-int64(limit)+1)
		if err := e.takeAway(tx, first, it.Through, out); err != nil {
			return false, err
		}
		limit -= int(it.Through - first + 1)
		if first > it.Item {
			return false, tx.ShortenItem(it.ID, first-1)
		}
		if err := tx.DropItem(it.ID); err != nil {
			return false, err
		}
	}
	return e.undoClients(tx, batch, items)
}

// undoClients takes away a run of contacts that the batch made and nothing needs
// any more: of all runs the persons first, then the companies that they belonged
// to. It is done once no run is left.
func (e *Engine) undoClients(tx *store.Tx, batch crm.BatchID, items []store.BatchItem) (done bool, err error) {
	for _, it := range items {
		if it.Noun == "new contact" {
			if err := tx.RemoveUnused(crm.ContactPerson, it.Item, it.Through); err != nil {
				return false, err
			}
			return false, tx.CompaniesNext(it.ID)
		}
	}
	for _, it := range items {
		if it.Noun == "new company" {
			if err := tx.RemoveUnused(crm.ContactCompany, it.Item, it.Through); err != nil {
				return false, err
			}
			return false, tx.DropItem(it.ID)
		}
	}
	return true, tx.DropItems(batch, 0)
}

func (e *Engine) takeAway(tx *store.Tx, first, last int64, out *Undone) error {
	untouched, err := tx.Untouched(first, last)
	if err != nil {
		return err
	}
	if err := tx.RemoveCards(untouched); err != nil {
		return err
	}
	out.Cards += len(untouched)
	left, err := tx.CardsBetween(first, last)
	out.Left = append(out.Left, left...)
	return err
}

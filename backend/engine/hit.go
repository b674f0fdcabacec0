package engine

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// What tells a program that looks through emails from a person. Servers look
// while a message arrives, and at all of its links at once.
const (
	arriving = 10 * 1000 // ms after the hand-over in which nobody has read it yet
	burst    = 2 * 1000  // ms in which a person opens one link, and once
)

// Hit notes that a message to a client was opened or a page of its links asked
// for; sure says that a program did (a HEAD, its own name, fetching ahead). What
// a program did never counts. A click that a person made with a button of ours is
// Follow's.
func (e *Engine) Hit(tx *store.Tx, h crm.Hit, m crm.Message, sure bool) error {
	n, err := tx.CountHitsSince(m.ID, 0)
	if err != nil || n >= store.MostHits {
		return err
	}
	recent, err := tx.Hits(m.ID, tx.Now-burst)
	if err != nil {
		return err
	}
	h.Message, h.Card, h.At = m.ID, m.Card, tx.Now
	early := m.HandedAt == 0 || tx.Now-m.HandedAt < arriving
	h.Machine = sure || early
	many := false
	for _, r := range recent {
		many = many || r.Kind != crm.HitOpen && h.Kind != crm.HitOpen && (r.Link != h.Link || r.N != h.N)
		h.Machine = h.Machine || r.Machine || r.Kind == h.Kind && r.Link == h.Link && r.N == h.N
	}
	h.Machine = h.Machine || many
	if err := tx.AddHit(h); err != nil {
		return err
	}
	counted := !h.Machine && h.Kind != crm.HitVisit
	if sure || many {
		counted, err = tx.HitsOfMachine(m.ID, tx.Now-burst)
	}
	if err == nil && counted {
		tx.Touch(m.Card, crm.Cause{Kind: crm.CauseOutside}, "messages")
	}
	return err
}

// Follow does to a message's card what a link says, because its client pressed
// the button: once, however often they press it, unless they chose another answer
// in between. again says that it was done already. A change that can't be made
// any more stands in the card's history, for colleagues to see.
func (e *Engine) Follow(tx *store.Tx, l crm.Link, m crm.Message) (again bool, err error) {
	last, err := tx.LastAnswer(m.ID)
	if err != nil || last == l.ID {
		return err == nil, err
	}
	if err := tx.AddHit(crm.Hit{Message: m.ID, Card: m.Card, Kind: crm.HitClick, Link: l.ID, At: tx.Now}); err != nil {
		return false, err
	}
	cause := crm.Cause{Kind: crm.CauseOutside}
	tx.Touch(m.Card, cause, "messages")
	card, err := tx.Card(m.Card)
	if err != nil {
		return false, err
	}
	cat, err := tx.Catalogue(card.Product)
	if err != nil {
		return false, err
	}
	after, ok := changed(cat, card, l.Change)
	if ok && len(l.Change.InTurn) > 0 {
		if after.Owner, err = tx.NextTurn(l.ID.String(), l.Change.InTurn); err != nil {
			return false, err
		}
		ok = after.Owner != 0
	}
	key := "activity.link"
	if !ok {
		key = "activity.link_failed"
	}
	if err := e.noteLink(tx, key, l, m); err != nil || !ok {
		return false, err
	}
	_, err = e.SaveCards(tx, []Draft{{
		ID: after.ID, Name: after.Name, Status: after.Status, Owner: after.Owner, Contact: after.Contact, Fields: after.Fields, Tags: after.Tags,
	}}, cause)
	return false, err
}

// NoteOpened writes into a card's history that its client went on over a link,
// the first time that somebody did.
func (e *Engine) NoteOpened(tx *store.Tx, l crm.Link, m crm.Message) error {
	return e.noteLink(tx, "activity.link_opened", l, m)
}

func (e *Engine) noteLink(tx *store.Tx, key string, l crm.Link, m crm.Message) error {
	return tx.Note(crm.Activity{
		Card: m.Card, Kind: crm.ActivityMessage, Cause: crm.CauseOutside, Message: m.ID, Say: crm.Say(key, "link", l.Name, "name", m.ToName),
	})
}

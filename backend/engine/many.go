package engine

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Tally is what one thing done to many cards came to.
type Tally struct {
	Changed int
	Skipped []Skip
}

// Skip is why some cards were left as they are, and how many.
type Skip struct {
	Why   crm.Phrase
	Count int
}

// Skip notes one more card that is left as it is.
func (t *Tally) Skip(why crm.Phrase) { t.skip(why, 1) }

func (t *Tally) skip(why crm.Phrase, n int) {
	if n == 0 {
		return
	}
	same := func(s Skip) bool { return s.Why.Key == why.Key && s.Why.Args["name"] == why.Args["name"] }
	if i := slices.IndexFunc(t.Skipped, same); i >= 0 {
		t.Skipped[i].Count += n
		return
	}
	t.Skipped = append(t.Skipped, Skip{Why: why, Count: n})
}

// Add adds another tally.
func (t *Tally) Add(other Tally) {
	t.Changed += other.Changed
	for _, s := range other.Skipped {
		t.skip(s.Why, s.Count)
	}
}

// ChangeCards changes what a person can edit of cards: change writes it into the
// card, or says why this one stays as it is. What SaveCards promises holds.
// It changes nothing of the catalogue. Deleted cards, and those that are gone, are
// skipped.
func (e *Engine) ChangeCards(tx *store.Tx, ids []crm.CardID, cause crm.Cause, change func(*crm.Catalogue, *crm.Card) *crm.Phrase) (out Tally, err error) {
	list, err := tx.CardsOf(ids)
	if err != nil {
		return out, err
	}
	out.skip(crm.Say("bulk.skip.gone"), len(ids)-len(list))
	cats := map[crm.ProductID]*crm.Catalogue{}
	m := store.NewMany(tx)
	for _, old := range list {
		cat := cats[old.Product]
		if cat == nil {
			if cat, err = tx.SharedCatalogue(old.Product); err != nil {
				return out, err
			}
			cats[old.Product] = cat
		}
		if old.Deleted != 0 {
			out.Skip(crm.Say("bulk.skip.deleted"))
			continue
		}
		c := old
		if why := change(cat, &c); why != nil {
			out.Skip(*why)
			continue
		}
		changed, err := e.changeOne(tx, m, cat, old, c, cause)
		if err != nil {
			return out, err
		}
		if !changed {
			out.Skip(crm.Say("bulk.skip.same"))
			continue
		}
		out.Changed++
	}
	return out, m.Flush()
}

func (e *Engine) changeOne(tx *store.Tx, m *store.Many, cat *crm.Catalogue, old, c crm.Card, cause crm.Cause) (bool, error) {
	if c.Status != old.Status {
		c.StatusFrom, c.StatusSince = old.Status, tx.Now
	}
	changes := compare(cat, old, c)
	if len(changes) == 0 {
		return false, nil
	}
	for _, ch := range changes {
		tx.Touch(c.ID, cause, ch.subject, "modified")
		if err := tx.NoteCause(c.ID, crm.ActivityCard, cause, ch.say); err != nil {
			return false, err
		}
	}
	return true, m.Update(old, c)
}

// StartMany starts a sequence for cards as StartByHand does for one: those that
// are live already, or don't match and anyway is false, are skipped. Errors:
// conflict where the sequence is inactive.
func (e *Engine) StartMany(tx *store.Tx, id crm.SequenceID, ids []crm.CardID, anyway bool, cause crm.Cause) (out Tally, err error) {
	return e.StartManyAt(tx, id, 0, ids, anyway, cause)
}

// StartManyAt is StartMany at a step (none: the first), as StartByHandAt is for
// one card.
func (e *Engine) StartManyAt(tx *store.Tx, id crm.SequenceID, at crm.StepID, ids []crm.CardID, anyway bool, cause crm.Cause) (out Tally, err error) {
	s, err := e.scene(&tx.View)
	if err != nil {
		return out, err
	}
	q, err := s.sequence(id)
	if err != nil {
		return out, err
	}
	if err := startsAt(q, at); err != nil {
		return out, err
	}
	steps := q.Live()
	f := s.filterOf(q)
	if f.err != nil {
		return out, f.err
	}
	due, _, err := firstMoment(steps[0], tx.Now, s.cal)
	if err != nil {
		return out, err
	}
	can, err := tx.Startable(q, f.query, ids)
	if err != nil {
		return out, err
	}
	out.skip(crm.Say("bulk.skip.gone"), can.Gone)
	out.skip(crm.Say("bulk.skip.deleted"), can.Deleted)
	out.skip(crm.Say("bulk.skip.other_product"), can.Strange)
	out.skip(crm.Say("bulk.skip.live", "name", q.Name), can.Live)
	q.Reentry = crm.ReentryEach // a person's word goes over "once per card"
	entry := store.Entry{Sequence: q, Step: steps[0].ID, Entered: tx.Now, Due: due, Cause: cause}
	started, err := tx.Enrol(entry, can.Matching)
	if err != nil {
		return out, err
	}
	out.Changed = len(started)
	if !anyway {
		out.skip(crm.Say("bulk.skip.no_match"), len(can.Others))
		return out, e.begin(tx, s, q, started, at, cause)
	}
	entry.ByHand = true
	others, err := tx.Enrol(entry, can.Others)
	if err != nil {
		return out, err
	}
	out.Changed += len(others)
	return out, e.begin(tx, s, q, append(started, others...), at, cause)
}

// StopMany ends the live enrolments of a sequence for cards.
func (e *Engine) StopMany(tx *store.Tx, id crm.SequenceID, ids []crm.CardID, cause crm.Cause) (out Tally, err error) {
	live, err := tx.LiveOfCards(id, ids)
	if err != nil {
		return out, err
	}
	for _, en := range live {
		if err := e.end(tx, en, crm.EnrolmentStopped, crm.ReasonStopped, cause); err != nil {
			return out, err
		}
		out.Changed++
	}
	out.skip(crm.Say("bulk.skip.not_live"), len(ids)-len(live))
	return out, nil
}

// DeleteMany deletes cards, or restores them.
func (e *Engine) DeleteMany(tx *store.Tx, ids []crm.CardID, restore bool, cause crm.Cause) (out Tally, err error) {
	list, err := tx.CardsOf(ids)
	if err != nil {
		return out, err
	}
	out.skip(crm.Say("bulk.skip.gone"), len(ids)-len(list))
	for _, c := range list {
		switch {
		case restore && c.Deleted == 0:
			out.Skip(crm.Say("bulk.skip.not_deleted"))
			continue
		case restore:
			err = e.restoreCard(tx, c, cause)
		case c.Deleted != 0:
			out.Skip(crm.Say("bulk.skip.deleted"))
			continue
		default:
			_, err = e.deleteCard(tx, c, cause)
		}
		if err != nil {
			return out, err
		}
		out.Changed++
	}
	return out, nil
}

package engine

import (
	"stepwise/backend/crm"
	"stepwise/backend/timing"
)

// changeCard does to the card what the step says. The step is done before the
// change is judged: a last step that makes its card leave completes the
// enrolment, and filters see the change as this sequence's doing (RULES 4.4,
// 4.15).
func (d *due) changeCard() error {
	card, err := d.tx.Card(d.en.Card)
	if err != nil {
		return err
	}
	cat, err := d.s.catalogue(card.Product)
	if err != nil {
		return err
	}
	after, ok := changed(cat, card, d.st.Change)
	if ok && len(d.st.Change.InTurn) > 0 {
		if after.Owner, err = d.inTurn(card.Owner); err != nil {
			return err
		}
		ok = after.Owner != 0
	}
	if !ok {
		return d.e.hold(d.tx, d.en, crm.ReasonChangeRefused)
	}
	if len(compare(cat, card, after)) == 0 {
		return d.skip(crm.ReasonNothingToChange)
	}
	run := crm.StepRun{Outcome: crm.OutcomeDone, At: d.tx.Now}
	if err := d.e.finish(d.tx, d.s, d.q, d.en, run, timing.Anchor(d.en.Planned, d.tx.Now)); err != nil {
		return err
	}
	_, err = d.e.SaveCards(d.tx, []Draft{{
		ID: after.ID, Name: after.Name, Status: after.Status, Owner: after.Owner, Contact: after.Contact, Fields: after.Fields, Tags: after.Tags,
	}}, crm.Cause{Kind: crm.CauseSequence, Sequence: d.q.ID, Depth: d.en.Depth + 1})
	return err
}

// inTurn is whose turn it is; who has the card already is passed over, where
// there is somebody else.
func (d *due) inTurn(owner crm.UserID) (crm.UserID, error) {
	key := d.st.ID.String()
	next, err := d.tx.NextTurn(key, d.st.Change.InTurn)
	if err != nil || next == 0 || next != owner {
		return next, err
	}
	return d.tx.NextTurn(key, d.st.Change.InTurn)
}

// changed is the card as a change makes it; not ok where the change names what
// is gone or what its field doesn't take.
func changed(cat *crm.Catalogue, card crm.Card, c *crm.CardChange) (crm.Card, bool) {
	if c.Empty() {
		return card, false
	}
	if c.Status != 0 {
		if _, ok := cat.Status(c.Status); !ok {
			return card, false
		}
		card.Status = c.Status
	}
	switch {
	case c.ClearOwner:
		card.Owner = 0
	case c.Owner != 0:
		if u, ok := cat.User(c.Owner); !ok || !u.Active {
			return card, false
		}
		card.Owner = c.Owner
	}
	card.Tags = card.Tags.With(c.AddTags...).Without(c.RemoveTags...)
	values := crm.Values{}
	for id, x := range card.Fields {
		values[id] = x
	}
	card.Fields = values
	for _, fc := range c.Fields {
		f, ok := cat.Field(fc.Field)
		if !ok {
			return card, false
		}
		x, why := f.Check(fc.Value)
		switch {
		case fc.Clear:
			delete(values, fc.Field)
		case why != nil:
			return card, false
		case x != nil: // an empty value means "leave as it is"
			values[fc.Field] = x
		}
	}
	return card, true
}

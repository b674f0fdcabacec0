package engine

import (
	"context"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// Board says where the cards that were chosen for a twin stand in its sequence,
// in the order in which they were chosen.
func (t *Twin) Board(ctx context.Context) (out []crm.SandboxCard, err error) {
	out = []crm.SandboxCard{}
	return out, t.store.Read(ctx, func(v *store.View) error {
		for _, id := range t.chosen {
			c, err := v.Card(id)
			if crm.CodeOf(err) == crm.CodeNotFound {
				continue
			}
			if err != nil {
				return err
			}
			line, err := t.line(v, c)
			if err != nil {
				return err
			}
			out = append(out, line)
		}
		return nil
	})
}

func (t *Twin) line(v *store.View, c crm.Card) (crm.SandboxCard, error) {
	line := crm.SandboxCard{ID: c.ID, Name: c.Name, Status: c.Status, Owner: c.Owner, Fields: c.Fields}
	list, err := v.EnrolmentsOfCard(c.ID)
	i := slices.IndexFunc(list, func(e crm.Enrolment) bool { return e.Sequence == t.Sequence.ID })
	if err != nil || i < 0 {
		return line, err
	}
	en := list[i]
	line.State, line.Reason, line.Due = en.State, en.Reason, en.Due
	if en.State.Live() {
		if j := slices.IndexFunc(t.Sequence.Steps, func(st crm.Step) bool { return st.ID == en.Step }); j >= 0 {
			line.Position = t.Sequence.Steps[j].Position
		}
	}
	return line, nil
}

// Next is when something happens by itself next, 0 where nothing does in
// MaxForecastDays: a step or a message is due, or time may turn a card.
func (t *Twin) Next(ctx context.Context) (at crm.Instant, err error) {
	return at, t.store.Read(ctx, func(v *store.View) error {
		now := t.Now()
		if at, err = v.NextDueAfter(now); err != nil {
			return err
		}
		f, err := v.Filter(t.Sequence.Filter)
		if err != nil || filter.Depends(f.Tree) == filter.NoClock {
			return err
		}
		turn, err := t.turn(v, f.Tree, now)
		if turn != 0 && (at == 0 || turn < at) {
			at = turn
		}
		return err
	})
}

// turn is the first moment at which time may turn a card that isn't under way.
func (t *Twin) turn(v *store.View, tree crm.Group, now crm.Instant) (crm.Instant, error) {
	s, err := t.engine.scene(v)
	if err != nil {
		return 0, err
	}
	env, err := s.env(t.Sequence.Product, now)
	if err != nil {
		return 0, err
	}
	last := crm.At(now.Time().AddDate(0, 0, MaxForecastDays))
	from := now
	for _, at := range filter.Midnights(env.At(last), now) {
		days, hours := filter.Crossings(tree, env.At(at), from)
		cards, err := v.Crossed(t.Sequence.Product, hours)
		if err != nil {
			return 0, err
		}
		if len(cards) > 0 {
			return t.flip(v, from, at)
		}
		cards, err = v.Crossed(t.Sequence.Product, days)
		if err != nil || len(cards) > 0 {
			return at, err
		}
		from = at
	}
	return 0, nil
}

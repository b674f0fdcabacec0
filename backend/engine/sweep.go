package engine

import (
	"context"
	"log/slog"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// sweepAtLeast is how old the mark of a sweep may grow while nothing crosses.
const sweepAtLeast = 3600 * 1000

const sweepChunk = 500

// Sweep finds the cards that began or ceased to match by time alone since the
// last sweep, and judges them. An entry is dated at its flip.
func (e *Engine) Sweep(ctx context.Context) (judged int, err error) {
	var list []crm.Sequence
	err = e.store.Read(ctx, func(v *store.View) (err error) {
		list, err = v.RunningSequences(0)
		return err
	})
	for _, q := range list {
		if err != nil {
			return judged, err
		}
		if q.State != crm.SequenceActive {
			continue
		}
		var n int
		n, err = e.sweep(ctx, q.ID)
		judged += n
	}
	return judged, err
}

// sweep judges up to one moment, whatever time its chunks take: the next sweep
// begins there.
func (e *Engine) sweep(ctx context.Context, id crm.SequenceID) (judged int, err error) {
	var after crm.CardID
	until := e.store.Now()
	for {
		var n int
		err := e.store.WriteBulk(ctx, func(tx *store.Tx) error {
			var err error
			n, after, err = e.sweepChunk(tx, id, after, until)
			return err
		})
		judged += n
		if err != nil || after == 0 {
			return judged, err
		}
	}
}

// sweepChunk judges the next candidates of one sequence; next is 0 at the end.
func (e *Engine) sweepChunk(tx *store.Tx, id crm.SequenceID, after crm.CardID, until crm.Instant) (n int, next crm.CardID, err error) {
	s, err := e.scene(&tx.View)
	if err != nil {
		return 0, 0, err
	}
	q, err := s.sequence(id)
	if err != nil || q.State != crm.SequenceActive {
		return 0, 0, err
	}
	f := s.filterOf(q)
	if f.err != nil {
		e.log.Error("filter is broken and matches nothing", slog.String("sequence", q.ID.String()), slog.Any("error", f.err))
		return 0, 0, nil //nolint:nilerr // broken matches nothing, and the log has it
	}
	if filter.Depends(f.filter.Tree) == filter.NoClock {
		return 0, 0, nil
	}
	a, err := tx.Activation(id)
	if err != nil {
		return 0, 0, err
	}
	env, err := s.env(q.Product, until)
	if err != nil {
		return 0, 0, err
	}
	crossed, any := filter.Crossing(f.filter.Tree, env, a.Swept)
	if !any {
		if until-a.Swept > sweepAtLeast {
			return 0, 0, tx.Swept(id, until)
		}
		return 0, 0, nil
	}
	cards, err := tx.MatchingAfter(q.Product, crossed, after, sweepChunk)
	if err != nil {
		return 0, 0, err
	}
	for _, card := range cards {
		if err := e.sweepOne(tx, s, q, f, env, a.Swept, card); err != nil {
			return n, 0, err
		}
		n++
	}
	if len(cards) < sweepChunk {
		return n, 0, tx.Swept(id, until)
	}
	return n, cards[len(cards)-1], nil
}

func (e *Engine) sweepOne(tx *store.Tx, s *scene, q crm.Sequence, f compiled, env filter.Env, since crm.Instant, id crm.CardID) error {
	cause := crm.Cause{Kind: crm.CauseSystem}
	holds, err := s.v.MatchesFilter(id, f.query)
	if err != nil {
		return err
	}
	member, err := tx.IsMember(q.ID, id)
	if err != nil || member == holds && member {
		return err
	}
	if member {
		return e.judge(tx, s, q, id, false, tx.Now, cause)
	}
	c, err := tx.Card(id)
	if err != nil {
		return err
	}
	at, missed, err := e.flip(s, q, f, filter.FlipsOf(f.filter.Tree, env, since, c.StatusSince), id, holds)
	if err != nil {
		return err
	}
	if missed {
		say := crm.Say("activity.missed", "sequence", q.Name, "at", at)
		return tx.Note(crm.Activity{Card: id, Kind: crm.ActivitySequence, Cause: crm.CauseSystem, Sequence: q.ID, Say: say})
	}
	if !holds {
		return nil
	}
	return e.judge(tx, s, q, id, true, max(at, c.Created), cause)
}

// flip dates an entry by time: the earliest of the moments from which on the
// card matched until now. A card that matched at one of them, but not now, came
// and went unseen.
func (e *Engine) flip(s *scene, q crm.Sequence, f compiled, moments []crm.Instant, card crm.CardID, holds bool) (at crm.Instant, missed bool, err error) {
	at = s.v.Clock()
	for i := len(moments) - 1; i >= 0; i-- {
		held, err := s.matches(q.Product, f.filter.Tree, card, moments[i])
		if err != nil {
			return 0, false, err
		}
		if holds && !held {
			return at, false, nil
		}
		if !holds && held {
			return moments[i], true, nil
		}
		if held {
			at = moments[i]
		}
	}
	return at, false, nil
}

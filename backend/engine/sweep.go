package engine

import (
	"context"
	"maps"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// sweepAtLeast is how old the mark of a sweep may grow while nothing crosses.
const sweepAtLeast = 3600 * 1000

const sweepChunk = 500

// hourBack is how far the clock may go back without anything that time did being
// undone, in milliseconds: as far as nobody is asked about it.
const hourBack = 3600 * 1000

// sweeping is the sweep of one sequence up to one moment, whatever time it
// takes: the next one begins there.
type sweeping struct {
	q        crm.Sequence
	revision int64 // of its filter
	tree     crm.Group
	env      filter.Env // at its end
	since    crm.Instant

	entered map[crm.CardID]crm.Instant // no members, that match since
	missed  map[crm.CardID]crm.Instant // no members, that matched from then on for a while
	others  map[crm.CardID]bool        // members, and where the clock went back, all that crossed
}

// Sweep finds the cards that began or ceased to match by time alone since the
// last sweep, and judges them. An entry is dated at its flip.
func (e *Engine) Sweep(ctx context.Context) (judged int, err error) {
	if err := e.tendIndexes(ctx); err != nil {
		return 0, err
	}
	var list []*sweeping
	var moved []store.Mark
	err = e.store.WriteBulk(ctx, func(tx *store.Tx) (err error) {
		list, moved, err = e.toSweep(tx)
		return err
	})
	if err != nil {
		return 0, err
	}
	for _, w := range list {
		n, err := e.sweep(ctx, w)
		judged += n
		if err != nil {
			return judged, err
		}
	}
	if len(moved) == 0 {
		return judged, nil
	}
	n, err := e.rejudge(ctx, moved)
	return judged + n, err
}

// toSweep are the sequences for which time can have done something since their
// mark, and the marks that are of another zone than the workspace has now.
func (e *Engine) toSweep(tx *store.Tx) (list []*sweeping, moved []store.Mark, err error) {
	marks, err := tx.Marks()
	if err != nil || len(marks) == 0 {
		return nil, nil, err
	}
	s, err := e.judging(tx)
	if err != nil {
		return nil, nil, err
	}
	for _, m := range marks {
		running, err := s.runningIn(m.Product)
		if err != nil {
			return nil, nil, err
		}
		q := running[slices.IndexFunc(running, func(q crm.Sequence) bool { return q.ID == m.Sequence })]
		f := s.filterOf(q)
		if m.Zone != s.ws.Zone {
			moved = append(moved, m)
		}
		if f.err != nil {
			e.broken(q, f.err)
			continue
		}
		env, err := s.env(q.Product, tx.Now)
		if err != nil {
			return nil, nil, err
		}
		sameDay := env.At(m.Swept).Today() == env.Today()
		if back := m.Swept - tx.Now; back > 0 && back <= hourBack {
			continue // the clock was set back a little: it comes to where it was by itself
		}
		if f.clock == filter.NoClock || m.Swept == tx.Now || f.clock == filter.DayClock && sameDay && tx.Now-m.Swept < sweepAtLeast {
			continue
		}
		list = append(list, &sweeping{
			q: q, revision: f.filter.Revision, tree: f.filter.Tree, env: env, since: m.Swept,
			entered: map[crm.CardID]crm.Instant{}, missed: map[crm.CardID]crm.Instant{}, others: map[crm.CardID]bool{},
		})
	}
	return list, moved, nil
}

// sweep looks for candidates beside the writer, then judges them in chunks.
func (e *Engine) sweep(ctx context.Context, w *sweeping) (judged int, err error) {
	if err := e.store.Read(ctx, w.look); err != nil {
		return 0, err
	}
	ids := slices.Concat(slices.Collect(maps.Keys(w.entered)), slices.Collect(maps.Keys(w.missed)), slices.Collect(maps.Keys(w.others)))
	slices.Sort(ids)
	ids = slices.Compact(ids)
	sameDay := w.env.At(w.since).Today() == w.env.Today()
	if len(ids) == 0 && sameDay && w.since < w.env.Now && w.env.Now-w.since < sweepAtLeast {
		return 0, nil
	}
	for {
		some := ids[:min(sweepChunk, len(ids))]
		ids = ids[len(some):]
		stale := false
		err := e.store.WriteBulk(ctx, func(tx *store.Tx) (err error) {
			stale, err = e.settleSweep(tx, w, some, len(ids) == 0)
			return err
		})
		if err != nil || stale {
			return judged, err
		}
		judged += len(some)
		if len(ids) == 0 {
			return judged, nil
		}
	}
}

// settleSweep judges some candidates by what is true now. stale says that the
// sequence or its filter is another one meanwhile.
func (e *Engine) settleSweep(tx *store.Tx, w *sweeping, ids []crm.CardID, last bool) (stale bool, err error) {
	s, err := e.judging(tx)
	if err != nil {
		return false, err
	}
	running, err := s.runningIn(w.q.Product)
	if err != nil {
		return false, err
	}
	i := slices.IndexFunc(running, func(q crm.Sequence) bool { return q.ID == w.q.ID })
	if i < 0 || running[i].State != crm.SequenceActive {
		return true, nil
	}
	if f := s.filterOf(running[i]); f.err != nil || f.filter.Revision != w.revision {
		return true, nil //nolint:nilerr // a filter that broke or changed meanwhile is judged by the next sweep
	}
	if err := e.settleCards(tx, s, running[i], w, ids); err != nil {
		return false, err
	}
	if !last {
		return false, nil
	}
	return false, tx.Swept(w.q.ID, w.env.Now, s.ws.Zone)
}

func (e *Engine) settleCards(tx *store.Tx, s *scene, q crm.Sequence, w *sweeping, ids []crm.CardID) error {
	if len(ids) == 0 {
		return nil
	}
	holding, err := s.holding([]crm.Sequence{q}, ids)
	if err != nil {
		return err
	}
	holds, err := idSet(holding[0])
	if err != nil {
		return err
	}
	members, err := tx.MembersAmong(q.ID, ids)
	if err != nil {
		return err
	}
	cards, err := tx.Began(ids)
	if err != nil {
		return err
	}
	cause := crm.Cause{Kind: crm.CauseSystem}
	in := map[crm.Instant][]crm.CardID{}
	for _, c := range cards {
		_, member := slices.BinarySearch(members, c.ID)
		switch {
		case member && !holds[c.ID]:
			err = e.leave(tx, q, c.ID, cause)
		case !member && holds[c.ID]:
			at := max(w.enteredAt(c.ID, tx.Now), c.Created)
			in[at] = append(in[at], c.ID)
		case !member:
			err = noteMissed(tx, q, c, w)
		}
		if err != nil {
			return err
		}
	}
	for _, at := range slices.Sorted(maps.Keys(in)) {
		joined, err := tx.Join(q.ID, in[at], at)
		if err != nil {
			return err
		}
		if err := e.enter(tx, s, q, joined, at, cause); err != nil {
			return err
		}
	}
	return nil
}

package bench

import (
	"context"
	"fmt"

	"stepwise/backend"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
)

// sweeps measures a midnight that makes about a thousand cards of a million
// match, and what the index costs by which they are found.
func (g *Generator) sweeps(ctx context.Context, runs int, b *backend.Backend, j Job) ([]Figure, error) {
	seq, err := g.dueToday(ctx, b)
	if err != nil {
		return nil, err
	}
	index := Figure{Name: fmt.Sprintf("the indexes of two date fields are made, %d cards", g.Cards), Unit: "ms"}
	first, err := j.took(func() error { _, err := b.Engine().Sweep(ctx); return err })
	if err != nil {
		return nil, err
	}
	index.add(millis(first), 0)
	sweep := Figure{Target: "< 100", Unit: "ms"}
	idle := Figure{Name: "a sweep that finds nothing", Unit: "ms"}
	found := 0
	for range runs {
		if err := b.Store().RawUnsweep(ctx, seq); err != nil {
			return nil, err
		}
		ours, err := j.took(func() (err error) { found, err = b.Engine().Sweep(ctx); return err })
		if err != nil {
			return nil, err
		}
		nothing, err := j.took(func() error { _, err := b.Engine().Sweep(ctx); return err })
		if err != nil {
			return nil, err
		}
		idle.add(millis(nothing), 0)
		ids, err := g.members(ctx, b, seq)
		if err != nil {
			return nil, err
		}
		if err := b.Store().RawUnsweep(ctx, seq); err != nil {
			return nil, err
		}
		raw, err := j.took(func() error { return b.Store().RawEnter(ctx, seq, ids) })
		if err != nil {
			return nil, err
		}
		sweep.add(millis(ours), millis(raw))
	}
	sweep.Name = fmt.Sprintf("a sweep over a midnight that makes %d cards of %d enter", found, g.Cards)
	if err := b.Store().RawUnsweep(ctx, seq); err != nil {
		return nil, err
	}
	err = b.Store().Write(ctx, func(tx *store.Tx) error { return b.Engine().Deactivate(tx, seq) })
	return []Figure{index, sweep, idle}, err
}

func (g *Generator) members(ctx context.Context, b *backend.Backend, seq crm.SequenceID) (ids []crm.CardID, err error) {
	return ids, b.Store().Read(ctx, func(v *store.View) (err error) {
		ids, err = v.Members(seq)
		return err
	})
}

// dueToday is an active automation of the cards that have today in one of two
// date fields.
func (g *Generator) dueToday(ctx context.Context, b *backend.Backend) (seq crm.SequenceID, err error) {
	today := func(at int) crm.Condition {
		return crm.Condition{Subject: "field", Field: g.Fields[at].ID, Op: "in_days", Values: []string{"0"}}
	}
	var q crm.Sequence
	err = b.Store().Write(ctx, func(tx *store.Tx) error {
		folders, err := tx.Folders(g.Product)
		if err != nil {
			return err
		}
		tree := crm.Group{Any: true, Conditions: []crm.Condition{today(8), today(9)}, Groups: []crm.Group{}}
		name := fmt.Sprintf("Due today %d", tx.Now)
		f, err := tx.SaveFilter(crm.Filter{Product: g.Product, Name: name, Tree: tree})
		if err != nil {
			return err
		}
		st, err := g.step(tx, int(tx.Now%1_000_000), 1)
		if err != nil {
			return err
		}
		q, err = tx.SaveSequence(crm.Sequence{
			Product: g.Product, Name: name, Folder: folders[0].ID, Filter: f.ID, Reentry: crm.ReentryOnce, ModifiedBy: g.Users[0].ID, Steps: []crm.Step{st},
		})
		return err
	})
	if err != nil {
		return 0, err
	}
	return q.ID, b.Store().Write(ctx, func(tx *store.Tx) error {
		return b.Engine().Activate(tx, q, engine.ScopeNew, engine.MidwayKeep, g.Users[0].ID)
	})
}

package engine

import (
	"context"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// tendIndexes makes the indexes that the time conditions of running sequences
// look into, and drops those that none needs any more. Without its index a sweep
// finds the same, by reading every card.
func (e *Engine) tendIndexes(ctx context.Context) error {
	var add []filter.Index
	var drop []string
	err := e.store.WriteBulk(ctx, func(tx *store.Tx) error {
		add, drop = nil, nil
		at, err := tx.Definitions()
		if err != nil || at == e.tended && at != 0 {
			return err
		}
		if add, drop, err = e.indexesToTend(tx); err == nil && len(add)+len(drop) == 0 {
			e.tended = at
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, index := range add {
		if err := e.store.WriteBulk(ctx, func(tx *store.Tx) error { return tx.AddTimeIndex(index) }); err != nil {
			return err
		}
	}
	for _, name := range drop {
		if err := e.store.WriteBulk(ctx, func(tx *store.Tx) error { return tx.DropTimeIndex(name) }); err != nil {
			return err
		}
	}
	return nil
}

func (e *Engine) indexesToTend(tx *store.Tx) (add []filter.Index, drop []string, err error) {
	there, err := tx.TimeIndexes()
	if err != nil {
		return nil, nil, err
	}
	wanted, err := e.wantedIndexes(tx)
	if err != nil {
		return nil, nil, err
	}
	for _, index := range wanted {
		if !slices.Contains(there, index.Name) && !slices.Contains(add, index) {
			add = append(add, index)
		}
	}
	for _, name := range there {
		if !slices.ContainsFunc(wanted, func(i filter.Index) bool { return i.Name == name }) {
			drop = append(drop, name)
		}
	}
	return add, drop, nil
}

func (e *Engine) wantedIndexes(tx *store.Tx) (list []filter.Index, err error) {
	s, err := e.judging(tx)
	if err != nil {
		return nil, err
	}
	products, err := tx.Products()
	if err != nil {
		return nil, err
	}
	for _, p := range products {
		running, err := s.runningIn(p.ID)
		if err != nil {
			return nil, err
		}
		for _, q := range running {
			f := s.filterOf(q)
			if f.err != nil || f.clock == filter.NoClock {
				continue
			}
			cat, err := s.catalogue(p.ID)
			if err != nil {
				return nil, err
			}
			list = append(list, filter.Indexes(f.filter.Tree, cat)...)
		}
	}
	return list, nil
}

// rejudge holds every card against the filters again: in another zone days
// begin at other moments, also those that a filter names. It is the one thing
// that reads all cards, when a person moves the business.
func (e *Engine) rejudge(ctx context.Context, moved []store.Mark) (judged int, err error) {
	done := map[crm.ProductID]bool{}
	for _, m := range moved {
		if done[m.Product] {
			continue
		}
		done[m.Product] = true
		n, err := e.rejudgeProduct(ctx, m.Product, moved)
		judged += n
		if err != nil {
			return judged, err
		}
	}
	return judged, nil
}

func (e *Engine) rejudgeProduct(ctx context.Context, product crm.ProductID, moved []store.Mark) (judged int, err error) {
	until := e.store.Now()
	for after := crm.CardID(0); ; {
		var ids []crm.CardID
		err := e.store.WriteBulk(ctx, func(tx *store.Tx) (err error) {
			if ids, err = tx.CardsAfter(product, after, sweepChunk); err != nil {
				return err
			}
			for _, id := range ids {
				tx.Touch(id, crm.Cause{Kind: crm.CauseSystem}, "*")
			}
			if len(ids) < sweepChunk {
				return e.markZone(tx, product, moved, until)
			}
			return nil
		})
		judged += len(ids)
		if err != nil || len(ids) < sweepChunk {
			return judged, err
		}
		after = ids[len(ids)-1]
	}
}

// markZone notes that the sequences of a product are judged in the zone that
// the workspace has now.
func (e *Engine) markZone(tx *store.Tx, product crm.ProductID, moved []store.Mark, until crm.Instant) error {
	ws, err := tx.Workspace()
	if err != nil {
		return err
	}
	marks, err := tx.Marks()
	if err != nil {
		return err
	}
	for _, m := range marks {
		if m.Product == product && slices.ContainsFunc(moved, func(o store.Mark) bool { return o.Sequence == m.Sequence }) {
			if err := tx.Swept(m.Sequence, max(m.Swept, until), ws.Zone); err != nil {
				return err
			}
		}
	}
	return nil
}

package engine

import (
	"encoding/json"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// manyTouched is from how many touched cards on they are judged together.
const manyTouched = 8

// judgeMany does to many touched cards what Judge does to each: one pass over
// them for all filters of their product that read what changed, then each
// sequence lets its cards in together and each card out.
func (e *Engine) judgeMany(tx *store.Tx, s *scene, touched []store.Touch) error {
	ids := make([]crm.CardID, len(touched))
	for i, t := range touched {
		ids[i] = t.Card
	}
	products, err := tx.ProductsOf(ids)
	if err != nil {
		return err
	}
	groups := map[crm.ProductID][]store.Touch{}
	var order []crm.ProductID
	for _, t := range touched {
		p, there := products[t.Card]
		if !there {
			continue // deleted
		}
		if !slices.Contains(order, p) {
			order = append(order, p)
		}
		groups[p] = append(groups[p], t)
	}
	for _, p := range order {
		if err := e.judgeGroup(tx, s, p, groups[p]); err != nil {
			return err
		}
	}
	return nil
}

func (e *Engine) judgeGroup(tx *store.Tx, s *scene, product crm.ProductID, touched []store.Touch) error {
	list, err := s.runningIn(product)
	if err != nil {
		return err
	}
	var reading []crm.Sequence
	var queries []filter.Query
	for _, q := range list {
		f := s.filterOf(q)
		if f.err != nil {
			e.broken(q, f.err)
			continue
		}
		reads := filter.Reads(f.filter.Tree)
		if slices.ContainsFunc(touched, func(t store.Touch) bool { return readsAny(reads, t.Subjects) }) {
			reading, queries = append(reading, q), append(queries, f.query)
		}
	}
	if len(reading) == 0 {
		return nil
	}
	ids := make([]crm.CardID, len(touched))
	for i, t := range touched {
		ids[i] = t.Card
	}
	holding, err := tx.HoldingOf(ids, queries)
	if err != nil {
		return err
	}
	members, err := tx.MembersOf(ids)
	if err != nil {
		return err
	}
	for i, q := range reading {
		holds, err := idSet(holding[i])
		if err != nil {
			return err
		}
		if err := e.judgeTogether(tx, s, q, touched, holds, members[q.ID]); err != nil {
			return err
		}
	}
	return nil
}

func idSet(list string) (map[crm.CardID]bool, error) {
	var ids []int64
	err := json.Unmarshal([]byte(list), &ids)
	set := make(map[crm.CardID]bool, len(ids))
	for _, id := range ids {
		set[crm.CardID(id)] = true
	}
	return set, err
}

// judgeTogether compares for one sequence what holds with what is remembered.
func (e *Engine) judgeTogether(tx *store.Tx, s *scene, q crm.Sequence, touched []store.Touch, holds, member map[crm.CardID]bool) error {
	reads := filter.Reads(s.filterOf(q).filter.Tree)
	in := map[crm.Cause][]crm.CardID{}
	var causes []crm.Cause
	for _, t := range touched {
		if holds[t.Card] == member[t.Card] || !readsAny(reads, t.Subjects) {
			continue
		}
		if !holds[t.Card] {
			if err := e.leave(tx, q, t.Card, t.Cause); err != nil {
				return err
			}
			continue
		}
		if in[t.Cause] == nil {
			causes = append(causes, t.Cause)
		}
		in[t.Cause] = append(in[t.Cause], t.Card)
	}
	for _, cause := range causes {
		if _, err := tx.Join(q.ID, in[cause], tx.Now); err != nil {
			return err
		}
		if cause.Silent {
			continue
		}
		if err := e.enter(tx, s, q, in[cause], tx.Now, cause); err != nil {
			return err
		}
	}
	return nil
}

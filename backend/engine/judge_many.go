package engine

import (
	"encoding/json"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// judgeTouched holds touched cards against all filters of their product that
// read what changed, in one pass; then each sequence lets its cards in together
// and each card out.
func (e *Engine) judgeTouched(tx *store.Tx, s *scene, touched []store.Touch) error {
	if len(touched) == 0 {
		return nil
	}
	if concerned, err := s.concerned(touched); err != nil || !concerned {
		return err
	}
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

// concerned says whether any running sequence may read any of what changed: of
// most steps that ran, none does.
func (s *scene) concerned(touched []store.Touch) (bool, error) {
	changed := changedIn(touched)
	if s.products == nil {
		list, err := s.v.Products()
		if err != nil {
			return false, err
		}
		s.products = list
	}
	for _, p := range s.products {
		list, err := s.runningIn(p.ID)
		if err != nil {
			return false, err
		}
		for _, q := range list {
			if f := s.filterOf(q); f.err != nil || readsAny(f.reads, changed) {
				return true, nil //nolint:nilerr // whoever judges says what is broken
			}
		}
	}
	return false, nil
}

func (e *Engine) judgeGroup(tx *store.Tx, s *scene, product crm.ProductID, touched []store.Touch) error {
	reading, err := e.readers(s, product, touched)
	if err != nil || len(reading) == 0 {
		return err
	}
	ids := make([]crm.CardID, len(touched))
	for i, t := range touched {
		ids[i] = t.Card
	}
	holding, err := s.holding(reading, ids)
	if err != nil {
		return err
	}
	members, err := tx.MembersOf(ids)
	if err != nil {
		return err
	}
	for i, q := range reading {
		if holding[i] == "[]" && len(members[q.ID]) == 0 {
			continue
		}
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

// changedIn is what changed of some cards.
func changedIn(touched []store.Touch) (changed []string) {
	for _, t := range touched {
		for _, subject := range t.Subjects {
			if !slices.Contains(changed, subject) {
				changed = append(changed, subject)
			}
		}
	}
	return changed
}

// readers are the running sequences whose filters read something that changed.
func (e *Engine) readers(s *scene, product crm.ProductID, touched []store.Touch) ([]crm.Sequence, error) {
	changed := changedIn(touched)
	key := product.String() + " " + strings.Join(changed, " ")
	if reading, known := s.readers[key]; known {
		return reading, nil
	}
	list, err := s.runningIn(product)
	if err != nil {
		return nil, err
	}
	var reading []crm.Sequence
	sound := true
	for _, q := range list {
		f := s.filterOf(q)
		switch {
		case f.err != nil:
			e.broken(q, f.err)
			sound = false // it is told each time
		case readsAny(f.reads, changed):
			reading = append(reading, q)
		}
	}
	if sound {
		if len(s.readers) >= mostTogether {
			clear(s.readers)
		}
		s.readers[key] = reading
	}
	return reading, nil
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
	reads := s.filterOf(q).reads
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

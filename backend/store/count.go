package store

import (
	"stepwise/backend/crm"
	"stepwise/backend/filter"
)

// fewFound is how many cards a count remembers: if there are no more, the first
// ones by name are among them; else they are soon found by going by name.
const fewFound = 4000

// smallProduct is up to how many cards a product is read by its own index; the
// cards of a larger one are read as they lie in the table.
const smallProduct = 20_000

// CountAndPage counts the cards of a ListQuery and reads its first page: one
// pass through the cards for both. It ends early with the View's context.
func (v *View) CountAndPage(q ListQuery) (lines []CardLine, total int, err error) {
	ids, more, err := v.count(q)
	if err != nil {
		return nil, 0, err
	}
	if more == 0 && len(ids) < fewFound {
		q.Found = &Found{IDs: ids}
	}
	lines, err = v.Cards(q)
	return lines, len(ids) + more, err
}

// CountMatches counts the cards of a product that match, in one pass.
func (v *View) CountMatches(product crm.ProductID, f filter.Query) (int, error) {
	ids, more, err := v.count(ListQuery{Product: product, Filter: &f})
	return len(ids) + more, err
}

// count finds the first cards by id, and how many more there are.
func (v *View) count(q ListQuery) (ids []crm.CardID, more int, err error) {
	small := false
	if err := v.get(&small, "SELECT count(*) < ? FROM (SELECT 1 FROM card WHERE product = ? AND deleted IS NULL LIMIT ?)", smallProduct, q.Product, smallProduct); err != nil {
		return nil, 0, err
	}
	where, args := q.where()
	if !small {
		where = "+" + where // not by an index of the product, which leaps through the table
	}
	if err := v.list(&ids, "SELECT c.id FROM card c WHERE "+where+" ORDER BY c.id LIMIT ?", append(args, fewFound)...); err != nil || len(ids) < fewFound {
		return ids, 0, err
	}
	last := ids[len(ids)-1]
	return ids, more, v.get(&more, "SELECT count(*) FROM card c WHERE "+where+" AND c.id > ?", append(args[:len(args):len(args)], last)...)
}

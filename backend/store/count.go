package store

import (
	"cmp"
	"context"
	"slices"
	"sync"

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
		q.Found, q.Filter = &Found{IDs: ids}, nil // they match
	}
	lines, err = v.Cards(q)
	return lines, len(ids) + more, err
}

// CountMatches counts the cards of a product that match, in one pass.
func (v *View) CountMatches(product crm.ProductID, f filter.Query) (int, error) {
	ids, more, err := v.count(ListQuery{Product: product, Filter: &f})
	return len(ids) + more, err
}

// count finds some cards, all of them if they are fewer than fewFound, and how
// many more there are.
func (v *View) count(q ListQuery) (ids []crm.CardID, more int, err error) {
	few := cmp.Or(v.s.small, smallProduct)
	small := false
	if err := v.get(&small, "SELECT count(*) < ? FROM (SELECT 1 FROM card WHERE product = ? AND deleted IS NULL LIMIT ?)", few, q.Product, few); err != nil {
		return nil, 0, err
	}
	var last int64
	if err := v.get(&last, "SELECT coalesce(max(id), 0) FROM card"); err != nil {
		return nil, 0, err
	}
	c := &counting{room: fewFound}
	c.where, c.args = q.where()
	if small {
		c.within, c.runs = " AND +c.id BETWEEN ? AND ?", []idRun{{1, last}}
		return c.found(v)
	}
	c.where = "+" + c.where // not by an index of the product, which leaps through the table
	c.within, c.runs = " AND c.id BETWEEN ? AND ?", runsTo(last)
	return c.found(v, v.beside())
}

// counting is one count: whoever has time takes the next run of cards.
type counting struct {
	where, within string
	args          []any

	mu   sync.Mutex
	runs []idRun
	room int // how many cards may still be remembered
	ids  []crm.CardID
	more int
}

// idRun is a run of ids, both ends included.
type idRun struct{ first, last int64 }

// runsOfCount is in how many runs a large count is made: so many that nobody
// waits long for the other's last one.
const runsOfCount = 16

func runsTo(last int64) []idRun {
	list := make([]idRun, 0, runsOfCount)
	for i := range int64(runsOfCount) {
		list = append(list, idRun{i*last/runsOfCount + 1, (i + 1) * last / runsOfCount})
	}
	return list
}

// found counts with some Views of the same state of the database at once, nil
// ones aside. What goes wrong for one of them ends the others.
func (c *counting) found(views ...*View) ([]crm.CardID, int, error) {
	ctx, stop := context.WithCancelCause(views[0].ctx)
	defer stop(nil)
	var all sync.WaitGroup
	for _, v := range views {
		if v == nil {
			continue
		}
		own := *v
		own.ctx = ctx
		all.Go(func() {
			if err := c.take(&own); err != nil {
				stop(err)
			}
		})
	}
	all.Wait()
	slices.Sort(c.ids)
	return c.ids, c.more, context.Cause(ctx)
}

// take counts run after run until none is left.
func (c *counting) take(v *View) error {
	for {
		r, room, ok := c.next()
		if !ok {
			return nil
		}
		ids, more, err := c.in(v, r, room)
		if err != nil {
			return err
		}
		c.mu.Lock()
		c.ids, c.more, c.room = append(c.ids, ids...), c.more+more, c.room-len(ids)
		c.mu.Unlock()
	}
}

func (c *counting) next() (r idRun, room int, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.runs) == 0 {
		return r, 0, false
	}
	r, c.runs = c.runs[0], c.runs[1:]
	return r, c.room, true
}

// in finds up to room cards of a run, and how many more it has.
func (c *counting) in(v *View, r idRun, room int) (ids []crm.CardID, more int, err error) {
	if room > 0 {
		err := v.list(&ids, "SELECT c.id FROM card c WHERE "+c.where+c.within+" ORDER BY c.id LIMIT ?", slices.Concat(c.args, []any{r.first, r.last, room})...)
		if err != nil || len(ids) < room {
			return ids, 0, err
		}
		r.first = int64(ids[room-1]) + 1
	}
	return ids, more, v.get(&more, "SELECT count(*) FROM card c WHERE "+c.where+c.within, slices.Concat(c.args, []any{r.first, r.last})...)
}

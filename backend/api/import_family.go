package api

import (
	"context"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// families groups the table's rows for a dry run: rows that share an address, or
// whose addresses lead to one card, stand in one group, in the order of the
// file. It also counts the rows whose addresses are on cards.
func (r *importRun) families(ctx context.Context) (groups [][]int, existing int, err error) {
	kin := kinship{parent: map[int]int{}, byValue: map[string]int{}, byCard: map[crm.CardID]int{}}
	for rows := range r.ready(ctx, 0) {
		var found []store.CardWith
		err := r.s.read(func(v *store.View) (err error) {
			found, err = v.CardsWith(r.im.Product, valuesOf(rows))
			return err
		})
		if err != nil {
			return nil, 0, err
		}
		owners := map[string][]crm.CardID{}
		for _, f := range found {
			owners[f.Value] = append(owners[f.Value], f.Card)
		}
		for i := range rows {
			if kin.add(rows[i].index, rows[i].values, owners) {
				existing++
			}
		}
	}
	return kin.groups(len(r.table.Rows)), existing, ctx.Err()
}

// kinship joins rows; a row that is nobody's kin isn't in parent.
type kinship struct {
	parent  map[int]int
	byValue map[string]int // the first row with an address
	byCard  map[crm.CardID]int
}

func (k *kinship) root(row int) int {
	for {
		up, ok := k.parent[row]
		if !ok || up == row {
			return row
		}
		if above, ok := k.parent[up]; ok {
			k.parent[row] = above
		}
		row = up
	}
}

func (k *kinship) join(a, b int) {
	if a == b {
		return
	}
	first, second := k.root(a), k.root(b)
	if first > second {
		first, second = second, first
	}
	k.parent[first], k.parent[second] = first, first
}

// add notes a row, and says whether its addresses lead to cards.
func (k *kinship) add(row int, values []string, owners map[string][]crm.CardID) (existing bool) {
	for _, value := range values {
		if first, seen := k.byValue[value]; seen {
			k.join(first, row)
		} else {
			k.byValue[value] = row
		}
		for _, card := range owners[value] {
			existing = true
			if first, seen := k.byCard[card]; seen {
				k.join(first, row)
			} else {
				k.byCard[card] = row
			}
		}
	}
	return existing
}

// groups are runs of rows without kin, and whole families; small families
// share a group.
func (k *kinship) groups(rows int) [][]int {
	families := map[int][]int{}
	var alone []int
	for row := range rows {
		if _, kin := k.parent[row]; !kin {
			alone = append(alone, row)
			continue
		}
		root := k.root(row)
		families[root] = append(families[root], row)
	}
	groups := slices.Collect(slices.Chunk(alone, chunkCost))
	var room []int
	roots := make([]int, 0, len(families))
	for root := range families {
		roots = append(roots, root)
	}
	slices.Sort(roots)
	for _, root := range roots {
		if room = append(room, families[root]...); len(room) >= chunkCost/changeCost {
			groups, room = append(groups, room), nil
		}
	}
	if len(room) > 0 {
		groups = append(groups, room)
	}
	return groups
}

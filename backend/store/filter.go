package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

type filterRow struct {
	crm.Filter
	TreeText string `db:"tree"`
}

func (r *filterRow) read() (crm.Filter, error) {
	err := json.Unmarshal([]byte(r.TreeText), &r.Filter.Tree)
	return r.Filter, err
}

const filterColumns = "id, product, name, folder, tree, revision, modified"

// Filters reads a product's filters by name.
func (v *View) Filters(product crm.ProductID) ([]crm.Filter, error) {
	return v.filtersWhere("product = ?", product)
}

func (v *View) filtersWhere(where string, product crm.ProductID) ([]crm.Filter, error) {
	var rows []filterRow
	if err := v.list(&rows, "SELECT "+filterColumns+" FROM filter WHERE "+where+" ORDER BY name", product); err != nil {
		return nil, err
	}
	out := make([]crm.Filter, 0, len(rows))
	for i := range rows {
		f, err := rows[i].read()
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// RunningFilters reads the filters of a product's running sequences.
func (v *View) RunningFilters(product crm.ProductID) ([]crm.Filter, error) {
	return v.filtersWhere("id IN (SELECT filter FROM sequence WHERE product = ? AND state <> 'inactive' AND deleted IS NULL)", product)
}

// Filter reads one filter.
func (v *View) Filter(id crm.FilterID) (crm.Filter, error) {
	var row filterRow
	found, err := v.one(&row, "SELECT "+filterColumns+" FROM filter WHERE id = ?", id)
	if err != nil {
		return crm.Filter{}, err
	}
	if !found {
		return crm.Filter{}, crm.NotFound("filter")
	}
	return row.read()
}

// SaveFilter adds a filter (no id) or replaces one.
func (t *Tx) SaveFilter(f crm.Filter) (crm.Filter, error) {
	if f.ID == 0 {
		id, err := nextID[crm.FilterID](t, "filter")
		if err != nil {
			return f, err
		}
		f.ID = id
	}
	f.Revision++
	f.Modified = t.Now
	tree, err := json.Marshal(f.Tree)
	if err != nil {
		return f, err
	}
	t.Changed("filter", f.ID.String())
	_, err = t.exec(`INSERT INTO filter (`+filterColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, folder = excluded.folder, tree = excluded.tree, revision = excluded.revision, modified = excluded.modified`,
		f.ID, f.Product, f.Name, f.Folder, string(tree), f.Revision, f.Modified)
	return f, err
}

// DeleteFilter deletes a filter that nothing uses; deleted sequences let go of
// it.
func (t *Tx) DeleteFilter(id crm.FilterID) error {
	if _, err := t.exec("UPDATE sequence SET filter = NULL WHERE filter = ? AND deleted IS NOT NULL", id); err != nil {
		return err
	}
	t.Changed("filter", id.String())
	return t.must("DELETE FROM filter WHERE id = ?", id)
}

// SequencesOfFilter reads the sequences that use a filter.
func (v *View) SequencesOfFilter(id crm.FilterID) ([]crm.Sequence, error) {
	return v.sequencesWhere("s.filter = ? AND s.deleted IS NULL", id)
}

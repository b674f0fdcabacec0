package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

const viewColumns = `id, product, owner, name, kind, columns, sort, sort_desc, filter, status, card_owner, mine, tag, search, money, statuses, position, revision`

type viewRow struct {
	crm.ListView
	Columns  string `db:"columns"`
	Statuses string `db:"statuses"`
}

func (r *viewRow) read() (crm.ListView, error) {
	view := r.ListView
	if err := json.Unmarshal([]byte(r.Columns), &view.Columns); err != nil {
		return view, err
	}
	return view, json.Unmarshal([]byte(r.Statuses), &view.Statuses)
}

// Views reads the views of a product that a user sees: their own and
// everybody's, in order.
func (v *View) Views(product crm.ProductID, user crm.UserID) ([]crm.ListView, error) {
	var rows []viewRow
	err := v.list(&rows, "SELECT "+viewColumns+" FROM list_view WHERE product = ? AND (owner IS NULL OR owner = ?) ORDER BY position, id", product, user)
	if err != nil {
		return nil, err
	}
	out := make([]crm.ListView, 0, len(rows))
	for i := range rows {
		view, err := rows[i].read()
		if err != nil {
			return nil, err
		}
		out = append(out, view)
	}
	return out, nil
}

// ListView reads one view.
func (v *View) ListView(id crm.ViewID) (crm.ListView, error) {
	var row viewRow
	found, err := v.one(&row, "SELECT "+viewColumns+" FROM list_view WHERE id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("view")
	}
	if err != nil {
		return crm.ListView{}, err
	}
	return row.read()
}

// ViewsOfFilter are the names of the views that show a filter's cards.
func (v *View) ViewsOfFilter(id crm.FilterID) ([]crm.ListView, error) {
	var list []crm.ListView
	return list, v.list(&list, "SELECT id, name, owner FROM list_view WHERE filter = ? ORDER BY position, id", id)
}

// SaveView adds a view (no id) behind the others, or replaces one.
func (t *Tx) SaveView(view crm.ListView) (crm.ListView, error) {
	if view.ID == 0 {
		id, err := nextID[crm.ViewID](t, "view")
		if err != nil {
			return view, err
		}
		view.ID = id
		if err := t.get(&view.Position, "SELECT coalesce(max(position), 0) + 1 FROM list_view WHERE product = ?", view.Product); err != nil {
			return view, err
		}
	}
	view.Revision++
	t.Changed("view", view.ID.String())
	columns, err := json.Marshal(view.Columns)
	if err != nil {
		return view, err
	}
	statuses, err := json.Marshal(view.Statuses)
	if err != nil {
		return view, err
	}
	return view, t.must(`INSERT INTO list_view (`+viewColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, name = excluded.name, kind = excluded.kind, columns = excluded.columns,
			sort = excluded.sort, sort_desc = excluded.sort_desc, filter = excluded.filter, status = excluded.status,
			card_owner = excluded.card_owner, mine = excluded.mine, tag = excluded.tag, search = excluded.search, money = excluded.money,
			statuses = excluded.statuses, position = excluded.position, revision = excluded.revision`,
		view.ID, view.Product, view.Owner, view.Name, view.Kind, string(columns), view.Sort, view.Desc, view.Filter, view.Status,
		view.By, view.Mine, view.Tag, view.Search, view.Money, string(statuses), view.Position, view.Revision)
}

// DeleteView removes a view.
func (t *Tx) DeleteView(id crm.ViewID) error {
	t.Changed("view", id.String())
	return t.must("DELETE FROM list_view WHERE id = ?", id)
}

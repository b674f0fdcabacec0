package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// ViewRow is a view in the list of views.
type ViewRow struct {
	View    crm.ListView `json:"view"`    // without an id: the one that everybody starts with
	MayEdit bool         `json:"mayEdit"` // whoever asks may change and delete it
}

// ViewIn names a view.
type ViewIn struct {
	ID crm.ViewID `json:"id" ts_type:"string"`
}

// ListViews reads the views of a product that I see: first the one that
// everybody starts with, then everybody's and mine in order. What a view names
// and is gone (a field, a status) is left out.
func (s *Session) ListViews(in ProductIn) (out []ViewRow, err error) {
	return out, s.read(func(v *store.View) error {
		cat, err := v.Catalogue(in.Product)
		if err != nil {
			return err
		}
		me, err := v.User(s.user)
		if err != nil {
			return err
		}
		list, err := v.Views(in.Product, s.user)
		if err != nil {
			return err
		}
		out = []ViewRow{{View: firstView(cat)}}
		for _, view := range list {
			out = append(out, ViewRow{View: current(cat, view), MayEdit: mayEditView(me, view)})
		}
		return nil
	})
}

// firstView is the list that a product has without anybody making one.
func firstView(cat *crm.Catalogue) crm.ListView {
	view := crm.ListView{Product: cat.Product.ID, Kind: crm.ViewList, Sort: "name", Columns: []crm.ViewColumn{}, Statuses: []crm.StatusID{}}
	for _, c := range ownColumns {
		if c.Shown {
			view.Columns = append(view.Columns, crm.ViewColumn{Key: c.Key})
		}
	}
	return view
}

// current leaves out what is gone since a view was saved.
func current(cat *crm.Catalogue, view crm.ListView) crm.ListView {
	known := cardColumns(cat)
	view.Columns = slices.DeleteFunc(view.Columns, func(c crm.ViewColumn) bool {
		return !slices.ContainsFunc(known, func(k CardColumn) bool { return k.Key == c.Key })
	})
	view.Statuses = slices.DeleteFunc(view.Statuses, func(id crm.StatusID) bool {
		_, ok := cat.Status(id)
		return !ok
	})
	if _, ok := cat.Status(view.Status); !ok {
		view.Status = 0
	}
	if f, ok := cat.Field(view.Money); !ok || f.Type != crm.FieldMoney && f.Type != crm.FieldNumber {
		view.Money = 0
	}
	return view
}

func mayEditView(me crm.User, view crm.ListView) bool {
	return view.Owner == me.ID || view.Owner == 0 && me.Role == crm.RoleAdmin
}

// SaveView adds a view (no id), mine or everybody's, or replaces one.
// Everybody's are for administrators to change; a view stays what it was in
// this respect only if owner says the same as before.
func (s *Session) SaveView(in crm.ListView) (out ViewRow, err error) {
	return out, s.write(func(tx *store.Tx) error {
		me, err := tx.User(s.user)
		if err != nil {
			return err
		}
		if err := s.mayReplaceView(tx, me, &in); err != nil {
			return err
		}
		cat, err := tx.Catalogue(in.Product)
		if err != nil {
			return err
		}
		if err := checkView(tx, cat, &in); err != nil {
			return err
		}
		saved, err := tx.SaveView(in)
		if store.IsUnique(err) {
			return taken("name", in.Name)
		}
		out = ViewRow{View: saved, MayEdit: true}
		return err
	})
}

// mayReplaceView keeps what a save doesn't say, and says whether this person
// may save the view at all.
func (s *Session) mayReplaceView(tx *store.Tx, me crm.User, in *crm.ListView) error {
	if in.Owner != 0 && in.Owner != me.ID {
		return crm.Fail(crm.CodeForbidden, "error.view.not_yours")
	}
	if in.ID != 0 {
		old, err := tx.ListView(in.ID)
		if err != nil {
			return err
		}
		if !mayEditView(me, old) {
			return crm.Fail(crm.CodeForbidden, "error.view.not_yours")
		}
		if in.Revision != old.Revision {
			return crm.Fail(crm.CodeConflict, "error.changed_meanwhile", "name", old.Name)
		}
		in.Product = old.Product
		if in.Position == 0 {
			in.Position = old.Position
		}
	}
	if in.Owner == 0 && me.Role != crm.RoleAdmin {
		return crm.Fail(crm.CodeForbidden, "error.admin_only")
	}
	return nil
}

func checkView(tx *store.Tx, cat *crm.Catalogue, in *crm.ListView) error {
	var bad crm.Problems
	in.Name = name(&bad, "name", in.Name)
	if in.Kind != crm.ViewList && in.Kind != crm.ViewBoard {
		bad.Add("kind", "list.bad_kind")
	}
	if len(in.Columns) > crm.MaxViewColumns || len([]rune(in.Search)) > crm.MaxName {
		bad.Add("columns", "list.too_much")
	}
	for i := range in.Columns {
		if c := &in.Columns[i]; c.Width != 0 {
			c.Width = min(max(c.Width, crm.MinColumn), crm.MaxColumn)
		}
	}
	if in.Filter != 0 {
		f, err := tx.Filter(in.Filter)
		if err != nil {
			return err
		}
		if f.Product != in.Product {
			return crm.NotFound("filter")
		}
	}
	if _, ok := cat.User(in.By); in.By != 0 && !ok {
		bad.Add("by", "cards.bad_owner")
	}
	if !slices.ContainsFunc(cat.Tags, func(g crm.Tag) bool { return g.ID == in.Tag }) {
		in.Tag = 0
	}
	*in = current(cat, *in)
	if in.Columns == nil {
		in.Columns = []crm.ViewColumn{}
	}
	if in.Statuses == nil {
		in.Statuses = []crm.StatusID{}
	}
	return bad.Err()
}

// DeleteView deletes a view: mine, or everybody's as an administrator.
func (s *Session) DeleteView(in ViewIn) (out ViewRow, err error) {
	return out, s.write(func(tx *store.Tx) error {
		me, err := tx.User(s.user)
		if err != nil {
			return err
		}
		if out.View, err = tx.ListView(in.ID); err != nil {
			return err
		}
		if !mayEditView(me, out.View) {
			return crm.Fail(crm.CodeForbidden, "error.view.not_yours")
		}
		return tx.DeleteView(in.ID)
	})
}

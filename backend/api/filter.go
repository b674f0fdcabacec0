package api

import (
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// FilterRow is a filter in the list.
type FilterRow struct {
	Filter   crm.Filter `json:"filter"`
	Sentence crm.Phrase `json:"sentence"`
	Matches  int        `json:"matches"` // cards now; -1 if the filter is broken, -2 where CountFilters is to be asked
	UsedBy   []Use      `json:"usedBy"`
	ReadOnly bool       `json:"readOnly"` // an active sequence uses it
}

// Use is something that uses something else.
type Use struct {
	Noun   string `json:"noun" ts_type:"'sequence'|'filter'|'template'|'view'|'field'|'form'|'link'|'lead_box'|'inlet'"`
	ID     string `json:"id"`
	Name   string `json:"name"`
	Active bool   `json:"active"`

	Product crm.ProductID `json:"product" ts_type:"string"` // whose it is; none where the question was about one product
}

// FilterIn names a filter.
type FilterIn struct {
	ID crm.FilterID `json:"id" ts_type:"string"`
}

// PreviewFilterIn asks what a tree would match, before it is saved.
type PreviewFilterIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
	Tree    crm.Group     `json:"tree"`
	After   string        `json:"after"` // next of the page before; "" counts, and reads the first cards
}

// PreviewFilterOut says what a tree means and matches now. A further page has
// its cards and nothing else.
type PreviewFilterOut struct {
	Problems []crm.Problem `json:"problems"` // where there are any, all but Each is empty
	Sentence crm.Phrase    `json:"sentence"`

	Each []filter.Placed `json:"each"` // every sound condition in words

	Total int       `json:"total"`
	Rows  []CardRow `json:"rows"` // by name, the first 20 or the 100 after a page
	Next  string    `json:"next"` // leads on to the cards behind them; "" at the end

	Advice []filter.Advice `json:"advice"` // what is certain of the tree, and striking in its count
}

// SaveFilterIn creates (no id) or replaces a filter.
type SaveFilterIn struct {
	ID       crm.FilterID  `json:"id" ts_type:"string"`
	Revision int64         `json:"revision"`
	Product  crm.ProductID `json:"product" ts_type:"string"`
	Name     string        `json:"name"`
	Folder   string        `json:"folder"` // its name; "" for none
	Tree     crm.Group     `json:"tree"`
}

// ListFilters reads a product's filters, with the counts of those that active
// sequences use; the others are counted by CountFilters.
func (s *Session) ListFilters(in ProductIn) (out []FilterRow, err error) {
	return out, s.read(func(v *store.View) error {
		list, err := v.Filters(in.Product)
		if err != nil {
			return err
		}
		out = make([]FilterRow, 0, len(list))
		for _, f := range list {
			row, err := filterRow(v, f)
			if err != nil {
				return err
			}
			out = append(out, row)
		}
		return nil
	})
}

func filterRow(v *store.View, f crm.Filter) (FilterRow, error) {
	row := FilterRow{Filter: f, Matches: -1, UsedBy: []Use{}}
	env, err := envOf(v, f.Product)
	if err != nil {
		return row, err
	}
	row.Sentence = filter.Sentence(f.Tree, env.Cat)
	if len(filter.Check(f.Tree, env.Cat)) == 0 {
		if row.Matches, err = knownMatches(v, f.ID); err != nil {
			return row, err
		}
	}
	list, err := v.SequencesOfFilter(f.ID)
	for _, q := range list {
		row.UsedBy = append(row.UsedBy, useOf(q))
		row.ReadOnly = row.ReadOnly || q.State.Runs()
	}
	if err != nil {
		return row, err
	}
	views, err := v.ViewsOfFilter(f.ID)
	for _, view := range views {
		row.UsedBy = append(row.UsedBy, Use{Noun: "view", ID: view.ID.String(), Name: view.Name})
	}
	return row, err
}

func useOf(q crm.Sequence) Use {
	return Use{Noun: "sequence", ID: q.ID.String(), Name: q.Name, Active: q.State.Runs()}
}

// envOf is what a product's filters are judged by now.
func envOf(v *store.View, product crm.ProductID) (filter.Env, error) {
	cat, err := v.Catalogue(product)
	if err != nil {
		return filter.Env{}, err
	}
	ws, err := v.Workspace()
	if err != nil {
		return filter.Env{}, err
	}
	zone, err := timing.Zone(ws.Zone)
	return filter.Env{Cat: cat, Zone: zone, Now: v.Clock()}, err
}

func compileSaved(v *store.View, id crm.FilterID) (filter.Query, error) {
	f, err := v.Filter(id)
	if err != nil {
		return filter.Query{}, err
	}
	env, err := envOf(v, f.Product)
	if err != nil {
		return filter.Query{}, err
	}
	return filter.Compile(f.Tree, env)
}

// GetFilter reads one filter.
func (s *Session) GetFilter(in FilterIn) (out FilterRow, err error) {
	return out, s.count(s.ctx, func(v *store.View) error {
		f, err := v.Filter(in.ID)
		if err != nil {
			return err
		}
		if out, err = filterRow(v, f); err != nil || out.Matches != uncounted {
			return err
		}
		out.Matches, err = countFilter(v, f)
		return err
	})
}

// FilterCatalogue is the operator table of the editor: what can be asked.
func (s *Session) FilterCatalogue(in ProductIn) (out []filter.Subject, err error) {
	return out, s.read(func(v *store.View) error {
		cat, err := v.Catalogue(in.Product)
		if err == nil {
			out = filter.Subjects(cat)
		}
		return err
	})
}

// How many cards a preview shows at first, and on each further page.
const (
	previewRows = 20
	furtherRows = 100
)

// PreviewFilter counts a tree and shows the first cards, or those after a page.
// A newer count of the same session ends it: what it would find is of no use
// any more.
func (s *Session) PreviewFilter(in PreviewFilterIn) (out PreviewFilterOut, err error) {
	if in.After != "" {
		return s.previewAfter(in)
	}
	ctx, done := s.filtering.begin(s.ctx)
	defer done()
	return out, s.count(ctx, func(v *store.View) error {
		env, err := envOf(v, in.Product)
		if err != nil {
			return err
		}
		out.Each = filter.EachInWords(in.Tree, env.Cat)
		if out.Problems = filter.Check(in.Tree, env.Cat); len(out.Problems) > 0 {
			return nil
		}
		out.Sentence = filter.Sentence(in.Tree, env.Cat)
		compiled, err := filter.Compile(in.Tree, env)
		if err != nil {
			return err
		}
		q := store.ListQuery{Product: in.Product, Filter: &compiled, Limit: previewRows}
		lines, total, err := v.CountAndPage(q)
		if err != nil {
			return err
		}
		out.Rows, out.Total = cardRows(lines), total
		if total > len(lines) {
			out.Next = cursor(lines[len(lines)-1].Cursor)
		}
		out.Advice, err = adviceOn(v, in, env, out.Total)
		return err
	})
}

// previewAfter reads the cards of a tree behind a page, and counts nothing.
func (s *Session) previewAfter(in PreviewFilterIn) (out PreviewFilterOut, err error) {
	out = PreviewFilterOut{Problems: []crm.Problem{}, Each: []filter.Placed{}, Rows: []CardRow{}, Advice: []filter.Advice{}}
	after, err := readCursor(in.After)
	if err != nil {
		return out, err
	}
	return out, s.count(s.ctx, func(v *store.View) error {
		env, err := envOf(v, in.Product)
		if err != nil {
			return err
		}
		if out.Problems = filter.Check(in.Tree, env.Cat); len(out.Problems) > 0 {
			return nil
		}
		compiled, err := filter.Compile(in.Tree, env)
		if err != nil {
			return err
		}
		lines, err := v.Cards(store.ListQuery{Product: in.Product, Filter: &compiled, After: after, Limit: furtherRows + 1})
		if err != nil {
			return err
		}
		if len(lines) > furtherRows {
			lines = lines[:furtherRows]
			out.Next = cursor(lines[furtherRows-1].Cursor)
		}
		out.Rows = cardRows(lines)
		return nil
	})
}

// SaveFilter saves a filter (administrators); refused while an active sequence
// uses it: otherwise it would take effect on the whole database at once.
func (s *Session) SaveFilter(in SaveFilterIn) (out FilterRow, err error) {
	return out, s.change(func(tx *store.Tx) error {
		if in.ID != 0 {
			if err := notInUse(&tx.View, in.ID); err != nil {
				return err
			}
		}
		saved, err := saveFilter(tx, in)
		if err != nil {
			return err
		}
		out, err = filterRow(&tx.View, saved)
		return err
	})
}

// saveFilter saves a filter, whoever uses it.
func saveFilter(tx *store.Tx, in SaveFilterIn) (f crm.Filter, err error) {
	f = crm.Filter{ID: in.ID, Product: in.Product, Tree: in.Tree}
	if in.ID != 0 {
		old, err := tx.Filter(in.ID)
		if err != nil {
			return f, err
		}
		if in.Revision != old.Revision {
			return f, crm.Fail(crm.CodeConflict, "error.changed_meanwhile", "name", old.Name)
		}
		f.Product, f.Revision = old.Product, old.Revision
	}
	cat, err := tx.Catalogue(f.Product)
	if err != nil {
		return f, err
	}
	var bad crm.Problems
	f.Name = name(&bad, "name", in.Name)
	bad.AddBelow("tree", filter.Check(in.Tree, cat))
	if err := bad.Err(); err != nil {
		return f, err
	}
	if f.Folder, err = filterShelf(&tx.View).folder(f.Product, "folder", in.Folder); err != nil {
		return f, err
	}
	saved, err := tx.SaveFilter(f)
	if store.IsUnique(err) {
		return f, taken("name", f.Name)
	}
	return saved, err
}

// notInUse refuses a filter that active sequences use, naming them.
func notInUse(v *store.View, id crm.FilterID) error {
	f, err := v.Filter(id)
	if err != nil {
		return err
	}
	list, err := activeOf(v, id)
	if err != nil || len(list) == 0 {
		return err
	}
	active := make([]string, len(list))
	for i, q := range list {
		active[i] = q.Name
	}
	return crm.Fail(crm.CodeConflict, "error.filter.read_only", "name", f.Name, "where", strings.Join(active, ", "))
}

// CopyFilter makes a copy under a new name (administrators).
func (s *Session) CopyFilter(in FilterIn) (out FilterRow, err error) {
	return out, s.change(func(tx *store.Tx) error {
		f, err := tx.Filter(in.ID)
		if err != nil {
			return err
		}
		list, err := tx.Filters(f.Product)
		if err != nil {
			return err
		}
		f.Name = copyName(f.Name, func(n string) bool { return slices.ContainsFunc(list, func(o crm.Filter) bool { return o.Name == n }) })
		f.ID, f.Revision = 0, 0
		if f, err = tx.SaveFilter(f); err != nil {
			return err
		}
		out, err = filterRow(&tx.View, f)
		return err
	})
}

// copyName is a name that is free: "Offers (2)".
func copyName(of string, exists func(string) bool) string {
	base := []rune(of)
	base = base[:min(len(base), crm.MaxName-8)]
	for n := 2; ; n++ {
		if try := string(base) + " (" + strconv.Itoa(n) + ")"; !exists(try) {
			return try
		}
	}
}

// DeleteFilter deletes a filter that nothing uses (administrators).
func (s *Session) DeleteFilter(in FilterIn) (out FilterRow, err error) {
	return out, s.change(func(tx *store.Tx) error {
		f, err := tx.Filter(in.ID)
		if err != nil {
			return err
		}
		if out, err = filterRow(&tx.View, f); err != nil {
			return err
		}
		if len(out.UsedBy) > 0 {
			return inUse(f.Name, out.UsedBy)
		}
		return tx.DeleteFilter(in.ID)
	})
}

// inUse refuses what is used, naming where, also as places to go to.
func inUse(name string, uses []Use) error {
	where := make([]string, 0, len(uses))
	for _, u := range uses {
		where = append(where, u.Name)
	}
	return crm.Fail(crm.CodeConflict, "error.in_use", "name", name, "where", strings.Join(where, ", "), "uses", uses)
}

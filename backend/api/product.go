package api

import (
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/sample"
	"stepwise/backend/store"
)

// ProductView is a product with its statuses and fields.
type ProductView struct {
	Product  crm.Product  `json:"product"`
	Statuses []crm.Status `json:"statuses"`
	Fields   []crm.Field  `json:"fields"`
	Needs    []FieldNeed  `json:"needs"` // the statuses in which fields must have a value
	Cards    int          `json:"cards"`
}

// FieldNeed says in which statuses a card must have a value in a field.
type FieldNeed struct {
	Field    crm.FieldID    `json:"field" ts_type:"string"`
	Statuses []crm.StatusID `json:"statuses" ts_type:"string[]"`
}

// AddProductIn makes a product: with the workspace's usual statuses, or with a
// copy of another one's statuses and fields.
type AddProductIn struct {
	Name string        `json:"name"`
	Copy crm.ProductID `json:"copy" ts_type:"string"` // none: begin with the usual statuses
}

// ArchiveProductIn archives a product, or takes it out again.
type ArchiveProductIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
	On      bool          `json:"on"`
}

// OrderProductsIn is all products in the order of the menu.
type OrderProductsIn struct {
	Products []crm.ProductID `json:"products" ts_type:"string[]"`
}

// ProductsOut is all products.
type ProductsOut struct {
	Products []ProductView `json:"products"`
}

// ProductIn names a product.
type ProductIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
}

// SaveFieldsIn is the whole list of a product's custom fields in order; one
// without an id is new, one that is missing is deleted (refused while in use).
type SaveFieldsIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
	Fields  []crm.Field   `json:"fields"`
}

// SaveProduct renames a product and switches its SMS service; without an id it
// makes one (administrators). The SMS service needs a gateway account, except
// in test mode.
func (s *Session) SaveProduct(in crm.Product) (out ProductView, err error) {
	var bad crm.Problems
	in.Name = name(&bad, "name", in.Name)
	if err := bad.Err(); err != nil {
		return out, err
	}
	return out, s.change(func(tx *store.Tx) error {
		if in.SMSOn {
			if err := smsMayBeOn(&tx.View); err != nil {
				return err
			}
		}
		p, err := saveProduct(tx, in, 0)
		if err != nil {
			return err
		}
		out, err = productView(&tx.View, p.ID)
		return err
	})
}

// AddProduct makes a product (administrators).
func (s *Session) AddProduct(in AddProductIn) (out ProductView, err error) {
	var bad crm.Problems
	in.Name = name(&bad, "name", in.Name)
	if err := bad.Err(); err != nil {
		return out, err
	}
	return out, s.change(func(tx *store.Tx) error {
		p, err := saveProduct(tx, crm.Product{Name: in.Name}, in.Copy)
		if err != nil {
			return err
		}
		out, err = productView(&tx.View, p.ID)
		return err
	})
}

// saveProduct writes a product whose name is free; a new one gets its statuses
// and fields from another one, or the usual statuses (none).
func saveProduct(tx *store.Tx, p crm.Product, from crm.ProductID) (crm.Product, error) {
	isNew := p.ID == 0
	if err := placeProduct(tx, &p); err != nil {
		return p, err
	}
	p, err := tx.SaveProduct(p)
	switch {
	case store.IsUnique(err):
		return p, taken("name", p.Name)
	case err != nil || !isNew:
		return p, err
	case from != 0:
		return p, copyProduct(tx, from, p.ID)
	}
	ws, err := tx.Workspace()
	if err != nil {
		return p, err
	}
	return p, sample.Statuses(tx, p.ID, ws.Language)
}

// copyProduct gives a new product the statuses and fields of another one.
func copyProduct(tx *store.Tx, from, to crm.ProductID) error {
	cat, err := tx.Catalogue(from)
	if err != nil {
		return err
	}
	statuses := map[crm.StatusID]crm.StatusID{}
	for _, st := range cat.Statuses {
		old := st.ID
		st.ID, st.Product = 0, to
		if st, err = tx.SaveStatus(st); err != nil {
			return err
		}
		statuses[old] = st.ID
	}
	for _, f := range cat.Fields {
		if err := copyField(tx, f, to, statuses[f.RequiredFrom]); err != nil {
			return err
		}
	}
	return nil
}

// copyField makes the same field in another product, with its own choices.
func copyField(tx *store.Tx, f crm.Field, to crm.ProductID, from crm.StatusID) error {
	choices, def := f.Choices, f.Default
	f.ID, f.Product, f.RequiredFrom, f.Choices, f.Default = 0, to, from, nil, nil
	for _, c := range choices {
		f.Choices = append(f.Choices, crm.Choice{Name: c.Name})
	}
	f, err := tx.SaveField(f)
	if err != nil || def == nil {
		return err
	}
	same := func(id crm.ChoiceID) crm.ChoiceID {
		return f.Choices[slices.IndexFunc(choices, func(c crm.Choice) bool { return c.ID == id })].ID
	}
	switch x := def.(type) {
	case crm.ChoiceID:
		def = same(x)
	case crm.ChoiceSet:
		var ids []crm.ChoiceID
		for _, id := range x.IDs() {
			ids = append(ids, same(id))
		}
		def = crm.ChoiceSetOf(ids...)
	}
	f.Default = def
	_, err = tx.SaveField(f)
	return err
}

// ArchiveProduct archives a product, or takes it out again (administrators): an
// archived one takes no new cards and is in no menu. Errors: conflict while
// automations of it are active, naming them, and for the last one.
func (s *Session) ArchiveProduct(in ArchiveProductIn) (out ProductView, err error) {
	return out, s.change(func(tx *store.Tx) error {
		p, err := tx.Product(in.Product)
		if err != nil {
			return err
		}
		if p.Archived = 0; in.On {
			if err := mayArchive(tx, p); err != nil {
				return err
			}
			p.Archived = tx.Now
		}
		if _, err := tx.SaveProduct(p); err != nil {
			return err
		}
		out, err = productView(&tx.View, p.ID)
		return err
	})
}

func mayArchive(tx *store.Tx, p crm.Product) error {
	running, err := tx.RunningSequences(p.ID)
	if err != nil {
		return err
	}
	var uses []Use
	for _, q := range running {
		uses = append(uses, Use{Noun: "sequence", ID: q.ID.String(), Name: q.Name, Active: true})
	}
	if len(uses) > 0 {
		names := make([]string, len(uses))
		for i, u := range uses {
			names[i] = u.Name
		}
		return crm.Fail(crm.CodeConflict, "error.product.active", "name", p.Name, "where", strings.Join(names, ", "), "uses", uses)
	}
	list, err := tx.Products()
	if err == nil && !slices.ContainsFunc(list, func(o crm.Product) bool { return o.ID != p.ID && o.Archived == 0 }) {
		err = crm.Fail(crm.CodeConflict, "error.product.last", "name", p.Name)
	}
	return err
}

// OrderProducts puts all products in an order (administrators).
func (s *Session) OrderProducts(in OrderProductsIn) (out ProductsOut, err error) {
	return out, s.change(func(tx *store.Tx) error {
		list, err := tx.Products()
		if err != nil {
			return err
		}
		for _, p := range list {
			if !slices.Contains(in.Products, p.ID) {
				return crm.Fail(crm.CodeConflict, "error.products_changed")
			}
		}
		if len(in.Products) != len(list) {
			return crm.Fail(crm.CodeConflict, "error.products_changed")
		}
		if err := tx.OrderProducts(in.Products); err != nil {
			return err
		}
		out.Products, err = productViews(&tx.View)
		return err
	})
}

func productViews(v *store.View) ([]ProductView, error) {
	list, err := v.Products()
	out := make([]ProductView, 0, len(list))
	for _, p := range list {
		view, err := productView(v, p.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, view)
	}
	return out, err
}

// placeProduct keeps a product where it is, and puts a new one behind all
// others.
func placeProduct(tx *store.Tx, p *crm.Product) error {
	if p.ID != 0 {
		old, err := tx.Product(p.ID)
		p.Position, p.Archived = old.Position, old.Archived
		return err
	}
	list, err := tx.Products()
	for _, other := range list {
		p.Position = max(p.Position, other.Position+1)
	}
	return err
}

func smsMayBeOn(v *store.View) error {
	ws, err := v.Workspace()
	if err != nil || ws.TestMode {
		return err
	}
	list, err := v.Accounts()
	if err == nil && !slices.ContainsFunc(list, func(a crm.Account) bool { return a.Channel == crm.ChannelSMS }) {
		err = crm.Fail(crm.CodeConflict, "error.no_sms_account")
	}
	return err
}

// taken is the problem of a name that another one has.
func taken(path, name string) error {
	var bad crm.Problems
	bad.Add(path, "error.name_taken", "name", name)
	return bad.Err()
}

func productView(v *store.View, id crm.ProductID) (out ProductView, err error) {
	cat, err := v.Catalogue(id)
	if err != nil {
		return out, err
	}
	out = ProductView{Product: cat.Product, Statuses: cat.Statuses, Fields: cat.Fields, Needs: needs(cat)}
	out.Cards, err = v.CountCards(id)
	return out, err
}

func needs(cat *crm.Catalogue) []FieldNeed {
	out := []FieldNeed{}
	for _, f := range cat.Fields {
		need := FieldNeed{Field: f.ID}
		for _, st := range cat.Statuses {
			if cat.Needs(f, st.ID) {
				need.Statuses = append(need.Statuses, st.ID)
			}
		}
		if len(need.Statuses) > 0 {
			out = append(out, need)
		}
	}
	return out
}

func sameNames(bad *crm.Problems, path string, n int, nameOf func(int) string) {
	seen := map[string]bool{}
	for i := range n {
		folded := fold.Fold(nameOf(i))
		if seen[folded] {
			bad.Add(path+"["+strconv.Itoa(i)+"].name", "error.name_taken", "name", nameOf(i))
		}
		seen[folded] = true
	}
}

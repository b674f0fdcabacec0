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
	Cards    int          `json:"cards"`
}

// ProductIn names a product.
type ProductIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
}

// SaveStatusesIn is the whole list of a product's statuses in order; one
// without an id is new, one that is missing is deleted (refused while in use).
type SaveStatusesIn struct {
	Product  crm.ProductID `json:"product" ts_type:"string"`
	Statuses []crm.Status  `json:"statuses"`
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
		isNew := in.ID == 0
		if err := placeProduct(tx, &in); err != nil {
			return err
		}
		p, err := tx.SaveProduct(in)
		if store.IsUnique(err) {
			return taken("name", in.Name)
		}
		if err != nil {
			return err
		}
		if isNew {
			ws, err := tx.Workspace()
			if err != nil {
				return err
			}
			if err := sample.Statuses(tx, p.ID, ws.Language); err != nil {
				return err
			}
		}
		out, err = productView(&tx.View, p.ID)
		return err
	})
}

// placeProduct keeps a product where it is, and puts a new one behind all
// others.
func placeProduct(tx *store.Tx, p *crm.Product) error {
	if p.ID != 0 {
		old, err := tx.Product(p.ID)
		p.Position = old.Position
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
	out = ProductView{Product: cat.Product, Statuses: cat.Statuses, Fields: cat.Fields}
	out.Cards, err = v.CountCards(id)
	return out, err
}

// SaveStatuses replaces the list of statuses (administrators). One in use is
// not deleted: the answer says by how many cards and which filters.
func (s *Session) SaveStatuses(in SaveStatusesIn) (out ProductView, err error) {
	var bad crm.Problems
	if len(in.Statuses) == 0 {
		bad.Add("statuses", "settings.no_statuses")
	}
	for i := range in.Statuses {
		checkStatus(&bad, "statuses["+strconv.Itoa(i)+"].", &in.Statuses[i])
	}
	sameNames(&bad, "statuses", len(in.Statuses), func(i int) string { return in.Statuses[i].Name })
	if err := bad.Err(); err != nil {
		return out, err
	}
	return out, s.change(func(tx *store.Tx) error {
		if err := replaceStatuses(tx, in); err != nil {
			return err
		}
		out, err = productView(&tx.View, in.Product)
		return err
	})
}

func checkStatus(bad *crm.Problems, path string, st *crm.Status) {
	st.Name = name(bad, path+"name", st.Name)
	switch st.Group {
	case crm.GroupOpen, crm.GroupWon, crm.GroupLost:
	default:
		bad.Add(path+"group", "settings.bad_group")
	}
	if st.Color == "" {
		st.Color = "gray"
	}
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

func replaceStatuses(tx *store.Tx, in SaveStatusesIn) error {
	cat, err := tx.Catalogue(in.Product)
	if err != nil {
		return err
	}
	for _, old := range cat.Statuses {
		if slices.ContainsFunc(in.Statuses, func(st crm.Status) bool { return st.ID == old.ID }) {
			continue
		}
		if err := statusIsFree(tx, in.Product, old); err != nil {
			return err
		}
		if err := tx.DeleteStatus(old.ID); err != nil {
			return err
		}
	}
	if err := tx.ParkStatusNames(in.Product); err != nil {
		return err
	}
	for i, st := range in.Statuses {
		if _, known := cat.Status(st.ID); st.ID != 0 && !known {
			return crm.NotFound("status")
		}
		st.Product, st.Position = in.Product, i+1
		if _, err := tx.SaveStatus(st); err != nil {
			return err
		}
	}
	return nil
}

func statusIsFree(tx *store.Tx, product crm.ProductID, st crm.Status) error {
	n, err := tx.CardsInStatus(st.ID)
	if err != nil {
		return err
	}
	if n > 0 {
		return crm.Fail(crm.CodeConflict, "error.status.has_cards", "name", st.Name, "count", n)
	}
	return unusedInFilters(&tx.View, product, st.Name, func(c crm.Condition) bool {
		return c.Subject == "status" && slices.Contains(c.Values, st.ID.String())
	})
}

// unusedInFilters refuses where a filter of the product, or a step's own
// conditions, ask for something.
func unusedInFilters(v *store.View, product crm.ProductID, what string, asks func(crm.Condition) bool) error {
	filters, err := v.Filters(product)
	if err != nil {
		return err
	}
	var where []string
	for _, f := range filters {
		if anyCondition(f.Tree, asks) {
			where = append(where, f.Name)
		}
	}
	sequences, err := v.Sequences(product)
	if err != nil {
		return err
	}
	for _, q := range sequences {
		if slices.ContainsFunc(q.Steps, func(st crm.Step) bool { return st.OnlyIf != nil && anyCondition(*st.OnlyIf, asks) }) {
			where = append(where, q.Name)
		}
	}
	if len(where) > 0 {
		return crm.Fail(crm.CodeConflict, "error.in_use", "name", what, "where", strings.Join(where, ", "))
	}
	return nil
}

func anyCondition(g crm.Group, asks func(crm.Condition) bool) bool {
	return slices.ContainsFunc(g.Conditions, asks) || slices.ContainsFunc(g.Groups, func(g crm.Group) bool { return anyCondition(g, asks) })
}

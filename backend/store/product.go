package store

import (
	"fmt"
	"slices"

	"stepwise/backend/crm"
)

const (
	productColumns = "id, name, sms_on, position, archived"
	statusColumns  = "id, product, name, grp, color, position"
	fieldColumns   = "id, product, name, slug, type, position, currency, required_from, default_value, help"
	choiceColumns  = "id, field, name, position"
)

// Products reads all products in order.
func (v *View) Products() ([]crm.Product, error) {
	products := []crm.Product{}
	return products, v.list(&products, "SELECT "+productColumns+" FROM product ORDER BY position, id")
}

// Product reads one product.
func (v *View) Product(id crm.ProductID) (crm.Product, error) {
	return once(v, "product", int64(id), func() (crm.Product, error) { return v.product(id) })
}

func (v *View) product(id crm.ProductID) (crm.Product, error) {
	var p crm.Product
	found, err := v.one(&p, "SELECT "+productColumns+" FROM product WHERE id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("product")
	}
	return p, err
}

// Catalogue reads a product with everything that filters, templates and
// imports ask of it: once for each state of the definitions.
func (v *View) Catalogue(id crm.ProductID) (*crm.Catalogue, error) {
	at, err := v.Definitions()
	if err != nil {
		return nil, err
	}
	if c := v.s.catalogues.get(at, id); c != nil {
		return c, nil
	}
	c, err := v.readCatalogue(id)
	if err == nil {
		v.s.catalogues.put(at, c)
	}
	return c, err
}

// SharedCatalogue is Catalogue for a caller who changes nothing of it: others use
// the same one.
func (v *View) SharedCatalogue(id crm.ProductID) (*crm.Catalogue, error) {
	at, err := v.Definitions()
	if err != nil {
		return nil, err
	}
	if c := v.s.catalogues.shared(at, id); c != nil {
		return c, nil
	}
	return v.Catalogue(id)
}

func (v *View) readCatalogue(id crm.ProductID) (*crm.Catalogue, error) {
	p, err := v.Product(id)
	if err != nil {
		return nil, err
	}
	c := &crm.Catalogue{Product: p, Statuses: []crm.Status{}}
	if err := v.list(&c.Statuses, "SELECT "+statusColumns+" FROM status WHERE product = ? ORDER BY position, id", id); err != nil {
		return nil, err
	}
	if c.Fields, err = v.loadFields(id); err != nil {
		return nil, err
	}
	if c.Users, err = v.Users(); err != nil {
		return nil, err
	}
	if c.Tags, err = v.Tags(); err != nil {
		return nil, err
	}
	if err := v.list(&c.Templates, "SELECT id, kind, name FROM template WHERE product = ? AND kind IN ('email', 'sms') ORDER BY name, id", id); err != nil {
		return nil, err
	}
	if err := v.list(&c.Sequences, "SELECT id, name FROM sequence WHERE product = ? AND deleted IS NULL ORDER BY name, id", id); err != nil {
		return nil, err
	}
	if err := v.list(&c.Links, "SELECT id, slug, name, kind, target FROM link WHERE product = ? ORDER BY name, id", id); err != nil {
		return nil, err
	}
	return c, v.list(&c.Forms, "SELECT id, name FROM form WHERE product = ? ORDER BY name, id", id)
}

// fieldRow is a field as it is stored.
type fieldRow struct {
	crm.Field
	DefaultDoc string `db:"default_value"`
}

// fields are a product's fields, in a list of the caller's own; their choices
// are shared.
func (v *View) fields(product crm.ProductID) ([]crm.Field, error) {
	list, err := v.sharedFields(product)
	return slices.Clone(list), err
}

// sharedFields are fields for a caller who changes none of them.
func (v *View) sharedFields(product crm.ProductID) ([]crm.Field, error) {
	at, err := v.Definitions()
	if err != nil {
		return nil, err
	}
	if c := v.s.catalogues.shared(at, product); c != nil {
		return c.Fields, nil
	}
	if at != 0 {
		if c, err := v.Catalogue(product); err == nil {
			return c.Fields, nil
		}
	}
	return v.loadFields(product)
}

func (v *View) loadFields(product crm.ProductID) ([]crm.Field, error) {
	var rows []fieldRow
	if err := v.list(&rows, "SELECT "+fieldColumns+" FROM field WHERE product = ? ORDER BY position, id", product); err != nil {
		return nil, err
	}
	var choices []crm.Choice
	if err := v.list(&choices, "SELECT "+choiceColumns+" FROM choice WHERE field IN (SELECT id FROM field WHERE product = ?) ORDER BY position, id", product); err != nil {
		return nil, err
	}
	fields := make([]crm.Field, 0, len(rows))
	for _, row := range rows {
		f := row.Field
		f.Choices = []crm.Choice{}
		for _, c := range choices {
			if c.Field == f.ID {
				f.Choices = append(f.Choices, c)
			}
		}
		if row.DefaultDoc != "" {
			var err error
			if f.Default, err = f.ReadStoreValue([]byte(row.DefaultDoc)); err != nil {
				return nil, fmt.Errorf("default of field %s: %w", f.ID, err)
			}
		}
		fields = append(fields, f)
	}
	return fields, nil
}

// SaveProduct adds a product (no id), with its built-in folders, or replaces
// one.
func (t *Tx) SaveProduct(p crm.Product) (crm.Product, error) {
	added := p.ID == 0
	if added {
		id, err := nextID[crm.ProductID](t, "product")
		if err != nil {
			return p, err
		}
		p.ID = id
	}
	t.Changed("product", p.ID.String())
	_, err := t.exec(`INSERT INTO product (`+productColumns+`) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, sms_on = excluded.sms_on, position = excluded.position,
			archived = excluded.archived`,
		p.ID, p.Name, p.SMSOn, p.Position, p.Archived)
	if err == nil && added {
		err = t.builtinFolders(p.ID)
	}
	return p, err
}

// OrderProducts puts products in an order.
func (t *Tx) OrderProducts(ids []crm.ProductID) error {
	for i, id := range ids {
		if err := t.must("UPDATE product SET position = ? WHERE id = ?", i+1, id); err != nil {
			return err
		}
		t.Changed("product", id.String())
	}
	return nil
}

// SaveStatus adds a status (no id) or replaces one.
func (t *Tx) SaveStatus(s crm.Status) (crm.Status, error) {
	if s.ID == 0 {
		id, err := nextID[crm.StatusID](t, "status")
		if err != nil {
			return s, err
		}
		s.ID = id
	}
	t.Changed("product", s.Product.String())
	_, err := t.exec(`INSERT INTO status (`+statusColumns+`) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, grp = excluded.grp, color = excluded.color, position = excluded.position`,
		s.ID, s.Product, s.Name, s.Group, s.Color, s.Position)
	return s, err
}

// ParkStatusNames frees the names of a product's statuses, so that a list of
// new ones can swap them; every one of them is saved again right after.
func (t *Tx) ParkStatusNames(product crm.ProductID) error {
	_, err := t.exec("UPDATE status SET name = char(10) || id WHERE product = ?", product)
	return err
}

// SaveField adds a field (no id) or replaces one, with its choices.
func (t *Tx) SaveField(f crm.Field) (crm.Field, error) {
	if f.ID == 0 {
		id, err := nextID[crm.FieldID](t, "field")
		if err != nil {
			return f, err
		}
		f.ID = id
	}
	t.Changed("product", f.Product.String())
	def := ""
	if f.Default != nil {
		def = crm.StoreValue(f.Default)
	}
	_, err := t.exec(`INSERT INTO field (`+fieldColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, type = excluded.type, position = excluded.position,
			currency = excluded.currency, required_from = excluded.required_from, default_value = excluded.default_value,
			help = excluded.help`,
		f.ID, f.Product, f.Name, f.Slug, f.Type, f.Position, f.Currency, f.RequiredFrom, def, f.Help)
	if err != nil {
		return f, err
	}
	return f, t.saveChoices(&f)
}

func (t *Tx) saveChoices(f *crm.Field) error {
	keep := []int64{0}
	for i := range f.Choices {
		c := &f.Choices[i]
		if c.ID == 0 {
			id, err := nextID[crm.ChoiceID](t, "choice")
			if err != nil {
				return err
			}
			c.ID = id
		}
		c.Field, c.Position = f.ID, i+1
		keep = append(keep, int64(c.ID))
	}
	query, args, err := in("DELETE FROM choice WHERE field = ? AND id NOT IN (?)", f.ID, keep)
	if err != nil {
		return err
	}
	if _, err := t.exec(query, args...); err != nil {
		return err
	}
	for _, c := range f.Choices {
		if _, err := t.exec(`INSERT INTO choice (`+choiceColumns+`) VALUES (?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET name = excluded.name, position = excluded.position`, c.ID, c.Field, c.Name, c.Position); err != nil {
			return err
		}
	}
	return nil
}

// ParkFieldNames frees the names of a product's fields and choices, so that a
// list of new ones can swap them; every one of them is saved again right after.
func (t *Tx) ParkFieldNames(product crm.ProductID) error {
	if _, err := t.exec("UPDATE choice SET name = char(10) || id WHERE field IN (SELECT id FROM field WHERE product = ?)", product); err != nil {
		return err
	}
	_, err := t.exec("UPDATE field SET name = char(10) || id WHERE product = ?", product)
	return err
}

// CountCards counts a product's cards.
func (v *View) CountCards(product crm.ProductID) (n int, err error) {
	return n, v.get(&n, "SELECT count(*) FROM card WHERE product = ? AND deleted IS NULL", product)
}

package api

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/merge"
	"stepwise/backend/store"
)

// SaveFields replaces the list of custom fields (administrators). One in use
// is not deleted and keeps its type: the answer names where.
func (s *Session) SaveFields(in SaveFieldsIn) (out ProductView, err error) {
	var bad crm.Problems
	for i := range in.Fields {
		checkField(&bad, "fields["+strconv.Itoa(i)+"].", &in.Fields[i])
	}
	sameNames(&bad, "fields", len(in.Fields), func(i int) string { return in.Fields[i].Name })
	if err := bad.Err(); err != nil {
		return out, err
	}
	return out, s.change(func(tx *store.Tx) error {
		if err := replaceFields(tx, in); err != nil {
			return err
		}
		out, err = productView(&tx.View, in.Product)
		return err
	})
}

// maxHelp is the longest help text of a field, in characters.
const maxHelp = 500

func checkField(bad *crm.Problems, path string, f *crm.Field) {
	f.Name = name(bad, path+"name", f.Name)
	if f.Help = fold.Clean(f.Help); utf8.RuneCountInString(f.Help) > maxHelp {
		bad.Add(path+"help", "settings.help_long", "max", maxHelp)
	}
	if !slices.Contains(crm.FieldTypes, f.Type) {
		bad.Add(path+"type", "settings.bad_field_type")
	}
	if !f.Type.HasChoices() {
		f.Choices = nil
		return
	}
	if len(f.Choices) == 0 {
		bad.Add(path+"choices", "settings.no_choices", "field", f.Name)
	}
	for i := range f.Choices {
		f.Choices[i].Name = name(bad, path+"choices["+strconv.Itoa(i)+"]", f.Choices[i].Name)
	}
	sameNames(bad, path+"choices", len(f.Choices), func(i int) string { return f.Choices[i].Name })
}

func replaceFields(tx *store.Tx, in SaveFieldsIn) error {
	cat, err := tx.Catalogue(in.Product)
	if err != nil {
		return err
	}
	for _, old := range cat.Fields {
		i := slices.IndexFunc(in.Fields, func(f crm.Field) bool { return f.ID == old.ID })
		if i >= 0 {
			if err := fieldMayBecome(tx, cat, old, in.Fields[i]); err != nil {
				return err
			}
			continue
		}
		if err := fieldIsFree(tx, cat, old); err != nil {
			return err
		}
		if err := tx.DeleteField(old.ID); err != nil {
			return err
		}
	}
	if err := checkMeanings(&tx.View, cat, in.Fields); err != nil {
		return err
	}
	if err := tx.ParkFieldNames(in.Product); err != nil {
		return err
	}
	for i, f := range in.Fields {
		known, err := knownField(cat, f)
		if err != nil {
			return err
		}
		f.Product, f.Position, f.Slug = in.Product, i+1, known.Slug
		if f.ID == 0 {
			f.Slug = Slug(f.Name, cat)
		}
		saved, err := tx.SaveField(f)
		if store.IsUnique(err) {
			return taken("fields["+strconv.Itoa(i)+"].name", f.Name)
		}
		if err != nil {
			return err
		}
		cat.Fields = append(cat.Fields, saved)
	}
	return nil
}

// checkMeanings checks what a field says by other things of its product: its
// currency, the status it is required from, its default.
func checkMeanings(v *store.View, cat *crm.Catalogue, fields []crm.Field) error {
	ws, err := v.Workspace()
	if err != nil {
		return err
	}
	var bad crm.Problems
	for i := range fields {
		f, path := &fields[i], "fields["+strconv.Itoa(i)+"]."
		switch {
		case f.Type != crm.FieldMoney:
			f.Currency = ""
		case f.Currency == "":
			f.Currency = crm.CurrencyOf(ws.Country)
		case !crm.IsCurrency(f.Currency):
			bad.Add(path+"currency", "settings.bad_currency", "currency", f.Currency)
		}
		if _, ok := cat.Status(f.RequiredFrom); f.RequiredFrom != 0 && !ok {
			bad.Add(path+"requiredFrom", "cards.bad_status")
		}
		def, why := f.CheckDefault(f.Default)
		if why != nil {
			bad.AddPhrase(path+"default", *why)
		}
		f.Default = def
	}
	return bad.Err()
}

// knownField is the field as it was, with nothing in it for a new one; an id
// that the product doesn't have, of the field or of a choice, is not_found.
func knownField(cat *crm.Catalogue, f crm.Field) (crm.Field, error) {
	known, ok := cat.Field(f.ID)
	if f.ID != 0 && !ok {
		return known, crm.NotFound("field")
	}
	for _, c := range f.Choices {
		if _, ok := known.Choice(c.ID); c.ID != 0 && !ok {
			return known, crm.NotFound("choice")
		}
	}
	return known, nil
}

// fieldMayBecome refuses a change of type while cards or filters use the field,
// and the removal of a choice in use.
func fieldMayBecome(tx *store.Tx, cat *crm.Catalogue, old, f crm.Field) error {
	if f.Type != old.Type {
		return fieldIsFree(tx, cat, old)
	}
	for _, c := range old.Choices {
		if slices.ContainsFunc(f.Choices, func(k crm.Choice) bool { return k.ID == c.ID }) {
			continue
		}
		n, err := tx.CardsWithField(cat.Product.ID, old.ID, c.ID)
		if err != nil {
			return err
		}
		if n > 0 {
			return crm.Fail(crm.CodeConflict, "error.field.has_values", "name", c.Name, "count", n)
		}
		err = unusedInFilters(&tx.View, cat.Product.ID, c.Name, func(k crm.Condition) bool { return slices.Contains(k.Values, c.ID.String()) })
		if err != nil {
			return err
		}
	}
	return nil
}

func fieldIsFree(tx *store.Tx, cat *crm.Catalogue, f crm.Field) error {
	n, err := tx.CardsWithField(cat.Product.ID, f.ID, 0)
	if err != nil {
		return err
	}
	if n > 0 {
		return crm.Fail(crm.CodeConflict, "error.field.has_values", "name", f.Name, "count", n)
	}
	if err := unusedInFilters(&tx.View, cat.Product.ID, f.Name, func(c crm.Condition) bool { return c.Field == f.ID }); err != nil {
		return err
	}
	templates, err := tx.Templates(cat.Product.ID)
	if err != nil {
		return err
	}
	var where []string
	for _, t := range templates {
		if slices.Contains(merge.Paths(t.Content.Subject+"\n"+t.Content.Body), "card."+f.Slug) {
			where = append(where, t.Name)
		}
	}
	if len(where) > 0 {
		return crm.Fail(crm.CodeConflict, "error.in_use", "name", f.Name, "where", strings.Join(where, ", "))
	}
	return nil
}

// Slug is a new field's name in merge fields: folded, ASCII, unlike any other
// of the product.
func Slug(name string, cat *crm.Catalogue) string {
	var b strings.Builder
	for _, r := range fold.Fold(name) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9' && b.Len() > 0:
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "_"):
			b.WriteByte('_')
		}
	}
	base := strings.Trim(b.String(), "_")
	if base == "" {
		base = "field"
	}
	slug := base
	for n := 2; merge.ReservedSlug(slug) || slices.ContainsFunc(cat.Fields, func(f crm.Field) bool { return f.Slug == slug }); n++ {
		slug = base + "_" + strconv.Itoa(n)
	}
	return slug
}

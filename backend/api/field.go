package api

import (
	"maps"
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
	checkFieldType(bad, path+"type", f.Type)
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

func checkFieldType(bad *crm.Problems, path string, t crm.FieldType) {
	if !slices.Contains(crm.FieldTypes, t) {
		bad.Add(path, "settings.bad_field_type")
	}
}

// checkCurrency gives money its currency, the country's where none is named,
// and other types none.
func checkCurrency(bad *crm.Problems, path string, f *crm.Field, ws crm.Workspace) {
	switch {
	case f.Type != crm.FieldMoney:
		f.Currency = ""
	case f.Currency == "":
		f.Currency = crm.CurrencyOf(ws.Country)
	case !crm.IsCurrency(f.Currency):
		bad.Add(path, "settings.bad_currency", "currency", f.Currency)
	}
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
		if err := tx.DeleteField(old); err != nil {
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
		checkCurrency(&bad, path+"currency", f, ws)
		if _, ok := cat.Status(f.RequiredFrom); f.RequiredFrom != 0 && !ok {
			bad.Add(path+"requiredFrom", "cards.bad_status")
		}
		if known, ok := cat.Field(f.ID); ok && known.Default == f.Default {
			continue // as it is read, not as it comes from outside
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

// fieldMayBecome refuses a change of type, which ChangeField is for, and the
// removal of a choice in use.
func fieldMayBecome(tx *store.Tx, cat *crm.Catalogue, old, f crm.Field) error {
	if f.Type != old.Type {
		return fieldIsFree(tx, cat, old)
	}
	for _, c := range old.Choices {
		if slices.ContainsFunc(f.Choices, func(k crm.Choice) bool { return k.ID == c.ID }) {
			continue
		}
		used, err := choiceUses(&tx.View, cat, old, c.ID)
		if err != nil {
			return err
		}
		if err := isFree(c.Name, used); err != nil {
			return err
		}
	}
	return nil
}

func fieldIsFree(tx *store.Tx, cat *crm.Catalogue, f crm.Field) error {
	used, err := fieldUses(&tx.View, cat, f)
	if err != nil {
		return err
	}
	return isFree(f.Name, used)
}

func isFree(name string, used UsesOut) error {
	if used.Cards > 0 {
		return crm.Fail(crm.CodeConflict, "error.field.has_values", "name", name, "count", used.Cards)
	}
	return usedIn(name, used.Uses)
}

// RemoveFieldIn deletes a field with what cards hold in it.
type RemoveFieldIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
	Field   crm.FieldID   `json:"field" ts_type:"string"`
	Cards   int           `json:"cards"` // whose values were confirmed to go; more than that are a conflict
}

// RemoveFieldOut is the product without the field.
type RemoveFieldOut struct {
	Product ProductView `json:"product"`
	Undo    crm.BatchID `json:"undo" ts_type:"string"`
}

// RemoveField deletes a field that nothing uses, with what cards hold in it
// (administrators). Errors: conflict where filters, steps or templates name it,
// or more cards have a value than were confirmed.
func (s *Session) RemoveField(in RemoveFieldIn) (out RemoveFieldOut, err error) {
	err = s.change(func(tx *store.Tx) error {
		cat, err := tx.Catalogue(in.Product)
		if err != nil {
			return err
		}
		f, ok := cat.Field(in.Field)
		if !ok {
			return crm.NotFound("field")
		}
		used, err := fieldUses(&tx.View, cat, f)
		if err != nil {
			return err
		}
		if err := usedIn(f.Name, used.Uses); err != nil {
			return err
		}
		if err := moreNow(used.Cards, in.Cards); err != nil {
			return err
		}
		if out.Undo, err = s.beginBatch(tx, crm.BatchEdit, in.Product, crm.Say("undo.field", "name", f.Name)); err != nil {
			return err
		}
		tx.Record(out.Undo)
		if err := tx.DeleteField(f); err != nil {
			return err
		}
		if err := tx.SetBatch(out.Undo, crm.BatchDone, used.Cards); err != nil {
			return err
		}
		out.Product, err = productView(&tx.View, in.Product)
		return err
	})
	return out, err
}

// RemoveChoiceIn deletes a choice that cards may have.
type RemoveChoiceIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
	Field   crm.FieldID   `json:"field" ts_type:"string"`
	Choice  crm.ChoiceID  `json:"choice" ts_type:"string"`
	To      crm.ChoiceID  `json:"to" ts_type:"string"` // what its cards get instead; none: nothing
	Cards   int           `json:"cards"`               // that was confirmed; more than that are a conflict
}

// RemoveChoice gives the cards that have a choice another one, or none, as a
// person would, and then deletes it (administrators): a job, undoable. Errors:
// conflict where filters or steps name it, for the last choice, or where more
// cards have it than were confirmed.
func (s *Session) RemoveChoice(in RemoveChoiceIn) (JobView, error) {
	var ids []crm.CardID
	check := func(tx *store.Tx) (f crm.Field, c crm.Choice, err error) {
		cat, err := tx.Catalogue(in.Product)
		if err != nil {
			return f, c, err
		}
		f, _ = cat.Field(in.Field)
		c, known := f.Choice(in.Choice)
		if _, ok := f.Choice(in.To); !known || in.To != 0 && !ok || in.To == in.Choice {
			return f, c, crm.NotFound("choice")
		}
		if len(f.Choices) == 1 {
			return f, c, crm.Fail(crm.CodeConflict, "settings.no_choices", "field", f.Name)
		}
		used, err := choiceUses(&tx.View, cat, f, c.ID)
		if err != nil {
			return f, c, err
		}
		if ids, err = tx.IDsWithChoice(in.Product, in.Field, in.Choice); err != nil {
			return f, c, err
		}
		return f, c, usedIn(c.Name, used.Uses)
	}
	batch, err := s.beginRemoval(func(tx *store.Tx) (crm.Phrase, error) {
		_, c, err := check(tx)
		if err != nil {
			return crm.Phrase{}, err
		}
		return crm.Say("undo.choice", "name", c.Name), moreNow(len(ids), in.Cards)
	})
	if err != nil {
		return JobView{}, err
	}
	change := always(func(c *crm.Card) { c.Fields = withoutChoice(c.Fields, in.Field, in.Choice, in.To) })
	return s.startRemoval("choice", batch, ids, change, func(tx *store.Tx) error {
		f, c, err := check(tx)
		if err != nil {
			return err
		}
		if _, err := s.svc.deps.Engine.ChangeCards(tx, ids, s.cause(), change); err != nil {
			return err
		}
		if f.Default != nil {
			def := withoutChoice(crm.Values{f.ID: f.Default}, f.ID, c.ID, in.To)
			if def[f.ID] != f.Default {
				f.Default = def[f.ID]
				if _, err := tx.SaveField(f); err != nil {
					return err
				}
			}
		}
		return tx.DeleteChoice(f, c.ID)
	}), nil
}

// withoutChoice is a card's values with another choice (none: nothing) in the
// place of one.
func withoutChoice(v crm.Values, field crm.FieldID, gone, to crm.ChoiceID) crm.Values {
	out := maps.Clone(v)
	switch x := v[field].(type) {
	case crm.ChoiceID:
		if x != gone {
			return out
		}
		if out[field] = to; to == 0 {
			delete(out, field)
		}
	case crm.ChoiceSet:
		ids := slices.DeleteFunc(x.IDs(), func(id crm.ChoiceID) bool { return id == gone })
		if to != 0 && x.Has(gone) {
			ids = append(ids, to)
		}
		if out[field] = crm.ChoiceSetOf(ids...); len(ids) == 0 {
			delete(out, field)
		}
	}
	return out
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

package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/mailaddr"
	"stepwise/backend/phone"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// CheckValue turns a value as it came from outside (decoded JSON) into a value
// of a field: what crm.Field.Check says, and for phones and emails what their
// rooms say. nil is "not set". noted is what was understood differently than
// typed.
func CheckValue(f *crm.Field, x any, country string) (value any, noted []crm.Phrase, why *crm.Phrase) {
	value, why = f.Check(x)
	text, isText := value.(string)
	if why != nil || !isText {
		return value, nil, why
	}
	switch f.Type {
	case crm.FieldPhone:
		n, why := phone.Parse(text, country)
		if why != nil {
			return nil, nil, why
		}
		return n.E164, n.Noted, nil
	case crm.FieldEmail:
		a, why := mailaddr.Parse(text)
		if why != nil {
			return nil, nil, why
		}
		return a.Shown, a.Warnings, nil
	}
	return value, nil, nil
}

// checkValue is CheckValue for a card's field: a file must be there, and on that
// card (none: a card that isn't saved yet).
func checkValue(v *store.View, f *crm.Field, x any, country string, card crm.CardID) (any, []crm.Phrase, *crm.Phrase, error) {
	value, noted, why := CheckValue(f, x, country)
	id, isFile := value.(crm.FileID)
	if !isFile {
		return value, noted, why, nil
	}
	file, err := v.File(id)
	if crm.CodeOf(err) == crm.CodeNotFound || err == nil && (file.Deleted != 0 || file.Card != card) {
		gone := crm.Say("error.field.file", "field", f.Name)
		return nil, nil, &gone, nil
	}
	return value, nil, nil, err
}

// checkValues checks all fields of a card as a person typed them; of a new card,
// those about which nothing is said get their default, and those that its
// status requires must be there.
func checkValues(tx *store.Tx, bad *crm.Problems, cat *crm.Catalogue, in SaveCardIn) (crm.Values, []crm.Phrase, error) {
	ws, err := tx.Workspace()
	if err != nil {
		return nil, nil, err
	}
	values, noted := crm.Values{}, []crm.Phrase{}
	if in.ID == 0 {
		zone, err := timing.Zone(ws.Zone)
		if err != nil {
			return nil, nil, err
		}
		values = cat.Defaults(timing.DateAt(tx.Now, zone))
	}
	for i := range cat.Fields {
		f := &cat.Fields[i]
		typed, said := in.Fields[f.ID.String()]
		if !said {
			continue
		}
		x, notes, why, err := checkValue(&tx.View, f, typed, ws.Country, in.ID)
		if err != nil {
			return nil, nil, err
		}
		noted = append(noted, notes...)
		delete(values, f.ID)
		if why != nil {
			bad.AddPhrase("fields."+f.ID.String(), *why)
		} else if x != nil {
			values[f.ID] = x
		}
	}
	for id := range in.Fields {
		if !slices.ContainsFunc(cat.Fields, func(f crm.Field) bool { return f.ID.String() == id }) {
			bad.Add("fields."+id, "error.not_found.field")
		}
	}
	checkRequired(bad, cat, in.Status, values)
	return values, noted, nil
}

// checkRequired names the fields that a status requires and that have no value.
func checkRequired(bad *crm.Problems, cat *crm.Catalogue, in crm.StatusID, values crm.Values) {
	st, _ := cat.Status(in)
	for _, f := range cat.Missing(in, values) {
		path := "fields." + f.ID.String()
		if !slices.ContainsFunc(*bad, func(p crm.Problem) bool { return p.Path == path }) {
			bad.Add(path, "error.field.required", "field", f.Name, "status", st.Name)
		}
	}
}

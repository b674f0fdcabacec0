package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// CardColumn is a column that a list of cards can show.
type CardColumn struct {
	Key   string      `json:"key"`   // a name, or a field's id
	Label crm.Phrase  `json:"label"` //
	Type  string      `json:"type" ts_type:"'name'|'status'|'user'|'contact'|'company'|'email'|'phone'|'tags'|'instant'|'date'|'text'|'longtext'|'number'|'money'|'datetime'|'yesno'|'choice'|'choices'|'link'|'file'"`
	Field crm.FieldID `json:"field" ts_type:"string"` // none: a column of every product
	Sorts bool        `json:"sorts"`                  // the list can be sorted by it
	Shown bool        `json:"shown"`                  // in the view that everybody starts with
	Width int         `json:"width"`                  // in CSS pixels, unless a view says otherwise
}

// ownColumns are the columns of every product.
var ownColumns = []CardColumn{
	{Key: "name", Type: "name", Sorts: true, Shown: true, Width: 260},
	{Key: "status", Type: "status", Sorts: true, Shown: true, Width: 150},
	{Key: "owner", Type: "user", Sorts: true, Shown: true, Width: 150},
	{Key: "contact", Type: "contact", Sorts: true, Width: 180},
	{Key: "company", Type: "company", Sorts: true, Width: 180},
	{Key: "email", Type: "email", Sorts: true, Shown: true, Width: 220},
	{Key: "phone", Type: "phone", Sorts: true, Shown: true, Width: 175},
	{Key: "tags", Type: "tags", Width: 180},
	{Key: "since", Type: "instant", Sorts: true, Width: 150},
	{Key: "next", Type: "instant", Sorts: true, Shown: true, Width: 150},
	{Key: "task", Type: "date", Sorts: true, Width: 130},
	{Key: "created", Type: "instant", Sorts: true, Width: 150},
	{Key: "modified", Type: "instant", Sorts: true, Shown: true, Width: 130},
}

// deletedColumn is shown in a list of deleted cards alone.
var deletedColumn = CardColumn{Key: "deleted", Type: "instant", Sorts: true, Width: 150}

// CardColumns are the columns that a list of a product's cards can show, in
// the order in which they are offered.
func (s *Session) CardColumns(in ProductIn) (out []CardColumn, err error) {
	return out, s.read(func(v *store.View) error {
		cat, err := v.Catalogue(in.Product)
		if err == nil {
			out = cardColumns(cat)
		}
		return err
	})
}

func cardColumns(cat *crm.Catalogue) []CardColumn {
	out := make([]CardColumn, 0, len(ownColumns)+len(cat.Fields)+1)
	for _, c := range append(ownColumns[:len(ownColumns):len(ownColumns)], deletedColumn) {
		c.Label = crm.Say("list.column." + c.Key)
		out = append(out, c)
	}
	for _, f := range cat.Fields {
		out = append(out, CardColumn{
			Key: f.ID.String(), Label: crm.Say("list.field", "name", f.Name), Type: string(f.Type), Field: f.ID, Sorts: f.Type != crm.FieldFile, Width: fieldWidth(f.Type),
		})
	}
	return out
}

func fieldWidth(t crm.FieldType) int {
	switch t {
	case crm.FieldYesNo:
		return 90
	case crm.FieldNumber, crm.FieldMoney, crm.FieldDate:
		return 130
	case crm.FieldLongText:
		return 320
	case crm.FieldEmail, crm.FieldLink:
		return 220
	default:
		return 160
	}
}

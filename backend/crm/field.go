package crm

import "slices"

// FieldType is what a custom field holds.
type FieldType string

// The field types.
const (
	FieldText     FieldType = "text"     // up to MaxText characters on one line
	FieldLongText FieldType = "longtext" // up to MaxLongText characters on any number of lines
	FieldNumber   FieldType = "number"   // a finite decimal number
	FieldMoney    FieldType = "money"    // an amount of the field's currency
	FieldDate     FieldType = "date"     // a calendar day
	FieldDateTime FieldType = "datetime" // a moment
	FieldYesNo    FieldType = "yesno"    // yes or no; not set is neither
	FieldChoice   FieldType = "choice"   // one of the field's choices
	FieldChoices  FieldType = "choices"  // several of the field's choices
	FieldLink     FieldType = "link"     // a web address
	FieldPhone    FieldType = "phone"    // a phone number, as E.164
	FieldEmail    FieldType = "email"    // an email address
	FieldFile     FieldType = "file"     // a file that was uploaded
)

// FieldTypes are all types in the order in which they are offered.
var FieldTypes = []FieldType{
	FieldText, FieldLongText, FieldNumber, FieldMoney, FieldDate, FieldDateTime, FieldYesNo, FieldChoice, FieldChoices,
	FieldLink, FieldPhone, FieldEmail, FieldFile,
}

// HasChoices says whether fields of the type have a list of choices.
func (t FieldType) HasChoices() bool { return t == FieldChoice || t == FieldChoices }

// IsText says whether values of the type are texts: what is folded, searched
// and asked for by what it contains.
func (t FieldType) IsText() bool {
	switch t {
	case FieldText, FieldLongText, FieldLink, FieldPhone, FieldEmail:
		return true
	}
	return false
}

// Field is a custom field of a product. Its type changes only with a look at
// what would be lost, and never while a filter names it.
type Field struct {
	ID           FieldID   `json:"id" db:"id" ts_type:"string"`
	Product      ProductID `json:"product" db:"product" ts_type:"string"`
	Name         string    `json:"name" db:"name"`
	Slug         string    `json:"slug" db:"slug"` // its name in merge fields, {{card.valid_until}}; fixed once made
	Type         FieldType `json:"type" db:"type" ts_type:"'text'|'longtext'|'number'|'money'|'date'|'datetime'|'yesno'|'choice'|'choices'|'link'|'phone'|'email'|'file'"`
	Position     int       `json:"position" db:"position"`
	Currency     string    `json:"currency" db:"currency"`                                               // of money, an ISO 4217 code, "EUR"; "" for other types
	RequiredFrom StatusID  `json:"requiredFrom" db:"required_from" ts_type:"string"`                     // a card needs a value from this status on; none: never
	Default      any       `json:"default" db:"-" ts_type:"string | number | boolean | string[] | null"` // what a new card has; nil: nothing; of a date also Today
	Help         string    `json:"help" db:"help"`                                                       // shown below the field's input
	Choices      []Choice  `json:"choices"`
}

// Today is the default of a date field that gives a new card the day on which
// it is made.
const Today Date = "today"

// Choice is one value of a choice field.
type Choice struct {
	ID       ChoiceID `json:"id" db:"id" ts_type:"string"`
	Field    FieldID  `json:"field" db:"field" ts_type:"string"`
	Name     string   `json:"name" db:"name"`
	Position int      `json:"position" db:"position"`
}

// Choice finds a choice of the field by id.
func (f *Field) Choice(id ChoiceID) (Choice, bool) {
	i := slices.IndexFunc(f.Choices, func(c Choice) bool { return c.ID == id })
	if i < 0 {
		return Choice{}, false
	}
	return f.Choices[i], true
}

// CheckDefault is Check for the value that new cards get.
func (f *Field) CheckDefault(x any) (any, *Phrase) {
	switch {
	case f.Type == FieldDate && x == string(Today):
		return Today, nil
	case f.Type == FieldFile:
		return nil, nil // a file belongs to one card
	}
	return f.Check(x)
}

// Defaults are the values that a new card has where nothing is said about
// them, on a day.
func (c *Catalogue) Defaults(day Date) Values {
	out := Values{}
	for _, f := range c.Fields {
		switch f.Default {
		case nil:
		case Today:
			out[f.ID] = day
		default:
			out[f.ID] = f.Default
		}
	}
	return out
}

// Needs says whether a card in a status must have a value in a field. Required
// from a status on means: in it, and in those behind it that aren't lost; from
// a lost one: in it and in the lost ones behind it.
func (c *Catalogue) Needs(f Field, in StatusID) bool {
	from, ok := c.Status(f.RequiredFrom)
	if f.RequiredFrom == 0 || !ok {
		return false
	}
	at, ok := c.Status(in)
	if !ok || at.Position < from.Position {
		return false
	}
	return (at.Group == GroupLost) == (from.Group == GroupLost)
}

// Missing are the fields that a card in a status must have and doesn't.
func (c *Catalogue) Missing(in StatusID, v Values) []Field {
	var out []Field
	for _, f := range c.Fields {
		if _, set := v[f.ID]; !set && c.Needs(f, in) {
			out = append(out, f)
		}
	}
	return out
}

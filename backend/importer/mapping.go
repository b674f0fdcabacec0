package importer

import (
	"slices"
	"strings"
	"time"

	"stepwise/backend/crm"
)

// Target is what a column becomes: one of the constants, "field:" with the id
// of a custom field ("field:fld_3"), or "new:" with the type of a field that is
// made and named as the column ("new:date").
type Target string

// The targets. Those of Several may be the target of more than one column.
const (
	Ignore         Target = ""
	CardName       Target = "card.name"
	CardStatus     Target = "card.status"
	CardOwner      Target = "card.owner"
	CardTags       Target = "card.tags" // several in a cell, between , ; | or :::
	CardNote       Target = "card.note" // becomes a note of the card
	ContactFirst   Target = "contact.first_name"
	ContactMiddle  Target = "contact.middle_name" // a further first name
	ContactLast    Target = "contact.last_name"
	ContactName    Target = "contact.name"
	ContactFirm    Target = "contact.company"
	ContactEmail   Target = "contact.email"
	ContactPhone   Target = "contact.phone"
	ContactWebsite Target = "contact.website"
	ContactPostal  Target = "contact.postal"
	fieldPrefix           = "field:"
	newPrefix             = "new:"
	maxNewStatus          = 50
	maxNewChoices         = 200
	maxNewTags            = 500
)

// Targets are the fixed targets in the order in which they are offered.
var Targets = []Target{
	CardName, CardStatus, CardOwner, CardTags, CardNote,
	ContactName, ContactFirst, ContactMiddle, ContactLast, ContactFirm, ContactEmail, ContactPhone, ContactWebsite, ContactPostal,
}

// Several are the targets that more than one column may have.
var Several = []Target{ContactEmail, ContactPhone, CardTags, CardNote, ContactPostal}

// ToField is the target that fills an existing custom field.
func ToField(id crm.FieldID) Target { return Target(fieldPrefix + id.String()) }

// ToNew is the target that makes a field of a type and fills it.
func ToNew(typ crm.FieldType) Target { return Target(newPrefix + string(typ)) }

// The orders of a whole name. Without one it isn't split, and templates that
// greet by first name have nothing to say.
const (
	NameWhole     = ""
	NameFirstLast = "first_last" // Ion Popescu
	NameLastFirst = "last_first" // Popescu Ion, Kovács Anna
)

// Mapping is what a person decided about a file before it becomes drafts.
type Mapping struct {
	Columns       []Target     `json:"columns" ts_type:"string[]"` // one for each of the table's columns: a target of Targets, field:ID, new:TYPE (a field type but file) or ""
	DateFormat    string       `json:"dateFormat" ts_type:"'auto'|'d.m.y'|'m/d/y'|'y-m-d'"`
	DecimalComma  bool         `json:"decimalComma"` // 1.234,56; otherwise 1,234.56
	NameOrder     string       `json:"nameOrder" ts_type:"''|'first_last'|'last_first'"`
	Region        string       `json:"region"`                         // ISO 3166 alpha-2, of phones without a country code
	Zone          string       `json:"zone"`                           // IANA, of moments without a zone; "": UTC
	DefaultStatus crm.StatusID `json:"defaultStatus" ts_type:"string"` // of rows without one; none: the product's first
	DefaultOwner  crm.UserID   `json:"defaultOwner" ts_type:"string"`  // of rows without one; none: nobody
	CreateMissing bool         `json:"createMissing"`                  // make the statuses and choices that the file names and the product lacks
	SplitCells    bool         `json:"splitCells"`                     // a cell may hold several emails or phones, between , ; or |
}

// Made is the mapping once the new fields are there: the columns that were to
// make them (by index, as in NewField) fill them.
func (m Mapping) Made(fields map[int]crm.FieldID) Mapping {
	m.Columns = slices.Clone(m.Columns)
	for column, id := range fields {
		m.Columns[column] = ToField(id)
	}
	return m
}

// Set points the column with this header (case and diacritics don't matter) at
// a target. A header that the table lacks is an invalid *crm.Error; the target
// is judged by Build.
func (m *Mapping) Set(t *Table, header string, target Target) error {
	i := slices.IndexFunc(t.Headers, func(h string) bool { return h != "" && alike(h) == alike(header) })
	if i < 0 {
		return invalid("import.map.no_column", "name", clip(header), "columns", strings.Join(t.Headers, ", "))
	}
	for len(m.Columns) < len(t.Headers) {
		m.Columns = append(m.Columns, Ignore)
	}
	m.Columns[i] = target
	return nil
}

// column is one column that is not ignored, its target understood.
type column struct {
	index    int
	header   string
	name     string     // of the field that it makes
	target   Target     // of the constants; "" for a custom field
	field    *crm.Field // existing, or as it will be made
	isNew    bool
	format   string    // of its dates; "" if they can be read in two ways
	currency string    // of its amounts; "": any, and none is said
	label    crm.Label // of its addresses, as the header says
	labels   int       // the column that holds their labels, -1: none
}

// kind is the type of the column's field, "" of one that fills no field.
func (c *column) kind() crm.FieldType {
	if c.field == nil {
		return ""
	}
	return c.field.Type
}

// columns understands the mapping, or says everything that is wrong with it.
func (m *Mapping) columns(t *Table, cat *crm.Catalogue) ([]column, error) {
	var bad crm.Problems
	if len(m.Columns) != len(t.Headers) {
		bad.Add("columns", "import.map.width", "have", len(m.Columns), "want", len(t.Headers))
		return nil, bad.Err()
	}
	m.checkDefaults(cat, &bad)
	seen := map[Target]string{}
	names := t.fieldNames()
	var cols []column
	for i, target := range m.Columns {
		if target == Ignore {
			continue
		}
		header := t.Headers[i]
		c, say := understand(names[i], target, cat)
		c.header, c.name = header, names[i]
		if say != nil {
			bad.AddPhrase(header, *say)
			continue
		}
		if first, ok := seen[target]; ok && !slices.Contains(Several, target) && !c.isNew {
			bad.Add(header, "import.map.twice", "other", first)
			continue
		}
		seen[target] = header
		c.index, c.labels = i, -1
		if target == ContactEmail || target == ContactPhone {
			c.label, c.labels = headerLabel(header), labelColumn(t, header)
		}
		cols = append(cols, c)
	}
	if len(bad) == 0 && !slices.ContainsFunc(cols, func(c column) bool { return givesName(c.target) }) {
		bad.Add("columns", "import.map.no_name")
	}
	return cols, bad.Err()
}

// givesName says whether a card can get its name from the target.
func givesName(target Target) bool {
	switch target {
	case CardName, ContactName, ContactFirst, ContactMiddle, ContactLast, ContactFirm, ContactEmail, ContactPhone:
		return true
	}
	return false
}

func (m *Mapping) checkDefaults(cat *crm.Catalogue, bad *crm.Problems) {
	if !slices.Contains(DateFormats, m.DateFormat) {
		bad.Add("dateFormat", "import.map.date_format", "value", clip(m.DateFormat))
	}
	if _, err := time.LoadLocation(m.Zone); err != nil {
		bad.Add("zone", "import.map.zone", "value", clip(m.Zone))
	}
	if !slices.Contains([]string{NameWhole, NameFirstLast, NameLastFirst}, m.NameOrder) {
		bad.Add("nameOrder", "import.map.name_order", "value", clip(m.NameOrder))
	}
	if _, ok := cat.Status(m.DefaultStatus); !ok && (m.DefaultStatus != 0 || len(cat.Statuses) == 0) {
		bad.Add("defaultStatus", "import.map.default_status")
	}
	if u, ok := cat.User(m.DefaultOwner); m.DefaultOwner != 0 && (!ok || !u.Active) {
		bad.Add("defaultOwner", "import.map.default_owner")
	}
}

// understand finds out what a target means for a column whose field is, or
// would be, called name.
func understand(name string, target Target, cat *crm.Catalogue) (column, *crm.Phrase) {
	c := column{header: name, name: name}
	bad := func(key string, pairs ...any) (column, *crm.Phrase) {
		p := crm.Say(key, pairs...)
		return c, &p
	}
	if slices.Contains(Targets, target) {
		c.target = target
		return c, nil
	}
	if id, ok := strings.CutPrefix(string(target), fieldPrefix); ok {
		var field crm.FieldID
		if err := field.UnmarshalText([]byte(id)); err == nil {
			if f, ok := cat.Field(field); ok {
				if f.Type == crm.FieldFile {
					return bad("import.map.file", "name", f.Name)
				}
				c.field = &f
				return c, nil
			}
		}
		return bad("import.map.no_field", "value", clip(id))
	}
	typ, ok := strings.CutPrefix(string(target), newPrefix)
	if !ok || !slices.Contains(crm.FieldTypes, crm.FieldType(typ)) || crm.FieldType(typ) == crm.FieldFile {
		return bad("import.map.unknown", "value", clip(string(target)))
	}
	if name == "" {
		return bad("import.map.nameless")
	}
	for _, f := range cat.Fields {
		if alike(f.Name) == alike(name) {
			return bad("import.map.field_exists", "name", f.Name)
		}
	}
	c.field, c.isNew = &crm.Field{Product: cat.Product.ID, Name: name, Type: crm.FieldType(typ)}, true
	return c, nil
}

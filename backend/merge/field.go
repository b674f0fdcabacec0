package merge

import (
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/crm"
)

// The types of a merge field: they decide which filters fit.
const (
	TypeText     = "text"
	TypeNumber   = "number"
	TypeMoney    = "money"
	TypeDate     = "date"
	TypeDateTime = "datetime"
	TypeYesNo    = "yesno"
	TypeChoice   = "choice"
)

// Field is one merge field that a template of a product may name.
type Field struct {
	Path   string     `json:"path"` // "contact.first_name"
	Label  crm.Phrase `json:"label"`
	Group  string     `json:"group" ts_type:"'contact'|'company'|'card'|'owner'|'workspace'|'today'|'link'"`
	Type   string     `json:"type" ts_type:"'text'|'number'|'money'|'date'|'datetime'|'yesno'|'choice'"`
	Sample string     `json:"sample"` // what it may look like; "" where nothing fits every business
}

// What a custom number, day and moment may look like.
const (
	sampleNumber  = 1250.0
	sampleDate    = "2027-03-15"
	sampleInstant = crm.Instant(1_805_103_000_000) // 2027-03-15 09:30 UTC
	sampleFile    = "plan.pdf"
	sampleLink    = "https://example.com/l/xxxxxxxxxxxxxxxxxxxxx"
)

// Fields are all merge fields that templates of the product may name: the
// built-in ones, one per custom field, card.<slug>, and one per link,
// link.<slug>, in the order in which they are offered. A custom field that is older than a built-in one of its
// name keeps it. A nil catalogue gives the built-in ones.
func Fields(cat *crm.Catalogue) []Field {
	out := make([]Field, 0, len(builtIn)+8)
	for _, f := range builtIn {
		f.Label = crm.Say("merge.field." + f.Path)
		f.Group, _, _ = strings.Cut(f.Path, ".")
		if f.Type == "" {
			f.Type = TypeText
		}
		if f.Path == "owner.name" {
			out = append(out, customFields(cat)...)
		}
		if !customHas(cat, f.Path) {
			out = append(out, f)
		}
	}
	return append(out, linkFields(cat)...)
}

// linkFields are the links that clients click.
func linkFields(cat *crm.Catalogue) []Field {
	if cat == nil {
		return nil
	}
	out := make([]Field, 0, len(cat.Links))
	for _, l := range cat.Links {
		out = append(out, Field{Path: LinkPath(l.Slug), Label: crm.Say("merge.field.custom", "name", l.Name), Group: "link", Type: TypeText, Sample: sampleLink})
	}
	return out
}

// LinkPath is the merge field of a link that clients click.
func LinkPath(slug string) string { return "link." + slug }

// customHas says whether a custom field has a built-in one's path.
func customHas(cat *crm.Catalogue, path string) bool {
	slug, ok := strings.CutPrefix(path, "card.")
	return ok && cat != nil && slices.ContainsFunc(cat.Fields, func(f crm.Field) bool { return f.Slug == slug })
}

func customFields(cat *crm.Catalogue) []Field {
	if cat == nil {
		return nil
	}
	var out []Field
	for _, f := range cat.Fields {
		m := Field{Path: "card." + f.Slug, Label: crm.Say("merge.field.custom", "name", f.Name), Group: "card", Type: TypeText}
		switch f.Type {
		case crm.FieldNumber:
			m.Type, m.Sample = TypeNumber, strconv.FormatFloat(sampleNumber, 'f', -1, 64)
		case crm.FieldMoney:
			m.Type, m.Sample = TypeMoney, strconv.FormatFloat(sampleNumber, 'f', -1, 64)+" "+f.Currency
		case crm.FieldDate:
			m.Type, m.Sample = TypeDate, sampleDate
		case crm.FieldDateTime:
			m.Type, m.Sample = TypeDateTime, sampleDate+" 09:30"
		case crm.FieldFile:
			m.Sample = sampleFile
		case crm.FieldYesNo:
			m.Type = TypeYesNo
		case crm.FieldChoice, crm.FieldChoices:
			m.Type = TypeChoice
			if len(f.Choices) > 0 {
				m.Sample = f.Choices[0].Name
			}
		}
		out = append(out, m)
	}
	return out
}

// ReservedSlug says whether a new custom field may not have this slug because
// {{card.<slug>}} is a built-in merge field.
func ReservedSlug(slug string) bool {
	return slices.ContainsFunc(builtIn, func(f Field) bool { return f.Path == "card."+slug })
}

// Types are the types of all merge fields by their paths.
func Types(cat *crm.Catalogue) map[string]string {
	out := map[string]string{}
	for _, f := range Fields(cat) {
		out[f.Path] = f.Type
	}
	return out
}

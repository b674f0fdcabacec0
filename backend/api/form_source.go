package api

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
)

// FormSource is something that a question of a form can fill.
type FormSource struct {
	Source   string     `json:"source"` // as FormField names it
	Group    string     `json:"group" ts_type:"'contact'|'card'|'field'"`
	Label    crm.Phrase `json:"label"` // what a question has where it says nothing else
	Type     string     `json:"type" ts_type:"'text'|'longtext'|'number'|'money'|'date'|'datetime'|'yesno'|'choice'|'choices'|'link'|'phone'|'email'|'tags'"`
	Choices  []string   `json:"choices"`  // what can be chosen, by name
	Currency string     `json:"currency"` // of money
	Hidden   bool       `json:"hidden"`   // only as a hidden value: visitors don't choose it
}

// contactTypes are the types of what a lead says of the client; "text" for others.
var contactTypes = map[string]string{
	leadEmail: string(crm.FieldEmail), leadPhone: string(crm.FieldPhone), leadWebsite: string(crm.FieldLink), leadAddress: string(crm.FieldLongText),
}

// formSources are all that a form of a product can fill, in the order in which it
// is offered.
func formSources(cat *crm.Catalogue) []FormSource {
	list := make([]FormSource, 0, len(leadContact)+len(cat.Fields)+3)
	for _, key := range leadContact {
		typ := contactTypes[key]
		if typ == "" {
			typ = string(crm.FieldText)
		}
		list = append(list, FormSource{Source: key, Group: "contact", Label: sourceLabel(key), Type: typ, Choices: []string{}})
	}
	tags := FormSource{Source: leadTags, Group: "card", Label: sourceLabel(leadTags), Type: "tags", Choices: []string{}, Hidden: true}
	for _, t := range cat.Tags {
		tags.Choices = append(tags.Choices, t.Name)
	}
	list = append(list,
		FormSource{Source: leadNote, Group: "card", Label: sourceLabel(leadNote), Type: string(crm.FieldLongText), Choices: []string{}},
		FormSource{Source: leadCard, Group: "card", Label: sourceLabel(leadCard), Type: string(crm.FieldText), Choices: []string{}}, tags)
	for _, f := range cat.Fields {
		if f.Type == crm.FieldFile {
			continue
		}
		src := FormSource{Source: cardPrefix + f.Slug, Group: "field", Label: crm.Say("form.page.own_label", "name", f.Name), Type: string(f.Type), Choices: []string{}, Currency: f.Currency}
		for _, c := range f.Choices {
			src.Choices = append(src.Choices, c.Name)
		}
		list = append(list, src)
	}
	return list
}

// sourceLabel is the label of what every product has: "form.page.label.contact_email".
func sourceLabel(key string) crm.Phrase {
	return crm.Say("form.page.label." + strings.ReplaceAll(key, ".", "_"))
}

func sourceIn(list []FormSource, source string) (FormSource, bool) {
	i := slices.IndexFunc(list, func(s FormSource) bool { return s.Source == source })
	if i < 0 {
		return FormSource{}, false
	}
	return list[i], true
}

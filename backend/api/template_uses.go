package api

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// usesOfTemplates says what uses each template of a product: the automations
// with a step of it, the emails that a PDF goes with, the filters that ask
// whether it was sent.
func usesOfTemplates(v *store.View, product crm.ProductID, templates []crm.Template) (map[crm.TemplateID][]Use, error) {
	uses := map[crm.TemplateID][]Use{}
	for _, t := range templates {
		uses[t.ID] = []Use{}
	}
	sequences, err := v.Sequences(product)
	if err != nil {
		return nil, err
	}
	for _, q := range sequences {
		named := map[crm.TemplateID]bool{}
		for _, st := range q.Live() {
			named[st.Template], named[st.TemplateB] = true, true
		}
		for id := range named {
			if id != 0 {
				uses[id] = append(uses[id], useOf(q))
			}
		}
	}
	for _, t := range templates {
		for _, id := range pdfsOf(t.Content) {
			uses[id] = append(uses[id], Use{Noun: "template", ID: t.ID.String(), Name: t.Name})
		}
	}
	filters, err := v.Filters(product)
	if err != nil {
		return nil, err
	}
	for _, f := range filters {
		for id := range templatesAsked(f.Tree, uses) {
			uses[id] = append(uses[id], Use{Noun: "filter", ID: f.ID.String(), Name: f.Name})
		}
	}
	for _, q := range sequences {
		for _, st := range q.Live() {
			if st.OnlyIf == nil {
				continue
			}
			for id := range templatesAsked(*st.OnlyIf, uses) {
				if !slices.ContainsFunc(uses[id], func(u Use) bool { return u.Noun == "sequence" && u.ID == q.ID.String() }) {
					uses[id] = append(uses[id], useOf(q))
				}
			}
		}
	}
	return uses, nil
}

// pdfsOf are the PDF templates that go with an email, each once.
func pdfsOf(c crm.Content) (out []crm.TemplateID) {
	for _, a := range c.Attachments {
		if a.Template != 0 && !slices.Contains(out, a.Template) {
			out = append(out, a.Template)
		}
	}
	return out
}

// templatesAsked are the templates that conditions name.
func templatesAsked(g crm.Group, known map[crm.TemplateID][]Use) map[crm.TemplateID]bool {
	out := map[crm.TemplateID]bool{}
	anyCondition(g, func(c crm.Condition) bool {
		for _, value := range c.Values {
			var id crm.TemplateID
			if strings.HasPrefix(value, "tmpl_") && id.UnmarshalText([]byte(value)) == nil {
				if _, ok := known[id]; ok {
					out[id] = true
				}
			}
		}
		return false
	})
	return out
}

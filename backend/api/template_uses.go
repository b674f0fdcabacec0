package api

import (
	"slices"

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
	for _, t := range templates {
		asking, err := askedFor(v, product, func(c crm.Condition) bool { return slices.Contains(c.Values, t.ID.String()) })
		if err != nil {
			return nil, err
		}
		for _, use := range asking {
			if !slices.ContainsFunc(uses[t.ID], func(u Use) bool { return u.Noun == use.Noun && u.ID == use.ID }) {
				uses[t.ID] = append(uses[t.ID], use)
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

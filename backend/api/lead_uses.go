package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// intakesThat are the mailboxes whose mails become cards of a product, and the
// addresses for other programs, that do something: route is where their cards go,
// keys what they fill.
func intakesThat(v *store.View, product crm.ProductID, do func(route crm.LeadRoute, keys []string) bool) (uses []Use, err error) {
	boxes, err := v.LeadBoxes()
	if err != nil {
		return nil, err
	}
	for _, b := range boxes {
		keys := []string{b.Rules.Title}
		for _, rule := range b.Rules.Labels {
			keys = append(keys, rule.Key)
		}
		if b.Route.Product == product && do(b.Route, keys) {
			uses = append(uses, Use{Noun: "lead_box", ID: b.ID.String(), Name: b.Name, Active: b.Active, Product: product})
		}
	}
	inlets, err := v.Inlets()
	for _, in := range inlets {
		var keys []string
		for _, m := range in.Maps {
			keys = append(keys, m.Key)
		}
		if in.Route.Product == product && do(in.Route, keys) {
			uses = append(uses, Use{Noun: "inlet", ID: in.ID.String(), Name: in.Name, Active: in.Active, Product: product})
		}
	}
	return uses, err
}

// intakesInto are those whose new cards have a status.
func intakesInto(v *store.View, cat *crm.Catalogue, st crm.Status) ([]Use, error) {
	return intakesThat(v, cat.Product.ID, func(r crm.LeadRoute, _ []string) bool { return r.Status == st.ID })
}

// intakesFilling are those that fill a field.
func intakesFilling(v *store.View, cat *crm.Catalogue, f crm.Field) ([]Use, error) {
	return intakesThat(v, cat.Product.ID, func(_ crm.LeadRoute, keys []string) bool { return slices.Contains(keys, cardPrefix+f.Slug) })
}

package sample

import "stepwise/backend/crm"

// The filters, in their order.
const (
	isOfferSent = iota
	offerExpires
	untouchedLeads
	newCustomers
	longLost
	importantOffers
	filterCount
)

// large is from where on an offer is important, in lei.
const large = "30000"

func (b *business) makeFilters() error {
	trees := [filterCount]crm.Group{
		isOfferSent: {Conditions: []crm.Condition{b.status("is", nil, offerSent)}},
		offerExpires: {Conditions: []crm.Condition{
			b.status("is", nil, offerSent, negotiation),
			b.asks(validUntil, "within_next_days", "7"),
		}},
		untouchedLeads: {Conditions: []crm.Condition{b.status("stayed_at_least_days", []string{"2"}, newLead)}},
		newCustomers:   {Conditions: []crm.Condition{b.status("entered", nil, won)}},
		longLost:       {Conditions: []crm.Condition{b.status("stayed_at_least_days", []string{"30"}, lost)}},
		importantOffers: {
			Conditions: []crm.Condition{b.status("is", nil, contacted, offerSent, negotiation)},
			Groups:     []crm.Group{{Any: true, Conditions: []crm.Condition{b.asks(vip, "is", "yes"), b.asks(offerValue, "ge", large)}}},
		},
	}
	for i, tree := range trees {
		saved, err := b.tx.SaveFilter(crm.Filter{Product: b.product, Name: b.w.filters[i], Tree: whole(tree)})
		if err != nil {
			return err
		}
		b.filters[i] = saved.ID
	}
	return nil
}

// status asks for a card's status; more is what the operator takes besides.
func (b *business) status(op string, more []string, statuses ...int) crm.Condition {
	c := crm.Condition{Subject: "status", Op: op}
	for _, s := range statuses {
		c.Values = append(c.Values, b.statuses[s].ID.String())
	}
	c.Values = append(c.Values, more...)
	return c
}

// asks asks for a custom field.
func (b *business) asks(field int, op string, values ...string) crm.Condition {
	return crm.Condition{Subject: "field", Field: b.fields[field].ID, Op: op, Values: values}
}

// whole fills in the empty lists that the editor and JSON expect.
func whole(g crm.Group) crm.Group {
	if g.Conditions == nil {
		g.Conditions = []crm.Condition{}
	}
	groups := make([]crm.Group, 0, len(g.Groups))
	for _, sub := range g.Groups {
		groups = append(groups, whole(sub))
	}
	g.Groups = groups
	return g
}

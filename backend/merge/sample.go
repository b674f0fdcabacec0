package merge

import "stepwise/backend/crm"

// SampleSource is a client as there may be one (see Field.Sample), for showing
// a text in a product that has no card yet. Every field has a value: a text
// field its own name, since nothing else fits every business.
func SampleSource(cat *crm.Catalogue, ws crm.Workspace, now crm.Instant) Source {
	sample := map[string]string{}
	for _, f := range builtIn {
		sample[f.Path] = f.Sample
	}
	reached := func(who string) []crm.Address {
		return []crm.Address{
			{Channel: crm.ChannelEmail, Typed: sample[who+".email"], Value: sample[who+".email"]},
			{Channel: crm.ChannelSMS, Typed: sample[who+".phone"], Value: sample[who+".phone"]},
		}
	}
	s := Source{
		Cat: cat, Workspace: ws, Now: now,
		Card: crm.Card{Name: sample["contact.name"], Created: now, StatusSince: now, Fields: crm.Values{}},
		Contact: &crm.Contact{
			Kind: crm.ContactPerson, Name: sample["contact.name"], Addresses: reached("contact"),
			FirstName: sample["contact.first_name"], LastName: sample["contact.last_name"],
		},
		Company: &crm.Contact{Kind: crm.ContactCompany, Name: sample["company.name"], Addresses: reached("company")},
		Owner:   &crm.User{Name: sample["owner.name"], Email: sample["owner.email"], Phone: sample["owner.phone"], Signature: sample["owner.name"]},
	}
	if len(cat.Statuses) > 0 {
		s.Card.Status = cat.Statuses[0].ID
	}
	for _, f := range cat.Fields {
		if f.Type != crm.FieldFile {
			s.Card.Fields[f.ID] = sampleOf(f, sample)
		}
	}
	return s
}

func sampleOf(f crm.Field, sample map[string]string) any {
	switch f.Type {
	case crm.FieldNumber:
		return sampleNumber
	case crm.FieldMoney:
		m, _ := crm.MoneyOf(sampleNumber)
		return m
	case crm.FieldDate:
		return crm.Date(sampleDate)
	case crm.FieldDateTime:
		return sampleInstant
	case crm.FieldPhone:
		return sample["contact.phone"]
	case crm.FieldEmail:
		return sample["contact.email"]
	case crm.FieldLink:
		return "https://example.com"
	case crm.FieldChoices:
		if len(f.Choices) > 0 {
			return crm.ChoiceSetOf(f.Choices[0].ID, f.Choices[len(f.Choices)-1].ID)
		}
	case crm.FieldYesNo:
		return true
	case crm.FieldChoice:
		if len(f.Choices) > 0 {
			return f.Choices[0].ID
		}
	}
	return f.Name
}

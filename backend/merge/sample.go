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
		Cat: cat, Workspace: sampleBusiness(ws), Now: now,
		FileName: func(crm.FileID) string { return sampleFile },
		Card: crm.Card{
			ID: 417, Product: cat.Product.ID, Name: sample["contact.name"], Created: now, Modified: now, StatusSince: now - 76*60*60*1000,
			Fields: crm.Values{}, Tags: sampleTags(cat),
		},
		Contact: &crm.Contact{
			Kind: crm.ContactPerson, Name: sample["contact.name"], Addresses: reached("contact"),
			FirstName: sample["contact.first_name"], LastName: sample["contact.last_name"],
			Postal: sample["contact.address"], Website: sample["contact.website"], Tags: sampleTags(cat),
		},
		Company: &crm.Contact{
			Kind: crm.ContactCompany, Name: sample["company.name"], Addresses: reached("company"),
			Postal: sample["company.address"], Website: sample["company.website"], Tags: sampleTags(cat),
		},
		Link:  func(string) string { return sampleLink },
		Owner: &crm.User{Name: sample["owner.name"], Email: sample["owner.email"], Phone: sample["owner.phone"], Signature: sample["owner.name"]},
	}
	if len(cat.Statuses) > 0 {
		s.Card.Status = cat.Statuses[0].ID
	}
	for _, f := range cat.Fields {
		s.Card.Fields[f.ID] = sampleOf(f, sample)
	}
	return s
}

// sampleBusiness is the workspace, with what it does not say of itself yet.
func sampleBusiness(ws crm.Workspace) crm.Workspace {
	for text, sample := range map[*string]string{
		&ws.Address: "Str. Lungă 5\n500035 Brașov", &ws.Phone: "+40212345678", &ws.Email: "office@example.com",
		&ws.Website: "https://example.com", &ws.ReviewLink: "https://example.com/review", &ws.Link: "https://stepwise.example.com",
	} {
		if *text == "" {
			*text = sample
		}
	}
	return ws
}

func sampleTags(cat *crm.Catalogue) crm.TagSet {
	if len(cat.Tags) == 0 {
		return ""
	}
	return crm.Tags(cat.Tags[0].ID)
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
	case crm.FieldFile:
		return crm.FileID(1)
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

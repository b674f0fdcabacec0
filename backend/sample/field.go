package sample

import "stepwise/backend/crm"

// The custom fields, in their order.
const (
	offerValue = iota
	validUntil
	source
	interest
	vip
	city
	fieldCount
)

// fieldKinds are the types of the fields, and their names in merge fields,
// which are the same in every language.
var fieldKinds = [fieldCount]struct {
	slug string
	kind crm.FieldType
}{
	offerValue: {"offer_value", crm.FieldNumber},
	validUntil: {"valid_until", crm.FieldDate},
	source:     {"source", crm.FieldChoice},
	interest:   {"interest", crm.FieldChoice},
	vip:        {"vip", crm.FieldYesNo},
	city:       {"city", crm.FieldText},
}

func (b *business) makeFields() error {
	choices := map[int][]string{source: b.w.sources, interest: b.w.interests[:]}
	for i, k := range fieldKinds {
		f := crm.Field{Product: b.product, Name: b.w.fields[i], Slug: k.slug, Type: k.kind, Position: i + 1, Choices: []crm.Choice{}}
		for _, name := range choices[i] {
			f.Choices = append(f.Choices, crm.Choice{Name: name})
		}
		saved, err := b.tx.SaveField(f)
		if err != nil {
			return err
		}
		b.fields[i] = saved
	}
	return nil
}

// What clients are interested in, in the order of words.interests.
const (
	pvcWindows = iota
	woodenWindows
	heatPump
	frontDoor
	shutters
	interestCount
)

// prices are the lowest and the highest offer for each, in lei.
var prices = [interestCount][2]int{
	pvcWindows:    {3_800, 24_000},
	woodenWindows: {9_500, 58_000},
	heatPump:      {28_000, 74_000},
	frontDoor:     {2_900, 12_500},
	shutters:      {1_200, 8_400},
}

// values are the custom fields of a card in a status. An offer was made where
// offered is a day.
func (b *business) values(card, wants int, offered crm.Date) crm.Values {
	v := crm.Values{
		b.fields[source].ID:   oneOf(card, "source", b.fields[source].Choices).ID,
		b.fields[interest].ID: b.fields[interest].Choices[wants].ID,
	}
	if !percent(card, "no city", 5) {
		v[b.fields[city].ID] = oneOf(card, "city", b.w.cities)
	}
	if percent(card, "asked vip", 40) {
		v[b.fields[vip].ID] = percent(card, "vip", 30)
	}
	if offered != "" {
		low, high := prices[wants][0], prices[wants][1]
		v[b.fields[offerValue].ID] = float64(low + 50*draw(card, "price", (high-low)/50))
		v[b.fields[validUntil].ID] = offered.AddDays([]int{14, 21, 30}[draw(card, "valid", 3)])
	}
	return v
}

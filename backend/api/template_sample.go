package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/merge"
	"stepwise/backend/store"
)

// MergeSamplesIn names the card whose values are shown.
type MergeSamplesIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
	Card    crm.CardID    `json:"card" ts_type:"string"` // none: the first one
}

// MergeSamples is what merge fields would show on a card.
type MergeSamples struct {
	CardName string        `json:"cardName"` // "" where the product has no card: then they are samples
	Values   []MergeSample `json:"values"`
}

// MergeSample is one of them; "" where the card has no value.
type MergeSample struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

// SampleValues says what every merge field of a product would show on a card:
// for choosing among them.
func (s *Session) SampleValues(in MergeSamplesIn) (out MergeSamples, err error) {
	return out, s.read(func(v *store.View) error {
		cat, err := v.Catalogue(in.Product)
		if err != nil {
			return err
		}
		id, err := v.FirstCard(in.Product, in.Card, 0)
		if err != nil {
			return err
		}
		src, card, err := s.sourceOf(v, cat, id)
		if err != nil {
			return err
		}
		out.CardName = card.Name
		for _, f := range merge.Fields(cat) {
			field := "{{" + f.Path + "}}"
			text, err := merge.Line(field, merge.Values([]string{field}, src))
			if err != nil {
				continue // a field that can't be shown has no sample
			}
			out.Values = append(out.Values, MergeSample{Path: f.Path, Text: text})
		}
		return nil
	})
}

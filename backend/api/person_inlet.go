package api

import (
	"bytes"
	"encoding/json"

	"stepwise/backend/crm"
)

// handedIn adds what other programs handed in about the person's cards, as long
// as that is kept.
func (g *gatherer) handedIn(out *personFile, cards []crm.CardID) error {
	bodies, err := g.v.CallsOfCards(cards)
	out.Calls = make([]json.RawMessage, 0, len(bodies))
	for _, body := range bodies {
		out.Calls = append(out.Calls, json.RawMessage(body))
	}
	return err
}

// CallTexts are the calls as people read them.
func (r readable) CallTexts() (list []string) {
	for _, call := range r.Calls {
		var text bytes.Buffer
		if json.Indent(&text, call, "", "  ") == nil {
			list = append(list, text.String())
		}
	}
	return list
}

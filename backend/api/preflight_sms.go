package api

import (
	"cmp"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/sms"
	"stepwise/backend/store"
)

// smsTally counts what an SMS costs on many cards.
type smsTally struct {
	content crm.Content
	price   float64 // of a part
	parts   map[int]int
	out     SMSWorst
}

func newSMSTally(v *store.View, ws crm.Workspace, c crm.Content) (*smsTally, error) {
	t := &smsTally{content: c, parts: map[int]int{}, out: SMSWorst{MaxParts: ws.MaxParts}}
	accounts, err := v.Accounts()
	for _, a := range accounts {
		if a.Gateway != nil {
			t.price, t.out.Currency = a.Gateway.Price, strings.ToUpper(a.Gateway.Currency)
			break
		}
	}
	return t, err
}

// count adds a card; reached says that the message would go to somebody. It
// returns why the text would be held.
func (t *smsTally) count(card CardName, values crm.MergeValues, reached bool) crm.Reason {
	text, err := document.SMS(t.content, values)
	if err != nil {
		return document.ReasonFor(crm.TemplateSMS, err)
	}
	m := sms.Measure(text)
	t.parts[m.Parts]++
	if m.Parts > 1 {
		t.out.Several++
		if plain, _ := sms.Simplify(text); sms.Measure(plain).Parts > 1 {
			t.out.Plain++
		}
	}
	if m.Parts > t.out.Most || m.Parts == t.out.Most && m.Units > t.out.Units {
		t.out.Longest, t.out.Most, t.out.Units = &card, m.Parts, m.Units
	}
	switch {
	case m.Parts == 0:
		return crm.ReasonEmptyText
	case m.Parts > t.out.MaxParts:
		t.out.Held++
		return crm.ReasonSMSTooLong
	case len(sms.Unsendable(text)) > 0:
		return crm.ReasonUnsendable
	case reached:
		t.out.Total += m.Parts
	}
	return crm.ReasonNone
}

func (t *smsTally) result() *SMSWorst {
	out := t.out
	for parts, cards := range t.parts {
		out.Parts = append(out.Parts, PartsCount{Parts: parts, Cards: cards})
	}
	slices.SortFunc(out.Parts, func(a, b PartsCount) int { return cmp.Compare(a.Parts, b.Parts) })
	out.Price = t.price * float64(out.Total)
	return &out
}

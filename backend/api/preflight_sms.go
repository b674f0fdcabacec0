package api

import (
	"cmp"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/sms"
	"stepwise/backend/store"
)

// smsTally counts what an SMS costs on many cards.
type smsTally struct {
	content crm.Content
	account crm.Account // that SMS go through, for what they cost
	parts   map[int]int
	out     SMSWorst
}

func newSMSTally(v *store.View, ws crm.Workspace, c crm.Content) (*smsTally, error) {
	t := &smsTally{content: c, parts: map[int]int{}, out: SMSWorst{MaxParts: ws.MaxParts}}
	accounts, err := v.Accounts()
	for _, a := range accounts {
		if a.Channel == crm.ChannelSMS {
			t.account = a
			_, t.out.Currency = a.PartPrice("")
			break
		}
	}
	return t, err
}

// count adds a card; to is the number that the message would go to, "" for none.
// It returns why the text would be held.
func (t *smsTally) count(card CardName, values crm.MergeValues, to string) crm.Reason {
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
	case to != "":
		t.out.Total += m.Parts
		price, _ := t.account.PartPrice(to)
		t.out.Price += float64(m.Parts) * price
	}
	return crm.ReasonNone
}

func (t *smsTally) result() *SMSWorst {
	out := t.out
	for parts, cards := range t.parts {
		out.Parts = append(out.Parts, PartsCount{Parts: parts, Cards: cards})
	}
	slices.SortFunc(out.Parts, func(a, b PartsCount) int { return cmp.Compare(a.Parts, b.Parts) })
	return &out
}

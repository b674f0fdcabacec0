package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// ExplainIn asks why a card does or doesn't match a filter.
type ExplainIn struct {
	Filter crm.FilterID `json:"filter" ts_type:"string"`
	Card   crm.CardID   `json:"card" ts_type:"string"`
}

// ExplainTreeIn asks why a card would or wouldn't match a tree that is being
// edited. Name is what to call it; "" for one that has no name yet.
type ExplainTreeIn struct {
	Card crm.CardID `json:"card" ts_type:"string"`
	Name string     `json:"name"`
	Tree crm.Group  `json:"tree"`
}

// ExplainOut is the answer in a sentence, what turns it and when, and the tree
// with what was seen.
type ExplainOut struct {
	Card   string     `json:"card"`   // its name
	Filter string     `json:"filter"` // its name
	Answer crm.Phrase `json:"answer"`
	Turn   crm.Phrase `json:"turn"`
	Why    filter.Why `json:"why"`
}

// ExplainFilter says whether a card matches a filter and why (not), which
// conditions hold, with what was seen, and what turns the answer and when. A
// broken filter is explained too: what is broken, and what to do.
func (s *Session) ExplainFilter(in ExplainIn) (out ExplainOut, err error) {
	return out, s.read(func(v *store.View) error {
		out, err = Explain(v, in.Filter, in.Card)
		return err
	})
}

// Explain is ExplainFilter for whoever has the store open: the command line. A
// card of another product is not found.
func Explain(v *store.View, id crm.FilterID, of crm.CardID) (ExplainOut, error) {
	f, err := v.Filter(id)
	if err != nil {
		return ExplainOut{}, err
	}
	card, err := v.Card(of)
	if err != nil {
		return ExplainOut{}, err
	}
	if card.Product != f.Product {
		return ExplainOut{}, crm.NotFound("card")
	}
	return explainFor(v, f, card)
}

// ExplainTree is ExplainFilter for a tree that isn't saved, over the product of
// the card.
func (s *Session) ExplainTree(in ExplainTreeIn) (out ExplainOut, err error) {
	return out, s.read(func(v *store.View) error {
		card, err := v.Card(in.Card)
		if err != nil {
			return err
		}
		out, err = explainFor(v, crm.Filter{Product: card.Product, Name: in.Name, Tree: in.Tree}, card)
		return err
	})
}

func explainFor(v *store.View, f crm.Filter, card crm.Card) (out ExplainOut, err error) {
	out.Card, out.Filter = card.Name, f.Name
	if out.Why, err = explain(v, f, card.ID); err != nil {
		return out, err
	}
	out.Answer, out.Turn = answered(out.Why.Answer, f, card), out.Why.Turn
	return out, nil
}

// answered fills the names into an answer; a filter that has none is "this filter".
func answered(answer crm.Phrase, f crm.Filter, card crm.Card) crm.Phrase {
	args := crm.Args{"card": card.Name, "filter": f.Name}
	if f.Name == "" {
		args["filter"] = crm.Say("filter.this")
	}
	for name, value := range answer.Args {
		args[name] = value
	}
	return crm.Phrase{Key: answer.Key, Args: args}
}

// explain asks one card about a filter as of now.
func explain(v *store.View, f crm.Filter, card crm.CardID) (filter.Why, error) {
	env, err := envOf(v, f.Product)
	if err != nil {
		return filter.Why{}, err
	}
	return filter.Explain(f.Tree, env).Ask(func(exprs string, args []any) ([]any, error) {
		return v.Explain(card, exprs, args)
	})
}

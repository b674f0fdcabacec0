package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// CardPick is a choice of cards: these, or all of a list but some.
type CardPick struct {
	IDs    []crm.CardID `json:"ids" ts_type:"string[]"`    // these; then there is no list
	List   *ListCardsIn `json:"list"`                      // all that match; its page doesn't matter
	Except []crm.CardID `json:"except" ts_type:"string[]"` // of the list, but for these
}

// mostPicked is how many cards a pick can name one by one.
const mostPicked = 10_000

// check refuses a pick of nothing, and one that says both.
func (p CardPick) check() error {
	var bad crm.Problems
	switch {
	case p.List == nil && len(p.IDs) == 0, p.List != nil && len(p.IDs) > 0:
		bad.Add("pick", "bulk.no_pick")
	case len(p.IDs) > mostPicked, len(p.Except) > mostPicked:
		bad.Add("pick", "bulk.too_many", "max", mostPicked)
	}
	return bad.Err()
}

// ids reads the cards of a pick in id order, each once; those that are gone are
// left out.
func (p CardPick) ids(v *store.View) ([]crm.CardID, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	if p.List == nil {
		return v.KnownCards(p.IDs)
	}
	q, err := listQuery(v, *p.List)
	if err != nil {
		return nil, err
	}
	return v.CardIDs(q, p.Except)
}

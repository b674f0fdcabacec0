package engine

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// saidText is how much of a long text a line of history says, in characters.
const saidText = 200

// ValueText is a field's value as a phrase's argument.
func ValueText(f crm.Field, x any) any {
	switch x := x.(type) {
	case nil:
		return crm.Say("activity.none")
	case bool:
		if x {
			return crm.Say("activity.yes")
		}
		return crm.Say("activity.no")
	case crm.Money:
		return crm.Amount{Money: x, Currency: f.Currency}
	case crm.ChoiceID:
		c, _ := f.Choice(x)
		return c.Name
	case crm.ChoiceSet:
		var names []string
		for _, id := range x.IDs() {
			c, _ := f.Choice(id)
			names = append(names, c.Name)
		}
		return strings.Join(names, ", ")
	case crm.FileID:
		return crm.Say("activity.file")
	case string:
		if runes := []rune(x); len(runes) > saidText {
			return string(runes[:saidText]) + "…"
		}
		return x
	default:
		return x
	}
}

// takesCards refuses new cards in an archived product.
func takesCards(tx *store.Tx, id crm.ProductID) error {
	p, err := tx.Product(id)
	if err == nil && p.Archived != 0 {
		err = crm.Fail(crm.CodeConflict, "error.product.archived", "name", p.Name)
	}
	return err
}

// mend keeps a card that is put back from naming what is gone by now: a status
// stays as it was, a choice is left out.
func mend(cat *crm.Catalogue, was crm.Card, c *crm.Card) {
	if _, ok := cat.Status(c.Status); !ok {
		c.Status, c.StatusSince, c.StatusFrom = was.Status, was.StatusSince, was.StatusFrom
	}
	if _, ok := cat.Status(c.StatusFrom); !ok {
		c.StatusFrom = 0
	}
	for _, f := range cat.Fields {
		switch x := c.Fields[f.ID].(type) {
		case crm.ChoiceID:
			if _, ok := f.Choice(x); !ok {
				delete(c.Fields, f.ID)
			}
		case crm.ChoiceSet:
			ids := slices.DeleteFunc(x.IDs(), func(id crm.ChoiceID) bool {
				_, ok := f.Choice(id)
				return !ok
			})
			if c.Fields[f.ID] = crm.ChoiceSetOf(ids...); len(ids) == 0 {
				delete(c.Fields, f.ID)
			}
		}
	}
}

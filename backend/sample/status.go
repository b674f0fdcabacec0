package sample

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// The statuses every product starts with, in their order.
const (
	newLead = iota
	contacted
	offerSent
	negotiation
	won
	lost
	statusCount
)

// statusLooks are the groups and colours (names of the theme's palette) of the
// statuses, in the same order in every language.
var statusLooks = [statusCount]struct {
	group crm.StatusGroup
	color string
}{
	newLead:     {crm.GroupOpen, "blue"},
	contacted:   {crm.GroupOpen, "cyan"},
	offerSent:   {crm.GroupOpen, "indigo"},
	negotiation: {crm.GroupOpen, "yellow"},
	won:         {crm.GroupWon, "green"},
	lost:        {crm.GroupLost, "gray"},
}

// Statuses gives a product the statuses that it starts with, named in a
// language; English for one that Stepwise doesn't speak.
func Statuses(tx *store.Tx, product crm.ProductID, lang string) error {
	names := inLanguage(lang).statuses
	for i, look := range statusLooks {
		s := crm.Status{Product: product, Name: names[i], Group: look.group, Color: look.color, Position: i + 1}
		if _, err := tx.SaveStatus(s); err != nil {
			return err
		}
	}
	return nil
}

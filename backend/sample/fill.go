package sample

import (
	"fmt"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
)

// Cards is how many cards the demonstration business has.
const Cards = 300

// business is the demonstration business while it is being made: what was
// saved so far, by the constants of its noun.
type business struct {
	tx      *store.Tx
	eng     *engine.Engine
	me      crm.User
	w       *words
	zone    *time.Location
	product crm.ProductID

	team      []crm.User
	statuses  [statusCount]crm.Status
	fields    [fieldCount]crm.Field
	filters   [filterCount]crm.FilterID
	templates [templateCount]crm.TemplateID
	taken     map[string]bool // names that clients have
	addresses int             // numbers given so far, so that no two clients share one
}

// Fill makes the demonstration business in a workspace that Begin made: two
// more colleagues, custom fields, 300 cards with a past of up to 60 days,
// tasks, filters, templates, and three sequences, all inactive. It is the same
// for the same moment and language.
func Fill(tx *store.Tx, eng *engine.Engine, me crm.User, lang string) error {
	cal, err := eng.Calendar(&tx.View)
	if err != nil {
		return err
	}
	b := &business{tx: tx, eng: eng, me: me, w: inLanguage(lang), zone: cal.Zone, taken: map[string]bool{}}
	if err := b.findProduct(); err != nil {
		return err
	}
	for _, part := range []func() error{b.makeTeam, b.makeFields, b.makeCards, b.makeFilters, b.makeTemplates, b.makeSequences} {
		if err := part(); err != nil {
			return fmt.Errorf("make the demonstration business: %w", err)
		}
	}
	return nil
}

// findProduct finds the product and the statuses that Begin made.
func (b *business) findProduct() error {
	products, err := b.tx.Products()
	if err != nil {
		return err
	}
	if len(products) == 0 {
		return crm.NotFound("product")
	}
	b.product = products[0].ID
	cat, err := b.tx.Catalogue(b.product)
	if err != nil {
		return err
	}
	if n := copy(b.statuses[:], cat.Statuses); n < statusCount {
		return fmt.Errorf("the first product has %d statuses instead of %d", n, statusCount)
	}
	return nil
}

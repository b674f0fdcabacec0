package api

import "stepwise/backend/crm"

// SearchAllIn is what somebody looks for everywhere.
type SearchAllIn struct {
	Text  string `json:"text"`
	Limit int    `json:"limit"` // hits of each group; 1..50, 0 for 6
}

// SearchAllOut is what was found, the likeliest group first; a group without
// hits is left out.
type SearchAllOut struct {
	Groups []SearchGroup `json:"groups"`
}

// SearchGroup are the hits of one noun.
type SearchGroup struct {
	Noun string      `json:"noun" ts_type:"'card'|'contact'|'task'|'template'|'filter'|'sequence'"`
	Hits []SearchHit `json:"hits"`
	More bool        `json:"more"` // there are more
}

// SearchHit is one thing that was found.
type SearchHit struct {
	ID      string        `json:"id"`
	Title   string        `json:"title"`
	Below   string        `json:"below"`                    // the line below: a contact, an address, a card; "" for none
	Product crm.ProductID `json:"product" ts_type:"string"` // none for a contact
	Card    crm.CardID    `json:"card" ts_type:"string"`    // of a task
}

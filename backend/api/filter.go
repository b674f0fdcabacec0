package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/filter"
)

// FilterRow is a filter in the list.
type FilterRow struct {
	Filter   crm.Filter `json:"filter"`
	Sentence crm.Phrase `json:"sentence"`
	Matches  int        `json:"matches"` // cards now; -1 if the filter is broken
	UsedBy   []Use      `json:"usedBy"`
	ReadOnly bool       `json:"readOnly"` // an active sequence uses it
}

// Use is something that uses something else.
type Use struct {
	Noun   string `json:"noun" ts_type:"'sequence'|'filter'|'template'"`
	ID     string `json:"id"`
	Name   string `json:"name"`
	Active bool   `json:"active"`
}

// FilterIn names a filter.
type FilterIn struct {
	ID crm.FilterID `json:"id" ts_type:"string"`
}

// PreviewFilterIn asks what a tree would match, before it is saved.
type PreviewFilterIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
	Tree    crm.Group     `json:"tree"`
}

// PreviewFilterOut says what a tree means and matches now.
type PreviewFilterOut struct {
	Problems []crm.Problem `json:"problems"` // where there are any, the rest is empty
	Sentence crm.Phrase    `json:"sentence"`
	Total    int           `json:"total"`
	Rows     []CardRow     `json:"rows"` // the first 20
}

// SaveFilterIn creates (no id) or replaces a filter.
type SaveFilterIn struct {
	ID       crm.FilterID  `json:"id" ts_type:"string"`
	Revision int64         `json:"revision"`
	Product  crm.ProductID `json:"product" ts_type:"string"`
	Name     string        `json:"name"`
	Tree     crm.Group     `json:"tree"`
}

// ExplainIn asks why a card does or doesn't match a filter.
type ExplainIn struct {
	Filter crm.FilterID `json:"filter" ts_type:"string"`
	Card   crm.CardID   `json:"card" ts_type:"string"`
}

// ListFilters reads a product's filters with their counts.
func (s *Session) ListFilters(in ProductIn) ([]FilterRow, error) { return nil, notYet }

// GetFilter reads one filter.
func (s *Session) GetFilter(in FilterIn) (FilterRow, error) { return FilterRow{}, notYet }

// FilterCatalogue is the operator table of the editor: what can be asked.
func (s *Session) FilterCatalogue(in ProductIn) ([]filter.Subject, error) { return nil, notYet }

// PreviewFilter counts a tree and shows the first cards.
func (s *Session) PreviewFilter(in PreviewFilterIn) (PreviewFilterOut, error) {
	return PreviewFilterOut{}, notYet
}

// SaveFilter saves a filter; refused while an active sequence uses it.
func (s *Session) SaveFilter(in SaveFilterIn) (FilterRow, error) { return FilterRow{}, notYet }

// CopyFilter makes a copy under a new name.
func (s *Session) CopyFilter(in FilterIn) (FilterRow, error) { return FilterRow{}, notYet }

// DeleteFilter deletes a filter that nothing uses.
func (s *Session) DeleteFilter(in FilterIn) (FilterRow, error) { return FilterRow{}, notYet }

// ExplainFilter says which conditions hold for a card, with what was seen.
func (s *Session) ExplainFilter(in ExplainIn) (filter.Why, error) { return filter.Why{}, notYet }

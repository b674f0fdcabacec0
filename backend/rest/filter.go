package rest

import (
	"net/http"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/filter"
)

// Filter is a saved condition on cards of a product.
type Filter struct {
	ID       crm.FilterID  `json:"id" example:"filt_1"`
	Product  crm.ProductID `json:"product"`
	Name     string        `json:"name"`
	Sentence string        `json:"sentence" doc:"What it asks, in English."`
	Used     bool          `json:"used" doc:"An active sequence uses it."`
	Broken   bool          `json:"broken" doc:"It names something that is gone: it matches no card."`
}

// Count is a number of cards.
type Count struct {
	Count int `json:"count"`
}

// Why says whether a card matches a filter and what decides it.
type Why struct {
	Matches    bool       `json:"matches"`
	Answer     string     `json:"answer"`
	Turn       string     `json:"turn,omitempty" doc:"What turns the answer, and when."`
	Flips      *time.Time `json:"flips,omitempty" doc:"When the answer changes by the passing of time alone."`
	Since      *time.Time `json:"since,omitempty" doc:"Since when it matches, where that is known."`
	Conditions []WhyLine  `json:"conditions"`
}

// WhyLine is one condition of a filter, looked at for a card.
type WhyLine struct {
	Path  string `json:"path" doc:"Its place: groups[0].conditions[1]."`
	Holds bool   `json:"holds"`
	Says  string `json:"says"`
	Saw   string `json:"saw,omitempty" doc:"The card's value."`
}

type productQuery struct {
	Product string `query:"product" required:"true" doc:"Its id or name."`
}

type filterCardsIn struct {
	Paging
	ID string `path:"id"`
}

type cardOfPath struct {
	ID   string `path:"id"`
	Card string `path:"card"`
}

func filterRoutes(t *table) {
	on(t, route{id: "filter-list", method: http.MethodGet, path: "/filters", scope: crm.TokenReadFilters, short: "List the filters of a product"}, listFilters)
	on(t, route{id: "filter-get", method: http.MethodGet, path: "/filters/{id}", scope: crm.TokenReadFilters, short: "Get a filter in words"}, getFilter)
	on(t, route{id: "filter-count", method: http.MethodGet, path: "/filters/{id}/count", scope: crm.TokenReadFilters, short: "Count the cards that match a filter now"}, countFilter)
	on(t, route{id: "filter-cards", method: http.MethodGet, path: "/filters/{id}/cards", scope: crm.TokenReadFilters, short: "List the cards that match a filter now"}, filterCards)
	on(t, route{id: "filter-why", method: http.MethodGet, path: "/filters/{id}/cards/{card}/why", scope: crm.TokenReadFilters, short: "Say why a card matches a filter or does not"}, filterWhy)
}

func filterOf(r api.FilterRow) Filter {
	return Filter{ID: r.Filter.ID, Product: r.Filter.Product, Name: r.Filter.Name, Sentence: said(r.Sentence).Text, Used: r.ReadOnly, Broken: r.Matches == -1}
}

func listFilters(c *call, in *productQuery) (*Listed[Filter], error) {
	product, err := productIn(c, in.Product)
	if err != nil {
		return nil, err
	}
	rows, err := ask(c, "ListFilters", (*api.Session).ListFilters, api.ProductIn{Product: product})
	if err != nil {
		return nil, err
	}
	return listed(rows, "", filterOf), nil
}

func readFilter(c *call, text string) (api.FilterRow, error) {
	var id crm.FilterID
	if err := idIn(text, "filter", &id); err != nil {
		return api.FilterRow{}, err
	}
	return ask(c, "GetFilter", (*api.Session).GetFilter, api.FilterIn{ID: id})
}

func getFilter(c *call, in *idPath) (*Whole[Filter], error) {
	row, err := readFilter(c, in.ID)
	if err != nil {
		return nil, err
	}
	return whole(filterOf(row)), nil
}

func countFilter(c *call, in *idPath) (*Whole[Count], error) {
	row, err := readFilter(c, in.ID)
	if err != nil {
		return nil, err
	}
	return whole(Count{Count: max(row.Matches, 0)}), nil
}

func filterCards(c *call, in *filterCardsIn) (*Listed[Card], error) {
	var id crm.FilterID
	if err := idIn(in.ID, "filter", &id); err != nil {
		return nil, err
	}
	product, err := guarded(c, "ProductOfFilter", func() (crm.ProductID, error) { return api.ProductOfFilter(c.session, id) })
	if err != nil {
		return nil, err
	}
	n, err := namesOf(c, product)
	if err != nil {
		return nil, err
	}
	return cardPage(c, n, api.ListCardsIn{Product: product, Filter: id, Columns: columns(n), After: in.Cursor, Limit: in.Limit})
}

func filterWhy(c *call, in *cardOfPath) (*Whole[Why], error) {
	var question api.ExplainIn
	if err := idIn(in.ID, "filter", &question.Filter); err != nil {
		return nil, err
	}
	if err := idIn(in.Card, "card", &question.Card); err != nil {
		return nil, err
	}
	out, err := ask(c, "ExplainFilter", (*api.Session).ExplainFilter, question)
	if err != nil {
		return nil, err
	}
	why := Why{
		Matches: out.Why.Matches, Answer: said(out.Answer).Text, Turn: said(out.Turn).Text, Flips: moment(out.Why.Flips), Since: moment(out.Why.Since),
		Conditions: []WhyLine{},
	}
	whyLines(out.Why, &why.Conditions)
	return whole(why), nil
}

func whyLines(w filter.Why, into *[]WhyLine) {
	for _, one := range w.Conditions {
		*into = append(*into, WhyLine{Path: one.Path, Holds: one.Holds, Says: said(one.Say).Text, Saw: said(one.Seen).Text})
	}
	for _, g := range w.Groups {
		whyLines(g, into)
	}
}

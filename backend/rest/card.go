package rest

import (
	"net/http"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// Card is one record of a product. What is not set is missing.
type Card struct {
	ID       crm.CardID     `json:"id" example:"card_1f"`
	Product  crm.ProductID  `json:"product"`
	Name     string         `json:"name"`
	Status   crm.StatusID   `json:"status"`
	StatusIs string         `json:"status_name"`
	Since    *time.Time     `json:"status_since" nullable:"false"`
	Owner    crm.UserID     `json:"owner,omitempty"`
	Contact  crm.ContactID  `json:"contact,omitempty" doc:"The main contact."`
	Fields   map[string]any `json:"fields" doc:"By slug: amounts as decimal texts, days as 2026-11-26, moments in RFC 3339, choices by name."`
	Tags     []string       `json:"tags" doc:"By name."`
	Created  *time.Time     `json:"created" nullable:"false"`
	Modified *time.Time     `json:"modified" nullable:"false"`
	Deleted  *time.Time     `json:"deleted,omitempty"`
	Revision int64          `json:"revision" doc:"Grows with every change; the ETag."`
}

type cardListIn struct {
	Paging
	Product string    `query:"product" required:"true" doc:"Its id or name."`
	Filter  string    `query:"filter" doc:"Only members of this filter."`
	Status  string    `query:"status" doc:"Its id or name."`
	Owner   string    `query:"owner" doc:"A colleague's id or email."`
	Contact string    `query:"contact" doc:"Only cards with this main contact."`
	Q       string    `query:"q" doc:"Words of the name, contact, company, email, phone, a text or a tag."`
	Since   time.Time `query:"updated_since" doc:"Changed at this moment or later; the list is then in the order of the changes, so that the last cursor and this question keep a copy current."`
	Deleted bool      `query:"deleted" doc:"The deleted cards instead."`
	Sort    string    `query:"sort" enum:"name,status,owner,since,created,modified,next,task" default:"name" doc:"since: in its status; next: its next step; task: its next task."`
	Desc    bool      `query:"desc" doc:"From the other end."`
}

func cardRoutes(t *table) {
	on(t, route{id: "card-list", method: http.MethodGet, path: "/cards", scope: crm.TokenReadCards, short: "List cards of a product"}, listCards)
	on(t, route{id: "card-get", method: http.MethodGet, path: "/cards/{id}", scope: crm.TokenReadCards, short: "Get a card with its client, tasks and steps"}, getCard)
	on(t, route{id: "card-create", method: http.MethodPost, path: "/cards", scope: crm.TokenWriteCards, short: "Make a card", made: true}, makeCard)
	on(t, route{id: "card-change", method: http.MethodPatch, path: "/cards/{id}", scope: crm.TokenWriteCards, short: "Change a card: what is missing stays, null clears"}, changeCard)
	on(t, route{id: "card-delete", method: http.MethodDelete, path: "/cards/{id}", scope: crm.TokenWriteCards, short: "Delete a card; it can be brought back for 30 days"}, deleteCard)
	on(t, route{id: "card-history", method: http.MethodGet, path: "/cards/{id}/history", scope: crm.TokenReadCards, short: "List what happened to a card, the newest first"}, cardHistory)
}

func listCards(c *call, in *cardListIn) (*Listed[Card], error) {
	product, err := productIn(c, in.Product)
	if err != nil {
		return nil, err
	}
	n, err := namesOf(c, product)
	if err != nil {
		return nil, err
	}
	ask := api.ListCardsIn{Product: product, Search: in.Q, Deleted: in.Deleted, After: in.Cursor, Limit: in.Limit, Columns: columns(n), Sort: in.Sort, Desc: in.Desc}
	if in.Status != "" {
		ask.Status = n.status("status", in.Status)
	}
	ask.Owner = n.owner("owner", in.Owner)
	if in.Filter != "" && ask.Filter.UnmarshalText([]byte(in.Filter)) != nil {
		n.bad.Add("filter", "error.not_found.filter")
	}
	if in.Contact != "" && ask.Contact.UnmarshalText([]byte(in.Contact)) != nil {
		n.bad.Add("contact", "error.not_found.contact")
	}
	if !in.Since.IsZero() {
		ask.Sort, ask.Desc = "modified", false
		if ask.After == "" {
			ask.After = api.ChangedSince(crm.At(in.Since))
		}
	}
	if err := n.bad.Err(); err != nil {
		return nil, err
	}
	return cardPage(c, n, ask)
}

func cardPage(c *call, n names, in api.ListCardsIn) (*Listed[Card], error) {
	page, err := ask(c, "ListCards", (*api.Session).ListCards, in)
	if err != nil {
		return nil, err
	}
	return listed(page.Rows, page.Next, func(r api.CardRow) Card {
		return n.card(crm.Card{
			ID: r.ID, Product: in.Product, Name: r.Name, Status: r.Status, StatusSince: r.Since, Owner: r.Owner, Contact: r.ContactID, Fields: r.Fields,
			Tags: r.Tags, Created: r.Created, Modified: r.Modified, Deleted: r.Deleted, Revision: r.Revision,
		})
	}), nil
}

// columns are all fields of a product, as lists are asked for them.
func columns(n names) []string {
	out := make([]string, len(n.Fields))
	for i, f := range n.Fields {
		out[i] = f.ID.String()
	}
	return out
}

func (n names) card(k crm.Card) Card {
	st, _ := n.Status(k.Status)
	out := Card{
		ID: k.ID, Product: k.Product, Name: k.Name, Status: k.Status, StatusIs: st.Name, Since: moment(k.StatusSince), Owner: k.Owner, Contact: k.Contact,
		Fields: n.outside(k.Fields), Tags: n.tagNames(k.Tags), Created: moment(k.Created), Modified: moment(k.Modified), Deleted: moment(k.Deleted),
		Revision: k.Revision,
	}
	return out
}

func (n names) tagNames(set crm.TagSet) []string {
	out := []string{}
	for _, id := range set.IDs() {
		for _, g := range n.Tags {
			if g.ID == id {
				out = append(out, g.Name)
			}
		}
	}
	return out
}

package rest

import (
	"net/http"
	"strings"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// Product is a module with its statuses and fields.
type Product struct {
	ID       crm.ProductID `json:"id" example:"prod_1"`
	Name     string        `json:"name"`
	SMS      bool          `json:"sms" doc:"Whether its SMS service is on."`
	Archived bool          `json:"archived"`
	Statuses []Status      `json:"statuses" doc:"In their order."`
	Fields   []Field       `json:"fields" doc:"In their order."`
}

// Status is where a card of a product can stand.
type Status struct {
	ID    crm.StatusID    `json:"id" example:"stat_1"`
	Name  string          `json:"name"`
	Group crm.StatusGroup `json:"group" enum:"open,won,lost"`
}

// Field is a custom field of a product.
type Field struct {
	ID       crm.FieldID   `json:"id" example:"fld_1"`
	Slug     string        `json:"slug" doc:"Its name in fields; it never changes."`
	Name     string        `json:"name"`
	Type     crm.FieldType `json:"type" enum:"text,longtext,number,money,date,datetime,yesno,choice,choices,link,phone,email,file"`
	Currency string        `json:"currency,omitempty" doc:"Of money."`
	Choices  []Choice      `json:"choices,omitempty"`
	Required crm.StatusID  `json:"required_from,omitempty" doc:"A card needs a value from this status on."`
	Help     string        `json:"help,omitempty"`
}

// Choice is one value of a choice field.
type Choice struct {
	ID   crm.ChoiceID `json:"id" example:"opt_1"`
	Name string       `json:"name"`
}

// User is a colleague.
type User struct {
	ID     crm.UserID `json:"id" example:"user_1"`
	Name   string     `json:"name"`
	Email  string     `json:"email"`
	Role   crm.Role   `json:"role" enum:"admin,member"`
	Active bool       `json:"active"`
}

// Tag is a word that hangs on cards and contacts.
type Tag struct {
	ID   crm.TagID `json:"id" example:"tag_1"`
	Name string    `json:"name"`
}

type nothing struct{}

type idPath struct {
	ID string `path:"id"`
}

func productRoutes(t *table) {
	on(t, route{id: "product-list", method: http.MethodGet, path: "/products", short: "List the products with their statuses and fields"}, listProducts)
	on(t, route{id: "product-get", method: http.MethodGet, path: "/products/{id}", short: "Get a product with its statuses and fields"}, getProduct)
	on(t, route{id: "user-list", method: http.MethodGet, path: "/users", short: "List the colleagues"}, listUsers)
	on(t, route{id: "tag-list", method: http.MethodGet, path: "/tags", short: "List the tags"}, listTags)
}

func listProducts(c *call, _ *nothing) (*Listed[Product], error) {
	ws, err := askPlain(c, "GetWorkspace", (*api.Session).GetWorkspace)
	if err != nil {
		return nil, err
	}
	return listed(ws.Products, "", productOf), nil
}

func getProduct(c *call, in *idPath) (*Whole[Product], error) {
	id, err := productIn(c, in.ID)
	if err != nil {
		return nil, err
	}
	cat, err := catalogueOf(c, id)
	if err != nil {
		return nil, err
	}
	return whole(productOf(api.ProductView{Product: cat.Product, Statuses: cat.Statuses, Fields: cat.Fields})), nil
}

func listUsers(c *call, _ *nothing) (*Listed[User], error) {
	ws, err := askPlain(c, "GetWorkspace", (*api.Session).GetWorkspace)
	if err != nil {
		return nil, err
	}
	return listed(ws.Users, "", func(u crm.User) User {
		return User{ID: u.ID, Name: u.Name, Email: u.Email, Role: u.Role, Active: u.Active}
	}), nil
}

func listTags(c *call, _ *nothing) (*Listed[Tag], error) {
	list, err := askPlain(c, "ListTags", (*api.Session).ListTags)
	if err != nil {
		return nil, err
	}
	return listed(list, "", func(g crm.Tag) Tag { return Tag{ID: g.ID, Name: g.Name} }), nil
}

func productOf(v api.ProductView) Product {
	p := Product{ID: v.Product.ID, Name: v.Product.Name, SMS: v.Product.SMSOn, Archived: v.Product.Archived != 0, Statuses: []Status{}, Fields: []Field{}}
	for _, s := range v.Statuses {
		p.Statuses = append(p.Statuses, Status{ID: s.ID, Name: s.Name, Group: s.Group})
	}
	for _, f := range v.Fields {
		field := Field{ID: f.ID, Slug: f.Slug, Name: f.Name, Type: f.Type, Currency: f.Currency, Required: f.RequiredFrom, Help: f.Help}
		for _, o := range f.Choices {
			field.Choices = append(field.Choices, Choice{ID: o.ID, Name: o.Name})
		}
		p.Fields = append(p.Fields, field)
	}
	return p
}

// productIn finds a product by its id or its name.
func productIn(c *call, text string) (id crm.ProductID, err error) {
	if idIn(text, "product", &id) == nil {
		return id, nil
	}
	ws, err := askPlain(c, "GetWorkspace", (*api.Session).GetWorkspace)
	if err != nil {
		return 0, err
	}
	for _, p := range ws.Products {
		if strings.EqualFold(p.Product.Name, text) {
			return p.Product.ID, nil
		}
	}
	return 0, crm.NotFound("product")
}

func catalogueOf(c *call, id crm.ProductID) (*crm.Catalogue, error) {
	return guarded(c, "CatalogueOf", func() (*crm.Catalogue, error) { return api.CatalogueOf(c.session, id) })
}

// namesOf is what there is to name in a product.
func namesOf(c *call, id crm.ProductID) (names, error) {
	cat, err := catalogueOf(c, id)
	return names{Catalogue: cat, bad: &crm.Problems{}}, err
}

package crm

import "slices"

// Product is a module (Customers, Invoicing, …) with its own statuses, custom
// fields, cards, filters, templates and sequences. An administrator changes it.
type Product struct {
	ID       ProductID `json:"id" db:"id" ts_type:"string"`
	Name     string    `json:"name" db:"name"`
	SMSOn    bool      `json:"smsOn" db:"sms_on"` // the product's SMS service; off until a gateway works
	Position int       `json:"position" db:"position"`
	Archived Instant   `json:"archived" db:"archived"` // since when it takes no new cards and stays out of menus; 0: it doesn't
}

// StatusGroup says what a status means for the business.
type StatusGroup string

// The groups.
const (
	GroupOpen StatusGroup = "open"
	GroupWon  StatusGroup = "won"
	GroupLost StatusGroup = "lost"
)

// Status is where a card of a product stands. It never belongs to two products.
type Status struct {
	ID       StatusID    `json:"id" db:"id" ts_type:"string"`
	Product  ProductID   `json:"product" db:"product" ts_type:"string"`
	Name     string      `json:"name" db:"name"`
	Group    StatusGroup `json:"group" db:"grp" ts_type:"'open'|'won'|'lost'"`
	Color    string      `json:"color" db:"color"` // a name of the theme's palette, "indigo"
	Position int         `json:"position" db:"position"`
}

// Catalogue is everything about one product that filters, templates, imports
// and forms need to know: what can be asked and merged.
type Catalogue struct {
	Product  Product
	Statuses []Status
	Fields   []Field
	Users    []User
	Tags     []Tag

	Templates []TemplateName // of messages, by name
	Sequences []SequenceName // by name; deleted ones are not there
	Links     []LinkName     // that clients click, by name
	Forms     []FormName     // by name
}

// TemplateName is the template of an email or an SMS as filters name it.
type TemplateName struct {
	ID   TemplateID   `db:"id"`
	Kind TemplateKind `db:"kind"`
	Name string       `db:"name"`
}

// SequenceName is a sequence as filters name it.
type SequenceName struct {
	ID   SequenceID `db:"id"`
	Name string     `db:"name"`
}

// Template finds the template of a message by id.
func (c *Catalogue) Template(id TemplateID) (TemplateName, bool) {
	i := slices.IndexFunc(c.Templates, func(t TemplateName) bool { return t.ID == id })
	if i < 0 {
		return TemplateName{}, false
	}
	return c.Templates[i], true
}

// Sequence finds a sequence by id.
func (c *Catalogue) Sequence(id SequenceID) (SequenceName, bool) {
	i := slices.IndexFunc(c.Sequences, func(s SequenceName) bool { return s.ID == id })
	if i < 0 {
		return SequenceName{}, false
	}
	return c.Sequences[i], true
}

// Form finds a form by id.
func (c *Catalogue) Form(id FormID) (FormName, bool) {
	i := slices.IndexFunc(c.Forms, func(f FormName) bool { return f.ID == id })
	if i < 0 {
		return FormName{}, false
	}
	return c.Forms[i], true
}

// Status finds a status by id.
func (c *Catalogue) Status(id StatusID) (Status, bool) {
	i := slices.IndexFunc(c.Statuses, func(s Status) bool { return s.ID == id })
	if i < 0 {
		return Status{}, false
	}
	return c.Statuses[i], true
}

// Field finds a field by id.
func (c *Catalogue) Field(id FieldID) (Field, bool) {
	i := slices.IndexFunc(c.Fields, func(f Field) bool { return f.ID == id })
	if i < 0 {
		return Field{}, false
	}
	return c.Fields[i], true
}

// User finds a user by id.
func (c *Catalogue) User(id UserID) (User, bool) {
	i := slices.IndexFunc(c.Users, func(u User) bool { return u.ID == id })
	if i < 0 {
		return User{}, false
	}
	return c.Users[i], true
}

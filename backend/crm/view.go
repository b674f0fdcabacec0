package crm

// ListView is a saved way to look at a product's cards: which, in what order,
// with which columns, as a list or as a board. A view without an owner is
// everybody's.
type ListView struct {
	ID       ViewID       `json:"id" db:"id" ts_type:"string"`
	Product  ProductID    `json:"product" db:"product" ts_type:"string"`
	Owner    UserID       `json:"owner" db:"owner" ts_type:"string"` // whose it is; none: everybody's
	Name     string       `json:"name" db:"name"`
	Kind     ViewKind     `json:"kind" db:"kind" ts_type:"'list'|'board'"`
	Columns  []ViewColumn `json:"columns" db:"-"`                      // of a list, in order
	Sort     string       `json:"sort" db:"sort"`                      // a column's key
	Desc     bool         `json:"desc" db:"sort_desc"`                 //
	Filter   FilterID     `json:"filter" db:"filter" ts_type:"string"` // none: all cards
	Status   StatusID     `json:"status" db:"status" ts_type:"string"` // only this one
	By       UserID       `json:"by" db:"card_owner" ts_type:"string"` // only cards of this owner
	Mine     bool         `json:"mine" db:"mine"`                      // only cards of whoever looks
	Tag      TagID        `json:"tag" db:"tag" ts_type:"string"`       // only cards with it
	Search   string       `json:"search" db:"search"`                  // the quick search
	Money    FieldID      `json:"money" db:"money" ts_type:"string"`   // of a board: the field that is added up
	Statuses []StatusID   `json:"statuses" db:"-" ts_type:"string[]"`  // of a board: its columns; empty: all statuses
	Position int          `json:"position" db:"position"`              // among the views, ascending
	Revision int64        `json:"revision" db:"revision"`              // grows with every save
}

// ViewKind is how a view shows its cards.
type ViewKind string

// The kinds.
const (
	ViewList  ViewKind = "list"
	ViewBoard ViewKind = "board"
)

// ViewColumn is one column of a list.
type ViewColumn struct {
	Key   string `json:"key"`   // as CardColumns lists them
	Width int    `json:"width"` // in CSS pixels; 0 for the column's own
}

// MaxViewColumns is how many columns a view may have, MinColumn and MaxColumn
// the least and greatest width of one in CSS pixels.
const (
	MaxViewColumns = 60
	MinColumn      = 40
	MaxColumn      = 1200
)

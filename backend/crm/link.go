package crm

// LinkKind is what a link that clients click does.
type LinkKind string

// The kinds of link.
const (
	LinkChange LinkKind = "change" // asks, and changes the card
	LinkOpen   LinkKind = "open"   // leads on to an address
)

// Link is a link of a product that its messages name as {{link.<slug>}}. Every
// recipient has an address of their own.
type Link struct {
	ID       LinkID      `json:"id" db:"id" ts_type:"string"`
	Product  ProductID   `json:"product" db:"product" ts_type:"string"`
	Name     string      `json:"name" db:"name"`
	Slug     string      `json:"slug" db:"slug"`
	Label    string      `json:"label" db:"label"` // of its button on the page; an emoji alone is the answer that was chosen
	Kind     LinkKind    `json:"kind" db:"kind" ts_type:"'change'|'open'"`
	Change   *CardChange `json:"change"`                 // of LinkChange
	Question string      `json:"question" db:"question"` // of LinkChange: above the button
	Thanks   string      `json:"thanks" db:"thanks"`     // of LinkChange: afterwards
	Target   string      `json:"target" db:"target"`     // of LinkOpen: where it leads, with merge fields
	Days     int         `json:"days" db:"days"`         // how long it works, from when the message was made
	Revision int64       `json:"revision" db:"revision"`
	Modified Instant     `json:"modified" db:"modified"`
}

// How long links work, in days.
const (
	DefaultLinkDays = 60
	MaxLinkDays     = 365
)

// MaxLinkWords bounds the question and the thanks, in characters.
const MaxLinkWords = 500

// LinkName is a link as filters and merge fields name it.
type LinkName struct {
	ID     LinkID   `db:"id"`
	Slug   string   `db:"slug"`
	Name   string   `db:"name"`
	Kind   LinkKind `db:"kind"`
	Target string   `db:"target"`
}

// Link finds a link by id.
func (c *Catalogue) Link(id LinkID) (LinkName, bool) {
	for _, l := range c.Links {
		if l.ID == id {
			return l, true
		}
	}
	return LinkName{}, false
}

// LinkOf finds a link by its slug.
func (c *Catalogue) LinkOf(slug string) (LinkName, bool) {
	if c == nil {
		return LinkName{}, false
	}
	for _, l := range c.Links {
		if l.Slug == slug {
			return l, true
		}
	}
	return LinkName{}, false
}

// HitKind is what came of a message to a client.
type HitKind string

// The kinds of hit.
const (
	HitOpen  HitKind = "open"  // the picture of an email was fetched
	HitVisit HitKind = "visit" // the page of a link was fetched, by whomever
	HitClick HitKind = "click" // a browser went on from there
)

// Hit is one of them. No address and no browser is kept.
type Hit struct {
	Message MessageID `db:"message"`
	Card    CardID    `db:"card"`
	Kind    HitKind   `db:"kind"`
	Link    LinkID    `db:"link"` // of ours; 0 for others
	N       int       `db:"n"`    // the n-th counted address of the email; 0 for others
	Machine bool      `db:"machine"`
	At      Instant   `db:"at"`
}

// HitCounts are how many messages were opened and clicked.
type HitCounts struct {
	Sent     int `json:"sent" db:"sent"`         // messages that could have been
	Opened   int `json:"opened" db:"opened"`     // by somebody, as far as can be known
	Clicked  int `json:"clicked" db:"clicked"`   // by somebody
	Machines int `json:"machines" db:"machines"` // looked at by programs only
}

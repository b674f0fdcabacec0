package crm

import "slices"

// ContactKind tells a company from a person.
type ContactKind string

// The kinds.
const (
	ContactPerson  ContactKind = "person"
	ContactCompany ContactKind = "company"
)

// Contact is a client: a person, or a company that persons belong to.
type Contact struct {
	ID        ContactID   `json:"id" db:"id" ts_type:"string"`
	Kind      ContactKind `json:"kind" db:"kind" ts_type:"'person'|'company'"`
	Company   ContactID   `json:"company" db:"company" ts_type:"string"` // of a person; none for a company
	FirstName string      `json:"firstName" db:"first_name"`
	LastName  string      `json:"lastName" db:"last_name"`
	Name      string      `json:"name" db:"name"` // the whole name, also a company's
	Addresses []Address   `json:"addresses"`
	Tags      TagSet      `json:"tags" db:"tags" ts_type:"string[]"`
	Note      string      `json:"note" db:"note"`
	Website   string      `json:"website" db:"website"`
	Postal    string      `json:"postal" db:"postal"` // the postal address, as lines
	Created   Instant     `json:"created" db:"created"`
	Modified  Instant     `json:"modified" db:"modified"`
	Revision  int64       `json:"revision" db:"revision"` // grows with every change; a save names the one it saw
}

// The longest website, postal address and note of a contact, and the most
// emails and phones it has together, the first three in characters.
const (
	MaxWebsite   = 300
	MaxPostal    = 500
	MaxNote      = 20000
	MaxAddresses = 50
)

// Consent says whether automatic messages may go to an address (RULES 5.6).
type Consent string

// The consent states.
const (
	ConsentActive       Consent = "active"
	ConsentUnconfirmed  Consent = "unconfirmed"  // waits for a double opt-in
	ConsentUnsubscribed Consent = "unsubscribed" // said no; only the person lifts it
	ConsentBounced      Consent = "bounced"      // the address does not exist
)

// Stricter is the one of two states that lets less through; where two contacts
// become one, it wins.
func (c Consent) Stricter(other Consent) Consent {
	order := []Consent{ConsentActive, ConsentUnconfirmed, ConsentBounced, ConsentUnsubscribed}
	if slices.Index(order, other) > slices.Index(order, c) {
		return other
	}
	return c
}

// ConsentStates are all states in the order of the screens.
var ConsentStates = []Consent{ConsentActive, ConsentUnconfirmed, ConsentUnsubscribed, ConsentBounced}

// ConsentChange is one line of an address's history; it is only ever added.
type ConsentChange struct {
	Contact ContactID `json:"contact" db:"contact" ts_type:"string"` // whose address it was
	Channel Channel   `json:"channel" db:"channel" ts_type:"'email'|'sms'"`
	Value   string    `json:"value" db:"value"`
	From    Consent   `json:"from" db:"was" ts_type:"''|'active'|'unconfirmed'|'unsubscribed'|'bounced'"` // "" where the address was new
	To      Consent   `json:"to" db:"became" ts_type:"'active'|'unconfirmed'|'unsubscribed'|'bounced'"`
	At      Instant   `json:"at" db:"at"`
	User    UserID    `json:"user" db:"usr" ts_type:"string"` // who; none where it was no colleague
	How     string    `json:"how" db:"how"`                   // user, import, form, server, merge, sample
	Note    string    `json:"note" db:"note"`                 // what the person said, in the colleague's words
}

// Label is what an address is for.
type Label string

// The labels; "" says nothing.
const (
	LabelNone   Label = ""
	LabelWork   Label = "work"
	LabelHome   Label = "home"
	LabelMobile Label = "mobile"
	LabelOther  Label = "other"
)

// Labels are all labels in the order of the screens.
var Labels = []Label{LabelNone, LabelWork, LabelHome, LabelMobile, LabelOther}

// Address is one email address or phone number of a contact.
type Address struct {
	ID      AddressID `json:"id" db:"id" ts_type:"string"`
	Contact ContactID `json:"contact" db:"contact" ts_type:"string"`
	Channel Channel   `json:"channel" db:"channel" ts_type:"'email'|'sms'"` // sms: a phone
	Typed   string    `json:"typed" db:"typed"`                             // as a person wrote it
	Value   string    `json:"value" db:"value"`                             // E.164, or the ASCII address
	Kind    string    `json:"kind" db:"kind"`                               // of a phone: mobile, fixed, premium, …
	Label   Label     `json:"label" db:"label" ts_type:"''|'work'|'home'|'mobile'|'other'"`
	SMS     bool      `json:"sms" db:"sms"` // a phone that can get an SMS
	Default bool      `json:"default" db:"is_default"`
	Consent Consent   `json:"consent" db:"consent" ts_type:"'active'|'unconfirmed'|'unsubscribed'|'bounced'"`
	Source  string    `json:"source" db:"source"` // where the consent came from: user, import, form
	Since   Instant   `json:"since" db:"since"`   // of the consent state
}

// DefaultAddress is the contact's default address for a channel.
func (c *Contact) DefaultAddress(ch Channel) (Address, bool) {
	var first *Address
	for i := range c.Addresses {
		a := &c.Addresses[i]
		if a.Channel != ch {
			continue
		}
		if a.Default {
			return *a, true
		}
		if first == nil {
			first = a
		}
	}
	if first == nil {
		return Address{}, false
	}
	return *first, true
}

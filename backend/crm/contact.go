package crm

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
	Created   Instant     `json:"created" db:"created"`
}

// Consent says whether automatic messages may go to an address (RULES 5.6).
type Consent string

// The consent states.
const (
	ConsentActive       Consent = "active"
	ConsentUnconfirmed  Consent = "unconfirmed"  // waits for a double opt-in
	ConsentUnsubscribed Consent = "unsubscribed" // said no; only the person lifts it
	ConsentBounced      Consent = "bounced"      // the address does not exist
)

// Address is one email address or phone number of a contact.
type Address struct {
	ID      AddressID `json:"id" db:"id" ts_type:"string"`
	Contact ContactID `json:"contact" db:"contact" ts_type:"string"`
	Channel Channel   `json:"channel" db:"channel" ts_type:"'email'|'sms'"` // sms: a phone
	Typed   string    `json:"typed" db:"typed"`                             // as a person wrote it
	Value   string    `json:"value" db:"value"`                             // E.164, or the ASCII address
	Kind    string    `json:"kind" db:"kind"`                               // of a phone: mobile, fixed, premium, …
	SMS     bool      `json:"sms" db:"sms"`                                 // a phone that can get an SMS
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

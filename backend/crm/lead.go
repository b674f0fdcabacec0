package crm

// Lead is somebody who comes from outside and is to become a card, or to change
// one: by a form, a mail, another program. Its values are checked and normalised
// already.
type Lead struct {
	Product    ProductID
	Status     StatusID // of a new card; none: the product's first
	Owner      UserID   // of a new card; none: nobody, or whose turn it is
	Turn       []UserID // a new card goes to one of them in turn; deactivated ones are passed over
	TurnKey    string   // what they take turns at, "form_1"
	Duplicates Duplicates

	Name      string // the card's; "": the person's, the company's, or else an address
	Person    LeadPerson
	Addresses []Address // typed, value, kind and sms; the rest is set when they are kept
	Fields    Values    // of the card; what is empty or missing never erases
	Tags      TagSet    // are added
	Note      string    // is added to the card; "" for none

	Consent Consent // of addresses that are new: active, or unconfirmed
	Agreed  string  // the wording that they agreed to, or how else it is known; kept in the history of the consent
	Origin  Origin  // of a new card: form, mail, webhook
	Say     Phrase  // the line in the card's history: "sent in by the form Contact"
}

// LeadPerson is what a lead says of who they are.
type LeadPerson struct {
	First, Last string
	Name        string // where it isn't split
	Company     string
	Website     string
	Postal      string
}

// Duplicates says what happens to a lead whose email or phone is one of a
// card's of that product already.
type Duplicates string

// The ways.
const (
	DuplicatesNew    Duplicates = "new"    // always a new card; the client is the one that is there
	DuplicatesUpdate Duplicates = "update" // changes the card, of several the one in the highest status, then the newest; addresses are added
	DuplicatesRefuse Duplicates = "refuse" // is refused
)

// Taken is what became of a lead.
type Taken struct {
	Card    CardID
	Contact ContactID
	Made    bool // the card is new
}

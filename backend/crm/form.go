package crm

// Form is a page of questions for visitors of the business's website: what they
// send in becomes a card. An administrator changes it.
type Form struct {
	ID         FormID      `json:"id" ts_type:"string"`
	Product    ProductID   `json:"product" ts_type:"string"`
	Name       string      `json:"name"`                                         // for colleagues
	Slug       string      `json:"slug"`                                         // of its address, /f/contact; "": made of the name
	Language   string      `json:"language"`                                     // of its page; "": the visitor's
	Title      string      `json:"title"`                                        // above the fields; "" for the name
	Intro      string      `json:"intro"`                                        // below the title, as lines
	Button     string      `json:"button"`                                       // "" for "Send"
	Fields     []FormField `json:"fields"`                                       // in their order
	Status     StatusID    `json:"status" ts_type:"string"`                      // of the cards it makes; none: the product's first
	Owning     Owning      `json:"owning" ts_type:"'none'|'fixed'|'turn'"`       //
	Owners     []UserID    `json:"owners" ts_type:"string[]"`                    // one where fixed; several who take turns
	Duplicates Duplicates  `json:"duplicates" ts_type:"'new'|'update'|'refuse'"` //
	Consent    FormConsent `json:"consent"`
	Thanks     FormThanks  `json:"thanks"`
	Guard      FormGuard   `json:"guard"`
	Active     bool        `json:"active"`
	Revision   int64       `json:"revision"` // grows with every save; a save names the one it saw
	Created    Instant     `json:"created"`
	Modified   Instant     `json:"modified"`
	ModifiedBy UserID      `json:"modifiedBy" ts_type:"string"`
}

// FormField is one question of a form, or a value that goes along unseen.
type FormField struct {
	Source   string `json:"source"`   // what it fills: contact.email, card.note, card.budget; each once
	Label    string `json:"label"`    // "": what it fills says it, in the page's language
	Help     string `json:"help"`     // below it
	Required bool   `json:"required"` // not of a hidden one
	Hidden   bool   `json:"hidden"`   // nobody sees it; it always has Value
	Value    string `json:"value"`    // of a hidden one; typed as a visitor would
}

// FormConsent is how a form asks whether the business may write.
type FormConsent struct {
	Ask     bool   `json:"ask"`     // there is a box to tick; without one, sending the form agrees
	Wording string `json:"wording"` // beside the box, or above the button; "" for words of our own where there is a box
	Confirm bool   `json:"confirm"` // double opt-in: a mail asks whether the address is theirs
}

// FormThanks is what a visitor sees in the end: a text, or another page.
type FormThanks struct {
	Text    string `json:"text"`    // "" for words of our own
	Address string `json:"address"` // https://…; "" for the text
}

// FormGuard is what keeps machines out.
type FormGuard struct {
	Work       bool `json:"work"`       // a browser has to count for a second; who has not is looked at first
	PerAddress int  `json:"perAddress"` // taken from one network address in an hour; 0 for DefaultPerAddress
	PerHour    int  `json:"perHour"`    // cards made or changed in an hour; 0 for DefaultPerHour
	Links      int  `json:"links"`      // web addresses in what was typed; more are looked at first; negative: any number
}

// Owning says whose the cards of a form are.
type Owning string

// The ways.
const (
	OwningNone  Owning = "none"
	OwningFixed Owning = "fixed"
	OwningTurn  Owning = "turn" // one after the other
)

// The limits of a form where nothing else is said, and their bounds. A page
// that isn't ours, and so can't show how long somebody took, gets a third.
const (
	DefaultPerAddress = 10
	DefaultPerHour    = 60
	MaxPerAddress     = 1000
	MaxPerHour        = 10_000
	DefaultLinks      = 2
	PlainShare        = 3
)

// The most fields of a form, and the longest texts of its page and of one
// answer, in characters.
const (
	MaxFormFields = 60
	MaxFormText   = 5000
	MaxFormLabel  = 300
	MaxFormSlug   = 60
	MaxFormAnswer = 5000
)

// SubmissionState is what became of what somebody sent in.
type SubmissionState string

// The states.
const (
	SubmissionAccepted    SubmissionState = "accepted"    // made or changed a card
	SubmissionWaiting     SubmissionState = "waiting"     // the same; the client has not confirmed the address yet
	SubmissionQuarantined SubmissionState = "quarantined" // somebody looks at it first: no card, no automation, no mail
	SubmissionRefused     SubmissionState = "refused"     // of somebody who is there already, where the form takes nobody twice
	SubmissionDiscarded   SubmissionState = "discarded"   // a colleague looked; what was typed is gone
)

// SubmissionReason says why something that was sent in is kept apart.
type SubmissionReason string

// The reasons.
const (
	SubmittedWell       SubmissionReason = ""
	SubmittedTrap       SubmissionReason = "trap"       // filled in what people don't see
	SubmittedFast       SubmissionReason = "fast"       // in less than two seconds
	SubmittedLinks      SubmissionReason = "links"      // too many web addresses
	SubmittedLong       SubmissionReason = "long"       // longer than people write
	SubmittedNoWork     SubmissionReason = "no_work"    // the browser didn't count
	SubmittedFlood      SubmissionReason = "flood"      // more than the form takes in an hour
	SubmittedForged     SubmissionReason = "forged"     // the page's token isn't ours
	SubmittedThere      SubmissionReason = "there"      // the client is there already
	SubmittedSuppressed SubmissionReason = "suppressed" // the address is on the suppression list: no mail asks to confirm it
)

// Submission is what somebody sent in by a form.
type Submission struct {
	ID        SubmissionID      `json:"id" ts_type:"string"`
	Form      FormID            `json:"form" ts_type:"string"`
	At        Instant           `json:"at"`
	State     SubmissionState   `json:"state" ts_type:"'accepted'|'waiting'|'quarantined'|'refused'|'discarded'"`
	Reason    SubmissionReason  `json:"reason" ts_type:"''|'trap'|'fast'|'links'|'long'|'no_work'|'flood'|'forged'|'there'|'suppressed'"`
	Content   map[string]string `json:"content"`  // what was typed, by the sources of the form's fields
	Agreed    bool              `json:"agreed"`   // ticked the box
	Wording   string            `json:"wording"`  // of the consent, as it stood on the page
	Language  string            `json:"language"` // of the page
	Page      string            `json:"page"`     // where the form stood; "" for the page of our own
	Plain     bool              `json:"plain"`    // by a page that isn't ours
	Email     string            `json:"email"`    // as it is written to; "" for none
	Card      CardID            `json:"card" ts_type:"string"`
	Contact   ContactID         `json:"contact" ts_type:"string"`
	Made      bool              `json:"made"`    // the card was new
	Decided   Instant           `json:"decided"` // when a colleague looked at it
	DecidedBy UserID            `json:"decidedBy" ts_type:"string"`
	Confirmed Instant           `json:"confirmed"` // when the client confirmed the address

	Token  string `json:"-"` // marks that nobody can read: of the page's one-time token,
	Hash   string `json:"-"` // of what was typed,
	Sender string `json:"-"` // and of the network address
}

// FormCounts are numbers of a form.
type FormCounts struct {
	Seen        int `json:"seen"`        // times that its page was opened; machines that say so don't count
	Sent        int `json:"sent"`        // times that it was sent in, replays not counted
	Quarantined int `json:"quarantined"` // of Sent: kept apart at first
	Cards       int `json:"cards"`       // that it made
	Won         int `json:"won"`         // of those that are there: in a won status now
}

// FormName is a form as filters name it.
type FormName struct {
	ID   FormID `db:"id"`
	Name string `db:"name"`
}

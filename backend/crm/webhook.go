package crm

import "slices"

// Webhook is the address of another program that is told what happens here. An
// administrator sets it up; whoever delivers stops it where nobody answers any
// more. It is told at least once of each thing, with the same name each time.
type Webhook struct {
	ID        WebhookID      `json:"id" db:"id" ts_type:"string"`
	Name      string         `json:"name" db:"name"`
	URL       string         `json:"url" db:"url"`
	Secret    string         `json:"-" db:"-"`                              // "whsec_…", opened from its seal: signs what it is told
	Product   ProductID      `json:"product" db:"product" ts_type:"string"` // "": all
	Events    []WebhookEvent `json:"events" db:"-" ts_type:"string[]"`      // none: only what steps send
	Values    bool           `json:"values" db:"vals"`                      // what it is told has names and values, not only ids and the status
	Active    bool           `json:"active" db:"active"`
	Stopped   string         `json:"stopped" db:"stopped" ts_type:"''|'gone'|'failing'"` // why it was switched off by itself
	Created   Instant        `json:"created" db:"created"`
	Failures  int            `json:"failures" db:"failures"` // in a row
	Since     Instant        `json:"since" db:"since"`       // nothing but failures since
	Again     Instant        `json:"again" db:"again"`       // nothing is sent before
	Reached   Instant        `json:"reached" db:"reached"`   // the last time that it took something
	SecretBox []byte         `json:"-" db:"secret"`          // as the database has it
}

// Why a webhook was switched off by itself.
const (
	WebhookGone    = "gone"    // it said that it is no more (410)
	WebhookFailing = "failing" // nothing but failures for WebhookGiveUp
)

// Limits of webhooks.
const (
	MaxWebhooks     = 20
	MaxWebhookHosts = 50
	MaxCallText     = 2000                 // characters of a step's text
	WebhookGiveUp   = 3 * 24 * 3600 * 1000 // ms: what isn't taken by then has failed, and a webhook that takes nothing stops
	WebhookKept     = 30 * 24 * 3600 * 1000
)

// WebhookEvent is a kind of thing that webhooks are told.
type WebhookEvent string

// The events.
const (
	EventCardCreated  WebhookEvent = "card.created"
	EventCardChanged  WebhookEvent = "card.changed"
	EventCardDeleted  WebhookEvent = "card.deleted"
	EventCardRestored WebhookEvent = "card.restored"
	EventEntered      WebhookEvent = "sequence.entered"
	EventStep         WebhookEvent = "sequence.step"  // a step is done, skipped or failed
	EventEnded        WebhookEvent = "sequence.ended" // completed, left, stopped
	EventSent         WebhookEvent = "message.sent"
	EventDelivered    WebhookEvent = "message.delivered"
	EventFailed       WebhookEvent = "message.failed" // or expired
	EventHeld         WebhookEvent = "message.held"
	EventUncertain    WebhookEvent = "message.uncertain"
	EventTaskDone     WebhookEvent = "task.done"

	EventCall WebhookEvent = "sequence.call" // what a webhook step sends; nobody chooses it
	EventTest WebhookEvent = "test"          // what a person sends to try an address
)

// WebhookEvents are those that a webhook may choose, in the order of the screen.
var WebhookEvents = []WebhookEvent{
	EventCardCreated, EventCardChanged, EventCardDeleted, EventCardRestored, EventEntered, EventStep, EventEnded,
	EventSent, EventDelivered, EventFailed, EventHeld, EventUncertain, EventTaskDone,
}

// Wants says whether the webhook is to be told of an event in a product.
func (w *Webhook) Wants(event WebhookEvent, product ProductID) bool {
	return w.Active && (w.Product == 0 || w.Product == product) && slices.Contains(w.Events, event)
}

// StepCall is what a webhook step sends, and where.
type StepCall struct {
	Webhook WebhookID `json:"webhook" ts_type:"string"`
	Values  bool      `json:"values"` // the card's values go with it, not only its id and status
	Text    string    `json:"text"`   // with merge fields; "" for none
}

// WebhookCall is one thing that one webhook is told, and how that went.
type WebhookCall struct {
	ID      WebhookCallID `json:"id" db:"id" ts_type:"string"`
	Webhook WebhookID     `json:"webhook" db:"webhook" ts_type:"string"`
	Key     string        `json:"key" db:"key"` // the same in every try
	Kind    WebhookEvent  `json:"kind" db:"kind" ts_type:"string"`
	Card    CardID        `json:"card" db:"card" ts_type:"string"`
	Body    string        `json:"body" db:"body"`
	State   CallState     `json:"state" db:"state" ts_type:"'waiting'|'done'|'failed'|'held'"`
	Reason  Reason        `json:"reason" db:"reason" ts_type:"string"`
	Created Instant       `json:"created" db:"created"`
	Due     Instant       `json:"due" db:"due"`
	Tries   int           `json:"tries" db:"tries"`
	Tried   Instant       `json:"tried" db:"tried"`
	Ended   Instant       `json:"ended" db:"ended"`
	Code    int           `json:"code" db:"code"`   // HTTP's, of the last try; 0 where there was no answer
	Words   string        `json:"words" db:"words"` // the beginning of the last answer, or why there was none
}

// CallState is how far a call is.
type CallState string

// The states of a call.
const (
	CallWaiting CallState = "waiting" // by whoever delivers: it goes when it is due
	CallDone    CallState = "done"
	CallFailed  CallState = "failed" // given up; a person may send it again
	CallHeld    CallState = "held"   // a person must send it: test mode, or from before a restore
)

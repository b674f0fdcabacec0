package crm

import "slices"

// MessageState is where a message stands (RULES 5.4).
type MessageState string

// The states of a message.
const (
	MessageQueued     MessageState = "queued"     // waits until Due; with a claim, a worker has it. The outbox moves it
	MessageSending    MessageState = "sending"    // written just before the byte that completes it; the outbox, or Rescue after a crash
	MessageSent       MessageState = "sent"       // the server took it; delivery reports move it
	MessageDelivered  MessageState = "delivered"  // the operator says it arrived
	MessageFailed     MessageState = "failed"     // refused for good
	MessageExpired    MessageState = "expired"    // the operator gave up in the validity period
	MessageUncertain  MessageState = "uncertain"  // handed over, no answer: a person, a look-up, or 24 h
	MessageHeld       MessageState = "held"       // waits for a person
	MessageSuppressed MessageState = "suppressed" // the recipient may not get it
	MessageCancelled  MessageState = "cancelled"  // no longer wanted: left the filter, discarded
)

// MessageStates are all states in the order of the outbox screen.
var MessageStates = []MessageState{MessageUncertain, MessageHeld, MessageQueued, MessageSending, MessageSent, MessageDelivered, MessageFailed, MessageExpired, MessageSuppressed, MessageCancelled}

// MessageMoves is the table of allowed moves.
var MessageMoves = map[MessageState][]MessageState{
	MessageQueued:    {MessageQueued, MessageSending, MessageHeld, MessageFailed, MessageSuppressed, MessageCancelled, MessageUncertain},
	MessageSending:   {MessageSent, MessageFailed, MessageQueued, MessageHeld, MessageUncertain},
	MessageSent:      {MessageDelivered, MessageFailed, MessageExpired},
	MessageUncertain: {MessageSent, MessageDelivered, MessageFailed, MessageCancelled, MessageQueued},
	MessageHeld:      {MessageQueued, MessageCancelled},
}

// CanMove says whether a message may go from one state to another.
func CanMove(from, to MessageState) bool { return slices.Contains(MessageMoves[from], to) }

// Message is one email or SMS to one recipient. Recipient, template version
// and values never change once it is written, nor does its key.
type Message struct {
	ID        MessageID         `json:"id" db:"id" ts_type:"string"`
	Key       string            `json:"key" db:"key"` // 26 characters: the Message-ID's local part, the gateway's idempotency key
	Channel   Channel           `json:"channel" db:"channel" ts_type:"'email'|'sms'"`
	State     MessageState      `json:"state" db:"state" ts_type:"'queued'|'sending'|'sent'|'delivered'|'failed'|'expired'|'uncertain'|'held'|'suppressed'|'cancelled'"`
	Reason    Reason            `json:"reason" db:"reason" ts_type:"string"`
	Card      CardID            `json:"card" db:"card" ts_type:"string"`
	Contact   ContactID         `json:"contact" db:"contact" ts_type:"string"` // the recipient, if a client
	User      UserID            `json:"user" db:"user" ts_type:"string"`       // the recipient, if a colleague
	Sequence  SequenceID        `json:"sequence" db:"sequence" ts_type:"string"`
	Enrolment EnrolmentID       `json:"enrolment" db:"enrolment" ts_type:"string"`
	Step      StepID            `json:"step" db:"step" ts_type:"string"`
	Resend    int               `json:"resend" db:"resend"` // 0, then 1 for each "send again"
	To        string            `json:"to" db:"recipient"`  // normalised address or E.164
	ToName    string            `json:"toName" db:"to_name"`
	Sender    UserID            `json:"-" db:"sender"`           // whose own account it goes through, where they have one; 0 for the workspace
	FromName  string            `json:"fromName" db:"from_name"` // "" : the account's own
	FromEmail string            `json:"fromEmail" db:"from_email"`
	ReplyTo   string            `json:"replyTo" db:"reply_to"`
	Version   TemplateVersionID `json:"version" db:"version" ts_type:"string"`
	Content   Content           `json:"-"` // of the version
	Values    MergeValues       `json:"-"`
	Attached  AttachedList      `json:"attached" db:"attached"` // what goes with an email, frozen
	Purpose   Purpose           `json:"purpose" db:"purpose" ts_type:"'marketing'|'service'"`
	Parts     int               `json:"parts" db:"parts"`     // of an SMS, measured at queueing
	Created   Instant           `json:"created" db:"created"` // also the Date header
	Planned   Instant           `json:"planned" db:"planned"` // lateness and retries count from it
	Due       Instant           `json:"due" db:"due"`         // the next attempt; set while queued
	Attempts  int               `json:"attempts" db:"attempts"`
	HandedAt  Instant           `json:"handedAt" db:"handed_at"` // when "sending" was written first, of the attempts that may have arrived; a queued message with it is in doubt
	Account   AccountID         `json:"-" db:"account"`          // that it was handed to last; 0 where that account leads elsewhere now
	SettledAt Instant           `json:"settledAt" db:"settled_at"`
	Reply     string            `json:"reply" db:"reply"`   // the server's last words
	Remote    string            `json:"remote" db:"remote"` // the gateway's own id
	Worker    WorkerID          `json:"-" db:"worker"`      // that claimed it
	Fence     int64             `json:"-" db:"fence"`       // grows with every claim
}

// InDoubt says whether an earlier attempt at a waiting message may have arrived,
// and only its key keeps the next one from doubling it.
func (m *Message) InDoubt() bool { return m.State == MessageQueued && m.HandedAt != 0 }

// Withdraw is what becomes of a waiting message that nobody wants any more: it
// is cancelled; one in doubt is uncertain again, and nothing waits for it.
func (m *Message) Withdraw(why Reason, now Instant) {
	m.SettledAt = now
	if m.InDoubt() {
		m.State, m.Reason = MessageUncertain, ReasonNoReply
		return
	}
	m.State, m.Reason = MessageCancelled, why
}

// Settled says whether nothing more will happen to the message by itself and
// its sequence may go on.
func (s MessageState) Settled() bool {
	switch s {
	case MessageQueued, MessageSending, MessageHeld, MessageUncertain:
		return false
	}
	return true
}

// WentOut says whether filters count the message as sent: a server took it, or
// may have.
func (s MessageState) WentOut() bool {
	return s == MessageSent || s == MessageDelivered || s == MessageUncertain
}

// OutcomeKind is what handing over came to (RELIABILITY 2.4).
type OutcomeKind string

// The kinds of outcome.
const (
	Accepted  OutcomeKind = "accepted"  // the server took it: a complete 250 or 2xx was read
	Temporary OutcomeKind = "temporary" // not taken; later may work
	Refused   OutcomeKind = "refused"   // not taken, for good
	Stopped   OutcomeKind = "account"   // the account itself is in trouble: password, credit, certificate
	Unclear   OutcomeKind = "unclear"   // handed over, and no complete answer
	Aborted   OutcomeKind = "aborted"   // not handed over because commit failed
)

// Outcome is what a channel says of one hand-over.
type Outcome struct {
	Kind         OutcomeKind
	Code         int      // the server's number, 0 without one
	Words        string   // the server's words, at most 500 characters
	Remote       string   // the gateway's id
	Parts        []string // its ids of the parts that it took, also where it isn't known of the others
	RetryAfter   int      // seconds that the server asked for; the whole account waits
	BadAddress   bool     // Refused: the recipient does not exist
	Unsubscribed bool     // Refused: the recipient told the gateway to stop
}

// Rendered is a message's text with every merge field filled in: a pure
// function of its frozen template version and values.
type Rendered struct {
	Subject string `json:"subject"`
	HTML    string `json:"html"` // of an email
	Text    string `json:"text"` // the plain part of an email, or the SMS

	Files []RenderedFile `json:"files"` // the pictures in an email's HTML and its attachments
}

// RenderedFile is a file of an email. What is in it isn't part of a preview.
type RenderedFile struct {
	Name string `json:"name"`
	Mime string `json:"mime"`
	CID  string `json:"cid"` // of a picture in the HTML, which names it "cid:…"; "" for an attachment
	Data []byte `json:"-"`
}

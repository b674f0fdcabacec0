package crm

// Mailbox is where answers come: bounces, replies, unsubscribe mails. It is read
// by IMAP and never changed. An administrator sets it up.
type Mailbox struct {
	ID        MailboxID       `json:"id" db:"id" ts_type:"string"`
	Account   AccountID       `json:"account" db:"account" ts_type:"string"` // whose answers come here; none: everybody's
	Settings  MailboxSettings `json:"settings"`
	Secret    string          `json:"-"` // the password, opened from its seal; never shown
	Via       *Account        `json:"-"` // whose sign-in at its provider takes the place of a password; nil: none
	HasSecret bool            `json:"hasSecret"`
	Mark      MailMark        `json:"-"`
	Began     Instant         `json:"began" db:"began"`     // when it was read for the first time
	Looked    Instant         `json:"looked" db:"looked"`   // the last time that all went well
	Trouble   string          `json:"trouble" db:"trouble"` // key of what went wrong the last time; "" where nothing did
	Words     string          `json:"words" db:"words"`     // the server's
	Since     Instant         `json:"since" db:"since"`     // it goes wrong since
}

// LoginOf gives the mailbox the user and the password of an account, or its
// sign-in at its provider.
func (m *Mailbox) LoginOf(a Account) {
	m.Settings.User, m.Secret, m.HasSecret, m.Via = a.SMTP.User, a.Secret, a.HasSecret, nil
	if a.SMTP.Auth == "oauth2" {
		m.Via = &a
	}
}

// MailboxSettings say how to reach a mailbox.
type MailboxSettings struct {
	Host   string  `json:"host"`
	Port   int     `json:"port"`
	TLS    TLSMode `json:"tls" ts_type:"'starttls'|'tls'|'none'"`
	Same   bool    `json:"same"` // user and password are those of the account
	User   string  `json:"user"`
	Folder string  `json:"folder"` // "INBOX"
	Days   int     `json:"days"`   // how many days back the first look goes; 0: only what comes from now on
	CAFile string  `json:"caFile"` // a PEM file of further certificate authorities; "" for the system's
}

// MailMark is how far a mailbox was read: of the server's numbering Validity,
// everything up to UID.
type MailMark struct {
	Validity uint32 `db:"validity"`
	UID      uint32 `db:"uid"`
}

// MailKind is what a mail in a mailbox is.
type MailKind string

// The kinds of mail.
const (
	MailOther       MailKind = "other"       // nothing to us
	MailReply       MailKind = "reply"       // a person wrote
	MailAuto        MailKind = "auto"        // a machine answered: out of office
	MailBounce      MailKind = "bounce"      // a message did not reach its recipient, or not yet
	MailArrived     MailKind = "arrived"     // a report says that a message arrived
	MailComplaint   MailKind = "complaint"   // a provider reports that its user called a message spam
	MailUnsubscribe MailKind = "unsubscribe" // the recipient wants no more
)

// Mail is a mail in a mailbox as far as it concerns us. Nothing in it is proof of
// anything but the keys: whoever names one got that message.
type Mail struct {
	UID     uint32
	Hash    string // of what identifies it: the same in two folders, and after a renumbering
	Kind    MailKind
	Keys    []string // what may be keys of our messages, the surest first
	From    string   // normalised address of who wrote; "" without a readable one
	Subject string
	Text    string // its own first lines
	Bounce  *Bounce
}

// Bounce says why a message came back.
type Bounce struct {
	Final  bool   // it was given up; else the server goes on trying
	Gone   bool   // there is no such address
	Status string // "5.1.1"; "" where the server gave none
	Words  string // the server's, at most 500 characters
}

// MailboxStep is one step of a mailbox's test.
type MailboxStep struct {
	OK    bool   `json:"ok"`
	Say   Phrase `json:"say"`
	Words string `json:"words"` // the server's, where it went wrong
}

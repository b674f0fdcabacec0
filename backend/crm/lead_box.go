package crm

type (
	leadBoxNoun  struct{}
	leadMailNoun struct{}
)

func (leadBoxNoun) prefix() string  { return "lbox" }
func (leadMailNoun) prefix() string { return "lmail" }

type (
	// LeadBoxID is the id of a mailbox whose mails become cards.
	LeadBoxID = ID[leadBoxNoun]
	// LeadMailID is the id of one of those mails.
	LeadMailID = ID[leadMailNoun]
)

// LeadRoute says where what comes from outside goes: mails, calls of other
// programs.
type LeadRoute struct {
	Product    ProductID  `json:"product" ts_type:"string"`
	Status     StatusID   `json:"status" ts_type:"string"` // of new cards; none: the product's first
	Owning     Owning     `json:"owning" ts_type:"'none'|'fixed'|'turn'"`
	Owners     []UserID   `json:"owners" ts_type:"string[]"` // of new cards: one where fixed; several who take turns
	Duplicates Duplicates `json:"duplicates" ts_type:"'new'|'update'|'refuse'"`
	Consent    Consent    `json:"consent" ts_type:"'active'|'unconfirmed'"` // of addresses that are new
	Agreed     string     `json:"agreed"`                                   // how it is known that they agreed; kept as the proof
}

// LeadBox is a mailbox, or a folder of one, whose new mails become cards. It is
// read by IMAP and never changed, unless mails that became cards are to be moved.
// An administrator sets it up.
type LeadBox struct {
	ID        LeadBoxID       `json:"id" ts_type:"string"`
	Name      string          `json:"name"`
	Active    bool            `json:"active"`
	Account   AccountID       `json:"account" ts_type:"string"` // whose login it has; none: its own
	Settings  MailboxSettings `json:"settings"`
	Route     LeadRoute       `json:"route"`
	Rules     LeadRules       `json:"rules"`
	Secret    string          `json:"-"`
	Via       *Account        `json:"-"`
	HasSecret bool            `json:"hasSecret"`
	Mark      MailMark        `json:"-"`
	Began     Instant         `json:"began"`
	Looked    Instant         `json:"looked"`  // the last time that all went well
	Trouble   string          `json:"trouble"` // key of what went wrong the last time; "" where nothing did
	Words     string          `json:"words"`   // the server's
	Since     Instant         `json:"since"`   // it goes wrong since
}

// Mailbox is how the mails are reached.
func (b *LeadBox) Mailbox() Mailbox {
	return Mailbox{Account: b.Account, Settings: b.Settings, Secret: b.Secret, HasSecret: b.HasSecret, Via: b.Via, Mark: b.Mark, Looked: b.Looked}
}

// LeadRules say which mails of a mailbox count, and what is read in them.
type LeadRules struct {
	From    []string    `json:"from"`                                        // only mails of these: addresses, or "@firma.example" for all of a domain; none: of everybody
	Subject []string    `json:"subject"`                                     // only mails with one of these in the subject; none: all
	Client  LeadClient  `json:"client" ts_type:"'sender'|'reply_to'|'text'"` // who the client is
	Title   string      `json:"title"`                                       // what the subject goes to, as a lead's key; "" for nothing
	Body    bool        `json:"body"`                                        // the text becomes a note
	Files   bool        `json:"files"`                                       // attachments become files of the card
	Known   bool        `json:"known"`                                       // usual labels in the three languages are understood without a rule
	Labels  []LeadLabel `json:"labels"`
	MoveTo  string      `json:"moveTo"` // folder for mails that became cards; "": they stay as they are
}

// LeadClient says who the client of a mail is. What the text says by labels wins.
type LeadClient string

// The clients of a mail.
const (
	ClientSender  LeadClient = "sender"   // who wrote
	ClientReplyTo LeadClient = "reply_to" // whom an answer would go to: a website's form sends so
	ClientText    LeadClient = "text"     // only what the text says
)

// LeadLabel is a rule "Label: value": what stands behind one of the labels goes
// where key says; "" leaves it out, and ends what stands before it.
type LeadLabel struct {
	Labels []string `json:"labels"` // "Telefon", "Phone"; case and marks don't matter
	Key    string   `json:"key"`
}

// Bounds of a mailbox's rules.
const (
	MaxLeadLabels  = 200
	MaxLeadSenders = 50
	MaxLeadLabel   = 80 // characters
)

// LeadMailState is what became of a mail.
type LeadMailState string

// The states of a mail that counted.
const (
	LeadMailMade    LeadMailState = "made"    // a card was made of it
	LeadMailChanged LeadMailState = "changed" // it changed a card
	LeadMailFailed  LeadMailState = "failed"  // nothing could be made of it; Problems say why
	LeadMailAgain   LeadMailState = "again"   // it failed, and a person wants it tried once more
)

// LeadMail is a mail that counted, and what became of it.
type LeadMail struct {
	ID       LeadMailID    `json:"id" ts_type:"string"`
	Box      LeadBoxID     `json:"box" ts_type:"string"`
	At       Instant       `json:"at"`
	Mark     MailMark      `json:"-"` // where it lies
	State    LeadMailState `json:"state" ts_type:"'made'|'changed'|'failed'|'again'"`
	Subject  string        `json:"subject"`
	Sender   string        `json:"sender"`
	Problems []Problem     `json:"problems"` // also of one that made a card: what was left out
	Card     CardID        `json:"card" ts_type:"string"`
}

// Letter is a whole mail as it was read. Nothing in it is proof of anything.
type Letter struct {
	Mail
	Name      string // of who wrote, as they say
	ReplyTo   string // normalised address that an answer would go to; "" without one
	ReplyName string
	At        Instant  // when it was written, as it says; 0 where it doesn't
	Generated bool     // a program wrote it, but not as an answer: a website's form, a newsletter
	Own       []string // what may be keys of our messages in its own Message-ID
	Plain     string   // its text, with line ends
	Rich      string   // the text of its HTML: a line for each block and row, tabs between cells
	Files     []LetterFile
	Lost      []Problem // what of it couldn't be read, or is too much
}

// Body is the text of the letter as people would read it.
func (l *Letter) Body() string {
	if l.Plain != "" {
		return l.Plain
	}
	return l.Rich
}

// LetterFile is something attached to a letter.
type LetterFile struct {
	Name    string // as the letter says
	Content []byte
}

// How much of a letter is read.
const (
	MaxLetter      = 50 << 20 // bytes, as sent
	MaxLetterFiles = 20
)

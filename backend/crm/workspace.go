package crm

// Workspace is the business's own settings; there is one.
type Workspace struct {
	Name      string  `json:"name"`
	Country   string  `json:"country"`  // ISO 3166 alpha-2: phones and holidays
	Zone      string  `json:"zone"`     // IANA
	Language  string  `json:"language"` // of what has no reader of its own
	TestMode  bool    `json:"testMode"`
	MaxParts  int     `json:"maxParts"`  // of an SMS; more are held
	SetUp     Instant `json:"setUp"`     // when the first run ended; not set before
	Internal  bool    `json:"internal"`  // feature: email to user, task to user, change card
	Campaigns bool    `json:"campaigns"` // feature: email to client, SMS to client
	PDF       bool    `json:"pdf"`       // feature: generate PDF; needs Internal
	Recall    int     `json:"recall"`    // minutes that client messages wait in the outbox and can be recalled; 0: none
	CapDay    int     `json:"capDay"`    // automatic messages that one person gets on a local day at most; 0: no limit
	CapWeek   int     `json:"capWeek"`   // the same in any seven local days

	Address     string `json:"address"` // the postal address, as lines; what templates say of the business
	Phone       string `json:"phone"`
	Email       string `json:"email"`
	Website     string `json:"website"`
	ReviewLink  string `json:"reviewLink"`  // where clients write what they think
	Webhooks    bool   `json:"webhooks"`    // feature: tells other programs, also as a step
	Public      string `json:"public"`      // where clients' browsers find the public pages, "https://firma.ro"; "" for nowhere
	TrackOpens  bool   `json:"trackOpens"`  // emails to clients carry a picture that tells that they were opened
	TrackClicks bool   `json:"trackClicks"` // links in emails to clients lead over us
	Link        string `json:"link"`        // where colleagues' browsers find this program, for links to cards; "" for nowhere
}

// DefaultMaxParts and HardMaxParts bound the parts of an SMS.
const (
	DefaultMaxParts = 6
	HardMaxParts    = 10
)

// MaxRecall bounds the recall window, in minutes.
const MaxRecall = 120

// MaxCap bounds the caps.
const MaxCap = 100

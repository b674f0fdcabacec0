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
	Internal  bool    `json:"internal"`  // feature: email to user, task to user
	Campaigns bool    `json:"campaigns"` // feature: email to client, SMS to client
}

// DefaultMaxParts and HardMaxParts bound the parts of an SMS.
const (
	DefaultMaxParts = 6
	HardMaxParts    = 10
)

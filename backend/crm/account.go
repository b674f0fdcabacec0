package crm

// AccountKind is how an account hands over.
type AccountKind string

// The kinds of account.
const (
	AccountSMTP    AccountKind = "smtp"
	AccountGateway AccountKind = "gateway" // an HTTP gateway by a template
	AccountTwilio  AccountKind = "twilio"
	AccountVonage  AccountKind = "vonage"
	AccountAndroid AccountKind = "android" // a phone in the local network
	AccountSMPP    AccountKind = "smpp"
	AccountGammu   AccountKind = "gammu" // a modem through gammu-smsd
)

// Account is a mail server or an SMS gateway with its credentials. An
// administrator changes it; the outbox stops it on trouble.
type Account struct {
	ID        AccountID        `json:"id" db:"id" ts_type:"string"`
	Channel   Channel          `json:"channel" db:"channel" ts_type:"'email'|'sms'"`
	Kind      AccountKind      `json:"kind" db:"kind" ts_type:"'smtp'|'gateway'|'twilio'|'vonage'|'android'|'smpp'|'gammu'"`
	Name      string           `json:"name" db:"name"`
	Owner     UserID           `json:"owner" db:"owner" ts_type:"string"` // who sends through it; "" for all
	PerMinute int              `json:"perMinute" db:"per_minute"`         // messages at most; 0: as many as it takes
	PerDay    int              `json:"perDay" db:"per_day"`               // in any 24 hours
	Position  int              `json:"position" db:"position"`            // of those that may send, the first that works is taken
	SMTP      *SMTPSettings    `json:"smtp"`
	Gateway   *GatewaySettings `json:"gateway"`
	Twilio    *TwilioSettings  `json:"twilio"`
	Vonage    *VonageSettings  `json:"vonage"`
	Android   *AndroidSettings `json:"android"`
	SMPP      *SMPPSettings    `json:"smpp"`
	Gammu     *GammuSettings   `json:"gammu"`
	SMS       *SMSSettings     `json:"sms"` // of every account for SMS
	Secret    string           `json:"-"`   // the password or token, opened from its seal; never shown
	HasSecret bool             `json:"hasSecret" db:"has_secret"`
	Hooked    string           `json:"-"` // the secret that signs what the provider sends here
	HasHooked bool             `json:"hasHooked" db:"has_hooked"`
	HookPath  string           `json:"hookPath" db:"-"` // of its address for receipts, "/hooks/sms/account_2/…"; shown to administrators
	Balance   Balance          `json:"balance" db:"-"`
	Stopped   bool             `json:"stopped" db:"stopped"`
	Words     string           `json:"words" db:"words"` // the server's, why it stopped
	Since     Instant          `json:"since" db:"since"` // stopped since
	Until     Instant          `json:"until" db:"until"` // the server asked to wait until then
	Next      Instant          `json:"next" db:"next"`   // its rate is used up until then
}

// TLSMode says how a connection is protected.
type TLSMode string

// The modes.
const (
	TLSStartTLS TLSMode = "starttls" // required: no STARTTLS, no delivery
	TLSImplicit TLSMode = "tls"
	TLSNone     TLSMode = "none" // only without a password, or to loopback
)

// SMTPSettings say how to reach a mail server.
type SMTPSettings struct {
	Host      string  `json:"host"`
	Port      int     `json:"port"`
	TLS       TLSMode `json:"tls" ts_type:"'starttls'|'tls'|'none'"`
	User      string  `json:"user"`
	Auth      string  `json:"auth" ts_type:"'auto'|'plain'|'login'|'oauth2'|'none'"`
	FromName  string  `json:"fromName"`
	FromEmail string  `json:"fromEmail"`
	CAFile    string  `json:"caFile"` // a PEM file of further certificate authorities; "" for the system's

	OAuth OAuthClient `json:"oauth"` // with auth "oauth2"
}

// OAuthClient is the program as it was registered with a provider that signs
// people in itself. Its secret and what the sign-in brought are the account's
// Secret.
type OAuthClient struct {
	Provider string `json:"provider" ts_type:"''|'google'|'microsoft'"`
	ClientID string `json:"clientId"`
	Tenant   string `json:"tenant"` // of Microsoft: an organisation's id or domain; "" for any
}

// GatewaySettings say how to hand an SMS to an HTTP gateway. In URL, Headers
// and Body, {{to}}, {{digits}} (the number without its plus), {{text}}, {{key}},
// {{from}}, {{secret}} and {{basic}} (the secret "user:password" as HTTP's basic
// authorisation has it) are filled in, escaped for the place they stand in (JSON, form or URL).
type GatewaySettings struct {
	URL         string            `json:"url"`
	Method      string            `json:"method" ts_type:"'POST'|'PUT'|'GET'"`
	Headers     map[string]string `json:"headers"`
	ContentType string            `json:"contentType" ts_type:"'json'|'form'|'text'"`
	Body        string            `json:"body"`
	From        string            `json:"from"`      // sender name or number
	KeyHeader   string            `json:"keyHeader"` // idempotency header, "Idempotency-Key"; "" for none
	// The success rule: a 2xx status and, where named, a JSON path with a value.
	IDPath       string  `json:"idPath"`       // "id" or "data.0.id": must be there; it becomes the remote id
	OKPath       string  `json:"okPath"`       // "status"
	OKValue      string  `json:"okValue"`      // "queued"
	KeyHours     int     `json:"keyHours"`     // the gateway takes a key once within so many hours; 0: it promises nothing
	LookupURL    string  `json:"lookupUrl"`    // GET, {{key}}: 200 if it was taken, 404 if not; "" for none
	AllowPrivate bool    `json:"allowPrivate"` // an administrator allowed loopback and private addresses
	Price        float64 `json:"price"`        // of one part
	Currency     string  `json:"currency"`
	// What a 2xx answer without success means: with a value at FailPath it was
	// refused; the value says whether the account is in trouble, or the gateway had
	// the message already.
	FailPath    string `json:"failPath"`
	StopValues  string `json:"stopValues"`  // "101, 103"
	TakenValues string `json:"takenValues"` // "53"
	// What is left: a GET with the account's headers, and where in its answer.
	BalanceURL  string `json:"balanceUrl"` // "" for none
	BalancePath string `json:"balancePath"`
	// What the gateway sends here: JSON paths, or names of form fields.
	ReceiptID     string `json:"receiptId"`     // of the message; "" for no receipts
	ReceiptStatus string `json:"receiptStatus"` // what became of it
	Delivered     string `json:"delivered"`     // the words for it: "delivered, DELIVRD"
	Failed        string `json:"failed"`
	Expired       string `json:"expired"`
	TextFrom      string `json:"textFrom"` // of a text that came in: its number; "" for none
	TextBody      string `json:"textBody"`
	TextID        string `json:"textId"`
}

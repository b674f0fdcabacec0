package crm

import (
	"encoding/json"
	"strings"
)

// SMSSettings are what every account for SMS has, next to what its kind needs.
type SMSSettings struct {
	From         string        `json:"from"` // sender: a name of at most 11 letters and digits, or a number; not of the kind gateway, which has its own
	Prices       []PrefixPrice `json:"prices"`
	Price        float64       `json:"price"` // of one part where no row of Prices fits; not of the kind gateway
	Currency     string        `json:"currency"`
	PublicURL    string        `json:"publicUrl"`    // where the provider reaches this program, "https://crm.example.ro"; "" for nowhere
	AllowPrivate bool          `json:"allowPrivate"` // an administrator allowed loopback and private addresses
}

// PrefixPrice is what a part costs to numbers that begin with Prefix.
type PrefixPrice struct {
	Prefix string  `json:"prefix"` // "+40"
	Price  float64 `json:"price"`
}

// TwilioSettings say whose place at Twilio it is; the secret is its Auth Token.
// A sender that begins with MG is a Messaging Service.
type TwilioSettings struct {
	AccountSID string `json:"accountSid"`
}

// VonageSettings say whose place at Vonage it is; the secret is the API secret,
// the hook secret signs what Vonage sends here.
type VonageSettings struct {
	APIKey    string `json:"apiKey"`
	Signature string `json:"signature" ts_type:"'none'|'md5hash'|'md5'|'sha1'|'sha256'|'sha512'"` // how it signs
}

// AndroidSettings say where the phone with SMS Gateway for Android is; the
// secret is its password, the hook secret its signing key.
type AndroidSettings struct {
	URL  string `json:"url"` // "http://192.168.1.20:8080"
	User string `json:"user"`
	SIM  int    `json:"sim"` // 1 or 2; 0 for the phone's own choice
}

// SMPPSettings say how to bind to a message centre; the secret is its password.
type SMPPSettings struct {
	Host       string `json:"host"`
	Port       int    `json:"port"`
	TLS        bool   `json:"tls"`
	SystemID   string `json:"systemId"`
	SystemType string `json:"systemType"`
	Alphabet   string `json:"alphabet" ts_type:"'gsm'|'latin1'|'ucs2'"` // what data_coding 0 is there; ucs2: everything as UCS-2
	Long       string `json:"long" ts_type:"'udh'|'payload'"`           // how long texts go
	Window     int    `json:"window"`                                   // requests without an answer at a time
}

// GammuSettings say in which folders gammu-smsd works, as its configuration
// names them.
type GammuSettings struct {
	Outbox string `json:"outbox"`
	Sent   string `json:"sent"`
	Error  string `json:"error"`
	Inbox  string `json:"inbox"` // "" where nothing is received
}

// Balance is what is left at a provider.
type Balance struct {
	Amount   float64 `json:"amount"`
	Currency string  `json:"currency"` // "" where it isn't said, or counts credits
	At       Instant `json:"at"`       // 0: never asked
}

// Receipt is what a provider says afterwards of one part of a message. Key or
// Remote says which.
type Receipt struct {
	Key        string   // our own, where the provider gives it back
	Remote     string   // the provider's id
	Also       []string // other ways to write Remote
	To         string   // the recipient's number, where the provider says it
	State      MessageState
	Words      string // the provider's, "UNDELIV 001"
	BadAddress bool   // failed: the number does not exist
}

// IncomingSMS is a text that somebody sent to an account's number.
type IncomingSMS struct {
	Remote string // the provider's id, so that it counts once
	From   string // as the provider writes it
	Text   string
}

// News is what a provider tells afterwards.
type News struct {
	Receipts []Receipt
	Incoming []IncomingSMS
	Stored   func() // where there is one, it is called once everything is in the database
}

// Empty says whether there is nothing in it.
func (n News) Empty() bool { return len(n.Receipts)+len(n.Incoming) == 0 }

// OpenPart is a part of a message that waits for its receipt.
type OpenPart struct {
	Key    string `db:"key"` // of its message
	Remote string `db:"remote"`
}

// Hook is a request that a provider makes here.
type Hook struct {
	URL    string // as the provider called it
	Header map[string][]string
	Query  map[string][]string
	Body   []byte
}

// Get is the first value of a header, named as Go's canonical form.
func (h Hook) Get(name string) string {
	if values := h.Header[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// Settings is where the settings of the account's kind are, as a pointer to the
// field.
func (a *Account) Settings() any {
	switch a.Kind {
	case AccountGateway:
		return &a.Gateway
	case AccountTwilio:
		return &a.Twilio
	case AccountVonage:
		return &a.Vonage
	case AccountAndroid:
		return &a.Android
	case AccountSMPP:
		return &a.SMPP
	case AccountGammu:
		return &a.Gammu
	default:
		return &a.SMTP
	}
}

// Place is a text that is another one where the account leads to another
// provider, or another customer's place at it; "" where that doesn't matter.
func (a *Account) Place() string {
	if a.Channel != ChannelSMS {
		return ""
	}
	var at any
	switch {
	case a.Gateway != nil:
		at = a.Gateway.URL + " " + a.Secret
	case a.Twilio != nil:
		at = a.Twilio.AccountSID
	case a.Vonage != nil:
		at = a.Vonage.APIKey
	case a.Android != nil:
		at = a.Android.URL
	case a.SMPP != nil:
		at = []any{a.SMPP.Host, a.SMPP.Port, a.SMPP.SystemID}
	case a.Gammu != nil:
		at = a.Gammu.Outbox
	}
	b, err := json.Marshal([]any{a.Kind, at})
	if err != nil {
		return ""
	}
	return string(b)
}

// LooksUp says whether the provider can be asked for a message by its key.
func (a *Account) LooksUp() bool {
	return a.Kind == AccountAndroid || a.Kind == AccountGammu || a.Gateway != nil && a.Gateway.LookupURL != ""
}

// KeyHours is how long the provider takes a key only once, in hours; 0: it
// promises nothing.
func (a *Account) KeyHours() int {
	if a.Gateway == nil {
		return 0
	}
	return a.Gateway.KeyHours
}

// Sender is the name or number that an account's SMS come from.
func (a *Account) Sender() string {
	if a.Gateway != nil {
		return a.Gateway.From
	}
	if a.SMS == nil {
		return ""
	}
	return a.SMS.From
}

// PartPrice is what one part costs to a number, and in which currency: the row
// with the longest prefix, else the account's price. Without a number it is the
// latter. 0 where none is known.
func (a *Account) PartPrice(to string) (price float64, currency string) {
	if a.SMS != nil {
		price, currency = a.SMS.Price, a.SMS.Currency
	}
	if a.Gateway != nil {
		price, currency = a.Gateway.Price, a.Gateway.Currency
	}
	if a.SMS == nil {
		return price, strings.ToUpper(currency)
	}
	longest := 0
	for _, row := range a.SMS.Prices {
		if len(row.Prefix) > longest && strings.HasPrefix(to, row.Prefix) {
			price, longest = row.Price, len(row.Prefix)
		}
	}
	return price, strings.ToUpper(currency)
}

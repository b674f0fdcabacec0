package crm

// SuppressionReason is why an address is on the suppression list. Each has words
// under "consent.reason.<code>".
type SuppressionReason string

// The reasons.
const (
	SuppressedUnsubscribed SuppressionReason = "unsubscribed" // said no
	SuppressedComplaint    SuppressionReason = "complaint"    // called a message spam
	SuppressedBounced      SuppressionReason = "bounced"      // there is no such address
	SuppressedErased       SuppressionReason = "erased"       // their data was erased: only a mark is left of the address
	SuppressedManual       SuppressionReason = "manual"       // a colleague put it there
)

// SuppressionReasons are all reasons in the order of the screens.
var SuppressionReasons = []SuppressionReason{SuppressedUnsubscribed, SuppressedComplaint, SuppressedBounced, SuppressedManual, SuppressedErased}

// SuppressionScope is what an entry of the suppression list keeps away.
type SuppressionScope string

// The scopes.
const (
	ScopeNone      SuppressionScope = ""          // not on the list
	ScopeMarketing SuppressionScope = "marketing" // "unsubscribe from this kind": what is service still goes
	ScopeAll       SuppressionScope = "all"
)

// Bars says whether the scope keeps a message of a purpose away.
func (s SuppressionScope) Bars(p Purpose) bool {
	return s == ScopeAll || s == ScopeMarketing && p != PurposeService
}

// Suppression is an entry of the suppression list: an address that gets nothing,
// whatever an import, a filter or its consent says. Only a person lifts it.
type Suppression struct {
	ID      SuppressionID     `json:"id" db:"id" ts_type:"string"`
	Channel Channel           `json:"channel" db:"channel" ts_type:"'email'|'sms'"`
	Value   string            `json:"value" db:"value"` // "" where only a mark is left
	Scope   SuppressionScope  `json:"scope" db:"scope" ts_type:"'all'|'marketing'"`
	Reason  SuppressionReason `json:"reason" db:"reason" ts_type:"'unsubscribed'|'complaint'|'bounced'|'erased'|'manual'"`
	Since   Instant           `json:"since" db:"since"`
	User    UserID            `json:"user" db:"usr" ts_type:"string"` // who put it there; none where it was no colleague
	Source  string            `json:"source" db:"source"`             // user, mail, sms, server; "" before that was kept
	Proof   string            `json:"proof" db:"proof"`               // what was said, in the words of who said it
}

// MaxProof is the longest proof, in characters.
const MaxProof = 1000

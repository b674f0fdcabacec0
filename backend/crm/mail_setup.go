package crm

// MailPreset is what is known of a provider's mail server, so that nobody has to
// look it up.
type MailPreset struct {
	ID        string  `json:"id"`
	Name      string  `json:"name"` // as the provider calls itself
	Host      string  `json:"host"` // "" where it depends on the address
	Port      int     `json:"port"`
	TLS       TLSMode `json:"tls" ts_type:"'starttls'|'tls'|'none'"`
	OAuth     string  `json:"oauth" ts_type:"''|'google'|'microsoft'"` // whom to sign in with, where that is offered
	OnlyOAuth bool    `json:"onlyOAuth"`                               // it takes no password
	Note      Phrase  `json:"note"`                                    // what else somebody must know
	Link      string  `json:"link"`                                    // where an app password is made; "" for none
	PerMinute int     `json:"perMinute"`                               // what it lets through; 0: not known
	PerDay    int     `json:"perDay"`
}

// MailGuess is the server that probably sends for an address.
type MailGuess struct {
	Preset MailPreset `json:"preset"`
	User   string     `json:"user"`
	Sure   bool       `json:"sure"` // it is known; else it is only what is usual
	Say    Phrase     `json:"say"`  // how it was found
}

// AdviceState says how a part of a domain's set-up stands.
type AdviceState string

// The states.
const (
	AdviceGood    AdviceState = "good"
	AdviceWarning AdviceState = "warning"
	AdviceMissing AdviceState = "missing"
	AdviceUnknown AdviceState = "unknown" // it can't be told from here, or not now
)

// DNSRecord is what to add where the domain's names are kept.
type DNSRecord struct {
	Name  string `json:"name"`
	Type  string `json:"type"`
	Value string `json:"value"`
}

// MailAdvice is one line about the sender's domain.
type MailAdvice struct {
	Kind  string      `json:"kind" ts_type:"'provider'|'spf'|'dkim'|'dmarc'"`
	State AdviceState `json:"state" ts_type:"'good'|'warning'|'missing'|'unknown'"`
	Say   Phrase      `json:"say"`
	Found string      `json:"found"` // the record as it stands; "" for none
	Add   *DNSRecord  `json:"add"`   // nil: nothing to add, or it isn't known what
}

// ProbeState says how a step of an account's test went.
type ProbeState string

// The states.
const (
	ProbeOK      ProbeState = "ok"
	ProbeFailed  ProbeState = "failed"
	ProbeSkipped ProbeState = "skipped" // an earlier step failed, or it isn't needed
)

// ProbeStep is one step of an account's test.
type ProbeStep struct {
	Step   string     `json:"step" ts_type:"'name'|'connect'|'tls'|'login'|'mail'"`
	State  ProbeState `json:"state" ts_type:"'ok'|'failed'|'skipped'"`
	Say    Phrase     `json:"say"`    // what was found
	Words  string     `json:"words"`  // the server's own, or the system's
	Remedy *Phrase    `json:"remedy"` // what to do about it
}

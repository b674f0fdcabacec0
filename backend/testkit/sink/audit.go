package sink

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Claim is what the product says of one message: a line of "stepwise outbox
// --jsonl".
type Claim struct {
	Channel string `json:"channel"` // email or sms
	Key     string `json:"key"`     // the Message-ID in angle brackets, or the idempotency key
	State   string `json:"state"`   // in the words of the product, or the shorter ones of auditWords
}

// ParseClaims reads one claim per line.
func ParseClaims(jsonl []byte) ([]Claim, error) {
	var out []Claim
	for line := range strings.SplitSeq(string(jsonl), "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		var c Claim
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			return nil, fmt.Errorf("claim %q: %w", line, err)
		}
		out = append(out, c)
	}
	return out, nil
}

// The findings of an audit.
const (
	Lost           = "LOST"                  // sent, but never taken
	Duplicate      = "DUPLICATE"             // taken more often than a person decided
	FalseFailure   = "FALSE-FAILURE"         // failed, but taken
	WillDuplicate  = "WILL-DUPLICATE"        // waiting, but taken already
	SentAnyway     = "SENT-ALTHOUGH-SKIPPED" // skipped, but taken
	Stray          = "STRAY"                 // taken, but no claim at all
	TooManyUnknown = "TOO-MANY-UNKNOWN"
)

// Report is the result of an audit.
type Report struct {
	States       map[string]int      // claims by state
	Taken        int                 // messages that count as delivered
	Distinct     int                 // of those, different keys
	Unknown      int                 // claims that can't be told
	UnknownTaken int                 // of those, taken
	Lint         map[string]int      // objections to the emails
	Quiet        int                 // SMS taken at night
	Twins        int                 // same recipient and body under different keys: a warning
	Findings     map[string][]string // keys by finding; empty is clean
}

// Clean says whether nothing was lost or doubled.
func (r Report) Clean() bool { return len(r.Findings) == 0 }

// String is one line per finding.
func (r Report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "claims %v, taken %d, distinct %d, unknown %d of which taken %d", r.States, r.Taken, r.Distinct, r.Unknown, r.UnknownTaken)
	for _, name := range slices.Sorted(maps.Keys(r.Findings)) {
		fmt.Fprintf(&b, "\n%s %d %v", name, len(r.Findings[name]), r.Findings[name])
	}
	return b.String()
}

// auditWords turns the product's states into the audit's: sent, unknown,
// failed, skipped, resent; all others are pending.
var auditWords = map[string]string{
	"uncertain": "unknown", "delivered": "sent", "expired": "sent", "suppressed": "skipped", "cancelled": "skipped",
}

type messageKey struct{ channel, key string }

// Audit compares claims with what the sinks really took. maxUnknown limits the
// unknown ones (kills and ambiguous faults); below zero is no limit.
func Audit(claims []Claim, smtp, sms []Entry, maxUnknown int) Report {
	r := Report{States: map[string]int{}, Lint: map[string]int{}, Findings: map[string][]string{}}
	took := r.count(smtp, sms)
	states := map[messageKey]string{}
	for _, c := range claims {
		state := c.State
		if word, ok := auditWords[state]; ok {
			state = word
		}
		states[messageKey{c.Channel, c.Key}] = state
	}
	for key, state := range states {
		r.States[state]++
		r.judge(key.key, state, took[key])
	}
	for key := range took {
		if _, ok := states[key]; !ok {
			r.find(Stray, key.key)
		}
	}
	if maxUnknown >= 0 && r.Unknown > maxUnknown {
		r.find(TooManyUnknown, fmt.Sprintf("%d > %d", r.Unknown, maxUnknown))
	}
	for _, keys := range r.Findings {
		slices.Sort(keys)
	}
	return r
}

func (r *Report) find(name, key string) { r.Findings[name] = append(r.Findings[name], key) }

func (r *Report) findIf(so bool, name, key string) {
	if so {
		r.find(name, key)
	}
}

func (r *Report) judge(key, state string, n int) {
	limit := 1
	if state == "resent" {
		limit = 2
	}
	r.findIf(n > limit, Duplicate, key)
	switch state {
	case "sent":
		r.findIf(n == 0, Lost, key)
	case "unknown":
		r.Unknown++
		if n > 0 {
			r.UnknownTaken++
		}
	case "resent":
	case "failed":
		r.findIf(n > 0, FalseFailure, key)
	case "skipped":
		r.findIf(n > 0, SentAnyway, key)
	default:
		r.findIf(n > 0, WillDuplicate, key)
	}
}

// count counts what was taken by key.
func (r *Report) count(smtp, sms []Entry) map[messageKey]int {
	took := map[messageKey]int{}
	twins := map[string]map[string]bool{}
	note := func(channel, key, what string, e Entry) {
		took[messageKey{channel, key}]++
		r.Taken++
		for _, l := range e.Lint {
			r.Lint[l]++
		}
		if twins[what] == nil {
			twins[what] = map[string]bool{}
		}
		twins[what][key] = true
	}
	for _, e := range smtp {
		if e.Ev == EvAccepted {
			note("email", e.Mid, "email|"+strings.Join(e.Rcpt, ",")+"|"+e.BodySha, e)
		}
	}
	for _, e := range sms {
		if e.Ev == EvAccepted {
			note("sms", e.Key, "sms|"+e.To+"|"+e.TextSha, e)
			if e.Quiet {
				r.Quiet++
			}
		}
	}
	r.Distinct = len(took)
	for _, keys := range twins {
		if len(keys) > 1 {
			r.Twins++
		}
	}
	return took
}

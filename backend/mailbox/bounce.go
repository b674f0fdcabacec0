package mailbox

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
)

var (
	enhanced = lazily(`(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?:[^\d.]|\.(?:\D|$)|$)`)
	basic    = lazily(`(?:^|[^\d.])([45]\d\d)[ \-]`)
	noSuch   = lazily(`(?i)user unknown|unknown (user|recipient|address)|no such (user|recipient|mailbox|address)|does(n't| not) exist|address (rejected|not found)|invalid (recipient|mailbox)|mailbox (not found|unavailable)|couldn't be found|wasn't found|nu exist|inexistent|nem létezik`)
	unwanted = lazily(`(?i)spam|blocked|blacklist|block list|policy|dnsbl|\bspf\b|dkim|dmarc|reputation|rate limit|too many|quota|full|too large|size`)
	daemon   = lazily(`(?i)^(mailer-?daemon|mail-?daemon|postmaster|mmdf|mdaemon|bounces?)([+\-.].*)?@`)
	returned = lazily(`(?i)^(undeliver|returned mail|failure notice|mail delivery (failed|failure|subsystem)|delivery status notification|delivery (has )?(failed|failure)|message (could not be|not) delivered|warning: (could not send|message)|mail could not be delivered|nelivrat|eșec la livrare|kézbesíthetetlen|sikertelen kézbesítés)`)
)

// bounce says what a mail tells of a message that did not arrive; nil where it is
// no such mail. arrived is true where it tells that one did.
func (p *parts) bounce(from, subject string) (b *crm.Bounce, arrived bool) {
	if of, ok := p.reported(); ok {
		return standard(of)
	}
	if p.report == "disposition-notification" {
		return nil, true
	}
	if !daemon().MatchString(from) && !returned().MatchString(subject) {
		return nil, false
	}
	text := p.all()
	b = &crm.Bounce{Status: statusIn(text), Words: wordsIn(text)}
	switch {
	case noSuch().MatchString(text) && !strings.HasPrefix(b.Status, "4"):
		b.Final, b.Gone = true, true
	case b.Status != "":
		b.Final = b.Status[0] == '5'
		b.Gone = b.Final && gone(b.Status, b.Words)
	}
	return b, false
}

// reported is the recipient of a delivery-status that matters most: one that
// failed before one that waits before one that was reached.
func (p *parts) reported() (fields, bool) {
	if len(p.status) == 0 {
		return nil, false
	}
	order := []string{"failed", "delayed", "", "delivered", "relayed", "expanded"}
	best, found := fields{}, false
	for _, f := range p.status {
		if f["action"] == "" && f["status"] == "" {
			continue
		}
		if !found || slices.Index(order, action(f)) < slices.Index(order, action(best)) {
			best, found = f, true
		}
	}
	return best, found
}

func action(f fields) string {
	word, _, _ := strings.Cut(strings.ToLower(f["action"]), " ")
	return word
}

func standard(f fields) (b *crm.Bounce, arrived bool) {
	b = &crm.Bounce{Status: statusIn(f["status"]), Words: oneLine(afterType(f["diagnostic-code"]), mostWords)}
	if b.Status == "" {
		b.Status = statusIn(f["diagnostic-code"])
	}
	if b.Words == "" {
		b.Words = strings.TrimSpace(f["status"])
	}
	switch action(f) {
	case "delivered", "relayed", "expanded":
		return nil, true
	case "delayed":
		return b, false
	}
	b.Final = action(f) == "failed" || strings.HasPrefix(b.Status, "5")
	b.Gone = b.Final && gone(b.Status, b.Words)
	return b, false
}

// afterType is a field without the type before it: "smtp; 550 no such user".
func afterType(s string) string {
	if kind, rest, ok := strings.Cut(s, ";"); ok && !strings.ContainsAny(strings.TrimSpace(kind), " \t") {
		return rest
	}
	return s
}

// gone says whether a status (RFC 3463) with its words means that there is no
// such address, not that this message was unwelcome or its mailbox full.
func gone(status, words string) bool {
	switch status {
	case "5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.6", "5.1.10", "5.2.1", "5.4.4":
		return true
	case "5.0.0":
		return noSuch().MatchString(words) || !unwanted().MatchString(words)
	}
	return strings.HasPrefix(status, "5") && noSuch().MatchString(words) && !unwanted().MatchString(words)
}

// statusIn finds a status in text: an enhanced one, or what stands for it where
// there is only the plain one of SMTP.
func statusIn(text string) string {
	soft := ""
	for _, m := range enhanced().FindAllStringSubmatch(text, 20) {
		if m[1][0] == '5' {
			return m[1]
		}
		if soft == "" && m[1][0] == '4' {
			soft = m[1]
		}
	}
	if soft != "" {
		return soft
	}
	m := basic().FindStringSubmatch(text)
	switch {
	case m == nil:
		return ""
	case m[1] == "550" || m[1] == "551" || m[1] == "553":
		return "5.0.0"
	case m[1] == "552":
		return "5.2.2"
	case m[1][0] == '5':
		return "5.5.0"
	}
	return "4.0.0"
}

// wordsIn are the lines around the first status in text.
func wordsIn(text string) string {
	at := enhanced().FindStringIndex(text)
	if at == nil {
		at = basic().FindStringIndex(text)
	}
	if at == nil {
		at = noSuch().FindStringIndex(text)
	}
	if at == nil {
		return oneLine(text, 200)
	}
	from := strings.LastIndexByte(text[:at[0]], '\n') + 1
	return oneLine(text[from:min(len(text), from+600)], 300)
}

package mailbox

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/emersion/go-message/mail"

	"stepwise/backend/crm"
	"stepwise/backend/mailaddr"
)

// keyLength is that of a message's key: base 32 in lower case.
const keyLength = 26

// mostKeys bounds how many keys of one mail are looked up.
const mostKeys = 12

var (
	messageID   = lazily(`\b([a-z2-7]{26})@[A-Za-z0-9.\-]+`)
	unsubscribe = lazily(`(?i)\bunsubscribe(?:[\s+_]|%20)+([a-z2-7]{26})\b`)
	awayWords   = lazily(`(?i)^(re:\s*|sv:\s*|aw:\s*)*(out of (the )?office|automatic reply|auto(matic)?[ -]?(reply|response|answer|generated)|autoreply|auto:|i am out of|on (vacation|holiday|leave)|răspuns automat|raspuns automat|(sunt )?absent|în concediu|in concediu|plecat din birou|automatikus válasz|házon kívül|szabadságon|abwesenheit|automatische antwort)`)
)

// noMore are subjects that say nothing but "no more", without marks and in small
// letters.
var noMore = []string{
	"unsubscribe", "unsubscribe me", "stop", "remove", "remove me", "dezabonare", "dezaboneaza-ma", "dezaboneaza ma", "dezabonati-ma", "dezabonează-mă", "dezabonați-mă",
	"leiratkozas", "leiratkozás", "leiratkozom", "leiratkozni szeretnek", "leiratkozni szeretnék",
}

// Classify says what the beginning of a mail is. It never fails: what can't be
// read is nothing to us.
func Classify(raw []byte) crm.Mail {
	m := crm.Mail{Kind: crm.MailOther}
	p, ok := parse(raw)
	if !ok {
		sum := sha256.Sum256(raw)
		m.Hash = hex.EncodeToString(sum[:])
		return m
	}
	m.Hash = identity(&p)
	m.From, m.Subject = p.from(), p.subject()
	m.Kind = p.kind(&m)
	if m.Kind != crm.MailOther {
		m.Text = p.own()
	}
	return m
}

// identity is what makes a mail this one: its Message-ID with what comes beside
// it, for a server may have given none.
func identity(p *parts) string {
	sum := sha256.New()
	for _, name := range []string{"Message-Id", "Date", "From", "Subject"} {
		sum.Write([]byte(p.head.Get(name) + "\n"))
	}
	if p.head.Get("Message-Id") == "" {
		sum.Write([]byte(p.plain + p.html))
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// from is the normalised address of who wrote, where there is exactly one.
func (p *parts) from() string {
	h := mail.Header{Header: p.head}
	list, err := h.AddressList("From")
	if err != nil || len(list) != 1 {
		return ""
	}
	a, why := mailaddr.Parse(list[0].Address)
	if why != nil {
		return strings.ToLower(oneLine(list[0].Address, mostSubject))
	}
	return a.Key()
}

func (p *parts) subject() string {
	s, err := p.head.Text("Subject")
	if err != nil {
		s = p.head.Get("Subject")
	}
	return oneLine(valid(s), mostSubject)
}

// kind finds out what the mail is, and which keys it names for that.
func (p *parts) kind(m *crm.Mail) crm.MailKind {
	thread := keysIn(p.head.Get("In-Reply-To"), p.head.Get("References"))
	if p.feedback != nil {
		m.Keys = keysIn(p.original["message-id"], p.all())
		if strings.EqualFold(p.feedback["feedback-type"], "not-spam") {
			return crm.MailOther
		}
		return crm.MailComplaint
	}
	if b, arrived := p.bounce(m.From, m.Subject); b != nil || arrived {
		m.Keys = limited(append(keysIn(p.original["message-id"], first(p.status)["original-message-id"]), append(thread, keysIn(p.all())...)...))
		if arrived {
			return crm.MailArrived
		}
		m.Bounce = b
		return crm.MailBounce
	}
	m.Keys = thread
	if at := unsubscribe().FindStringSubmatch(m.Subject); at != nil {
		m.Keys = limited(append([]string{strings.ToLower(at[1])}, thread...))
		return crm.MailUnsubscribe
	}
	switch {
	case p.automatic() || awayWords().MatchString(m.Subject):
		return crm.MailAuto
	case saysNoMore(m.Subject):
		return crm.MailUnsubscribe
	case m.From != "" || len(m.Keys) > 0:
		return crm.MailReply
	}
	return crm.MailOther
}

func saysNoMore(subject string) bool {
	s := strings.ToLower(strings.Trim(subject, " .!\"'<>"))
	for _, prefix := range []string{"re:", "fw:", "fwd:", "vá:"} {
		s = strings.TrimSpace(strings.TrimPrefix(s, prefix))
	}
	return slices.Contains(noMore, s)
}

// automatic says whether a program wrote the mail (RFC 3834, and what programs
// did before it): out of office, or a newsletter.
func (p *parts) automatic() bool {
	word, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(p.head.Get("Auto-Submitted"))), ";")
	if word = strings.TrimSpace(word); word != "" && word != "no" {
		return true
	}
	for _, name := range []string{"X-Autoreply", "X-Autorespond", "X-Auto-Reply", "List-Id", "List-Unsubscribe", "Feedback-Id"} {
		if p.head.Get(name) != "" {
			return true
		}
	}
	return slices.Contains([]string{"auto_reply", "auto-reply", "bulk", "junk", "list"}, strings.ToLower(strings.TrimSpace(p.head.Get("Precedence"))))
}

// keysIn are what may be keys of our messages in texts, in order, each once.
func keysIn(texts ...string) (keys []string) {
	for _, text := range texts {
		for _, m := range messageID().FindAllStringSubmatch(text, mostKeys) {
			keys = append(keys, m[1])
		}
	}
	return limited(keys)
}

func limited(keys []string) []string {
	var out []string
	for _, k := range keys {
		if len(k) == keyLength && !slices.Contains(out, k) && len(out) < mostKeys {
			out = append(out, k)
		}
	}
	return out
}

package mailer

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"slices"

	"stepwise/backend/crm"
)

// trouble is why a message was not handed over, or an account can't be used.
type trouble struct {
	kind  crm.OutcomeKind
	key   string // the phrase that Check says
	code  int
	words string // the server's or the system's
	bad   bool   // the recipient does not exist
	stale bool   // a connection that was kept too long explains it
	cause error  // of the connection; nil where the server said it
}

// outcome is the trouble as the outbox records it.
func (t *trouble) outcome() crm.Outcome {
	return crm.Outcome{Kind: t.kind, Code: t.code, Words: t.words, BadAddress: t.bad}
}

// problem is the trouble as a person reads it.
func (t *trouble) problem(s *crm.SMTPSettings) *crm.Error {
	return crm.Fail(crm.CodeUnavailable, t.key, "host", hostPort(s), "words", t.words)
}

// phase is where in the conversation a reply came.
type phase int

const (
	phaseGreeting phase = iota
	phaseHello
	phaseStartTLS
	phaseAuth
	phaseMail
	phaseRcpt
	phaseData
	phaseDot
)

// phaseKeys are what Check says of a refusal.
var phaseKeys = map[phase]string{
	phaseGreeting: "account.refused",
	phaseHello:    "account.refused",
	phaseStartTLS: "account.no_starttls",
	phaseAuth:     "account.login_refused",
}

// Replies to RCPT that say that there is no such mailbox (RELIABILITY 2.4).
var noSuchMailbox = []int{550, 551, 553}

// refusal judges a complete reply that is not the one hoped for.
func refusal(at phase, r reply) *trouble {
	t := &trouble{kind: crm.Temporary, key: phaseKeys[at], code: r.code, words: r.words(), stale: r.code == 421}
	if t.key == "" {
		t.key = "account.refused"
	}
	if r.code < 500 {
		// 4xx, and what makes no sense here. After the dot only a complete 4xx says
		// that the message was not taken.
		if at == phaseDot && r.code < 400 {
			t.kind = crm.Unclear
		}
		return t
	}
	switch {
	case at < phaseRcpt:
		t.kind = crm.Stopped
	case at == phaseDot:
		t.kind = crm.Refused
	case r.code == 530 || r.code == 535:
		t.kind = crm.Stopped
	case at == phaseRcpt && r.code == 552:
		// RFC 5321, 4.5.3.1.10: to be treated as 452.
	default:
		t.kind = crm.Refused
		// 5.7 is policy ("relaying denied"): it says nothing of the address.
		t.bad = at == phaseRcpt && slices.Contains(noSuchMailbox, r.code) && r.enhanced() != "5.7"
	}
	return t
}

// lost judges an error of the connection before anything could be complete.
func lost(err error) *trouble {
	t := &trouble{kind: crm.Temporary, key: "account.unreachable", words: clip(err.Error()), stale: true, cause: err}
	if errors.Is(err, context.Canceled) {
		t.stale = false
	}
	return t
}

// tlsTrouble tells a certificate that can't be trusted, which no retry mends,
// from a handshake that failed.
func tlsTrouble(err error) *trouble {
	t := lost(err)
	t.key = "account.tls_failed"
	var verify *tls.CertificateVerificationError
	var host x509.HostnameError
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	if errors.As(err, &verify) || errors.As(err, &host) || errors.As(err, &unknown) || errors.As(err, &invalid) {
		t.kind = crm.Stopped
		t.key = "account.certificate"
	}
	return t
}

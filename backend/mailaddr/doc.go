// Package mailaddr reads one email address as people type, paste and import it
// and gives the form that goes over SMTP, or the reason why it is none.
//
// The order: control characters are refused (they would forge headers), what
// can't be seen is stripped, a display form or a mailto: link is reduced to
// its address; then exactly one @; a local part in RFC 5321's dot-string form,
// in the letters of any script (RFC 6531); a domain in lower case and A-labels
// (RFC 5890) with at least one dot; the lengths of RFC 5321 4.5.3.1. What was
// changed, and what looks like a trick, comes back as a warning.
//
// net/mail and idna alone accept trailing invisible characters, one-label
// domains, address literals, empty labels and any length.
//
// Reading order: address.go, clean.go, domain.go, script.go.
//
// It must not know whose address it is, consent, or whether it exists.
package mailaddr

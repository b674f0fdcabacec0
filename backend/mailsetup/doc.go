// Package mailsetup knows what setting up an email account takes: the servers
// of providers, the one that an address probably uses, and what the DNS of the
// sender's domain should say so that mail arrives.
//
// Order of reading: preset.go (the providers), guess.go (which one an address
// has), advice.go (SPF, DKIM and DMARC of a domain) with spf.go and dkim.go.
//
// It asks the DNS through a Resolver that is passed in, and nothing else: it
// sends no mail and knows no database.
package mailsetup

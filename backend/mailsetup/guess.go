package mailsetup

import (
	"context"
	"net"
	"strings"
	"time"

	"stepwise/backend/crm"
)

// Resolver asks the DNS; net.Resolver does.
type Resolver interface {
	LookupTXT(ctx context.Context, name string) ([]string, error)
	LookupMX(ctx context.Context, name string) ([]*net.MX, error)
	LookupSRV(ctx context.Context, service, proto, name string) (string, []*net.SRV, error)
}

// patience is how long one question may take.
const patience = 4 * time.Second

// Guess says which server probably sends for an address: by its domain, by who
// takes the domain's mail, by what the domain itself says of its servers, else
// as web hosts name theirs. Without a network the last one is left.
func Guess(ctx context.Context, dns Resolver, email string) crm.MailGuess {
	g := crm.MailGuess{User: email}
	_, domain, _ := strings.Cut(email, "@")
	domain = strings.ToLower(domain)
	if p := byDomain(domain); p != nil {
		g.Preset, g.Sure, g.Say = p.MailPreset, true, crm.Say("account.guess.known", "name", p.Name)
		return g
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if names := exchangers(ctx, dns, domain); len(names) > 0 {
		if p := byExchange(names); p != nil {
			g.Preset, g.Sure, g.Say = p.MailPreset, true, crm.Say("account.guess.exchange", "domain", domain, "name", p.Name)
			if p.ID == "google" {
				g.Preset.PerDay = 2000 // of Workspace; 500 is for those without a domain of their own
			}
			return g
		}
	}
	g.Preset = hosting
	if host, port, mode, ok := announced(ctx, dns, domain); ok {
		g.Preset.Host, g.Preset.Port, g.Preset.TLS = host, port, mode
		g.Sure, g.Say = true, crm.Say("account.guess.announced", "domain", domain, "host", host)
		return g
	}
	g.Preset.Host = "mail." + domain
	g.Say = crm.Say("account.guess.usual", "host", g.Preset.Host)
	return g
}

func exchangers(ctx context.Context, dns Resolver, domain string) (names []string) {
	list, err := dns.LookupMX(ctx, domain)
	if err != nil {
		return nil
	}
	for _, mx := range list {
		names = append(names, mx.Host)
	}
	return names
}

// announced is the server that a domain names itself (RFC 6186, RFC 8314).
func announced(ctx context.Context, dns Resolver, domain string) (host string, port int, mode crm.TLSMode, ok bool) {
	for _, kind := range []struct {
		service string
		mode    crm.TLSMode
	}{{"submissions", crm.TLSImplicit}, {"submission", crm.TLSStartTLS}} {
		_, list, err := dns.LookupSRV(ctx, kind.service, "tcp", domain)
		if err != nil || len(list) == 0 {
			continue
		}
		host := strings.TrimSuffix(list[0].Target, ".")
		if host != "" && list[0].Port != 0 { // "." says that there is none
			return host, int(list[0].Port), kind.mode, true
		}
	}
	return "", 0, "", false
}

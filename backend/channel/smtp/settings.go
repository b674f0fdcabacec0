package mailer

import (
	"net/netip"
	"os"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/oauth"
)

// CheckSettings says everything that is wrong with the settings of an account
// before it is saved. secret says whether a password is given. Paths are the
// JSON names of the settings.
func CheckSettings(s crm.SMTPSettings, secret bool) crm.Problems {
	var p crm.Problems
	checkHost(&p, s.Host)
	if s.Port < 1 || s.Port > 65535 {
		p.Add("port", "account.port", "port", s.Port)
	}
	if !slices.Contains([]crm.TLSMode{crm.TLSStartTLS, crm.TLSImplicit, crm.TLSNone}, s.TLS) {
		p.Add("tls", "account.tls_mode")
	}
	if !slices.Contains([]string{"auto", "plain", "login", "oauth2", "none"}, s.Auth) {
		p.Add("auth", "account.auth_mode")
	}
	login := s.Auth != "none" && s.User != ""
	if s.TLS == crm.TLSNone && (secret || login) && s.Auth != "none" && !loopbackName(s.Host) {
		p.Add("tls", "account.cleartext_password")
	}
	if slices.Contains([]string{"plain", "login", "oauth2"}, s.Auth) && s.User == "" {
		p.Add("user", "account.user_missing")
	}
	if s.Auth == "oauth2" {
		p.AddBelow("oauth", oauth.Check(s.OAuth))
	} else if login && !secret {
		p.Add("secret", "account.password_missing")
	}
	for _, f := range []struct{ path, value string }{{"user", s.User}, {"fromName", s.FromName}} {
		if strings.ContainsAny(f.value, "\r\n\x00") {
			p.Add(f.path, "account.control_characters")
		}
	}
	if !bareAddress(s.FromEmail) {
		p.Add("fromEmail", "account.from_address", "address", s.FromEmail)
	}
	if s.CAFile != "" {
		if _, err := rootsWith(s.CAFile); err != nil {
			p.Add("caFile", caProblem(err), "file", s.CAFile)
		}
	}
	return p
}

func caProblem(err error) string {
	if os.IsNotExist(err) {
		return "account.ca_missing"
	}
	return "account.ca_unreadable"
}

// checkHost wants a name or an address alone: no port, path or user.
func checkHost(p *crm.Problems, host string) {
	if host == "" {
		p.Add("host", "account.host_missing")
		return
	}
	if _, err := netip.ParseAddr(host); err == nil {
		return
	}
	for i := range len(host) {
		c := host[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '.' && c != '_' {
			p.Add("host", "account.host_bad", "host", host)
			return
		}
	}
}

// loopbackName says whether a host is this computer by its name alone.
func loopbackName(host string) bool {
	addr, err := netip.ParseAddr(host)
	return (err == nil && addr.IsLoopback()) || strings.EqualFold(host, "localhost")
}

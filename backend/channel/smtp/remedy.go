package mailer

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"os"
	"strings"
	"syscall"

	"stepwise/backend/crm"
	"stepwise/backend/mailsetup"
)

// remedy is what somebody can do about a trouble; nil where the server's words
// say it all.
func (p *probe) remedy(t *trouble) *crm.Phrase {
	say := func(key string, pairs ...any) *crm.Phrase {
		out := crm.Say("account.fix."+key, append([]any{"host", p.settings.Host, "port", p.settings.Port}, pairs...)...)
		return &out
	}
	switch t.key {
	case "account.probe.name_failed":
		return p.nameRemedy(t, say)
	case "account.unreachable":
		return p.reachRemedy(t, say)
	case "account.certificate", "account.tls_failed":
		return tlsRemedy(t, say)
	case "account.no_starttls":
		return say("no_starttls")
	case "account.cleartext_password":
		return say("cleartext")
	case "account.no_auth":
		return p.noAuthRemedy(say)
	case "account.sign_in_again":
		return say("sign_in_again")
	case "account.login_refused":
		return p.loginRemedy(t, say)
	default:
		return p.mailRemedy(t, say)
	}
}

type saying func(key string, pairs ...any) *crm.Phrase

func (*probe) nameRemedy(t *trouble, say saying) *crm.Phrase {
	var d *net.DNSError
	if errors.As(t.cause, &d) && d.IsNotFound {
		return say("name_unknown")
	}
	return say("no_network")
}

// reachRemedy tells a port where nobody is from a network that is away, and a
// server that waits for TLS from one that is silent.
func (p *probe) reachRemedy(t *trouble, say saying) *crm.Phrase {
	var d *net.DNSError
	silent := errors.Is(t.cause, context.DeadlineExceeded) || errors.Is(t.cause, os.ErrDeadlineExceeded)
	switch {
	case errors.As(t.cause, &d):
		return p.nameRemedy(t, say)
	case errors.Is(t.cause, syscall.ECONNREFUSED) || strings.Contains(t.words, "refused"):
		return say("port_closed")
	case p.s != nil && p.settings.TLS != crm.TLSImplicit && p.settings.Port == 465:
		return say("wants_tls")
	case p.s != nil && p.settings.TLS != crm.TLSImplicit:
		return say("silent")
	case silent:
		return say("blocked")
	default:
		return say("no_network")
	}
}

func tlsRemedy(t *trouble, say saying) *crm.Phrase {
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var unknown x509.UnknownAuthorityError
	var plain tls.RecordHeaderError
	switch {
	case errors.As(t.cause, &name):
		return say("cert_name", "names", certificateNames(name.Certificate))
	case errors.As(t.cause, &invalid) && invalid.Reason == x509.Expired && invalid.Cert != nil:
		return say("cert_expired", "until", crm.At(invalid.Cert.NotAfter))
	case errors.As(t.cause, &unknown):
		return say("cert_unknown")
	case errors.As(t.cause, &plain):
		return say("tls_plain")
	case t.key == "account.certificate":
		return say("cert_bad")
	default:
		return say("tls_failed")
	}
}

func certificateNames(c *x509.Certificate) string {
	const most = 3
	names := c.DNSNames
	if len(names) == 0 {
		names = []string{c.Subject.CommonName}
	}
	return clip(strings.Join(names[:min(most, len(names))], ", "))
}

func (p *probe) noAuthRemedy(say saying) *crm.Phrase {
	if p.settings.TLS == crm.TLSNone {
		return say("cleartext")
	}
	if p.settings.Auth == "oauth2" {
		return say("no_oauth")
	}
	return say("no_auth")
}

// loginRemedy knows what the words of the big providers mean.
func (p *probe) loginRemedy(t *trouble, say saying) *crm.Phrase {
	words := strings.ToLower(t.words)
	preset, known := mailsetup.PresetOf(p.settings.Host)
	switch {
	case t.code < 500:
		return say("later")
	case p.settings.Auth == "oauth2":
		return say("sign_in_again")
	case strings.Contains(words, "smtpclientauthentication is disabled"):
		return say("smtp_auth_off")
	case preset.OnlyOAuth || strings.Contains(words, "basic authentication is disabled"):
		return say("sign_in")
	case known && preset.Link != "" || strings.Contains(words, "application-specific password"):
		return say("app_password", "name", preset.Name, "link", preset.Link)
	case !strings.Contains(p.settings.User, "@"):
		return say("user_name", "user", p.settings.User, "email", p.settings.FromEmail)
	default:
		return say("password")
	}
}

func (p *probe) mailRemedy(t *trouble, say saying) *crm.Phrase {
	words := strings.ToLower(t.words)
	loggedIn := p.settings.Auth != "none" && p.settings.User != ""
	switch {
	case t.code >= 400 && t.code < 500:
		return say("later")
	case t.code == 530 || !loggedIn && (strings.Contains(words, "relay") || strings.Contains(words, "authentic")):
		return say("must_login")
	case t.code >= 500 && t.kind == crm.Stopped || strings.Contains(words, "not owned") || strings.Contains(words, "send as"):
		return say("sender", "email", p.settings.FromEmail, "user", p.settings.User)
	default:
		return nil
	}
}

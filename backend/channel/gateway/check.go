package gateway

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"

	"stepwise/backend/crm"
)

// checkKey is the key that Check looks up; no message has it.
const checkKey = "stepwise-check"

// Check tries the account without sending: it connects, with TLS where the URL
// has it, and where there is a look-up asks for a message that doesn't exist,
// which shows whether the secret is right. What fails is an unavailable Error
// with the gateway's words.
func (c *Gateway) Check(ctx context.Context, a crm.Account) error {
	if a.Gateway == nil {
		return crm.Fail(crm.CodeInvalid, "account.no_settings")
	}
	u, err := url.Parse(values{}.fillURL(a.Gateway.URL))
	if err != nil {
		return crm.Fail(crm.CodeInvalid, "account.url_bad")
	}
	if err := c.touch(ctx, a.Gateway, u); err != nil {
		return crm.Fail(crm.CodeUnavailable, connectKey(err), "host", u.Host, "words", clip(err.Error()))
	}
	if a.Gateway.LookupURL == "" {
		return nil
	}
	r, err := c.ask(ctx, a, checkKey)
	switch {
	case err != nil:
		return crm.Fail(crm.CodeUnavailable, connectKey(err), "host", u.Host, "words", clip(err.Error()))
	case r.status == http.StatusUnauthorized || r.status == http.StatusForbidden:
		return crm.Fail(crm.CodeUnavailable, "account.login_refused", "host", u.Host, "words", words(r))
	case r.status == http.StatusOK:
		// It claims to know a key that never was: every look-up would say "arrived".
		return crm.Fail(crm.CodeUnavailable, "account.lookup_wrong", "host", u.Host, "words", words(r))
	case r.status != http.StatusNotFound || isPage(r):
		return crm.Fail(crm.CodeUnavailable, "account.refused", "host", u.Host, "words", words(r))
	}
	return nil
}

// touch connects and leaves.
func (c *Gateway) touch(ctx context.Context, g *crm.GatewaySettings, u *url.URL) error {
	guard, ok := guardFor(g, u)
	if !ok {
		return errBlocked
	}
	ctx, cancel := context.WithTimeout(ctx, waitAnswer)
	defer cancel()
	port := u.Port()
	if port == "" {
		port = u.Scheme // net knows "http" and "https" as ports
	}
	x := &exchange{guard: guard, roots: c.roots, commit: func() error { return errSealed }}
	dial := x.dial
	if u.Scheme == "https" {
		dial = x.dialTLS
	}
	conn, err := dial(ctx, "tcp", net.JoinHostPort(u.Hostname(), port))
	if err != nil {
		return err
	}
	return conn.(*guardedConn).tcp.Close()
}

func connectKey(err error) string {
	switch {
	case errors.Is(err, errBlocked):
		return "account.blocked"
	case badCertificate(err):
		return "account.certificate"
	default:
		return "account.unreachable"
	}
}

package gateway

import (
	"context"
	"net/http"
	"net/url"

	"stepwise/backend/channel/wire"
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
	if err := wire.Touch(ctx, u, c.reach(a)); err != nil {
		return wire.NoConnection(u.Host, err)
	}
	if a.Gateway.LookupURL == "" {
		return nil
	}
	r, err := c.ask(ctx, a, checkKey)
	switch {
	case err != nil:
		return wire.NoConnection(u.Host, err)
	case r.Status == http.StatusUnauthorized || r.Status == http.StatusForbidden:
		return crm.Fail(crm.CodeUnavailable, "account.login_refused", "host", u.Host, "words", r.Words())
	case r.Status == http.StatusOK:
		// It claims to know a key that never was: every look-up would say "arrived".
		return crm.Fail(crm.CodeUnavailable, "account.lookup_wrong", "host", u.Host, "words", r.Words())
	case r.Status != http.StatusNotFound || r.IsPage():
		return crm.Fail(crm.CodeUnavailable, "account.refused", "host", u.Host, "words", r.Words())
	}
	return nil
}

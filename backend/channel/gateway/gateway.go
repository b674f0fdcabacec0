package gateway

import (
	"context"
	"crypto/x509"
	"net/http"
	"strings"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
)

// Gateway hands SMS to HTTP gateways. It keeps nothing between messages and is
// safe for use by many at once.
type Gateway struct {
	roots *x509.CertPool // nil: the system's
}

// New makes a Gateway.
func New() *Gateway { return &Gateway{} }

// Compose is the text of the SMS; what goes over the wire is the account's
// template with it filled in. An empty text, or a value that would break a
// header of the request, is an invalid Error.
func (*Gateway) Compose(a crm.Account, m crm.Message, r crm.Rendered) ([]byte, error) {
	if a.Gateway == nil {
		return nil, crm.Fail(crm.CodeInvalid, "account.no_settings")
	}
	if r.Text == "" {
		return nil, crm.Fail(crm.CodeInvalid, "account.compose.empty")
	}
	text := strings.ToValidUTF8(r.Text, "\uFFFD")
	if _, err := request(context.Background(), a, m, text); err != nil {
		return nil, err
	}
	return []byte(text), nil
}

// Send makes one request for the text in raw, over a connection of its own.
// commit is called at most once, just before the first byte of the request; if
// it fails the connection is closed and nothing was sent.
func (c *Gateway) Send(ctx context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome {
	if a.Gateway == nil {
		return crm.Outcome{Kind: crm.Stopped, Words: "no gateway settings"}
	}
	req, err := request(ctx, a, m, string(raw))
	if err != nil {
		return crm.Outcome{Kind: crm.Refused, Words: wire.Clip(err.Error())}
	}
	r, out, ok := wire.HandOver(ctx, req, c.reach(a), commit)
	if !ok {
		return out
	}
	return judge(a.Gateway, r)
}

// reach is how far an account's requests may go.
func (c *Gateway) reach(a crm.Account) wire.Options {
	return wire.Options{Private: a.Gateway.AllowPrivate, Roots: c.roots}
}

// Lookup asks the gateway whether it took the message with this key: 200 is
// yes and 404 is no. Anything else, and a web page in either, is no proof.
func (c *Gateway) Lookup(ctx context.Context, a crm.Account, key string) crm.Found {
	if a.Gateway == nil || a.Gateway.LookupURL == "" {
		return crm.FoundUnknown
	}
	r, err := c.ask(ctx, a, key)
	switch {
	case err != nil || !r.Whole || r.IsPage():
		return crm.FoundUnknown
	case r.Status == http.StatusOK:
		return crm.FoundYes
	case r.Status == http.StatusNotFound:
		return crm.FoundNo
	default:
		return crm.FoundUnknown
	}
}

func (c *Gateway) ask(ctx context.Context, a crm.Account, key string) (wire.Reply, error) {
	return c.get(ctx, a, a.Gateway.LookupURL, valuesOf(a, "", "", key))
}

// get asks for something with the account's headers.
func (c *Gateway) get(ctx context.Context, a crm.Account, address string, v values) (wire.Reply, error) {
	req, err := wire.Request(ctx, http.MethodGet, v.fillURL(address), "", nil)
	if err != nil {
		return wire.Reply{}, err
	}
	if err := dress(req, a.Gateway, v); err != nil {
		return wire.Reply{}, err
	}
	return wire.Ask(ctx, req, c.reach(a))
}

// Close has nothing to close.
func (*Gateway) Close() {}

// CheckAccount says everything wrong with an account's settings, at the paths
// of its gateway part.
func (*Gateway) CheckAccount(a crm.Account) crm.Problems { return CheckSettings(*a.Gateway) }

package gateway

import (
	"bytes"
	"context"
	"net/http"
	"slices"
	"strings"

	"stepwise/backend/crm"
)

// contentTypes are the headers for the kinds of body.
var contentTypes = map[string]string{
	"json": "application/json",
	"form": "application/x-www-form-urlencoded",
	"text": "text/plain; charset=utf-8",
}

// escapes are the ways to escape a value in the kinds of body.
var escapes = map[string]func(string) string{"json": inJSON, "form": inQuery, "text": asIs}

// request makes the HTTP request for a text. A value that would break a header
// is an invalid Error.
func request(ctx context.Context, a crm.Account, m crm.Message, text string) (*http.Request, error) {
	g := a.Gateway
	v := values{"to": m.To, "text": text, "key": m.Key, "from": g.From, "secret": a.Secret}
	var body []byte
	if g.Method != http.MethodGet {
		escape := escapes[g.ContentType]
		if escape == nil {
			return nil, crm.Fail(crm.CodeInvalid, "account.content_type")
		}
		body = []byte(v.fill(g.Body, escape))
	}
	req, err := bare(ctx, g, g.Method, v.fillURL(g.URL), v)
	if err != nil {
		return nil, err
	}
	if g.Method != http.MethodGet {
		req.Body = http.NoBody
		if len(body) > 0 {
			req.Body = readCloser{bytes.NewReader(body)}
		}
		req.ContentLength = int64(len(body))
		req.Header.Set("Content-Type", contentTypes[g.ContentType])
	}
	if g.KeyHeader != "" {
		req.Header.Set(g.KeyHeader, m.Key)
	}
	return req, nil
}

// readCloser hides that the body could be read again: net/http repeats requests
// with such a body by itself. GetBody stays nil for the same reason.
type readCloser struct{ *bytes.Reader }

func (readCloser) Close() error { return nil }

// bare makes a request without a body, with the account's headers.
func bare(ctx context.Context, g *crm.GatewaySettings, method, address string, v values) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		// The error quotes the address, and the secret may be in it.
		return nil, crm.Fail(crm.CodeInvalid, "account.url_bad")
	}
	req.Header.Set("User-Agent", "Stepwise")
	for name, template := range g.Headers {
		value := v.fill(template, asIs)
		if strings.ContainsAny(value, "\r\n\x00") || !token(name) || slices.Contains(ownHeaders, strings.ToLower(name)) {
			return nil, crm.Fail(crm.CodeInvalid, "account.compose.header", "header", name)
		}
		req.Header.Set(name, value)
	}
	return req, nil
}

// ownHeaders belong to the connection; settings can't set them.
var ownHeaders = []string{"host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer", "expect"}

// token says whether a text can be the name of a header.
func token(name string) bool {
	for i := range len(name) {
		c := name[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && strings.IndexByte("!#$%&'*+-.^_`|~", c) < 0 {
			return false
		}
	}
	return name != ""
}

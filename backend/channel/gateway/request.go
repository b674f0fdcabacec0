package gateway

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"stepwise/backend/channel/wire"
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
	v := valuesOf(a, m.To, text, m.Key)
	var body []byte
	if g.Method != http.MethodGet {
		escape := escapes[g.ContentType]
		if escape == nil {
			return nil, crm.Fail(crm.CodeInvalid, "account.content_type")
		}
		body = []byte(v.fill(g.Body, escape))
	}
	kind := ""
	if g.Method != http.MethodGet {
		kind = contentTypes[g.ContentType]
	}
	req, err := wire.Request(ctx, g.Method, v.fillURL(g.URL), kind, body)
	if err != nil {
		return nil, err
	}
	if err := dress(req, g, v); err != nil {
		return nil, err
	}
	if g.KeyHeader != "" {
		req.Header.Set(g.KeyHeader, m.Key)
	}
	return req, nil
}

// dress adds the account's headers.
func dress(req *http.Request, g *crm.GatewaySettings, v values) error {
	for name, template := range g.Headers {
		value := v.fill(template, asIs)
		if strings.ContainsAny(value, "\r\n\x00") || !token(name) || slices.Contains(ownHeaders, strings.ToLower(name)) {
			return crm.Fail(crm.CodeInvalid, "account.compose.header", "header", name)
		}
		req.Header.Set(name, value)
	}
	return nil
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

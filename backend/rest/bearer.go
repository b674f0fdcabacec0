package rest

import (
	"crypto/sha256"
	"encoding/hex"
	"net"
	"net/http"
	"strings"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// bearer knows callers by their tokens, and holds each to its rate.
type bearer struct {
	service *api.Service
	rates   *rates
}

// who finds the caller of a request. Who comes without a good token is counted
// by address, so that guessing is slow.
func (b *bearer) who(w http.ResponseWriter, r *http.Request) (*caller, error) {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok || token == "" {
		return nil, b.stranger(w, r, "rest.no_token")
	}
	hash := sha256.Sum256([]byte(token))
	name := hex.EncodeToString(hash[:16])
	session, scopes, err := b.service.Bearer(r.Context(), token)
	if err != nil {
		if crm.CodeOf(err) == crm.CodeForbidden || crm.CodeOf(err) == crm.CodeNotFound {
			return nil, b.stranger(w, r, "rest.bad_token")
		}
		return nil, err
	}
	if wait := b.rates.take(name); wait > 0 {
		return nil, tooMany(wait)
	}
	return &caller{session: session, scopes: scopes, name: name}, nil
}

func (b *bearer) stranger(w http.ResponseWriter, r *http.Request, key string) error {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if wait := b.rates.take("from " + host); wait > 0 {
		return tooMany(wait)
	}
	w.Header().Set("WWW-Authenticate", `Bearer realm="Stepwise"`)
	return newProblem(http.StatusUnauthorized, crm.Fail(crm.CodeForbidden, key))
}

func tooMany(seconds int) *Problem {
	p := newProblem(http.StatusTooManyRequests, crm.Fail(crm.CodeUnavailable, "rest.too_many", "seconds", seconds))
	p.after = seconds
	return p
}

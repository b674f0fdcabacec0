// Package wire is how all gateways are talked to: one request over one fresh
// connection, to an address that may be reached, with the commit just before
// its first byte.
//
// Order of reading: wire.go (what a kind of gateway calls), exchange.go (one
// request), guard.go (which addresses may be reached), answer.go (what is the
// same in every answer).
//
// It never sends a request twice, follows no redirect, uses no proxy and keeps
// no connection. It knows nothing of what the requests mean.
package wire

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"

	"stepwise/backend/crm"
)

// Options say how far requests may go.
type Options struct {
	Private bool           // loopback and private addresses are allowed
	Among   []string       // instead: only these of them, as crm.Reachable reads them
	Roots   *x509.CertPool // nil: the system's
}

// guard is the guard of a URL under these options.
func (o Options) guard(u *url.URL) (Guard, bool) {
	if o.Private {
		return GuardFor(u, true)
	}
	return GuardAmong(u, o.Among)
}

// HandOver makes one request. commit is called at most once, just before the
// first byte of the request; if it fails the connection is closed and nothing
// was sent. ok says that an answer came; otherwise the outcome says what the
// lack of one means.
func HandOver(ctx context.Context, req *http.Request, o Options, commit func() error) (r Reply, out crm.Outcome, ok bool) {
	g, allowed := o.guard(req.URL)
	if !allowed {
		return r, crm.Outcome{Kind: crm.Stopped, Words: Clip("address not allowed: " + req.URL.Scheme + "://" + req.URL.Host)}, false
	}
	x := &exchange{guard: g, roots: o.Roots, commit: commit}
	r, err := x.do(ctx, req)
	handed, commitErr := x.seal()
	switch {
	case commitErr != nil:
		return r, crm.Outcome{Kind: crm.Aborted, Words: Clip(commitErr.Error())}, false
	case err != nil && !handed:
		return r, Unsent(err), false
	case err != nil:
		return r, crm.Outcome{Kind: crm.Unclear, Words: Clip(err.Error())}, false
	}
	return r, out, true
}

// Ask makes one request that changes nothing.
func Ask(ctx context.Context, req *http.Request, o Options) (Reply, error) {
	g, allowed := o.guard(req.URL)
	if !allowed {
		return Reply{}, ErrBlocked
	}
	x := &exchange{guard: g, roots: o.Roots, commit: func() error { return nil }}
	return x.do(ctx, req)
}

// Touch connects to where a URL leads, and leaves.
func Touch(ctx context.Context, u *url.URL, o Options) error {
	g, allowed := o.guard(u)
	if !allowed {
		return ErrBlocked
	}
	ctx, cancel := context.WithTimeout(ctx, waitAnswer)
	defer cancel()
	port := u.Port()
	if port == "" {
		port = u.Scheme // net knows "http" and "https" as ports
	}
	x := &exchange{guard: g, roots: o.Roots, commit: func() error { return errSealed }}
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

// Dial connects for a protocol that isn't HTTP, over TLS if asked.
func Dial(ctx context.Context, address string, secure bool, o Options) (net.Conn, error) {
	conn, err := (&net.Dialer{Control: Guard{Private: o.Private}.control}).DialContext(ctx, "tcp", address)
	if err != nil || !secure {
		return conn, err
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	over := tls.Client(conn, &tls.Config{ServerName: host, RootCAs: o.Roots, MinVersion: tls.VersionTLS12})
	if err := over.HandshakeContext(ctx); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return over, nil
}

// Request makes a request with a body that nobody can read again: net/http
// repeats requests with such a body by itself. A body without a type has none.
func Request(ctx context.Context, method, address, contentType string, body []byte) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return nil, crm.Fail(crm.CodeInvalid, "account.url_bad") // the error quotes the address, and a secret may be in it
	}
	req.Header.Set("User-Agent", "Stepwise")
	if contentType == "" {
		return req, nil
	}
	req.Body = http.NoBody
	if len(body) > 0 {
		req.Body = readCloser{bytes.NewReader(body)}
	}
	req.ContentLength = int64(len(body))
	req.Header.Set("Content-Type", contentType)
	return req, nil
}

// readCloser hides that the body could be read again. GetBody stays nil for the
// same reason.
type readCloser struct{ *bytes.Reader }

func (readCloser) Close() error { return nil }

// NoConnection is what to tell of a check that found nobody.
func NoConnection(host string, err error) *crm.Error {
	key := "account.unreachable"
	switch {
	case errors.Is(err, ErrBlocked):
		key = "account.blocked"
	case badCertificate(err):
		key = "account.certificate"
	}
	return crm.Fail(crm.CodeUnavailable, key, "host", host, "words", Clip(err.Error()))
}

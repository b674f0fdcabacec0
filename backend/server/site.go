package server

import (
	"context"
	"crypto/tls"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"net/netip"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"stepwise/backend/crm"
)

// Site is how others than this computer reach the server. The zero value is that
// they don't: it listens on loopback, in clear.
type Site struct {
	Hosts   []string       // public names, as browsers ask for them: "crm.firma.ro"
	Proxies []netip.Prefix // it stands behind these, and TLS is theirs
	TLS     *tls.Config    // TLS is its own
}

// open says whether others are served.
func (s Site) open() bool { return len(s.Hosts) > 0 }

// secure says whether browsers come by TLS.
func (s Site) secure() bool { return s.TLS != nil || len(s.Proxies) > 0 }

// Listen opens the address, "127.0.0.1:8080"; port 0 takes a free one. An
// address that others can reach is invalid, "server.not_loopback", where the
// site is not open; one that is taken is unavailable, "server.address_taken".
func Listen(ctx context.Context, addr string, site Site) (net.Listener, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, crm.Fail(crm.CodeInvalid, "server.bad_address", "address", addr)
	}
	inside := !site.open()
	if ip := net.ParseIP(host); inside && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, crm.Fail(crm.CodeInvalid, "server.not_loopback", "address", addr)
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		e := crm.Fail(crm.CodeUnavailable, "server.address_taken", "address", addr, "reason", err.Error())
		e.Cause = err
		return nil, e
	}
	if tcp, ok := l.Addr().(*net.TCPAddr); inside && (!ok || !tcp.IP.IsLoopback()) { // what "localhost" really was
		return nil, errors.Join(crm.Fail(crm.CodeInvalid, "server.not_loopback", "address", addr), l.Close())
	}
	return l, nil
}

// ReadTLS serves with a certificate and its key, both PEM. When the files are
// replaced, the next connection gets what they hold then; while they can't be
// read, what they held before. Errors: invalid "server.bad_certificate".
func ReadTLS(certFile, keyFile string) (*tls.Config, error) {
	pair := &keyPair{cert: certFile, key: keyFile}
	if _, err := pair.get(nil); err != nil {
		e := crm.Fail(crm.CodeInvalid, "server.bad_certificate", "file", certFile, "reason", err.Error())
		e.Cause = err
		return nil, e
	}
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: pair.get, NextProtos: []string{"http/1.1"}}, nil
}

type keyPair struct {
	cert, key string
	mu        sync.Mutex
	seen      [2]time.Time
	now       *tls.Certificate
}

func (p *keyPair) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	seen, err := changed(p.cert, p.key)
	if err == nil && seen != p.seen {
		var fresh tls.Certificate
		if fresh, err = tls.LoadX509KeyPair(p.cert, p.key); err == nil {
			p.now, p.seen = &fresh, seen
		}
	}
	if p.now != nil { // an old certificate is better than none
		return p.now, nil
	}
	return nil, err
}

func changed(names ...string) (at [2]time.Time, err error) {
	for i, name := range names {
		var info fs.FileInfo
		if info, err = os.Stat(name); err != nil {
			return at, err
		}
		at[i] = info.ModTime()
	}
	return at, nil
}

// arrival is where a request really comes from.
type arrival struct {
	address string // of the browser
	local   bool   // it is on this computer, and no proxy was on the way
}

type arrivalKey struct{}

func arrivalOf(r *http.Request) arrival {
	a, _ := r.Context().Value(arrivalKey{}).(arrival)
	return a
}

// arrived finds out where a request comes from. What X-Forwarded-… says counts
// only from the proxies of the site; behind them nobody else is answered, and
// nobody who came to them in clear.
func (s *Server) arrived(next http.Handler) http.Handler {
	proxies := s.options.Site.Proxies
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		peer := peerOf(r)
		a := arrival{address: peer.String(), local: peer.IsLoopback() && len(proxies) == 0}
		if len(proxies) == 0 && forwarded(r) { // a proxy that nobody told us about: what it says is nobody's word
			a.local = false
		}
		if len(proxies) > 0 && r.URL.Path != "/healthz" {
			if !within(peer, proxies) {
				writeError(w, http.StatusForbidden, crm.Fail(crm.CodeForbidden, "server.only_proxy"))
				return
			}
			if proto := r.Header.Get("X-Forwarded-Proto"); proto != "" && !strings.EqualFold(proto, "https") {
				writeError(w, http.StatusForbidden, crm.Fail(crm.CodeForbidden, "server.proxy_in_clear"))
				return
			}
			if host := r.Header.Get("X-Forwarded-Host"); host != "" {
				r.Host = host
			}
			a.address = client(r, peer, proxies)
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), arrivalKey{}, a)))
	})
}

func peerOf(r *http.Request) netip.Addr {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return at.Addr().Unmap().WithZone("")
}

func forwarded(r *http.Request) bool {
	for _, name := range []string{"X-Forwarded-For", "Forwarded", "X-Real-Ip", "X-Forwarded-Host"} {
		if r.Header.Get(name) != "" {
			return true
		}
	}
	return false
}

func within(ip netip.Addr, list []netip.Prefix) bool {
	return slices.ContainsFunc(list, func(p netip.Prefix) bool { return p.Contains(ip) })
}

// client is the last address in X-Forwarded-For that is no proxy of ours: what
// stands before it is what the client made up.
func client(r *http.Request, peer netip.Addr, proxies []netip.Prefix) string {
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		ip, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			break
		}
		if ip = ip.Unmap().WithZone(""); !within(ip, proxies) {
			return ip.String()
		}
	}
	return peer.String()
}

package public

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

type arrivalKey struct{}

// addressOf is where a request really comes from.
func addressOf(r *http.Request) string {
	address, _ := r.Context().Value(arrivalKey{}).(string)
	return address
}

var plain = regexp.MustCompile(`^/[A-Za-z0-9._~/-]*$`)

// onlyPlainPaths answers 404 where a path is written in a way that none of ours
// is: escaped, with "..", with "//".
func (s *Server) onlyPlainPaths(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		given := r.URL.EscapedPath()
		if clean := path.Clean(given); !plain.MatchString(given) || clean != given && clean+"/" != given {
			s.fail(w, r, http.StatusNotFound)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// arrived finds out where a request comes from. What X-Forwarded-… says counts
// only from the proxies; behind them nobody else is answered, and nobody who came
// to them in clear.
func (s *Server) arrived(next http.Handler) http.Handler {
	proxies := s.options.Proxies
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		peer := peerOf(r.RemoteAddr)
		address := peer.String()
		if len(proxies) > 0 {
			proto := r.Header.Get("X-Forwarded-Proto")
			if !within(peer, proxies) || proto != "" && !strings.EqualFold(proto, "https") {
				s.fail(w, r, http.StatusForbidden)
				return
			}
			if host := r.Header.Get("X-Forwarded-Host"); host != "" {
				r.Host = host
			}
			address = client(r, peer, proxies)
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), arrivalKey{}, address)))
	})
}

func peerOf(remote string) netip.Addr {
	at, err := netip.ParseAddrPort(remote)
	if err != nil {
		return netip.Addr{}
	}
	return at.Addr().Unmap().WithZone("")
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

// onlyOurHost answers under the public address and under the address that the
// connection came to, by its number: another name is a web page that made its own
// name point here.
func (s *Server) onlyOurHost(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.mayCome(w, r, atMostPerMinute) {
			return
		}
		facts, err := s.options.Service.PublicFacts(r.Context())
		if err != nil {
			s.down(w, r, err)
			return
		}
		s.facts.Store(&facts)
		if !slices.Contains(ourHosts(r, facts.Base), strings.ToLower(r.Host)) {
			s.fail(w, r, http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func ourHosts(r *http.Request, base string) (hosts []string) {
	if u, err := url.Parse(base); err == nil && u.Host != "" {
		host, usual := strings.ToLower(u.Host), map[string]string{"https": ":443", "http": ":80"}[u.Scheme]
		hosts = append(hosts, host, strings.TrimSuffix(host, usual))
		if u.Port() == "" {
			hosts = append(hosts, host+usual)
		}
	}
	if at, ok := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr); ok {
		own := netip.AddrPortFrom(at.AddrPort().Addr().Unmap().WithZone(""), at.AddrPort().Port())
		hosts = append(hosts, own.String())
		if own.Addr().IsLoopback() {
			_, port, _ := net.SplitHostPort(own.String())
			hosts = append(hosts, "localhost:"+port)
		}
	}
	return hosts
}

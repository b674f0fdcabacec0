package server

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"stepwise/backend/crm"
)

// The SPA needs nothing from elsewhere. Inline styles are Mantine's: it writes
// its variables into a style element and positions into style attributes.
const contentPolicy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
	"img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// headers sets what every answer carries, errors too. Whatever may be kept says
// so itself; the rest is never stored.
func headers(site Site, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
		h.Set("Cache-Control", "no-store")
		if site.secure() {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// ourHosts are the names under which this server may be asked: the public ones
// of an open site, else those of this computer. Any other one is a web page that
// made its own name point here.
func (s *Server) ourHosts() []string {
	port := s.port()
	site := s.options.Site
	if site.open() {
		var hosts []string
		for _, h := range site.Hosts {
			h = strings.ToLower(h)
			hosts = append(hosts, h, h+":443")
			if site.TLS != nil {
				hosts = append(hosts, net.JoinHostPort(h, port))
			}
		}
		return hosts
	}
	hosts := []string{"localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port, s.listener.Addr().String()}
	if port == "80" || port == "443" && site.secure() {
		hosts = append(hosts, "localhost", "127.0.0.1", "[::1]")
	}
	return hosts
}

func (s *Server) onlyOurHost(next http.Handler) http.Handler {
	hosts := s.ourHosts()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !slices.Contains(hosts, strings.ToLower(r.Host)) {
			writeError(w, http.StatusMisdirectedRequest, crm.Fail(crm.CodeForbidden, "server.wrong_host", "host", r.Host))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// onlyOurOrigin refuses what another site's page sends. CrossOriginProtection
// looks at writing methods; events and files are held to the same origin here,
// because they are data too. A link from elsewhere to the front page is fine:
// the browser leaves the cookie out, and it shows what to do.
func (s *Server) onlyOurOrigin(next http.Handler) http.Handler {
	cross := http.NewCrossOriginProtection()
	refuse := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		writeError(w, http.StatusForbidden, crm.Fail(crm.CodeForbidden, "server.wrong_origin"))
	})
	cross.SetDenyHandler(refuse)
	checked := cross.Handler(next)
	hosts, scheme := s.ourHosts(), "http"
	if s.options.Site.secure() {
		scheme = "https"
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !ourOrigin(r, scheme, hosts) || foreignFetch(r) {
			refuse(w, r)
			return
		}
		checked.ServeHTTP(w, r)
	})
}

// ourOrigin says whether the Origin header, where there is one, is the address
// that was asked.
func ourOrigin(r *http.Request, scheme string, hosts []string) bool {
	for _, origin := range r.Header.Values("Origin") {
		u, err := url.Parse(origin)
		if err != nil || u.Scheme != scheme || !strings.EqualFold(u.Host, r.Host) || !slices.Contains(hosts, strings.ToLower(u.Host)) {
			return false
		}
	}
	return true
}

// foreignFetch says whether the browser reports another site's page as asking
// for something other than a page to go to.
func foreignFetch(r *http.Request) bool {
	site := r.Header.Get("Sec-Fetch-Site")
	if site == "" || site == "same-origin" || site == "none" {
		return false
	}
	goingThere := r.Method == http.MethodGet && r.Header.Get("Sec-Fetch-Mode") == "navigate" &&
		r.Header.Get("Sec-Fetch-Dest") == "document"
	return !goingThere
}

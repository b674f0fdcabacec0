package server

import (
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
func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// ourHosts are the names under which this server may be asked. Any other one
// is a web page that made its own name point here.
func (s *Server) ourHosts() []string {
	port := s.port()
	hosts := []string{"localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port, s.listener.Addr().String()}
	if port == "80" {
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
	hosts := s.ourHosts()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !ourOrigin(r, hosts) || foreignFetch(r) {
			refuse(w, r)
			return
		}
		checked.ServeHTTP(w, r)
	})
}

// ourOrigin says whether the Origin header, where there is one, is the address
// that was asked.
func ourOrigin(r *http.Request, hosts []string) bool {
	for _, origin := range r.Header.Values("Origin") {
		u, err := url.Parse(origin)
		if err != nil || u.Scheme != "http" || !strings.EqualFold(u.Host, r.Host) || !slices.Contains(hosts, strings.ToLower(u.Host)) {
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

// onlyWithSession answers 401 without a session: a page to browsers that came
// for one, an error to everything else.
func (s *Server) onlyWithSession(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.door.knows(r) {
			next.ServeHTTP(w, r)
			return
		}
		if r.Method == http.MethodGet && r.URL.Path == "/" {
			s.closedPage(w, r, "server.sign_in_needed")
			return
		}
		writeError(w, http.StatusUnauthorized, crm.Fail(crm.CodeForbidden, "server.no_session"))
	})
}

// Package public is what clients reach: forms, links, unsubscribing, and what
// other programs call without a session. It listens apart from the application,
// knows nobody, and sets no cookies.
//
// Order of the rules, outermost first: the headers every answer carries, plain
// paths only, where the request really comes from (proxies), which Host, how
// often one address may come, then the routes with the limits of each.
//
// It must not know what is in the database; what a page asks of the program goes
// through methods of api.Service that need no session.
package public

import (
	"log/slog"
	"net/http"
	"net/netip"
	"sync/atomic"
	"time"

	"stepwise/backend/api"
)

// Options are what a Server is made of.
type Options struct {
	Service *api.Service
	Log     *slog.Logger
	Since   func() time.Duration // a clock that only goes forward: rates; nil stands still
	Proxies []netip.Prefix       // it stands behind these, and TLS is theirs; nobody else is answered
	Secure  bool                 // TLS is its own
	Slow    time.Duration        // how long a request may take to arrive; 0: requestTime
}

// Server answers what is public.
type Server struct {
	options Options
	rates   *rates
	facts   atomic.Pointer[api.PublicFacts] // as they were last read
}

// New makes the public side; nothing answers before its Handler is served.
func New(options Options) *Server {
	if options.Since == nil {
		options.Since = func() time.Duration { return 0 }
	}
	if options.Slow == 0 {
		options.Slow = requestTime
	}
	s := &Server{options: options, rates: newRates(options.Since)}
	s.facts.Store(&api.PublicFacts{})
	return s
}

// secure says whether browsers come by TLS.
func (s *Server) secure() bool { return s.options.Secure || len(s.options.Proxies) > 0 }

// routes are all routes. Each slice has its own list in its own file.
func (s *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	for _, add := range []func(*http.ServeMux){
		s.lookRoutes, s.okRoutes, s.hookRoutes, s.unsubscribeRoutes,
		s.linkRoutes, s.inletRoutes, s.formRoutes,
	} {
		add(mux)
	}
	return mux
}

// Handler is the routes with everything that comes before them.
func (s *Server) Handler() http.Handler {
	routed := s.known(s.routes())
	return s.headers(s.onlyPlainPaths(s.arrived(s.onlyOurHost(routed))))
}

// known answers what no route takes: 404, and 405 for a route's other methods.
func (s *Server) known(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		refuse, pattern := mux.Handler(r)
		if pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		if !s.mayCome(w, r, perMinute) {
			return
		}
		p := &probe{header: http.Header{}}
		refuse.ServeHTTP(p, r)
		if p.status == http.StatusMethodNotAllowed {
			w.Header()["Allow"] = p.header["Allow"]
			s.fail(w, r, http.StatusMethodNotAllowed)
			return
		}
		s.fail(w, r, http.StatusNotFound)
	})
}

// probe hears what the router would have answered.
type probe struct {
	header http.Header
	status int
}

func (p *probe) Header() http.Header         { return p.header }
func (p *probe) Write(b []byte) (int, error) { return len(b), nil }
func (p *probe) WriteHeader(status int)      { p.status = status }

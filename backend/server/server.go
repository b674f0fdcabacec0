// Package server is `stepwise serve`: the operations as POST /rpc/<Method>,
// what changed as server-sent events, the SPA's files, and the sign-in.
//
// Order of the rules, outermost first: the headers every answer carries, where
// the request really comes from (proxies), which Host (421), which origin (403),
// who asks (401), then the routes. Without a session nothing answers but the
// sign-in, the health, what Options.Public takes from other programs, and room
// rest, which asks for a token.
//
// It must not know what an operation does, nor that there is a window.
package server

import (
	"context"
	"crypto/tls"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/login"
	"stepwise/backend/oauth"
	"stepwise/backend/rest"
)

// Options are what a Server is made of.
type Options struct {
	Service *api.Service
	Assets  fs.FS // the built SPA, index.html at its top
	Log     *slog.Logger
	Site    Site
	Public  http.Handler         // POST /hooks/…: other programs, without a session; nil for none
	Metrics string               // the token that opens /metrics to others than this computer
	Since   func() time.Duration // a clock that only goes forward, for durations; nil measures nothing
	Access  *slog.Logger         // a line for each request; nil for none
}

// The limits of one request. No operation takes longer than a second: what does
// is a job.
const (
	maxBody      = 32 << 20 // of an operation that takes a file
	maxInput     = 4 << 20  // of any other one
	maxForm      = 8 << 10
	maxHook      = 64 << 10
	maxHeader    = 32 << 10
	headerTime   = 10 * time.Second
	requestTime  = time.Minute
	answerTime   = 2 * time.Minute
	idleTime     = 2 * time.Minute
	shutdownTime = 5 * time.Second
	heartbeat    = 15 * time.Second
)

// Server answers on one listener.
type Server struct {
	options  Options
	listener net.Listener
	keeper   *login.Keeper
	counts   *counts
	leaving  chan struct{} // closed when the server ends
	left     sync.Once
}

// New makes the server of a listener; nothing answers before Run.
func New(options Options, l net.Listener) *Server {
	if options.Since == nil {
		options.Since = func() time.Duration { return 0 }
	}
	if options.Site.TLS != nil {
		l = tls.NewListener(l, options.Site.TLS)
	}
	return &Server{
		options: options, listener: l, keeper: options.Service.Login(), counts: newCounts(), leaving: make(chan struct{}),
	}
}

// Address is where it answers, "http://127.0.0.1:8080"; behind a proxy, what the
// proxy makes of it.
func (s *Server) Address() string {
	switch site := s.options.Site; {
	case len(site.Proxies) > 0:
		return "https://" + site.Hosts[0]
	case site.TLS != nil && len(site.Hosts) > 0 && s.port() == "443":
		return "https://" + site.Hosts[0]
	case site.TLS != nil && len(site.Hosts) > 0:
		return "https://" + net.JoinHostPort(site.Hosts[0], s.port())
	case site.TLS != nil:
		return "https://" + s.listener.Addr().String()
	default:
		return "http://" + s.listener.Addr().String()
	}
}

// SignInLink is the link that lets one browser or program in, once, as the
// owner. There is none where others than this computer are served: a link in a
// log would let its readers in.
func (s *Server) SignInLink() string {
	if s.options.Site.open() {
		return ""
	}
	return s.Address() + "/sign-in?token=" + s.keeper.Ticket()
}

// Run answers until ctx ends, then lets running requests finish for a few
// seconds. A clean end is nil.
func (s *Server) Run(ctx context.Context) error {
	live, hangUp := context.WithCancel(context.Background())
	defer hangUp()
	srv := &http.Server{
		Handler:           s.handler(),
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       requestTime,
		WriteTimeout:      answerTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    maxHeader,
		BaseContext:       func(net.Listener) context.Context { return live },
		ErrorLog:          slog.NewLogLogger(s.options.Log.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(s.listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	s.left.Do(func() { close(s.leaving) }) // event streams end now, requests may finish
	grace, cancel := context.WithTimeout(context.Background(), shutdownTime)
	defer cancel()
	if err := srv.Shutdown(grace); err != nil {
		return errors.Join(err, srv.Close())
	}
	return nil
}

func (s *Server) port() string {
	return strconv.Itoa(s.listener.Addr().(*net.TCPAddr).Port)
}

// handler is the routes with everything that comes before them.
func (s *Server) handler() http.Handler {
	inside := http.NewServeMux()
	s.on(inside, "POST /rpc/{method}", s.rpc)
	s.on(inside, "GET /events", s.events)
	s.on(inside, "POST /files", s.addFile)
	s.on(inside, "GET /files/{id}", s.giveFile)
	s.on(inside, "GET /", s.file)

	outside := http.NewServeMux()
	s.on(outside, "GET /sign-in", s.signIn)
	s.on(outside, "GET /login", s.loginPage)
	s.on(outside, "POST /login", s.login)
	s.on(outside, "POST /login/code", s.loginCode)
	s.on(outside, "GET /invitation", s.invitationPage)
	s.on(outside, "POST /invitation", s.acceptInvitation)
	s.on(outside, "POST /logout", s.logout)
	s.on(outside, "GET /login.css", s.pagePart)
	s.on(outside, "GET /login.js", s.pagePart)
	s.on(outside, "GET /metrics", s.metrics)
	if s.options.Public != nil {
		s.on(outside, "POST /hooks/", s.hooks())
	}
	s.on(outside, rest.Prefix+"/", rest.New(rest.Options{Service: s.options.Service, Log: s.options.Log, Since: s.options.Since}).ServeHTTP) // by token, never by cookie
	outside.Handle("/", s.onlyWithSession(inside))
	known := s.onlyOurHost(s.onlyOurOrigin(outside))

	all := http.NewServeMux()
	s.on(all, "GET /healthz", s.health)                                                 // whoever asks for it may call us by our address
	s.on(all, "GET "+oauth.Path, s.onlyOurHost(http.HandlerFunc(s.signedIn)).ServeHTTP) // the provider's page leads here
	all.Handle("/", known)
	return s.noted(headers(s.options.Site, s.arrived(onlyPlainPaths(all))))
}

// on adds a route, whose name is what the log and the figures know of a request.
func (s *Server) on(mux *http.ServeMux, pattern string, handle http.HandlerFunc) {
	mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		traceOf(r).route = pattern
		handle(w, r)
	})
}

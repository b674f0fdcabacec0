// Package server is `stepwise serve`: the operations as POST /rpc/<Method>,
// what changed as server-sent events, the SPA's files, and the sign-in.
//
// Order of the rules, outermost first: which Host (421), which origin (403),
// the headers every answer carries, who asks (401), then the routes. Nothing
// but the sign-in answers without a session, and it listens on loopback only.
//
// It must not know what an operation does, nor that there is a window.
package server

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// Options are what a Server is made of.
type Options struct {
	Service *api.Service
	Assets  fs.FS                                     // the built SPA, index.html at its top
	User    func(context.Context) (crm.UserID, error) // who a signed-in request acts as
	Log     *slog.Logger
}

// The limits of one request. No operation takes longer than a second: what does
// is a job.
const (
	maxBody      = 32 << 20
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
	door     *door
}

// Listen opens the address, "127.0.0.1:8080"; port 0 takes a free one. An
// address that others can reach is invalid, "server.not_loopback"; one that is
// taken is unavailable, "server.address_taken".
func Listen(ctx context.Context, addr string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, crm.Fail(crm.CodeInvalid, "server.bad_address", "address", addr)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, crm.Fail(crm.CodeInvalid, "server.not_loopback", "address", addr)
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		e := crm.Fail(crm.CodeUnavailable, "server.address_taken", "address", addr, "reason", err.Error())
		e.Cause = err
		return nil, e
	}
	if tcp, ok := l.Addr().(*net.TCPAddr); !ok || !tcp.IP.IsLoopback() { // what "localhost" really was
		return nil, errors.Join(crm.Fail(crm.CodeInvalid, "server.not_loopback", "address", addr), l.Close())
	}
	return l, nil
}

// New makes the server of a listener; nothing answers before Run.
func New(options Options, l net.Listener) *Server {
	s := &Server{options: options, listener: l}
	s.door = newDoor(s.port())
	return s
}

// Address is where it answers, "http://127.0.0.1:8080".
func (s *Server) Address() string { return "http://" + s.listener.Addr().String() }

// SignInLink is the link that lets one browser or program in, once.
func (s *Server) SignInLink() string { return s.Address() + "/sign-in?token=" + s.door.ticket() }

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
		MaxHeaderBytes:    64 << 10,
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
	s.door.close() // event streams end now, requests may finish
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
	inside.HandleFunc("POST /rpc/{method}", s.rpc)
	inside.HandleFunc("GET /events", s.events)
	inside.HandleFunc("POST /files", s.addFile)
	inside.HandleFunc("GET /files/{id}", s.giveFile)
	inside.HandleFunc("GET /", s.file)

	outside := http.NewServeMux()
	outside.HandleFunc("GET /sign-in", s.signIn)
	outside.Handle("/", s.onlyWithSession(inside))
	return headers(s.onlyOurHost(s.onlyOurOrigin(onlyPlainPaths(outside))))
}

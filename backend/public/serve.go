package public

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"
)

// The limits of a connection.
const (
	maxHeader    = 16 << 10
	headerTime   = 10 * time.Second
	requestTime  = 20 * time.Second
	answerTime   = 40 * time.Second
	idleTime     = time.Minute
	shutdownTime = 3 * time.Second
	maxOpen      = 512 // connections
	maxOpenEach  = 64  // of one address; the proxies' are not counted
)

// Run answers on l until ctx ends, then lets running requests finish for a few
// seconds. A clean end is nil. TLS is config's where it is not nil.
func (s *Server) Run(ctx context.Context, l net.Listener, config *tls.Config) error {
	l = &bounded{Listener: l, proxies: s.options.Proxies, open: map[netip.Addr]int{}}
	if config != nil {
		l = tls.NewListener(l, config)
	}
	srv := &http.Server{
		Handler: s.Handler(), ReadHeaderTimeout: min(headerTime, s.options.Slow), ReadTimeout: s.options.Slow, WriteTimeout: answerTime,
		IdleTimeout: idleTime, MaxHeaderBytes: maxHeader, DisableGeneralOptionsHandler: true,
		ErrorLog: slog.NewLogLogger(s.options.Log.Handler(), slog.LevelDebug), // strangers make it talk
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.Background(), shutdownTime)
	defer cancel()
	if err := srv.Shutdown(grace); err != nil {
		return errors.Join(err, srv.Close())
	}
	return nil
}

// bounded is a listener that hangs up on whoever has too many connections open.
type bounded struct {
	net.Listener
	proxies []netip.Prefix
	mu      sync.Mutex
	open    map[netip.Addr]int
	all     int
}

// Accept waits for the next connection that may stay.
func (b *bounded) Accept() (net.Conn, error) {
	for {
		conn, err := b.Listener.Accept()
		if err != nil {
			return nil, err
		}
		from := peerOf(conn.RemoteAddr().String())
		if b.enter(from) {
			return &counted{Conn: conn, leave: func() { b.leave(from) }}, nil
		}
		_ = conn.Close() // nobody to tell
	}
}

func (b *bounded) enter(from netip.Addr) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.all >= maxOpen || b.open[from] >= maxOpenEach && !within(from, b.proxies) {
		return false
	}
	b.all++
	b.open[from]++
	return true
}

func (b *bounded) leave(from netip.Addr) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.all--
	if b.open[from]--; b.open[from] == 0 {
		delete(b.open, from)
	}
}

type counted struct {
	net.Conn
	once  sync.Once
	leave func()
}

// CloseWrite lets an answer arrive before the connection ends although not all of
// the question was read.
func (c *counted) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

// Close gives the place free.
func (c *counted) Close() error {
	c.once.Do(c.leave)
	return c.Conn.Close()
}

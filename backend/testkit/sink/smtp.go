package sink

import (
	"bufio"
	"crypto/tls"
	"net"
	"sync"
	"time"
)

// SMTPOptions say how the SMTP sink behaves; zero values mean a plain server
// that takes everything.
type SMTPOptions struct {
	Addr         string // "127.0.0.1:0"; only loopback is accepted
	Log          string // a file to append to; "" for memory alone
	Faults       map[string]float64
	Seed         uint64
	Auth         string // "user:password" that is required
	Mechanisms   string // what AUTH offers, "PLAIN LOGIN"
	TLS          *tls.Config
	Implicit     bool             // TLS from the first byte; else STARTTLS is offered where TLS is set
	HideStartTLS bool             // as somebody between client and server would
	NoPipelining bool             // not offered
	MaxBytes     int              // of a message; 25 MB
	Slow         <-chan struct{}  // ends the wait of greet-slow and slow-accept; nil: until the client leaves
	Now          func() time.Time // for the log
}

// SMTP is a running SMTP sink.
type SMTP struct {
	*journal
	faults *faults
	opts   SMTPOptions
	ln     net.Listener
	wg     sync.WaitGroup

	mu      sync.Mutex
	conns   map[net.Conn]bool
	started int
	closed  bool
}

// StartSMTP listens and serves until Close.
func StartSMTP(opts SMTPOptions) (*SMTP, error) {
	if opts.Mechanisms == "" {
		opts.Mechanisms = "PLAIN LOGIN"
	}
	if opts.MaxBytes == 0 {
		opts.MaxBytes = 25 << 20
	}
	ln, err := listen(opts.Addr)
	if err != nil {
		return nil, err
	}
	j, err := newJournal(opts.Log, opts.Now)
	if err != nil {
		_ = ln.Close()
		return nil, err
	}
	s := &SMTP{journal: j, faults: newFaults(opts.Seed, opts.Faults), opts: opts, ln: ln, conns: map[net.Conn]bool{}}
	if err := s.add(Entry{Ev: EvStart}); err != nil {
		_ = ln.Close()
		return nil, err
	}
	s.wg.Add(1)
	go s.accept()
	return s, nil
}

// listen opens a port of loopback and nothing else.
func listen(addr string) (net.Listener, error) {
	if addr == "" {
		addr = "127.0.0.1:0"
	}
	tcp, err := net.ResolveTCPAddr("tcp", addr)
	if err != nil {
		return nil, err
	}
	if !tcp.IP.IsLoopback() {
		return nil, &net.AddrError{Err: "a sink listens on loopback only", Addr: addr}
	}
	return net.ListenTCP("tcp", tcp)
}

// Addr is the host and port.
func (s *SMTP) Addr() string { return s.ln.Addr().String() }

// Port is the port alone.
func (s *SMTP) Port() int { return s.ln.Addr().(*net.TCPAddr).Port }

// SetFaults replaces the rates.
func (s *SMTP) SetFaults(rates map[string]float64) { s.faults.set(rates) }

// Hits says how often each fault was hit.
func (s *SMTP) Hits() map[string]int { return s.faults.counts() }

// Connections is how many connections came so far.
func (s *SMTP) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.started
}

// DropIdle cuts all open connections, as a server does with idle ones.
func (s *SMTP) DropIdle() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for conn := range s.conns {
		_ = conn.Close()
	}
}

// Close stops serving and cuts all connections; once more does nothing.
func (s *SMTP) Close() error {
	s.mu.Lock()
	again := s.closed
	s.closed = true
	s.mu.Unlock()
	if again {
		return nil
	}
	err := s.ln.Close()
	s.DropIdle()
	s.wg.Wait()
	if e := s.close(); err == nil {
		err = e
	}
	return err
}

func (s *SMTP) accept() {
	defer s.wg.Done()
	for {
		conn, err := s.ln.Accept()
		if err != nil {
			return
		}
		n, ok := s.enter(conn)
		if !ok {
			_ = conn.Close()
			return
		}
		s.wg.Add(1)
		go func() {
			defer s.wg.Done()
			defer s.leave(conn)
			c := &smtpConn{sink: s, n: n, tcp: conn, conn: conn, in: bufio.NewReaderSize(conn, 64<<10), authed: s.opts.Auth == ""}
			c.serve()
		}()
	}
}

func (s *SMTP) enter(conn net.Conn) (n int, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return 0, false
	}
	s.conns[conn] = true
	s.started++
	return s.started, true
}

func (s *SMTP) leave(conn net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, conn)
	_ = conn.Close()
}

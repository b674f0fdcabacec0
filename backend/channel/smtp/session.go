package mailer

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
	"time"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
	"stepwise/backend/fault"
)

// How long each phase may take. The reply to the dot has what RFC 5321
// (4.5.3.2.6) asks for: a server that is slow to answer has usually taken it.
const (
	waitConnect = 30 * time.Second
	waitCommand = 2 * time.Minute
	waitBlock   = 2 * time.Minute // for one block of the body
	waitDot     = 10 * time.Minute
	waitQuit    = 2 * time.Second
)

// bodyBlock is how much of a body is written under one time limit.
const bodyBlock = 64 << 10

// session is one connection to a server, ready for messages once opened.
type session struct {
	conn     net.Conn // TLS or not
	tcp      net.Conn // the plain one below
	in       *bufio.Reader
	ext      map[string]string // what EHLO offered, by keyword in capitals
	secure   bool
	loopback bool
	dead     bool // a time limit or a cancellation hit it
	used     int  // messages handed over
	idle     time.Time
	dots     []byte // room for a message whose dots are doubled
}

// longAgo as a deadline ends whatever waits on a connection. The limits
// themselves are contexts, so no clock is asked.
var longAgo = time.Unix(1, 0)

// within runs fn under a time limit and the caller's cancellation.
func (s *session) within(ctx context.Context, d time.Duration, fn func() error) error {
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { _ = s.tcp.SetDeadline(longAgo) })
	err := fn()
	if !stop() {
		s.dead = true
		if err != nil {
			return context.Cause(ctx)
		}
	}
	return err
}

// ask writes one command, if it isn't empty, and reads one reply.
func (s *session) ask(ctx context.Context, command string) (r reply, err error) {
	if command != "" {
		command += "\r\n"
	}
	err = s.within(ctx, waitCommand, func() error {
		r, err = s.exchange(command)
		return err
	})
	return r, err
}

// exchange is ask without a time limit; lines has the ends of its lines.
func (s *session) exchange(lines string) (r reply, err error) {
	if err := fault.Fail(fault.SMTPCommand); err != nil {
		return r, err
	}
	if lines != "" {
		if _, err := io.WriteString(s.conn, lines); err != nil {
			return r, err
		}
	}
	if r, err = readReply(s.in); err == nil {
		err = fault.Fail(fault.SMTPReply)
	}
	return r, err
}

// abort closes raw: no QUIT, no end of TLS, nothing that is still buffered. It
// is the only way to leave after 354 without delivering half a message.
func (s *session) abort() {
	if tcp, ok := s.tcp.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = s.tcp.Close()
}

// quit takes leave of a server between messages.
func (s *session) quit() {
	_ = s.within(context.Background(), waitQuit, func() error {
		_, err := s.conn.Write([]byte("QUIT\r\n"))
		return err
	})
	_ = s.tcp.Close()
}

// open connects, protects the connection and logs in.
func open(ctx context.Context, settings *crm.SMTPSettings, k key) (*session, *trouble) {
	s, fail := dial(ctx, settings)
	if fail != nil {
		return nil, fail
	}
	if fail := s.prepare(ctx, settings, k); fail != nil {
		s.abort()
		return nil, fail
	}
	return s, nil
}

// dial connects and nothing more.
func dial(ctx context.Context, settings *crm.SMTPSettings) (*session, *trouble) {
	ctx, cancel := context.WithTimeout(ctx, waitConnect)
	defer cancel()
	if err := fault.Fail(fault.SMTPConnect); err != nil {
		return nil, lost(err)
	}
	tcp, err := wire.Dialer().DialContext(ctx, "tcp", hostPort(settings))
	if err != nil {
		return nil, lost(err)
	}
	s := &session{conn: tcp, tcp: tcp, in: bufio.NewReader(tcp)}
	if addr, ok := tcp.RemoteAddr().(*net.TCPAddr); ok {
		s.loopback = addr.IP.IsLoopback()
	}
	return s, nil
}

func (s *session) prepare(ctx context.Context, settings *crm.SMTPSettings, k key) *trouble {
	if fail := s.protected(ctx, settings); fail != nil {
		return fail
	}
	return s.login(ctx, settings, k)
}

// protected goes as far as the settings want the connection protected: beyond
// it nothing is told in clear.
func (s *session) protected(ctx context.Context, settings *crm.SMTPSettings) *trouble {
	if settings.TLS == crm.TLSImplicit {
		if fail := s.protect(ctx, settings); fail != nil {
			return fail
		}
	}
	if fail := s.greeted(ctx); fail != nil {
		return fail
	}
	if settings.TLS == crm.TLSStartTLS {
		return s.startTLS(ctx, settings)
	}
	return nil
}

// greeted waits for the server's first words and answers them.
func (s *session) greeted(ctx context.Context) *trouble {
	greeting, err := s.ask(ctx, "")
	if err != nil {
		return lost(err)
	}
	if greeting.code != 220 {
		return refusal(phaseGreeting, greeting)
	}
	return s.hello(ctx)
}

// hello says EHLO with the address literal of our end, which needs no name of
// this computer, and notes what is offered.
func (s *session) hello(ctx context.Context) *trouble {
	r, err := s.ask(ctx, "EHLO "+literal(s.tcp.LocalAddr()))
	if err != nil {
		return lost(err)
	}
	if r.code != 250 {
		return refusal(phaseHello, r)
	}
	s.ext = make(map[string]string, len(r.lines))
	for _, line := range r.lines[1:] {
		line = strings.ToUpper(line)
		if mechanisms, ok := strings.CutPrefix(line, "AUTH="); ok { // as old servers write it
			line = "AUTH " + mechanisms
		}
		word, rest, _ := strings.Cut(line, " ")
		s.ext[word] = strings.TrimSpace(s.ext[word] + " " + rest)
	}
	return nil
}

func literal(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	switch {
	case !ok:
		return "localhost"
	case tcp.IP.To4() != nil:
		return "[" + tcp.IP.To4().String() + "]"
	default:
		return "[IPv6:" + tcp.IP.String() + "]"
	}
}

// startTLS is required where it is chosen: a server that doesn't offer it, or
// somebody between who took the offer out, gets nothing.
func (s *session) startTLS(ctx context.Context, settings *crm.SMTPSettings) *trouble {
	if _, ok := s.ext["STARTTLS"]; !ok {
		return &trouble{kind: crm.Stopped, key: "account.no_starttls", words: "STARTTLS not offered"}
	}
	r, err := s.ask(ctx, "STARTTLS")
	if err != nil {
		return lost(err)
	}
	if r.code != 220 {
		return refusal(phaseStartTLS, r)
	}
	if s.in.Buffered() > 0 {
		// Said in clear before the handshake, it would be believed after it.
		return tlsTrouble(errors.New("data between STARTTLS and the handshake"))
	}
	if fail := s.protect(ctx, settings); fail != nil {
		return fail
	}
	return s.hello(ctx)
}

func (s *session) protect(ctx context.Context, settings *crm.SMTPSettings) *trouble {
	config := &tls.Config{ServerName: settings.Host, MinVersion: tls.VersionTLS12}
	if settings.CAFile != "" {
		roots, err := rootsWith(settings.CAFile)
		if err != nil {
			return &trouble{kind: crm.Stopped, key: "account.certificate", words: clip(err.Error()), cause: err}
		}
		config.RootCAs = roots
	}
	conn := tls.Client(s.tcp, config)
	ctx, cancel := context.WithTimeout(ctx, waitConnect)
	defer cancel()
	if err := conn.HandshakeContext(ctx); err != nil {
		return tlsTrouble(err)
	}
	s.conn, s.in, s.secure = conn, bufio.NewReader(conn), true
	return nil
}

// rootsWith are the system's certificate authorities and those of a PEM file.
func rootsWith(file string) (*x509.CertPool, error) {
	pem, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	roots, err := x509.SystemCertPool()
	if err != nil {
		roots = x509.NewCertPool()
	}
	if !roots.AppendCertsFromPEM(pem) {
		return nil, errors.New(file + ": no PEM certificate")
	}
	return roots, nil
}

func hostPort(s *crm.SMTPSettings) string { return net.JoinHostPort(s.Host, strconv.Itoa(s.Port)) }

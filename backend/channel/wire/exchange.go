package wire

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"stepwise/backend/fault"
)

// waitAnswer is how long a gateway may take from connecting to the end of its
// answer, and maxAnswer how much of the answer is read, in bytes.
const (
	waitAnswer = 30 * time.Second
	maxAnswer  = 64 << 10
)

var (
	errSealed = errors.New("the exchange is over")
	errAgain  = errors.New("a second connection for one request")
)

// exchange is one request over one connection. commit runs just before the
// first byte of the request leaves, not before the first of its body: net/http
// writes the headers earlier, and a gateway may act on the URL alone.
type exchange struct {
	guard  Guard
	roots  *x509.CertPool
	commit func() error

	mu        sync.Mutex
	dialled   bool
	asked     bool  // commit was called
	commitErr error // what it said
	handed    bool  // something of the request left
	sealed    bool
}

// Reply is a gateway's answer.
type Reply struct {
	Status int
	Header http.Header
	Body   []byte
	Whole  bool // all of it was read
}

// do sends req and reads the answer. Without an error the answer has at least a
// status.
func (x *exchange) do(ctx context.Context, req *http.Request) (Reply, error) {
	ctx, cancel := context.WithTimeout(ctx, waitAnswer)
	defer cancel()
	var http1 http.Protocols
	http1.SetHTTP1(true)
	if err := fault.Fail(fault.GatewayConnect); err != nil {
		return Reply{}, err
	}
	client := &http.Client{
		Transport: &http.Transport{
			DialContext:            x.dial,
			DialTLSContext:         x.dialTLS,
			Protocols:              &http1,
			DisableKeepAlives:      true,
			DisableCompression:     true,
			MaxResponseHeaderBytes: maxAnswer,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	res, err := client.Do(req.WithContext(ctx)) //nolint:gosec // guarded when it connects
	if err != nil {
		return Reply{}, plain(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer+1))
	if err == nil {
		err = fault.Fail(fault.GatewayAnswer)
	}
	return Reply{Status: res.StatusCode, Header: res.Header, Body: body, Whole: err == nil && len(body) <= maxAnswer}, nil
}

// plain takes the URL out of an error: a secret may stand in it.
func plain(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// seal ends the exchange: net/http may give up waiting while its writer is just
// about to write, and after this nothing is committed or written any more.
func (x *exchange) seal() (handed bool, commitErr error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.sealed = true
	return x.handed, x.commitErr
}

func (x *exchange) dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := x.connect(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return &guardedConn{Conn: conn, tcp: conn, x: x}, nil
}

func (x *exchange) dialTLS(ctx context.Context, network, address string) (net.Conn, error) {
	tcp, err := x.connect(ctx, network, address)
	if err != nil {
		return nil, err
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	conn := tls.Client(tcp, &tls.Config{ServerName: host, RootCAs: x.roots, MinVersion: tls.VersionTLS12})
	if err := conn.HandshakeContext(ctx); err != nil {
		_ = tcp.Close()
		return nil, err
	}
	return &guardedConn{Conn: conn, tcp: tcp, x: x}, nil
}

// connect allows one connection for the whole exchange.
func (x *exchange) connect(ctx context.Context, network, address string) (net.Conn, error) {
	x.mu.Lock()
	again := x.dialled
	x.dialled = true
	x.mu.Unlock()
	if again {
		return nil, errAgain
	}
	return (&net.Dialer{Control: x.guard.control}).DialContext(ctx, network, address)
}

// guardedConn commits before the first byte.
type guardedConn struct {
	net.Conn
	tcp net.Conn
	x   *exchange
}

func (c *guardedConn) Write(b []byte) (int, error) {
	x := c.x
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.sealed {
		return 0, errSealed
	}
	if !x.asked {
		x.asked = true
		x.commitErr = x.commit()
	}
	if x.commitErr != nil {
		if tcp, ok := c.tcp.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0)
		}
		_ = c.tcp.Close()
		return 0, x.commitErr
	}
	if err := fault.Fail(fault.GatewayWrite); err != nil {
		return 0, err
	}
	n, err := c.Conn.Write(b)
	fault.Point(fault.GatewayWritten)
	if n > 0 || err == nil {
		x.handed = true
	}
	return n, err
}

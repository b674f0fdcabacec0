package sink

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"os"
	"regexp"
	"strings"
	"time"
)

// errOver ends a conversation that the sink itself ended.
var errOver = errors.New("over")

// smtpConn is one conversation.
type smtpConn struct {
	sink   *SMTP
	n      int
	tcp    net.Conn
	conn   net.Conn
	in     *bufio.Reader
	secure bool
	authed bool
	from   string
	mail   bool // MAIL was accepted
	rcpts  []string
}

func (c *smtpConn) serve() {
	if err := c.talk(); err != nil && !errors.Is(err, errOver) {
		_ = c.sink.add(Entry{Ev: EvAborted, Conn: c.n, Why: "client left"})
	}
}

// cut ends the connection with a reset, without a reply.
func (c *smtpConn) cut() error {
	if tcp, ok := c.tcp.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = c.tcp.Close()
	return errOver
}

func (c *smtpConn) say(format string, args ...any) error {
	_, err := fmt.Fprintf(c.conn, format+"\r\n", args...)
	return err
}

// refuse logs and says a code.
func (c *smtpConn) refuse(code int, at string, rcpts []string, words string) error {
	if err := c.sink.add(Entry{Ev: EvRefused, Conn: c.n, Code: code, At: at, Rcpt: rcpts}); err != nil {
		return err
	}
	return c.say("%d %s", code, words)
}

// wait is for slow answers: until released, or the client leaves.
func (c *smtpConn) wait() error {
	gone := make(chan error, 1)
	go func() {
		_, err := c.in.Peek(1)
		gone <- err
	}()
	select {
	case <-c.sink.opts.Slow:
		_ = c.tcp.SetReadDeadline(time.Unix(1, 0)) // ends the Peek
		if err := <-gone; err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
			return err
		}
		return c.tcp.SetReadDeadline(time.Time{})
	case err := <-gone:
		if err == nil {
			err = errors.New("the client speaks out of turn")
		}
		return err
	}
}

func (c *smtpConn) talk() error {
	s := c.sink
	if s.faults.hit("connect-drop") {
		_ = s.add(Entry{Ev: EvDropped, Conn: c.n, Why: "connect-drop"})
		return c.cut()
	}
	if s.opts.TLS != nil && s.opts.Implicit {
		if err := c.protect(); err != nil {
			return err
		}
	}
	if s.faults.hit("greet-slow") {
		if err := c.wait(); err != nil {
			return err
		}
	}
	if code := s.faults.code("greet"); code != 0 {
		_ = c.refuse(code, "greeting", nil, fmt.Sprintf("%d.3.2 try later", code/100))
		return errOver
	}
	if err := c.say("220 sink.test ESMTP"); err != nil {
		return err
	}
	for {
		line, err := c.in.ReadString('\n')
		if err != nil {
			return err
		}
		command, ok := strings.CutSuffix(line, "\r\n")
		if !ok {
			_ = c.refuse(500, "bare-lf-command", nil, "5.5.2 bare LF")
			return errOver
		}
		if err := c.command(command); err != nil {
			return err
		}
	}
}

func (c *smtpConn) command(line string) error {
	verb, _, _ := strings.Cut(strings.ToUpper(line), " ")
	switch verb {
	case "EHLO":
		return c.ehlo()
	case "HELO":
		return c.say("250 sink.test")
	case "STARTTLS":
		return c.startTLS()
	case "AUTH":
		return c.auth(line)
	case "MAIL":
		return c.mailFrom(line)
	case "RCPT":
		return c.rcptTo(line)
	case "DATA":
		return c.data()
	case "RSET":
		c.reset()
		return c.say("250 2.0.0 ok")
	case "NOOP":
		return c.say("250 2.0.0 ok")
	case "QUIT":
		_ = c.say("221 2.0.0 bye")
		return errOver
	default:
		return c.refuse(500, "command", nil, "5.5.1 what?")
	}
}

func (c *smtpConn) reset() { c.from, c.mail, c.rcpts = "", false, nil }

func (c *smtpConn) ehlo() error {
	o := c.sink.opts
	if code := c.sink.faults.code("ehlo"); code != 0 {
		return c.refuse(code, "ehlo", nil, "no")
	}
	lines := []string{"sink.test", "8BITMIME", "ENHANCEDSTATUSCODES", fmt.Sprintf("SIZE %d", o.MaxBytes)}
	if !o.NoPipelining {
		lines = append(lines, "PIPELINING")
	}
	if o.TLS != nil && !c.secure && !o.HideStartTLS {
		lines = append(lines, "STARTTLS")
	}
	if o.Auth != "" {
		lines = append(lines, "AUTH "+o.Mechanisms)
	}
	last := len(lines) - 1
	return c.say("250-%s\r\n250 %s", strings.Join(lines[:last], "\r\n250-"), lines[last])
}

func (c *smtpConn) startTLS() error {
	if c.sink.opts.TLS == nil || c.secure || c.sink.opts.HideStartTLS {
		return c.refuse(502, "starttls", nil, "5.5.1 not here")
	}
	if code := c.sink.faults.code("starttls"); code != 0 {
		return c.refuse(code, "starttls", nil, "no")
	}
	if err := c.say("220 go"); err != nil {
		return err
	}
	c.reset()
	return c.protect()
}

func (c *smtpConn) protect() error {
	conn := tls.Server(c.tcp, c.sink.opts.TLS)
	if err := conn.HandshakeContext(context.Background()); err != nil {
		return err
	}
	c.conn, c.in, c.secure = conn, bufio.NewReaderSize(conn, 64<<10), true
	return nil
}

func (c *smtpConn) auth(line string) error {
	if code := c.sink.faults.code("auth"); code != 0 {
		return c.refuse(code, "auth", nil, "no")
	}
	fields := strings.Fields(line)
	if c.sink.opts.Auth == "" || len(fields) < 2 {
		return c.say("503 5.5.1 not here")
	}
	var given string
	var err error
	switch strings.ToUpper(fields[1]) {
	case "PLAIN":
		given, err = c.authPlain(fields)
	case "LOGIN":
		given, err = c.authLogin()
	default:
		return c.say("504 5.5.4 unknown mechanism")
	}
	if err != nil {
		return err
	}
	if given != c.sink.opts.Auth {
		return c.refuse(535, "auth", nil, "5.7.8 bad credentials")
	}
	c.authed = true
	return c.say("235 2.7.0 ok")
}

func (c *smtpConn) authPlain(fields []string) (string, error) {
	var blob string
	if len(fields) > 2 {
		blob = fields[2]
	} else {
		var err error
		if blob, err = c.question(""); err != nil {
			return "", err
		}
	}
	parts := strings.Split(decoded(blob), "\x00")
	if len(parts) != 3 {
		return "", nil
	}
	return parts[1] + ":" + parts[2], nil
}

func (c *smtpConn) authLogin() (string, error) {
	user, err := c.question("Username:")
	if err != nil {
		return "", err
	}
	password, err := c.question("Password:")
	return decoded(user) + ":" + decoded(password), err
}

func (c *smtpConn) question(words string) (string, error) {
	if err := c.say("334 %s", base64.StdEncoding.EncodeToString([]byte(words))); err != nil {
		return "", err
	}
	line, err := c.in.ReadString('\n')
	return strings.TrimRight(line, "\r\n"), err
}

func decoded(blob string) string {
	b, err := base64.StdEncoding.DecodeString(blob)
	if err != nil {
		return ""
	}
	return string(b)
}

var (
	mailLine = regexp.MustCompile(`(?i)^MAIL FROM:\s*<([^>]*)>`)
	rcptLine = regexp.MustCompile(`(?i)^RCPT TO:\s*<([^>]+)>`)
)

func (c *smtpConn) mailFrom(line string) error {
	if !c.authed {
		return c.say("530 5.7.0 authentication required")
	}
	if code := c.sink.faults.code("mail"); code != 0 {
		return c.refuse(code, "mail", nil, fmt.Sprintf("%d.3.0 no", code/100))
	}
	found := mailLine.FindStringSubmatch(line)
	if found == nil || c.mail {
		return c.say("503 5.5.1 bad sequence or syntax")
	}
	c.reset()
	c.from, c.mail = found[1], true
	return c.say("250 2.1.0 ok")
}

func (c *smtpConn) rcptTo(line string) error {
	found := rcptLine.FindStringSubmatch(line)
	if !c.mail || found == nil {
		return c.say("503 5.5.1 bad sequence or syntax")
	}
	to := found[1]
	if code := c.sink.faults.code("rcpt", to); code != 0 {
		return c.refuse(code, "rcpt", []string{to}, fmt.Sprintf("%d.1.1 no such user", code/100))
	}
	c.rcpts = append(c.rcpts, to)
	return c.say("250 2.1.5 ok")
}

package mailer_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"

	"stepwise/backend/crm"
)

// scripted is a server that does exactly what a test says, once.
type scripted struct {
	net.Conn
	in   *bufio.Reader
	read []string
}

// script starts one; its function runs for the first connection.
func script(t *testing.T, fn func(s *scripted)) (crm.Account, <-chan []string) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ln.Close() })
	done := make(chan []string, 1)
	go func() {
		conn, err := ln.Accept()
		if err != nil {
			return
		}
		s := &scripted{Conn: conn, in: bufio.NewReader(conn)}
		fn(s)
		rest, _ := io.ReadAll(s.in)
		_ = conn.Close()
		done <- append(s.read, string(rest))
	}()
	return accountAt(ln.Addr().(*net.TCPAddr).Port), done
}

func (s *scripted) say(lines ...string) {
	_, _ = fmt.Fprint(s.Conn, strings.Join(lines, "\r\n")+"\r\n")
}

// hear reads n lines.
func (s *scripted) hear(n int) {
	for range n {
		line, err := s.in.ReadString('\n')
		if err != nil {
			return
		}
		s.read = append(s.read, strings.TrimSpace(line))
	}
}

// untilDot reads a message to its end.
func (s *scripted) untilDot() {
	for {
		line, err := s.in.ReadString('\n')
		if err != nil || line == ".\r\n" {
			return
		}
	}
}

// greeted is a server that got as far as MAIL, RCPT and DATA in one write.
func (s *scripted) greeted() {
	s.say("220-hello", "220 there")
	s.hear(1)
	s.say("250-hi", "250 PIPELINING")
	s.hear(3)
}

func TestStrangeServers(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name    string
		server  func(s *scripted)
		want    crm.OutcomeKind
		bad     bool
		commits int
	}{
		{"354 although the only recipient was refused", func(s *scripted) {
			s.greeted()
			s.say("250 ok", "550 5.1.1 no such user", "354 go on")
		}, crm.Refused, true, 0},
		{"a recipient refused by policy is not a bad address", func(s *scripted) {
			s.greeted()
			s.say("250 ok", "550 5.7.1 relaying denied", "503 no recipients")
		}, crm.Refused, false, 0},
		{"a reply that is no number, after the dot", func(s *scripted) {
			s.greeted()
			s.say("250 ok", "250 ok", "354 go on")
			s.untilDot()
			s.say("OK queued")
		}, crm.Unclear, false, 1},
		{"a 250 that was cut off in the middle", func(s *scripted) {
			s.greeted()
			s.say("250 ok", "250 ok", "354 go on")
			s.untilDot()
			_, _ = fmt.Fprint(s, "250 2.0.0 queu")
			_ = s.Close()
		}, crm.Unclear, false, 1},
		{"a 550 that was cut off in the middle", func(s *scripted) {
			s.greeted()
			s.say("250 ok", "250 ok", "354 go on")
			s.untilDot()
			_, _ = fmt.Fprint(s, "550-5.0.0 no\r\n")
			_ = s.Close()
		}, crm.Unclear, false, 1},
		{"a bare 250 is complete", func(s *scripted) {
			s.greeted()
			s.say("250", "250", "354")
			s.untilDot()
			s.say("250")
		}, crm.Accepted, false, 1},
		{"a reply of several lines is complete", func(s *scripted) {
			s.greeted()
			s.say("250 ok", "250 ok", "354 go on")
			s.untilDot()
			s.say("250-2.0.0 taken", "250 thanks")
		}, crm.Accepted, false, 1},
		{"two numbers in one reply", func(s *scripted) {
			s.greeted()
			s.say("250 ok", "250 ok", "354 go on")
			s.untilDot()
			s.say("250-2.0.0 taken", "550 or not")
		}, crm.Unclear, false, 1},
		{"a reply without an end", func(s *scripted) {
			s.greeted()
			s.say("250 ok", "250 ok", "354 go on")
			s.untilDot()
			_, _ = fmt.Fprint(s, strings.Repeat("250-and\r\n", 1000))
		}, crm.Unclear, false, 1},
		{"no SMTP at all", func(s *scripted) {
			s.say("HTTP/1.1 400 Bad Request")
		}, crm.Temporary, false, 0},
		{"a server that hangs up at EHLO", func(s *scripted) {
			s.say("220 hello")
			s.hear(1)
			_ = s.Close()
		}, crm.Temporary, false, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			a, done := script(t, tc.server)
			d := deliver(t.Context(), t, newMailer(t), a, "ana@x.ro")
			if d.out.Kind != tc.want || d.out.BadAddress != tc.bad || d.commits != tc.commits {
				t.Errorf("outcome %+v after %d commits", d.out, d.commits)
			}
			if tc.want != crm.Accepted {
				for _, line := range <-done {
					if strings.Contains(line, "QUIT") || strings.Contains(line, "RSET") || strings.HasSuffix(line, "\r\n.\r\n") {
						t.Errorf("the server heard %q", line)
					}
				}
			}
		})
	}
}

func TestAServerThatGivesUpInTheMiddleIsNoticedBeforeTheDot(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		says string
		want crm.OutcomeKind
	}{
		{"too big", "552 5.3.4 too big", crm.Refused},
		{"closing", "421 4.3.2 closing", crm.Temporary},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			over := make(chan struct{})
			a, _ := script(t, func(s *scripted) {
				s.greeted()
				s.say("250 ok", "250 ok", "354 go on")
				s.hear(1)
				s.say(tc.says)
				<-over // it reads no more, and stays
			})
			defer close(over)
			// Larger than every buffer on the way: the writing gets stuck.
			raw := []byte(strings.Repeat(strings.Repeat("x", 76)+"\r\n", 400_000))
			d := handOver(t.Context(), newMailer(t), a, messageTo("ana@x.ro"), raw)
			if d.out.Kind != tc.want || d.commits != 0 {
				t.Errorf("outcome %+v after %d commits", d.out, d.commits)
			}
		})
	}
}

func TestWhatIsSaidBeforeTheHandshakeIsNotBelievedAfterIt(t *testing.T) {
	t.Parallel()
	a, _ := script(t, func(s *scripted) {
		s.say("220 hello")
		s.hear(1)
		s.say("250-hi", "250 STARTTLS")
		s.hear(1)
		s.say("220 go", "250 injected")
	})
	a.SMTP.TLS = crm.TLSStartTLS
	if d := deliver(t.Context(), t, newMailer(t), a, "ana@x.ro"); d.out.Kind != crm.Temporary || d.commits != 0 {
		t.Errorf("outcome %+v", d.out)
	}
}

func TestASilentServerIsLeftWhenTheCallerGivesUp(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		server func(s *scripted)
		want   crm.OutcomeKind
	}{
		{"before the greeting", func(*scripted) {}, crm.Temporary},
		{"after EHLO", func(s *scripted) { s.say("220 hello"); s.hear(1) }, crm.Temporary},
		{"after MAIL", func(s *scripted) { s.greeted() }, crm.Temporary},
		{"after the dot", func(s *scripted) {
			s.greeted()
			s.say("250 ok", "250 ok", "354 go on")
			s.untilDot()
		}, crm.Unclear},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			a, done := script(t, func(s *scripted) {
				tc.server(s)
				cancel()
			})
			if d := deliver(ctx, t, newMailer(t), a, "ana@x.ro"); d.out.Kind != tc.want {
				t.Errorf("outcome %+v", d.out)
			}
			<-done // the connection is closed
		})
	}
}

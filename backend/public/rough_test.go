package public_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/public"
)

// raw sends bytes as they are and reads the answer's status.
func (s *site) raw(text string) (*http.Response, error) {
	conn, err := new(net.Dialer).DialContext(s.t.Context(), "tcp", s.host)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, text); err != nil {
		return nil, err
	}
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err == nil {
		_ = answer.Body.Close()
	}
	return answer, err
}

// HP05, HP08 at the public side: what can be read in two ways is not read at all,
// and no name but ours is answered.
func TestRoughRequestsAreRefused(t *testing.T) {
	t.Parallel()
	s := open(t)
	head := "POST /u/x HTTP/1.1\r\nHost: " + s.host + "\r\nContent-Type: application/x-www-form-urlencoded\r\n"
	for name, c := range map[string]struct {
		text   string
		status int
	}{
		"two lengths":               {head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\na=b", 400},
		"a length and chunks":       {head + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n0\r\n\r\n", 200}, // Go reads chunks, and closes
		"a length below nothing":    {head + "Content-Length: -1\r\n\r\n", 400},
		"a bad chunk size":          {head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n[]\r\n0\r\n\r\n", 400},
		"a strange coding":          {head + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501},
		"no version":                {"GET /u/x\r\n\r\n", 400},
		"two hosts":                 {"GET /u/x HTTP/1.1\r\nHost: " + s.host + "\r\nHost: evil.test\r\n\r\n", 400},
		"no host":                   {"GET /u/x HTTP/1.1\r\n\r\n", 400},
		"a host of a list":          {"GET /u/x HTTP/1.1\r\nHost: " + s.host + ",evil.test\r\n\r\n", 421},
		"a whole address, ours":     {"GET http://" + s.host + "/u/x HTTP/1.1\r\nHost: evil.test\r\n\r\n", 200},
		"a whole address, another":  {"GET http://evil.test/u/x HTTP/1.1\r\nHost: " + s.host + "\r\n\r\n", 421},
		"a tunnel":                  {"CONNECT evil.test:443 HTTP/1.1\r\nHost: evil.test:443\r\n\r\n", 404},
		"of all":                    {"OPTIONS * HTTP/1.1\r\nHost: " + s.host + "\r\n\r\n", 404},
		"a path that leads out":     {"GET /look/../../etc/passwd HTTP/1.1\r\nHost: " + s.host + "\r\n\r\n", 404},
		"one that is written twice": {"GET //evil.test/u/x HTTP/1.1\r\nHost: " + s.host + "\r\n\r\n", 404},
		"an escaped path":           {"GET /u/%2e%2e/look/public.css HTTP/1.1\r\nHost: " + s.host + "\r\n\r\n", 404},
		"a long header":             {"GET /u/x HTTP/1.1\r\nHost: " + s.host + "\r\nX-A: " + strings.Repeat("a", 40<<10) + "\r\n\r\n", 431},
		"a line end in a value":     {"GET /u/x HTTP/1.1\r\nHost: " + s.host + "\r\nX-A: a\rSet-Cookie: b=c\r\n\r\n", 400},
		"another protocol's words":  {"EHLO evil.test\r\n\r\n", 400},
	} {
		answer, err := s.raw(c.text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if answer.StatusCode != c.status {
			t.Errorf("%s: %s, want %d", name, answer.Status, c.status)
		}
	}
}

// endless is a body that says how much of it was read.
type endless struct{ read, most int64 }

func (e *endless) Read(p []byte) (int, error) {
	if e.read >= e.most {
		return 0, io.EOF
	}
	e.read += int64(len(p))
	return len(p), nil
}

// HP07: ten megabytes are cut off, told before or found out; a bomb isn't opened.
func TestALongBodyIsCutOff(t *testing.T) {
	t.Parallel()
	s := newTown(t, crm.PurposeMarketing)
	const long = 10 << 20
	send := func(length int64, header ...string) (int, int64) {
		body := &endless{most: long}
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+s.host+s.page(), body)
		if err != nil {
			t.Fatal(err)
		}
		request.ContentLength = length
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for i := 0; i < len(header); i += 2 {
			request.Header.Set(header[i], header[i+1])
		}
		answer, err := s.client.Do(request)
		if err != nil { // the connection was closed before all was sent
			return http.StatusRequestEntityTooLarge, body.read
		}
		_ = answer.Body.Close()
		return answer.StatusCode, body.read
	}
	for name, c := range map[string]struct {
		length int64
		header []string
		status int
	}{
		"with its length":    {long, nil, 413},
		"in chunks":          {-1, nil, 413},
		"in parts":           {-1, []string{"Content-Type", "multipart/form-data; boundary=b"}, 413},
		"compressed":         {long, []string{"Content-Encoding", "gzip"}, 415},
		"of another kind":    {long, []string{"Content-Type", "application/json"}, 415},
		"in an old encoding": {long, []string{"Content-Type", "text/html; charset=utf-7"}, 415},
	} {
		status, read := send(c.length, c.header...)
		if status != c.status && (status != 413 && status != 400 || c.status != 413) {
			t.Errorf("%s: %d, want %d", name, status, c.status)
		}
		if read == long && c.length < 0 {
			t.Errorf("%s: all of it was read", name)
		}
	}
	if s.scope() != crm.ScopeNone {
		t.Error("a body that was refused unsubscribed somebody")
	}
}

// Slowloris: whoever sends a letter now and then is hung up on; who is quick is
// answered meanwhile.
func TestWhoIsSlowIsHungUpOn(t *testing.T) {
	t.Parallel()
	s := newTown(t, crm.PurposeMarketing)
	slow := serve(t, s.Store, serviceOf(s.World), func(o *public.Options) { o.Slow = 300 * time.Millisecond })
	for name, begin := range map[string]string{
		"headers without an end": "GET /u/x HTTP/1.1\r\nHost: " + slow.host + "\r\nX-A: ",
		"a body without an end":  "POST " + s.page() + " HTTP/1.1\r\nHost: " + slow.host + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\nchoice=all&x=",
		"nothing at all":         "",
	} {
		var open []net.Conn
		for range 20 {
			conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", slow.host)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			if _, err := io.WriteString(conn, begin); err != nil {
				t.Fatal(err)
			}
			open = append(open, conn)
		}
		if answer := slow.get("/look/public.css"); answer.StatusCode != http.StatusOK {
			t.Errorf("%s: who is quick gets %s", name, answer.Status)
		}
		for _, conn := range open {
			if text, err := io.ReadAll(conn); err != nil || strings.Contains(string(text), " 200 ") { // until the server hangs up
				t.Errorf("%s: %q %v", name, text, err)
			}
		}
	}
	if s.scope() != crm.ScopeNone {
		t.Error("half a body unsubscribed somebody")
	}
}

// One address has no more than its share of connections.
func TestOneAddressDoesNotTakeAllConnections(t *testing.T) {
	t.Parallel()
	s := open(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	refused := 0
	for range 80 {
		conn, err := new(net.Dialer).DialContext(ctx, "tcp", s.host)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if _, err := io.WriteString(conn, "GET /look/public.css HTTP/1.1\r\nHost: "+s.host+"\r\n\r\n"); err != nil {
			refused++
			continue
		}
		if answer, err := http.ReadResponse(bufio.NewReader(conn), nil); err != nil {
			refused++
		} else {
			_ = answer.Body.Close()
		}
	}
	if refused != 80-64 {
		t.Errorf("%d of 80 were refused, want 16", refused)
	}
}

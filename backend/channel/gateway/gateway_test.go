package gateway_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"stepwise/backend/channel/gateway"
	"stepwise/backend/crm"
	"stepwise/backend/testkit/sink"
)

// noon is the clock of these tests: it stands still.
func noon() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }

func startSMS(t *testing.T, opts sink.SMSOptions) *sink.SMS {
	t.Helper()
	opts.Now = noon
	s, err := sink.StartSMS(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func accountAt(url string) crm.Account {
	return crm.Account{ID: 2, Channel: crm.ChannelSMS, Kind: crm.AccountGateway, Secret: "s3cret", Gateway: &crm.GatewaySettings{
		URL: url + "/sms", Method: http.MethodPost, ContentType: "json", Body: `{"to":"{{to}}","text":"{{text}}","client_ref":"{{key}}"}`,
		Headers: map[string]string{"Authorization": "Bearer {{secret}}"}, From: "Atelier", KeyHeader: "Idempotency-Key",
		IDPath: "id", OKPath: "status", OKValue: "queued", LookupURL: url + "/sms/{{key}}", AllowPrivate: true,
	}}
}

func message() crm.Message {
	return crm.Message{Key: "K7Q2M4XN5B3VZ6T8R1W9Y0PDCA", Channel: crm.ChannelSMS, To: "+40712345678"}
}

type delivery struct {
	commits int
	out     crm.Outcome
}

func deliver(ctx context.Context, t *testing.T, a crm.Account, text string) delivery {
	t.Helper()
	g, m := gateway.New(), message()
	raw, err := g.Compose(a, m, crm.Rendered{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	var d delivery
	d.out = g.Send(ctx, a, m, raw, func() error {
		d.commits++
		return nil
	})
	return d
}

func TestEveryFaultOfAGatewayIsJudgedRight(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		fault string
		want  crm.OutcomeKind
		code  int
		retry int
		taken int
	}{
		{"none", crm.Accepted, 200, 0, 1},
		{"429", crm.Temporary, 429, 7, 0},
		{"500-before", crm.Unclear, 500, 0, 0},
		{"503-before", crm.Temporary, 503, 7, 0},
		{"500-after", crm.Unclear, 500, 0, 1},
		{"drop-before", crm.Unclear, 0, 0, 0},
		{"drop-after", crm.Unclear, 0, 0, 1},
		{"400", crm.Refused, 400, 0, 0},
		{"401", crm.Stopped, 401, 0, 0},
		{"402", crm.Stopped, 402, 0, 0},
		{"html-200", crm.Unclear, 200, 0, 1},
		{"bad-json-after", crm.Unclear, 200, 0, 1},
		{"redirect", crm.Stopped, 302, 0, 0},
		{"slow-after", crm.Accepted, 200, 0, 1},
	} {
		t.Run(tc.fault, func(t *testing.T) {
			t.Parallel()
			patience := make(chan struct{})
			close(patience)
			s := startSMS(t, sink.SMSOptions{RetryAfter: 7, Slow: patience, Token: "s3cret"})
			d := deliver(t.Context(), t, accountAt(s.URL()), "Salut {{f:"+tc.fault+"}}")
			if d.out.Kind != tc.want || d.out.Code != tc.code || d.out.RetryAfter != tc.retry || d.out.BadAddress {
				t.Errorf("outcome %+v", d.out)
			}
			if d.commits != 1 {
				t.Errorf("committed %d times", d.commits)
			}
			if (d.out.Remote != "") != (tc.want == crm.Accepted) {
				t.Errorf("remote id %q", d.out.Remote)
			}
			if n := len(s.Accepted()); n != tc.taken {
				t.Errorf("taken %d times, want %d", n, tc.taken)
			}
			found := gateway.New().Lookup(t.Context(), accountAt(s.URL()), message().Key)
			if (found == crm.FoundYes) != (tc.taken == 1) || (found == crm.FoundNo) != (tc.taken == 0) {
				t.Errorf("look-up says %q", found)
			}
		})
	}
}

func TestAnAnswerIsJudgedByItsStatus(t *testing.T) {
	t.Parallel()
	later := http.Header{"Retry-After": {"120"}}
	date := http.Header{"Retry-After": {"Mon, 23 Nov 2026 12:01:30 GMT"}, "Date": {"Mon, 23 Nov 2026 12:00:00 GMT"}}
	for _, tc := range []struct {
		name   string
		status int
		header http.Header
		body   string
		want   crm.OutcomeKind
		retry  int
	}{
		{"by the rule", 200, nil, `{"id":"a","status":"queued"}`, crm.Accepted, 0},
		{"another 2xx", 202, nil, `{"id":17,"status":"queued"}`, crm.Accepted, 0},
		{"another status", 200, nil, `{"id":"a","status":"error"}`, crm.Unclear, 0},
		{"no id", 200, nil, `{"status":"queued"}`, crm.Unclear, 0},
		{"an empty id", 200, nil, `{"id":"","status":"queued"}`, crm.Unclear, 0},
		{"null as id", 200, nil, `{"id":null,"status":"queued"}`, crm.Unclear, 0},
		{"half of it", 200, nil, `{"id":"a","status":"queued"`, crm.Unclear, 0},
		{"two of them", 200, nil, `{"id":"a","status":"queued"}{"id":"b"}`, crm.Unclear, 0},
		{"nothing", 204, nil, "", crm.Unclear, 0},
		{"moved", 301, nil, "", crm.Stopped, 0},
		{"not modified", 304, nil, "", crm.Stopped, 0},
		{"bad request", 400, nil, `{"error":"number"}`, crm.Refused, 0},
		{"no password", 401, nil, "", crm.Stopped, 0},
		{"no credit", 402, nil, "", crm.Stopped, 0},
		{"forbidden", 403, nil, "", crm.Stopped, 0},
		{"no such page", 404, nil, "", crm.Stopped, 0},
		{"conflict", 409, nil, "", crm.Unclear, 0},
		{"too big", 413, nil, "", crm.Refused, 0},
		{"bad number", 422, nil, "", crm.Refused, 0},
		{"too many", 429, later, "", crm.Temporary, 120},
		{"too many, no time", 429, nil, "", crm.Temporary, 0},
		{"too many, until a date", 429, date, "", crm.Temporary, 90},
		{"internal", 500, nil, "", crm.Unclear, 0},
		{"internal with a time", 500, later, "", crm.Unclear, 0},
		{"bad gateway", 502, nil, "", crm.Unclear, 0},
		{"unavailable until", 503, later, "", crm.Temporary, 120},
		{"unavailable", 503, nil, "", crm.Unclear, 0},
		{"gateway time-out", 504, nil, "", crm.Unclear, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				for name, values := range tc.header {
					w.Header()[name] = values
				}
				w.WriteHeader(tc.status)
				_, _ = io.WriteString(w, tc.body)
			}))
			t.Cleanup(server.Close)
			d := deliver(t.Context(), t, accountAt(server.URL), "Salut")
			if d.out.Kind != tc.want || d.out.RetryAfter != tc.retry || d.out.Code != tc.status {
				t.Errorf("outcome %+v", d.out)
			}
		})
	}
}

func TestWithoutARuleAWholeAnswerThatIsNoPageIsAYes(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		body string
		want crm.OutcomeKind
	}{{"OK 1234", crm.Accepted}, {"", crm.Accepted}, {"<html>Wartung</html>", crm.Unclear}, {strings.Repeat("x", 70<<10), crm.Unclear}} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, tc.body) }))
		a := accountAt(server.URL)
		a.Gateway.IDPath, a.Gateway.OKPath = "", ""
		if d := deliver(t.Context(), t, a, "Salut"); d.out.Kind != tc.want {
			t.Errorf("%.20q: %+v", tc.body, d.out)
		}
		server.Close()
	}
}

func TestARequestThatWasTakenAndDroppedIsSeenOnce(t *testing.T) {
	t.Parallel()
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodGet} {
		t.Run(method, func(t *testing.T) {
			t.Parallel()
			var seen atomic.Int32
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				_, _ = io.ReadAll(r.Body)
				seen.Add(1)
				conn, _, err := http.NewResponseController(w).Hijack()
				if err == nil {
					_ = conn.Close()
				}
			}))
			t.Cleanup(server.Close)
			a := accountAt(server.URL)
			a.Gateway.Method = method
			a.Gateway.URL += "?to={{to}}&text={{text}}"
			for range 3 { // also not because of a connection kept from before
				seen.Store(0)
				if d := deliver(t.Context(), t, a, "Salut"); d.out.Kind != crm.Unclear || d.commits != 1 {
					t.Errorf("outcome %+v after %d commits", d.out, d.commits)
				}
				if n := seen.Load(); n != 1 {
					t.Errorf("the gateway saw it %d times", n)
				}
			}
		})
	}
}

func TestNothingLeavesBeforeTheCommit(t *testing.T) {
	t.Parallel()
	for _, method := range []string{http.MethodPost, http.MethodGet} {
		ln, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		got := make(chan string, 1)
		go func() {
			conn, err := ln.Accept()
			if err != nil {
				return
			}
			all, _ := io.ReadAll(conn)
			_ = conn.Close()
			got <- string(all)
		}()
		a := accountAt("http://" + ln.Addr().String())
		a.Gateway.Method = method
		a.Gateway.URL += "?to={{to}}&text={{text}}"
		out := gateway.New().Send(t.Context(), a, message(), []byte("Salut"), func() error { return errors.New("disk full") })
		if out.Kind != crm.Aborted {
			t.Errorf("%s: %+v", method, out)
		}
		if heard := <-got; heard != "" {
			t.Errorf("%s: the gateway heard %q", method, heard)
		}
		_ = ln.Close()
	}
}

func TestACancelledRequestIsUnclearOnlyAfterItLeft(t *testing.T) {
	t.Parallel()
	t.Run("after", func(t *testing.T) {
		t.Parallel()
		s := startSMS(t, sink.SMSOptions{Faults: map[string]float64{"slow-after": 1}})
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			defer cancel()
			_, _ = s.Await(ctx, func(e sink.Entry) bool { return e.Ev == sink.EvAccepted })
		}()
		if d := deliver(ctx, t, accountAt(s.URL()), "Salut"); d.out.Kind != crm.Unclear {
			t.Errorf("outcome %+v", d.out)
		}
	})
	t.Run("before", func(t *testing.T) {
		t.Parallel()
		s := startSMS(t, sink.SMSOptions{})
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if d := deliver(ctx, t, accountAt(s.URL()), "Salut"); d.out.Kind != crm.Temporary || d.commits != 0 || len(s.Accepted()) != 0 {
			t.Errorf("outcome %+v", d.out)
		}
	})
}

func TestAnAnswerWithoutEndIsNotReadToTheEnd(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		block := []byte(`{"id":"` + strings.Repeat("x", 32<<10))
		for {
			if _, err := w.Write(block); err != nil {
				return
			}
		}
	}))
	t.Cleanup(server.Close)
	if d := deliver(t.Context(), t, accountAt(server.URL), "Salut"); d.out.Kind != crm.Unclear {
		t.Errorf("outcome %v", d.out.Kind)
	}
}

func TestARedirectIsNotFollowed(t *testing.T) {
	t.Parallel()
	var seen atomic.Int32
	target := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { seen.Add(1) }))
	t.Cleanup(target.Close)
	s := startSMS(t, sink.SMSOptions{Faults: map[string]float64{"redirect": 1}, RedirectTo: target.URL})
	if d := deliver(t.Context(), t, accountAt(s.URL()), "Salut"); d.out.Kind != crm.Stopped || seen.Load() != 0 {
		t.Errorf("outcome %+v, followed %d times", d.out, seen.Load())
	}
}

func TestAGatewayThatIsNotThereIsTriedLater(t *testing.T) {
	t.Parallel()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	a := accountAt("http://" + ln.Addr().String())
	_ = ln.Close()
	if d := deliver(t.Context(), t, a, "Salut"); d.out.Kind != crm.Temporary || d.commits != 0 {
		t.Errorf("outcome %+v", d.out)
	}
	if found := gateway.New().Lookup(t.Context(), a, "k"); found != crm.FoundUnknown {
		t.Errorf("look-up says %q", found)
	}
}

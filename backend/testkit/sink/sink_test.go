package sink

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// noon is the clock of these tests: it stands still.
func noon() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }

func TestTheAuditTellsWhatTheProductGotWrong(t *testing.T) {
	t.Parallel()
	mail := func(key string) Entry { return Entry{Ev: EvAccepted, Mid: key, Rcpt: []string{key}, BodySha: "b"} }
	for _, tc := range []struct {
		name  string
		state string
		taken int
		want  string
	}{
		{"sent and taken", "sent", 1, ""},
		{"delivered and taken", "delivered", 1, ""},
		{"sent but never taken", "sent", 0, Lost},
		{"sent twice", "sent", 2, Duplicate},
		{"failed but taken", "failed", 1, FalseFailure},
		{"failed", "failed", 0, ""},
		{"queued but taken", "queued", 1, WillDuplicate},
		{"held but taken", "held", 1, WillDuplicate},
		{"queued", "queued", 0, ""},
		{"cancelled but taken", "cancelled", 1, SentAnyway},
		{"suppressed", "suppressed", 0, ""},
		{"uncertain and taken", "uncertain", 1, ""},
		{"uncertain and not taken", "uncertain", 0, ""},
		{"uncertain and taken twice", "uncertain", 2, Duplicate},
		{"sent again by a person", "resent", 2, ""},
		{"sent again and again", "resent", 3, Duplicate},
	} {
		got := Audit([]Claim{{"email", "<k@x>", tc.state}}, slices.Repeat([]Entry{mail("<k@x>")}, tc.taken), nil, -1)
		if names := fmt.Sprint(keysOf(got)); (tc.want == "" && !got.Clean()) || (tc.want != "" && names != "["+tc.want+"]") {
			t.Errorf("%s: %s", tc.name, got)
		}
	}
}

func keysOf(r Report) []string {
	var out []string
	for name := range r.Findings {
		out = append(out, name)
	}
	return sorted(out)
}

func TestTheAuditCountsWhatItCantTell(t *testing.T) {
	t.Parallel()
	claims, err := ParseClaims([]byte("{\"channel\":\"email\",\"key\":\"<a@x>\",\"state\":\"uncertain\"}\n\n{\"channel\":\"sms\",\"key\":\"b\",\"state\":\"uncertain\"}\n"))
	if err != nil {
		t.Fatal(err)
	}
	sms := []Entry{{Ev: EvAccepted, Key: "b", To: "+40712345678", TextSha: "t", Quiet: true}, {Ev: EvReplay, Key: "b"}, {Ev: EvAccepted, Key: "c", To: "+40712345678", TextSha: "t"}}
	got := Audit(claims, nil, sms, 1)
	if got.Unknown != 2 || got.UnknownTaken != 1 || got.Quiet != 1 || got.Twins != 1 || fmt.Sprint(keysOf(got)) != "["+Stray+" "+TooManyUnknown+"]" {
		t.Errorf("%+v", got)
	}
}

func TestFaultsAreTheSameForTheSameSeed(t *testing.T) {
	t.Parallel()
	draw := func(seed uint64) (hits []bool) {
		f := newFaults(seed, map[string]float64{"eod-451": 0.2})
		for range 1000 {
			hits = append(hits, f.hit("eod-451"))
		}
		return hits
	}
	if !slices.Equal(draw(1), draw(1)) || slices.Equal(draw(1), draw(2)) {
		t.Error("chance is not by seed")
	}
	n := 0
	for _, hit := range draw(3) {
		if hit {
			n++
		}
	}
	if n < 150 || n > 250 {
		t.Errorf("%d of 1000 for a rate of 0.2", n)
	}
}

func TestAnEmailIsInTheLogBeforeTheAnswer(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "smtp.jsonl")
	s, err := StartSMTP(SMTPOptions{Log: file, Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	body := "From: a@x.ro\r\nDate: Mon, 23 Nov 2026 12:00:00 +0000\r\nMessage-ID: <k1@x.ro>\r\nMIME-Version: 1.0\r\nSubject: Salut\r\n\r\n.dot\r\n"
	c, err := smtp.Dial(s.Addr())
	if err != nil {
		t.Fatal(err)
	}
	if err := c.SendMail("a@x.ro", []string{"ana@x.ro"}, strings.NewReader(body)); err != nil {
		t.Fatal(err)
	}
	logged, err := ReadLog(file)
	if err != nil {
		t.Fatal(err)
	}
	e := logged[1]
	if len(logged) != 2 || e.Ev != EvAccepted || e.Mid != "<k1@x.ro>" || e.Rcpt[0] != "ana@x.ro" || e.Subject != "Salut" || e.Reply != "250" || len(e.Lint) != 0 {
		t.Errorf("%+v", logged)
	}
	if got := string(s.Accepted()[0].Raw); got != body {
		t.Errorf("taken %q", got)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestALogTornInTheMiddleOfALineIsRead(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "sms.jsonl")
	if err := os.WriteFile(file, []byte("{\"ev\":\"accepted\",\"key\":\"k1\",\"id\":\"abc\"}\n{\"ev\":\"acc"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := StartSMS(SMSOptions{Log: file, Idempotent: true, Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	var got taken
	res, err := http.Get(s.URL() + "/sms/k1")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	if err := json.NewDecoder(res.Body).Decode(&got); err != nil || got.ID != "abc" {
		t.Errorf("a key from before the restart: %+v, %v", got, err)
	}
}

func TestAKeyIsDeliveredOnceWhereTheGatewayPromisesIt(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		idempotent bool
		want       int
	}{{true, 1}, {false, 2}} {
		s, err := StartSMS(SMSOptions{Idempotent: tc.idempotent, Now: noon})
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			res, err := http.Post(s.URL()+"/sms", "application/json", strings.NewReader(`{"to":"+40712345678","text":"Salut","client_ref":"k1"}`))
			if err != nil {
				t.Fatal(err)
			}
			_, _ = io.Copy(io.Discard, res.Body)
			_ = res.Body.Close()
		}
		if n := len(s.Accepted()); n != tc.want {
			t.Errorf("idempotent %v: delivered %d times", tc.idempotent, n)
		}
		_ = s.Close()
	}
}

func TestNightIsMarked(t *testing.T) {
	t.Parallel()
	for clock, want := range map[string]bool{"22:59": false, "23:00": true, "03:00": true, "07:29": true, "07:30": false} {
		at, err := time.Parse("15:04", clock)
		if err != nil {
			t.Fatal(err)
		}
		s, err := StartSMS(SMSOptions{Now: func() time.Time { return at.AddDate(2026, 0, 0) }})
		if err != nil {
			t.Fatal(err)
		}
		res, err := http.Post(s.URL()+"/sms", "application/json", strings.NewReader(`{"to":"+40712345678","text":"Salut"}`))
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if got := s.Accepted()[0].Quiet; got != want {
			t.Errorf("%s: quiet %v", clock, got)
		}
		_ = s.Close()
	}
}

func TestAStrictReceiverObjects(t *testing.T) {
	t.Parallel()
	good := "Date: Mon, 23 Nov 2026 12:00:00 +0000\r\nFrom: a@x.ro\r\nMessage-ID: <k@x.ro>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
	for _, tc := range []struct{ name, raw, want string }{
		{"good", good + "\r\nbody\r\n", ""},
		{"mailto alone", good + "List-Unsubscribe: <mailto:a@x.ro>\r\n\r\nbody\r\n", ""},
		{"https without post", good + "List-Unsubscribe: <https://x.ro/u>\r\n\r\nbody\r\n", "unsubscribe-pair-broken"},
		{"post without https", good + "List-Unsubscribe: <mailto:a@x.ro>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\r\nbody\r\n", "unsubscribe-pair-broken"},
		{"the pair", good + "List-Unsubscribe: <https://x.ro/u>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\r\nbody\r\n", ""},
		{"a bare LF", good + "\r\nbo\ndy\r\n", "bare-lf"},
		{"a long line", good + "\r\n" + strings.Repeat("x", 999) + "\r\n", "line-over-998"},
		{"two senders", good + "From: b@x.ro\r\n\r\nbody\r\n", "twice-from"},
		{"a bcc", good + "Bcc: b@x.ro\r\n\r\nbody\r\n", "bcc-sent"},
		{"letters in a header", good + "Subject: ș\r\n\r\nbody\r\n", "8bit-header"},
		{"an id without a domain", strings.Replace(good, "<k@x.ro>", "<k>", 1) + "\r\nbody\r\n", "bad-message-id"},
		{"a multipart without an end", strings.Replace(good, "text/plain; charset=utf-8", "multipart/mixed; boundary=b", 1) + "\r\n--b\r\n\r\nx\r\n", "defect-body"},
	} {
		if got := strings.Join(Lint([]byte(tc.raw)), " "); got != tc.want {
			t.Errorf("%s: %q", tc.name, got)
		}
	}
}

func TestASinkListensOnLoopbackOnly(t *testing.T) {
	t.Parallel()
	for _, addr := range []string{"0.0.0.0:0", "192.0.2.1:0", ":0"} {
		if s, err := StartSMTP(SMTPOptions{Addr: addr, Now: noon}); err == nil {
			_ = s.Close()
			t.Errorf("listens on %s", addr)
		}
	}
}

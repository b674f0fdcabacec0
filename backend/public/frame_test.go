package public_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/words"
)

// patterns are the routes, as they are written in the source.
func patterns(t *testing.T) (out []string) {
	t.Helper()
	written := regexp.MustCompile(`s\.on\(mux, "([A-Z]+) (/[^"]*)"`)
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range written.FindAllStringSubmatch(string(text), -1) {
			out = append(out, found[1]+" "+found[2])
		}
	}
	return out
}

var blank = regexp.MustCompile(`\{[^}]*\}`)

// HP16: whatever is asked, and however it ends.
func TestEveryAnswerCarriesTheHeaders(t *testing.T) {
	t.Parallel()
	s := open(t)
	all := append(patterns(t), "GET /", "GET /nothing", "PUT /look/public.css", "GET /a/../b", "TRACE /", "OPTIONS /look/public.css")
	if len(all) < 7 {
		t.Fatalf("the routes were not found: %v", all)
	}
	for _, pattern := range all {
		method, path, _ := strings.Cut(pattern, " ")
		for _, value := range []string{"x", "1", "AAAA"} {
			for _, m := range []string{method, "HEAD", "DELETE", "POST"} {
				answer := s.do(m, blank.ReplaceAllString(path, value), "")
				carries(t, m+" "+path, answer)
			}
		}
	}
}

func carries(t *testing.T, what string, answer answered) {
	t.Helper()
	h := answer.Header
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		"Cross-Origin-Opener-Policy": "same-origin", "X-Robots-Tag": "noindex, nofollow",
	} {
		if h.Get(name) != want {
			t.Errorf("%s (%s): %s is %q, want %q", what, answer.Status, name, h.Get(name), want)
		}
	}
	policy := h.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "style-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors "} {
		if !strings.Contains(policy, part) {
			t.Errorf("%s: the policy %q lacks %s", what, policy, part)
		}
	}
	if strings.Contains(policy, "unsafe") || h.Get("Cache-Control") == "" || len(answer.Cookies()) > 0 {
		t.Errorf("%s: %v", what, h)
	}
	if h.Get("Cache-Control") != "no-store" && !strings.HasPrefix(what, "GET /look/") && !strings.HasPrefix(what, "HEAD /look/") {
		t.Errorf("%s: may be kept: %s", what, h.Get("Cache-Control"))
	}
}

func TestAWrongRequestGetsACalmPage(t *testing.T) {
	t.Parallel()
	s := open(t)
	tests := []struct {
		what, method, path, body string
		header                   []string
		status                   int
		says                     string
	}{
		{"no page", "GET", "/nothing", "", nil, 404, "There is no such page"},
		{"in Romanian", "GET", "/nothing", "", []string{"Accept-Language", "ro-RO,en;q=0.5"}, 404, "Această pagină nu există"},
		{"in Hungarian, chosen on the page", "GET", "/nothing?language=hu", "", []string{"Accept-Language", "ro"}, 404, "Nincs ilyen oldal"},
		{"in the business's language", "GET", "/nothing", "", []string{"Accept-Language", "fr"}, 404, "Această pagină nu există"},
		{"another method", "PUT", "/look/public.css", "", nil, 405, "This does not work here"},
		{"a path that leads out", "GET", "/look/..%2f..%2fapp.db", "", nil, 404, "There is no such page"},
		{"an escaped letter", "GET", "/look/publi%63.css", "", nil, 404, "There is no such page"},
		{"a NUL", "GET", "/look/%00", "", nil, 404, "There is no such page"},
		{"a back slash", "GET", "/look/..%5capp.db", "", nil, 404, "There is no such page"},
		{"another name", "GET", "/look/public.css", "", []string{"Host", "evil.test"}, 421, "There is nothing under this name"},
		{"our number on another port", "GET", "/look/public.css", "", []string{"Host", "127.0.0.1:1"}, 421, "There is nothing under this name"},
	}
	for _, c := range tests {
		header := c.header
		if !slices.Contains(header, "Accept-Language") {
			header = append([]string{"Accept-Language", "en"}, header...)
		}
		answer := s.do(c.method, c.path, c.body, header...)
		if answer.StatusCode != c.status || !strings.Contains(answer.text, "<h1>"+c.says) {
			t.Errorf("%s: %s %s", c.what, answer.Status, answer.text)
		}
		if !strings.Contains(answer.text, "Firma &amp; fiii &lt;SRL&gt;") && c.status != 404 && c.status != 421 {
			t.Errorf("%s: who says it? %s", c.what, answer.text)
		}
	}
}

func TestItAnswersUnderItsNames(t *testing.T) {
	t.Parallel()
	s := open(t)
	_, port, _ := strings.Cut(s.host, ":")
	for _, name := range []string{s.host, "localhost:" + port, "firma.example", "FIRMA.example", "firma.example:443"} {
		if answer := s.get("/look/public.css", "Host", name); answer.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", name, answer.Status)
		}
	}
}

func TestWhoComesTooOftenWaits(t *testing.T) {
	t.Parallel()
	s := open(t, behindLoopback)
	from := func(address string) answered {
		return s.get("/nothing", "Host", "firma.example", "X-Forwarded-For", address, "X-Forwarded-Proto", "https")
	}
	for i := range 300 {
		if answer := from(fmt.Sprintf("198.51.100.%d, 192.0.2.7", i%250)); answer.StatusCode != http.StatusNotFound {
			t.Fatalf("request %d: %s", i, answer.Status)
		}
	}
	refused := from("192.0.2.7")
	if refused.StatusCode != http.StatusTooManyRequests || refused.Header.Get("Retry-After") != "1" {
		t.Errorf("what an address before the last one says should not count: %s %v", refused.Status, refused.Header)
	}
	carries(t, "too often", refused)
	if other := from("192.0.2.8"); other.StatusCode != http.StatusNotFound {
		t.Errorf("somebody else: %s", other.Status)
	}
	s.clock.Add(int64(time.Second))
	if again := from("192.0.2.7"); again.StatusCode != http.StatusNotFound {
		t.Errorf("after a second: %s", again.Status)
	}
	for i := range 300 {
		from(fmt.Sprintf("2001:db8:0:1::%x", i))
	}
	if neighbour := from("2001:db8:0:1::ffff"); neighbour.StatusCode != http.StatusTooManyRequests {
		t.Errorf("another address of the same half: %s", neighbour.Status)
	}
}

func TestBehindAProxyOnlyTheProxyIsAnswered(t *testing.T) {
	t.Parallel()
	s := open(t, behindLoopback)
	answer := s.get("/look/public.css", "Host", "firma.example")
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("by the proxy: %s %v", answer.Status, answer.Header)
	}
	if answer := s.get("/look/public.css", "Host", "inner", "X-Forwarded-Host", "firma.example"); answer.StatusCode != http.StatusOK {
		t.Errorf("the name that the browser asked for: %s", answer.Status)
	}
	if answer := s.get("/look/public.css", "Host", "firma.example", "X-Forwarded-Proto", "http"); answer.StatusCode != http.StatusForbidden {
		t.Errorf("in clear to the proxy: %s", answer.Status)
	}
	plain := open(t)
	if answer := plain.get("/look/public.css", "Host", "inner", "X-Forwarded-Host", "firma.example"); answer.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("a proxy that nobody told us about: %s", answer.Status)
	}
}

// What pages/ says must have words in each language.
func TestEveryWordOfThePagesIsThere(t *testing.T) {
	t.Parallel()
	said := regexp.MustCompile(`\.Say "([^"]+)"`)
	names, err := filepath.Glob("pages/*.html")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range said.FindAllStringSubmatch(string(text), -1) {
			for _, lang := range words.Languages() {
				key := found[1]
				if words.Render(lang, crm.Say(key, "count", 2), nil) == key {
					t.Errorf("%s: no words for %q in %s", name, key, lang)
				}
			}
		}
		for _, inline := range []string{"style=", "<style", "onclick", "onload", "javascript:", "<script>"} {
			if strings.Contains(string(text), inline) {
				t.Errorf("%s has %s, which no browser would run", name, inline)
			}
		}
	}
}

package server_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/server"
	"stepwise/backend/testkit"
)

// desk is a signed-in browser at a workspace with one card.
func desk(t *testing.T) (*site, string) {
	t.Helper()
	w := testkit.NewWorld(t)
	service := api.NewService(api.Deps{
		Version: "9.9.9", Started: 1, Log: slog.New(slog.DiscardHandler), Bus: &api.Bus{}, Store: w.Store, Engine: w.Engine, Outbox: w.Outbox,
		Kick: func() {},
	})
	s := serve(t, server.Options{
		Service: service, Log: slog.New(slog.DiscardHandler), Assets: fstest.MapFS{"index.html": {Data: []byte("x")}},
	})
	return s.enter(), w.Card("Ion Popescu", testkit.NewLead).String()
}

const pixel = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"

var asBytes = map[string]string{"Content-Type": "application/octet-stream"}

// added sends a file and returns its id.
func (s *site) added(card, name, content string) string {
	s.t.Helper()
	answer := s.do("POST", "/files?card="+card+"&name="+name, content, asBytes)
	var out struct {
		Result api.FileView `json:"result"`
	}
	if answer.StatusCode != http.StatusOK {
		s.t.Fatalf("%s: %s", answer.Status, answer.text)
	}
	if err := json.Unmarshal([]byte(answer.text), &out); err != nil {
		s.t.Fatal(err)
	}
	return out.Result.File.ID.String()
}

func TestAFileGoesInAndComesOut(t *testing.T) {
	t.Parallel()
	s, card := desk(t)
	id := s.added(card, "Ofert%C4%83%20%22nr.%201%22.html", "<html><script>alert(1)</script>")
	got := s.get("/files/" + id)
	if got.StatusCode != http.StatusOK || got.text != "<html><script>alert(1)</script>" {
		t.Fatalf("%s %q", got.Status, got.text)
	}
	for name, want := range map[string]string{
		"Content-Type":            "application/octet-stream",
		"Content-Disposition":     `attachment; filename="Ofert_ _nr. 1_.html"; filename*=UTF-8''Ofert%C4%83%20_nr.%201_.html`,
		"Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
		"X-Content-Type-Options":  "nosniff",
		"Cache-Control":           "private, no-cache",
	} {
		if got.Header.Get(name) != want {
			t.Errorf("%s is %q, not %q", name, got.Header.Get(name), want)
		}
	}
}

func TestOnlyPicturesAreShown(t *testing.T) {
	t.Parallel()
	s, card := desk(t)
	for _, tc := range []struct{ name, content, kind, disposition string }{
		{"a.png", pixel, "image/png", "inline"},
		{"a.png", "<html>", "application/octet-stream", "attachment"},
		{"a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", "application/octet-stream", "attachment"},
		{"a.pdf", "%PDF-1.7", "application/octet-stream", "attachment"},
	} {
		got := s.get("/files/" + s.added(card, tc.name, tc.content) + "?show")
		disposition, _, _ := strings.Cut(got.Header.Get("Content-Disposition"), ";")
		if got.Header.Get("Content-Type") != tc.kind || disposition != tc.disposition || got.Header.Get("Content-Security-Policy") == "" {
			t.Errorf("%s %q: %s, %s", tc.name, tc.content, got.Header.Get("Content-Type"), disposition)
		}
	}
}

func TestAPartOfAFileAndWhatABrowserHasAlready(t *testing.T) {
	t.Parallel()
	s, card := desk(t)
	path := "/files/" + s.added(card, "a.txt", "0123456789")
	part := s.do("GET", path, "", map[string]string{"Range": "bytes=2-4"})
	if part.StatusCode != http.StatusPartialContent || part.text != "234" {
		t.Errorf("%s %q", part.Status, part.text)
	}
	again := s.do("GET", path, "", map[string]string{"If-None-Match": part.Header.Get("ETag")})
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("%s", again.Status)
	}
}

func TestWhatIsNoFileIsRefused(t *testing.T) {
	t.Parallel()
	s, card := desk(t)
	tooMuch := bytes.NewReader(make([]byte, crm.MaxFile+1))
	for name, tc := range map[string]struct {
		path   string
		body   io.Reader
		header map[string]string
		status int
		key    string
	}{
		"nothing":             {"?card=" + card + "&name=a", strings.NewReader(""), asBytes, 422, "error.file.empty"},
		"too much":            {"?card=" + card + "&name=a", tooMuch, asBytes, 413, "error.file.too_big"},
		"too much, unsaid":    {"?card=" + card + "&name=a", io.MultiReader(bytes.NewReader(make([]byte, crm.MaxFile+1))), asBytes, 422, "error.file.too_big"},
		"a form":              {"?card=" + card + "&name=a", strings.NewReader("a=b"), map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, 415, "server.bytes_only"},
		"a form of parts":     {"?card=" + card + "&name=a", strings.NewReader("--x--"), map[string]string{"Content-Type": "multipart/form-data; boundary=x"}, 415, "server.bytes_only"},
		"something zipped":    {"?card=" + card + "&name=a", strings.NewReader("x"), map[string]string{"Content-Type": "text/plain", "Content-Encoding": "gzip"}, 415, "server.no_compression"},
		"for no card":         {"?name=a", strings.NewReader("x"), asBytes, 404, "error.not_found.card"},
		"for another noun":    {"?card=user_1&name=a", strings.NewReader("x"), asBytes, 422, "error.bad_id"},
		"for a card of yore":  {"?card=card_2d&name=a", strings.NewReader("x"), asBytes, 404, "error.not_found.card"},
		"from somewhere else": {"?card=" + card + "&name=a", strings.NewReader("x"), map[string]string{"Content-Type": "text/plain", "Origin": "http://evil.test"}, 403, "server.wrong_origin"},
	} {
		answer := s.send("POST", "/files"+tc.path, tc.body, tc.header)
		if answer.StatusCode != tc.status || answer.errorKey() != tc.key {
			t.Errorf("%s: %s %s", name, answer.Status, answer.text)
		}
	}
	for path, want := range map[string]int{"/files/": 404, "/files/file_77": 404, "/files/card_1": 404, "/files/..%2f..%2fapp.db": 404, "/files/file_1/x": 404} {
		if answer := s.get(path); answer.StatusCode != want {
			t.Errorf("%s: %s", path, answer.Status)
		}
	}
	s.session = nil
	for _, answer := range []answered{s.get("/files/file_1"), s.do("POST", "/files?card="+card+"&name=a", "x", asBytes)} {
		if answer.StatusCode != http.StatusUnauthorized {
			t.Errorf("without a session: %s", answer.Status)
		}
	}
}

package server_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/server"
)

// site is a running server and what a browser that asks it sees.
type site struct {
	t       *testing.T
	server  *server.Server
	service *api.Service
	host    string // "127.0.0.1:34567"
	client  *http.Client
	session *http.Cookie
	public  string // the name that a proxy asks for; "" for none
}

// open starts a server; nobody is signed in yet.
func open(t *testing.T) *site {
	t.Helper()
	quiet := slog.New(slog.DiscardHandler)
	service := api.NewService(api.Deps{Version: "9.9.9", Started: 1, Log: quiet, Bus: &api.Bus{}, Store: newStore(t)})
	return serve(t, server.Options{
		Service: service, Log: quiet,
		Assets: fstest.MapFS{
			"index.html":       {Data: []byte("<title>the app</title>")},
			"assets/app-1a.js": {Data: []byte("let app")},
			"icon.svg":         {Data: []byte("<svg/>")},
		},
	})
}

// signedIn starts a server and opens its link.
func signedIn(t *testing.T) *site {
	t.Helper()
	return open(t).enter()
}

type answered struct {
	*http.Response
	text string
}

// errorKey is the key of the error in an answer.
func (a answered) errorKey() string {
	var body struct {
		Error crm.Error `json:"error"`
		Key   string    `json:"key"` // of the API's problems
	}
	_ = json.Unmarshal([]byte(a.text), &body)
	return body.Error.Key + body.Key
}

func (s *site) do(method, path, body string, header map[string]string) answered {
	s.t.Helper()
	return s.send(method, path, strings.NewReader(body), header)
}

func (s *site) send(method, path string, body io.Reader, header map[string]string) answered {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.t.Context(), method, "http://"+s.host+path, body)
	if err != nil {
		s.t.Fatal(err)
	}
	if s.public != "" {
		request.Host = s.public
	}
	for name, value := range header {
		if name == "Host" {
			request.Host = value
			continue
		}
		request.Header.Set(name, value)
	}
	if s.session != nil {
		request.AddCookie(s.session)
	}
	response, err := s.client.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	text, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := response.Body.Close(); err != nil {
		s.t.Fatal(err)
	}
	return answered{response, string(text)}
}

func (s *site) get(path string) answered { s.t.Helper(); return s.do("GET", path, "", nil) }

func (s *site) rpc(method, body string) answered {
	s.t.Helper()
	return s.do("POST", "/rpc/"+method, body, map[string]string{"Content-Type": "application/json"})
}

func TestAnOperationAnswersThroughRPC(t *testing.T) {
	t.Parallel()
	s := signedIn(t)
	for _, body := range []string{"[]", "", "  ", "{}", "[{}]", "[ {} ]"} {
		answer := s.rpc("Version", body)
		if answer.StatusCode != http.StatusOK || !strings.Contains(answer.text, `"result":{"version":"9.9.9"`) {
			t.Errorf("body %q: %s %s", body, answer.Status, answer.text)
		}
	}
}

func TestAProgramMaySendTheOneArgumentItself(t *testing.T) {
	t.Parallel()
	s := signedIn(t)
	for _, body := range []string{`{"nowhere":1}`, `[{"nowhere":1}]`} {
		answer := s.rpc("GetCard", body)
		if answer.StatusCode != http.StatusUnprocessableEntity || answer.errorKey() != "error.bad_json" {
			t.Errorf("%s should reach the strict decoding: %s %s", body, answer.Status, answer.text)
		}
	}
}

func TestWhatIsAskedWronglyIsRefusedWithItsReason(t *testing.T) {
	t.Parallel()
	s := signedIn(t)
	tests := map[string]struct {
		method, body, kind, encoding string
		status                       int
		key                          string
	}{
		"no such operation":      {"DropTables", "[]", "application/json", "", 404, "error.no_operation"},
		"a helper of the struct": {"String", "[]", "application/json", "", 404, "error.no_operation"},
		"too many arguments":     {"Version", "[1]", "application/json", "", 422, "error.argument_count"},
		"too few arguments":      {"GetCard", "[]", "application/json", "", 422, "error.argument_count"},
		"broken JSON":            {"GetCard", `{"id":`, "application/json", "", 422, "error.bad_json"},
		"a broken list":          {"GetCard", `[{"id":"card_1"`, "application/json", "", 422, "error.bad_json"},
		"plain text (HP01)":      {"Version", "[]", "text/plain", "", 415, "server.json_only"},
		"a form (HP01)":          {"Version", "a=1", "application/x-www-form-urlencoded", "", 415, "server.json_only"},
		"no content type (HP01)": {"Version", "[]", "", "", 415, "server.json_only"},
		"compression (HP07)":     {"Version", "[]", "application/json", "gzip", 415, "server.no_compression"},
		"a key twice (HP14)":     {"GetCard", `{"id":"card_1","id":"card_2"}`, "application/json", "", 422, "error.bad_json_key"},
		"a key in two cases":     {"GetCard", `{"id":"card_1","ID":"card_2"}`, "application/json", "", 422, "error.bad_json_key"},
		"an id as number (HP14)": {"GetCard", `{"id":9007199254740993}`, "application/json", "", 422, "error.bad_json"},
		"another noun's id":      {"GetCard", `{"id":"user_1"}`, "application/json", "", 422, "error.bad_id"},
		"a huge number (HP14)":   {"ListCards", `{"limit":1e400}`, "application/json", "", 422, "error.bad_json"},
		"a prototype (HP14)":     {"GetCard", `{"__proto__":{}}`, "application/json", "", 422, "error.bad_json_key"},
		"endless depth (HP14)":   {"GetCard", strings.Repeat("[", 100_000), "application/json", "", 422, "error.bad_json"},
		"deep nesting (HP14)": {
			"GetCard", `{"id":` + strings.Repeat("[", 70) + strings.Repeat("]", 70) + "}", "application/json", "", 422, "error.json_depth",
		},
	}
	for name, c := range tests {
		t.Run(name, func(t *testing.T) {
			header := map[string]string{"Content-Type": c.kind}
			if c.encoding != "" {
				header["Content-Encoding"] = c.encoding
			}
			answer := s.do("POST", "/rpc/"+c.method, c.body, header)
			if answer.StatusCode != c.status || answer.errorKey() != c.key {
				t.Errorf("got %s %q, want %d %s", answer.Status, answer.text, c.status, c.key)
			}
		})
	}
}

// What is wrong is named by its place, not by the types of the program.
func TestAWrongValueIsNamedByItsPlace(t *testing.T) {
	t.Parallel()
	s := signedIn(t)
	tests := map[string]struct{ method, body, path, key string }{
		"a number that is none": {"ListCards", `{"limit":"x"}`, "limit", "error.wrong_type"},
		"a deeper one":          {"CheckSequence", `{"steps":[{"timing":{"delay":1.5}}]}`, "steps.timing.delay", "error.wrong_type"},
		"an id as a number":     {"GetCard", `{"id":5}`, "id", "error.wrong_type"},
		"an unknown field":      {"GetCard", `{"colour":1}`, "colour", "error.unknown_field"},
		"no object":             {"GetCard", `"x"`, "", "error.wrong_type"},
	}
	for name, c := range tests {
		answer := s.do("POST", "/rpc/"+c.method, c.body, map[string]string{"Content-Type": "application/json"})
		var got struct{ Error crm.Error }
		if err := json.Unmarshal([]byte(answer.text), &got); err != nil || answer.StatusCode != http.StatusUnprocessableEntity {
			t.Fatalf("%s: %s %s %v", name, answer.Status, answer.text, err)
		}
		if p := got.Error.Problems; len(p) != 1 || p[0].Path != c.path || p[0].Key != c.key {
			t.Errorf("%s: got %s", name, answer.text)
		}
		if strings.Contains(answer.text, "Go ") || strings.Contains(answer.text, "crm.") || strings.Contains(answer.text, "api.") {
			t.Errorf("%s names our types: %s", name, answer.text)
		}
	}
}

// HP07: a body without end is cut off at the limit, while it is read.
func TestABodyThatIsTooLongIsCutOff(t *testing.T) {
	t.Parallel()
	s := signedIn(t)
	endless := io.MultiReader(strings.NewReader(`["`), io.LimitReader(zeros{}, 40<<20), strings.NewReader(`"]`))
	answer := s.send("POST", "/rpc/GetCard", endless, map[string]string{"Content-Type": "application/json"})
	if answer.StatusCode != http.StatusRequestEntityTooLarge || answer.errorKey() != "server.body_too_long" {
		t.Errorf("got %s %s", answer.Status, answer.text)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	return copy(p, bytes.Repeat([]byte("0"), len(p))), nil
}

// HP05: files come from inside the program, whatever the path tries.
func TestNoPathLeadsOutOfTheFiles(t *testing.T) {
	t.Parallel()
	s := signedIn(t)
	paths := []string{
		"/static/../../data/app.db", "/assets/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/assets/..%5c..%5capp.db",
		"/C:%5Cwindows%5Cwin.ini", "/index.html%00.js", "/assets", "/assets/", "/nothing.js", "/%2findex.html", "/rpc", "/.git/config",
		"//etc/passwd", "/.", "/assets/../index.html",
	}
	for _, path := range paths {
		answer := s.do("GET", path, "", nil)
		if answer.StatusCode != http.StatusNotFound && answer.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s %s", path, answer.Status, answer.text)
		}
	}
}

func TestTheScreensAreServed(t *testing.T) {
	t.Parallel()
	s := signedIn(t)
	tests := map[string]struct{ text, kind, cache string }{
		"/":                 {"<title>the app</title>", "text/html; charset=utf-8", "no-store"},
		"/assets/app-1a.js": {"let app", "text/javascript; charset=utf-8", "private, max-age=31536000, immutable"},
		"/icon.svg":         {"<svg/>", "image/svg+xml", "no-store"},
	}
	for path, want := range tests {
		answer := s.get(path)
		if answer.StatusCode != http.StatusOK || answer.text != want.text {
			t.Errorf("%s: %s %q", path, answer.Status, answer.text)
		}
		if kind := answer.Header.Get("Content-Type"); kind != want.kind {
			t.Errorf("%s: type %q", path, kind)
		}
		if cache := answer.Header.Get("Cache-Control"); cache != want.cache {
			t.Errorf("%s: cache %q", path, cache)
		}
	}
}

// HP16: every route, every answer.
func TestEveryAnswerCarriesTheHeaders(t *testing.T) {
	t.Parallel()
	in, out := signedIn(t), open(t)
	answers := map[string]answered{
		"the front page":   in.get("/"),
		"a file":           in.get("/assets/app-1a.js"),
		"no file":          in.get("/nothing"),
		"an operation":     in.rpc("Version", "[]"),
		"no operation":     in.rpc("Nothing", "[]"),
		"a wrong method":   in.do("PUT", "/rpc/Version", "[]", nil),
		"a used link":      in.get("/sign-in?token=x"),
		"no session":       out.rpc("Version", "[]"),
		"a closed page":    out.get("/"),
		"the API":          out.get("/api/v1/tags"),
		"its document":     out.get("/api/v1/openapi.json"),
		"a wrong link":     out.get("/sign-in?token=x"),
		"another host":     out.do("GET", "/", "", map[string]string{"Host": "evil.test"}),
		"another origin":   out.do("POST", "/rpc/Version", "[]", map[string]string{"Origin": "http://evil.test"}),
		"a shortened path": in.get("//assets/../icon.svg"),
	}
	for name, answer := range answers {
		policy := answer.Header.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'self'", "script-src 'self';", "frame-ancestors 'none'", "object-src 'none'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s: the policy should say %s: %q", name, part, policy)
			}
		}
		if answer.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: no nosniff", name)
		}
		if answer.Header.Get("Cache-Control") == "" {
			t.Errorf("%s: nothing about keeping it", name)
		}
	}
}

func TestChangesAreStreamed(t *testing.T) {
	t.Parallel()
	s := signedIn(t)
	early := s.rpc("Version", "[]").Header.Get("Stepwise-Changes")
	s.service.Bus().Publish(api.Event{Noun: "card", IDs: []string{"card_0"}})
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+s.host+"/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.AddCookie(s.session)
	response, err := s.client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if kind := response.Header.Get("Content-Type"); kind != "text/event-stream" {
		t.Fatalf("type %q", kind)
	}
	lines := bufio.NewScanner(response.Body)
	next := func() string {
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return data
			}
		}
		return "the end of the stream"
	}
	// An answer from before the stream knows fewer changes than the stream was too late for.
	if opened := next(); early != "0" || opened != "1" {
		t.Errorf("an answer of %s changes, a stream from %s on; want 0 and 1", early, opened)
	}
	s.service.Bus().Publish(api.Event{Noun: "card", IDs: []string{"card_1"}})
	if data := next(); data != `{"noun":"card","ids":["card_1"]}` {
		t.Errorf("got %s", data)
	}
}

func TestServeListensOnLoopbackOnly(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"0.0.0.0:0": "server.not_loopback", ":0": "server.not_loopback", "[::]:0": "server.not_loopback",
		"192.168.1.5:8080": "server.not_loopback", "example.com:80": "server.not_loopback", "127.0.0.1": "server.bad_address",
		"127.0.0.1:99999": "server.address_taken",
	}
	for addr, key := range tests {
		listener, err := server.Listen(t.Context(), addr, server.Site{})
		if err == nil {
			t.Errorf("%q should be refused", addr)
			_ = listener.Close()
			continue
		}
		if e := new(crm.Error); !asError(err, &e) || e.Key != key {
			t.Errorf("%q: got %v, want %s", addr, err, key)
		}
	}
	for _, addr := range []string{"127.0.0.1:0", "localhost:0"} {
		listener, err := server.Listen(t.Context(), addr, server.Site{})
		if err != nil {
			t.Errorf("%q: %v", addr, err)
			continue
		}
		if _, again := server.Listen(t.Context(), listener.Addr().String(), server.Site{}); again == nil {
			t.Errorf("%q: a taken address should be refused", addr)
		}
		_ = listener.Close()
	}
}

// port is what a wrong one is made from.
func (s *site) port() string {
	_, port, err := net.SplitHostPort(s.host)
	if err != nil {
		s.t.Fatal(err)
	}
	return port
}

func query(link string) url.Values {
	u, err := url.Parse(link)
	if err != nil {
		return nil
	}
	return u.Query()
}

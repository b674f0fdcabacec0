package server_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"stepwise/backend/crm"
)

func asError(err error, into **crm.Error) bool { return errors.As(err, into) }

func TestNothingAnswersWithoutASession(t *testing.T) {
	t.Parallel()
	s := open(t)
	for _, path := range []string{"/assets/app-1a.js", "/icon.svg", "/events", "/nothing", "/index.html", "/rpc/Version"} {
		if answer := s.get(path); answer.StatusCode != http.StatusUnauthorized || answer.errorKey() != "server.no_session" {
			t.Errorf("%s: %s %s", path, answer.Status, answer.text)
		}
	}
	for _, method := range []string{"Version", "SaveWorkspace", "Nothing"} {
		if answer := s.rpc(method, "[]"); answer.StatusCode != http.StatusUnauthorized {
			t.Errorf("%s: %s %s", method, answer.Status, answer.text)
		}
	}
	for name, value := range map[string]string{"nothing": "", "a guess": strings.Repeat("A", 26)} {
		answer := s.do("POST", "/rpc/Version", "[]", map[string]string{
			"Content-Type": "application/json", "Cookie": "stepwise_" + s.port() + "=" + value,
		})
		if answer.StatusCode != http.StatusUnauthorized {
			t.Errorf("a cookie with %s: %s", name, answer.Status)
		}
	}
}

func TestTheFrontPageSaysWhatToDoInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	s := open(t)
	tests := map[string]string{
		"":                     "Open the sign-in link",
		"de-DE,de;q=0.9":       "Open the sign-in link",
		"ro-RO,ro;q=0.9,en":    "Deschideți linkul",
		"de, hu;q=0.8, en":     "Nyissa meg",
		"<script>alert(1)":     "Open the sign-in link",
		"en-GB,en;q=0.9,ro;q=": "Open the sign-in link",
	}
	for accept, want := range tests {
		answer := s.do("GET", "/", "", map[string]string{"Accept-Language": accept})
		if answer.StatusCode != http.StatusUnauthorized || !strings.Contains(answer.text, want) {
			t.Errorf("%q: %s %s", accept, answer.Status, answer.text)
		}
	}
}

func TestASignInLinkWorksOnce(t *testing.T) {
	t.Parallel()
	s := open(t)
	path := strings.TrimPrefix(s.server.SignInLink(), "http://"+s.host)
	first := s.get(path)
	if first.StatusCode != http.StatusOK {
		t.Fatalf("%s %s", first.Status, first.text)
	}
	c := first.Cookies()[0]
	if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != "/" || !c.Expires.IsZero() || c.MaxAge != 0 {
		t.Errorf("the cookie should be for this browser session and its pages alone: %v", c)
	}
	if token := query(path).Get("token"); len(c.Value) < 26 || len(token) < 26 || token == c.Value {
		t.Errorf("at least 128 bits, and not the same: %q %q", token, c.Value)
	}
	if again := s.get(path); again.StatusCode != http.StatusUnauthorized || len(again.Cookies()) != 0 {
		t.Errorf("a second browser should stay outside: %s", again.Status)
	}
	s.session = c
	if again := s.get(path); again.StatusCode != http.StatusOK {
		t.Errorf("the browser that is in should just go on: %s", again.Status)
	}
	if answer := s.rpc("Version", "[]"); answer.StatusCode != http.StatusOK {
		t.Errorf("the first browser should still be in: %s", answer.Status)
	}
}

func TestALinkOfAnotherServerIsNothingHere(t *testing.T) {
	t.Parallel()
	s, other := open(t), open(t)
	token := query(other.server.SignInLink()).Get("token")
	for _, path := range []string{"/sign-in?token=" + token, "/sign-in", "/sign-in?token="} {
		if answer := s.get(path); answer.StatusCode != http.StatusUnauthorized || len(answer.Cookies()) != 0 {
			t.Errorf("%s: %s", path, answer.Status)
		}
	}
}

// HP02: a page that made its own name point to loopback.
func TestAnotherHostNameIsMisdirected(t *testing.T) {
	t.Parallel()
	s := signedIn(t)
	hosts := map[string]int{
		"evil.test": 421, "evil.test:" + s.port(): 421, "127.0.0.1": 421, "127.0.0.1:1": 421, "localhost.evil.test:" + s.port(): 421,
		"0.0.0.0:" + s.port(): 421, "localhost:" + s.port(): 200, "LOCALHOST:" + s.port(): 200, "[::1]:" + s.port(): 200,
	}
	for host, want := range hosts {
		for _, path := range []string{"/", "/icon.svg"} {
			if answer := s.do("GET", path, "", map[string]string{"Host": host}); answer.StatusCode != want {
				t.Errorf("%s %s: %s, want %d", host, path, answer.Status, want)
			}
		}
	}
}

// HP01 and HP13: another site's page asks with the session cookie.
func TestAnotherSitesPageIsRefused(t *testing.T) {
	t.Parallel()
	s := signedIn(t)
	own := "http://" + s.host
	tests := map[string]struct {
		header map[string]string
		want   int
	}{
		"its own page":               {map[string]string{"Origin": own, "Sec-Fetch-Site": "same-origin"}, 200},
		"a program":                  {nil, 200},
		"another site":               {map[string]string{"Origin": "http://evil.test"}, 403},
		"another site, marked":       {map[string]string{"Sec-Fetch-Site": "cross-site"}, 403},
		"another port of this host":  {map[string]string{"Origin": "http://127.0.0.1:1", "Sec-Fetch-Site": "same-site"}, 403},
		"another port, without mark": {map[string]string{"Origin": "http://127.0.0.1:1"}, 403},
		"another scheme":             {map[string]string{"Origin": "https://" + s.host}, 403},
		"a page without an origin":   {map[string]string{"Origin": "null"}, 403},
		"a sandboxed navigation":     {map[string]string{"Origin": "null", "Sec-Fetch-Mode": "navigate"}, 403},
		"a form that navigates":      {map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 403},
	}
	for name, c := range tests {
		header := map[string]string{"Content-Type": "application/json"}
		for k, v := range c.header {
			header[k] = v
		}
		if answer := s.do("POST", "/rpc/Version", "[]", header); answer.StatusCode != c.want {
			t.Errorf("POST from %s: %s, want %d", name, answer.Status, c.want)
		}
		if c.want != http.StatusForbidden || c.header["Sec-Fetch-Mode"] != "" {
			continue
		}
		for _, path := range []string{"/events", "/assets/app-1a.js"} {
			if answer := s.do("GET", path, "", c.header); answer.StatusCode != c.want {
				t.Errorf("GET %s from %s: %s, want %d", path, name, answer.Status, c.want)
			}
		}
	}
}

func TestALinkFromElsewhereOpensTheFrontPage(t *testing.T) {
	t.Parallel()
	s := open(t)
	answer := s.do("GET", "/", "", map[string]string{
		"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document",
	})
	if answer.StatusCode != http.StatusUnauthorized || !strings.Contains(answer.text, "<h1>") {
		t.Errorf("without a session, the page that says what to do: %s", answer.Status)
	}
	answer = s.do("GET", "/", "", map[string]string{
		"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe",
	})
	if answer.StatusCode != http.StatusForbidden {
		t.Errorf("a frame is no page to go to: %s", answer.Status)
	}
}

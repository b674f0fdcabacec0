package update_test

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/update"
)

var (
	private = ed25519.NewKeyFromSeed([]byte(strings.Repeat("k", ed25519.SeedSize)))
	public  = base64.StdEncoding.EncodeToString(private.Public().(ed25519.PublicKey))
)

func signed(line string) string {
	return line + "\n" + base64.StdEncoding.EncodeToString(ed25519.Sign(private, []byte(line))) + "\n"
}

func TestOnlyWhatIsSignedIsBelieved(t *testing.T) {
	t.Parallel()
	const good = `{"version":"1.3.0","page":"https://example.org/1.3.0"}`
	tests := map[string]struct {
		body, want string
		status     int
	}{
		"a new version":         {signed(good), "1.3.0", 200},
		"with Windows' lines":   {strings.ReplaceAll(signed(good), "\n", "\r\n"), "1.3.0", 200},
		"no signature":          {good, "desktop.update_unsigned", 200},
		"of another's":          {strings.Replace(signed(good), "1.3.0", "9.9.9", 1), "desktop.update_unsigned", 200},
		"empty":                 {"", "desktop.update_unsigned", 200},
		"not JSON":              {signed("1.3.0"), "desktop.update_unreadable", 200},
		"no version":            {signed(`{"version":"soon"}`), "desktop.update_unreadable", 200},
		"a page that is a file": {signed(`{"version":"1.3.0","page":"file:///etc/passwd"}`), "desktop.update_unreadable", 200},
		"not there":             {signed(good), "desktop.update_unreachable", 404},
		"moved":                 {signed(good), "desktop.update_unreachable", 302},
		"without end":           {good + strings.Repeat(" ", 1<<20), "desktop.update_unsigned", 200},
	}
	for name, c := range tests {
		site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.RawQuery != "" || len(r.Cookies()) > 0 || r.UserAgent() != "Stepwise" {
				t.Errorf("%s: the request says more than it should: %s %v", name, r.URL, r.Header)
			}
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(c.status)
			fmt.Fprint(w, c.body)
		}))
		found, err := update.Look(t.Context(), site.URL+"/stepwise.txt", public)
		site.Close()
		got := found.Version
		var e *crm.Error
		if errors.As(err, &e) {
			got = e.Key
		}
		if got != c.want {
			t.Errorf("%s: got %q (%v), want %q", name, got, err, c.want)
		}
	}
}

func TestAnAddressIsHTTPSOrThisComputer(t *testing.T) {
	t.Parallel()
	for address, good := range map[string]bool{
		"https://example.org/stepwise.txt":      true,
		"http://127.0.0.1:8000/stepwise.txt":    true,
		"http://localhost/stepwise.txt":         true,
		"http://example.org/stepwise.txt":       false,
		"https://ana:pw@example.org/stepwise":   false,
		"file:///etc/passwd":                    false,
		"example.org":                           false,
		"":                                      false,
		"https://":                              false,
		"http://127.0.0.1.example.org/stepwise": false,
	} {
		if bad, _ := update.Check(address, public); (bad == "") != good {
			t.Errorf("%s: %q", address, bad)
		}
	}
	for key, good := range map[string]bool{public: true, " " + public + "\n": true, "": false, "abc": false, public[:40]: false} {
		if _, bad := update.Check("https://example.org", key); (bad == "") != good {
			t.Errorf("key %q: %q", key, bad)
		}
	}
}

func TestNewerVersions(t *testing.T) {
	t.Parallel()
	order := []string{"0.1.0-dev", "0.1.0", "0.9", "0.10.1-alpha", "0.10.1-beta", "0.10.1", "1.0.0", "1.2", "1.2.1", "1.10.0"}
	for i, a := range order {
		for j, b := range order {
			if got := update.Newer(a, b); got != (i > j) {
				t.Errorf("Newer(%s, %s) is %v", a, b, got)
			}
		}
	}
	for _, v := range []string{"", "soon", "1..2", "-1", "1.2.x"} {
		if update.Newer(v, "0.1.0") {
			t.Errorf("%q is no version", v)
		}
	}
	if update.Newer("1.2.0", "1.2") {
		t.Error("1.2.0 is 1.2")
	}
}

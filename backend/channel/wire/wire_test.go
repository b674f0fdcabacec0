package wire_test

import (
	"crypto/x509"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
)

// What every kind of gateway that speaks HTTP gets from the wire.
func TestNothingGoesWhereItMustNot(t *testing.T) {
	t.Parallel()
	var seen atomic.Int32
	count := http.HandlerFunc(func(http.ResponseWriter, *http.Request) { seen.Add(1) })
	clear, secure := httptest.NewServer(count), httptest.NewTLSServer(count)
	secure.Config.ErrorLog = nil
	t.Cleanup(clear.Close)
	t.Cleanup(secure.Close)
	port := clear.URL[strings.LastIndex(clear.URL, ":"):]
	known := x509.NewCertPool()
	known.AddCert(secure.Certificate())
	for _, tc := range []struct {
		name, url string
		o         wire.Options
	}{
		{"WH01 this computer in clear", clear.URL, wire.Options{}},
		{"WH01 this computer", strings.Replace(secure.URL, "http:", "https:", 1), wire.Options{Roots: known}},
		{"WH01 the cloud's own data", "http://169.254.169.254/", wire.Options{Private: true}},
		{"WH01 IPv6's this computer", "https://[::1]" + port, wire.Options{}},
		{"WH01 no address", "https://0.0.0.0" + port, wire.Options{Private: true}},
		{"WH01 a decimal number", "https://2130706433" + port, wire.Options{}},
		{"WH02 a name that leads to this computer", "https://localhost" + port, wire.Options{}},
		{"WH05 a user", strings.Replace(clear.URL, "://", "://ion:x@", 1), wire.Options{Private: true}},
		{"WH05 a file", "file:///etc/passwd", wire.Options{Private: true}},
		{"WH05 gopher", strings.Replace(clear.URL, "http", "gopher", 1), wire.Options{Private: true}},
		{"WH07 a certificate of nobody known", secure.URL, wire.Options{Private: true}},
		{"WH07 a certificate of another name", strings.Replace(secure.URL, "127.0.0.1", "localhost", 1), wire.Options{Private: true, Roots: known}},
	} {
		req, err := wire.Request(t.Context(), http.MethodPost, tc.url, "text/plain", []byte("x"))
		if err != nil {
			t.Fatal(err)
		}
		_, out, ok := wire.HandOver(t.Context(), req, tc.o, func() error {
			t.Errorf("%s: committed", tc.name)
			return nil
		})
		if ok || out.Kind != crm.Stopped && (out.Kind != crm.Temporary || !strings.Contains(tc.name, "decimal")) || seen.Load() != 0 {
			t.Errorf("%s: %+v, %v", tc.name, out, ok)
		}
	}
}

func TestAnAnswerIsReadInPartAndARedirectIsAnAnswer(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/moved" {
			http.Redirect(w, r, "/", http.StatusFound)
			return
		}
		_, _ = io.WriteString(w, strings.Repeat("x", 70<<10)) // WH04
	}))
	t.Cleanup(server.Close)
	for path, want := range map[string]int{"/": http.StatusOK, "/moved": http.StatusFound} {
		req, err := wire.Request(t.Context(), http.MethodGet, server.URL+path, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		r, err := wire.Ask(t.Context(), req, wire.Options{Private: true})
		if err != nil || r.Status != want || len(r.Body) > 64<<10+1 || path == "/" && r.Whole {
			t.Errorf("%s: %d, %d bytes, whole %v, %v", path, r.Status, len(r.Body), r.Whole, err)
		}
	}
}

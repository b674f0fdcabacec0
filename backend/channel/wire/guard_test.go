package wire_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
)

// WH01, WH05: what an address says is looked at before anything else.
func TestAnAddressThatAnybodyMayNameIsHTTPSToTheOutside(t *testing.T) {
	t.Parallel()
	among := []string{"crm.firma.local", "192.168.7.0/24"}
	for _, tc := range []struct {
		url     string
		allowed []string
		ok      bool
	}{
		{"https://firma.ro/hook", nil, true},
		{"https://firma.ro./hook", nil, true},
		{"http://firma.ro/hook", nil, false},
		{"http://crm.firma.local/hook", nil, false},
		{"http://crm.firma.local/hook", among[:1], true},
		{"http://CRM.firma.local./hook", among[:1], true},
		{"http://crm.firma.local.evil.ro/hook", among[:1], false},
		{"http://192.168.7.9/hook", among[1:], true}, // the range is looked at when it connects
		{"https://ion:x@firma.ro/", among, false},
		{"https://@firma.ro/", nil, false},
		{"ftp://firma.ro/", among, false},
		{"file:///etc/passwd", among, false},
		{"gopher://firma.ro/", among, false},
		{"//firma.ro/", among, false},
		{"https:///path", among, false},
		{"https://:443/", among, false},
		{"javascript:alert(1)", among, false},
	} {
		u, err := url.Parse(tc.url)
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := wire.GuardAmong(u, tc.allowed); ok != tc.ok {
			t.Errorf("%s among %v: %v", tc.url, tc.allowed, ok)
		}
	}
}

func TestOnlyTheRangesThatWereAllowedAreReachedInside(t *testing.T) {
	t.Parallel()
	u, err := url.Parse("https://name.example/")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		addr, allowed string
		ok            bool
	}{
		{"10.1.2.3", "10.0.0.0/8", true},
		{"10.1.2.3", "10.1.2.3", true},
		{"10.1.2.4", "10.1.2.3", false},
		{"::ffff:10.1.2.3", "10.0.0.0/8", true},
		{"64:ff9b::a01:203", "10.0.0.0/8", true},
		{"2002:a01:203::", "10.0.0.0/8", true},
		{"192.168.1.1", "10.0.0.0/8", false},
		{"127.0.0.1", "127.0.0.0/8", true},
		{"::1", "::1", true},
		{"fd00::7", "fd00::/64", true},
		{"169.254.169.254", "169.254.0.0/16", false}, // never: a cloud's data about this computer
		{"::ffff:169.254.169.254", "0.0.0.0/0", false},
		{"2001:0:4136:e378:8000:63bf:3fff:fdd2", "::/0", false}, // Teredo
		{"::ffff:0:7f00:1", "::/0", false},
		{"fec0::1", "::/0", false},
		{"0.0.0.0", "0.0.0.0/0", false},
		{"93.184.216.34", "10.0.0.0/8", true}, // outside is outside
	} {
		g, ok := wire.GuardAmong(u, []string{tc.allowed})
		if got := g.Allows(netip.MustParseAddr(tc.addr)); !ok || got != tc.ok {
			t.Errorf("%s where %s is allowed: %v", tc.addr, tc.allowed, got)
		}
	}
}

func TestWhatAnAdministratorMayAllow(t *testing.T) {
	t.Parallel()
	for entry, want := range map[string]string{
		"crm.firma.local": "crm.firma.local", "CRM.Firma.Local.": "crm.firma.local", "nas": "nas", "localhost": "localhost",
		"10.1.2.3": "10.1.2.3/32", "192.168.1.77/16": "192.168.0.0/16", "[fd00::1]": "fd00::1/128", "::ffff:10.0.0.1": "10.0.0.1/32",
		"": "", "2130706433": "", "0x7f.1.1": "0x7f.1.1", "a b": "", "a..b": "", "https://nas": "", "nas:80": "", "fe80::1%eth0": "", "*": "",
	} {
		host, within, ok := crm.Reachable(entry)
		got := host
		if ok && host == "" {
			got = within.String()
		}
		if !ok {
			got = ""
		}
		if got != want {
			t.Errorf("%q: %q, want %q", entry, got, want)
		}
	}
}

// WH01, WH02: whatever an address looks like, it is what it leads to that
// counts, at the moment of connecting.
func TestHoweverThisComputerIsWrittenItIsNotReached(t *testing.T) {
	var seen atomic.Int32
	server := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { seen.Add(1) }))
	server.Config.ErrorLog = nil
	t.Cleanup(server.Close)
	t.Setenv("HTTPS_PROXY", "http://"+server.Listener.Addr().String()) // is not asked
	_, port, err := net.SplitHostPort(server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{
		"127.0.0.1", "127.1", "2130706433", "017700000001", "0x7f000001", "0177.0.0.1", "0x7f.0.0.1", "127.0.0.1.", "localhost", "localhost.", "LOCALHOST",
		"[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "0.0.0.0", "0", "[::]",
	} {
		req, err := wire.Request(t.Context(), http.MethodPost, "https://"+host+":"+port+"/", "text/plain", []byte("x"))
		if err != nil {
			continue // not even an address
		}
		if r, err := wire.Ask(t.Context(), req, wire.Options{}); err == nil || seen.Load() != 0 {
			t.Errorf("%s: answered %d", host, r.Status)
		}
	}
}

// WH02: a name that leads elsewhere by the time of connecting is no way in,
// because nobody believes what it said when it was saved.
func TestANameThatChangesIsLookedAtWhenConnecting(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	u, err := url.Parse("https://localhost") // outside for whoever saved it, say
	if err != nil {
		t.Fatal(err)
	}
	u.Host += listener.Addr().String()[strings.LastIndex(listener.Addr().String(), ":"):]
	if err := wire.Touch(t.Context(), u, wire.Options{}); !errors.Is(err, wire.ErrBlocked) {
		t.Errorf("it says %v", err)
	}
	for _, to := range []string{"169.254.169.254:80", "[fe80::1]:25", "0.0.0.0:25", "224.0.0.1:25"} {
		ctx, cancel := context.WithCancel(t.Context())
		if _, err := wire.Dialer().DialContext(ctx, "tcp", to); !errors.Is(err, wire.ErrBlocked) {
			t.Errorf("%s: %v", to, err)
		}
		cancel()
	}
}

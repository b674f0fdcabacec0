package gateway

import (
	"crypto/x509"
	"errors"
	"net/netip"
	"strings"
	"testing"
	"time"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
	"stepwise/backend/testkit/sink"
)

func noon() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }

func TestWhichAddressesMayBeReached(t *testing.T) {
	t.Parallel()
	public, private, clear := wire.Guard{}, wire.Guard{Private: true}, wire.Guard{Private: true, Clear: true}
	for _, tc := range []struct {
		addr                   string
		public, private, clear bool
	}{
		{"93.184.216.34", true, true, false},
		{"2606:2800:220:1:248:1893:25c8:1946", true, true, false},
		{"127.0.0.1", false, true, true},
		{"::1", false, true, true},
		{"::ffff:127.0.0.1", false, true, true},
		{"10.1.2.3", false, true, true},
		{"172.16.0.1", false, true, true},
		{"192.168.1.1", false, true, true},
		{"100.64.0.1", false, true, true},
		{"fd00::1", false, true, true},
		{"64:ff9b::7f00:1", false, true, true},
		{"64:ff9b::5db8:d822", true, true, false},
		{"2002:7f00:1::", false, true, true},
		{"0.0.0.0", false, false, false},
		{"::", false, false, false},
		{"::7f00:1", false, false, false},
		{"169.254.169.254", false, false, false},
		{"::ffff:169.254.169.254", false, false, false},
		{"64:ff9b::a9fe:a9fe", false, false, false},
		{"fe80::1%eth0", false, false, false},
		{"fec0::1", false, false, false},
		{"224.0.0.1", false, false, false},
		{"255.255.255.255", false, false, false},
		{"ff02::1", false, false, false},
		{"2001:db8::1", false, false, false},
	} {
		addr := netip.MustParseAddr(tc.addr)
		if a, b, c := public.Allows(addr), private.Allows(addr), clear.Allows(addr); a != tc.public || b != tc.private || c != tc.clear {
			t.Errorf("%s: public %v, private %v, in clear %v", tc.addr, a, b, c)
		}
	}
}

// secured is a gateway over TLS, an account for it, and a channel that trusts
// it.
func secured(t *testing.T, host string, hosts ...string) (*sink.SMS, crm.Account, *Gateway) {
	t.Helper()
	config, pem, err := sink.Certificate(hosts...)
	if err != nil {
		t.Fatal(err)
	}
	s, err := sink.StartSMS(sink.SMSOptions{TLS: config, Now: noon, Token: "s3cret"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	url := strings.Replace(s.URL(), "127.0.0.1", host, 1)
	a := crm.Account{Secret: "s3cret", Gateway: &crm.GatewaySettings{
		URL: url + "/sms", Method: "POST", ContentType: "json", Body: `{"to":"{{to}}","text":"{{text}}"}`, IDPath: "id", AllowPrivate: true,
		Headers: map[string]string{"Authorization": "Bearer {{secret}}"}, LookupURL: url + "/sms/{{key}}",
	}}
	return s, a, &Gateway{roots: roots}
}

func TestOverTLSTheCommitComesAfterTheHandshake(t *testing.T) {
	t.Parallel()
	s, a, g := secured(t, "127.0.0.1", "127.0.0.1")
	msg := crm.Message{Key: "k1", To: "+40712345678"}
	out := g.Send(t.Context(), a, msg, []byte("Salut"), func() error { return nil })
	if out.Kind != crm.Accepted || len(s.Accepted()) != 1 {
		t.Errorf("outcome %+v", out)
	}
	if err := g.Check(t.Context(), a); err != nil {
		t.Errorf("check says %v", err)
	}
	full := errors.New("disk full")
	if out := g.Send(t.Context(), a, msg, []byte("Salut"), func() error { return full }); out.Kind != crm.Aborted || len(s.Accepted()) != 1 {
		t.Errorf("outcome %+v", out)
	}
}

func TestNothingGoesWhereItMustNot(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		host   string
		cert   string
		change func(a *crm.Account, g *Gateway)
		check  string
	}{
		{"WH01 WH02 a name that resolves to this computer", "localhost", "localhost", func(a *crm.Account, _ *Gateway) { a.Gateway.AllowPrivate = false }, "account.blocked"},
		{"WH01 this computer", "127.0.0.1", "127.0.0.1", func(a *crm.Account, _ *Gateway) { a.Gateway.AllowPrivate = false }, "account.blocked"},
		{"WH07 a certificate of nobody known", "127.0.0.1", "127.0.0.1", func(_ *crm.Account, g *Gateway) { g.roots = nil }, "account.certificate"},
		{"WH07 a certificate of another name", "127.0.0.1", "elsewhere.test", func(*crm.Account, *Gateway) {}, "account.certificate"},
		{"WH05 a user in the address", "127.0.0.1", "127.0.0.1", func(a *crm.Account, _ *Gateway) {
			a.Gateway.URL = strings.Replace(a.Gateway.URL, "://", "://ion:x@", 1)
		}, "account.blocked"},
		{"WH05 another scheme", "127.0.0.1", "127.0.0.1", func(a *crm.Account, _ *Gateway) {
			a.Gateway.URL = strings.Replace(a.Gateway.URL, "https", "gopher", 1)
		}, "account.blocked"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s, a, g := secured(t, tc.host, tc.cert)
			tc.change(&a, g)
			out := g.Send(t.Context(), a, crm.Message{Key: "k1", To: "+40712345678"}, []byte("Salut"), func() error {
				t.Error("committed")
				return nil
			})
			if out.Kind != crm.Stopped || len(s.Accepted()) != 0 {
				t.Errorf("outcome %+v", out)
			}
			var e *crm.Error
			if err := g.Check(t.Context(), a); !errors.As(err, &e) || e.Key != tc.check {
				t.Errorf("check says %v", err)
			}
		})
	}
}

func TestCheckTriesTheAccountWithoutSending(t *testing.T) {
	t.Parallel()
	s, a, g := secured(t, "127.0.0.1", "127.0.0.1")
	a.Gateway.LookupURL = ""
	if err := g.Check(t.Context(), a); err != nil {
		t.Errorf("check says %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	var e *crm.Error
	if err := g.Check(t.Context(), a); !errors.As(err, &e) || e.Key != "account.unreachable" {
		t.Errorf("check says %v", err)
	}
}

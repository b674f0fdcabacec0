package cli

import (
	"testing"

	"stepwise/backend/crm"
)

func TestThePublicAddressIsNeverReachedInClearFromElsewhere(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		flags publicFlags
		key   string // of the error; "" for none
	}{
		{publicFlags{PublicAddr: "127.0.0.1:8090"}, ""},
		{publicFlags{PublicAddr: "[::1]:8090"}, ""},
		{publicFlags{PublicAddr: "0.0.0.0:8090", PublicBehindProxy: []string{"127.0.0.1", "10.0.0.0/8"}}, ""},
		{publicFlags{PublicAddr: "0.0.0.0:8090"}, "cli.public_in_clear"},
		{publicFlags{PublicAddr: ":8090"}, "cli.public_in_clear"},
		{publicFlags{PublicAddr: "firma.ro:443"}, "cli.public_in_clear"},
		{publicFlags{PublicAddr: "8090"}, "server.bad_address"},
		{publicFlags{PublicAddr: "0.0.0.0:443", PublicCert: "a.pem"}, "cli.public_tls_half"},
		{publicFlags{PublicAddr: "0.0.0.0:443", PublicCert: "a.pem", PublicKey: "b.pem", PublicBehindProxy: []string{"127.0.0.1"}}, "cli.public_tls_and_proxy"},
		{publicFlags{PublicAddr: "0.0.0.0:443", PublicCert: "a.pem", PublicKey: "b.pem"}, "server.bad_certificate"},
		{publicFlags{PublicAddr: "0.0.0.0:443", PublicBehindProxy: []string{"somewhere"}}, "cli.bad_proxy"},
	} {
		site, err := c.flags.site()
		key := ""
		if e, ok := err.(*crm.Error); ok { //nolint:errorlint // those of site come out as they are
			key = e.Key
		}
		if key != c.key || err == nil && (site.Address != c.flags.PublicAddr || len(site.Proxies) != len(c.flags.PublicBehindProxy)) {
			t.Errorf("%+v: %v, want %q", c.flags, err, c.key)
		}
	}
	if err := (publicFlags{PublicKey: "b.pem"}).start(nil); crm.CodeOf(err) != crm.CodeInvalid {
		t.Errorf("without an address: %v", err)
	}
}

package cli

import (
	"net"
	"net/netip"
	"strings"

	"stepwise/backend"
	"stepwise/backend/crm"
	"stepwise/backend/server"
)

// publicFlags say where clients are answered: forms, links, unsubscribing. Without
// them the setting does.
type publicFlags struct {
	PublicAddr        string   `name:"public-addr" help:"Address on which clients are answered (forms, links, unsubscribing), apart from the application: loopback only, unless with TLS or behind a proxy. Without it, as the settings say." placeholder:"HOST:PORT"`
	PublicCert        string   `name:"public-cert" help:"Certificate chain of the public address, PEM. Read again when it changes." placeholder:"FILE"`
	PublicKey         string   `name:"public-key" help:"Key of that certificate, PEM." placeholder:"FILE"`
	PublicBehindProxy []string `name:"public-behind-proxy" help:"Addresses of the proxy that speaks TLS for the public address." placeholder:"ADDRESS"`
}

// start listens for clients where the flags say so. Errors: invalid where they
// leave a way in without TLS; unavailable where the address is taken.
func (c publicFlags) start(b *backend.Backend) error {
	if c.PublicAddr == "" {
		if c.PublicCert != "" || c.PublicKey != "" || len(c.PublicBehindProxy) > 0 {
			return crm.Fail(crm.CodeInvalid, "cli.public_addr_missing")
		}
		return nil
	}
	site, err := c.site()
	if err != nil {
		return err
	}
	return b.ServePublic(site)
}

func (c publicFlags) site() (site backend.PublicSite, err error) {
	site.Address = c.PublicAddr
	host, _, err := net.SplitHostPort(c.PublicAddr)
	if err != nil {
		return site, crm.Fail(crm.CodeInvalid, "server.bad_address", "address", c.PublicAddr)
	}
	ip, _ := netip.ParseAddr(host) // a name is no loopback
	tls := c.PublicCert != "" && c.PublicKey != ""
	switch {
	case (c.PublicCert == "") != (c.PublicKey == ""):
		return site, crm.Fail(crm.CodeInvalid, "cli.public_tls_half")
	case tls && len(c.PublicBehindProxy) > 0:
		return site, crm.Fail(crm.CodeInvalid, "cli.public_tls_and_proxy")
	case !tls && len(c.PublicBehindProxy) == 0 && !ip.IsLoopback():
		return site, crm.Fail(crm.CodeInvalid, "cli.public_in_clear", "address", c.PublicAddr)
	}
	for _, text := range c.PublicBehindProxy {
		prefix, err := prefixOf(strings.TrimSpace(text))
		if err != nil {
			return site, crm.Fail(crm.CodeInvalid, "cli.bad_proxy", "address", text)
		}
		site.Proxies = append(site.Proxies, prefix)
	}
	if tls {
		site.TLS, err = server.ReadTLS(c.PublicCert, c.PublicKey)
	}
	return site, err
}

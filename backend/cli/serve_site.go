package cli

import (
	"net/netip"
	"regexp"
	"strings"

	"github.com/alecthomas/kong"

	"stepwise/backend/crm"
	"stepwise/backend/server"
)

var hostName = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$`)

// site is how others reach it, by the flags. Errors: invalid where they leave a
// way in without TLS, or don't say under which name.
func (c serveCommand) site() (site server.Site, err error) {
	if (c.TLSCert == "") != (c.TLSKey == "") {
		return site, crm.Fail(crm.CodeInvalid, "cli.tls_half")
	}
	tls, proxy := c.TLSCert != "", len(c.BehindProxy) > 0
	switch {
	case tls && proxy:
		return site, crm.Fail(crm.CodeInvalid, "cli.tls_and_proxy")
	case (tls || proxy) && len(c.Host) == 0:
		return site, crm.Fail(crm.CodeInvalid, "cli.host_missing")
	case !tls && !proxy && len(c.Host) > 0:
		return site, crm.Fail(crm.CodeInvalid, "cli.host_in_clear")
	}
	for _, h := range c.Host {
		h = strings.ToLower(strings.TrimSpace(h))
		if !hostName.MatchString(h) {
			return site, crm.Fail(crm.CodeInvalid, "cli.bad_host", "host", h)
		}
		site.Hosts = append(site.Hosts, h)
	}
	for _, text := range c.BehindProxy {
		prefix, err := prefixOf(strings.TrimSpace(text))
		if err != nil {
			return site, crm.Fail(crm.CodeInvalid, "cli.bad_proxy", "address", text)
		}
		site.Proxies = append(site.Proxies, prefix)
	}
	if tls {
		site.TLS, err = server.ReadTLS(c.TLSCert, c.TLSKey)
	}
	return site, err
}

func prefixOf(text string) (netip.Prefix, error) {
	if strings.Contains(text, "/") {
		p, err := netip.ParsePrefix(text)
		return p.Masked(), err
	}
	ip, err := netip.ParseAddr(text)
	if err != nil {
		return netip.Prefix{}, err
	}
	ip = ip.Unmap()
	return ip.Prefix(ip.BitLen())
}

// environment lets each flag of serve be set by a variable, "STEPWISE_TLS_CERT",
// as service managers do it. What is typed wins.
func environment(getenv func(string) string) kong.Resolver {
	return kong.ResolverFunc(func(_ *kong.Context, parent *kong.Path, flag *kong.Flag) (any, error) {
		if parent.Command == nil || parent.Command.Name != "serve" || flag.Name == "help" {
			return nil, nil //nolint:nilnil // kong's way to say "not here"
		}
		value := getenv("STEPWISE_" + strings.ToUpper(strings.ReplaceAll(flag.Name, "-", "_")))
		if value == "" {
			return nil, nil //nolint:nilnil // see above
		}
		return value, nil
	})
}

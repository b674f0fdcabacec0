package api

import (
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"stepwise/backend/crm"
)

var publicHost = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$`)

// publicBase reads the public address, "https://firma.ro", in its normal form; ""
// stays "". In clear it may only lead to this computer or this network: what
// clients type into a form goes by it.
func publicBase(bad *crm.Problems, path, text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Opaque != "" || u.User != nil {
		bad.Add(path, "public.bad_address")
		return ""
	}
	host, port := strings.ToLower(u.Hostname()), u.Port()
	ip, notNumber := netip.ParseAddr(host)
	switch {
	case u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "" || u.ForceQuery || strings.HasSuffix(text, "#"):
		bad.Add(path, "public.bad_address_path")
	case notNumber != nil && !publicHost.MatchString(host) || strings.HasSuffix(u.Host, ":") || port != "" && !isPort(port):
		bad.Add(path, "public.bad_address")
	case u.Scheme == "http" && !inside(host, ip):
		bad.Add(path, "public.bad_address_clear")
	case len(text) > crm.MaxPublicBase:
		bad.Add(path, "public.bad_address_long", "max", crm.MaxPublicBase)
	}
	if port == map[string]string{"http": "80", "https": "443"}[u.Scheme] {
		port = ""
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port != "" {
		host = net.JoinHostPort(strings.Trim(host, "[]"), port)
	}
	return u.Scheme + "://" + host
}

func isPort(text string) bool {
	n, err := strconv.ParseUint(text, 10, 16)
	return err == nil && n > 0
}

// inside says whether a host is this computer or in a network like this one's.
func inside(host string, ip netip.Addr) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") || strings.HasSuffix(host, ".local") {
		return true
	}
	return ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast()
}

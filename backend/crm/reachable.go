package crm

import (
	"net/netip"
	"strings"
)

// Reachable reads one entry of the list of places inside one's own network that
// an administrator lets this program call: a host's name, an address, or a range
// of addresses ("crm.firma.local", "192.168.1.7", "192.168.0.0/16"). A name
// comes back as host, the others as within. Not ok where it is none of these.
func Reachable(entry string) (host string, within netip.Prefix, ok bool) {
	entry = strings.TrimSuffix(strings.TrimSpace(entry), ".")
	if p, err := netip.ParsePrefix(entry); err == nil {
		return "", p.Masked(), p.Addr().Zone() == ""
	}
	if a, err := netip.ParseAddr(strings.Trim(entry, "[]")); err == nil {
		a = a.Unmap()
		return "", netip.PrefixFrom(a, a.BitLen()), a.Zone() == ""
	}
	letters := false
	for _, r := range entry {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
			letters = true
		case r >= '0' && r <= '9', r == '-', r == '.', r == '_':
		default:
			return "", within, false
		}
	}
	return strings.ToLower(entry), within, letters && len(entry) <= 253 && !strings.Contains(entry, "..")
}

package wire

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"

	"stepwise/backend/crm"
)

// ErrBlocked is an address that must not be reached.
var ErrBlocked = errors.New("address not allowed")

// Guard decides at the moment of connecting, on the address that was resolved:
// a name that was fine when it was saved may point elsewhere by now.
type Guard struct {
	Private bool           // loopback and private addresses are allowed
	Ranges  []netip.Prefix // of those, these are allowed anyway
	Clear   bool           // the URL is http: only to those
}

// GuardFor is the guard of a URL, not ok where the URL itself is out of the
// question: another scheme, a user in it, clear text where it isn't allowed.
func GuardFor(u *url.URL, private bool) (Guard, bool) {
	secure := u.Scheme == "https"
	if u.User != nil || u.Host == "" || (!secure && (u.Scheme != "http" || !private)) {
		return Guard{}, false
	}
	return Guard{Private: private, Clear: !secure}, true
}

// GuardAmong is the guard of a URL to a place that anybody may have named: inside
// one's own network only what an administrator allowed by name or range is
// reached, and only that without TLS.
func GuardAmong(u *url.URL, allowed []string) (Guard, bool) {
	g := Guard{Clear: u.Scheme == "http"}
	for _, entry := range allowed {
		host, within, ok := crm.Reachable(entry)
		switch {
		case !ok:
		case host == "":
			g.Ranges = append(g.Ranges, within)
		case strings.EqualFold(host, strings.TrimSuffix(u.Hostname(), ".")):
			g.Private = true
		}
	}
	inClear := g.Clear && (g.Private || len(g.Ranges) > 0)
	if u.User != nil || u.Hostname() == "" || u.Scheme != "https" && !inClear {
		return Guard{}, false
	}
	return g, true
}

// Dialer connects to where an administrator set this program up to go, such as
// its mail server: also inside one's own network, but not to where no server
// can be, such as a cloud's data about this computer.
func Dialer() *net.Dialer { return &net.Dialer{Control: Guard{Private: true}.control} }

// Transport is Dialer for HTTP. It uses no proxy and keeps no connection.
func Transport() *http.Transport {
	return &http.Transport{DialContext: Dialer().DialContext, DisableKeepAlives: true, MaxResponseHeaderBytes: maxAnswer}
}

// control is a net.Dialer's Control.
func (g Guard) control(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %s", ErrBlocked, address)
	}
	if !g.Allows(to.Addr()) {
		return fmt.Errorf("%w: %s", ErrBlocked, to.Addr())
	}
	return nil
}

// Allows says whether an address may be reached.
func (g Guard) Allows(addr netip.Addr) bool {
	addr = inner(addr.WithZone("").Unmap())
	switch {
	case forbidden(addr):
		return false
	case inside(addr):
		return g.Private || slices.ContainsFunc(g.Ranges, func(p netip.Prefix) bool { return p.Contains(addr) })
	default:
		return !g.Clear
	}
}

var (
	sharedSpace = netip.MustParsePrefix("100.64.0.0/10") // between a provider and its customers
	nat64       = netip.MustParsePrefix("64:ff9b::/96")
	sixToFour   = netip.MustParsePrefix("2002::/16")
)

// inner is the IPv4 address that some IPv6 addresses carry: it is the one that
// is reached.
func inner(addr netip.Addr) netip.Addr {
	b := addr.As16()
	switch {
	case nat64.Contains(addr):
		return netip.AddrFrom4([4]byte(b[12:16]))
	case sixToFour.Contains(addr):
		return netip.AddrFrom4([4]byte(b[2:6]))
	}
	return addr
}

// inside are addresses of this computer or its own network.
func inside(addr netip.Addr) bool {
	return addr.IsLoopback() || addr.IsPrivate() || sharedSpace.Contains(addr)
}

// nowhere are blocks where no gateway can be: cloud metadata among the
// link-local ones, documentation, benchmarks, reserved.
var nowhere = prefixes("0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24",
	"203.0.113.0/24", "224.0.0.0/3", "::ffff:0:0:0/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "fe80::/9", "ff00::/8")

// lowest is where unspecified, loopback and IPv4-compatible addresses lie.
var lowest = netip.MustParsePrefix("::/96")

func prefixes(texts ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(texts))
	for i, text := range texts {
		out[i] = netip.MustParsePrefix(text)
	}
	return out
}

func forbidden(addr netip.Addr) bool {
	if lowest.Contains(addr) && !addr.IsLoopback() {
		return true
	}
	for _, block := range nowhere {
		if block.Contains(addr) {
			return true
		}
	}
	return false
}

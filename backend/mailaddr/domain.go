package mailaddr

import (
	"net/netip"
	"strings"

	"golang.org/x/net/idna"

	"stepwise/backend/crm"
)

const (
	longestDomain = 253
	longestLabel  = 63
)

// parseDomain gives a domain in lower-case ASCII, and as it is shown: in its
// own script if it was typed so. idna maps and checks characters; empty
// labels, lengths, the dot and addresses in numbers it lets pass.
func parseDomain(typed string) (ascii, shown string, why *crm.Phrase) {
	if _, err := netip.ParseAddr(strings.Trim(typed, "[]")); err == nil || strings.ContainsAny(typed, "[]") {
		return "", "", no("mailaddr.literal")
	}
	ascii, err := idna.Lookup.ToASCII(typed)
	if err != nil {
		return "", "", no("mailaddr.bad_domain", "domain", typed)
	}
	labels := strings.Split(ascii, ".")
	if len(ascii) > longestDomain {
		return "", "", no("mailaddr.long_domain", "max", longestDomain)
	}
	for _, label := range labels {
		if len(label) > longestLabel {
			return "", "", no("mailaddr.long_label", "max", longestLabel)
		}
		if !isLabel(label) {
			return "", "", no("mailaddr.bad_domain", "domain", typed)
		}
	}
	if len(labels) < 2 {
		return "", "", no("mailaddr.no_dot", "domain", typed)
	}
	if top := labels[len(labels)-1]; !isTop(top) {
		if strings.Trim(top, "0123456789") == "" {
			return "", "", no("mailaddr.literal")
		}
		return "", "", no("mailaddr.bad_domain", "domain", typed)
	}
	shown = ascii
	if !isASCII(typed) {
		shown, err = idna.Lookup.ToUnicode(ascii)
		if err != nil {
			shown = ascii
		}
	}
	return ascii, shown, nil
}

// isLabel is RFC 5321's sub-domain: letters, digits and inner hyphens.
func isLabel(label string) bool {
	return label != "" && label[0] != '-' && label[len(label)-1] != '-' &&
		strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// isTop wants what a top-level domain is: two letters or more, or an A-label.
func isTop(label string) bool {
	return strings.HasPrefix(label, "xn--") ||
		len(label) >= 2 && strings.Trim(label, "abcdefghijklmnopqrstuvwxyz") == ""
}

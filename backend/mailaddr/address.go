package mailaddr

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stepwise/backend/crm"
)

// Address is one valid email address.
type Address struct {
	Email    string       `json:"email"`    // for SMTP and comparing domains: the domain in lower-case ASCII
	Shown    string       `json:"shown"`    // as people know it: ion@școala.ro
	SMTPUTF8 bool         `json:"smtpUtf8"` // the local part isn't ASCII: only servers with that extension take it
	Warnings []crm.Phrase `json:"warnings"` // what was changed or looks odd, never nil
}

// Key is the form in which two addresses are one recipient: suppression,
// duplicates, "one message per address". Upper and lower case are one; nothing
// else is guessed, so i.on@ and ion@ are two.
func (a Address) Key() string { return strings.ToLower(a.Email) }

// The limits, in octets: RFC 5321 4.5.3.1 (the whole address by the limit of a
// path, RFC 3696 erratum 1690).
const (
	longestLocal   = 64
	longestAddress = 254
)

// Parse reads one address. The phrase says why it is none and what to do; nil
// means that it is one.
func Parse(text string) (Address, *crm.Phrase) {
	c, why := clean(text)
	if why != nil {
		return Address{}, why
	}
	local, domain, why := split(c.text)
	if why != nil {
		return Address{}, why
	}
	local = norm.NFC.String(local)
	if why := checkLocal(local); why != nil {
		return Address{}, why
	}
	ascii, shown, why := parseDomain(domain)
	if why != nil {
		return Address{}, why
	}
	a := Address{Email: local + "@" + ascii, Shown: local + "@" + shown, SMTPUTF8: !isASCII(local)}
	if len(a.Email) > longestAddress {
		return Address{}, no("mailaddr.too_long", "max", longestAddress)
	}
	a.Warnings = c.warned
	if shown != ascii {
		a.warn(crm.Say("mailaddr.domain_as", "ascii", ascii))
	}
	if a.SMTPUTF8 {
		a.warn(crm.Say("mailaddr.needs_smtputf8"))
	}
	if mixed(local) || mixed(shown) {
		a.warn(crm.Say("mailaddr.mixed_scripts"))
	}
	return a, nil
}

func (a *Address) warn(say crm.Phrase) { a.Warnings = append(a.Warnings, say) }

func no(key string, pairs ...any) *crm.Phrase {
	why := crm.Say(key, pairs...)
	return &why
}

func split(text string) (local, domain string, why *crm.Phrase) {
	switch local, domain, found := strings.Cut(text, "@"); {
	case strings.ContainsAny(text, "＠﹫"):
		return "", "", no("mailaddr.wide_at")
	case several(text):
		return "", "", no("mailaddr.several")
	case strings.ContainsFunc(text, unicode.IsSpace):
		return "", "", no("mailaddr.space")
	case !found:
		return "", "", no("mailaddr.no_at")
	case strings.ContainsAny(text, `"()<>\`):
		return "", "", no("mailaddr.quoted")
	case strings.Contains(domain, "@"):
		return "", "", no("mailaddr.two_ats")
	case local == "":
		return "", "", no("mailaddr.no_local")
	case domain == "":
		return "", "", no("mailaddr.no_domain")
	default:
		return local, domain, nil
	}
}

// several says whether a text holds two addresses or more.
func several(text string) bool {
	n := 0
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;|、，；", r) || unicode.IsSpace(r) }) {
		if strings.Contains(part, "@") {
			n++
		}
	}
	return n > 1
}

// checkLocal wants RFC 5321's dot-string; letters, marks and digits of other
// scripts count as atext (RFC 6531).
func checkLocal(local string) *crm.Phrase {
	if len(local) > longestLocal {
		return no("mailaddr.long_local", "max", longestLocal)
	}
	for _, r := range local {
		if !atext(r) && r != '.' {
			return no("mailaddr.bad_character", "character", string(r))
		}
	}
	if local[0] == '.' || strings.HasSuffix(local, ".") || strings.Contains(local, "..") {
		return no("mailaddr.dots")
	}
	if r, _ := utf8.DecodeRuneInString(local); unicode.IsMark(r) {
		return no("mailaddr.bad_character", "character", string(r))
	}
	return nil
}

func atext(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("!#$%&'*+-/=?^_`{|}~", r)
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf })
}

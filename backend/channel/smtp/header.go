package mailer

import (
	"fmt"
	"net/mail"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
)

// lineGoal is the length that header lines are folded to, in bytes.
const lineGoal = 76

// wordRoom is what fits between "=?utf-8?q?" and "?=" in an encoded word of at
// most 75 bytes (RFC 2047, section 2).
const wordRoom = 75 - len("=?utf-8?q?") - len("?=")

// safe refuses what must never stand in a header: line ends, NUL and broken
// UTF-8. It is refused, not cleaned: cleaned, it would go out as something that
// nobody wrote.
func safe(name, value string) error {
	if strings.ContainsAny(value, "\r\n\x00") || !utf8.ValidString(value) {
		return crm.Fail(crm.CodeInvalid, "account.compose.header", "header", name)
	}
	return nil
}

// writeHeader appends one header line, folded at spaces.
func writeHeader(b *strings.Builder, name, value string) {
	line := name + ":"
	for i, word := range strings.Split(value, " ") {
		if i > 0 && len(line)+1+len(word) > lineGoal {
			b.WriteString(line)
			b.WriteString("\r\n")
			line = ""
		}
		line += " " + word
	}
	b.WriteString(line)
	b.WriteString("\r\n")
}

// encodeText writes free text, such as a subject: as it is where it is plain
// ASCII in short words, else in encoded words.
func encodeText(text string) string {
	if plainText(text) {
		return text
	}
	return encodeWords(text)
}

func plainText(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	if strings.Contains(text, "=?") || strings.Contains(text, "  ") || strings.TrimSpace(text) != text {
		return false
	}
	for word := range strings.SplitSeq(text, " ") {
		if len(word) > lineGoal {
			return false
		}
	}
	return true
}

// encodeWords writes text in encoded words of quoted-printable, each whole
// characters and at most 75 bytes. Only letters, digits and a few signs stay,
// so that a word may stand in a display name too (RFC 2047, section 5, rule 3).
func encodeWords(text string) string {
	var words []string
	var word strings.Builder
	for _, r := range text {
		c := encodeRune(r)
		if word.Len()+len(c) > wordRoom {
			words = append(words, word.String())
			word.Reset()
		}
		word.WriteString(c)
	}
	words = append(words, word.String())
	return "=?utf-8?q?" + strings.Join(words, "?= =?utf-8?q?") + "?="
}

func encodeRune(r rune) string {
	switch {
	case r == ' ':
		return "_"
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', strings.ContainsRune("!*+-/", r):
		return string(r)
	}
	var b strings.Builder
	for _, c := range []byte(string(r)) {
		fmt.Fprintf(&b, "=%02X", c)
	}
	return b.String()
}

// encodeAddress writes "Name <address>" or the address alone.
func encodeAddress(name, address string) string {
	switch {
	case name == "":
		return "<" + address + ">"
	case !plainText(name):
		return encodeWords(name) + " <" + address + ">"
	default:
		quoted := (&mail.Address{Name: name, Address: "x@x"}).String()
		return strings.TrimSuffix(quoted, "<x@x>") + "<" + address + ">"
	}
}

// bareAddress checks an address as it stands in the envelope: ASCII, one @, no
// spaces, brackets or control characters. What is a good address for a client
// is decided where it is typed; this guards the protocol.
func bareAddress(address string) bool {
	local, domain, ok := strings.Cut(address, "@")
	if !ok || local == "" || domain == "" || len(address) > 254 || strings.Contains(domain, "@") {
		return false
	}
	for i := range len(address) {
		if c := address[i]; c <= ' ' || c > '~' || strings.IndexByte(`<>()[]\,;:"`, c) >= 0 {
			return false
		}
	}
	return true
}

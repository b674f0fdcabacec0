package mailaddr

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"stepwise/backend/crm"
)

// cleaned is a text on its way to an address, and what was done to it.
type cleaned struct {
	text   string
	warned []crm.Phrase
}

var (
	display = regexp.MustCompile(`^([^<>@]*)<([^<>]*)>$`)
	link    = regexp.MustCompile(`^(?i:mailto:)([^?]*)(\?.*)?$`)
)

// clean refuses control characters, strips what can't be seen and reduces a
// display form or a link to the address in it.
func clean(text string) (cleaned, *crm.Phrase) {
	c := cleaned{warned: []crm.Phrase{}}
	if !utf8.ValidString(text) {
		return c, no("mailaddr.bad_character", "character", "\ufffd")
	}
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }) {
		return c, no("mailaddr.control")
	}
	c.text = strings.TrimSpace(strings.Map(visible, text))
	if c.text != strings.TrimSpace(text) {
		c.warned = append(c.warned, crm.Say("mailaddr.noted_invisible"))
	}
	if m := display.FindStringSubmatch(c.text); m != nil {
		c.text = strings.TrimSpace(m[2])
		c.warned = append(c.warned, crm.Say("mailaddr.noted_display", "address", c.text))
	}
	if m := link.FindStringSubmatch(c.text); m != nil {
		c.text = strings.TrimSpace(m[1])
		c.warned = append(c.warned, crm.Say("mailaddr.noted_display", "address", c.text))
	}
	if c.text == "" {
		return c, no("mailaddr.empty")
	}
	return c, nil
}

func visible(r rune) rune {
	if unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}

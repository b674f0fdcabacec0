package phone

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"stepwise/backend/crm"
)

// cleaned is a text on its way to digits, and what was done to it.
type cleaned struct {
	text  string
	noted []crm.Phrase
}

func (c *cleaned) note(key string) { c.noted = append(c.noted, crm.Say(key)) }

// clean strips what can't be seen, then what a spreadsheet or a link put
// around the number, and writes digits and signs of other scripts in ASCII.
// Control characters are refused, not stripped: a line break means that more
// than a number was pasted, or something worse.
func clean(text string) (*cleaned, *crm.Phrase) {
	c := &cleaned{noted: []crm.Phrase{}}
	if !utf8.ValidString(text) {
		return c, no("phone.not_number")
	}
	if strings.ContainsFunc(text, unicode.IsControl) {
		return c, no("phone.control")
	}
	c.text = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
	if c.text != text {
		c.note("phone.noted_invisible")
	}
	plain := strings.TrimSpace(strings.Map(ascii, c.text))
	if strings.ContainsFunc(c.text, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsDigit(r) }) {
		c.note("phone.noted_digits")
	}
	c.text = plain
	c.unwrap()
	if c.text == "" {
		return c, no("phone.empty")
	}
	return c, nil
}

// ascii is the plain form of a digit or of a sign that people put in numbers.
func ascii(r rune) rune {
	switch {
	case r <= unicode.MaxASCII:
		return r
	case unicode.IsDigit(r):
		return '0' + digit(r)
	case unicode.Is(unicode.Zs, r):
		return ' '
	case unicode.Is(unicode.Pd, r), r == '\u2212':
		return '-'
	case r >= '！' && r <= '～': // the full-width forms of ASCII
		return r - '！' + '!'
	}
	return r
}

// digit is the value of a decimal digit of any script; each script's ten stand
// together, from 0 on.
func digit(r rune) rune {
	for _, span := range unicode.Nd.R16 {
		if r >= rune(span.Lo) && r <= rune(span.Hi) {
			return (r - rune(span.Lo)) % 10
		}
	}
	for _, span := range unicode.Nd.R32 {
		if r >= rune(span.Lo) && r <= rune(span.Hi) {
			return (r - rune(span.Lo)) % 10
		}
	}
	return 0
}

var (
	quoted  = regexp.MustCompile(`^"([^"]*)"$`)
	decimal = regexp.MustCompile(`^(\+?[0-9]{6,})\.0+$`)
	link    = regexp.MustCompile(`^(?i:tel:)\s*(\S.*)$`)
)

// unwrap takes off ="…", a leading = or apostrophe, quotes, the decimals of a
// number cell and the scheme of a tel: link.
func (c *cleaned) unwrap() {
	was := c.text
	c.text = strings.TrimSpace(strings.TrimPrefix(c.text, "="))
	if m := quoted.FindStringSubmatch(c.text); m != nil {
		c.text = strings.TrimSpace(m[1])
	}
	for _, sign := range []string{"'", "’", "`"} {
		c.text = strings.TrimPrefix(c.text, sign)
	}
	c.text = strings.TrimSpace(strings.TrimSuffix(c.text, "'"))
	if m := decimal.FindStringSubmatch(c.text); m != nil {
		c.text = m[1]
	}
	if c.text != was {
		c.note("phone.noted_spreadsheet")
	}
	if m := link.FindStringSubmatch(c.text); m != nil {
		c.text = m[1]
		c.note("phone.noted_link")
	}
}

// digits are the digits of a text, in order.
func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

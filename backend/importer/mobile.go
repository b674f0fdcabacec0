package importer

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/phone"
)

// mobilePlan is how a country's mobile numbers are written.
type mobilePlan struct {
	region   string
	code     string // "+" and this, or "00" and this
	trunk    string // before the national number, at home
	first    string // the first digits of a mobile's national number, as in "7|30"
	national int    // digits of the national number
}

// mobilePlans are those of the countries that most files are from.
var mobilePlans = []mobilePlan{
	{region: "RO", code: "40", trunk: "0", first: "7", national: 9},
	{region: "HU", code: "36", trunk: "06", first: "20|30|31|50|70", national: 9},
}

// prefixDigits: numbers of one plan and length whose first digits are equal are
// of one kind and written alike, which a test holds against the library.
const prefixDigits = 4

// phone is phone.Parse, made fast for the mobiles that most files hold: the
// library is asked once for each prefix, and other numbers of the prefix
// follow the first.
func (b *Builder) phone(text string) (phone.Number, *crm.Phrase) {
	var room [20]byte
	digits, plus, ok := bareDigits(text, room[:0])
	if !ok {
		return phone.Parse(text, b.m.Region)
	}
	for _, plan := range mobilePlans {
		national := plan.of(digits, plus, b.m.Region)
		if national == "" {
			continue
		}
		key := plan.code + national[:prefixDigits]
		if first, found := b.mobiles.Load(key); found {
			return plan.like(first.(phone.Number), national), nil
		}
		n, bad := phone.Parse(text, b.m.Region)
		if bad == nil && len(n.Noted) == 0 && n.E164 == "+"+plan.code+national {
			b.mobiles.Store(key, n)
		}
		return n, bad
	}
	return phone.Parse(text, b.m.Region)
}

// bareDigits are the digits of a number that holds nothing but digits, a plus
// at the start, and single spaces, dots or hyphens between digits.
func bareDigits(text string, room []byte) (digits string, plus, ok bool) {
	rest, plus := strings.CutPrefix(text, "+")
	sign := true
	for i := range len(rest) {
		c := rest[i]
		switch {
		case c >= '0' && c <= '9' && len(room) < cap(room):
			room, sign = append(room, c), false
		case (c == ' ' || c == '.' || c == '-') && !sign:
			sign = true
		default:
			return "", plus, false
		}
	}
	return string(room), plus, !sign
}

// of is the national number of a mobile of the plan, "" of any other number.
func (p *mobilePlan) of(digits string, plus bool, region string) string {
	national, ok := "", false
	switch {
	case plus:
		national, ok = strings.CutPrefix(digits, p.code)
	case strings.HasPrefix(digits, "00"):
		// 00 is dialled abroad from these countries; it isn't everywhere.
		national, ok = strings.CutPrefix(digits[2:], p.code)
		ok = ok && slices.ContainsFunc(mobilePlans, func(home mobilePlan) bool { return home.region == region })
	case region == p.region:
		national, ok = strings.CutPrefix(digits, p.trunk)
	}
	if !ok || len(national) != p.national {
		return ""
	}
	for first := range strings.SplitSeq(p.first, "|") {
		if strings.HasPrefix(national, first) {
			return national
		}
	}
	return ""
}

// like is the number that is written as the first of its prefix.
func (p *mobilePlan) like(first phone.Number, national string) phone.Number {
	n := first
	n.E164 = "+" + p.code + national
	shown := []byte(first.Shown)
	for i, d := len(shown)-1, len(national)-1; i >= 0 && d >= 0; i-- {
		if shown[i] >= '0' && shown[i] <= '9' {
			shown[i] = national[d]
			d--
		}
	}
	n.Shown = string(shown)
	return n
}

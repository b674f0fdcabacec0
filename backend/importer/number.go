package importer

import (
	"iter"
	"strconv"
	"strings"

	"stepwise/backend/crm"
)

// maxDigits is how many digits a number keeps exactly.
const maxDigits = 15

// bareNumber takes off a minus sign and the spaces between thousands.
func bareNumber(s string) (digits string, negative bool) {
	digits = strings.Map(func(r rune) rune {
		switch r {
		case '\u00a0', '\u202f', '\u2009':
			return ' '
		case '\u2212':
			return '-'
		}
		return r
	}, s)
	digits, negative = strings.CutPrefix(digits, "-")
	if !negative {
		digits = strings.TrimPrefix(digits, "+")
	}
	return digits, negative
}

// parseNumber reads "1.234,56" with a decimal comma and "1,234.56" without.
// The thousands must be groups of three: "12.50" with a decimal comma is an
// error and not 1250.
func parseNumber(s string, comma bool) (float64, *crm.Phrase) {
	bad := func(key string) (float64, *crm.Phrase) {
		p := crm.Say(key, "value", clip(s))
		return 0, &p
	}
	if n, ok := plainNumber(s); ok {
		return n, nil
	}
	point, group := ".", ","
	if comma {
		point, group = ",", "."
	}
	digits, negative := bareNumber(s)
	whole, fraction, hasPoint := strings.Cut(digits, point)
	if strings.Contains(whole, " ") {
		if strings.Contains(whole, group) {
			return bad("import.number.unknown")
		}
		group = " "
	}
	whole, ok := ungroup(whole, group)
	if !ok || hasPoint && !isDigits(fraction) {
		_, other := parseOther(s, comma)
		switch {
		case other && comma:
			return bad("import.number.comma")
		case other:
			return bad("import.number.point")
		default:
			return bad("import.number.unknown")
		}
	}
	if len(strings.Trim(whole+fraction, "0")) > maxDigits {
		return bad("import.number.digits")
	}
	n, err := strconv.ParseFloat(whole+"."+fraction, 64)
	if err != nil {
		return bad("import.number.unknown")
	}
	if negative {
		n = -n
	}
	return n, nil
}

// plainNumber reads digits alone, as most numbers are.
func plainNumber(s string) (float64, bool) {
	if len(s) > maxDigits || !isDigits(s) {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return float64(n), true
}

// isMachine says whether a number is written as cells of a workbook hold them:
// with a point and nothing else.
func isMachine(s string) bool {
	whole, fraction, found := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return found && isDigits(whole) && isDigits(fraction)
}

// parseOther says whether the text would be a number with the other decimal
// sign, so that the reason can say so.
func parseOther(s string, comma bool) (string, bool) {
	point, group := ",", "."
	if comma {
		point, group = ".", ","
	}
	digits, _ := bareNumber(s)
	whole, fraction, hasPoint := strings.Cut(digits, point)
	whole, ok := ungroup(whole, group)
	return whole, ok && (!hasPoint || isDigits(fraction))
}

// ungroup joins groups of three digits; the first may be shorter.
func ungroup(whole, group string) (string, bool) {
	parts := strings.Split(whole, group)
	for i, p := range parts {
		if !isDigits(p) || i > 0 && len(p) != 3 || i == 0 && len(parts) > 1 && len(p) > 3 {
			return "", false
		}
	}
	return strings.Join(parts, ""), true
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// decimalComma finds out from the numbers of a file whether they have a
// decimal comma: the sign that comes last of two, or that isn't followed by
// three digits. known is false where "1.234" could be either.
func decimalComma(values iter.Seq[string]) (comma, known bool) {
	commas, points := 0, 0
	for v := range values {
		if !strings.ContainsAny(v, ".,") {
			continue
		}
		digits, _ := bareNumber(v)
		lastComma, lastPoint := strings.LastIndexByte(digits, ','), strings.LastIndexByte(digits, '.')
		switch {
		case lastComma >= 0 && lastPoint >= 0:
			if lastComma > lastPoint {
				commas++
			} else {
				points++
			}
		case lastComma >= 0:
			commas, points = vote(digits, ",", lastComma, commas, points)
		case lastPoint >= 0:
			points, commas = vote(digits, ".", lastPoint, points, commas)
		}
	}
	return commas > points, commas != points
}

// vote counts one number with one kind of sign: several are thousands, one
// that isn't followed by three digits is the decimal sign.
func vote(digits, sign string, last, mine, other int) (int, int) {
	switch {
	case strings.Count(digits, sign) > 1:
		return mine, other + 1
	case len(digits)-last-1 != 3 || last > 3 || strings.HasPrefix(digits, "0"):
		return mine + 1, other
	default:
		return mine, other
	}
}

package sms_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"stepwise/backend/sms"
)

// The alphabet by its code points, written down from the table of the standard
// a second time: 0x00 to 0x7f without the escape, then the extension.
var (
	standard = []rune{
		0x40, 0xa3, 0x24, 0xa5, 0xe8, 0xe9, 0xf9, 0xec, 0xf2, 0xc7, 0x0a, 0xd8, 0xf8, 0x0d, 0xc5, 0xe5,
		0x394, 0x5f, 0x3a6, 0x393, 0x39b, 0x3a9, 0x3a0, 0x3a8, 0x3a3, 0x398, 0x39e, 0xc6, 0xe6, 0xdf, 0xc9,
		0xa4, 0xa1, 0xc4, 0xd6, 0xd1, 0xdc, 0xa7, 0xbf, 0xe4, 0xf6, 0xf1, 0xfc, 0xe0,
	}
	escaped = []rune{0x0c, 0x5e, 0x7b, 0x7d, 0x5c, 0x5b, 0x7e, 0x5d, 0x7c, 0x20ac}
)

// septetsOf is how many septets a character takes; 0 where it isn't in the
// alphabet. Of ASCII, what the alphabet has at its own place.
func septetsOf(r rune) int {
	for _, x := range escaped {
		if x == r {
			return 2
		}
	}
	for _, x := range standard {
		if x == r {
			return 1
		}
	}
	if r >= ' ' && r < 0x7f && !strings.ContainsRune("$@[\\]^_`{|}~", r) {
		return 1
	}
	return 0
}

// partsByHand cuts a text by the letter of the standard: the longest beginning
// that fits, again and again.
func partsByHand(text string) (gsm bool, units int, parts []string) {
	gsm = true
	for _, r := range text {
		gsm = gsm && septetsOf(r) > 0
	}
	size := func(s string) (n int) {
		if !gsm {
			return len(utf16.Encode([]rune(s)))
		}
		for _, r := range s {
			n += septetsOf(r)
		}
		return n
	}
	single, joined := 160, 153
	if !gsm {
		single, joined = 70, 67
	}
	units = size(text)
	if units <= single {
		joined = single
	}
	for rest := []rune(text); len(rest) > 0; {
		n := len(rest)
		for size(string(rest[:n])) > joined {
			n--
		}
		parts, rest = append(parts, string(rest[:n])), rest[n:]
	}
	return gsm, units, parts
}

func TestTheMeterIsWhatTheStandardSays(t *testing.T) {
	t.Parallel()
	letters := []rune("aA1 @£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà\f^{}\\[~]|€\n\r`ăâîșțőűçáíóúÁ\t\u00a0„”–…😀👍🏽\u200d\x1b\x00中")
	for _, r := range letters {
		if got := sms.Measure(string(r)); (got.Encoding == sms.GSM7) != (septetsOf(r) > 0) || got.Encoding == sms.GSM7 && got.Units != septetsOf(r) {
			t.Errorf("%q: %s, %d units", r, got.Encoding, got.Units)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		plain := rapid.Bool().Draw(t, "plain")
		from := letters
		if plain {
			from = []rune("abc €[]é\n")
		}
		text := string(rapid.SliceOfN(rapid.SampledFrom(from), 0, 500).Draw(t, "text"))
		gsm, units, parts := partsByHand(text)
		m := sms.Measure(text)
		if (m.Encoding == sms.GSM7) != gsm || m.Units != units || strings.Join(m.PartTexts, "\x00|") != strings.Join(parts, "\x00|") {
			t.Fatalf("%q: %+v, by hand %v, %d, %q", text, m, gsm, units, parts)
		}
	})
}

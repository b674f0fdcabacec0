package sms

import "unicode/utf16"

// basic is the GSM 7 bit default alphabet in its own order, without ESC, which
// is no character of its own: one septet each.
const basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
	"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"

// extension is its extension table: ESC and a septet each.
const extension = "\f^{}\\[~]|€"

var septets = func() map[rune]int {
	m := make(map[rune]int, len(basic)+len(extension))
	for _, r := range basic {
		m[r] = 1
	}
	for _, r := range extension {
		m[r] = 2
	}
	return m
}()

// alphabet is what decides how a text is counted and cut.
type alphabet struct {
	name   Encoding
	single int // units in a message of one part
	joined int // units in each part of a longer one
	cost   func(rune) int
}

var (
	gsm7 = alphabet{GSM7, 160, 153, func(r rune) int { return septets[r] }}
	ucs2 = alphabet{UCS2, 70, 67, func(r rune) int { return max(1, utf16.RuneLen(r)) }}
)

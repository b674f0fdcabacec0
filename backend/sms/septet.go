package sms

import "strings"

// escape is the septet before one of the extension table.
const escape = 0x1b

// extensionCodes are the septets after the escape, in the order of extension.
var extensionCodes = []byte{0x0a, 0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65}

var toSeptets, fromSeptets, fromExtension = septetTables()

func septetTables() (to map[rune][]byte, from, ext map[byte]rune) {
	to, from, ext = map[rune][]byte{}, map[byte]rune{}, map[byte]rune{}
	code := byte(0)
	for _, r := range basic {
		if code == escape {
			code++
		}
		to[r], from[code] = []byte{code}, r
		code++
	}
	i := 0
	for _, r := range extension {
		to[r], ext[extensionCodes[i]] = []byte{escape, extensionCodes[i]}, r
		i++
	}
	return to, from, ext
}

// Septets are the codes of a text in the GSM 7 bit default alphabet, one to a
// byte (unpacked); ok is false where a character isn't in it.
func Septets(text string) (codes []byte, ok bool) {
	for _, r := range text {
		code, known := toSeptets[r]
		if !known {
			return nil, false
		}
		codes = append(codes, code...)
	}
	return codes, true
}

// FromSeptets reads unpacked codes; what is no code becomes a question mark.
func FromSeptets(codes []byte) string {
	var b strings.Builder
	table := fromSeptets
	for _, code := range codes {
		if code == escape {
			table = fromExtension
			continue
		}
		r, known := table[code]
		if !known {
			r = '?'
		}
		b.WriteRune(r)
		table = fromSeptets
	}
	return b.String()
}

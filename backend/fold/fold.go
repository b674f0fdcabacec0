// Package fold turns text into the form in which it is searched and compared:
// composed, lower case, marks stripped, so that "stefan" finds "Ștefan" and
// "otos" finds "Ötös". SQLite's own LOWER and LIKE know ASCII only.
//
// Both sides of a comparison are folded by this one function. It must not know
// what the text is.
package fold

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold is the searched form of a text. Folding twice changes nothing more; a
// text of marks alone becomes empty.
func Fold(text string) string {
	if plain(text) {
		return strings.ToLower(text)
	}
	lower := strings.ToLower(norm.NFC.String(text))
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(lower))
	return norm.NFC.String(bare)
}

// plain texts have no marks to strip.
func plain(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

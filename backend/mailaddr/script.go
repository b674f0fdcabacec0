package mailaddr

import (
	"strings"
	"unicode"
)

// lookalikes are the scripts whose letters pass for each other's.
var lookalikes = []*unicode.RangeTable{
	unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Cherokee, unicode.Coptic, unicode.Georgian,
}

// mixed says whether a piece between dots, hyphens and other signs has letters
// of two scripts that look alike: pаypal with a Cyrillic а.
func mixed(text string) bool {
	apart := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) }
	for _, piece := range strings.FieldsFunc(text, apart) {
		found := 0
		for _, script := range lookalikes {
			if strings.ContainsFunc(piece, func(r rune) bool { return unicode.Is(script, r) }) {
				found++
			}
		}
		if found > 1 {
			return true
		}
	}
	return false
}

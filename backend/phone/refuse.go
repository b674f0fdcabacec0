package phone

import (
	"regexp"
	"strings"
	"unicode"

	"stepwise/backend/crm"
)

var (
	exponent  = regexp.MustCompile(`^[+-]?[0-9]+([.,][0-9]*)?[eE][+-]?[0-9]+$`)
	extension = regexp.MustCompile(`(?i)^[^,;]*[0-9)]\s*([;,#]|\.?\s*(ext|extn|extension|x|int|interior|mell|mellék))[\s.:=]*[0-9]{1,5}$`)
	extParam  = regexp.MustCompile(`(?i);\s*ext\s*=`)
	apart     = regexp.MustCompile(`[,;/|&\\]`)
	shape     = regexp.MustCompile(`^(\+ ?|\( ?\+ ?)?[0-9( ][0-9 ().\-/]*$`)
)

// refuse says why a cleaned text can't be one number, nil if it may be: all
// that the library would drop or misread.
func refuse(text string) *crm.Phrase {
	switch {
	case exponent.MatchString(text):
		return no("phone.exponent", "value", text)
	case several(text):
		return no("phone.several")
	case extParam.MatchString(text), extension.MatchString(text):
		return no("phone.extension")
	}
	if letters := lettersOf(text); letters != "" {
		return no("phone.letters", "letters", letters)
	}
	if !shape.MatchString(text) {
		return no("phone.not_number")
	}
	return nil
}

const (
	complete = 6  // digits that may be a number by themselves
	longest  = 15 // digits of the longest number there is (ITU-T E.164)
)

// several says whether a text holds two numbers or more.
func several(text string) bool {
	if numbersIn(apart.Split(text, -1)) > 1 || strings.Count(text, "+") > 1 && !strings.Contains(text, "++") {
		return true
	}
	return len(digits(text)) > longest && numbersIn(strings.Fields(text)) > 1
}

func numbersIn(parts []string) int {
	n := 0
	for _, part := range parts {
		if len(digits(part)) >= complete {
			n++
		}
	}
	return n
}

func lettersOf(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, text)
}

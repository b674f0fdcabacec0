// Package fold makes texts comparable and storable.
//
// Fold is for searching and comparing, never shown: NFC, then lower case, then
// the marks stripped (Ș→s, Ő→o). Clean is what is stored of a name: valid
// UTF-8 in NFC without what can't be seen (Unicode category Cf) and without
// space around it. CheckName says why a cleaned text can't be a name.
//
// It must not know whose text it is: SQL's own LOWER and LIKE know only ASCII,
// so everybody who compares uses this.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stepwise/backend/crm"
)

// Fold is the form of a text in which two spellings of one word are equal.
// Folding twice is folding once.
func Fold(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	// Some capitals become a letter and a mark only when lowered (İ), so the
	// marks go last.
	lower := strings.ToLower(norm.NFC.String(valid(s)))
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(lower))
	return norm.NFC.String(bare)
}

// Differs is the folded form of a text and whether it is another than making
// its ASCII capitals small gives, which a database can do itself.
func Differs(s string) (folded string, differs bool) {
	if isASCII(s) {
		return strings.ToLower(s), false
	}
	small := []byte(s)
	for i, b := range small {
		if 'A' <= b && b <= 'Z' {
			small[i] = b + ('a' - 'A')
		}
	}
	folded = Fold(s)
	return folded, folded != string(small)
}

// Clean is the form in which a name or another short text is stored.
func Clean(s string) string {
	if isASCII(s) {
		return strings.TrimSpace(s)
	}
	visible := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, valid(s))
	return strings.TrimSpace(norm.NFC.String(visible))
}

// CheckName says why a cleaned text can't be a name: longer than crm.MaxName
// characters, or with a control character or a line break in it; nil if it can.
// Whether it may be empty is the caller's rule.
func CheckName(s string) *crm.Phrase {
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }) {
		why := crm.Say("fold.control")
		return &why
	}
	if n := utf8.RuneCountInString(s); n > crm.MaxName {
		why := crm.Say("fold.too_long", "have", n, "max", crm.MaxName)
		return &why
	}
	return nil
}

func valid(s string) string { return strings.ToValidUTF8(s, "\ufffd") }

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

package document

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxPDFName is the longest name of a PDF without its ending, in characters.
const maxPDFName = 100

// PDFName is the name of a PDF's file: the merged name of the attachment, or the
// merged title where it says nothing, without what a file system or a mail
// program could stumble over, and ".pdf".
func PDFName(name, title string) string {
	for _, s := range []string{name, title} {
		s = plainName(strings.TrimSuffix(strings.TrimSpace(s), ".pdf"))
		if s != "" {
			return s + ".pdf"
		}
	}
	return "document.pdf"
}

func plainName(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cf, r):
			return -1
		case unicode.IsControl(r), unicode.IsSpace(r), r == utf8.RuneError, strings.ContainsRune(`\/:*?"<>|`, r):
			return ' '
		}
		return r
	}, s)
	s = strings.Trim(strings.Join(strings.Fields(s), " "), ". ")
	if r := []rune(s); len(r) > maxPDFName {
		s = strings.Trim(string(r[:maxPDFName]), ". ")
	}
	if isDevice(s) {
		s += "_"
	}
	return s
}

// isDevice says whether Windows takes a name for a device, whatever its ending.
func isDevice(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	if slices.Contains([]string{"CON", "PRN", "AUX", "NUL"}, stem) {
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT")) && stem[3] >= '0' && stem[3] <= '9'
}

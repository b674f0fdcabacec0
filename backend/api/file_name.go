package api

import (
	"net/http"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stepwise/backend/fold"
)

// maxFileName is the longest name of a file, in characters.
const maxFileName = 200

// fileName is the name under which a file is kept and given back: only the last
// part of a path, without what can't be seen or turns the text around, without
// what some system takes for something else, at most maxFileName characters
// with its ending kept.
func fileName(typed string) string {
	s := strings.ReplaceAll(strings.ToValidUTF8(typed, "\ufffd"), `\`, "/")
	s = fold.Clean(s[strings.LastIndex(s, "/")+1:])
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r):
			return -1
		case strings.ContainsRune(`<>:"|?*`, r):
			return '_'
		}
		return r
	}, s)
	s = strings.Trim(s, ". ")
	if reserved(s) {
		s = "_" + s
	}
	if s == "" {
		return "file"
	}
	return shorten(s)
}

// reserved says whether Windows takes a name for a device, whatever its ending.
func reserved(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	stem = strings.TrimSpace(stem)
	if slices.Contains([]string{"CON", "PRN", "AUX", "NUL"}, stem) {
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT")) && stem[3] >= '0' && stem[3] <= '9'
}

func shorten(name string) string {
	if utf8.RuneCountInString(name) <= maxFileName {
		return name
	}
	ending := path.Ext(name)
	if utf8.RuneCountInString(ending) > 20 {
		ending = ""
	}
	stem := []rune(strings.TrimSuffix(name, ending))
	return strings.TrimSpace(string(stem[:maxFileName-utf8.RuneCountInString(ending)])) + ending
}

// officeKinds are documents that are zip archives inside; only their names tell
// them apart.
var officeKinds = map[string]string{
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".odt":  "application/vnd.oasis.opendocument.text",
	".ods":  "application/vnd.oasis.opendocument.spreadsheet",
	".odp":  "application/vnd.oasis.opendocument.presentation",
}

// mimeOf is what a content is by its first bytes.
func mimeOf(head []byte, name string) string {
	kind, _, _ := strings.Cut(http.DetectContentType(head), ";")
	if office := officeKinds[strings.ToLower(path.Ext(name))]; kind == "application/zip" && office != "" {
		return office
	}
	return kind
}

// shownTypes are the pictures that a page may show: they can't run anything.
var shownTypes = []string{"image/png", "image/jpeg", "image/gif", "image/webp"}

// IsPicture says whether a page may show what a content is.
func IsPicture(mime string) bool { return slices.Contains(shownTypes, mime) }

// Package words turns phrases into sentences in English, Romanian or Hungarian,
// for what is read outside the SPA: the terminal, the pages of serve, notices.
// The SPA does the same from the same files with the same rules; the file
// frontend/src/locales/fixture.json holds both to it.
//
// Order of the rules: find the words of a key (its first dotted part is the
// file), choose the plural form by the argument "count", fill in the arguments.
// It must not know who asks or why.
package words

import (
	"time"

	"stepwise/backend/crm"
)

// Default is the language of last resort.
const Default = "en"

// Languages are the languages that every word exists in.
func Languages() []string { return []string{"en", "ro", "hu"} }

// Has says whether a language is one of ours.
func Has(lang string) bool { return catalogs[lang] != nil }

// Render is a phrase in a language ("en" where it is none of ours). Moments are
// shown on the clock of loc (nil is UTC). A key that has no words is shown as
// the key, an argument that is missing as its name in braces: ugly, findable,
// and never an error.
func Render(lang string, p crm.Phrase, loc *time.Location) string {
	if !Has(lang) {
		lang = Default
	}
	if loc == nil {
		loc = time.UTC
	}
	r := renderer{lang: lang, words: catalogs[lang], loc: loc}
	return r.phrase(p.Key, p.Args)
}

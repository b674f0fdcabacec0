package sms

import (
	"strings"
	"unicode/utf8"
)

// Replacement is one character that Simplify replaced, by what, how often.
type Replacement struct {
	From  string `json:"from"`
	To    string `json:"to"` // "" where it was removed
	Count int    `json:"count"`
}

// plainer lists, for each text to write instead, the characters that it
// replaces. None of them is in the GSM alphabet; é ö ü ä à and € are, and stay.
var plainer = map[string]string{
	"a": "ăâáãāą", "A": "ĂÂÁÃĀĄÀ", "c": "çćč", "C": "ĆČ", "d": "ďđ", "D": "ĎĐ",
	"e": "êëēęě", "E": "ÊËĒĘĚÈ", "g": "ğģ", "G": "ĞĢ", "i": "îíïīįı", "I": "ÎÍÏĪĮİÌ",
	"k": "ķ", "K": "Ķ", "l": "łľĺļ", "L": "ŁĽĹĻ", "n": "ńňņ", "N": "ŃŇŅ",
	"o": "óôõō", "O": "ÓÔÕŌÒ", "ö": "ő", "Ö": "Ő", "r": "řŕ", "R": "ŘŔ",
	"s": "șşśš", "S": "ȘŞŚŠ", "t": "țţť", "T": "ȚŢŤ", "u": "úûūůų", "U": "ÚÛŪŮŲÙ",
	"ü": "ű", "Ü": "Ű", "y": "ýÿ", "Y": "ÝŸ", "z": "źżž", "Z": "ŹŻŽ",
	`"`: "„”“‟«»″", "'": "’‘‚‛‹›′´`ʼ", "-": "–—−‐‑‒―•·", "...": "…", "Nr": "№",
	"ß": "ẞ", "oe": "œ", "OE": "Œ", "x": "×",
	" ":  "\t\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
	"\n": "\u2028\u2029",
	"":   "\u00ad\u200b\u2060\ufeff",
}

// composed lists the letters that a base and a combining mark make: for each
// mark, the bases and, in the same order, the letters.
var composed = map[rune][2]string{
	'\u0300': {"aeiouAEIOU", "àèìòùÀÈÌÒÙ"},
	'\u0301': {"aceilnorsuyzACEILNORSUYZ", "áćéíĺńóŕśúýźÁĆÉÍĹŃÓŔŚÚÝŹ"},
	'\u0302': {"aeiouAEIOU", "âêîôûÂÊÎÔÛ"},
	'\u0303': {"anoANO", "ãñõÃÑÕ"},
	'\u0304': {"aeiouAEIOU", "āēīōūĀĒĪŌŪ"},
	'\u0306': {"agAG", "ăğĂĞ"},
	'\u0307': {"zIZ", "żİŻ"},
	'\u0308': {"aeiouyAEIOUY", "äëïöüÿÄËÏÖÜŸ"},
	'\u030a': {"auAU", "åůÅŮ"},
	'\u030b': {"ouOU", "őűŐŰ"},
	'\u030c': {"cdelnrstzCDELNRSTZ", "čďěľňřšťžČĎĚĽŇŘŠŤŽ"},
	'\u0326': {"stST", "șțȘȚ"},
	'\u0327': {"cgklnstCGKLNST", "çģķļņşţÇĢĶĻŅŞŢ"},
	'\u0328': {"aeiuAEIU", "ąęįųĄĘĮŲ"},
}

type pair struct{ base, mark rune }

var (
	plain   = plainTable()
	compose = composeTable()
)

func plainTable() map[rune]string {
	table := map[rune]string{}
	for to, all := range plainer {
		for _, from := range all {
			table[from] = to
		}
	}
	return table
}

func composeTable() map[pair]rune {
	table := map[pair]rune{}
	for mark, both := range composed {
		letters := []rune(both[1])
		for i, base := range []rune(both[0]) {
			table[pair{base, mark}] = letters[i]
		}
	}
	return table
}

// Simplify replaces what would make a text UCS-2 by what reads the same in the
// GSM alphabet (ș→s, ő→ö, „→"), joins letters and marks that were typed apart,
// and removes what can't be seen. What has no such replacement stays; nothing
// ever becomes a question mark. The replacements are in order of appearance.
func Simplify(text string) (string, []Replacement) {
	var out strings.Builder
	done := []Replacement{}
	for len(text) > 0 {
		n := clusterLen(text)
		from := text[:n]
		text = text[n:]
		to, ok := simpler(from)
		if !ok {
			out.WriteString(from)
			continue
		}
		out.WriteString(to)
		done = note(done, from, to)
	}
	return out.String(), done
}

// clusterLen is the length in bytes of the first character and the marks on it.
func clusterLen(text string) int {
	_, n := utf8.DecodeRuneInString(text)
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		if r < '\u0300' || r > '\u036f' {
			break
		}
		n += size
	}
	return n
}

func simpler(cluster string) (string, bool) {
	runes := []rune(cluster)
	switch len(runes) {
	case 1:
		to, ok := plain[runes[0]]
		return to, ok
	case 2:
		letter, ok := compose[pair{runes[0], runes[1]}]
		if !ok {
			return "", false
		}
		if to, ok := plain[letter]; ok {
			return to, true
		}
		return string(letter), true
	}
	return "", false // more marks than any letter of ours has: leave it as it was typed
}

func note(done []Replacement, from, to string) []Replacement {
	for i := range done {
		if done[i].From == from {
			done[i].Count++
			return done
		}
	}
	return append(done, Replacement{from, to, 1})
}

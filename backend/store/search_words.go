package store

import (
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/crm"
)

// Where a card belongs is one of its words, which nobody types: so the search
// of one product never meets the cards of another, nor the deleted ones.
const (
	productWord = "\ue000"
	deletedWord = "\ue001"
)

func placeWord(product crm.ProductID, deleted bool) string {
	word := productWord
	if deleted {
		word = deletedWord
	}
	return word + strconv.FormatInt(int64(product), 10)
}

// wordList gathers words, each once.
type wordList struct{ words []string }

func (l *wordList) add(folded string) { l.words = append(l.words, words(folded)...) }

func (l *wordList) text() string {
	slices.Sort(l.words)
	return strings.Join(slices.Compact(l.words), " ")
}

// addPhone adds the ways in which a number begins when people type it: with its
// country, and within it, with and without the zero in front.
func (l *wordList) addPhone(typed, e164 string) {
	full, own := digits(e164), nationalDigits(e164)
	l.words = append(l.words, full, digits(typed))
	if own != "" {
		l.words = append(l.words, own, "0"+own)
	}
	if strings.HasPrefix(full, "36") {
		l.words = append(l.words, "06"+own)
	}
	l.words = slices.DeleteFunc(l.words, func(w string) bool { return w == "" })
}

// nationalDigits is a number without its country's code.
func nationalDigits(e164 string) string {
	n := strings.TrimPrefix(e164, "+")
	if len(n) == len(e164) || len(n) < 4 {
		return ""
	}
	return n[callingCode(n):]
}

// callingCode is how long the country's code is that a number begins with: the
// codes of one and two digits are few, all others have three.
func callingCode(n string) int {
	if n[0] == '1' || n[0] == '7' {
		return 1
	}
	const two = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98"
	if slices.Contains(strings.Fields(two), n[:2]) {
		return 2
	}
	return 3
}

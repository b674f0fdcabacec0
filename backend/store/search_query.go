package store

import (
	"slices"
	"strings"
	"unicode/utf8"

	"stepwise/backend/fold"
)

// searchQuery is what somebody typed into the quick search: all of its terms
// hold, of a term one of its readings, of a reading every word begins a word of
// the card.
type searchQuery struct{ terms []searchTerm }

type searchTerm struct{ readings [][]string }

// readSearch reads a search. Several numbers in a row may be one phone number
// with blanks in it, and two zeros in front of one stand for the plus.
func readSearch(text string) searchQuery {
	list := words(fold.Fold(text))
	list = list[:min(len(list), mostWords)]
	var q searchQuery
	for len(list) > 0 {
		n := 0
		for n < len(list) && allDigits(list[n]) {
			n++
		}
		if n == 0 {
			q.terms = append(q.terms, searchTerm{[][]string{{list[0]}}})
			list = list[1:]
			continue
		}
		q.terms = append(q.terms, numberTerm(list[:n]))
		list = list[n:]
	}
	return q
}

func numberTerm(run []string) searchTerm {
	t := searchTerm{[][]string{run}}
	joined := strings.Join(run, "")
	if len(run) > 1 {
		t.readings = append(t.readings, []string{joined})
	}
	if bare, abroad := strings.CutPrefix(joined, "00"); abroad && len(bare) > 1 {
		t.readings = append(t.readings, []string{bare})
	}
	return t
}

func allDigits(word string) bool { return digits(word) == word }

// match is the search in FTS5's words; place is where the cards belong.
func (q searchQuery) match(places ...string) string {
	parts := make([]string, 0, len(q.terms)+1)
	for _, t := range q.terms {
		readings := make([]string, len(t.readings))
		for i, r := range t.readings {
			quoted := make([]string, len(r))
			for k, word := range r {
				quoted[k] = `"` + word + `"*`
			}
			readings[i] = "(" + strings.Join(quoted, " AND ") + ")"
		}
		parts = append(parts, "("+strings.Join(readings, " OR ")+")")
	}
	if len(places) > 0 {
		quoted := make([]string, len(places))
		for i, p := range places {
			quoted[i] = `"` + p + `"`
		}
		parts = append(parts, "("+strings.Join(quoted, " OR ")+")")
	}
	return strings.Join(parts, " AND ")
}

// matches says whether a card's words, sorted, fulfil the search.
func (q searchQuery) matches(list []string) bool {
	begins := func(word string) bool {
		i, found := slices.BinarySearch(list, word)
		return found || i < len(list) && strings.HasPrefix(list[i], word)
	}
	for _, t := range q.terms {
		if !slices.ContainsFunc(t.readings, func(r []string) bool {
			return !slices.ContainsFunc(r, func(w string) bool { return !begins(w) })
		}) {
			return false
		}
	}
	return true
}

// letters says whether nothing but single letters was typed yet.
func (q searchQuery) letters() bool {
	return !slices.ContainsFunc(q.terms, func(t searchTerm) bool {
		return slices.ContainsFunc(t.readings, func(r []string) bool {
			return slices.ContainsFunc(r, func(w string) bool { return utf8.RuneCountInString(w) > 1 })
		})
	})
}

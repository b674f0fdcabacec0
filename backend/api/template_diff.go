package api

import (
	"strings"
	"unicode"
)

// DiffLine is one line of a text, or of the text before.
type DiffLine struct {
	Kind  string     `json:"kind" ts_type:"'same'|'added'|'removed'"`
	Words []DiffWord `json:"words"`
}

// DiffWord is a run of a line; changed marks what its counterpart says
// differently.
type DiffWord struct {
	Text    string `json:"text"`
	Changed bool   `json:"changed"`
}

// mostCells bounds the work of one comparison; texts beyond it are shown as
// wholly removed and added.
const mostCells = 4_000_000

// diffLines compares two texts line by line, and lines that took each other's
// place word by word.
func diffLines(from, to string) []DiffLine {
	a, b := linesOf(from), linesOf(to)
	var out []DiffLine
	var gone, came []string
	flush := func() {
		out = append(out, changedLines(gone, came)...)
		gone, came = nil, nil
	}
	compare(a, b, func(kind byte, text string) {
		switch kind {
		case '-':
			gone = append(gone, text)
		case '+':
			came = append(came, text)
		default:
			flush()
			out = append(out, DiffLine{Kind: "same", Words: []DiffWord{{Text: text}}})
		}
	})
	flush()
	return out
}

func linesOf(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// changedLines are lines that went and lines that came in their place; the
// first of each, the second of each and so on are compared by words.
func changedLines(gone, came []string) (out []DiffLine) {
	added := make([]DiffLine, 0, len(came))
	for i, text := range came {
		if i < len(gone) {
			_, words := diffWords(gone[i], text)
			added = append(added, DiffLine{Kind: "added", Words: words})
			continue
		}
		added = append(added, DiffLine{Kind: "added", Words: []DiffWord{{Text: text, Changed: true}}})
	}
	for i, text := range gone {
		words := []DiffWord{{Text: text, Changed: true}}
		if i < len(came) {
			words, _ = diffWords(text, came[i])
		}
		out = append(out, DiffLine{Kind: "removed", Words: words})
	}
	return append(out, added...)
}

func diffWords(from, to string) (a, b []DiffWord) {
	compare(wordsOf(from), wordsOf(to), func(kind byte, text string) {
		if kind != '+' {
			a = appendWord(a, text, kind == '-')
		}
		if kind != '-' {
			b = appendWord(b, text, kind == '+')
		}
	})
	return a, b
}

func appendWord(words []DiffWord, text string, changed bool) []DiffWord {
	if n := len(words); n > 0 && words[n-1].Changed == changed {
		words[n-1].Text += text
		return words
	}
	return append(words, DiffWord{Text: text, Changed: changed})
}

// wordsOf cuts a line where letters, spaces and other characters meet.
func wordsOf(line string) (out []string) {
	class := func(r rune) int {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			return 1
		case unicode.IsSpace(r):
			return 2
		}
		return 3
	}
	start, last := 0, 0
	for i, r := range line {
		now := class(r)
		if i > start && (now != last || now == 3) {
			out = append(out, line[start:i])
			start = i
		}
		last = now
	}
	if start < len(line) {
		out = append(out, line[start:])
	}
	return out
}

// compare walks over the longest common subsequence of two lists: ' ' for what
// both have, '-' for what only the first has, '+' for the second.
func compare(a, b []string, say func(kind byte, text string)) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		say(' ', a[0])
		a, b = a[1:], b[1:]
	}
	end := 0
	for end < len(a) && end < len(b) && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	tail := a[len(a)-end:]
	a, b = a[:len(a)-end], b[:len(b)-end]
	i, j := 0, 0
	if (len(a)+1)*(len(b)+1) <= mostCells {
		length := common(a, b)
		for i < len(a) && j < len(b) {
			switch {
			case a[i] == b[j]:
				say(' ', a[i])
				i, j = i+1, j+1
			case length[i+1][j] >= length[i][j+1]:
				say('-', a[i])
				i++
			default:
				say('+', b[j])
				j++
			}
		}
	}
	for ; i < len(a); i++ {
		say('-', a[i])
	}
	for ; j < len(b); j++ {
		say('+', b[j])
	}
	for _, text := range tail {
		say(' ', text)
	}
}

// common are the lengths of the longest common subsequences of all ends.
func common(a, b []string) [][]int32 {
	length := make([][]int32, len(a)+1)
	for i := range length {
		length[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	return length
}

func counted(lines []DiffLine) (added, removed int) {
	for _, l := range lines {
		switch l.Kind {
		case "added":
			added++
		case "removed":
			removed++
		}
	}
	return added, removed
}

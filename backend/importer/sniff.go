package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
)

// Delimiters are what may stand between cells, the likeliest first.
var Delimiters = []string{";", "\t", ","}

// delimiterLine takes off the line "sep=;" that spreadsheets understand, and
// gives the rest, its first line's number and the delimiter that was told.
func delimiterLine(text string) (rest string, line int, delimiter string) {
	end := strings.IndexAny(text, "\r\n")
	if end != len("sep=;") || !strings.EqualFold(text[:4], "sep=") || !slices.Contains(Delimiters, text[4:5]) {
		return text, 1, ""
	}
	delimiter = text[4:5]
	rest = text[end:]
	if strings.HasPrefix(rest, "\r\n") {
		return rest[2:], 2, delimiter
	}
	return rest[1:], 2, delimiter
}

// sniffRecords is how many records a delimiter is tried on.
const sniffRecords = 200

// sniffDelimiter tries each delimiter. One that cuts the header wins over one
// that doesn't, then the one that cuts the most records alike.
func sniffDelimiter(text string) string {
	best, most := Delimiters[0], -1.0
	for _, d := range Delimiters {
		if score := delimiterScore(text, d[0]); score > most {
			best, most = d, score
		}
	}
	return best
}

func delimiterScore(text string, delim byte) float64 {
	s := scanner{text: text, delim: delim, line: 1}
	var widths []int
	broken := false
	for len(widths) < sniffRecords {
		cells, _, fail := s.record()
		broken = fail != nil
		if cells == nil {
			break
		}
		if !blank(cells) {
			widths = append(widths, min(len(cells), MaxColumns))
		}
	}
	width, alike := commonest(widths)
	if width < 2 {
		return 0
	}
	score := 0.0
	if widths[0] > 1 {
		width, score = widths[0], 1
		alike = count(widths, width)
	}
	score += float64(alike)/float64(len(widths)) + float64(width)/(10*MaxColumns)
	if broken {
		score /= 2
	}
	return score
}

// commonest is the width that most records have, and how many have it.
func commonest(widths []int) (width, alike int) {
	for _, w := range widths {
		if n := count(widths, w); n > alike || n == alike && w > width {
			width, alike = w, n
		}
	}
	return width, alike
}

func count(widths []int, width int) int {
	n := 0
	for _, w := range widths {
		if w == width {
			n++
		}
	}
	return n
}

// doubtRows is how many rows are looked through for a wrong encoding.
const doubtRows = 5000

// doubt notes what makes the whole table look misread.
func (t *Table) doubt(top int) {
	look := func(cells []string, line int) bool {
		for _, c := range cells {
			if strings.ContainsRune(c, utf8.RuneError) {
				t.Doubts = append(t.Doubts, crm.Say("import.doubt.lost", "line", line, "value", clip(c)))
				return true
			}
			if right, ok := misread(c); ok {
				t.Doubts = append(t.Doubts, crm.Say("import.doubt.misread", "line", line, "value", clip(c), "right", clip(right)))
				return true
			}
		}
		return false
	}
	if look(t.Headers, top) {
		return
	}
	for i, row := range t.Rows[:min(len(t.Rows), doubtRows)] {
		if look(row, t.Lines[i]) {
			return
		}
	}
}

// misread says whether a text is UTF-8 that somebody read in a one-byte
// encoding ("È™tefan"), and what it was.
func misread(s string) (string, bool) {
	if ascii(s) {
		return "", false
	}
	for _, name := range Encodings {
		table, ok := charmaps[name]
		if !ok {
			continue
		}
		b, err := table.NewEncoder().String(s)
		if err == nil && !ascii(b) && utf8.ValidString(b) {
			return normal(b), true
		}
	}
	return "", false
}

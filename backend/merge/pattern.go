package merge

import (
	"strconv"
	"strings"
	"time"
)

// A pattern says how a date looks: d dd (day), EEE EEEE (weekday), M MM MMM
// MMMM (month), yy yyyy (year), H HH mm (time). Other letters stand between
// single quotes; everything else is itself.

const maxPattern = 100 // characters

// validPattern says whether every letter of a pattern has a meaning.
func validPattern(pattern string) bool {
	if pattern == "" || len(pattern) > maxPattern {
		return false
	}
	ok := true
	eachToken(pattern, func(token string, literal bool) {
		if !literal && token != "" && isLetter(token[0]) && !tokens[token] {
			ok = false
		}
	})
	return ok && strings.Count(pattern, "'")%2 == 0
}

var tokens = map[string]bool{
	"d": true, "dd": true, "EEE": true, "EEEE": true, "M": true, "MM": true, "MMM": true, "MMMM": true,
	"yy": true, "yyyy": true, "H": true, "HH": true, "mm": true,
}

func isLetter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

// eachToken cuts a pattern into runs of one letter, quoted text and the rest.
func eachToken(pattern string, fn func(token string, literal bool)) {
	for i := 0; i < len(pattern); {
		j := i + 1
		switch {
		case pattern[i] == '\'':
			if end := strings.IndexByte(pattern[j:], '\''); end >= 0 {
				fn(pattern[j:j+end], true)
				j += end + 1
			}
		case isLetter(pattern[i]):
			for j < len(pattern) && pattern[j] == pattern[i] {
				j++
			}
			fn(pattern[i:j], false)
		default:
			for j < len(pattern) && pattern[j] != '\'' && !isLetter(pattern[j]) {
				j++
			}
			fn(pattern[i:j], true)
		}
		i = j
	}
}

func format(t time.Time, pattern string, l *language) string {
	var b strings.Builder
	eachToken(pattern, func(token string, literal bool) {
		if literal {
			b.WriteString(token)
			return
		}
		b.WriteString(formatToken(t, token, l))
	})
	return b.String()
}

func formatToken(t time.Time, token string, l *language) string {
	two := func(n int) string { return strconv.Itoa(n/10%10) + strconv.Itoa(n%10) }
	switch token {
	case "d":
		return strconv.Itoa(t.Day())
	case "dd":
		return two(t.Day())
	case "EEE":
		return l.shortDays[t.Weekday()]
	case "EEEE":
		return l.days[t.Weekday()]
	case "M":
		return strconv.Itoa(int(t.Month()))
	case "MM":
		return two(int(t.Month()))
	case "MMM":
		return l.shortMonths[t.Month()-1]
	case "MMMM":
		return l.months[t.Month()-1]
	case "yy":
		return two(t.Year() % 100)
	case "yyyy":
		return strconv.Itoa(t.Year())
	case "H":
		return strconv.Itoa(t.Hour())
	case "HH":
		return two(t.Hour())
	case "mm":
		return two(t.Minute())
	}
	return token
}

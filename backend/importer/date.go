package importer

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"stepwise/backend/crm"
)

// DateFormats are the orders that a day may be written in. "auto" finds it out
// column by column, and asks where 01/02/2026 could be either.
var DateFormats = []string{DateAuto, DateDayFirst, DateMonthFirst, DateYearFirst}

// The date formats. Each takes a dot, a slash or a hyphen between the numbers.
const (
	DateAuto       = "auto"
	DateDayFirst   = "d.m.y"
	DateMonthFirst = "m/d/y"
	DateYearFirst  = "y-m-d"
)

// The years that a date of a business can have; spreadsheets turn an empty
// cell into the last days of 1899.
const (
	firstYear = 1900
	lastYear  = 2199
)

// datePattern: three numbers with the same sign between them, a dot at the end
// as Hungarian has it, a time of day without a zone.
var datePattern = regexp.MustCompile(`^(\d{1,4})\s*([./-])\s*(\d{1,2})\s*([./-])\s*(\d{1,4})\.?(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$`)

// dateParts are the numbers of a date before it is known which is which.
type dateParts struct {
	a, b, c   int
	sign      string
	yearFirst bool
}

func splitDate(s string) (dateParts, bool) {
	m := datePattern.FindStringSubmatch(s)
	if m == nil || m[2] != m[4] || !timeOfDay(m[6], m[7], m[8]) {
		return dateParts{}, false
	}
	first, last := len(m[1]) == 4, len(m[5]) == 4
	if first && len(m[5]) > 2 || !first && len(m[1]) > 2 || !last && len(m[5]) > 2 {
		return dateParts{}, false
	}
	return dateParts{a: atoi(m[1]), b: atoi(m[3]), c: atoi(m[5]), sign: m[2], yearFirst: first}, true
}

func timeOfDay(h, m, s string) bool {
	return h == "" || atoi(h) < 24 && atoi(m) < 60 && atoi("0"+s) < 60
}

// atoi reads digits that a pattern has found already.
func atoi(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

func looksDate(s string) bool {
	p, ok := splitDate(strings.TrimSpace(s))
	return ok && (p.yearFirst || p.c >= firstYear)
}

// orderOf finds out in which order a column writes its dates that end in the
// year: dots are day first, a number over 12 can only be the day. "" means
// that it can't be known, or that the column says both.
func orderOf(values []string) string {
	day, month, open := false, false, false
	for _, v := range values {
		p, ok := splitDate(v)
		if !ok || p.yearFirst {
			continue
		}
		switch {
		case p.sign == ".", p.a > 12 && p.b <= 12:
			day = true
		case p.b > 12 && p.a <= 12:
			month = true
		case p.a != p.b:
			open = true
		}
	}
	switch {
	case day && month, open && !day && !month:
		return ""
	case month:
		return DateMonthFirst
	default:
		return DateDayFirst
	}
}

// parseDate reads a day in a format that is not DateAuto. A year at the start
// is read as such whatever the format: it can be nothing else.
func parseDate(s, format string) (crm.Date, *crm.Phrase) {
	bad := func(key string) (crm.Date, *crm.Phrase) {
		p := crm.Say(key, "value", clip(s))
		return "", &p
	}
	p, ok := splitDate(s)
	if !ok {
		if _, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64); err == nil {
			return bad("import.date.serial")
		}
		return bad("import.date.unknown")
	}
	day, month, year := p.a, p.b, p.c
	switch {
	case p.yearFirst:
		year, day = p.a, p.c
	case format == DateYearFirst:
		return bad("import.date.order")
	case format == DateMonthFirst:
		day, month = p.b, p.a
	}
	if !p.yearFirst && p.c < 1000 {
		return bad("import.date.year")
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day || int(t.Month()) != month {
		return bad("import.date.impossible")
	}
	if year < firstYear || year > lastYear {
		return bad("import.date.range")
	}
	return crm.DateOf(t), nil
}

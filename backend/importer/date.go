package importer

import (
	"iter"
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

// dateParts are the numbers of a date before it is known which is which, and
// its time of day, if it has one.
type dateParts struct {
	a, b, c   int
	sign      byte
	yearFirst bool
	timed     bool
	at        time.Duration // since midnight
	zoned     bool
	offset    time.Duration // east of UTC
}

// splitDate reads three numbers with the same sign between them, a dot at the
// end as Hungarian has it, then a time of day.
func splitDate(s string) (dateParts, bool) {
	var p dateParts
	var n [3]int
	var width [3]int
	rest := s
	for i := range n {
		if i > 0 {
			sign := byte(0)
			if rest = strings.TrimLeft(rest, " "); rest != "" {
				sign = rest[0]
			}
			if sign != '.' && sign != '/' && sign != '-' || i == 2 && sign != p.sign {
				return p, false
			}
			p.sign, rest = sign, strings.TrimLeft(rest[1:], " ")
		}
		if n[i], width[i], rest = leading(rest, 4); width[i] == 0 {
			return p, false
		}
	}
	p.a, p.b, p.c, p.yearFirst = n[0], n[1], n[2], width[0] == 4
	if width[1] > 2 || p.yearFirst && width[2] > 2 || !p.yearFirst && (width[0] > 2 || width[2] == 3) {
		return p, false
	}
	rest = strings.TrimPrefix(rest, ".")
	return p, rest == "" || p.timeOfDay(rest)
}

// leading reads up to some digits at the start of a text.
func leading(s string, most int) (n, width int, rest string) {
	for width < len(s) && width < most && s[width] >= '0' && s[width] <= '9' {
		n = n*10 + int(s[width]-'0')
		width++
	}
	return n, width, s[width:]
}

// timeOfDay reads what stands behind a date: "T10:30", " 2:30:15 PM",
// "T22:00:00.000Z", " 10:30+02:00".
func (p *dateParts) timeOfDay(s string) bool {
	if s[0] != 'T' && s[0] != ' ' && s[0] != ',' {
		return false
	}
	hour, wide, rest := leading(strings.TrimLeft(s[1:], " "), 2)
	var minute, second int
	if wide == 0 || !strings.HasPrefix(rest, ":") {
		return false
	}
	if minute, wide, rest = leading(rest[1:], 2); wide != 2 {
		return false
	}
	if strings.HasPrefix(rest, ":") {
		if second, wide, rest = leading(rest[1:], 2); wide != 2 {
			return false
		}
		if strings.HasPrefix(rest, ".") {
			if _, wide, rest = leading(rest[1:], 9); wide == 0 {
				return false
			}
		}
	}
	switch rest = strings.TrimSpace(rest); strings.ToLower(strings.ReplaceAll(rest, ".", "")) {
	case "am", "pm", "de", "du":
		if hour < 1 || hour > 12 {
			return false
		}
		hour %= 12
		if rest[0] == 'p' || rest[0] == 'P' || strings.EqualFold(rest, "du") || strings.EqualFold(rest, "du.") {
			hour += 12
		}
	case "":
	default:
		if !p.zone(rest) {
			return false
		}
	}
	p.timed, p.at = true, time.Duration(hour)*time.Hour+time.Duration(minute)*time.Minute+time.Duration(second)*time.Second
	return hour < 24 && minute < 60 && second < 60
}

// zone reads "Z" or "+02:00".
func (p *dateParts) zone(s string) bool {
	p.zoned = true
	if s == "Z" || s == "z" || s == "UTC" {
		return true
	}
	if s[0] != '+' && s[0] != '-' {
		return false
	}
	hours, wide, rest := leading(s[1:], 2)
	minutes, narrow, end := leading(strings.TrimPrefix(rest, ":"), 2)
	if wide != 2 || narrow != 2 || end != "" || hours > 14 || minutes > 59 {
		return false
	}
	if p.offset = time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute; s[0] == '-' {
		p.offset = -p.offset
	}
	return true
}

func looksDate(s string) bool {
	s = strings.TrimSpace(s)
	p, ok := splitDate(s)
	return ok && (p.yearFirst || p.c >= firstYear) || yearless(s)
}

// orderOf finds out in which order a column writes its dates that end in the
// year: dots are day first, a number over 12 can only be the day. "" means
// that it can't be known, or that the column says both.
func orderOf(values iter.Seq[string]) string {
	day, month, open := false, false, false
	for v := range values {
		p, ok := splitDate(v)
		if !ok || p.yearFirst {
			continue
		}
		switch {
		case p.sign == '.', p.a > 12 && p.b <= 12:
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
// is read as such whatever the format: it can be nothing else. A moment with a
// zone is on no day without asking whose.
func parseDate(s, format string) (crm.Date, *crm.Phrase) {
	t, p, bad := readDay(s, format)
	switch {
	case bad != nil:
		return "", bad
	case p.zoned:
		return "", problem("import.date.unknown", "value", clip(s))
	}
	return crm.DateOf(t), nil
}

// parseMoment reads a day with a time of day, or midnight where it has none.
// Without a zone it is on the clock of loc.
func parseMoment(s, format string, loc *time.Location) (crm.Instant, *crm.Phrase) {
	t, p, bad := readDay(s, format)
	switch {
	case bad != nil:
		return 0, bad
	case p.zoned:
		return crm.At(t.Add(p.at - p.offset)), nil
	}
	return crm.At(onClock(t.Add(p.at), loc)), nil
}

// onClock is the moment at which a clock in loc shows what wall shows in UTC:
// the first of two, and the end of the gap for one that doesn't come.
func onClock(wall time.Time, loc *time.Location) time.Time {
	var found time.Time
	for _, near := range []time.Duration{-24 * time.Hour, 24 * time.Hour} {
		_, offset := wall.Add(near).In(loc).Zone()
		t := wall.Add(-time.Duration(offset) * time.Second)
		_, real := t.In(loc).Zone()
		if real == offset && (found.IsZero() || t.Before(found)) {
			found = t
		}
	}
	if !found.IsZero() {
		return found
	}
	_, before := wall.Add(-24 * time.Hour).In(loc).Zone()
	gap, _ := wall.Add(-time.Duration(before) * time.Second).In(loc).ZoneBounds()
	return gap
}

// readDay reads the day of a date as midnight in UTC.
func readDay(s, format string) (time.Time, dateParts, *crm.Phrase) {
	p, ok := splitDate(s)
	if !ok {
		if _, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64); err == nil {
			return time.Time{}, p, problem("import.date.serial", "value", clip(s))
		}
		return time.Time{}, p, problem("import.date.unknown", "value", clip(s))
	}
	day, month, year := p.a, p.b, p.c
	switch {
	case p.yearFirst:
		year, day = p.a, p.c
	case format == DateYearFirst:
		return time.Time{}, p, problem("import.date.order", "value", clip(s))
	case format == DateMonthFirst:
		day, month = p.b, p.a
	}
	if !p.yearFirst && p.c < 1000 {
		return time.Time{}, p, problem("import.date.year", "value", clip(s))
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day || int(t.Month()) != month {
		return t, p, problem("import.date.impossible", "value", clip(s))
	}
	if year < firstYear || year > lastYear {
		return t, p, problem("import.date.range", "value", clip(s))
	}
	return t, p, nil
}

// noDay says whether a text is how an address book writes that there is no
// date.
func noDay(s string) bool { return s == "0/0/00" || s == "0000-00-00" || s == "0000-00-00 00:00:00" }

// yearless says whether a text is a birthday whose year nobody knows, as
// address books write it: "--03-05".
func yearless(s string) bool {
	return len(s) == len("--03-05") && s[:2] == "--" && s[4] == '-' && isDigits(s[2:4]) && isDigits(s[5:])
}

// problem is a phrase that says what is wrong.
func problem(key string, pairs ...any) *crm.Phrase {
	p := crm.Say(key, pairs...)
	return &p
}

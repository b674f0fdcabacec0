package merge

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"stepwise/backend/crm"
)

// Frozen values. A text is itself ("Ana"); "" is "not set". A value that
// filters must understand begins with = and a letter:
//
//	=n1250.5                      a number
//	=m1250.5 EUR                  an amount of money
//	=d2027-03-15                  a day
//	=i2027-03-15T09:30:00+02:00   a moment on the workspace's clock
//	=t=SUM(A1)                    a text that itself begins with =
//
// Besides the paths there are two pseudo values, whose names no path can have:
// $lang, the language of dates and numbers, and $holidays, the free days that
// an add_workdays of the text can meet.
const (
	langKey     = "$lang"
	holidaysKey = "$holidays"
)

type kind byte

const (
	kindText    kind = 't'
	kindNumber  kind = 'n'
	kindMoney   kind = 'm' // only frozen: a cell of it is a number with a currency
	kindDate    kind = 'd'
	kindInstant kind = 'i'
)

// env is what formatting needs besides the value.
type env struct {
	language *language
	holidays map[crm.Date]bool
}

// cell is a value on its way through the filters.
type cell struct {
	kind   kind
	text   string
	number float64
	places int    // decimals that round asked for
	unit   string // the number's currency, "" for none
	time   time.Time
	env    *env
}

func (c *cell) empty() bool { return c.kind == kindText && strings.TrimSpace(c.text) == "" }

func (c *cell) with(text string) *cell { return &cell{kind: kindText, text: text, env: c.env} }

// show is the value as a reader of the language writes it.
func (c *cell) show() string {
	switch c.kind {
	case kindNumber:
		if c.unit != "" {
			return c.env.language.money(c.number, c.unit)
		}
		return c.env.language.number(c.number, c.places)
	case kindDate:
		return format(c.time, c.env.language.date, c.env.language)
	case kindInstant:
		return format(c.time, c.env.language.date+" HH:mm", c.env.language)
	default:
		return c.text
	}
}

// thaw reads a frozen value; one that can't be read is taken as text.
func thaw(v string, e *env) *cell {
	if len(v) < 2 || v[0] != '=' {
		return &cell{kind: kindText, text: v, env: e}
	}
	c, body, err := &cell{kind: kind(v[1]), env: e}, v[2:], error(nil)
	switch c.kind {
	case kindText:
		c.text = body
	case kindNumber:
		c.number, err = strconv.ParseFloat(body, 64)
	case kindMoney:
		var digits string
		digits, c.unit, _ = strings.Cut(body, " ")
		c.kind = kindNumber
		c.number, err = strconv.ParseFloat(digits, 64)
	case kindDate:
		c.time, err = time.Parse(time.DateOnly, body)
	case kindInstant:
		c.time, err = time.Parse(time.RFC3339, body)
	default:
		return &cell{kind: kindText, text: v, env: e}
	}
	if err != nil {
		return &cell{kind: kindText, text: body, env: e}
	}
	return c
}

func freezeText(s string) string {
	s = clean(s)
	if strings.HasPrefix(s, "=") {
		return "=t" + s
	}
	return s
}

func freezeInstant(i crm.Instant, zone *time.Location) string {
	if i.IsZero() {
		return ""
	}
	return freezeMoment(i, zone)
}

// freezeMoment freezes a moment that is set, also the one that is 0.
func freezeMoment(i crm.Instant, zone *time.Location) string {
	return "=i" + i.In(zone).Format(time.RFC3339)
}

// clean makes data that came in by any door fit for a message: valid UTF-8,
// one kind of line end, no control characters, no space around it.
func clean(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	s = lineEnds.Replace(s)
	s = strings.Map(func(r rune) rune {
		if isControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n")

func isControl(r rune) bool { return r < 0x20 || r >= 0x7f && r < 0xa0 }

// Language is the language that values were frozen in: en, ro or hu.
func Language(v crm.MergeValues) string { return languageOf(v[langKey]).code }

func envOf(v crm.MergeValues) *env {
	e := &env{language: languageOf(v[langKey])}
	if days := v[holidaysKey]; days != "" {
		e.holidays = map[crm.Date]bool{}
		for d := range strings.SplitSeq(days, ",") {
			e.holidays[crm.Date(d)] = true
		}
	}
	return e
}

// freezeHolidays lists the free days between Monday and Friday that the
// add_workdays of these fields can meet, so that rendering needs no calendar.
func freezeHolidays(fields []*expr, v crm.MergeValues, isFree func(crm.Date) bool) string {
	found := map[crm.Date]bool{}
	for _, f := range fields {
		c := thaw(v[f.path], &env{language: languageOf("")})
		if c.kind != kindDate && c.kind != kindInstant {
			continue
		}
		reach, uses := 14, false
		for _, cl := range f.calls {
			n, _ := cl.arg.(float64)
			switch cl.name {
			case "add_days":
				reach += int(max(n, -n))
			case "add_workdays":
				uses, reach = true, reach+2*int(max(n, -n))
			}
		}
		for d := -reach; uses && d <= reach; d++ {
			t := c.time.AddDate(0, 0, d)
			if (&env{}).isWorkday(t) && isFree(crm.DateOf(t)) {
				found[crm.DateOf(t)] = true
			}
		}
	}
	days := make([]string, 0, len(found))
	for d := range found {
		days = append(days, string(d))
	}
	slices.Sort(days)
	return strings.Join(days, ",")
}

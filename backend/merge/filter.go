package merge

import (
	"errors"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"stepwise/backend/crm"
)

// filter is one thing that may stand behind a bar.
type filter struct {
	name    string
	aliases []string // Liquid's own names, accepted too
	in      []string // field types that it takes; nil for all
	out     string   // the type that it gives; "" for the same
	needs   argument
	fits    func(arg any) bool // says whether the argument makes sense; nil for any
	example string             // shown when the argument is wrong
	apply   func(c *cell, arg any) *cell
}

type argument int

const (
	noArgument argument = iota
	textOptional
	textArgument
	numberOptional
	numberArgument
	anyArgument
)

var (
	dates   = []string{TypeDate, TypeDateTime}
	numbers = []string{TypeNumber, TypeMoney}
	filters = []filter{
		{name: "default", needs: anyArgument, example: `default: "…"`, apply: applyDefault},
		{name: "upper", aliases: []string{"upcase"}, out: TypeText, apply: onText(strings.ToUpper)},
		{name: "lower", aliases: []string{"downcase"}, out: TypeText, apply: onText(strings.ToLower)},
		{name: "capitalize", out: TypeText, apply: onText(capitalize)},
		{name: "trim", aliases: []string{"strip"}, out: TypeText, apply: onText(strings.TrimSpace)},
		{name: "truncate", out: TypeText, needs: numberArgument, fits: whole(1, 10_000), example: "truncate: 40", apply: applyTruncate},
		{name: "url", aliases: []string{"url_encode"}, out: TypeText, apply: onText(escapeURL)},
		{name: "round", in: numbers, needs: numberOptional, fits: whole(0, 10), example: "round: 2", apply: applyRound},
		{name: "plus", in: numbers, needs: numberArgument, example: "plus: 1", apply: onNumber(func(a, b float64) float64 { return a + b })},
		{name: "minus", in: numbers, needs: numberArgument, example: "minus: 1", apply: onNumber(func(a, b float64) float64 { return a - b })},
		{name: "times", in: numbers, needs: numberArgument, example: "times: 1.19", apply: onNumber(func(a, b float64) float64 { return a * b })},
		{name: "money", in: numbers, out: TypeText, needs: textOptional, example: `money: "lei"`, apply: applyMoney},
		{name: "date", in: dates, out: TypeText, needs: textArgument, fits: isPattern, example: `date: "dd.MM.yyyy"`, apply: applyDate},
		{name: "add_days", in: dates, needs: numberArgument, fits: whole(-3660, 3660), example: "add_days: 3", apply: applyAddDays},
		{name: "add_workdays", in: dates, needs: numberArgument, fits: whole(-366, 366), example: "add_workdays: 1", apply: applyAddWorkdays},
	}
)

func filterNamed(name string) (*filter, bool) {
	i := slices.IndexFunc(filters, func(f filter) bool { return f.name == name || slices.Contains(f.aliases, name) })
	if i < 0 {
		return nil, false
	}
	return &filters[i], true
}

// takes says whether the argument is of the right kind and makes sense.
func (f *filter) takes(arg any) bool {
	_, isNumber := arg.(float64)
	_, isText := arg.(string)
	switch f.needs {
	case noArgument:
		return arg == nil
	case textArgument:
		return isText && (f.fits == nil || f.fits(arg))
	case numberArgument:
		return isNumber && (f.fits == nil || f.fits(arg))
	case textOptional:
		return arg == nil || isText
	case numberOptional:
		return arg == nil || isNumber && (f.fits == nil || f.fits(arg))
	default:
		return arg != nil
	}
}

var errTooLong = errors.New("merged values are too long")

// run is what the engine calls: it leaves alone what the filter doesn't take,
// which happens only if a field changed its type behind the template's back.
func (f *filter) run(v, arg any) (any, error) {
	c, ok := v.(*cell)
	if !ok || !f.takes(arg) {
		return nil, errors.New("not a value of ours")
	}
	if len(c.text) > MaxMerged {
		return nil, errTooLong
	}
	if c.empty() && f.name != "default" {
		return c, nil
	}
	return f.apply(c, arg), nil
}

func applyDefault(c *cell, arg any) *cell {
	if !c.empty() {
		return c
	}
	if n, ok := arg.(float64); ok {
		return &cell{kind: kindNumber, number: n, env: c.env}
	}
	return c.with(arg.(string))
}

func onText(fn func(string) string) func(*cell, any) *cell {
	return func(c *cell, _ any) *cell { return c.with(fn(c.show())) }
}

func onNumber(fn func(a, b float64) float64) func(*cell, any) *cell {
	return func(c *cell, arg any) *cell {
		if c.kind != kindNumber {
			return c
		}
		n := tidy(fn(c.number, arg.(float64)))
		if math.IsInf(n, 0) || math.IsNaN(n) {
			return c
		}
		return &cell{kind: kindNumber, number: n, unit: c.unit, env: c.env}
	}
}

// tidy drops the noise that binary fractions leave behind the fifteenth digit.
func tidy(n float64) float64 {
	out, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	if err != nil {
		return n
	}
	return out
}

func capitalize(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

func applyTruncate(c *cell, arg any) *cell {
	r, n := []rune(c.show()), int(arg.(float64))
	if len(r) <= n {
		return c
	}
	return c.with(strings.TrimSpace(string(r[:n])) + "...")
}

// escapeURL makes a value safe in any part of a link; a space is %20, which
// unlike + is right in paths and mailto links too.
func escapeURL(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

func applyRound(c *cell, arg any) *cell {
	if c.kind != kindNumber {
		return c
	}
	places := 0
	if n, ok := arg.(float64); ok {
		places = int(n)
	}
	n, err := strconv.ParseFloat(fixed(c.number, places), 64)
	if err != nil {
		return c
	}
	return &cell{kind: kindNumber, number: n, places: places, unit: c.unit, env: c.env}
}

func applyMoney(c *cell, arg any) *cell {
	if c.kind != kindNumber {
		return c
	}
	currency, given := arg.(string)
	if !given {
		currency = c.unit
	}
	return c.with(c.env.language.money(c.number, strings.TrimSpace(currency)))
}

func applyDate(c *cell, arg any) *cell {
	if c.kind != kindDate && c.kind != kindInstant {
		return c
	}
	return c.with(format(c.time, arg.(string), c.env.language))
}

func applyAddDays(c *cell, arg any) *cell { return c.moved(int(arg.(float64)), false) }

func applyAddWorkdays(c *cell, arg any) *cell { return c.moved(int(arg.(float64)), true) }

func (c *cell) moved(days int, workdays bool) *cell {
	if c.kind != kindDate && c.kind != kindInstant {
		return c
	}
	out := *c
	if !workdays {
		out.time = c.time.AddDate(0, 0, days)
		return &out
	}
	dir := 1
	if days < 0 {
		dir = -1
	}
	for days != 0 {
		out.time = out.time.AddDate(0, 0, dir)
		if c.env.isWorkday(out.time) {
			days -= dir
		}
	}
	return &out
}

func (e *env) isWorkday(t time.Time) bool {
	return t.Weekday() != time.Saturday && t.Weekday() != time.Sunday && !e.holidays[crm.DateOf(t)]
}

func whole(low, high float64) func(any) bool {
	return func(arg any) bool {
		n, ok := arg.(float64)
		return ok && n == math.Trunc(n) && n >= low && n <= high
	}
}

func isPattern(arg any) bool { return validPattern(arg.(string)) }

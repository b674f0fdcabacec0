package words

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"stepwise/backend/crm"
)

type renderer struct {
	lang  string
	words *catalog
	loc   *time.Location
}

var blank = regexp.MustCompile(`\{\{\s*([A-Za-z0-9_]+)\s*\}\}`)

func (r renderer) phrase(key string, args map[string]any) string {
	text, ok := r.find(key, args)
	if !ok {
		return key
	}
	return blank.ReplaceAllStringFunc(text, func(found string) string {
		value, given := args[blank.FindStringSubmatch(found)[1]]
		if !given {
			return found
		}
		return r.value(value)
	})
}

// find chooses the plural form where the phrase counts something.
func (r renderer) find(key string, args map[string]any) (string, bool) {
	if count, ok := number(args["count"]); ok {
		if text, ok := r.words.text(key + "_" + plural(r.lang, count)); ok {
			return text, true
		}
	}
	text, ok := r.words.text(key)
	return text, ok
}

// value is one argument as text: what crm.Say makes, and the same again as it
// comes out of decoded JSON.
func (r renderer) value(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case crm.Phrase:
		return r.phrase(v.Key, v.Args)
	case *crm.Phrase:
		return r.phrase(v.Key, v.Args)
	case []crm.Phrase:
		return joined(v, r)
	case []any:
		return joined(v, r)
	case []string:
		return strings.Join(v, r.always("format.list"))
	case crm.Instant:
		return r.instant(v)
	case crm.Date:
		return r.date(string(v))
	case crm.Amount:
		return r.amount(v.Money.Units(), v.Currency)
	case crm.Args:
		return r.object(v)
	case map[string]any:
		return r.object(v)
	case bool:
		return strconv.FormatBool(v)
	}
	if n, ok := number(v); ok {
		return formatNumber(r.lang, n)
	}
	return fmt.Sprint(v)
}

func joined[T any](list []T, r renderer) string {
	parts := make([]string, len(list))
	for i, v := range list {
		parts[i] = r.value(v)
	}
	return strings.Join(parts, r.always("format.list"))
}

// object is an argument with a shape: {"instant": ms}, {"date": "…"}, {"amount":
// …, "currency": …} or a phrase {"key": …, "args": …}.
func (r renderer) object(m map[string]any) string {
	if ms, ok := number(m["instant"]); ok {
		return r.instant(crm.Instant(ms))
	}
	if date, ok := m["date"].(string); ok {
		return r.date(date)
	}
	if units, ok := number(m["amount"]); ok {
		return r.amount(units, fmt.Sprint(m["currency"]))
	}
	if key, ok := m["key"].(string); ok {
		switch args := m["args"].(type) {
		case crm.Args:
			return r.phrase(key, args)
		case map[string]any:
			return r.phrase(key, args)
		default:
			return r.phrase(key, nil)
		}
	}
	return fmt.Sprint(m)
}

func (r renderer) instant(i crm.Instant) string {
	t := i.In(r.loc)
	return r.phrase("format.moment", map[string]any{
		"date": r.day(t), "time": t.Format("15:04"),
	})
}

func (r renderer) date(text string) string {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return text
	}
	return r.day(t)
}

func (r renderer) day(t time.Time) string {
	return r.phrase("format.date", map[string]any{
		"day": strconv.Itoa(t.Day()), "month": r.always("format.month." + strconv.Itoa(int(t.Month()))), "year": strconv.Itoa(t.Year()),
	})
}

// number is any kind of number, as what JSON makes of it.
func number(v any) (float64, bool) {
	switch v := v.(type) {
	case int:
		return float64(v), true
	case int64:
		return float64(v), true
	case int32:
		return float64(v), true
	case uint64:
		return float64(v), true
	case float64:
		return v, true
	case float32:
		return float64(v), true
	}
	return 0, false
}

// plural is the CLDR category of a count.
func plural(lang string, n float64) string {
	n = math.Abs(n)
	whole := n == math.Trunc(n)
	switch {
	case n == 1:
		return "one"
	case lang == "ro" && (!whole || n == 0 || inFew(n)):
		return "few"
	default:
		return "other"
	}
}

func inFew(n float64) bool {
	rest := math.Mod(n, 100)
	return rest >= 1 && rest <= 19
}

type separators struct{ group, decimal string }

var numberHabits = map[string]separators{
	"en": {",", "."},
	"ro": {".", ","},
	"hu": {"\u00a0", ","},
}

// amount is money with two decimals, none where its currency has none, and the
// currency's code behind it.
func (r renderer) amount(units float64, currency string) string {
	text := strconv.FormatFloat(units, 'f', crm.Decimals(currency), 64)
	return grouped(r.lang, text) + "\u00a0" + currency
}

// formatNumber writes at most three digits behind the point, and groups by
// three.
func formatNumber(lang string, n float64) string {
	text := strconv.FormatFloat(n, 'f', 3, 64)
	return grouped(lang, strings.TrimRight(strings.TrimRight(text, "0"), "."))
}

// grouped writes a decimal number as a language does.
func grouped(lang, text string) string {
	sign := ""
	if rest, negative := strings.CutPrefix(text, "-"); negative {
		sign, text = "-", rest
	}
	whole, fraction, _ := strings.Cut(text, ".")
	habit := numberHabits[lang]
	var b strings.Builder
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(habit.group)
		}
		b.WriteRune(digit)
	}
	if fraction != "" {
		b.WriteString(habit.decimal + fraction)
	}
	if strings.Trim(b.String(), "0.,") == "" {
		sign = ""
	}
	return sign + b.String()
}

// always are the words of a key that every language has.
func (r renderer) always(key string) string {
	text, _ := r.words.text(key)
	return text
}

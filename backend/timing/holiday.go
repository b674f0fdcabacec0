package timing

import (
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/bg"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/gr"
	"github.com/rickar/cal/v2/hr"
	"github.com/rickar/cal/v2/hu"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/ro"
	"github.com/rickar/cal/v2/rs"
	"github.com/rickar/cal/v2/si"
	"github.com/rickar/cal/v2/sk"
	"github.com/rickar/cal/v2/us"

	"stepwise/backend/crm"
)

// christmasEve has been a public holiday in Hungary since 2024; the library's
// list does not have it.
var christmasEve = &cal.Holiday{
	Name: "Szenteste", Type: cal.ObservancePublic, StartYear: 2024,
	Month: time.December, Day: 24, Func: cal.CalcDayOfMonth,
}

var national = map[string][]*cal.Holiday{
	"AT": at.Holidays, "BE": be.Holidays, "BG": bg.Holidays, "CZ": cz.Holidays,
	"DE": de.Holidays, "ES": es.Holidays, "FR": fr.Holidays, "GB": gb.Holidays,
	"GR": gr.Holidays, "HR": hr.Holidays, "HU": append([]*cal.Holiday{christmasEve}, hu.Holidays...),
	"IE": ie.Holidays, "IT": it.Holidays, "NL": nl.Holidays, "PL": pl.Holidays,
	"RO": ro.Holidays, "RS": rs.Holidays, "SI": si.Holidays, "SK": sk.Holidays, "US": us.Holidays,
}

func init() { cal.DefaultLoc = time.UTC } // the machine's zone may not begin every day at midnight

// Countries are the ISO 3166 codes that Holidays knows, in order.
func Countries() []string { return slices.Sorted(maps.Keys(national)) }

// Holidays is the calendar of a country's public holidays, "" for none. Days
// that a government moves for one year (Hungary's working Saturdays, Romania's
// bridge days) are not in it: the workspace's own dates say those and win.
func Holidays(country string) (func(crm.Date) bool, error) {
	if country == "" {
		return func(crm.Date) bool { return false }, nil
	}
	if _, ok := national[country]; !ok {
		return nil, crm.Fail(crm.CodeInvalid, "timing.bad_country", "country", country)
	}
	return func(d crm.Date) bool { return HolidayName(country, d) != "" }, nil
}

// HolidayName is what a country calls its public holiday on a day, in its own
// language; "" for an ordinary day or a country that Holidays does not know.
func HolidayName(country string, d crm.Date) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return ""
	}
	return known.year(country, t.Year())[d]
}

// almanac remembers the holidays of each country and year that was asked for:
// computing Easter for each day of a search would be slow.
type almanac struct {
	mu    sync.Mutex
	years map[countryYear]map[crm.Date]string
}

type countryYear struct {
	country string
	year    int
}

var known = almanac{years: map[countryYear]map[crm.Date]string{}}

func (a *almanac) year(country string, year int) map[crm.Date]string {
	a.mu.Lock()
	defer a.mu.Unlock()
	key := countryYear{country, year}
	names, ok := a.years[key]
	if !ok {
		names = holidaysOf(country, year)
		a.years[key] = names
	}
	return names
}

// holidaysOf looks at the neighbouring years too: 1 January may be observed on
// 31 December.
func holidaysOf(country string, year int) map[crm.Date]string {
	names := map[crm.Date]string{}
	for _, h := range national[country] {
		for y := year - 1; y <= year+1; y++ {
			actual, observed := h.Calc(y)
			for _, t := range []time.Time{actual, observed} {
				if !t.IsZero() && t.Year() == year {
					names[crm.DateOf(t)] = h.Name
				}
			}
		}
	}
	return names
}

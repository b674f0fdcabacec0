package filter

import (
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/timing"
)

// When time turns the conditions that count days and hours. Each function
// gives the moments for the operator table.

// flipsAfter turn at the beginning of days that lie at a distance from the day
// that was seen.
func flipsAfter(distances func(n int) []int) func(condition, any, Env) []crm.Instant {
	return func(c condition, seen any, e Env) []crm.Instant {
		day, ok := e.dayOf(seen)
		if !ok {
			return nil
		}
		var moments []crm.Instant
		for _, n := range distances(c.n) {
			moments = e.addMidnight(moments, day, n)
		}
		return moments
	}
}

// addMidnight adds the beginning of a day that is not too far away to matter.
func (e Env) addMidnight(moments []crm.Instant, day crm.Date, n int) []crm.Instant {
	const near = 3 * 366
	if day < e.in(-near-crm.MaxDelayDays) || day > e.in(near+crm.MaxDelayDays) {
		return moments
	}
	return append(moments, timing.StartOfDay(day.AddDays(n), e.Zone))
}

// dayOf is the calendar day of a date or a moment as it is stored.
func (e Env) dayOf(seen any) (crm.Date, bool) {
	switch seen := seen.(type) {
	case int64:
		return e.at(crm.Instant(seen)).today(), true
	case string, []byte:
		day, err := crm.ParseDate(text(seen))
		return day, err == nil
	}
	return "", false
}

// flipsHours turns so many hours after the moment that was seen, or one
// millisecond later.
func flipsHours(later time.Duration) func(condition, any, Env) []crm.Instant {
	return func(c condition, seen any, _ Env) []crm.Instant {
		at, ok := seen.(int64)
		if !ok {
			return nil
		}
		return []crm.Instant{crm.Instant(at).Add(time.Duration(c.n)*time.Hour + later)}
	}
}

// flipsYearly turns n days before each return of the day, and the day after that.
func flipsYearly(c condition, seen any, e Env) []crm.Instant {
	day, ok := e.dayOf(seen)
	if !ok {
		return nil
	}
	var moments []crm.Instant
	first, last := e.in(c.n-Horizon), e.in(c.n+Horizon)
	for back := first; back <= last; back = back.AddDays(1) {
		for _, md := range monthDays(back) {
			if md == string(day[5:]) {
				moments = e.addMidnight(moments, back, -c.n)
				moments = e.addMidnight(moments, back, 1-c.n)
			}
		}
	}
	return moments
}

func onceOver(int) []int         { return []int{0, 1} }
func daysBefore(n int) []int     { return []int{-n, 1 - n} }
func daysAfter(n int) []int      { return []int{n, n + 1} }
func fromBefore(n int) []int     { return []int{-n, 1} }
func whenMoreThan(n int) []int   { return []int{n + 1} }
func whenAtLeastDay(n int) []int { return []int{n} }
func stayFlips(long bool) func(n int) []int {
	if long {
		return whenAtLeastDay
	}
	return whenMoreThan
}

package crm

import (
	"slices"
	"time"
)

// RepeatUnit is what a recurrence counts in.
type RepeatUnit string

// The units.
const (
	RepeatDays   RepeatUnit = "days"
	RepeatWeeks  RepeatUnit = "weeks" // Monday to Sunday, on chosen weekdays
	RepeatMonths RepeatUnit = "months"
	RepeatYears  RepeatUnit = "years"
)

// LastDay as a day of the month is the last one, however long the month is.
const LastDay = -1

// Recurrence says on which days the tasks of a series are due, counted from a
// first day. It is a rule about calendar days: zone and hour come after it.
type Recurrence struct {
	Every    int        `json:"every"` // every so many units, 1..MaxEvery
	Unit     RepeatUnit `json:"unit" ts_type:"'days'|'weeks'|'months'|'years'"`
	Weekdays []int      `json:"weekdays" ts_type:"number[]"` // 1=Monday … 7=Sunday, of weeks; none: the first day's
	MonthDay int        `json:"monthDay"`                    // 1..31 or LastDay, of months; 0: the first day's. A month without it: its last day
	Workday  bool       `json:"workday"`                     // a weekend or holiday moves to the next workday
	Schedule bool       `json:"schedule"`                    // the calendar makes the next one; false: doing this one does
	Until    Date       `json:"until"`                       // no task after this day; "" for no end
	Times    int        `json:"times"`                       // no more tasks than this; 0 for no end
}

// The limits of a recurrence.
const (
	MaxEvery = 999
	MaxTimes = 9999
)

// Check finds everything that is wrong with a rule, under paths that begin
// with at.
func (r Recurrence) Check(at string) Problems {
	var bad Problems
	if r.Every < 1 || r.Every > MaxEvery {
		bad.Add(at+"every", "tasks.bad_every", "max", MaxEvery)
	}
	if !slices.Contains([]RepeatUnit{RepeatDays, RepeatWeeks, RepeatMonths, RepeatYears}, r.Unit) {
		bad.Add(at+"unit", "tasks.bad_unit")
	}
	for _, d := range r.Weekdays {
		if d < 1 || d > 7 {
			bad.Add(at+"weekdays", "timing.bad_weekday", "day", d)
		}
	}
	if r.MonthDay < LastDay || r.MonthDay > 31 {
		bad.Add(at+"monthDay", "tasks.bad_month_day")
	}
	if r.Times < 0 || r.Times > MaxTimes {
		bad.Add(at+"times", "tasks.bad_times", "max", MaxTimes)
	}
	if r.Until != "" {
		if _, err := ParseDate(string(r.Until)); err != nil {
			bad.Add(at+"until", "error.bad_date", "value", string(r.Until))
		}
	}
	return bad
}

// longestRest is more days than any run of weekends and holidays has.
const longestRest = 30

// Next is the first day after a day on which a task of the rule is due; false
// where the rule has ended, or names no day within a thousand years. holiday
// may be nil. The first day itself is not asked: a person chose it.
func (r Recurrence) Next(start, after Date, holiday func(Date) bool) (Date, bool) {
	from, err := time.Parse(time.DateOnly, string(start))
	if err != nil || r.Every < 1 {
		return "", false
	}
	past, err := time.Parse(time.DateOnly, string(after))
	if err != nil {
		return "", false
	}
	if past.Before(from) {
		past = from
	}
	for k := r.skip(from, past.AddDate(0, 0, -longestRest)); ; k++ {
		days := r.days(from, k)
		if days == nil {
			return "", false
		}
		for _, day := range days {
			raw := DateOf(day)
			if r.Until != "" && raw > r.Until {
				return "", false
			}
			due := raw
			if r.Workday {
				due = nextWorkday(day, holiday)
			}
			if day.After(from) && due > DateOf(past) {
				return due, true
			}
		}
	}
}

// skip is a number of periods that certainly lie before a day.
func (r Recurrence) skip(from, to time.Time) int {
	days := int(to.Sub(from).Hours() / 24)
	if days <= 0 {
		return 0
	}
	longest := map[RepeatUnit]int{RepeatDays: 1, RepeatWeeks: 7, RepeatMonths: 31, RepeatYears: 366}[r.Unit]
	if longest == 0 {
		return 0
	}
	return max(days/(longest*r.Every)-1, 0)
}

// lastYear is where calendars end: a date has four digits.
const lastYear = 9999

// days are the days of period k, in order; nil beyond the calendar.
func (r Recurrence) days(from time.Time, k int) []time.Time {
	n := k * r.Every
	var list []time.Time
	switch r.Unit {
	case RepeatDays:
		list = []time.Time{from.AddDate(0, 0, n)}
	case RepeatWeeks:
		monday := from.AddDate(0, 0, 1-weekday(from)+7*n)
		if monday.Year() > lastYear {
			return nil
		}
		list = []time.Time{}
		for d := range 7 {
			if r.on(d+1, from) {
				list = append(list, monday.AddDate(0, 0, d))
			}
		}
	case RepeatMonths:
		day := r.MonthDay
		if day == 0 {
			day = from.Day()
		}
		list = []time.Time{clamped(from.Year(), from.Month()+time.Month(n), day)}
	case RepeatYears:
		list = []time.Time{clamped(from.Year()+n, from.Month(), from.Day())}
	}
	if len(list) > 0 && list[len(list)-1].Year() > lastYear {
		return nil
	}
	return list
}

func (r Recurrence) on(day int, from time.Time) bool {
	if len(r.Weekdays) == 0 {
		return day == weekday(from)
	}
	return slices.Contains(r.Weekdays, day)
}

// clamped is a day of a month, or the month's last one where it has no such day.
func clamped(year int, month time.Month, day int) time.Time {
	last := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC)
	if day == LastDay || day > last.Day() {
		return last
	}
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// weekday is 1 for Monday to 7 for Sunday.
func weekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// nextWorkday is the day itself or the first one after it that is neither on a
// weekend nor a holiday.
func nextWorkday(day time.Time, holiday func(Date) bool) Date {
	for range longestRest {
		if weekday(day) < 6 && (holiday == nil || !holiday(DateOf(day))) {
			break
		}
		day = day.AddDate(0, 0, 1)
	}
	return DateOf(day)
}

// Say puts the rule into words: "every 2 weeks on Monday, Thursday". start is
// the day that it counts from.
func (r Recurrence) Say(start Date) Phrase {
	from, _ := time.Parse(time.DateOnly, string(start)) // a day that isn't one: some weekday
	what := Say("tasks.repeat."+string(r.Unit), "count", r.Every)
	switch r.Unit {
	case RepeatWeeks:
		var days []Phrase
		for d := range 7 {
			if r.on(d+1, from) {
				days = append(days, Say(weekdayWords[d]))
			}
		}
		what.Args["days"] = days
	case RepeatMonths:
		if what.Args["day"] = r.MonthDay; r.MonthDay == 0 {
			what.Args["day"] = from.Day()
		}
		if r.MonthDay == LastDay {
			what = Say("tasks.repeat.months_end", "count", r.Every)
		}
	}
	if r.Workday {
		what = Say("tasks.repeat.on_workdays", "what", what)
	}
	if r.Times > 0 {
		what = Say("tasks.repeat.times", "what", what, "count", r.Times)
	}
	if r.Until != "" {
		what = Say("tasks.repeat.until", "what", what, "until", r.Until)
	}
	return what
}

var weekdayWords = [7]string{
	"tasks.weekday.1", "tasks.weekday.2", "tasks.weekday.3", "tasks.weekday.4", "tasks.weekday.5", "tasks.weekday.6", "tasks.weekday.7",
}

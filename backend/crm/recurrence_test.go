package crm_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stepwise/backend/crm"
)

// A recurrence counts from a first day; what follows are the next days, or "end".
func TestWhenARecurrenceIsDueNext(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name  string
		rule  crm.Recurrence
		start crm.Date
		want  string
	}{
		{"every day", crm.Recurrence{Every: 1, Unit: crm.RepeatDays}, "2026-11-28", "2026-11-29 2026-11-30 2026-12-01"},
		{"every third day over a year's end", crm.Recurrence{Every: 3, Unit: crm.RepeatDays}, "2026-12-29", "2027-01-01 2027-01-04"},
		{"every day over the night when clocks go back", crm.Recurrence{Every: 1, Unit: crm.RepeatDays}, "2026-10-24", "2026-10-25 2026-10-26 2026-10-27"},
		{"every week", crm.Recurrence{Every: 1, Unit: crm.RepeatWeeks}, "2026-11-25", "2026-12-02 2026-12-09"},
		{"every week on Monday and Thursday, begun on a Wednesday", crm.Recurrence{Every: 1, Unit: crm.RepeatWeeks, Weekdays: []int{4, 1}}, "2026-11-25", "2026-11-26 2026-11-30 2026-12-03"},
		{"every second week on Monday and Thursday: the week of the start counts", crm.Recurrence{Every: 2, Unit: crm.RepeatWeeks, Weekdays: []int{1, 4}}, "2026-11-25", "2026-11-26 2026-12-07 2026-12-10"},
		{"every month on the 31st", crm.Recurrence{Every: 1, Unit: crm.RepeatMonths}, "2027-01-31", "2027-02-28 2027-03-31 2027-04-30 2027-05-31"},
		{"every month on the 29th in a leap year", crm.Recurrence{Every: 1, Unit: crm.RepeatMonths, MonthDay: 29}, "2028-01-29", "2028-02-29 2028-03-29"},
		{"every month on its last day", crm.Recurrence{Every: 1, Unit: crm.RepeatMonths, MonthDay: crm.LastDay}, "2026-11-15", "2026-11-30 2026-12-31 2027-01-31 2027-02-28"},
		{"every quarter on the 10th, begun on the 15th", crm.Recurrence{Every: 3, Unit: crm.RepeatMonths, MonthDay: 10}, "2026-11-15", "2027-02-10 2027-05-10"},
		{"every year on 29 February", crm.Recurrence{Every: 1, Unit: crm.RepeatYears}, "2028-02-29", "2029-02-28 2030-02-28 2031-02-28 2032-02-29"},
		{"every month, weekends and holidays moved on", crm.Recurrence{Every: 1, Unit: crm.RepeatMonths, Workday: true}, "2026-08-01", "2026-09-01 2026-10-01 2026-11-02 2026-12-02 2027-01-04"},
		{"every day, weekends moved on: one task on Monday", crm.Recurrence{Every: 1, Unit: crm.RepeatDays, Workday: true}, "2026-11-27", "2026-11-30 2026-12-02 2026-12-03"},
		{"until a day", crm.Recurrence{Every: 1, Unit: crm.RepeatDays, Until: "2026-11-24"}, "2026-11-23", "2026-11-24 end"},
		{"until a day, which a moved one may pass", crm.Recurrence{Every: 1, Unit: crm.RepeatWeeks, Until: "2026-11-28", Workday: true}, "2026-11-21", "2026-11-30 end"},
		{"to the end of the calendar", crm.Recurrence{Every: 999, Unit: crm.RepeatYears}, "9000-01-01", "9999-01-01 end"},
		{"no unit", crm.Recurrence{Every: 1}, "2026-11-23", "end"},
		{"no number", crm.Recurrence{Unit: crm.RepeatDays}, "2026-11-23", "end"},
		{"a weekday that is none", crm.Recurrence{Every: 999, Unit: crm.RepeatWeeks, Weekdays: []int{9}}, "2026-11-23", "end"},
	} {
		holiday := func(d crm.Date) bool { return slices.Contains([]crm.Date{"2026-12-01", "2027-01-01", "2027-01-02"}, d) }
		after, got := tc.start, []string{}
		for range strings.Fields(tc.want) {
			next, more := tc.rule.Next(tc.start, after, holiday)
			if !more {
				got = append(got, "end")
				break
			}
			after = next
			got = append(got, string(next))
		}
		if strings.Join(got, " ") != tc.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tc.name, strings.Join(got, " "), tc.want)
		}
	}
}

func TestARecurrenceWithoutDaysHasNoNext(t *testing.T) {
	t.Parallel()
	rule := crm.Recurrence{Every: 1, Unit: crm.RepeatDays}
	for _, days := range [][2]crm.Date{{"", "2026-11-23"}, {"2026-11-23", "tomorrow"}} {
		if next, more := rule.Next(days[0], days[1], nil); more {
			t.Errorf("after %v comes %s", days, next)
		}
	}
}

func TestWhatARecurrenceMayBe(t *testing.T) {
	t.Parallel()
	bad := crm.Recurrence{Every: 0, Unit: "moons", Weekdays: []int{0, 3}, MonthDay: 32, Times: -1, Until: "soon"}.Check("rule.")
	var paths []string
	for _, p := range bad {
		paths = append(paths, p.Path+" "+p.Key)
	}
	want := []string{"rule.every tasks.bad_every", "rule.unit tasks.bad_unit", "rule.weekdays timing.bad_weekday", "rule.monthDay tasks.bad_month_day", "rule.times tasks.bad_times", "rule.until error.bad_date"}
	if !slices.Equal(paths, want) {
		t.Errorf("got  %q\nwant %q", paths, want)
	}
	if bad := (crm.Recurrence{Every: 1, Unit: crm.RepeatWeeks, Weekdays: []int{1, 7}, Until: "2027-01-01", Times: 3}).Check(""); len(bad) > 0 {
		t.Error(bad)
	}
}

// drawn is any rule that Check lets pass.
func drawn(r *rapid.T) crm.Recurrence {
	return crm.Recurrence{
		Every:    rapid.IntRange(1, 40).Draw(r, "every"),
		Unit:     rapid.SampledFrom([]crm.RepeatUnit{crm.RepeatDays, crm.RepeatWeeks, crm.RepeatMonths, crm.RepeatYears}).Draw(r, "unit"),
		Weekdays: rapid.SliceOfNDistinct(rapid.IntRange(1, 7), 0, 7, rapid.ID).Draw(r, "weekdays"),
		MonthDay: rapid.IntRange(crm.LastDay, 31).Draw(r, "monthDay"),
		Workday:  rapid.Bool().Draw(r, "workday"),
	}
}

func draw(r *rapid.T, name string) crm.Date {
	return crm.Date("2024-01-01").AddDays(rapid.IntRange(0, 3000).Draw(r, name))
}

// Asking from any day gives the same days as walking from the first one, so
// that a program that was off comes back to the same calendar.
func TestTheNextDayDoesNotDependOnWhereOneAsksFrom(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		rule, start, ask := drawn(r), draw(r, "start"), draw(r, "ask")
		holiday := func(d crm.Date) bool { return strings.HasSuffix(string(d), "-01") }
		walked := start
		for {
			next, more := rule.Next(start, walked, holiday)
			if !more {
				r.Fatalf("%+v ends after %s", rule, walked)
			}
			if next <= walked {
				r.Fatalf("%+v: after %s comes %s", rule, walked, next)
			}
			if walked = next; next > ask {
				break
			}
		}
		if direct, _ := rule.Next(start, ask, holiday); direct != walked {
			r.Fatalf("%+v from %s: after %s comes %s, walking gives %s", rule, start, ask, direct, walked)
		}
	})
}

// Every day that comes is one that the rule's words promise.
func TestEveryDayKeepsTheRule(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		rule, start := drawn(r), draw(r, "start")
		rule.Workday = false
		next, _ := rule.Next(start, draw(r, "ask"), nil)
		from, _ := time.Parse(time.DateOnly, string(start))
		day, _ := time.Parse(time.DateOnly, string(next))
		number := func(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }
		ok := false
		switch rule.Unit {
		case crm.RepeatDays:
			ok = int(day.Sub(from).Hours()/24)%rule.Every == 0
		case crm.RepeatWeeks:
			weeks := int(day.AddDate(0, 0, 1-number(day)).Sub(from.AddDate(0, 0, 1-number(from))).Hours() / 24 / 7)
			ok = weeks%rule.Every == 0 && (slices.Contains(rule.Weekdays, number(day)) || len(rule.Weekdays) == 0 && number(day) == number(from))
		case crm.RepeatMonths:
			want := rule.MonthDay
			if want == 0 {
				want = from.Day()
			}
			last := day.AddDate(0, 0, 1).Day() == 1
			months := (day.Year()-from.Year())*12 + int(day.Month()-from.Month())
			ok = months%rule.Every == 0 && (day.Day() == want || last && (want == crm.LastDay || want > day.Day()))
		case crm.RepeatYears:
			ok = (day.Year()-from.Year())%rule.Every == 0 && day.Month() == from.Month()
		}
		if !ok {
			r.Fatalf("%+v from %s gives %s", rule, start, next)
		}
	})
}

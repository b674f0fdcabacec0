package timing_test

import (
	"strings"
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/timing"
)

// at reads "2027-03-28 09:00 Europe/Bucharest", seconds allowed; a trailing
// "second" means the second of two moments that look alike.
func at(t *testing.T, s string) (crm.Instant, *time.Location) {
	t.Helper()
	words := strings.Fields(s)
	loc := zone(t, words[2])
	layout := "2006-01-02 15:04:05"[:len("2006-01-02 ")+len(words[1])]
	wall, err := time.Parse(layout, words[0]+" "+words[1])
	if err != nil {
		t.Fatal(err)
	}
	var found []crm.Instant
	for minutes := -16 * 60; minutes <= 16*60; minutes += 15 {
		i := crm.At(wall.Add(time.Duration(minutes) * time.Minute))
		if i.In(loc).Format(layout) == wall.Format(layout) {
			found = append(found, i)
		}
	}
	if len(words) == 4 && len(found) == 2 {
		return found[1], loc
	}
	if len(words) == 4 || len(found) == 0 {
		t.Fatalf("there is no %s", s)
	}
	return found[0], loc
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := timing.Zone(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func shown(i crm.Instant, loc *time.Location) string {
	return i.In(loc).Format("2006-01-02 15:04:05 -07:00")
}

func TestWallTimesAroundClockChanges(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ day, clock, zone, want string }{
		"an ordinary morning":                     {"2027-03-28", "09:00", "Europe/Bucharest", "2027-03-28 09:00:00 +03:00"},
		"03:30 skipped: the end of the gap":       {"2027-03-28", "03:30", "Europe/Bucharest", "2027-03-28 04:00:00 +03:00"},
		"03:30 twice: the first":                  {"2027-10-31", "03:30", "Europe/Bucharest", "2027-10-31 03:30:00 +03:00"},
		"half an hour of gap on Lord Howe":        {"2026-10-04", "02:15", "Australia/Lord_Howe", "2026-10-04 02:30:00 +11:00"},
		"half an hour twice on Lord Howe":         {"2027-04-04", "01:45", "Australia/Lord_Howe", "2027-04-04 01:45:00 +11:00"},
		"Nuuk: the hour before midnight skipped":  {"2026-03-28", "23:30", "America/Nuuk", "2026-03-29 00:00:00 -01:00"},
		"Nuuk: the hour before midnight twice":    {"2026-10-24", "23:30", "America/Nuuk", "2026-10-24 23:30:00 -01:00"},
		"Apia: a day that never was":              {"2011-12-30", "10:00", "Pacific/Apia", "2011-12-31 00:00:00 +14:00"},
		"Casablanca: clocks back before Ramadan":  {"2026-02-15", "02:30", "Africa/Casablanca", "2026-02-15 02:30:00 +01:00"},
		"Casablanca: clocks forward after it":     {"2026-03-22", "02:30", "Africa/Casablanca", "2026-03-22 03:00:00 +01:00"},
		"Troll: two hours of gap":                 {"2026-03-29", "01:10", "Antarctica/Troll", "2026-03-29 03:00:00 +02:00"},
		"St John's, when Sunday stood for 1 min":  {"2010-11-07", "00:00", "America/St_Johns", "2010-11-07 00:00:00 -02:30"},
		"the last day of a leap year":             {"2028-12-31", "12:00", "Europe/Bucharest", "2028-12-31 12:00:00 +02:00"},
		"the last hour of a leap year, Lord Howe": {"2028-12-31", "23:30", "Australia/Lord_Howe", "2028-12-31 23:30:00 +11:00"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			loc := zone(t, c.zone)
			if got := shown(timing.AtClock(crm.Date(c.day), c.clock, loc), loc); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestADayBeginsAtItsFirstInstant(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ day, zone, want string }{
		"Bucharest":                     {"2026-03-29", "Europe/Bucharest", "2026-03-29 00:00:00 +02:00"},
		"Cairo, when midnight is lost":  {"2026-04-24", "Africa/Cairo", "2026-04-24 01:00:00 +03:00"},
		"Beirut, when midnight is lost": {"2026-03-29", "Asia/Beirut", "2026-03-29 01:00:00 +03:00"},
		"Havana, when midnight is lost": {"2026-03-08", "America/Havana", "2026-03-08 01:00:00 -04:00"},
		"Havana, when midnight repeats": {"2026-11-01", "America/Havana", "2026-11-01 00:00:00 -04:00"},
		"Apia, the day that never was":  {"2011-12-30", "Pacific/Apia", "2011-12-31 00:00:00 +14:00"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			loc := zone(t, c.zone)
			if got := shown(timing.StartOfDay(crm.Date(c.day), loc), loc); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
	if got := timing.StartOfDay("2026-02-30", time.UTC); !got.IsZero() {
		t.Error("30 February began at", got)
	}
	if got := timing.AtClock("2026-02-03", "9:00", time.UTC); !got.IsZero() {
		t.Error("9:00 is not written as HH:MM, got", got)
	}
}

func TestTheDayThatAClockShows(t *testing.T) {
	t.Parallel()
	i, loc := at(t, "2026-05-12 00:30 Europe/Bucharest")
	if got := timing.DateAt(i, loc); got != "2026-05-12" {
		t.Error(got)
	}
	if got := timing.DateAt(i, time.UTC); got != "2026-05-11" {
		t.Error(got)
	}
	if got := timing.DateAt(-1, time.UTC); got != "1969-12-31" {
		t.Error(got)
	}
}

func TestTheNight(t *testing.T) {
	t.Parallel()
	for from, want := range map[string]string{
		"2026-05-11 22:59:59 Europe/Bucharest": "2026-05-11 22:59:59 Europe/Bucharest",
		"2026-05-11 23:00:00 Europe/Bucharest": "2026-05-12 07:30:00 Europe/Bucharest",
		"2026-05-12 00:00:00 Europe/Bucharest": "2026-05-12 07:30:00 Europe/Bucharest",
		"2026-05-12 07:29:59 Europe/Bucharest": "2026-05-12 07:30:00 Europe/Bucharest",
		"2026-05-12 07:30:00 Europe/Bucharest": "2026-05-12 07:30:00 Europe/Bucharest",
		"2026-10-24 23:30 America/Nuuk second": "2026-10-25 07:30 America/Nuuk",
		"2011-12-29 23:30 Pacific/Apia":        "2011-12-31 07:30 Pacific/Apia",
	} {
		i, loc := at(t, from)
		w, _ := at(t, want)
		if got := timing.AfterQuiet(i, loc); got != w || timing.Quiet(i, loc) == (i == w) {
			t.Errorf("%s: got %s, want %s", from, shown(got, loc), want)
		}
	}
	i, loc := at(t, "2026-05-12 07:29:59 Europe/Bucharest")
	if !timing.Quiet(i.Add(999*time.Millisecond), loc) {
		t.Error("the last millisecond of the night is not quiet")
	}
}

func TestZoneRefusesWhatIsNoZone(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Europe/Bucharest", "UTC", "Australia/Lord_Howe", "America/Argentina/Buenos_Aires"} {
		if _, err := timing.Zone(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"Mars/Phobos", "Local", "", " ", "Europe", "/etc/passwd", "../UTC", "right/Europe/Bucharest", "Europe/Bucharest\n"} {
		_, err := timing.Zone(name)
		if crm.CodeOf(err) != crm.CodeInvalid || !strings.Contains(err.Error(), "timing.bad_zone") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

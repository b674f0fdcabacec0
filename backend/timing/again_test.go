package timing_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/timing"
)

func TestALateStepIsPlannedAnewFromNow(t *testing.T) {
	t.Parallel()
	const any, workdays = crm.SyncAny, crm.SyncWorkdays
	for name, c := range map[string]struct {
		planned, now string
		sync         crm.SyncKind
		from         string
		ch           crm.Channel
		want         string
	}{
		"planned for 10:15, opened at 02:10: 10:15": {"2026-05-13 10:15", "2026-05-15 02:10", any, "", crm.ChannelEmail, "2026-05-15 10:15"},
		"planned for 10:15, opened at 14:00: now":   {"2026-05-13 10:15", "2026-05-15 14:00", any, "", crm.ChannelEmail, "2026-05-15 14:00"},
		"with an hour, opened before it: the hour":  {"2026-05-13 09:00", "2026-05-15 02:10", any, "09:00", crm.ChannelSMS, "2026-05-15 09:00"},
		"with an hour, opened after it: now":        {"2026-05-13 09:00", "2026-05-15 12:00", any, "09:00", crm.ChannelSMS, "2026-05-15 12:00"},
		"opened on a Saturday: Monday, its time":    {"2026-05-14 10:15", "2026-05-16 14:00", workdays, "", crm.ChannelEmail, "2026-05-18 10:15"},
		"SMS opened late at night: its time":        {"2026-05-14 15:00", "2026-05-14 23:40", any, "", crm.ChannelSMS, "2026-05-15 15:00"},
		"entered at 02:05, opened at 02:10: now":    {"2026-05-15 02:05", "2026-05-15 02:10", any, "", crm.ChannelEmail, "2026-05-15 02:10"},
		"SMS of a zone that was night here":         {"2026-05-14 02:00", "2026-05-15 01:00", any, "", crm.ChannelSMS, "2026-05-15 07:30"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			planned, loc := at(t, c.planned+" Europe/Bucharest")
			now, _ := at(t, c.now+" Europe/Bucharest")
			want, _ := at(t, c.want+" Europe/Bucharest")
			got, _, err := timing.Again(now, planned, step(5, crm.UnitDays, c.sync, c.from), c.ch, timing.Calendar{Zone: loc})
			if err != nil || got != want {
				t.Errorf("got %s %v, want %s", shown(got, loc), err, c.want)
			}
		})
	}
}

func TestARetryPassesThroughTheRule(t *testing.T) {
	t.Parallel()
	for from, want := range map[string]string{
		"2026-05-15 12:05 Europe/Bucharest": "2026-05-15 12:05 Europe/Bucharest",
		"2026-05-14 23:10 Europe/Bucharest": "2026-05-15 07:30 Europe/Bucharest",
		"2026-05-15 23:10 Europe/Bucharest": "2026-05-18 07:30 Europe/Bucharest",
	} {
		after, loc := at(t, from)
		w, _ := at(t, want)
		got, _, err := timing.Retry(after, step(5, crm.UnitDays, crm.SyncWorkdays, ""), crm.ChannelSMS, timing.Calendar{Zone: loc})
		if err != nil || got != w {
			t.Errorf("%s: got %s %v, want %s", from, shown(got, loc), err, want)
		}
	}
}

func TestTheNextAnchorIsThePlannedMomentUnlessTheActionWasLate(t *testing.T) {
	t.Parallel()
	const planned = crm.Instant(1_000_000_000)
	for late, want := range map[time.Duration]crm.Instant{
		0:                              planned,
		15 * time.Minute:               planned,
		15*time.Minute + 1_000_000:     planned.Add(15*time.Minute + 1_000_000),
		-10 * time.Minute:              planned,
		-time.Hour:                     planned.Add(-time.Hour),
		26*time.Hour + 3*time.Second/2: planned.Add(26*time.Hour + 3*time.Second/2),
	} {
		if got := timing.Anchor(planned, planned.Add(late)); got != want {
			t.Errorf("%s late: got %d, want %d", late, got, want)
		}
	}
}

func TestRunningTotals(t *testing.T) {
	t.Parallel()
	got := timing.RunningTotal([]crm.Timing{
		step(0, crm.UnitDays, crm.SyncAny, ""), step(1, crm.UnitDays, crm.SyncAny, ""), step(4, crm.UnitDays, crm.SyncAny, ""),
		step(23, crm.UnitHours, crm.SyncAny, ""), step(48, crm.UnitHours, crm.SyncAny, ""), step(1440, crm.UnitMinutes, crm.SyncAny, ""),
	})
	if !slices.Equal(got, []int{0, 1, 5, 5, 7, 8}) {
		t.Error(got)
	}
	if got := timing.RunningTotal(nil); got == nil || len(got) != 0 {
		t.Errorf("%#v", got)
	}
}

func TestLatenessLimits(t *testing.T) {
	t.Parallel()
	for ch, want := range map[crm.Channel]time.Duration{
		crm.ChannelEmail: 72 * time.Hour, crm.ChannelSMS: 24 * time.Hour, crm.ChannelTask: 0,
	} {
		if got := timing.LatenessLimit(ch); got != want {
			t.Error(ch, got)
		}
	}
}

// 26 November 2026 is a Thursday; 30 November and 1 December are holidays.
func TestStepsAroundADate(t *testing.T) {
	t.Parallel()
	const any, workdays = crm.SyncAny, crm.SyncWorkdays
	const d, h = crm.UnitDays, crm.UnitHours
	for name, c := range map[string]struct {
		date   crm.Date
		clock  string
		offset int
		unit   crm.Unit
		sync   crm.SyncKind
		from   string
		ch     crm.Channel
		want   string
	}{
		"a day before, no hour: 09:00":                    {"2026-11-26", "", -1, d, any, "", crm.ChannelSMS, "2026-11-25 09:00"},
		"a day before, at the step's hour":                {"2026-11-26", "", -1, d, any, "17:00", crm.ChannelSMS, "2026-11-25 17:00"},
		"on the day":                                      {"2026-11-26", "", 0, d, any, "", crm.ChannelEmail, "2026-11-26 09:00"},
		"three days after, a Sunday: Wednesday 2":         {"2026-11-26", "", 3, d, workdays, "", crm.ChannelEmail, "2026-12-02 09:00"},
		"a day before Monday: back to Friday":             {"2026-11-23", "", -1, d, workdays, "10:00", crm.ChannelEmail, "2026-11-20 10:00"},
		"a day before Tuesday the 2nd: back over feasts":  {"2026-12-02", "", -1, d, workdays, "", crm.ChannelEmail, "2026-11-27 09:00"},
		"two hours before 14:00":                          {"2026-11-26", "14:00", -2, h, any, "", crm.ChannelSMS, "2026-11-26 12:00"},
		"two hours before 09:00: quiet, 07:30 still fits": {"2026-11-26", "09:00", -2, h, any, "", crm.ChannelSMS, "2026-11-26 07:30"},
		"two hours before 07:30: too late":                {"2026-11-26", "07:30", -2, h, any, "", crm.ChannelSMS, ""},
		"two hours before 01:00: too late":                {"2026-11-26", "01:00", -2, h, any, "", crm.ChannelSMS, ""},
		"the same by email":                               {"2026-11-26", "01:00", -2, h, any, "", crm.ChannelEmail, "2026-11-25 23:00"},
		"a day before 23:30: the next morning":            {"2026-11-26", "23:30", -1, d, any, "", crm.ChannelSMS, "2026-11-26 07:30"},
		"a day before 14:00 keeps 14:00":                  {"2026-11-26", "14:00", -1, d, any, "", crm.ChannelSMS, "2026-11-25 14:00"},
		"a day before 14:00 at the step's hour":           {"2026-11-26", "14:00", -1, d, any, "10:00", crm.ChannelSMS, "2026-11-25 10:00"},
		"at 08:00, not before the step's 10:00":           {"2026-11-26", "08:00", 0, d, any, "10:00", crm.ChannelEmail, "2026-11-26 10:00"},
		"at 14:00, after the step's 10:00":                {"2026-11-26", "14:00", 0, d, any, "10:00", crm.ChannelEmail, "2026-11-26 14:00"},
		"at 14:00 of a Saturday: Wednesday at 10:00":      {"2026-11-28", "14:00", 0, d, workdays, "10:00", crm.ChannelEmail, "2026-12-02 10:00"},
		"two hours before, waiting for 10:00":             {"2026-11-26", "11:00", -2, h, any, "10:00", crm.ChannelEmail, "2026-11-26 10:00"},
		"two hours before, waiting would be too late":     {"2026-11-26", "09:30", -2, h, any, "10:00", crm.ChannelEmail, ""},
		"two hours before a date without a time":          {"2026-11-26", "", -2, h, any, "12:00", crm.ChannelEmail, "2026-11-26 10:00"},
		"twelve hours after, into the night":              {"2026-11-26", "12:00", 12, h, any, "", crm.ChannelSMS, "2026-11-27 07:30"},
		"a quiet Sunday before: Friday 07:30":             {"2026-11-23", "06:00", -1, d, workdays, "", crm.ChannelSMS, "2026-11-20 07:30"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cal := timing.Calendar{Zone: zone(t, "Europe/Bucharest"), IsHoliday: free("2026-11-30", "2026-12-01")}
			got, _, err := timing.AroundDate(c.date, c.clock, c.offset, c.unit, step(0, d, c.sync, c.from), c.ch, cal)
			if c.want == "" {
				if !errors.Is(err, timing.ErrPast) {
					t.Errorf("got %s %v, want ErrPast", shown(got, cal.Zone), err)
				}
				return
			}
			want, _ := at(t, c.want+" Europe/Bucharest")
			if err != nil || got != want {
				t.Errorf("got %s %v, want %s", shown(got, cal.Zone), err, c.want)
			}
		})
	}
}

func TestADateThatIsNone(t *testing.T) {
	t.Parallel()
	cal := timing.Calendar{Zone: time.UTC}
	for _, c := range [][2]string{{"", ""}, {"2026-02-30", ""}, {"2026-02-03", "25:00"}} {
		_, _, err := timing.AroundDate(crm.Date(c[0]), c[1], -1, crm.UnitDays, step(0, crm.UnitDays, crm.SyncAny, ""), crm.ChannelEmail, cal)
		if crm.CodeOf(err) != crm.CodeInvalid {
			t.Error(c, err)
		}
	}
}

package timing_test

import (
	"errors"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/timing"
)

func step(delay int, unit crm.Unit, sync crm.SyncKind, from string, days ...int) crm.Timing {
	return crm.Timing{Delay: delay, Unit: unit, Sync: sync, From: from, Weekdays: days}
}

func free(days ...crm.Date) func(crm.Date) bool {
	return func(d crm.Date) bool {
		for _, f := range days {
			if f == d {
				return true
			}
		}
		return false
	}
}

func reasons(shifts []timing.Shift) string {
	var keys []string
	for _, s := range shifts {
		keys = append(keys, strings.TrimPrefix(s.Reason.Key, "timing."))
	}
	return strings.Join(keys, " ")
}

// The golden file holds the plain cases; these are what it does not ask:
// hours and minutes, the reasons, and days that a clock change takes away.
func TestWhenAStepRuns(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		anchor string
		step   crm.Timing
		ch     crm.Channel
		want   string
		why    string
	}{
		"36 hours are elapsed time": {
			"2027-03-27 09:00 Europe/Bucharest", step(36, crm.UnitHours, crm.SyncAny, ""), crm.ChannelEmail,
			"2027-03-28 22:00 Europe/Bucharest", "",
		},
		"90 minutes lead into the night": {
			"2026-05-11 22:00 Europe/Bucharest", step(90, crm.UnitMinutes, crm.SyncAny, ""), crm.ChannelSMS,
			"2026-05-12 07:30 Europe/Bucharest", "night",
		},
		"two hours, then the hour of the same day": {
			"2026-05-11 05:00 Europe/Bucharest", step(2, crm.UnitHours, crm.SyncAny, "10:00"), crm.ChannelEmail,
			"2026-05-11 10:00 Europe/Bucharest", "hour",
		},
		"two hours, later than the hour: no waiting": {
			"2026-05-11 12:00 Europe/Bucharest", step(2, crm.UnitHours, crm.SyncAny, "10:00"), crm.ChannelEmail,
			"2026-05-11 14:00 Europe/Bucharest", "",
		},
		"30 hours end on a Saturday: Monday at that wall time": {
			"2026-05-15 09:00 Europe/Bucharest", step(30, crm.UnitHours, crm.SyncWorkdays, ""), crm.ChannelEmail,
			"2026-05-18 15:00 Europe/Bucharest", "day",
		},
		"night, then the hour, then the day": {
			"2026-05-15 23:30 Europe/Bucharest", step(0, crm.UnitDays, crm.SyncWorkdays, "20:00"), crm.ChannelSMS,
			"2026-05-18 20:00 Europe/Bucharest", "night hour day",
		},
		"a holiday, then a weekend: both are said": {
			"2026-12-31 10:00 Europe/Bucharest", step(1, crm.UnitDays, crm.SyncWorkdays, "09:00"), crm.ChannelEmail,
			"2027-01-04 09:00 Europe/Bucharest", "holiday day",
		},
		"the hour in the gap is said": {
			"2027-03-27 12:00 Europe/Bucharest", step(1, crm.UnitDays, crm.SyncAny, "03:30"), crm.ChannelEmail,
			"2027-03-28 04:00 Europe/Bucharest", "gap",
		},
		"Nuuk has no Saturday 23:30: with Saturdays only, a week later": {
			"2026-03-27 12:00 America/Nuuk", step(1, crm.UnitDays, crm.SyncWeekdays, "23:30", 6), crm.ChannelEmail,
			"2026-04-04 23:30 America/Nuuk", "gap day",
		},
		"Nuuk, delay 0, from 23:30: when that Saturday is over": {
			"2026-03-28 12:00 America/Nuuk", step(0, crm.UnitDays, crm.SyncAny, "23:30"), crm.ChannelEmail,
			"2026-03-29 00:00 America/Nuuk", "hour gap",
		},
		"Cairo's Thursday ends twice: an anchor in the second hour stays": {
			"2026-10-29 23:30 Africa/Cairo second", step(0, crm.UnitDays, crm.SyncWeekdays, "", 4), crm.ChannelEmail,
			"2026-10-29 23:30 Africa/Cairo second", "",
		},
		"Apia skipped a Friday: the next Friday at the same wall time": {
			"2011-12-29 10:00 Pacific/Apia", step(1, crm.UnitDays, crm.SyncWeekdays, "", 5), crm.ChannelEmail,
			"2012-01-06 10:00 Pacific/Apia", "gap day",
		},
		"Apia, SMS: the skipped day ends in the night": {
			"2011-12-29 10:00 Pacific/Apia", step(1, crm.UnitDays, crm.SyncAny, ""), crm.ChannelSMS,
			"2011-12-31 07:30 Pacific/Apia", "gap night",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			anchor, loc := at(t, c.anchor)
			want, _ := at(t, c.want)
			cal := timing.Calendar{Zone: loc, IsHoliday: free("2027-01-01")}
			got, shifts, err := timing.Next(anchor, c.step, c.ch, cal)
			if err != nil || got != want || reasons(shifts) != c.why {
				t.Errorf("got %s (%s) %v, want %s (%s)", shown(got, loc), reasons(shifts), err, c.want, c.why)
			}
		})
	}
}

func TestShiftsLeadFromThePlannedMomentToTheRealOne(t *testing.T) {
	t.Parallel()
	anchor, loc := at(t, "2026-05-15 23:30 Europe/Bucharest")
	got, shifts, err := timing.Next(anchor, step(0, crm.UnitDays, crm.SyncWorkdays, "20:00"), crm.ChannelSMS, timing.Calendar{Zone: loc})
	if err != nil {
		t.Fatal(err)
	}
	at := anchor
	for _, s := range shifts {
		if s.From != at {
			t.Errorf("%s begins at %s, not %s", s.Reason.Key, shown(s.From, loc), shown(at, loc))
		}
		at = s.To
	}
	if at != got {
		t.Errorf("the last shift ends at %s, not %s", shown(at, loc), shown(got, loc))
	}
}

func TestWhatCanNeverHappenIsAnError(t *testing.T) {
	t.Parallel()
	anchor, loc := at(t, "2026-05-11 12:00 Europe/Bucharest")
	always := func(crm.Date) bool { return true }
	for name, c := range map[string]struct {
		step crm.Timing
		ch   crm.Channel
		free func(crm.Date) bool
	}{
		"no weekday":         {step(0, crm.UnitDays, crm.SyncWeekdays, ""), crm.ChannelEmail, nil},
		"SMS from 23:00":     {step(1, crm.UnitDays, crm.SyncAny, "23:00"), crm.ChannelSMS, nil},
		"SMS from 23:59":     {step(1, crm.UnitDays, crm.SyncAny, "23:59"), crm.ChannelSMS, nil},
		"nothing but feasts": {step(1, crm.UnitDays, crm.SyncWorkdays, ""), crm.ChannelEmail, always},
		"a negative delay":   {step(-1, crm.UnitDays, crm.SyncAny, ""), crm.ChannelEmail, nil},
		"an hour of nothing": {step(0, crm.UnitDays, crm.SyncAny, "noon"), crm.ChannelEmail, nil},
	} {
		if _, _, err := timing.Next(anchor, c.step, c.ch, timing.Calendar{Zone: loc, IsHoliday: c.free}); !errors.Is(err, timing.ErrUnsatisfiable) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, err := timing.Next(anchor, step(0, crm.UnitDays, crm.SyncAny, ""), crm.ChannelEmail, timing.Calendar{}); err == nil {
		t.Error("a calendar without a zone was taken for UTC")
	}
}

func TestCheckNamesEveryProblemAtItsPlace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		step crm.Timing
		ch   crm.Channel
		want string
	}{
		"fine":                {step(3, crm.UnitDays, crm.SyncWorkdays, "09:00"), crm.ChannelSMS, ""},
		"ten years":           {step(3650, crm.UnitDays, crm.SyncAny, ""), crm.ChannelEmail, ""},
		"ten years in hours":  {step(87600, crm.UnitHours, crm.SyncAny, ""), crm.ChannelEmail, ""},
		"a day too long":      {step(3651, crm.UnitDays, crm.SyncAny, ""), crm.ChannelEmail, "delay timing.bad_delay"},
		"an hour too long":    {step(87601, crm.UnitHours, crm.SyncAny, ""), crm.ChannelEmail, "delay timing.bad_delay"},
		"negative":            {step(-1, crm.UnitMinutes, crm.SyncAny, ""), crm.ChannelEmail, "delay timing.bad_delay"},
		"2147483648":          {step(2147483648, crm.UnitDays, crm.SyncAny, ""), crm.ChannelEmail, "delay timing.bad_delay"},
		"fortnights":          {step(1, "fortnights", crm.SyncAny, ""), crm.ChannelEmail, "unit timing.bad_unit"},
		"no weekday":          {step(1, crm.UnitDays, crm.SyncWeekdays, ""), crm.ChannelEmail, "weekdays timing.no_weekday"},
		"weekday 0":           {step(1, crm.UnitDays, crm.SyncWeekdays, "", 0), crm.ChannelEmail, "weekdays timing.bad_weekday"},
		"unknown days":        {step(1, crm.UnitDays, "never", ""), crm.ChannelEmail, "sync timing.bad_sync"},
		"24:00":               {step(1, crm.UnitDays, crm.SyncAny, "24:00"), crm.ChannelEmail, "from timing.bad_hour"},
		"9:00":                {step(1, crm.UnitDays, crm.SyncAny, "9:00"), crm.ChannelEmail, "from timing.bad_hour"},
		"09:60":               {step(1, crm.UnitDays, crm.SyncAny, "09:60"), crm.ChannelEmail, "from timing.bad_hour"},
		"SMS from 23:00":      {step(1, crm.UnitDays, crm.SyncAny, "23:00"), crm.ChannelSMS, "from timing.sms_never"},
		"SMS from 22:59":      {step(1, crm.UnitDays, crm.SyncAny, "22:59"), crm.ChannelSMS, ""},
		"email from 23:00":    {step(1, crm.UnitDays, crm.SyncAny, "23:00"), crm.ChannelEmail, ""},
		"everything at once":  {step(-1, crm.UnitDays, crm.SyncWeekdays, "x"), crm.ChannelSMS, "delay timing.bad_delay, weekdays timing.no_weekday, from timing.bad_hour"},
		"an hour in the gap":  {step(1, crm.UnitDays, crm.SyncAny, "03:30"), crm.ChannelEmail, ""},
		"an empty unit, too":  {step(0, "", crm.SyncAny, ""), crm.ChannelEmail, "unit timing.bad_unit"},
		"weekdays of another": {step(0, crm.UnitDays, crm.SyncAny, "", 9), crm.ChannelEmail, ""},
	} {
		var got []string
		for _, p := range timing.Check(c.step, c.ch) {
			got = append(got, p.Path+" "+p.Key)
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: got %q, want %q", name, s, c.want)
		}
	}
}

func TestAnSMSFrom0600IsInEffectFrom0730(t *testing.T) {
	t.Parallel()
	w := timing.Warnings(step(0, crm.UnitDays, crm.SyncAny, "06:00"), crm.ChannelSMS)
	if len(w) != 1 || w[0].Key != "timing.in_effect_from" || w[0].Args["effective"] != "07:30" {
		t.Error(w)
	}
	for from, ch := range map[string]crm.Channel{"06:00": crm.ChannelEmail, "07:30": crm.ChannelSMS, "": crm.ChannelSMS} {
		if w := timing.Warnings(step(0, crm.UnitDays, crm.SyncAny, from), ch); len(w) != 0 {
			t.Error(from, ch, w)
		}
	}
}

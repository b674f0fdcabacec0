package timing_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stepwise/backend/crm"
	"stepwise/backend/timing"
)

var zones = []string{
	"Europe/Bucharest", "Europe/Budapest", "Europe/London", "Europe/Dublin", "Europe/Chisinau", "Atlantic/Azores",
	"America/New_York", "America/St_Johns", "America/Havana", "America/Santiago", "America/Asuncion", "America/Nuuk",
	"America/Scoresbysund", "America/Miquelon", "Africa/Cairo", "Africa/Casablanca", "Africa/El_Aaiun", "Asia/Beirut",
	"Asia/Jerusalem", "Asia/Gaza", "Australia/Lord_Howe", "Australia/Adelaide", "Pacific/Auckland", "Pacific/Chatham",
	"Pacific/Easter", "Pacific/Norfolk", "Antarctica/Troll",
}

const minute = crm.Instant(60_000)

func offsetAt(i crm.Instant, loc *time.Location) int {
	_, seconds := i.In(loc).Zone()
	return seconds
}

// changes finds every clock change from 2024 to 2032 by bisection.
func changes(loc *time.Location) []crm.Instant {
	var found []crm.Instant
	end := crm.At(time.Date(2033, 1, 1, 0, 0, 0, 0, time.UTC))
	for lo := crm.At(time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)); lo < end; lo += 720 * minute {
		hi := lo + 720*minute
		if offsetAt(lo, loc) == offsetAt(hi, loc) {
			continue
		}
		for a, b := lo, hi; ; {
			if b-a == 1 {
				found = append(found, b)
				break
			}
			if mid := (a + b) / 2; offsetAt(mid, loc) == offsetAt(lo, loc) {
				a = mid
			} else {
				b = mid
			}
		}
	}
	return found
}

func everyChange(t *testing.T, check func(*rapid.T, *time.Location, crm.Instant)) {
	t.Parallel()
	total := 0
	for _, name := range zones {
		loc := zone(t, name)
		all := changes(loc)
		if len(all) < 2 {
			t.Fatalf("%s changes its clocks %d times", name, len(all))
		}
		total += len(all)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, change := range all {
				rapid.Check(t, func(r *rapid.T) { check(r, loc, change) })
			}
		})
	}
	t.Logf("%d clock changes in %d zones", total, len(zones))
}

// near draws a moment within two days of a change, whole minutes and the
// seconds beside them being likely.
func near(r *rapid.T, change crm.Instant) crm.Instant {
	at := change + minute*crm.Instant(rapid.IntRange(-2880, 2880).Draw(r, "minutes from the change"))
	return at + crm.Instant(rapid.SampledFrom([]int{0, 0, 0, -1000, 1000, 29_000, -1, 999}).Draw(r, "ms"))
}

func aStep(r *rapid.T, delays []int) crm.Timing {
	t := crm.Timing{
		Delay: rapid.SampledFrom(delays).Draw(r, "delay"),
		Unit:  crm.UnitDays,
		Sync:  rapid.SampledFrom([]crm.SyncKind{crm.SyncAny, crm.SyncWorkdays, crm.SyncWeekend, crm.SyncWeekdays}).Draw(r, "sync"),
		From:  rapid.SampledFrom([]string{"", "", "00:00", "00:30", "01:30", "02:00", "02:30", "03:30", "06:00", "07:30", "09:00", "22:59"}).Draw(r, "from"),
	}
	if t.Sync == crm.SyncWeekdays {
		t.Weekdays = rapid.SliceOfNDistinct(rapid.IntRange(1, 7), 1, 7, rapid.ID).Draw(r, "weekdays")
	}
	return t
}

func aChannel(r *rapid.T) crm.Channel {
	return rapid.SampledFrom([]crm.Channel{crm.ChannelEmail, crm.ChannelSMS, crm.ChannelTask}).Draw(r, "channel")
}

// thirteenth is a holiday rule that any month meets.
func thirteenth(d crm.Date) bool { return d[8:] == "13" || d[8:] == "29" }

// mayRun is the day rule, written once more and differently.
func mayRun(t crm.Timing, i crm.Instant, loc *time.Location) bool {
	local := i.In(loc)
	day := int(local.Weekday()+6)%7 + 1
	switch t.Sync {
	case crm.SyncWorkdays:
		return day < 6 && !thirteenth(crm.DateOf(local))
	case crm.SyncWeekend:
		return day > 5
	case crm.SyncWeekdays:
		return slices.Contains(t.Weekdays, day)
	}
	return true
}

func silent(ch crm.Channel, i crm.Instant, loc *time.Location) bool {
	hm := i.In(loc).Format("15:04")
	return ch == crm.ChannelSMS && (hm >= "23:00" || hm < "07:30")
}

func TestWhateverTheClockDoes(t *testing.T) {
	everyChange(t, func(r *rapid.T, loc *time.Location, change crm.Instant) {
		step, ch, anchor := aStep(r, []int{0, 1, 2, 7, 180, 365}), aChannel(r), near(r, change)
		if rapid.Bool().Draw(r, "counts back from the change") {
			anchor = crm.At(anchor.In(time.UTC).AddDate(0, 0, -step.Delay))
		}
		cal := timing.Calendar{Zone: loc, IsHoliday: thirteenth}
		got, shifts, err := timing.Next(anchor, step, ch, cal)
		if err != nil {
			r.Fatal(err)
		}
		switch {
		case got < anchor:
			r.Fatalf("%s is before the anchor", shown(got, loc))
		case silent(ch, got, loc):
			r.Fatalf("an SMS at %s", shown(got, loc))
		case !mayRun(step, got, loc):
			r.Fatalf("%s is not an allowed day", shown(got, loc))
		}
		moved := slices.ContainsFunc(shifts, func(s timing.Shift) bool { return s.Reason.Key != "timing.gap" })
		if !moved && step.Delay > 0 {
			wall := step.From
			if wall == "" {
				wall = anchor.In(loc).Format("15:04:05.000")
			}
			day := crm.DateOf(anchor.In(loc)).AddDays(step.Delay)
			if want := firstShowing(day, wall, loc); got != want {
				r.Fatalf("%s %s is %s, got %s", day, wall, shown(want, loc), shown(got, loc))
			}
		}
		if later, _, err := timing.Next(got, crm.Timing{Unit: crm.UnitDays, Sync: step.Sync, Weekdays: step.Weekdays}, ch, cal); err != nil || later != got {
			r.Fatalf("what the rule chose, %s, is refused by the rule: %s %v", shown(got, loc), shown(later, loc), err)
		}
	})
}

// firstShowing looks at every second offset a clock could have: the first
// moment that shows the wall time, else the end of the gap it lies in.
func firstShowing(day crm.Date, wall string, loc *time.Location) crm.Instant {
	layout := "2006-01-02 15:04:05.000"[:11+len(wall)]
	t, err := time.Parse(layout, string(day)+" "+wall)
	if err != nil {
		panic(err)
	}
	want := t.Format(layout)
	for ahead := 15 * 60; ahead >= -13*60; ahead -= 15 {
		if i := crm.At(t) - crm.Instant(ahead)*minute; i.In(loc).Format(layout) == want {
			return i
		}
	}
	i := crm.At(t) - 15*60*minute
	for i -= i % minute; i.In(loc).Format(layout) < want; i += minute {
		continue
	}
	return i
}

// With an hour and no delay the answer is the first moment at which everything
// holds, so it can be found by looking. Days, nights and hours begin at a
// quarter of an hour, or a minute before one (22:59).
func TestNothingEarlierWouldDo(t *testing.T) {
	everyChange(t, func(r *rapid.T, loc *time.Location, change crm.Instant) {
		step, ch := aStep(r, []int{0}), aChannel(r)
		if step.From == "" {
			step.From = "08:00"
		}
		anchor := near(r, change)
		got, _, err := timing.Next(anchor, step, ch, timing.Calendar{Zone: loc, IsHoliday: thirteenth})
		if err != nil {
			r.Fatal(err)
		}
		fits := func(i crm.Instant) bool {
			return mayRun(step, i, loc) && !silent(ch, i, loc) && i >= firstShowing(crm.DateOf(i.In(loc)), step.From, loc)
		}
		want, quarter := anchor, anchor-anchor%(15*minute)
		for !fits(want) {
			if want < quarter+14*minute {
				want = quarter + 14*minute
				continue
			}
			quarter += 15 * minute
			want = quarter
		}
		if got != want {
			r.Fatalf("got %s, want %s", shown(got, loc), shown(want, loc))
		}
	})
}

func TestALaterAnchorNeverRunsEarlier(t *testing.T) {
	everyChange(t, func(r *rapid.T, loc *time.Location, change crm.Instant) {
		step, ch := aStep(r, []int{0}), aChannel(r)
		if step.From == "" {
			step.Sync = crm.SyncAny // the wall time that a move keeps may well be an earlier one
		}
		a, b := near(r, change), near(r, change)
		cal := timing.Calendar{Zone: loc, IsHoliday: thirteenth}
		first, _, errA := timing.Next(min(a, b), step, ch, cal)
		second, _, errB := timing.Next(max(a, b), step, ch, cal)
		if errA != nil || errB != nil || first > second {
			r.Fatalf("%s, then %s %v %v", shown(first, loc), shown(second, loc), errA, errB)
		}
	})
}

func TestAStepBeforeADateIsBeforeIt(t *testing.T) {
	everyChange(t, func(r *rapid.T, loc *time.Location, change crm.Instant) {
		step, ch := aStep(r, []int{0}), aChannel(r)
		date := crm.DateOf(near(r, change).In(loc))
		clock := rapid.SampledFrom([]string{"", "00:30", "02:30", "03:30", "12:00", "23:30"}).Draw(r, "clock")
		unit := rapid.SampledFrom([]crm.Unit{crm.UnitDays, crm.UnitHours}).Draw(r, "unit")
		offset := rapid.IntRange(-5, -1).Draw(r, "offset")
		got, _, err := timing.AroundDate(date, clock, offset, unit, step, ch, timing.Calendar{Zone: loc, IsHoliday: thirteenth})
		if errors.Is(err, timing.ErrPast) {
			return
		}
		if clock == "" {
			if clock = step.From; clock == "" {
				clock = "09:00"
			}
		}
		if err != nil || got >= firstShowing(date, clock, loc) || silent(ch, got, loc) || !mayRun(step, got, loc) {
			r.Fatalf("%s %v", shown(got, loc), err)
		}
	})
}

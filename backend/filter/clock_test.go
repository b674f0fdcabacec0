package filter_test

import (
	"slices"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
)

func TestATreeSaysWhatItReads(t *testing.T) {
	t.Parallel()
	tree := crm.Group{
		Conditions: []crm.Condition{ask("status", "is", "stat_1"), askField(source, "is_set"), ask("modified", "today")},
		Groups:     []crm.Group{{Any: true, Conditions: []crm.Condition{ask("owner", "is_set"), askField(city, "is_set"), ask("status", "entered", "stat_2")}}},
	}
	want := []string{"f1", "f12", "modified", "owner", "status"}
	if got := filter.Reads(tree); !slices.Equal(got, want) {
		t.Errorf("reads %v, want %v", got, want)
	}
	if got := filter.Reads(crm.Group{}); got == nil || len(got) != 0 {
		t.Errorf("an empty tree reads %v", got)
	}
}

func TestATreeSaysWhatTimeCanChange(t *testing.T) {
	t.Parallel()
	is := ask("status", "is", "stat_1")
	for say, c := range map[string]struct {
		tree crm.Group
		want filter.Clock
	}{
		"statuses":        {all(is, ask("owner", "is_not_or_not_set", "user_1")), filter.NoClock},
		"fixed dates":     {all(is, askField(validUntil, "between", "2026-01-01", "2026-02-01"), ask("created", "on", "2026-01-01")), filter.NoClock},
		"days of a stay":  {all(is, ask("status", "stayed_at_least_days", "stat_1", "3")), filter.DayClock},
		"a date near":     {crm.Group{Groups: []crm.Group{{Any: true, Conditions: []crm.Condition{askField(validUntil, "within_next_days", "7")}}}}, filter.DayClock},
		"created lately":  {all(ask("created", "in_last_days", "7")), filter.DayClock},
		"hours of a stay": {all(askField(validUntil, "today"), ask("status", "stayed_at_most_hours", "stat_1", "3")), filter.InstantClock},
	} {
		if got := filter.Depends(c.tree); got != c.want {
			t.Errorf("%s: %v, want %v", say, got, c.want)
		}
	}
}

func TestNothingCrossesWithinADayUnlessHoursCount(t *testing.T) {
	t.Parallel()
	loc := zone(t, "Europe/Bucharest")
	days := all(ask("status", "stayed_at_least_days", "stat_1", "3"), askField(validUntil, "in_days", "3"))
	hours := all(ask("status", "stayed_at_least_hours", "stat_1", "3"))
	for _, c := range []struct {
		say        string
		tree       crm.Group
		since, now string
		crossed    bool
	}{
		{"days within a day", days, "2026-11-26 00:00", "2026-11-26 23:59", false},
		{"days over midnight", days, "2026-11-26 23:59", "2026-11-27 00:00", true},
		{"days over a clock change", days, "2027-03-28 02:59", "2027-03-28 04:00", false},
		{"hours within a minute", hours, "2026-11-26 10:12", "2026-11-26 10:13", true},
		{"no time at all", hours, "2026-11-26 10:12", "2026-11-26 10:12", false},
		{"a clock that was put back over midnight", days, "2026-11-27 00:10", "2026-11-26 23:50", true},
		{"what time can't change", all(ask("status", "is", "stat_1")), "2026-11-26 10:12", "2027-11-26 10:12", false},
	} {
		env := filter.Env{Cat: catalogue(), Zone: loc, Now: bucharest(c.now)}
		if _, ok := filter.Crossing(c.tree, env, bucharest(c.since)); ok != c.crossed {
			t.Errorf("%s: %v", c.say, ok)
		}
	}
}

// The sweep's ranges lie on one column each, so that an index can serve them.
func TestCrossingAsksForARangeOfAColumn(t *testing.T) {
	t.Parallel()
	env := filter.Env{Cat: catalogue(), Zone: zone(t, "Europe/Bucharest"), Now: bucharest("2026-11-27 00:00")}
	tree := all(ask("status", "stayed_at_least_days", "stat_1", "3"), askField(validUntil, "within_next_days", "7"))
	q, ok := filter.Crossing(tree, env, bucharest("2026-11-26 23:59"))
	want := "(((c.status = ? AND (c.status_since >= ? AND c.status_since < ?)) OR (c.fields->>'$.f3' >= ? AND c.fields->>'$.f3' <= ?))) IS TRUE"
	if !ok || q.Where != want {
		t.Errorf("%v %s", ok, q.Where)
	}
	args := []any{int64(1), int64(bucharest("2026-11-24 00:00")), int64(bucharest("2026-11-25 00:00")), "2026-11-26", "2026-12-04"}
	if !slices.Equal(q.Args, args) {
		t.Errorf("args %v, want %v", q.Args, args)
	}
}

func TestEntriesByTimeAreDatedAtMidnightAlsoWhereTheDayBeginsLater(t *testing.T) {
	t.Parallel()
	loc := zone(t, "Africa/Cairo") // on 24 April 2026 the clock goes from 00:00 to 01:00
	env := filter.Env{Cat: catalogue(), Zone: loc, Now: moment(t, "2026-04-24 08:00", loc)}
	began := moment(t, "2026-04-24 01:00", loc)
	since := moment(t, "2026-04-22 12:00", loc)
	want := []crm.Instant{moment(t, "2026-04-23 00:00", loc), began}
	if got := filter.Midnights(env, since); !slices.Equal(got, want) {
		t.Errorf("midnights %v, want %v", got, want)
	}
	if got := filter.EntryMoment(env, since); got != began {
		t.Errorf("entered at %v, want %v", got, began)
	}
	if got := filter.EntryMoment(env, began); got != env.Now {
		t.Errorf("without a midnight: %v, want now", got)
	}
	if got := filter.Midnights(env, began); len(got) != 0 {
		t.Errorf("midnights after the last one: %v", got)
	}
}

func TestEndsOfStaysInHoursAreFlipsToo(t *testing.T) {
	t.Parallel()
	env := filter.Env{Cat: catalogue(), Zone: zone(t, "Europe/Bucharest"), Now: bucharest("2026-11-26 10:12")}
	tree := all(ask("status", "stayed_at_least_hours", "stat_1", "5"), askField(validUntil, "in_days", "1"))
	got := filter.FlipsOf(tree, env, bucharest("2026-11-25 12:00"), bucharest("2026-11-25 20:30"))
	want := []crm.Instant{bucharest("2026-11-26 00:00"), bucharest("2026-11-26 01:30")}
	if !slices.Equal(got, want) {
		t.Errorf("flips %v, want %v", got, want)
	}
}

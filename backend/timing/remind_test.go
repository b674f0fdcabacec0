package timing_test

import (
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/timing"
)

func TestWhenATaskRemindsItsAssignee(t *testing.T) {
	t.Parallel()
	zone, err := timing.Zone("Europe/Bucharest")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, due, clock string
		remind           crm.Remind
		want             string // on the clocks of Bucharest; "" for never
	}{
		{"when it is due", "2026-11-26", "14:30", crm.RemindDue, "2026-11-26 14:30"},
		{"10 minutes before", "2026-11-26", "00:05", crm.RemindM10, "2026-11-25 23:55"},
		{"an hour before", "2026-11-26", "14:30", crm.RemindH1, "2026-11-26 13:30"},
		{"an hour before an hour that is skipped when clocks go forward", "2027-03-28", "03:30", crm.RemindH1, "2027-03-28 02:00"},
		{"the day before", "2026-11-26", "14:30", crm.RemindDay, "2026-11-25 09:00"},
		{"the day before the first of March", "2027-03-01", "", crm.RemindDay, "2027-02-28 09:00"},
		{"when it is due, at any time", "2026-11-26", "", crm.RemindDue, "2026-11-26 09:00"},
		{"never", "2026-11-26", "14:30", crm.RemindNever, ""},
		{"without a day", "", "", crm.RemindDue, ""},
		{"of a word that is no reminder", "2026-11-26", "", "soon", ""},
	} {
		k := crm.Task{Assignee: 1, Due: crm.Date(tc.due), Clock: tc.clock, Remind: tc.remind}
		got := ""
		if at := timing.RemindAt(k, zone); at != 0 {
			got = at.In(zone).Format("2006-01-02 15:04")
		}
		if got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
		if k.Assignee = 0; timing.RemindAt(k, zone) != 0 {
			t.Errorf("%s: nobody is reminded", tc.name)
		}
	}
}

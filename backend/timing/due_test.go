package timing_test

import (
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/timing"
)

func TestATaskIsDueSoManyDaysOrWorkdaysLater(t *testing.T) {
	t.Parallel()
	holiday, err := timing.Holidays("RO") // 30 November and 1 December 2026, a Monday and a Tuesday, are free
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		from     crm.Date
		days     int
		workdays bool
		want     crm.Date
	}{
		{"2026-11-27", 3, false, "2026-11-30"},
		{"2026-11-27", 0, true, "2026-11-27"},
		{"2026-11-28", 0, true, "2026-11-28"}, // made on a Saturday, due at once
		{"2026-11-26", 1, true, "2026-11-27"},
		{"2026-11-27", 1, true, "2026-12-02"}, // past the weekend and both holidays
		{"2026-11-27", 6, true, "2026-12-09"},
	} {
		if got := timing.DueDate(tc.from, tc.days, tc.workdays, timing.Calendar{IsHoliday: holiday}); got != tc.want {
			t.Errorf("%d days (workdays: %v) after %s: %s, want %s", tc.days, tc.workdays, tc.from, got, tc.want)
		}
	}
	if got := timing.DueDate("2026-11-27", 1, true, timing.Calendar{}); got != "2026-11-30" {
		t.Errorf("without holidays: %s", got)
	}
}

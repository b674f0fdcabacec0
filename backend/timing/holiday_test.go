package timing_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/timing"
)

func TestPublicHolidays(t *testing.T) {
	t.Parallel()
	for country, years := range map[string]map[int]string{
		"RO": {
			2023: "01-01 01-02 01-24 04-14 04-16 04-17 05-01 06-01 06-04 06-05 08-15 11-30 12-01 12-25 12-26",
			2026: "01-01 01-02 01-06 01-07 01-24 04-10 04-12 04-13 05-01 05-31 06-01 08-15 11-30 12-01 12-25 12-26",
			2027: "01-01 01-02 01-06 01-07 01-24 04-30 05-01 05-02 05-03 06-01 06-20 06-21 08-15 11-30 12-01 12-25 12-26",
		},
		"HU": {
			2023: "01-01 03-15 04-07 04-10 05-01 05-29 08-20 10-23 11-01 12-25 12-26",
			2026: "01-01 03-15 04-03 04-06 05-01 05-25 08-20 10-23 11-01 12-24 12-25 12-26",
			2027: "01-01 03-15 03-26 03-29 05-01 05-17 08-20 10-23 11-01 12-24 12-25 12-26",
		},
		"": {2026: ""},
	} {
		for year, want := range years {
			t.Run(fmt.Sprint(country, year), func(t *testing.T) {
				t.Parallel()
				isHoliday, err := timing.Holidays(country)
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				for d := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() == year; d = d.AddDate(0, 0, 1) {
					if isHoliday(crm.DateOf(d)) {
						got = append(got, d.Format("01-02"))
					}
				}
				if s := strings.Join(got, " "); s != want {
					t.Errorf("got  %s\nwant %s", s, want)
				}
			})
		}
	}
}

func TestHolidaysHaveTheirNames(t *testing.T) {
	t.Parallel()
	for _, c := range [][3]string{
		{"RO", "2026-12-01", "Ziua Națională a României"},
		{"HU", "2026-10-23", "Nemzeti ünnep"},
		{"HU", "2026-12-24", "Szenteste"},
		{"HU", "2023-12-24", ""},
		{"US", "2021-12-31", "New Year's Day"}, // Saturday's is observed the Friday before
		{"RO", "2026-12-02", ""},
		{"XX", "2026-12-25", ""},
		{"RO", "tomorrow", ""},
	} {
		if got := timing.HolidayName(c[0], crm.Date(c[1])); got != c[2] {
			t.Errorf("%s %s: got %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestEveryCountryKeepsNewYear(t *testing.T) {
	t.Parallel()
	for _, country := range timing.Countries() {
		isHoliday, err := timing.Holidays(country)
		if err != nil || !isHoliday("2026-01-01") || isHoliday("2026-03-10") {
			t.Error(country, err)
		}
	}
	if _, err := timing.Holidays("XX"); crm.CodeOf(err) != crm.CodeInvalid {
		t.Error(err)
	}
}

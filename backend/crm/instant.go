package crm

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Instant is a moment: Unix milliseconds, UTC. Zero is "not set" and NULL in
// the database.
type Instant int64

// At turns a time into an Instant; what is below a millisecond is cut off.
func At(t time.Time) Instant { return Instant(t.UnixMilli()) }

// Time is the moment in UTC.
func (i Instant) Time() time.Time { return time.UnixMilli(int64(i)).UTC() }

// In is the moment on the clock of a zone.
func (i Instant) In(loc *time.Location) time.Time { return time.UnixMilli(int64(i)).In(loc) }

// Add moves by elapsed time.
func (i Instant) Add(d time.Duration) Instant { return i + Instant(d.Milliseconds()) }

// Sub is the elapsed time since earlier.
func (i Instant) Sub(earlier Instant) time.Duration {
	return time.Duration(i-earlier) * time.Millisecond
}

// IsZero says whether it is not set.
func (i Instant) IsZero() bool { return i == 0 }

// Value stores "not set" as NULL.
func (i Instant) Value() (driver.Value, error) {
	if i == 0 {
		return nil, nil
	}
	return int64(i), nil
}

// Scan reads NULL as "not set".
func (i *Instant) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*i = 0
	case int64:
		*i = Instant(v)
	default:
		return fmt.Errorf("scan instant from %T", src)
	}
	return nil
}

// Date is a calendar day without a time or a zone, "2026-11-26"; "" is not set.
type Date string

// DateOf is the day that a clock in t's zone shows.
func DateOf(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

// ParseDate accepts only a day that exists, written "2026-11-26".
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return "", &Error{Code: CodeInvalid, Key: "error.bad_date", Args: Args{"value": s}}
	}
	return DateOf(t), nil
}

// AddDays moves by calendar days.
func (d Date) AddDays(n int) Date {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return d
	}
	return DateOf(t.AddDate(0, 0, n))
}

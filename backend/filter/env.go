package filter

import (
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/timing"
)

// Env is what a tree is judged against: the product's catalogue, the
// workspace's zone and the moment that counts as now.
type Env struct {
	Cat  *crm.Catalogue
	Zone *time.Location
	Now  crm.Instant
}

// today is the calendar day of Now. It never goes back: where a clock change
// repeats the last minutes of a day after midnight, the new day stays.
func (e Env) today() crm.Date {
	d := timing.DateAt(e.Now, e.Zone)
	if next := d.AddDays(1); timing.StartOfDay(next, e.Zone) <= e.Now {
		return next
	}
	return d
}

// Today is the calendar day that conditions on days count from.
func (e Env) Today() crm.Date { return e.today() }

// in is the day that is n days after today (before, if negative).
func (e Env) in(n int) crm.Date { return e.today().AddDays(n) }

// midnight is the first moment of a day in milliseconds, as it is bound: an
// Instant would turn 1970-01-01 00:00 UTC into NULL.
func (e Env) midnight(d crm.Date) int64 { return int64(timing.StartOfDay(d, e.Zone)) }

// hoursAgo is the moment n hours of elapsed time before Now, as it is bound.
func (e Env) hoursAgo(n int) int64 { return int64(e.Now.Add(-time.Duration(n) * time.Hour)) }

// at is the same environment at another moment.
func (e Env) at(now crm.Instant) Env {
	e.Now = now
	return e
}

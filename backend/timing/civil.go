package timing

import (
	"fmt"
	"time"

	"stepwise/backend/crm"
)

// civil is what a wall clock shows, counted in milliseconds from 1970-01-01
// 00:00 on that clock. It names no moment until a zone is added.
type civil int64

// clock is a time of day, in milliseconds since midnight.
type clock int64

// dayNumber counts calendar days from 1970-01-01.
type dayNumber int

const (
	minute clock = 60_000
	hour         = 60 * minute
	day          = 24 * hour
)

func civilOf(at crm.Instant, loc *time.Location) civil {
	return civil(at) + civil(offset(at, loc))
}

func (c civil) day() dayNumber {
	d := c / civil(day)
	if c%civil(day) < 0 {
		d--
	}
	return dayNumber(d)
}

func (c civil) clock() clock { return clock(c - civil(c.day())*civil(day)) }

func (d dayNumber) at(c clock) civil { return civil(d)*civil(day) + civil(c) }

func (d dayNumber) date() crm.Date { return crm.DateOf(time.Unix(int64(d)*86_400, 0).UTC()) }

// weekday is 1 for Monday to 7 for Sunday; day 0 was a Thursday.
func (d dayNumber) weekday() int { return int(((d+3)%7+7)%7) + 1 }

func dayOf(d crm.Date) (dayNumber, error) {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return 0, crm.Fail(crm.CodeInvalid, "error.bad_date", "value", string(d))
	}
	return civil(t.UnixMilli()).day(), nil
}

func (c clock) String() string { return fmt.Sprintf("%02d:%02d", c/hour, c%hour/minute) }

// parseClock accepts "HH:MM" from 00:00 to 23:59, both with two digits.
func parseClock(s string) (clock, bool) {
	if len(s) != 5 || s[2] != ':' {
		return 0, false
	}
	for _, i := range []int{0, 1, 3, 4} {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
	}
	h, m := clock(s[0]-'0')*10+clock(s[1]-'0'), clock(s[3]-'0')*10+clock(s[4]-'0')
	return h*hour + m*minute, h < 24 && m < 60
}

// offset is what loc's clocks are ahead of UTC at a moment, in milliseconds.
func offset(at crm.Instant, loc *time.Location) int64 {
	_, seconds := at.In(loc).Zone()
	return int64(seconds) * 1000
}

const (
	farthest = crm.Instant(26 * hour) // more than any clock is away from UTC
	probe    = crm.Instant(6 * hour)  // clock changes are never as near to each other as this
)

// instantOf is the first moment at which loc's clock shows c, or, skipped
// being true, the first one after the gap that c lies in. The periods between
// clock changes are walked in order because neither time.Date (it picks either
// side of a gap) nor Time.ZoneBounds (wrong on 31 December of leap years) will do.
func instantOf(c civil, loc *time.Location) (at crm.Instant, skipped bool) {
	from, limit := crm.Instant(c)-farthest, crm.Instant(c)+farthest
	for from < limit {
		at = crm.Instant(int64(c) - offset(from, loc))
		if at < from {
			return from, true
		}
		end := periodEnd(from, limit, loc)
		if at < end {
			return at, false
		}
		from = end
	}
	return at, false
}

// periodEnd is the first moment after from at which loc's offset is another
// one, or limit where it stays.
func periodEnd(from, limit crm.Instant, loc *time.Location) crm.Instant {
	same := offset(from, loc)
	for from < limit {
		next := min(from+probe, limit)
		if offset(next, loc) == same {
			from = next
			continue
		}
		for next-from > 1 {
			if mid := from + (next-from)/2; offset(mid, loc) == same {
				from = mid
			} else {
				next = mid
			}
		}
		return next
	}
	return limit
}

// DateAt is the day that loc's clock shows at a moment.
func DateAt(at crm.Instant, loc *time.Location) crm.Date { return civilOf(at, loc).day().date() }

// AtClock is the moment at which loc's clock shows hhmm ("09:30") on a day: the
// first one where it occurs twice, the first after the gap where a clock
// change skips it. Zero ("not set") for a day or an hour that isn't one.
func AtClock(d crm.Date, hhmm string, loc *time.Location) crm.Instant {
	n, err := dayOf(d)
	c, ok := parseClock(hhmm)
	if err != nil || !ok {
		return 0
	}
	at, _ := instantOf(n.at(c), loc)
	return at
}

// StartOfDay is the first moment of a day in loc: midnight, or the end of the
// gap where the day begins later. Zero ("not set") for a day that isn't one.
func StartOfDay(d crm.Date, loc *time.Location) crm.Instant { return AtClock(d, "00:00", loc) }

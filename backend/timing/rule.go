package timing

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"stepwise/backend/crm"
)

// ErrUnsatisfiable is wrapped by the error of a timing that can never happen
// (no weekday chosen, an SMS from 23:00 or later, nothing but holidays) or
// that Check refuses for another reason.
var ErrUnsatisfiable = errors.New("this timing can never happen")

// Calendar is what a workspace knows about its days.
type Calendar struct {
	Zone      *time.Location
	IsHoliday func(crm.Date) bool // nil: no holidays. They touch only SyncWorkdays
}

// longest is the longest delay in a unit, 0 for an unknown unit.
func longest(u crm.Unit) int {
	switch u {
	case crm.UnitDays:
		return crm.MaxDelayDays
	case crm.UnitHours:
		return crm.MaxDelayDays * 24
	case crm.UnitMinutes:
		return crm.MaxDelayDays * 24 * 60
	}
	return 0
}

func elapsed(n int, u crm.Unit) time.Duration {
	switch u {
	case crm.UnitDays:
		return time.Duration(n) * 24 * time.Hour
	case crm.UnitHours:
		return time.Duration(n) * time.Hour
	}
	return time.Duration(n) * time.Minute
}

// Check refuses what cannot be a timing, or could never happen, every problem
// at once. Paths are the JSON names of crm.Timing's fields.
func Check(t crm.Timing, ch crm.Channel) crm.Problems {
	var p crm.Problems
	if most := longest(t.Unit); most == 0 {
		p.Add("unit", "timing.bad_unit", "unit", string(t.Unit))
	} else if t.Delay < 0 || t.Delay > most {
		p.Add("delay", "timing.bad_delay", "max", most)
	}
	checkDays(&p, t)
	if t.From == "" {
		return p
	}
	if c, ok := parseClock(t.From); !ok {
		p.Add("from", "timing.bad_hour", "value", t.From)
	} else if ch == crm.ChannelSMS && c >= quietFrom {
		p.Add("from", "timing.sms_never", "quietFrom", quietFrom.String(), "quietTo", quietTo.String())
	}
	return p
}

func checkDays(p *crm.Problems, t crm.Timing) {
	switch t.Sync {
	case crm.SyncAny, crm.SyncWorkdays, crm.SyncWeekend:
	case crm.SyncWeekdays:
		if len(t.Weekdays) == 0 {
			p.Add("weekdays", "timing.no_weekday")
		}
		for _, d := range t.Weekdays {
			if d < 1 || d > 7 {
				p.Add("weekdays", "timing.bad_weekday", "day", d)
			}
		}
	default:
		p.Add("sync", "timing.bad_sync", "sync", string(t.Sync))
	}
}

// Warnings says what is allowed but not what one might expect: an SMS from
// 06:00 takes effect from 07:30.
func Warnings(t crm.Timing, ch crm.Channel) []crm.Phrase {
	if c, ok := parseClock(t.From); ok && ch == crm.ChannelSMS && c < quietTo {
		return []crm.Phrase{crm.Say("timing.in_effect_from", "from", t.From, "effective", quietTo.String(), "quietFrom", quietFrom.String())}
	}
	return nil
}

// rule is a checked timing, ready to be applied.
type rule struct {
	timing  crm.Timing
	sms     bool
	hasHour bool
	hour    clock
	cal     Calendar
}

func newRule(t crm.Timing, ch crm.Channel, cal Calendar) (rule, error) {
	if cal.Zone == nil {
		return rule{}, errors.New("timing: a calendar without a zone")
	}
	if err := Check(t, ch).Err(); err != nil {
		return rule{}, fmt.Errorf("%w: %w", ErrUnsatisfiable, err)
	}
	c, ok := parseClock(t.From)
	return rule{timing: t, sms: ch == crm.ChannelSMS, hasHour: ok, hour: c, cal: cal}, nil
}

// dayKind is why a day is not allowed.
type dayKind int

const (
	allowed dayKind = iota
	offDay          // not one of the chosen days
	holiday         // would be a workday if it were no holiday
)

func (r rule) kind(d dayNumber) dayKind {
	weekend := d.weekday() >= 6
	switch {
	case r.timing.Sync == crm.SyncWorkdays && weekend,
		r.timing.Sync == crm.SyncWeekend && !weekend,
		r.timing.Sync == crm.SyncWeekdays && !slices.Contains(r.timing.Weekdays, d.weekday()):
		return offDay
	case r.timing.Sync == crm.SyncWorkdays && r.cal.IsHoliday != nil && r.cal.IsHoliday(d.date()):
		return holiday
	}
	return allowed
}

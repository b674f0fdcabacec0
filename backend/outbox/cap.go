package outbox

import (
	"stepwise/backend/crm"
	"stepwise/backend/timing"
)

// capDays is the span of the weekly cap: a day and the six before it. By a
// calendar's week, Sunday and Monday could bring twice as much.
const capDays = 7

// capped says whether a message's recipient has had as many automatic messages
// as a day or a week may bring, emails and SMS together; then it waits for the
// first day that may bring it. Service messages, what goes to colleagues and what a
// person sends again neither wait nor count. A cap is no lateness (RULES 3.12).
func (c *check) capped(m crm.Message, st crm.Step) (verdict, error) {
	if c.ws.CapDay == 0 && c.ws.CapWeek == 0 || m.Contact == 0 || m.Purpose == crm.PurposeService || m.Resend > 0 {
		return goes, nil
	}
	today := timing.DateAt(c.tx.Now, c.cal.Zone)
	got, err := c.got(m, today)
	if err != nil {
		return goes, err
	}
	for ahead := range capDays + 1 {
		day := today.AddDays(ahead)
		if c.full(got, day) {
			continue
		}
		if ahead == 0 {
			return goes, nil
		}
		at, _, err := timing.Again(timing.StartOfDay(day, c.cal.Zone), m.Planned, st.Timing, m.Channel, c.cal)
		return verdict{crm.MessageQueued, crm.ReasonCap, at}, err
	}
	return goes, nil // nothing of these days counts behind them
}

// got counts what the recipient of a message got, or is about to get, by day.
func (c *check) got(m crm.Message, today crm.Date) (map[crm.Date]int, error) {
	since := timing.StartOfDay(today.AddDays(1-capDays), c.cal.Zone)
	list, err := c.tx.HandedToPerson(m.Contact, since)
	if err != nil {
		return nil, err
	}
	got := map[crm.Date]int{}
	for _, h := range list {
		goes, mine := c.batch[h.ID]
		switch {
		case h.ID == m.ID, h.At == 0 && mine && !goes: // itself, or one that is not judged yet
		case h.At == 0:
			got[today]++
		default:
			got[timing.DateAt(h.At, c.cal.Zone)]++
		}
	}
	return got, nil
}

// full says whether a day may bring no more.
func (c *check) full(got map[crm.Date]int, day crm.Date) bool {
	week := 0
	for back := range capDays {
		week += got[day.AddDays(-back)]
	}
	return c.ws.CapDay > 0 && got[day] >= c.ws.CapDay || c.ws.CapWeek > 0 && week >= c.ws.CapWeek
}

package sample

import (
	"fmt"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// spread is how many of the cards stand in each status, and for how many days
// at most.
var spread = [statusCount]struct{ cards, days int }{
	newLead:     {62, 12},
	contacted:   {48, 18},
	offerSent:   {72, 22},
	negotiation: {36, 20},
	won:         {48, 40},
	lost:        {34, 50},
}

// stageNames keep the draws of a card's stages apart, the same in every
// language.
var stageNames = [statusCount]string{"lead", "contacted", "offer", "negotiation", "won", "lost"}

// oldest is how many days ago the first card came.
const oldest = 60

// makeCards makes the clients, their cards, and what happened to them so far.
func (b *business) makeCards() error {
	for i := range Cards {
		if err := b.makeCard(i); err != nil {
			return err
		}
	}
	return nil
}

func (b *business) makeCard(card int) error {
	status := statusOf(card)
	life := b.life(card, status)
	who, err := b.makeClient(card, life[0].at)
	if err != nil {
		return err
	}
	owner, wants := b.owner(card, status), draw(card, "interest", interestCount)
	drafts := []engine.Draft{{
		Product: b.product, Name: who.name + " – " + b.w.interests[wants], Status: b.statuses[status].ID, Owner: owner.ID, Contact: who.id,
		Fields: b.values(card, wants, life.offered(b.zone)), Origin: crm.OriginSample,
	}}
	cards, err := b.eng.SaveCards(b.tx, drafts, crm.Cause{Kind: crm.CauseSample})
	if err != nil {
		return err
	}
	return b.remember(cards[0], owner, life)
}

// statusOf deals the statuses out so that they are mixed, and add up.
func statusOf(card int) int {
	place := card * 101 % Cards // 101 and 300 share no factor: each place once
	for status, s := range spread {
		if place -= s.cards; place < 0 {
			return status
		}
	}
	return lost
}

// stage is a status that a card came into, and when.
type stage struct {
	status int
	at     crm.Instant
}

// life is the stages of a card, from its creation to where it is now.
type life []stage

// life makes up a card's past, backwards from a day in its status.
func (b *business) life(card, status int) life {
	path := path(card, status)
	out := make(life, len(path))
	age := draw(card, "age", spread[status].days+1)
	if status == newLead { // few are left alone for long
		age = min(age, draw(card, "fresh", spread[status].days+1))
	}
	for i := len(path) - 1; i >= 0; i-- {
		at := b.moment(card, path[i], age)
		if next := i + 1; next < len(path) && at >= out[next].at {
			at = out[next].at.Add(-time.Duration(1+draw(card, "hours", 3)) * time.Hour)
		}
		out[i] = stage{path[i], at}
		age = min(age+1+draw(card, "pause"+stageNames[path[i]], 5), oldest)
	}
	return out
}

// path is how a card came to a status: most by every stage, some by fewer.
func path(card, status int) []int {
	switch status {
	case newLead:
		return []int{newLead}
	case contacted:
		return []int{newLead, contacted}
	case offerSent:
		if percent(card, "short", 30) {
			return []int{newLead, offerSent}
		}
		return []int{newLead, contacted, offerSent}
	case negotiation:
		return []int{newLead, contacted, offerSent, negotiation}
	case lost:
		if percent(card, "short", 35) {
			return []int{newLead, contacted, lost}
		}
		return []int{newLead, contacted, offerSent, lost}
	default:
		return []int{newLead, contacted, offerSent, negotiation, won}
	}
}

// moment is a time some days ago: people work on workdays, leads come whenever
// they like.
func (b *business) moment(card, status, daysAgo int) crm.Instant {
	if daysAgo == 0 {
		return b.tx.Now.Add(-time.Duration(5+draw(card, "minutes", 170)) * time.Minute)
	}
	day := timing.DateAt(b.tx.Now, b.zone).AddDays(-daysAgo)
	hour, hours := 8, 10
	if status == newLead {
		hour, hours = 7, 16
	} else {
		day = workday(day)
	}
	clock := fmt.Sprintf("%02d:%02d", hour+draw(card, "hour"+stageNames[status], hours), draw(card, "minute"+stageNames[status], 60))
	return timing.AtClock(day, clock, b.zone)
}

// workday is the day itself, or the Friday before it.
func workday(day crm.Date) crm.Date {
	switch timing.AtClock(day, "12:00", time.UTC).Time().Weekday() {
	case time.Saturday:
		return day.AddDays(-1)
	case time.Sunday:
		return day.AddDays(-2)
	}
	return day
}

// offered is the day of the offer; none if there was none.
func (l life) offered(zone *time.Location) crm.Date {
	for _, s := range l {
		if s.status == offerSent {
			return timing.DateAt(s.at, zone)
		}
	}
	return ""
}

// remember writes a card's life into its history, and the tasks of its stages.
func (b *business) remember(c crm.Card, owner crm.User, l life) error {
	last := l[len(l)-1]
	past := store.Past{Created: l[0].at, StatusSince: last.at}
	if len(l) > 1 {
		past.StatusFrom = b.statuses[l[len(l)-2].status].ID
	}
	if err := b.tx.BackdateCard(c.ID, past); err != nil {
		return err
	}
	for i, s := range l[1:] {
		say := crm.Say("activity.status", "from", b.statuses[l[i].status].Name, "to", b.statuses[s.status].Name)
		line := crm.Activity{Card: c.ID, At: s.at, Kind: crm.ActivityCard, Cause: crm.CauseSample, User: owner.ID, Say: say}
		if err := b.tx.NotePast(line); err != nil {
			return err
		}
	}
	return b.makeTask(c, owner, last)
}

package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

// The job that the product is for: thank-you email at once, a task 3 days
// later, an SMS 5 days after that if the status hasn't changed.
func TestTenOffersAreFollowedUpAndThreeLeaveOnDayFour(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"), s.task("3d"), s.sms("5d"))
	var cards []crm.CardID
	for i := range 10 {
		cards = append(cards, s.Card(fmt.Sprintf("Ion Popescu%d", i), testkit.OfferSent))
	}
	s.Activate(q, "all")
	if sent := s.SentLines(); len(sent) != 10 || !strings.HasPrefix(sent[0], "2026-11-23 10:00 email") || !strings.HasPrefix(sent[9], "2026-11-23 10:00 email") {
		t.Fatalf("emails at once: %q", sent)
	}
	s.Advance("2026-11-26 09:59")
	if n := len(s.Tasks()); n != 0 {
		t.Errorf("%d tasks before day 3", n)
	}
	s.Advance("2026-11-26 10:00")
	tasks := s.Tasks()
	if len(tasks) != 10 {
		t.Fatalf("%d tasks on day 3", len(tasks))
	}
	for _, k := range tasks {
		if k.Due != "2026-11-26" || k.Assignee != s.Admin || !strings.HasPrefix(k.Title, "Call Ion Popescu") {
			t.Errorf("task %+v", k.Task)
		}
	}
	s.Advance("2026-11-27 12:00")
	for _, id := range cards[:3] {
		s.SetStatus(id, testkit.Won)
	}
	s.Advance("2026-12-04 10:00")

	texts := map[crm.CardID]int{}
	for _, m := range s.Sent()[10:] {
		equal(t, "what goes on day 8", m.Channel, crm.ChannelSMS)
		equal(t, "day 8", s.Civil(m.At), "2026-12-01 10:00")
		texts[m.Message.Card]++
	}
	for i, id := range cards {
		want, state := 1, "completed"
		if i < 3 {
			want, state = 0, "left: left_filter"
		}
		equal(t, "texts to "+id.String(), texts[id], want)
		equal(t, "state of "+id.String(), s.pending(q, id), state)
	}
	s.noSMSAtNight()
	if n := len(s.Tasks()); n != 10 {
		t.Errorf("%d tasks in the end", n)
	}
}

// A card's history tells the whole of it, and in the right order.
func TestTheHistoryTellsTheStory(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.email("0d"), s.task("1d"), s.sms("1d"))
	ion := s.Card("Ion Popescu", testkit.NewLead)
	s.Activate(q, "new")
	s.SetStatus(ion, testkit.OfferSent)
	s.Advance("1d")
	s.SetStatus(ion, testkit.Lost)
	s.Advance("3d")
	same(t, "history", s.HistoryKeys(ion), []string{
		"activity.created", "activity.status", "activity.entered", "activity.message.sent_email", "activity.task",
		"activity.status", "activity.ended",
	})
	for _, line := range s.History(ion) {
		if line.Say.Key == "activity.ended" {
			equal(t, "who ended it", line.User, s.Admin)
		}
	}
}

package engine_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// slept is a World with many dated cards and a sequence for each of some
// filters, every match of which starts it.
type slept struct {
	story
	cards     []crm.CardID
	sequences []crm.SequenceID
}

func dated(t *testing.T, from string, trees func(s story) []crm.Group) slept {
	t.Helper()
	s := slept{story: tell(t, testkit.From(from))}
	date := s.Field("Valid until").ID
	s.Write(func(tx *store.Tx) error {
		_, err := tx.SaveField(crm.Field{Product: s.Product, Name: "Meeting", Slug: "meeting", Type: crm.FieldDateTime, Position: 9, Choices: []crm.Choice{}})
		return err
	})
	meeting := s.Field("Meeting").ID
	for _, tree := range trees(s.story) {
		q := s.Sequence(s.FilterTree(tree), s.task("900d"))
		s.Edit(q, func(q *crm.Sequence) { q.Reentry = crm.ReentryEach })
		s.Activate(q, engine.ScopeNew)
		s.sequences = append(s.sequences, q)
	}
	today := crm.Date(from[:10])
	for i := range 60 {
		s.Clock.Set(s.Now().Add(time.Duration(7*i) * time.Second))
		card := s.Card(fmt.Sprint("Card ", i), []string{testkit.NewLead, testkit.OfferSent, testkit.Won}[i%3])
		day := today.AddDays(i%40 - 12)
		if i%7 == 0 {
			day = crm.Date("1984-" + string(day[5:]))
		}
		s.Save(card, func(d *engine.Draft) {
			d.Fields = crm.Values{date: day, meeting: s.Now().Add(time.Duration(i*11-90) * time.Hour)}
		})
		s.cards = append(s.cards, card)
	}
	return s
}

// standing is which sequences each card matches, and since when its last
// enrolment in them counts.
func (s slept) standing() (lines []string) {
	for _, q := range s.sequences {
		for _, card := range s.cards {
			if !s.IsMember(q, card) {
				continue
			}
			list := s.Enrolments(q, card)
			entered := "–"
			if len(list) > 0 {
				entered = s.Civil(slices.MaxFunc(list, func(a, b crm.Enrolment) int { return a.Round - b.Round }).Entered)
			}
			lines = append(lines, fmt.Sprint("sequence ", q, " card ", card, " since ", entered))
		}
	}
	return lines
}

// Whoever slept stands where those stand who were there at each midnight and
// every ten minutes: the same members, entered at the same moments.
func TestOnePassAfterSleepFindsWhatEachMomentWouldHave(t *testing.T) {
	t.Parallel()
	day := func(s story, subject, op string, values ...string) crm.Group {
		return crm.Group{Conditions: []crm.Condition{s.When(subject, op, values...)}, Groups: []crm.Group{}}
	}
	days := func(s story) []crm.Group {
		either := day(s, "Valid until", "in_days", "2")
		either.Any, either.Conditions = true, append(either.Conditions, s.When("status", "stayed_at_least_days", testkit.Won, "9"))
		both := day(s, "Valid until", "passed_more_than_days", "4")
		both.Conditions = append(both.Conditions, s.When("created", "more_than_days_ago", "6"))
		return []crm.Group{
			day(s, "Valid until", "within_next_days", "5"), day(s, "Valid until", "in_days", "3"), day(s, "Valid until", "passed_more_than_days", "2"),
			day(s, "Valid until", "anniversary_in_days", "1"), day(s, "Meeting", "today"), day(s, "Meeting", "passed_more_than_days", "0"),
			day(s, "status", "stayed_at_most_days", testkit.OfferSent, "4"), day(s, "modified", "more_than_days_ago", "3"), either, both,
		}
	}
	hours := func(s story) []crm.Group {
		mixed := day(s, "status", "stayed_at_least_hours", testkit.OfferSent, "7")
		mixed.Conditions = append(mixed.Conditions, s.When("Valid until", "within_next_days", "3"))
		return []crm.Group{day(s, "status", "stayed_at_least_hours", testkit.Won, "5"), mixed, day(s, "Valid until", "today")}
	}
	for _, c := range []struct {
		name, from, to string
		trees          func(story) []crm.Group
	}{
		{"seventeen days, with a clock change", "2026-10-18 13:07", "2026-11-04 09:30", days},
		{"a night in which the clock changes, hours counted", "2026-10-24 18:07", "2026-10-25 05:03", hours},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			awake, asleep := dated(t, c.from, c.trees), dated(t, c.from, c.trees)
			same(t, "before", asleep.standing(), awake.standing())
			awake.Advance(c.to)
			asleep.Jump(c.to)
			after := awake.standing()
			same(t, "after", asleep.standing(), after)
			if len(after) < 20 {
				t.Errorf("only %d matches: nothing is proved", len(after))
			}
		})
	}
}

// A computer that comes back after a year judges each night of it by what that
// night turned.
func TestAYearAsleepIsCaughtUpInOnePass(t *testing.T) {
	t.Parallel()
	s := tell(t)
	passed := s.Sequence(s.Filter(s.When("Valid until", "passed_more_than_days", "10")), s.task("900d"))
	birthday := s.Sequence(s.Filter(s.When("Valid until", "anniversary_in_days", "0")), s.task("900d"))
	s.Activate(passed, engine.ScopeNew)
	s.Activate(birthday, engine.ScopeNew)
	ion, maria := s.Card("Ion Popescu", testkit.NewLead), s.Card("Maria Ionescu", testkit.NewLead)
	s.SetField(ion, "Valid until", crm.Date("2027-02-27"))
	s.SetField(maria, "Valid until", crm.Date("1984-02-29"))
	s.Jump("2027-11-23 09:00")
	equal(t, "entered", s.Civil(s.Enrolment(passed, ion).Entered), "2027-03-10 00:00")
	equal(t, "the birthday had no year without 29 February to wait for", len(s.Enrolments(birthday, maria)), 0)
	last := s.History(maria)[len(s.History(maria))-1]
	equal(t, "history", last.Say.Key, "activity.missed")
	at, _ := last.Say.Args["at"].(map[string]any)
	if ms, _ := at["instant"].(float64); crm.Instant(ms) != s.At("2027-02-28 00:00") {
		t.Errorf("missed at %v", last.Say.Args["at"])
	}
}

// Where the business moves to another zone, days begin at other moments: also
// those that a filter names.
func TestAnotherZoneJudgesAllCardsByItsDays(t *testing.T) {
	t.Parallel()
	s := tell(t, testkit.From("2026-11-23 01:30")) // in New York it is still Sunday
	due := s.Sequence(s.Filter(s.When("Valid until", "today")), s.task("900d"))
	made := s.Sequence(s.Filter(s.When("created", "on", "2026-11-22")), s.task("900d"))
	s.Activate(due, engine.ScopeNew)
	s.Activate(made, engine.ScopeNew)
	monday, sunday := s.Card("Ion Popescu", testkit.NewLead), s.Card("Maria Ionescu", testkit.NewLead)
	s.SetField(monday, "Valid until", crm.Date("2026-11-23"))
	s.SetField(sunday, "Valid until", crm.Date("2026-11-22"))
	equal(t, "on Monday", s.IsMember(due, monday), true)
	equal(t, "made on Monday", s.IsMember(made, monday), false)
	s.SetWorkspace(func(ws *crm.Workspace) { ws.Zone = "America/New_York" })
	s.Advance("1m")
	equal(t, "Monday has not begun", s.IsMember(due, monday), false)
	equal(t, "it is Sunday", s.IsMember(due, sunday), true)
	equal(t, "made on Sunday", s.IsMember(made, monday), true)
	equal(t, "judged again", s.Tick().Judged, 0)
	s.Clock.Set(s.At("2026-11-23 07:00")) // midnight in New York
	s.Tick()
	equal(t, "Sunday is over", s.IsMember(due, sunday), false)
	equal(t, "Monday begins", s.IsMember(due, monday), true)
}

// The clock of the computer was set back by two days: what the days say then
// holds.
func TestAClockThatGoesBackIsJudgedByTheDaysItSays(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.Sequence(s.Filter(s.When("Valid until", "today")), s.task("900d"))
	s.Activate(q, engine.ScopeNew)
	ion, maria := s.Card("Ion Popescu", testkit.NewLead), s.Card("Maria Ionescu", testkit.NewLead)
	today := crm.Date("2026-11-23")
	s.SetField(ion, "Valid until", today)
	s.SetField(maria, "Valid until", today.AddDays(-2))
	equal(t, "today", s.IsMember(q, ion), true)
	s.Clock.Set(s.Now().Add(-48 * time.Hour))
	s.Tick()
	equal(t, "the day is over", s.IsMember(q, ion), false)
	equal(t, "the day is here", s.IsMember(q, maria), true)
}

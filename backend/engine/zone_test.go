package engine_test

import (
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
	"stepwise/backend/timing"
)

// The rules of the zone that were noted say something else than those of today:
// what was planned by them is planned anew, once, and a person is told.
func TestNewDataOfTheZoneMovesWhatIsPlanned(t *testing.T) {
	t.Parallel()
	s := tell(t)
	check := func(want int) {
		t.Helper()
		moved, err := s.Engine.CheckZone(t.Context())
		s.OK(err)
		equal(t, "moved", moved, want)
	}
	check(0)
	q := s.offers(s.email("3d 09:00"))
	s.Activate(q, engine.ScopeNew)
	ion := s.Card("Ion Popescu", testkit.OfferSent)
	right := s.pending(q, ion)
	check(0)
	id := s.Enrolment(q, ion).ID
	s.Write(func(tx *store.Tx) error {
		en, err := tx.Enrolment(id)
		if err != nil {
			return err
		}
		en.Due, en.Planned = en.Due.Add(time.Hour), en.Planned.Add(time.Hour)
		if _, err := tx.UpdateEnrolment(en); err != nil {
			return err
		}
		was, err := tx.ZoneRules()
		was.Rules = "other ones"
		if err != nil {
			return err
		}
		return tx.SaveZoneRules(was)
	})
	check(1)
	equal(t, "planned", s.pending(q, ion), right)
	s.Read(func(v *store.View) error {
		list, err := v.Notices(1)
		equal(t, "notices", len(list), 1)
		return err
	})
	check(0)
}

func TestTheRulesOfAZone(t *testing.T) {
	t.Parallel()
	rules := func(zone, from, to string) string {
		loc, err := timing.Zone(zone)
		if err != nil {
			t.Fatal(err)
		}
		s := func(civil string) time.Time {
			at, err := time.Parse(time.DateOnly, civil)
			if err != nil {
				t.Fatal(err)
			}
			return at
		}
		return timing.Rules(loc, crm.At(s(from)), crm.At(s(to)))
	}
	span := rules("Europe/Bucharest", "2026-01-01", "2029-01-01")
	equal(t, "once more", rules("Europe/Bucharest", "2026-01-01", "2029-01-01"), span)
	equal(t, "the same rules under another name", rules("Europe/Athens", "2026-01-01", "2029-01-01"), span)
	for _, other := range []string{"Europe/Budapest", "Africa/Tripoli", "UTC", "Asia/Tokyo"} {
		if rules(other, "2026-01-01", "2029-01-01") == span {
			t.Errorf("%s has the rules of Bucharest", other)
		}
	}
}

package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

var everyKind = []crm.ActivityKind{crm.ActivityCard, crm.ActivityMessage, crm.ActivityTask, crm.ActivitySequence}

// busy is a card to which things happened, many of them at the same moments.
func busy(w *testkit.World) crm.CardID {
	card := w.Card("Ion Popescu", testkit.NewLead)
	for i := range 40 {
		w.Write(func(tx *store.Tx) error {
			for _, kind := range everyKind[:1+i%4] {
				say := crm.Say("activity.field", "field", fmt.Sprint(i))
				if err := tx.Note(crm.Activity{Card: card, Kind: kind, Cause: crm.CauseUser, User: w.Admin, Say: say}); err != nil {
					return err
				}
			}
			if _, err := tx.SaveNote(crm.Note{Card: card, Text: fmt.Sprint(i), User: w.Admin}); err != nil || i%3 > 0 {
				return err
			}
			_, err := tx.AddFile(crm.File{Card: card, Name: "a", Mime: "text/plain", Size: 1, Hash: strings.Repeat("a", 64), User: w.Admin})
			return err
		})
		if i%5 == 0 {
			w.Advance("1m")
		}
	}
	return card
}

func page(t *testing.T, w *testkit.World, q store.TimelineQuery) (lines []store.TimelineLine) {
	t.Helper()
	w.Read(func(v *store.View) (err error) {
		lines, err = v.Timeline(q)
		return err
	})
	return lines
}

func TestPagesOfATimelineAreTheTimeline(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	card := busy(w)
	for name, q := range map[string]store.TimelineQuery{
		"all":                {Kinds: everyKind, Notes: true, Files: true},
		"changes":            {Kinds: everyKind[:1]},
		"notes":              {Notes: true},
		"files and messages": {Kinds: everyKind[1:2], Files: true},
	} {
		q.Card, q.Limit = card, 1000
		whole := page(t, w, q)
		if len(whole) == 0 || !slices.IsSortedFunc(whole, func(a, b store.TimelineLine) int {
			if b.Place.Below(a.Place) {
				return -1
			}
			return 1
		}) {
			t.Errorf("%s: %d lines, not the newest first", name, len(whole))
		}
		for _, limit := range []int{1, 2, 7, 50} {
			q.Limit, q.After = limit, nil
			var paged []store.Place
			for {
				some := page(t, w, q)
				for _, l := range some {
					paged = append(paged, l.Place)
				}
				if len(some) < limit {
					break
				}
				q.After = &some[len(some)-1].Place
			}
			var want []store.Place
			for _, l := range whole {
				want = append(want, l.Place)
			}
			if !slices.Equal(paged, want) {
				t.Errorf("%s by %d: %d lines in pages, %d in one", name, limit, len(paged), len(want))
			}
		}
	}
}

// A page must cost the same on a card with ten thousand lines: each source is
// read along its index, and nothing is sorted.
func TestATimelineIsReadAlongItsIndexes(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	_, r := store.Connections(w.Store)
	for _, query := range []string{
		"SELECT * FROM activity a WHERE a.card = 1 AND a.kind IN ('card', 'task') AND a.key <> 'x' AND (a.at, a.id) < (1, 1) ORDER BY a.at DESC, a.id DESC LIMIT 50",
		"SELECT * FROM note n WHERE n.card = 1 AND n.deleted IS NULL AND n.created <= 1 ORDER BY n.created DESC, n.id DESC LIMIT 50",
		"SELECT * FROM file f WHERE f.card = 1 AND f.deleted IS NULL AND f.created < 1 ORDER BY f.created DESC, f.id DESC LIMIT 50",
	} {
		var plan []struct {
			ID, Parent, NotUsed int
			Detail              string
		}
		must(t, r.Unsafe().Select(&plan, "EXPLAIN QUERY PLAN "+query))
		for _, line := range plan {
			if strings.Contains(line.Detail, "SCAN") || strings.Contains(line.Detail, "TEMP B-TREE") {
				t.Errorf("%s\n%s", query, line.Detail)
			}
		}
	}
}

func TestDeletedNotesAndFilesAreNotInTheTimelineUntilTheyComeBack(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	card := w.Card("Ion Popescu", testkit.NewLead)
	var note crm.Note
	var file crm.File
	w.Write(func(tx *store.Tx) (err error) {
		if note, err = tx.SaveNote(crm.Note{Card: card, Text: "x", User: w.Admin}); err != nil {
			return err
		}
		file, err = tx.AddFile(crm.File{Card: card, Name: "a", Mime: "text/plain", Size: 1, Hash: strings.Repeat("a", 64)})
		return err
	})
	q := store.TimelineQuery{Card: card, Notes: true, Files: true, Limit: 9}
	for _, tc := range []struct {
		deleted bool
		want    int
	}{{true, 0}, {false, 2}} {
		w.Write(func(tx *store.Tx) error {
			if err := tx.DeleteNote(note, tc.deleted); err != nil {
				return err
			}
			return tx.DeleteFile(file, tc.deleted)
		})
		if n := len(page(t, w, q)); n != tc.want {
			t.Errorf("deleted %v: %d lines", tc.deleted, n)
		}
	}
}

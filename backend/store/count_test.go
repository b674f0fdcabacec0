package store_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// A question that would take for ever ends at once when its asker goes.
func TestWhoGoesAwayEndsTheQuestion(t *testing.T) {
	t.Parallel()
	s := open(t, t.TempDir())
	ctx, leave := context.WithCancel(t.Context())
	store.Watch(s, func(string, []any) { go leave() })
	err := s.Read(ctx, func(v *store.View) error {
		var n int
		return store.Get(v, &n, "WITH RECURSIVE x (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM x) SELECT count(*) FROM x")
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
	store.Watch(s, nil)
	must(t, s.Read(t.Context(), func(v *store.View) error {
		var n int
		return store.Get(v, &n, "SELECT 1")
	}))
}

// A count with its first page is what the count and the page are by themselves,
// for few matches and for many.
func TestOnePassCountsAndReadsTheFirstPage(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	for i := range 60 {
		w.Card(fmt.Sprint("Card ", (i*37)%60), []string{testkit.NewLead, testkit.OfferSent, testkit.Won}[i%3])
	}
	statuses := []crm.StatusID{0, w.Status(testkit.Won), w.Status(testkit.Contacted)}
	w.Read(func(v *store.View) error {
		for _, status := range statuses {
			q := store.ListQuery{Product: w.Product, Status: status, Limit: 7}
			lines, total, err := v.CountAndPage(q)
			if err != nil {
				return err
			}
			page, err := v.Cards(q)
			if err != nil {
				return err
			}
			want, err := v.CountMatching(q)
			if err != nil {
				return err
			}
			if total != want || len(lines) != len(page) {
				t.Errorf("%d cards, %d of them in the page, want %d and %d", total, len(lines), want, len(page))
			}
			for i := range lines {
				if lines[i].ID != page[i].ID {
					t.Errorf("place %d: %s, want %s", i, lines[i].ID, page[i].ID)
				}
			}
		}
		return nil
	})
}

// Two connections count what one does, whatever is asked.
func TestTwoCountAsOne(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	everyField(w)
	formAndLink(w)
	fillList(w)
	w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), testkit.EmailStep("0d", w.Template(crm.TemplateEmail, "Hello", "Hello")))
	trees := everyOperator(w)
	store.CountAsLarge(w.Store)
	for _, tree := range trees {
		for _, c := range tree.Conditions {
			f, err := filter.Compile(crm.Group{Conditions: []crm.Condition{c}}, filter.Env{Cat: w.Catalogue(), Zone: time.UTC, Now: w.Now()})
			must(t, err)
			q := store.ListQuery{Product: w.Product, Filter: &f, Limit: 7}
			w.Read(func(v *store.View) error {
				lines, total, err := v.CountAndPage(q)
				if err != nil {
					return err
				}
				if runtime.GOMAXPROCS(0) > 1 && !store.IsBeside(v) {
					t.Error("only one counted")
				}
				want, err := v.CountMatching(q)
				if err != nil {
					return err
				}
				page, err := v.Cards(q)
				if total != want || !slices.EqualFunc(lines, page, func(a, b store.CardLine) bool { return a.ID == b.ID }) {
					t.Errorf("%s %s: %d cards, want %d", c.Subject, c.Op, total, want)
				}
				return err
			})
		}
	}
}

// Whoever goes ends both halves of a count.
func TestWhoGoesAwayEndsBothThatCount(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	fillList(w)
	store.CountAsLarge(w.Store)
	endless := filter.Query{Where: "c.id > 0 AND (WITH RECURSIVE x (i) AS (SELECT c.id UNION ALL SELECT i + 1 FROM x) SELECT count(*) FROM x) > 0"}
	ctx, leave := context.WithCancel(t.Context())
	var awaited atomic.Int32
	store.Watch(w.Store, func(query string, _ []any) {
		if strings.Contains(query, "RECURSIVE") && awaited.Add(-1) == 0 {
			go leave()
		}
	})
	err := w.Store.Read(ctx, func(v *store.View) error {
		if _, err := v.CountMatches(w.Product, filter.Query{Where: "1"}); err != nil {
			return err
		}
		awaited.Store(1)
		if store.IsBeside(v) { // else something was committed meanwhile, and one counts alone
			awaited.Store(2)
		}
		_, err := v.CountMatches(w.Product, endless)
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
	store.Watch(w.Store, nil)
	w.Read(func(v *store.View) error {
		_, err := v.CountMatches(w.Product, filter.Query{Where: "1"})
		return err
	})
}

// What was committed since a count's Read began is not in either half.
func TestACountHasOneMoment(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	fillList(w)
	store.CountAsLarge(w.Store)
	w.Read(func(v *store.View) error {
		before, err := v.CountMatching(store.ListQuery{Product: w.Product})
		if err != nil {
			return err
		}
		made := make(chan crm.CardID)
		go func() { made <- w.Card("New", testkit.Won) }()
		<-made
		n, err := v.CountMatches(w.Product, filter.Query{Where: "1"})
		if n != before || store.IsBeside(v) {
			t.Errorf("%d cards, %d before; beside: %v", n, before, store.IsBeside(v))
		}
		return err
	})
}

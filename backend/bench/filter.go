package bench

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"stepwise/backend"
	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/store"
)

// Filters measures B6, B7 and the passing of time with a full workspace: one
// that is there, or, for "", a new one that is removed afterwards.
func Filters(ctx context.Context, size Size, runs int, data string, j Job) (list []Figure, err error) {
	g, b, err := workspace(ctx, size, data, j)
	if err != nil {
		return nil, err
	}
	defer func() {
		err = errors.Join(err, b.Close())
		if data == "" {
			err = errors.Join(err, os.RemoveAll(filepath.Join(j.Dir, "use")))
		}
	}()
	for _, measure := range []func(context.Context, int, *backend.Backend, Job) ([]Figure, error){g.changes, g.counts, g.sweeps} {
		figures, err := measure(ctx, runs, b, j)
		if err != nil {
			return nil, err
		}
		for _, f := range figures {
			fmt.Fprintf(j.Say, "%s: %s %s, SQLite alone %s\n", f.Name, short(middle(f.Ours)), f.Unit, short(middle(f.Raw)))
		}
		list = append(list, figures...)
	}
	return list, nil
}

// changesAtOnce is how many people change cards at the same time.
const changesAtOnce = 16

// changes measures B6: a card is changed as a cell of the list does it, judged
// by all active filters, enters and leaves, and is on disk.
func (g *Generator) changes(ctx context.Context, runs int, b *backend.Backend, j Job) ([]Figure, error) {
	const each = 1000
	name := fmt.Sprintf(", %d cards, %d active", g.Cards, g.Automations)
	middling := Figure{Name: "B6 a change of a card until its enrolments are on disk" + name, Target: "≤ 1", Unit: "ms"}
	slow := Figure{Name: "B6 the same, 99 of 100 are faster", Target: "≤ 5", Unit: "ms"}
	alone := Figure{Name: "B6 the same without a person's undo and answer, median", Target: "≤ 1", Unit: "ms"}
	rate := Figure{Name: fmt.Sprintf("B6 changes by %d people at once", changesAtOnce), Target: "≥ 2,000", Unit: "changes/s", More: true}
	cost := Figure{Name: "B6 processor time of a change", Unit: "µs"}
	for run := range runs {
		from := run * 3 * each
		before := cpu()
		ours, err := j.each(each, func(i int) error { return g.choose(g.Session(ctx), from+i) })
		if err != nil {
			return nil, err
		}
		cost.add(float64((cpu()-before).Microseconds())/each, 0)
		raw, err := j.each(each, func(i int) error { return b.Store().RawTouch(ctx, g.card(from+i)) })
		if err != nil {
			return nil, err
		}
		middling.add(ours[each/2], raw[each/2])
		slow.add(ours[each*99/100], raw[each*99/100])
		bare, err := j.each(each, func(i int) error { return g.put(ctx, b, from+each+i) })
		if err != nil {
			return nil, err
		}
		alone.add(bare[each/2], raw[each/2])
		took, err := j.atOnce(each, func(i int) error { return g.choose(g.Session(ctx), from+2*each+i) })
		if err != nil {
			return nil, err
		}
		rawTook, err := j.atOnce(each, func(i int) error { return b.Store().RawTouch(ctx, g.card(from+i)) })
		if err != nil {
			return nil, err
		}
		rate.add(each/took.Seconds(), each/rawTook.Seconds())
	}
	return []Figure{middling, slow, cost, alone, rate}, nil
}

// choose gives a card another choice in the field that most filters read.
func (g *Generator) choose(s *api.Session, i int) error {
	f := g.Fields[0]
	_, err := s.EditCard(api.EditCardIn{ID: g.card(i), Part: id(f.ID), Value: id(f.Choices[i%len(f.Choices)].ID)})
	return err
}

// put is choose as an import row, a form or a step does it.
func (g *Generator) put(ctx context.Context, b *backend.Backend, i int) error {
	f := g.Fields[0]
	return b.Store().Write(ctx, func(tx *store.Tx) error {
		cause := crm.Cause{Kind: crm.CauseUser, User: g.Users[0].ID}
		_, err := b.Engine().ChangeCards(tx, []crm.CardID{g.card(i)}, cause, func(_ *crm.Catalogue, c *crm.Card) *crm.Phrase {
			c.Fields = maps.Clone(c.Fields)
			c.Fields[f.ID] = f.Choices[i%len(f.Choices)].ID
			return nil
		})
		return err
	})
}

// each measures fn so many times and gives the milliseconds in order.
func (j Job) each(times int, fn func(i int) error) ([]float64, error) {
	list := make([]float64, 0, times)
	for i := range times {
		d, err := j.took(func() error { return fn(i) })
		if err != nil {
			return nil, err
		}
		list = append(list, millis(d))
	}
	slices.Sort(list)
	return list, nil
}

// atOnce measures fn so many times by many at once.
func (j Job) atOnce(times int, fn func(i int) error) (time.Duration, error) {
	errs := make([]error, changesAtOnce)
	return j.took(func() error {
		var all sync.WaitGroup
		for who := range changesAtOnce {
			all.Go(func() {
				for i := who; i < times && errs[who] == nil; i += changesAtOnce {
					errs[who] = fn(i)
				}
			})
		}
		all.Wait()
		return errors.Join(errs...)
	})
}

// counts measures B7: what the editor shows of four conditions, and the counts
// of the filters of active automations.
func (g *Generator) counts(ctx context.Context, runs int, b *backend.Backend, j Job) ([]Figure, error) {
	whole := Figure{Name: fmt.Sprintf("B7 the editor's answer to four conditions, %d cards, the slowest of %d filters", g.Cards, len(g.fours())), Target: "≤ 40 / ≤ 400", Unit: "ms"}
	usual := Figure{Name: "B7 the same, the middle one", Target: "≤ 40 / ≤ 400", Unit: "ms"}
	active := Figure{Name: fmt.Sprintf("B7 the count of an active filter, %d cards, the slowest of %d", g.Cards, g.Automations), Target: "≤ 2 / ≤ 10", Unit: "ms"}
	middling := Figure{Name: "B7 the same, the middle one", Target: "≤ 2 / ≤ 10", Unit: "ms"}
	rows, err := g.Session(ctx).ListFilters(api.ProductIn{Product: g.Product})
	if err != nil {
		return nil, err
	}
	for range runs {
		ours, raw, err := g.count(ctx, b, j)
		if err != nil {
			return nil, err
		}
		whole.add(slices.Max(ours), slices.Max(raw))
		usual.add(middle(ours), middle(raw))
		known, err := j.each(len(rows), func(i int) error {
			_, err := g.Session(ctx).CountFilters(api.CountFiltersIn{IDs: []crm.FilterID{rows[i].Filter.ID}})
			return err
		})
		if err != nil {
			return nil, err
		}
		active.add(slices.Max(known), 0)
		middling.add(middle(known), 0)
	}
	return []Figure{whole, usual, active, middling}, nil
}

func (g *Generator) count(ctx context.Context, b *backend.Backend, j Job) (ours, raw []float64, err error) {
	for _, tree := range g.fours() {
		d, err := j.took(func() error {
			out, err := g.Session(ctx).PreviewFilter(api.PreviewFilterIn{Product: g.Product, Tree: tree})
			if err == nil && len(out.Problems) > 0 {
				err = fmt.Errorf("a condition is wrong: %v", out.Problems)
			}
			return err
		})
		if err != nil {
			return nil, nil, err
		}
		ours = append(ours, millis(d))
		q, err := g.compile(ctx, b, tree)
		if err != nil {
			return nil, nil, err
		}
		d, err = j.took(func() error {
			return b.Store().RawRead(ctx, "SELECT count(*) FROM card c WHERE +c.product = ? AND c.deleted IS NULL AND ("+q.Where+")", append([]any{g.Product}, q.Args...)...)
		})
		if err != nil {
			return nil, nil, err
		}
		raw = append(raw, millis(d))
	}
	return ours, raw, nil
}

func (g *Generator) compile(ctx context.Context, b *backend.Backend, tree crm.Group) (q filter.Query, err error) {
	return q, b.Store().Read(ctx, func(v *store.View) error {
		cat, err := v.Catalogue(g.Product)
		if err != nil {
			return err
		}
		q, err = filter.Compile(tree, filter.Env{Cat: cat, Zone: time.UTC, Now: v.Clock()})
		return err
	})
}

// fours are filters of four conditions of many kinds: few matches and many, of
// numbers, dates, choices and texts, all required and one of them.
func (g *Generator) fours() []crm.Group {
	field := func(at int, op string, values ...string) crm.Condition {
		return crm.Condition{Subject: "field", Field: g.Fields[at%len(g.Fields)].ID, Op: op, Values: append([]string{}, values...)}
	}
	choice := func(at, n int) string { return id(g.Fields[at%len(g.Fields)].Choices[n].ID) }
	status := crm.Condition{Subject: "status", Op: "is", Values: []string{id(g.Statuses[1].ID), id(g.Statuses[2].ID)}}
	tree := func(any bool, list ...crm.Condition) crm.Group {
		return crm.Group{Any: any, Conditions: list, Groups: []crm.Group{}}
	}
	return []crm.Group{
		tree(false, status, field(0, "is", choice(0, 1)), field(4, "gt", "1000"), field(8, "after", "2026-01-01")),
		tree(false, field(4, "gt", "100"), field(5, "lt", "9900"), field(8, "is_set"), field(12, "is_set")),
		tree(false, field(12, "contains", "roof"), field(13, "not_contains", "cluj"), field(14, "is_set"), field(5, "gt", "10")),
		tree(true, field(2, "is", choice(2, 3)), field(3, "is", choice(3, 7)), field(9, "within_next_days", "7"), field(18, "is", "yes")),
		tree(false, field(2, "is", choice(2, 3)), field(3, "is", choice(3, 7)), field(1, "is", choice(1, 2)), field(15, "starts_with", "brick")),
		tree(false, crm.Condition{Subject: "name", Op: "contains", Values: []string{"stefan"}}, status, field(10, "before", "2026-06-01"), field(6, "between", "10", "9000")),
	}
}

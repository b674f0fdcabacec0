package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"stepwise/backend"
	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// times is how often each operation is measured in a run; its median counts.
const times = 15

// Use measures what people do with a full workspace: one that is there, or, for
// "", a new one that is removed afterwards.
func Use(ctx context.Context, size Size, runs int, data string, j Job) (list []Figure, err error) {
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
	for _, m := range g.operations() {
		f := Figure{Name: fmt.Sprintf("%s, %d cards", m.name, size.Cards), Target: m.target, Unit: "ms"}
		for range runs {
			ours, err := j.middling(times, func(i int) error { return m.do(g.Session(ctx), i) })
			if err != nil {
				return nil, fmt.Errorf("%s: %w", m.name, err)
			}
			raw := 0.0
			if m.raw != nil {
				if raw, err = j.middling(times, func(i int) error { return m.raw(ctx, b.Store(), i) }); err != nil {
					return nil, fmt.Errorf("%s, plain: %w", m.name, err)
				}
			}
			f.add(ours, raw)
		}
		fmt.Fprintf(j.Say, "%s: %.2f ms, SQLite alone %.2f\n", f.Name, middle(f.Ours), middle(f.Raw))
		list = append(list, f)
	}
	peak := peakMemory()
	return append(list, Figure{Name: fmt.Sprintf("peak memory of the process, %d cards", size.Cards), Unit: "MiB", Ours: []float64{peak}}), nil
}

func workspace(ctx context.Context, size Size, data string, j Job) (*Generator, *backend.Backend, error) {
	if data != "" {
		g, b, err := Reopen(ctx, data, size, j)
		forgetPeak()
		return g, b, err
	}
	g, b, err := Open(ctx, filepath.Join(j.Dir, "use"), size, j)
	if err != nil {
		return nil, nil, err
	}
	filled, err := j.took(func() error { return g.Fill(ctx) })
	if err != nil {
		return nil, nil, errors.Join(err, b.Close())
	}
	fmt.Fprintf(j.Say, "%d cards made in %.0f s\n", size.Cards, filled.Seconds())
	debug.FreeOSMemory()
	forgetPeak()
	return g, b, nil
}

// operation is something people do, and the least that SQLite must do for it.
type operation struct {
	name, target string
	do           func(*api.Session, int) error
	raw          func(context.Context, *store.Store, int) error
}

// names of the first cards that a page shows are read from the index of names.
const rawPage = "SELECT c.id, c.name, c.status, c.owner, c.modified FROM card c WHERE c.product = ? AND c.deleted IS NULL ORDER BY c.name_fold, c.id LIMIT 50 OFFSET ?"

func (g *Generator) operations() []operation {
	page := func(change func(*api.ListCardsIn)) func(*api.Session, int) error {
		return func(s *api.Session, _ int) error {
			in := api.ListCardsIn{Product: g.Product, Limit: 50}
			change(&in)
			_, err := s.ListCards(in)
			return err
		}
	}
	rows := func(query string, args ...any) func(context.Context, *store.Store, int) error {
		return func(ctx context.Context, s *store.Store, _ int) error { return s.RawRead(ctx, query, args...) }
	}
	raw := func(ctx context.Context, s *store.Store, i int) error { return s.RawTouch(ctx, g.card(i)) }
	return []operation{
		{"first page of the list", "≤ 50", page(func(*api.ListCardsIn) {}), rows(rawPage, g.Product, 0)},
		{"jump to the middle", "≤ 50", page(func(in *api.ListCardsIn) { in.Offset, in.Total = g.Cards/2, g.Cards }), rows(rawPage, g.Product, g.Cards/2)},
		{"list sorted by a number, first page", "", page(func(in *api.ListCardsIn) { in.Sort = id(g.Fields[4].ID) }),
			rows("SELECT c.id FROM card c WHERE c.product = ? AND c.deleted IS NULL ORDER BY c.fields->>'$."+g.Fields[4].ID.Key()+"' LIMIT 50", g.Product)},
		{"count of all", "", func(s *api.Session, _ int) error {
			_, err := s.CountCards(api.CountCardsIn{List: api.ListCardsIn{Product: g.Product}})
			return err
		}, rows("SELECT count(*) FROM card c WHERE c.product = ? AND c.deleted IS NULL", g.Product)},
		{"search of one card", "≤ 50", func(s *api.Session, i int) error {
			return page(func(in *api.ListCardsIn) { in.Search = "client" + number(i*g.Cards/times) + "@" })(s, i)
		}, nil},
		{"search that finds thousands", "≤ 50", page(func(in *api.ListCardsIn) { in.Search = "stefan munt" }), nil},
		{"save of one card, 50 automations", "", func(s *api.Session, i int) error { return g.save(s, i) }, raw},
		{"move on the board", "", func(s *api.Session, i int) error { return g.move(s, i) }, raw},
	}
}

// card is one of the generated ones, another each time.
func (g *Generator) card(i int) crm.CardID { return crm.CardID(1 + (i*7919+13)%g.Cards) }

func (g *Generator) save(s *api.Session, i int) error {
	_, err := s.EditCard(api.EditCardIn{ID: g.card(i), Part: id(g.Fields[4].ID), Value: float64(i) + float64(i%7)/4 + 0.5})
	return err
}

func (g *Generator) move(s *api.Session, i int) error {
	_, err := s.MoveCard(api.MoveCardIn{ID: g.card(i + times), Status: g.Statuses[i%statuses].ID})
	return err
}

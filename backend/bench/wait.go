package bench

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"stepwise/backend/api"
	"stepwise/backend/store"
)

// Wait measures how long a person's write waits while an import runs: one write
// after the other, each of them empty, so that only the waiting counts.
func Wait(ctx context.Context, size Size, j Job) (list []Figure, err error) {
	dir := filepath.Join(j.Dir, "wait")
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	g, b, err := Open(ctx, dir, size, j)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	s := g.Session(ctx)
	read, err := s.ReadImport(api.ReadImportIn{Product: g.Product, Name: "cards.csv", Content: base64.StdEncoding.EncodeToString(g.CSV(true))})
	if err != nil {
		return nil, err
	}
	inner, stop := context.WithCancel(ctx)
	waits := make(chan []float64)
	go func() { waits <- g.knock(inner, j) }()
	took, err := j.took(func() error { return g.apply(ctx, s, read, true) })
	stop()
	all := <-waits
	if err != nil || len(all) == 0 {
		return nil, err
	}
	slices.Sort(all)
	fmt.Fprintf(j.Say, "%d writes during an import of %.1f s\n", len(all), took.Seconds())
	return []Figure{
		{Name: "a write of a person's during an import, median", Unit: "ms", Ours: []float64{all[len(all)/2]}},
		{Name: "the same, 99 of 100 are faster", Unit: "ms", Target: "≤ 50", Ours: []float64{all[len(all)*99/100]}},
		{Name: "the same, the slowest", Unit: "ms", Ours: []float64{all[len(all)-1]}},
	}, nil
}

// knock writes nothing, again and again; what took less than a millisecond
// didn't wait for the import and doesn't count.
func (g *Generator) knock(ctx context.Context, j Job) (waits []float64) {
	for ctx.Err() == nil {
		d, err := j.took(func() error { return g.b.Store().Write(ctx, func(*store.Tx) error { return nil }) })
		if err == nil && d >= time.Millisecond {
			waits = append(waits, millis(d))
		}
	}
	return waits
}

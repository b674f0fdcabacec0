package bench

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Import measures B10 and B13: a file of cards, read, checked and written with
// all indexes, the filters of the active automations evaluated.
func Import(ctx context.Context, size Size, runs int, contact bool, j Job) ([]Figure, error) {
	what := fmt.Sprintf("%d cards × %d fields", size.Cards, size.Fields)
	if contact {
		what += ", each with a client, an email and a phone"
	}
	rate := Figure{Name: "B10 import, " + what, Target: "≥ 50,000", Unit: "cards/s", More: true}
	cost := Figure{Name: "B10 processor time", Unit: "µs/card"}
	room := Figure{Name: "B13 bytes of a card with its indexes", Target: "≤ 420", Unit: "B"}
	whole := Figure{Name: "B13 bytes of the whole database for each card, search not yet made", Unit: "B"}
	peak := Figure{Name: "B10 peak memory of the process", Unit: "MiB"}
	for run := range runs {
		one, err := importOnce(ctx, size, contact, j, filepath.Join(j.Dir, fmt.Sprintf("import-%d", run)))
		if err != nil {
			return nil, err
		}
		rate.add(one.rate, one.raw)
		cost.add(one.cpu, 0)
		room.add(one.bytes, 0)
		whole.add(one.whole, 0)
		peak.add(one.peak, 0)
		fmt.Fprintf(j.Say, "import %d: %.0f cards/s, SQLite alone %.0f, %.0f B a card, %.0f MiB\n", run+1, one.rate, one.raw, one.bytes, one.peak)
	}
	return []Figure{rate, cost, room, whole, peak}, nil
}

type imported struct{ rate, raw, cpu, bytes, whole, peak float64 }

func importOnce(ctx context.Context, size Size, contact bool, j Job, dir string) (out imported, err error) {
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	g, b, err := Open(ctx, filepath.Join(dir, "data"), size, j)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	s := g.Session(ctx)
	read, err := s.ReadImport(api.ReadImportIn{Product: g.Product, Name: "cards.csv", Content: base64.StdEncoding.EncodeToString(g.CSV(contact))})
	if err != nil {
		return out, err
	}
	debug.FreeOSMemory() // what made the file is not what is measured
	forgetPeak()
	before := cpu()
	took, err := j.took(func() error { return g.apply(ctx, s, read, contact) })
	if err != nil {
		return out, err
	}
	n := float64(size.Cards)
	out.rate, out.cpu = n/took.Seconds(), float64((cpu()-before).Microseconds())/n
	out.peak = peakMemory()
	raw, err := store.RawLoad(ctx, b.Store(), filepath.Join(dir, "raw.db"), j.Watch)
	if err != nil {
		return out, err
	}
	out.raw, out.bytes = float64(raw.Cards)/raw.Took.Seconds(), float64(raw.Bytes)/float64(raw.Cards)
	bytes, err := b.Store().Bytes(ctx)
	out.whole = float64(bytes) / n
	return out, err
}

func (g *Generator) apply(ctx context.Context, s *api.Session, read api.ReadImportOut, contact bool) error {
	job, err := s.StartImport(api.StartImportIn{
		Import: read.Import, Encoding: read.Encoding, Delimiter: read.Delimiter, Mapping: g.mapping(contact), Existing: api.ExistingNew, Consent: true,
	})
	if err != nil {
		return err
	}
	job, err = g.b.Service().Wait(ctx, job.ID)
	switch {
	case err != nil:
		return err
	case job.Error != nil:
		return job.Error
	case job.State != "done" || count(job.Result) != g.Cards:
		return fmt.Errorf("the import ended %s with %v", job.State, job.Result.Args)
	}
	return nil
}

func count(p crm.Phrase) int {
	n, _ := p.Args["count"].(int)
	return n
}

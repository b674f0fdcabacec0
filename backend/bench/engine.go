package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
)

// Engine measures B1 to B4: an activation of all cards, alone and beside a
// person, and steps that are due together or all over a day. Each run begins with
// the same files, and SQLite alone writes the same rows into a copy of them.
func Engine(ctx context.Context, size Size, runs int, j Job) (list []Figure, err error) {
	b := &bed{size: size, job: j, dir: filepath.Join(j.Dir, "engine")}
	defer func() { err = errors.Join(err, os.RemoveAll(b.dir)) }()
	if err := b.make(ctx); err != nil {
		return nil, err
	}
	for _, measure := range []func(context.Context, int) ([]Figure, error){b.activations, b.beside, b.steps} {
		figures, err := measure(ctx, runs)
		if err != nil {
			return nil, err
		}
		list = append(list, figures...)
	}
	return list, nil
}

// bed is where the engine is measured: a workspace of cards with clients,
// copied for each measurement.
type bed struct {
	size Size
	job  Job
	dir  string
	g    *Generator
}

func (b *bed) at(name string) string { return filepath.Join(b.dir, name) }

// make makes the workspace with its cards.
func (b *bed) make(ctx context.Context) error {
	size := b.size
	size.Automations = 0
	g, back, err := Open(ctx, b.at("base"), size, b.job)
	if err != nil {
		return err
	}
	took, err := b.job.took(func() error { return g.Fill(ctx) })
	if err != nil {
		return errors.Join(err, back.Close())
	}
	b.g = g
	fmt.Fprintf(b.job.Say, "%d cards made in %.0f s\n", size.Cards, took.Seconds())
	return back.Close()
}

// in opens a copy of a workspace at a moment, does something with it and
// removes it.
func (b *bed) in(ctx context.Context, from, to string, do func(*rig) error) (err error) {
	if err := os.CopyFS(b.at(to), os.DirFS(b.at(from))); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(b.at(to))) }()
	return b.open(ctx, to, do)
}

func (b *bed) open(ctx context.Context, name string, do func(*rig) error) error {
	r, err := openRig(ctx, b.at(name), b.job)
	if err != nil {
		return err
	}
	return errors.Join(do(r), r.store.Close())
}

// sequence is an automation of all cards whose steps are of one kind: the first
// on the day of the activation, at nine unless scattered, the next three days
// later.
func (b *bed) sequence(tx *store.Tx, kind crm.StepKind, scattered bool) (crm.Sequence, error) {
	folders, err := tx.Folders(b.g.Product)
	if err != nil {
		return crm.Sequence{}, err
	}
	f, err := tx.SaveFilter(crm.Filter{Product: b.g.Product, Name: "All", Tree: crm.Group{Conditions: b.g.matching("all", 0), Groups: []crm.Group{}}})
	if err != nil {
		return crm.Sequence{}, err
	}
	q := crm.Sequence{Product: b.g.Product, Name: "All of them", Folder: folders[0].ID, Filter: f.ID, Reentry: crm.ReentryOnce, ModifiedBy: b.g.Users[0].ID}
	template, err := tx.SaveTemplate(crm.Template{Product: b.g.Product, Kind: kind.Template(), Name: "Measured", Content: contentOf(kind)})
	if err != nil {
		return q, err
	}
	for _, delay := range []int{0, 3} {
		t := crm.Timing{Delay: delay, Unit: crm.UnitDays, Sync: crm.SyncAny, Weekdays: []int{}}
		if !scattered {
			t.Sync, t.From = crm.SyncWorkdays, "09:00"
		}
		q.Steps = append(q.Steps, crm.Step{Kind: kind, Timing: t, Template: template.ID, Purpose: crm.PurposeService})
	}
	return tx.SaveSequence(q)
}

func contentOf(kind crm.StepKind) crm.Content {
	switch kind.Template() {
	case crm.TemplateEmail:
		return crm.Content{Subject: "About {{card.name}}", Body: letter()}
	case crm.TemplateTask:
		return crm.Content{Subject: "Call {{card.name}}", TaskType: "call"}
	}
	return crm.Content{Body: "Any questions, {{contact.first_name | default: \"friend\"}}?"}
}

// begin makes the sequence and begins its activation for all cards.
func (b *bed) begin(ctx context.Context, r *rig, kind crm.StepKind, scattered bool) (q crm.Sequence, err error) {
	err = r.store.Write(ctx, func(tx *store.Tx) error {
		if q, err = b.sequence(tx, kind, scattered); err != nil {
			return err
		}
		return r.engine.Activate(tx, q, engine.ScopeAll, engine.MidwayKeep, b.g.Users[0].ID)
	})
	return q, err
}

// activations measures B1.
func (b *bed) activations(ctx context.Context, runs int) ([]Figure, error) {
	f := Figure{Name: fmt.Sprintf("B1 an activation of all %d cards", b.size.Cards), Target: "≥ 60 % of SQLite", Unit: "cards/s", More: true}
	cost := Figure{Name: "B1 processor time", Unit: "µs/card"}
	for range runs {
		var ours, raw float64
		err := b.in(ctx, "base", "raw", func(r *rig) error {
			q, err := b.begin(ctx, r, crm.StepTaskUser, false)
			if err != nil {
				return err
			}
			took, err := b.job.took(func() error { return r.store.RawActivate(ctx, q) })
			raw = float64(b.size.Cards) / took.Seconds()
			return err
		})
		if err != nil {
			return nil, err
		}
		err = b.in(ctx, "base", "ours", func(r *rig) error {
			if _, err := b.begin(ctx, r, crm.StepTaskUser, false); err != nil {
				return err
			}
			before, n := cpu(), 0
			took, err := b.job.took(func() (err error) { n, err = r.engine.ContinueActivation(ctx); return err })
			ours = float64(n) / took.Seconds()
			cost.add(float64((cpu()-before).Microseconds())/float64(max(n, 1)), 0)
			if err == nil && n != b.size.Cards {
				err = fmt.Errorf("%d of %d cards entered", n, b.size.Cards)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		f.add(ours, raw)
		b.say(f)
	}
	return []Figure{f, cost}, nil
}

func (b *bed) say(f Figure) {
	raw := 0.0
	if len(f.Raw) > 0 {
		raw = f.Raw[len(f.Raw)-1]
	}
	fmt.Fprintf(b.job.Say, "%s: %s %s, SQLite alone %s; load %s\n", f.Name, short(f.Ours[len(f.Ours)-1]), f.Unit, short(raw), load())
}

// beside measures B2: the same while a person writes and a list is read every
// five milliseconds.
func (b *bed) beside(ctx context.Context, runs int) ([]Figure, error) {
	rate := Figure{Name: "B2 the same while a person works", Target: "≥ 250,000 there", Unit: "cards/s", More: true}
	write := Figure{Name: "B2 the person's write, 99 of 100 are faster", Target: "≤ 25", Unit: "ms"}
	slowest := Figure{Name: "B2 the same, the slowest", Unit: "ms"}
	read := Figure{Name: "B2 a page of the list, 99 of 100 are faster", Target: "≤ 2", Unit: "ms"}
	left := Figure{Name: "B2 the log after it", Target: "≤ 64", Unit: "MiB"}
	for range runs {
		err := b.in(ctx, "base", "ours", func(r *rig) error {
			if _, err := b.begin(ctx, r, crm.StepTaskUser, false); err != nil {
				return err
			}
			p := b.person(ctx, r)
			n := 0
			took, err := b.job.took(func() (err error) { n, err = r.engine.ContinueActivation(ctx); return err })
			writes, reads := p.stop()
			if err = errors.Join(err, p.err); err != nil {
				return err
			}
			rate.add(float64(n)/took.Seconds(), 0)
			slices.Sort(writes)
			slices.Sort(reads)
			write.add(writes[len(writes)*99/100], 0)
			slowest.add(writes[len(writes)-1], 0)
			read.add(reads[len(reads)*99/100], 0)
			info, err := os.Stat(filepath.Join(b.at("ours"), store.File+"-wal"))
			if err == nil {
				left.add(float64(info.Size())/(1<<20), 0)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		b.say(rate)
		b.say(write)
	}
	return []Figure{rate, write, slowest, read, left}, nil
}

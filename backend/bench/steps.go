package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"stepwise/backend/crm"
)

// due is one way in which steps are due.
type due struct {
	name, target string
	kind         crm.StepKind
	scattered    bool
}

var dues = []due{
	{"B3 tasks that are due together", "≥ 200,000", crm.StepTaskUser, false},
	{"B3 emails to clients that are due together, into the outbox", "≥ 25,000", crm.StepEmailClient, false},
	{"B4 tasks all over a day, looked at every minute", "≥ 30,000", crm.StepTaskUser, true},
	{"B4 emails to clients all over a day, into the outbox", "≥ 15,000", crm.StepEmailClient, true},
}

// steps measures B3 and B4.
func (b *bed) steps(ctx context.Context, runs int) (list []Figure, err error) {
	for _, d := range dues {
		figures, err := b.due(ctx, d, runs)
		if err != nil {
			return nil, err
		}
		list = append(list, figures...)
	}
	return list, nil
}

func (b *bed) due(ctx context.Context, d due, runs int) (list []Figure, err error) {
	defer func() { err = errors.Join(err, os.RemoveAll(b.at("due"))) }()
	if err := b.prepare(ctx, d); err != nil {
		return nil, err
	}
	f := Figure{Name: fmt.Sprintf("%s, %d", d.name, b.size.Cards), Target: d.target, Unit: "steps/s", More: true}
	cost := Figure{Name: "the same, processor time", Unit: "µs/step"}
	for range runs {
		var raw, ours float64
		err := b.in(ctx, "due", "raw", func(r *rig) error {
			took, err := b.job.took(func() error { return b.raw(ctx, r, d) })
			raw = float64(b.size.Cards) / took.Seconds()
			return err
		})
		if err != nil {
			return nil, err
		}
		err = b.in(ctx, "due", "ours", func(r *rig) error {
			before, n := cpu(), 0
			took, err := b.job.took(func() (err error) { n, err = b.run(ctx, r, d); return err })
			ours = float64(n) / took.Seconds()
			cost.add(float64((cpu()-before).Microseconds())/float64(max(n, 1)), 0)
			if err == nil && n != b.size.Cards {
				err = fmt.Errorf("%d of %d steps were due", n, b.size.Cards)
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

// prepare enrols all cards, so that their first steps wait.
func (b *bed) prepare(ctx context.Context, d due) error {
	if err := os.CopyFS(b.at("due"), os.DirFS(b.at("base"))); err != nil {
		return err
	}
	return b.open(ctx, "due", func(r *rig) error {
		r.set(daybreak.Add(time.Second)) // at midnight sharp a client step would wait for nine
		if _, err := b.begin(ctx, r, d.kind, d.scattered); err != nil {
			return err
		}
		if _, err := r.engine.ContinueActivation(ctx); err != nil || !d.scattered {
			return err
		}
		return r.store.RawScatter(ctx, crm.At(daybreak.Add(time.Minute)), crm.Instant(23*time.Hour/time.Millisecond))
	})
}

// moments are when the engine looks: once, or every minute of a day.
func (d due) moments() (list []time.Time) {
	if !d.scattered {
		return []time.Time{daybreak.Add(9*time.Hour + 30*time.Second)}
	}
	for at := daybreak.Add(time.Minute); !at.After(daybreak.Add(23*time.Hour + 2*time.Minute)); at = at.Add(time.Minute) {
		list = append(list, at)
	}
	return list
}

func (b *bed) run(ctx context.Context, r *rig, d due) (n int, err error) {
	for _, at := range d.moments() {
		r.set(at)
		some, err := r.engine.RunDue(ctx)
		n += some
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// raw lets SQLite alone write the same rows.
func (b *bed) raw(ctx context.Context, r *rig, d due) error {
	for _, at := range d.moments() {
		r.set(at)
		for {
			n, err := r.store.RawSteps(ctx, d.kind == crm.StepTaskUser, crm.At(at.Add(72*time.Hour)))
			if err != nil {
				return err
			}
			if n == 0 {
				break
			}
		}
	}
	return nil
}

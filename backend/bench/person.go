package bench

import (
	"context"
	"errors"
	"sync"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// everyMoment is how often the person writes and reads.
const everyMoment = 5 * time.Millisecond

// person is somebody who works while the engine does: one thread writes, the
// other reads.
type person struct {
	end    context.CancelFunc
	all    sync.WaitGroup
	writes []float64
	reads  []float64
	err    error
}

// person begins to work; stop ends it.
func (b *bed) person(ctx context.Context, r *rig) *person {
	inner, end := context.WithCancel(ctx)
	p := &person{end: end}
	var wrote, read error
	p.all.Go(func() { p.writes, wrote = b.job.repeat(inner, func(i int) error { return b.edit(ctx, r, i) }) })
	p.all.Go(func() {
		p.reads, read = b.job.repeat(inner, func(int) error { return r.store.RawRead(ctx, rawPage, b.g.Product, 0) })
	})
	go func() {
		p.all.Wait()
		p.err = errors.Join(wrote, read)
	}()
	return p
}

// stop gives the milliseconds that each write and read took.
func (p *person) stop() (writes, reads []float64) {
	p.end()
	p.all.Wait()
	return p.writes, p.reads
}

// repeat does something every moment until it is told to stop, and at least
// once.
func (j Job) repeat(ctx context.Context, do func(i int) error) (list []float64, err error) {
	tick := time.NewTicker(everyMoment)
	defer tick.Stop()
	for i := 0; ; i++ {
		took, err := j.took(func() error { return do(i) })
		if err != nil {
			return list, err
		}
		list = append(list, millis(took))
		select {
		case <-ctx.Done():
			return list, nil
		case <-tick.C:
		}
	}
}

// edit renames a card as a person does.
func (b *bed) edit(ctx context.Context, r *rig, i int) error {
	return r.store.Write(ctx, func(tx *store.Tx) error {
		cause := crm.Cause{Kind: crm.CauseUser, User: b.g.Users[0].ID}
		_, err := r.engine.ChangeCards(tx, []crm.CardID{b.g.card(i)}, cause, func(_ *crm.Catalogue, c *crm.Card) *crm.Phrase {
			c.Name = "Edited " + number(i)
			return nil
		})
		return err
	})
}

package outbox

import (
	"context"
	"errors"
	"maps"
	"slices"

	"stepwise/backend/crm"
)

// Counts says what a Deliver did.
type Counts struct {
	Sent      int `json:"sent"`
	Failed    int `json:"failed"`
	Uncertain int `json:"uncertain"`
	Retried   int `json:"retried"`
	Stopped   int `json:"stopped"`
	PutOff    int `json:"putOff"`
}

// Plus is the sum of two counts.
func (c Counts) Plus(d Counts) Counts {
	c.add(d)
	return c
}

func (c *Counts) add(d Counts) {
	c.Sent += d.Sent
	c.Failed += d.Failed
	c.Uncertain += d.Uncertain
	c.Retried += d.Retried
	c.Stopped += d.Stopped
	c.PutOff += d.PutOff
}

// Total is everything that moved.
func (c Counts) Total() int {
	return c.Sent + c.Failed + c.Uncertain + c.Retried + c.Stopped + c.PutOff
}

// Deliver hands over what is due, each account by itself, until nothing is. One
// that takes longer than Patience goes on by itself, and a later Deliver says
// what it did: a server that hangs holds up its own messages and nothing else.
func (o *Outbox) Deliver(ctx context.Context) (total Counts, err error) {
	if err := o.recordRest(ctx); err != nil {
		return Counts{}, err
	}
	limit := ctx
	if o.Patience > 0 {
		var end context.CancelFunc
		limit, end = context.WithTimeout(ctx, o.Patience)
		defer end()
	}
	under, total, err := o.underWay(ctx)
	errs := []error{err}
	for key, w := range under {
		select {
		case <-w.done:
		case <-limit.Done():
			if o.Patience > 0 {
				continue
			}
			<-w.done // told to stop: it ends by itself
		}
		total.add(w.counts)
		errs = append(errs, w.err)
		o.mu.Lock()
		delete(o.work, key)
		o.mu.Unlock()
	}
	return total, errors.Join(errs...)
}

// workKey names a delivery: an account's, or a whole channel's where it takes
// everything at once.
type workKey struct {
	channel crm.Channel
	account crm.AccountID
}

// work is one delivery; done is closed when the rest is known.
type work struct {
	done   chan struct{}
	counts Counts
	err    error
}

// underWay is every delivery; those of accounts that may take something begin.
func (o *Outbox) underWay(ctx context.Context) (all map[workKey]*work, total Counts, err error) {
	var errs []error
	for _, ch := range slices.Sorted(maps.Keys(o.Channels)) {
		channel := o.Channels[ch]
		if _, ok := channel.(Instant); ok {
			o.begin(workKey{channel: ch}, func() (Counts, error) { return o.deliverAtOnce(ctx, ch) })
			continue
		}
		ready, n, err := o.survey(ctx, ch)
		total.add(n)
		errs = append(errs, err)
		for _, id := range ready {
			o.begin(workKey{ch, id}, func() (Counts, error) { return o.deliver(ctx, ch, id, channel) })
		}
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	return maps.Clone(o.work), total, errors.Join(errs...)
}

// begin lets a delivery go on by itself, unless it does already.
func (o *Outbox) begin(key workKey, deliver func() (Counts, error)) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.work[key] != nil {
		return
	}
	w := &work{done: make(chan struct{})}
	o.work[key] = w
	go func() {
		defer close(w.done)
		w.counts, w.err = deliver()
	}()
}

// Wait waits for the deliveries that go on by themselves; the context they were
// begun with has ended.
func (o *Outbox) Wait() {
	o.mu.Lock()
	under := maps.Clone(o.work)
	o.mu.Unlock()
	for _, w := range under {
		<-w.done
	}
}

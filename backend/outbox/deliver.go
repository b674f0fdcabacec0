package outbox

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/fault"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// batch is how many messages one claim takes, lines how many are handed over
// at the same time.
const batch = 64

var lines = map[crm.Channel]int{crm.ChannelEmail: 4, crm.ChannelSMS: 2}

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

// Deliver hands over what is due in every channel, until nothing is. A channel
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
	under := o.underWay(ctx)
	var errs []error
	for ch, w := range under {
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
		delete(o.work, ch)
		o.mu.Unlock()
	}
	return total, errors.Join(errs...)
}

// work is one channel's delivery; done is closed when the rest is known.
type work struct {
	done   chan struct{}
	counts Counts
	err    error
}

// underWay is the delivery of every channel; those that rest begin.
func (o *Outbox) underWay(ctx context.Context) map[crm.Channel]*work {
	o.mu.Lock()
	defer o.mu.Unlock()
	for ch, channel := range o.Channels {
		if o.work[ch] != nil {
			continue
		}
		w := &work{done: make(chan struct{})}
		o.work[ch] = w
		go func() {
			defer close(w.done)
			w.counts, w.err = o.deliver(ctx, ch, channel)
		}()
	}
	return maps.Clone(o.work)
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

func (o *Outbox) deliver(ctx context.Context, ch crm.Channel, channel Channel) (Counts, error) {
	if _, ok := channel.(Instant); ok {
		return o.deliverAtOnce(ctx, ch)
	}
	var total Counts
	for ctx.Err() == nil {
		acct, claimed, putOff, err := o.claim(ctx, ch)
		total.PutOff += putOff
		if err != nil || (len(claimed) == 0 && putOff == 0) {
			return total, err
		}
		fault.Point(fault.Claimed)
		n, err := o.handOver(ctx, acct, channel, claimed)
		total.add(n)
		if err != nil || n.Stopped > 0 {
			return total, err
		}
	}
	return total, ctx.Err()
}

// claim takes what is due and looks at each message again (T3). What may not
// go now is put off, held or dropped in the same transaction.
func (o *Outbox) claim(ctx context.Context, ch crm.Channel) (acct crm.Account, out []crm.Message, putOff int, err error) {
	err = o.Store.WriteBulk(ctx, func(tx *store.Tx) error {
		acct, out, putOff = crm.Account{}, nil, 0
		if still, err := tx.StandsStill(); err != nil || still {
			return err
		}
		stopped, err := o.surges(tx)
		if err != nil {
			return err
		}
		accounts, err := tx.Accounts()
		if err != nil {
			return err
		}
		var why crm.Reason
		if acct, why = account(accounts, ch, tx.Now); why != crm.ReasonNone {
			return tx.MarkWaiting(ch, why)
		}
		c, err := o.newCheck(tx, acct)
		if err != nil {
			return err
		}
		take := tx.ClaimMessages
		if stopped {
			take = tx.ClaimInside
			if err := tx.MarkSurge(ch); err != nil {
				return err
			}
		}
		claimed, err := take(o.worker, ch, batch)
		if err != nil {
			return err
		}
		for _, m := range claimed {
			ok, err := c.mayGo(m)
			if err != nil {
				return err
			}
			if ok {
				out = append(out, m)
			} else {
				putOff++
			}
		}
		return nil
	})
	return acct, out, putOff, err
}

// handOver sends claimed messages over several lines at once. When the account
// is in trouble, those not begun go back untouched.
func (o *Outbox) handOver(ctx context.Context, a crm.Account, channel Channel, list []crm.Message) (Counts, error) {
	var (
		mu      sync.Mutex
		total   Counts
		errs    []error
		stopped bool
		silent  int // outcomes in a row without an answer
		next    = make(chan crm.Message)
		crew    sync.WaitGroup
	)
	for range min(lines[a.Channel], len(list)) {
		crew.Go(func() {
			for m := range next {
				mu.Lock()
				skip := stopped || ctx.Err() != nil
				mu.Unlock()
				r := result{message: m, claimed: m, account: a, outcome: crm.Outcome{Kind: crm.Aborted}}
				if !skip {
					r = o.send(ctx, a, channel, m)
				}
				n, err := o.record(ctx, r)
				r.done()
				mu.Lock()
				total.add(n)
				errs = append(errs, err)
				stopped = stopped || n.Stopped > 0 || r.outcome.RetryAfter > 0
				if silent = stillSilent(silent, r.outcome); silent == mostSilent {
					stopped = true
					errs = append(errs, o.rest(ctx, a))
				}
				mu.Unlock()
			}
		})
	}
	for _, m := range list {
		next <- m
	}
	close(next)
	crew.Wait()
	return total, errors.Join(errs...)
}

// After mostSilent messages in a row without an answer of its server an account
// rests: a server or a network that is gone must not use up every message's
// attempt, or leave every one of them uncertain.
const (
	mostSilent = 20
	restTime   = 5 * time.Minute
)

func stillSilent(before int, out crm.Outcome) int {
	switch {
	case out.Kind == crm.Aborted:
		return before
	case out.Code == 0 && (out.Kind == crm.Temporary || out.Kind == crm.Unclear):
		return before + 1
	}
	return 0
}

func (o *Outbox) rest(ctx context.Context, a crm.Account) error {
	o.Log.WarnContext(ctx, "account rests: no answer", slog.String("account", a.ID.String()))
	return o.Store.Write(context.WithoutCancel(ctx), func(tx *store.Tx) error { return tx.PauseAccount(a.ID, tx.Now.Add(restTime)) })
}

// result is what handing one message over came to.
type result struct {
	message   crm.Message // with the state it has in the database
	claimed   crm.Message // as it was claimed, before this attempt
	account   crm.Account
	outcome   crm.Outcome
	committed bool       // "sending" was written
	hold      crm.Reason // why it was not tried and a person must decide
	giveBack  func()
}

// done lets the next message to its last byte.
func (r *result) done() {
	if r.giveBack != nil {
		r.giveBack()
	}
}

// errGone aborts a hand-over whose message is no longer ours to send.
var errGone = errors.New("the message was withdrawn or may not go now")

// filesMissing are the reasons for which a message waits for a person instead of
// failing: with the file back, it goes as it is.
var filesMissing = []crm.Reason{crm.ReasonFileGone, crm.ReasonFilesTooBig, crm.ReasonNoPDF}

// compose makes the bytes of a message, with its files.
func (o *Outbox) compose(ctx context.Context, a crm.Account, channel Channel, m crm.Message) ([]byte, error) {
	r, err := o.Render(m)
	if err != nil {
		return nil, err
	}
	if len(r.Files)+len(m.Attached) > 0 {
		err = o.Store.Read(ctx, func(v *store.View) error { return o.AddFiles(v, m, &r, Loaded) })
		if err != nil {
			return nil, err
		}
	}
	return channel.Compose(a, m, r)
}

func (o *Outbox) send(ctx context.Context, a crm.Account, channel Channel, m crm.Message) result {
	r := result{message: m, claimed: m, account: a}
	raw, err := o.compose(ctx, a, channel, m)
	if err != nil {
		switch why := ReasonFor(crm.TemplateEmail, err); {
		case slices.Contains(filesMissing, why):
			r.hold, r.outcome.Words = why, whichFile(err)
			return r
		case ctx.Err() != nil:
			r.outcome.Kind = crm.Aborted
			return r
		case crm.CodeOf(err) == crm.CodeUnavailable: // the disk, perhaps for a moment
			r.outcome = crm.Outcome{Kind: crm.Temporary, Words: err.Error()}
			return r
		}
		o.Log.ErrorContext(ctx, "message can't be composed", slog.String("message", m.ID.String()), slog.Any("error", err))
		r.outcome = crm.Outcome{Kind: crm.Refused, Words: err.Error()}
		return r
	}
	fault.Point(fault.Composed)
	patient, handed, end := patience(ctx)
	defer end()
	r.outcome = channel.Send(patient, a, m, raw, func() (err error) {
		if r.giveBack, err = o.turns.take(ctx); err != nil {
			return err
		}
		handed()
		moved, err := o.commit(ctx, a, m)
		if moved != nil {
			r.message, r.committed = *moved, true
		}
		return err
	})
	if ctx.Err() != nil && !r.committed && r.outcome.Kind == crm.Temporary {
		r.outcome.Kind = crm.Aborted // we gave up, not the server: it is no attempt
	}
	return r
}

// commit writes "sending" just before the byte that completes the message
// (T3b). From here on only a complete answer, a look-up or a person tells what
// became of it.
func (o *Outbox) commit(ctx context.Context, a crm.Account, m crm.Message) (*crm.Message, error) {
	var out *crm.Message
	if err := fault.Fail(fault.BeforeSend); err != nil {
		return nil, err
	}
	err := o.Store.Write(ctx, func(tx *store.Tx) (err error) {
		out, err = o.sending(tx, a, m)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, fault.Fail(fault.AfterSend)
}

// sending moves a claimed message to "sending", unless it is no longer ours to
// send.
func (o *Outbox) sending(tx *store.Tx, a crm.Account, m crm.Message) (*crm.Message, error) {
	ok, err := tx.StillClaimed(m)
	if err != nil || !ok {
		return nil, errors.Join(err, errGone)
	}
	if m.Channel == crm.ChannelSMS {
		cal, err := o.Calendar(&tx.View)
		if err != nil {
			return nil, err
		}
		if timing.Quiet(tx.Now, cal.Zone) {
			return nil, errGone // connecting took until the night began
		}
	}
	next := m
	next.State, next.Attempts, next.Account = crm.MessageSending, m.Attempts+1, a.ID
	if next.HandedAt == 0 {
		next.HandedAt = tx.Now
	}
	moved, err := tx.MoveMessage(next, crm.MessageQueued)
	if err != nil || !moved {
		return nil, errors.Join(err, errGone)
	}
	return &next, nil
}

package outbox

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/fault"
	"stepwise/backend/store"
)

// fewestLines is how many messages of an account are on their way at the same
// time, mostLines how many at most, where more may be at their last byte.
var fewestLines = map[crm.Channel]int{crm.ChannelEmail: 4, crm.ChannelSMS: 2}

const mostLines = 10

// relief is after how long a hand-over that doesn't end costs no line any more.
const relief = 30 * time.Second

// crew are the lines over which one account hands over.
type crew struct {
	o       *Outbox
	channel Channel
	next    chan *parcel
	ready   chan *parcel  // marked ahead
	room    chan struct{} // of those that are to be
	tardy   atomic.Bool   // the last answer took long, or there was none yet
	lines   int
	running sync.WaitGroup // lines
	open    sync.WaitGroup // messages whose answer is not recorded yet

	mu       sync.Mutex
	relieved int // lines in the place of others

	total   Counts
	errs    []error
	stopped bool
	silent  int // outcomes in a row without an answer
}

// parcel is a claimed message on its way to a line.
type parcel struct {
	message crm.Message
	account crm.Account
	at      crm.Instant // when it was claimed
	ahead   *ahead      // nil: its line has it marked, at its last byte
}

// result is what came of it so far.
func (p *parcel) result() result {
	r := result{message: p.message, claimed: p.message, account: p.account}
	if p.ahead != nil && p.ahead.moved != nil {
		r.message, r.marked, r.slot = *p.ahead.moved, true, p.ahead.slot
	}
	return r
}

func (o *Outbox) newCrew(channel Channel) *crew {
	c := &crew{o: o, channel: channel, next: make(chan *parcel), ready: make(chan *parcel, mostAhead), room: make(chan struct{}, mostAhead)}
	c.tardy.Store(true)
	return c
}

// deliver hands over what an account may, until nothing is due.
func (o *Outbox) deliver(ctx context.Context, ch crm.Channel, id crm.AccountID, channel Channel) (Counts, error) {
	c := o.newCrew(channel)
	under := false // something was given out since the last look whether all is done
	for most := firstBatch; ctx.Err() == nil && !c.stops(); most = batch {
		h, err := o.claim(ctx, ch, id, most)
		c.add(Counts{PutOff: h.putOff}, err)
		if err != nil {
			break
		}
		if len(h.list) == 0 && h.putOff == 0 {
			if !under {
				break
			}
			c.open.Wait() // what comes back goes again, or is put off
			under = false
			continue
		}
		fault.Point(fault.Claimed)
		c.give(ctx, ch, h)
		if under = true; h.rated {
			c.open.Wait()
		}
	}
	c.open.Wait()
	close(c.next)
	c.running.Wait()
	if len(c.errs) == 0 {
		c.errs = append(c.errs, ctx.Err())
	}
	return c.total, errors.Join(c.errs...)
}

// give hands claimed messages to the lines. When the account is in trouble, those
// not begun go back untouched.
func (c *crew) give(ctx context.Context, ch crm.Channel, h haul) {
	want := min(len(h.list), max(fewestLines[ch], min(c.o.backlog.width()+2, mostLines)))
	for ; c.lines < want; c.lines++ {
		c.line(ctx)
	}
	for _, m := range h.list {
		c.open.Add(1)
		if p := (&parcel{message: m, account: h.account, at: h.at}); !c.mark(ctx, p) {
			c.next <- p
		}
	}
}

// line lets one more message at a time be on its way.
func (c *crew) line(ctx context.Context) {
	c.running.Go(func() {
		for p := c.take(); p != nil; p = c.take() {
			late := time.AfterFunc(relief, func() { c.relieve(ctx) })
			c.hand(ctx, p)
			late.Stop()
		}
	})
}

// take is the next message for a line, nil at the end.
func (c *crew) take() *parcel {
	for {
		select {
		case p := <-c.next:
			return p
		case p := <-c.ready:
			if p.ahead.begin() {
				return p
			}
		}
	}
}

// relieve puts another line in the place of one whose server hangs.
func (c *crew) relieve(ctx context.Context) {
	c.mu.Lock()
	more := c.relieved < mostLines
	if more {
		c.relieved++
	}
	c.mu.Unlock()
	if more {
		c.line(ctx)
	}
}

// hand hands one message over and has what came of it recorded.
func (c *crew) hand(ctx context.Context, p *parcel) {
	r := p.result()
	r.outcome.Kind = crm.Aborted
	if gone := p.ahead != nil && !r.marked; !gone && !c.stops() && ctx.Err() == nil {
		r = c.o.send(ctx, c.channel, p)
		c.heard(ctx, p.account, r)
	}
	c.end(r)
}

// end has what came of a message recorded.
func (c *crew) end(r result) {
	c.o.desk.end(&end{result: r, done: func(n Counts, err error) {
		c.add(n, err)
		c.open.Done()
	}})
}

func (c *crew) stops() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stopped
}

func (c *crew) add(n Counts, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.total.add(n)
	if err != nil {
		c.errs = append(c.errs, err)
		c.stopped = true
	}
}

// heard looks at an answer for trouble that all messages of the account would
// have.
func (c *crew) heard(ctx context.Context, a crm.Account, r result) {
	c.tardy.Store(!r.prompt)
	c.mu.Lock()
	c.stopped = c.stopped || r.outcome.Kind == crm.Stopped || r.outcome.RetryAfter > 0
	c.silent = stillSilent(c.silent, r.outcome)
	rest := c.silent == mostSilent
	c.stopped = c.stopped || rest
	c.mu.Unlock()
	if rest {
		c.add(Counts{}, c.o.rest(ctx, a))
	}
}

// After mostSilent messages in a row without an answer of its server an account
// rests: a server or a network that is gone must not use up every message's
// attempt, or leave every one of them uncertain. The same holds for one that
// says each time that it is not available now (421, 454).
const (
	mostSilent = 20
	restTime   = 5 * time.Minute
)

func stillSilent(before int, out crm.Outcome) int {
	switch {
	case out.Kind == crm.Aborted:
		return before
	case (out.Code == 0 || out.Code == 421 || out.Code == 454) && (out.Kind == crm.Temporary || out.Kind == crm.Unclear):
		return before + 1
	}
	return 0
}

func (o *Outbox) rest(ctx context.Context, a crm.Account) error {
	o.Log.WarnContext(ctx, "account rests: no answer", slog.String("account", a.ID.String()))
	return o.Store.Write(context.WithoutCancel(ctx), func(tx *store.Tx) error { return tx.PauseAccount(a.ID, tx.Now.Add(restTime)) })
}

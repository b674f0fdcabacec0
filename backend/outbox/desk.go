package outbox

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/fault"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// turnLimit is how long one message may keep others from their last byte: longer
// than a working server needs to answer, short enough that one that hangs holds
// up nobody.
const turnLimit = 2 * time.Second

// mostTogether is how many answers one transaction writes.
const mostTogether = 64

// Answers wait for others to share their transaction with, where the width leaves
// so much room that no message waits for its turn meanwhile: until they are
// half of what the width allows, and never longer than lull; the other half is on
// its way meanwhile. They keep their places, so that a crash leaves no more to a
// person than the width says.
const (
	wideEnough = 8
	lull       = 5 * time.Millisecond
)

// desk writes the two transactions around a message's last byte, for all lines
// of all accounts: answers that came and messages whose turn it is share one,
// so that their number doesn't cost a COMMIT each. Only as many as the width of
// the backlog are between "sending" and their recorded answer: what a crash
// leaves to a person (decision 18). Everything before the last byte goes on in
// parallel.
type desk struct {
	o *Outbox

	mu     sync.Mutex
	starts []*start // they wait at their last byte
	aheads []*start // they have time: see ahead.go
	ends   []*end
	open   int // slots that are taken
	busy   bool
	lulled bool // answers wait for others, and a timer ends it
	ripe   bool // they have waited long enough
}

// slot is a message's place among those at their last byte; the desk's lock
// guards it.
type slot struct {
	d    *desk
	held bool
	late *time.Timer
}

// free gives the place back; turnLimit does so too.
func (s *slot) free() {
	s.d.mu.Lock()
	s.freed()
	s.d.mu.Unlock()
	s.d.work()
}

func (s *slot) freed() {
	if s.late.Stop(); s.held {
		s.held = false
		s.d.open--
	}
}

// start is a message that waits for its turn.
type start struct {
	account crm.Account
	message crm.Message
	claimed crm.Instant // when it was looked at
	handed  func()      // it is being written
	late    func()      // its place was held for turnLimit; nil: it is given back
	gone    func() bool // it needn't go any more; nil: it does
	ready   func()      // its turn was written, or err says why not

	moved *crm.Message // as it is now
	slot  *slot
	err   error
	taken bool
}

// end is an answer that waits to be written.
type end struct {
	result
	counts Counts
	done   func(Counts, error)
}

// start waits until "sending" is on the disk.
func (d *desk) start(ctx context.Context, s *start) error {
	done := make(chan struct{})
	s.ready = func() { close(done) }
	d.mu.Lock()
	d.starts = append(d.starts, s)
	d.mu.Unlock()
	d.work()
	select {
	case <-done:
		return s.err
	case <-ctx.Done():
	}
	d.mu.Lock()
	if !s.taken {
		d.starts = slices.DeleteFunc(d.starts, func(other *start) bool { return other == s })
		d.mu.Unlock()
		return ctx.Err()
	}
	d.mu.Unlock()
	<-done // it is being written: the answer must be true
	return s.err
}

// end has an answer written; done hears when it is.
func (d *desk) end(e *end) {
	d.mu.Lock()
	d.ends = append(d.ends, e)
	d.mu.Unlock()
	d.work()
}

// work writes what waits, if nobody does already and something may be written.
func (d *desk) work() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.busy {
		return
	}
	width := d.o.backlog.width()
	room := width - d.open
	turn := len(d.starts) > 0 && room > 0
	more := len(d.ends) > 0 || len(d.aheads) > 0 && room > 0
	if !turn && (!more || d.lull(width)) {
		return
	}
	d.busy = true
	go d.run()
}

// lull says whether answers, and messages that have time, wait for others; if so,
// something ends it.
func (d *desk) lull(width int) bool {
	if d.ripe || width < wideEnough || len(d.ends) >= width/2 || d.open+len(d.starts) > width {
		return false
	}
	if len(d.aheads) > 0 && width-d.open >= width/2 {
		return false
	}
	if !d.lulled {
		d.lulled = true
		time.AfterFunc(lull, func() {
			d.mu.Lock()
			d.lulled, d.ripe = false, len(d.ends)+len(d.aheads) > 0
			d.mu.Unlock()
			d.work()
		})
	}
	return true
}

func (d *desk) run() {
	for {
		starts, ends := d.take()
		if len(starts)+len(ends) == 0 {
			return
		}
		d.write(starts, ends)
	}
}

// take is what goes into the next transaction. The places of the answers in it
// are free for the messages in it: all of it is written, or nothing.
func (d *desk) take() (starts []*start, ends []*end) {
	d.mu.Lock()
	defer d.mu.Unlock()
	width := d.o.backlog.width()
	if wait := len(d.ends)+len(d.aheads) > 0 && d.lull(width); !wait {
		ends = first(&d.ends, mostTogether)
		d.ripe = d.ripe && len(d.ends) > 0
		for _, e := range ends {
			if e.slot != nil {
				e.slot.freed()
			}
		}
		starts = first(&d.starts, width-d.open)
		starts = append(starts, first(&d.aheads, width-d.open-len(starts))...)
	} else {
		starts = first(&d.starts, width-d.open)
	}
	for _, s := range starts {
		s.taken, s.slot = true, &slot{d: d, held: true}
		if s.late == nil {
			s.late = s.slot.free
		}
		s.slot.late = time.AfterFunc(turnLimit, s.late)
		d.open++
		s.handed()
	}
	d.busy = len(starts)+len(ends) > 0
	return starts, ends
}

// first takes the first n of a list, or as many as there are.
func first[T any](list *[]T, n int) (taken []T) {
	n = min(len(*list), max(n, 0))
	taken, *list = slices.Clone((*list)[:n]), slices.Delete(*list, 0, n)
	return taken
}

// write writes starts and ends together, or one by one where one of them fails.
func (d *desk) write(starts []*start, ends []*end) {
	err := d.together(starts, ends)
	if err != nil && len(starts)+len(ends) > 1 && crm.CodeOf(err) != crm.CodeUnavailable {
		for _, e := range ends {
			d.ended(e, d.together(nil, []*end{e}))
		}
		for _, s := range starts {
			d.started(s, d.together([]*start{s}, nil))
		}
		return
	}
	for _, e := range ends {
		d.ended(e, err)
	}
	for _, s := range starts {
		d.started(s, err)
	}
}

func (d *desk) together(starts []*start, ends []*end) error {
	if len(ends) > 0 {
		if err := fault.Fail(fault.BeforeNote); err != nil {
			return err
		}
	}
	// whatever the callers' patience: what happened must be written
	err := d.o.Store.WriteBulk(context.Background(), func(tx *store.Tx) error {
		if err := d.o.recordAll(tx, ends); err != nil {
			return err
		}
		return d.o.sendingAll(tx, starts)
	})
	if len(ends) > 0 {
		fault.Point(fault.AfterNote)
	}
	return err
}

// ended tells that an answer is written. If it can't be now (disk full), it is
// kept and written before anything else is sent.
func (d *desk) ended(e *end, err error) {
	if err != nil {
		e.counts = Counts{}
		d.o.keep(e.result, err)
	}
	e.done(e.counts, err)
}

func (d *desk) started(s *start, err error) {
	if s.err = errors.Join(err, s.err); s.err != nil {
		s.moved = nil
		s.slot.free()
	}
	s.ready()
}

// sendingAll moves claimed messages to "sending": those that are still ours to
// send and may go at this moment. What may not goes back, and the next claim says
// why.
func (o *Outbox) sendingAll(tx *store.Tx, list []*start) error {
	var c *check
	for _, s := range list {
		if s.moved, s.err = nil, errGone; s.gone != nil && s.gone() {
			continue
		}
		if s.stale(tx.Now) {
			var err error
			if c == nil {
				c, err = o.newCheck(tx, s.account)
			}
			if err != nil {
				return err
			}
			if ok, err := c.stillGoes(s); err != nil || !ok {
				if err != nil {
					return err
				}
				continue
			}
			s.claimed = tx.Now
		}
		next := s.message
		next.State, next.Attempts, next.Account, next.Due = crm.MessageSending, next.Attempts+1, s.account.ID, 0
		if next.HandedAt == 0 {
			next.HandedAt = tx.Now
		}
		moved, err := tx.RecordSending(next)
		if err != nil {
			return err
		}
		if moved {
			s.moved, s.err = &next, nil
		}
	}
	return nil
}

// fresh is how long a look at a message holds: after it, connecting took so
// long that everything is looked at again before the last byte.
const fresh = time.Second

// stale says whether a message must be looked at again: an SMS always, for the
// night; one that is marked ahead earlier, since it is on its way after this.
func (s *start) stale(now crm.Instant) bool {
	took, holds := now.Sub(s.claimed), fresh
	if s.gone != nil {
		holds = fresh / 2
	}
	return s.message.Channel == crm.ChannelSMS || took < 0 || took >= holds
}

// stillGoes looks at a claimed message again.
func (c *check) stillGoes(s *start) (bool, error) {
	if s.message.Channel == crm.ChannelSMS && timing.Quiet(c.tx.Now, c.cal.Zone) {
		return false, nil // connecting took until the night began
	}
	if took := c.tx.Now.Sub(s.claimed); s.gone == nil && took >= 0 && took < fresh {
		return true, nil
	}
	if still, err := c.tx.StandsStill(); err != nil || still {
		return false, err
	}
	c.acct = s.account
	v, err := c.judge(s.message)
	return v == goes, err
}

// keep holds an answer that could not be written until it can.
func (o *Outbox) keep(r result, err error) {
	r.slot = nil
	o.mu.Lock()
	o.unrecorded = append(o.unrecorded, r)
	o.mu.Unlock()
	o.Log.Error("outcome can't be recorded yet", slog.String("message", r.message.ID.String()), slog.Any("error", err))
}

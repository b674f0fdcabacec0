package outbox

import (
	"context"
	"sync/atomic"

	"stepwise/backend/crm"
)

// Ten lines bring ten messages to their last byte at a time, so a COMMIT would be
// for few of them although the window has room for 32. Where it is wide and the
// server answers promptly, messages are therefore marked "sending" ahead, a window
// at a time, and lines take those: their last byte needs no transaction any more.
// Each has its place from the mark to its recorded answer, so a crash leaves no
// more to a person than the width says (decision 35).

// mostAhead is how many messages of an account wait to be marked.
const mostAhead = 2 * mostWide

// ahead is a message that is marked before a line takes it.
type ahead struct {
	start
	state atomic.Int32
}

// The states of one that is marked ahead.
const (
	aheadAsked int32 = iota
	aheadMarked
	aheadBegun // by a line, or given back
)

// begin says whether it is still to be handed over; if so, nobody else does.
func (a *ahead) begin() bool { return a.state.CompareAndSwap(aheadMarked, aheadBegun) }

// still says whether the look at it holds at its last byte; otherwise it goes
// back, and the next claim looks again.
func (a *ahead) still(ctx context.Context, now crm.Instant) error {
	if took := now.Sub(a.claimed); took < 0 || took >= fresh {
		return errGone
	}
	return ctx.Err()
}

// mark has a message marked ahead, if it may be.
func (c *crew) mark(ctx context.Context, p *parcel) bool {
	m := p.message
	if c.tardy.Load() || m.Channel != crm.ChannelEmail || m.InDoubt() || c.o.backlog.width() < wideEnough {
		return false
	}
	c.room <- struct{}{}
	a := &ahead{start: start{account: p.account, message: m, claimed: p.at, handed: func() {}}}
	a.gone = func() bool { return ctx.Err() != nil || c.stops() }
	a.late = func() { c.late(p) }
	a.ready = func() {
		<-c.room
		a.state.Store(aheadMarked)
		select {
		case c.ready <- p:
		default:
			go func() { c.ready <- p }()
		}
	}
	p.ahead = a
	c.o.desk.ahead(&a.start)
	return true
}

// late is called when a marked message has kept its place for long: if no line
// took it, it goes back to the queue; if one did, it keeps its place no longer.
func (c *crew) late(p *parcel) {
	if !p.ahead.begin() {
		p.ahead.slot.free()
		return
	}
	c.tardy.Store(true)
	r := p.result()
	r.outcome.Kind = crm.Aborted
	c.end(r)
}

// ahead has a message marked, together with others.
func (d *desk) ahead(s *start) {
	d.mu.Lock()
	d.aheads = append(d.aheads, s)
	d.mu.Unlock()
	d.work()
}

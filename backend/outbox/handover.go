package outbox

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/fault"
	"stepwise/backend/store"
)

// result is what handing one message over came to.
type result struct {
	message   crm.Message // with the state it has in the database
	claimed   crm.Message // as it was claimed, before this attempt
	account   crm.Account
	outcome   crm.Outcome
	marked    bool       // "sending" was written
	committed bool       // and its last byte may have left
	prompt    bool       // its answer came soon behind its last byte
	hold      crm.Reason // why it was not tried and a person must decide
	slot      *slot      // its place among those at their last byte
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
	r.HTML = Tracked(m, r.HTML)
	if len(r.Files)+len(m.Attached) > 0 {
		err = o.Store.Read(ctx, func(v *store.View) error { return o.AddFiles(v, m, &r, Loaded) })
		if err != nil {
			return nil, err
		}
	}
	return channel.Compose(a, m, r)
}

// promptly is how soon the answer of a quick server comes.
const promptly = 50 * time.Millisecond

// send composes a message and hands it over.
func (o *Outbox) send(ctx context.Context, channel Channel, p *parcel) result {
	r, a, m := p.result(), p.account, p.message
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
	var slow *time.Timer
	r.outcome = channel.Send(patient, a, m, raw, func() error {
		err := o.commit(ctx, p, &r, handed)
		slow = time.AfterFunc(promptly, func() {})
		return err
	})
	r.prompt = slow != nil && slow.Stop()
	if again, ok := channel.(Reuser); ok {
		again.Reuse(raw)
	}
	if ctx.Err() != nil && !r.committed && r.outcome.Kind == crm.Temporary {
		r.outcome.Kind = crm.Aborted // we gave up, not the server: it is no attempt
	}
	return r
}

// commit has "sending" written just before the byte that completes the message
// (T3b), when its turn comes; handed is told once it is. From there on only a
// complete answer, a look-up or a person tells what became of it. Of one that was
// marked ahead it is written already.
func (o *Outbox) commit(ctx context.Context, p *parcel, r *result, handed func()) error {
	if err := fault.Fail(fault.BeforeSend); err != nil {
		return err
	}
	if r.marked {
		handed()
		if err := p.ahead.still(ctx, o.Store.Now()); err != nil {
			return err
		}
		r.committed = true
		return fault.Fail(fault.AfterSend)
	}
	s := &start{account: p.account, message: p.message, claimed: p.at, handed: handed}
	if err := o.desk.start(ctx, s); err != nil {
		return err
	}
	r.message, r.marked, r.committed, r.slot = *s.moved, true, true, s.slot
	return fault.Fail(fault.AfterSend)
}

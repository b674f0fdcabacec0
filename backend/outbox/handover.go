package outbox

import (
	"context"
	"errors"
	"log/slog"
	"slices"

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
	committed bool       // "sending" was written
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

// send composes a message and hands it over.
func (o *Outbox) send(ctx context.Context, a crm.Account, channel Channel, m crm.Message, at crm.Instant) result {
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
	r.outcome = channel.Send(patient, a, m, raw, func() error {
		moved, slot, err := o.commit(ctx, a, m, at, handed)
		if moved != nil {
			r.message, r.committed, r.slot = *moved, true, slot
		}
		return err
	})
	if ctx.Err() != nil && !r.committed && r.outcome.Kind == crm.Temporary {
		r.outcome.Kind = crm.Aborted // we gave up, not the server: it is no attempt
	}
	return r
}

// commit has "sending" written just before the byte that completes the message
// (T3b), when its turn comes; handed is told once it is. From there on only a
// complete answer, a look-up or a person tells what became of it.
func (o *Outbox) commit(ctx context.Context, a crm.Account, m crm.Message, at crm.Instant, handed func()) (*crm.Message, *slot, error) {
	if err := fault.Fail(fault.BeforeSend); err != nil {
		return nil, nil, err
	}
	s := &start{account: a, message: m, claimed: at, handed: handed}
	if err := o.desk.start(ctx, s); err != nil {
		return nil, nil, err
	}
	return s.moved, s.slot, fault.Fail(fault.AfterSend)
}

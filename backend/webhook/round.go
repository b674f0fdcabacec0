package webhook

import (
	"context"
	"errors"
	"sync"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// atOnce is how many webhooks are told at the same time; each of them is told
// one thing after the other.
const atOnce = 4

// Teller tells webhooks what is in the queue.
type Teller struct {
	Store  *store.Store
	Gather func(context.Context) (int, error) // makes calls of what happened
	Reach  wire.Options                       // how far it may go besides what was allowed
}

// Round tells everything that is due, and says when the next thing is; 0 where
// nothing waits. Errors are the database's.
func (t *Teller) Round(ctx context.Context) (next crm.Instant, err error) {
	if _, err := t.Gather(ctx); err != nil {
		return 0, err
	}
	var hooks []crm.Webhook
	o := t.Reach
	err = t.Store.Read(ctx, func(v *store.View) error {
		ws, err := v.Workspace()
		if err != nil || !ws.Webhooks {
			return err
		}
		if o.Among, err = v.ReachableHosts(); err != nil {
			return err
		}
		hooks, err = v.Webhooks()
		return err
	})
	if err != nil || len(hooks) == 0 {
		return 0, err
	}
	t.tellAll(ctx, hooks, o, func(failed error) { err = errors.Join(err, failed) })
	if err != nil {
		return 0, err
	}
	return next, t.Store.Read(ctx, func(v *store.View) (err error) {
		next, err = v.NextCallAt()
		return err
	})
}

func (t *Teller) tellAll(ctx context.Context, hooks []crm.Webhook, o wire.Options, failed func(error)) {
	var mu sync.Mutex
	var all sync.WaitGroup
	free := make(chan struct{}, atOnce)
	for _, w := range hooks {
		if !w.Active {
			continue
		}
		free <- struct{}{}
		all.Go(func() {
			defer func() { <-free }()
			if err := t.tell(ctx, w.ID, o); err != nil {
				mu.Lock()
				defer mu.Unlock()
				failed(err)
			}
		})
	}
	all.Wait()
}

// tell tells one webhook what is due, until nothing is or it is to be let be.
func (t *Teller) tell(ctx context.Context, id crm.WebhookID, o wire.Options) error {
	for ctx.Err() == nil {
		var w crm.Webhook
		var c crm.WebhookCall
		found, now := false, crm.Instant(0)
		err := t.Store.Read(ctx, func(v *store.View) (err error) {
			now = v.Clock()
			if w, err = v.Webhook(id); err != nil || !w.Active || w.Again > now {
				return err
			}
			c, found, err = v.NextCall(id, now)
			return err
		})
		if crm.CodeOf(err) == crm.CodeNotFound {
			return nil // deleted meanwhile
		}
		if err != nil || !found {
			return err
		}
		a := Send(ctx, w, c.Key, c.Body, now, o)
		if ctx.Err() != nil {
			return nil //nolint:nilerr // the program ends: nobody knows, so it goes again
		}
		if err := t.note(ctx, w, c, a); err != nil {
			return err
		}
	}
	return nil
}

// note writes down how a try went. A call that a person moved meanwhile keeps
// what it is.
func (t *Teller) note(ctx context.Context, w crm.Webhook, c crm.WebhookCall, a Answer) error {
	return t.Store.WriteBulk(ctx, func(tx *store.Tx) error {
		v := judge(w, c, a, tx.Now)
		if _, err := tx.MoveCall(v.call, crm.CallWaiting); err != nil {
			return err
		}
		if a.OK() {
			return tx.WebhookReached(w)
		}
		return tx.WebhookFailed(w.ID, v.again, v.stop)
	})
}

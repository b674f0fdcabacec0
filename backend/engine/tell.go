package engine

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// tellTogether is how many events share a transaction.
const tellTogether = 200

// TellWebhooks makes calls of what happened and is not told yet: one for each
// webhook that wants to hear of it. It returns how many.
func (e *Engine) TellWebhooks(ctx context.Context) (calls int, err error) {
	var some, tended bool
	err = e.store.Read(ctx, func(v *store.View) error {
		if tended, err = v.TendedWebhooks(); err != nil {
			return err
		}
		some, err = v.AnyWebhookEvents()
		return err
	})
	if err == nil && !tended {
		err = e.store.WriteBulk(ctx, func(tx *store.Tx) error { return tx.TendWebhooks() })
	}
	for more := some; err == nil && more && ctx.Err() == nil; {
		err = e.store.WriteBulk(ctx, func(tx *store.Tx) error {
			n, events, err := e.tellSome(tx)
			calls, more = calls+n, events == tellTogether
			return err
		})
	}
	return calls, err
}

func (e *Engine) tellSome(tx *store.Tx) (calls, events int, err error) {
	list, err := tx.WebhookEvents(tellTogether)
	if err != nil || len(list) == 0 {
		return 0, 0, err
	}
	hooks, err := tx.Webhooks()
	if err != nil {
		return 0, 0, err
	}
	s, err := e.judging(tx)
	if err != nil {
		return 0, 0, err
	}
	for _, ev := range list {
		n, err := tellOne(tx, s, hooks, ev)
		if err != nil {
			return calls, len(list), fmt.Errorf("tell of %s: %w", ev.Kind, err)
		}
		calls += n
	}
	return calls, len(list), tx.ToldEvents(list[len(list)-1].ID)
}

// tellOne makes the calls of one event.
func tellOne(tx *store.Tx, s *scene, hooks []crm.Webhook, ev store.WebhookEvent) (calls int, err error) {
	card, err := tx.Card(ev.Card)
	if err != nil && crm.CodeOf(err) != crm.CodeNotFound {
		return 0, err
	}
	if card.ID != 0 {
		ev.Product = card.Product
	}
	if ev.At == 0 {
		ev.At = tx.Now
	}
	for _, w := range hooks {
		if !w.Wants(ev.Kind, ev.Product) {
			continue
		}
		t := telling{v: &tx.View, s: s, values: w.Values}
		about, err := t.event(ev, card)
		if err != nil {
			return calls, err
		}
		if err := addCall(tx, w.ID, ev.Kind, ev.Card, ev.At, about, crm.WebhookCall{State: crm.CallWaiting}, ev.ID); err != nil {
			return calls, err
		}
		calls++
	}
	return calls, nil
}

// addCall queues what one webhook is told. Its name is unlike every other one,
// also after a restore, and the same in every try.
func addCall(tx *store.Tx, hook crm.WebhookID, kind crm.WebhookEvent, card crm.CardID, at crm.Instant, about told, c crm.WebhookCall, numbers ...int64) error {
	installation, err := tx.Installation()
	if err != nil {
		return err
	}
	c.Webhook, c.Kind, c.Card = hook, kind, card
	c.Key = callKey(installation, string(kind), append(numbers, int64(hook), int64(at))...)
	c.Body, err = body(c.Key, kind, at, about)
	if err != nil {
		return err
	}
	_, err = tx.AddCall(c)
	return err
}

func callKey(installation, kind string, numbers ...int64) string {
	mac := hmac.New(sha256.New, []byte(installation))
	_, _ = fmt.Fprintf(mac, "webhook|%s|%v", kind, numbers) // a hash never fails to write
	return "evt_" + strings.ToLower(base32.StdEncoding.EncodeToString(mac.Sum(nil)))[:26]
}

// changedKeys are what of a card changed, as its merge fields name it.
func changedKeys(cat *crm.Catalogue, d store.EventDetail) []string {
	keys := []string{}
	for _, part := range []struct {
		changed int
		key     string
	}{{d.Name, "name"}, {d.Status, "status"}, {d.Owner, "owner"}, {d.Contact, "contact"}, {d.Tags, "tags"}} {
		if part.changed == 1 {
			keys = append(keys, part.key)
		}
	}
	for _, f := range cat.Fields {
		if string(d.Before[f.ID.Key()]) != string(d.After[f.ID.Key()]) {
			keys = append(keys, f.Slug)
		}
	}
	return slices.Clip(keys)
}

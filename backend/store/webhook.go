package store

import (
	"errors"
	"log/slog"
	"strings"

	"stepwise/backend/crm"
)

// settingReachable is what an administrator lets webhooks reach inside.
const settingReachable = "reachable"

const webhookColumns = "id, name, url, secret, product, events, vals, active, stopped, created, failures, since, again, reached"

type webhookRow struct {
	crm.Webhook
	Listed string `db:"events"`
}

func (v *View) webhooksWhere(where string, args ...any) ([]crm.Webhook, error) {
	var rows []webhookRow
	if err := v.list(&rows, "SELECT "+webhookColumns+" FROM webhook WHERE "+where+" ORDER BY name, id", args...); err != nil {
		return nil, err
	}
	list := make([]crm.Webhook, 0, len(rows))
	for i := range rows {
		w := rows[i].Webhook
		w.Events = []crm.WebhookEvent{}
		for _, e := range strings.Fields(rows[i].Listed) {
			w.Events = append(w.Events, crm.WebhookEvent(e))
		}
		var err error
		if v.s.memory == nil { // a copy tells nobody
			if w.Secret, err = v.s.box.Open(w.SecretBox, "webhook/"+w.ID.String()); err != nil {
				v.s.log.Error("secret can't be opened", slog.String("webhook", w.ID.String()), slog.Any("error", err))
			}
		}
		list = append(list, w)
	}
	return list, nil
}

// Webhooks reads all webhooks by name, with their secrets opened; one whose
// secret can't be opened has none.
func (v *View) Webhooks() ([]crm.Webhook, error) { return v.webhooksWhere("true") }

// Webhook reads one webhook.
func (v *View) Webhook(id crm.WebhookID) (crm.Webhook, error) {
	list, err := v.webhooksWhere("id = ?", id)
	if err == nil && len(list) == 0 {
		err = crm.NotFound("webhook")
	}
	if err != nil {
		return crm.Webhook{}, err
	}
	return list[0], nil
}

// SaveWebhook adds a webhook (no id) or replaces what a person can edit of it;
// its secret is sealed. What was wrong with it before is forgotten.
func (t *Tx) SaveWebhook(w crm.Webhook) (crm.Webhook, error) {
	if w.ID == 0 {
		id, err := nextID[crm.WebhookID](t, "webhook")
		if err != nil {
			return w, err
		}
		w.ID, w.Created = id, t.Now
	}
	names := make([]string, len(w.Events))
	for i, e := range w.Events {
		names[i] = string(e)
	}
	t.Changed("webhook", w.ID.String())
	_, err := t.exec(`INSERT INTO webhook (id, name, url, secret, product, events, vals, active, created) VALUES (?, ?, ?, coalesce(?, x''), ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, url = excluded.url, secret = excluded.secret, product = excluded.product,
			events = excluded.events, vals = excluded.vals, active = excluded.active, stopped = '', failures = 0, since = NULL, again = NULL`,
		w.ID, w.Name, w.URL, t.s.box.Seal(w.Secret, "webhook/"+w.ID.String()), w.Product, " "+strings.Join(names, " ")+" ", w.Values, w.Active, w.Created)
	if err == nil {
		err = t.TendWebhooks()
	}
	if err != nil {
		return w, err
	}
	return t.Webhook(w.ID)
}

// DeleteWebhook takes a webhook away with its log.
func (t *Tx) DeleteWebhook(id crm.WebhookID) error {
	t.Changed("webhook", id.String())
	return errors.Join(t.must("DELETE FROM webhook WHERE id = ?", id), t.TendWebhooks())
}

// WebhookReached notes that a webhook took something. Where it was down before,
// what waits for another try goes now.
func (t *Tx) WebhookReached(w crm.Webhook) error {
	if w.Failures == 0 && t.Now-w.Reached < 60*1000 {
		return nil // noted closely enough
	}
	t.Changed("webhook", w.ID.String())
	if _, err := t.exec("UPDATE webhook SET failures = 0, since = NULL, again = NULL, reached = ? WHERE id = ?", t.Now, w.ID); err != nil || w.Failures < 3 {
		return err
	}
	_, err := t.exec("UPDATE webhook_call SET due = ? WHERE webhook = ? AND state = 'waiting' AND due > ?", t.Now, w.ID, t.Now)
	return err
}

// WebhookFailed notes that a webhook didn't take something, and that it is let be
// until again; stop switches it off (WebhookGone, WebhookFailing), "" doesn't.
func (t *Tx) WebhookFailed(id crm.WebhookID, again crm.Instant, stop string) error {
	t.Changed("webhook", id.String())
	_, err := t.exec("UPDATE webhook SET failures = failures + 1, since = coalesce(since, ?), again = ? WHERE id = ?", t.Now, again, id)
	if err != nil || stop == "" {
		return err
	}
	if _, err := t.exec("UPDATE webhook SET active = 0, stopped = ? WHERE id = ? AND active = 1", stop, id); err != nil {
		return err
	}
	return t.TendWebhooks()
}

// ReachableHosts is what webhooks may reach inside one's own network, as
// crm.Reachable reads it; nothing else in there is.
func (v *View) ReachableHosts() (list []string, err error) {
	list = []string{}
	return list, v.readSetting(settingReachable, &list)
}

// SaveReachableHosts replaces that list.
func (t *Tx) SaveReachableHosts(list []string) error {
	t.Changed("webhook", "*")
	return t.writeSetting(settingReachable, list)
}

// TellsAnybody says whether some webhook is active.
func (v *View) TellsAnybody() (some bool, err error) {
	ws, err := v.Workspace()
	if err != nil || !ws.Webhooks {
		return false, err
	}
	return some, v.get(&some, "SELECT EXISTS (SELECT 1 FROM webhook WHERE active = 1)")
}

// SequencesCalling reads the heads of the sequences whose steps call a webhook.
func (v *View) SequencesCalling(id crm.WebhookID) ([]crm.Sequence, error) {
	return v.sequenceHeads(`s.deleted IS NULL AND EXISTS (SELECT 1 FROM step t WHERE t.sequence = s.id AND t.gone = 0
		AND t.kind = 'webhook' AND t.call->>'$.webhook' = ?)`, id.String())
}

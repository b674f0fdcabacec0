package store

import "stepwise/backend/crm"

const callColumns = "c.id, c.webhook, c.key, c.kind, c.card, c.body, c.state, c.reason, c.created, c.due, c.tries, c.tried, c.ended, c.code, c.words"

// AddCall puts something to be told into the queue, or where a person lets it go.
func (t *Tx) AddCall(c crm.WebhookCall) (crm.WebhookCall, error) {
	id, err := nextID[crm.WebhookCallID](t, "webhook_call")
	if err != nil {
		return c, err
	}
	c.ID, c.Created = id, t.Now
	if c.State == crm.CallWaiting && c.Due == 0 {
		c.Due = t.Now
	}
	t.changedID("call", c.ID)
	return c, t.must(`INSERT INTO webhook_call (id, webhook, key, kind, card, body, state, reason, created, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		c.ID, c.Webhook, c.Key, c.Kind, c.Card, c.Body, c.State, c.Reason, c.Created, c.Due)
}

// NextCall reads what is to be sent to a webhook next, of what is due; nothing
// of a card goes before what came before it. found is false where nothing is.
func (v *View) NextCall(webhook crm.WebhookID, now crm.Instant) (c crm.WebhookCall, found bool, err error) {
	found, err = v.one(&c, "SELECT "+callColumns+` FROM webhook_call c WHERE c.webhook = ? AND c.state = 'waiting' AND c.due <= ?
		AND (c.card IS NULL OR NOT EXISTS (SELECT 1 FROM webhook_call b WHERE b.card = c.card AND b.webhook = c.webhook AND b.id < c.id AND b.state = 'waiting'))
		ORDER BY c.due, c.id LIMIT 1`, webhook, now)
	return c, found, err
}

// NextCallAt is when something is to be sent next; 0 where nothing waits.
func (v *View) NextCallAt() (at crm.Instant, err error) {
	return at, v.get(&at, `SELECT coalesce(min(max(d.due, coalesce(w.again, 0))), 0) FROM webhook w
		JOIN (SELECT webhook, min(due) AS due FROM webhook_call WHERE state = 'waiting' GROUP BY webhook) d ON d.webhook = w.id WHERE w.active = 1`)
}

// MoveCall notes how a call is now. done is false where somebody moved it
// meanwhile.
func (t *Tx) MoveCall(c crm.WebhookCall, from crm.CallState) (done bool, err error) {
	t.changedID("call", c.ID)
	n, err := t.exec("UPDATE webhook_call SET state = ?, reason = ?, due = ?, tries = ?, tried = ?, ended = ?, code = ?, words = ? WHERE id = ? AND state = ?",
		c.State, c.Reason, c.Due, c.Tries, c.Tried, c.Ended, c.Code, c.Words, c.ID, from)
	return n == 1, err
}

// Call reads one call.
func (v *View) Call(id crm.WebhookCallID) (c crm.WebhookCall, err error) {
	found, err := v.one(&c, "SELECT "+callColumns+" FROM webhook_call c WHERE c.id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("call")
	}
	return c, err
}

// Calls reads a webhook's calls, the newest first: those in a state ("" for all)
// behind one (none: from the newest).
func (v *View) Calls(webhook crm.WebhookID, state crm.CallState, behind crm.WebhookCallID, limit int) ([]crm.WebhookCall, error) {
	list := []crm.WebhookCall{}
	return list, v.list(&list, "SELECT "+callColumns+` FROM webhook_call c WHERE c.webhook = ? AND (? = '' OR c.state = ?) AND (? IS NULL OR c.id < ?)
		ORDER BY c.id DESC LIMIT ?`, webhook, state, state, behind, behind, limit)
}

// CallCounts counts the calls of each webhook by state.
func (v *View) CallCounts() (map[crm.WebhookID]map[crm.CallState]int, error) {
	var rows []struct {
		Webhook crm.WebhookID `db:"webhook"`
		State   crm.CallState `db:"state"`
		Count   int           `db:"n"`
	}
	out := map[crm.WebhookID]map[crm.CallState]int{}
	err := v.list(&rows, "SELECT webhook, state, count(*) AS n FROM webhook_call GROUP BY webhook, state")
	for _, r := range rows {
		if out[r.Webhook] == nil {
			out[r.Webhook] = map[crm.CallState]int{}
		}
		out[r.Webhook][r.State] = r.Count
	}
	return out, err
}

// ResendCalls lets calls go again that failed or are held, with their names and
// bodies as they were: all of a webhook's (nil), or some; of these also one that
// waits for its next try goes at once.
func (t *Tx) ResendCalls(webhook crm.WebhookID, ids []crm.WebhookCallID) (n int, err error) {
	t.Changed("call", "*")
	if _, err := t.exec("UPDATE webhook SET again = NULL WHERE id = ?", webhook); err != nil {
		return 0, err
	}
	hit, err := t.exec(`UPDATE webhook_call SET state = 'waiting', reason = '', due = ?, ended = NULL, tries = 0, created = ? WHERE webhook = ?
		AND (state IN ('failed', 'held') AND ? OR state <> 'done' AND id IN (SELECT value FROM json_each(?)))`, t.Now, t.Now, webhook, ids == nil, idList(ids))
	return int(hit), err
}

// HoldCalls lets every call that waits wait for a person: of a workspace that
// came out of a backup, or was copied, nobody knows what was told already.
func (t *Tx) HoldCalls(why crm.Reason) error {
	t.Changed("call", "*")
	if _, err := t.exec("DELETE FROM webhook_event"); err != nil {
		return err
	}
	_, err := t.exec("UPDATE webhook_call SET state = 'held', reason = ?, due = NULL WHERE state = 'waiting'", why)
	return err
}

// ForgetCalls takes away what ended before a moment; what waits for a webhook
// that is off fails by itself once it is older than giveUp.
func (t *Tx) ForgetCalls(before, giveUp crm.Instant) error {
	if _, err := t.exec("DELETE FROM webhook_call WHERE ended < ?", before); err != nil {
		return err
	}
	_, err := t.exec(`UPDATE webhook_call SET state = 'failed', due = NULL, ended = ? WHERE state = 'waiting' AND created < ?
		AND webhook IN (SELECT id FROM webhook WHERE active = 0)`, t.Now, giveUp)
	return err
}

// ToldAbout reads the bodies of what webhooks were told about some cards, as far
// as the log goes back, oldest first: for an export.
func (v *View) ToldAbout(cards []crm.CardID) (bodies []string, err error) {
	return bodies, v.list(&bodies, "SELECT body FROM webhook_call WHERE card IN (SELECT value FROM json_each(?)) AND state = 'done' ORDER BY id", idList(cards))
}

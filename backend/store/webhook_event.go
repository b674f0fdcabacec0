package store

import (
	"encoding/json"
	"slices"
	"strings"

	"stepwise/backend/crm"
)

// tell are the triggers that note what is to be told, by the event that needs
// them. They make what happens and the note of it one change, on whichever way a
// row is written; and while nobody wants to hear of it they are not there.
var tell = []struct {
	event           crm.WebhookEvent
	name, on, what  string
	kind, at, place string // place: the product and the card
	detail          string
}{
	{crm.EventCardCreated, "tell_card_created", "INSERT ON card", "", "'card.created'", "new.created", "new.product, new.id",
		"json_object('by', new.created_by)"},
	{crm.EventCardChanged, "tell_card_changed", "UPDATE OF name, status, owner, contact, fields, tags ON card",
		`old.deleted IS NULL AND new.deleted IS NULL AND (old.name <> new.name OR old.status <> new.status OR old.owner IS NOT new.owner
			OR old.contact IS NOT new.contact OR old.fields <> new.fields OR old.tags <> new.tags)`,
		"'card.changed'", "new.modified", "new.product, new.id", `json_object('name', old.name <> new.name, 'status', old.status <> new.status,
			'owner', old.owner IS NOT new.owner, 'contact', old.contact IS NOT new.contact, 'tags', old.tags <> new.tags,
			'was', old.status, 'before', json(old.fields), 'after', json(new.fields))`},
	{crm.EventCardDeleted, "tell_card_deleted", "UPDATE OF deleted ON card", "old.deleted IS NULL AND new.deleted IS NOT NULL",
		"'card.deleted'", "new.deleted", "new.product, new.id", "'{}'"},
	{crm.EventCardDeleted, "tell_card_gone", "DELETE ON card", "old.deleted IS NULL", "'card.deleted'", "NULL", "old.product, old.id", "'{}'"},
	{crm.EventCardRestored, "tell_card_restored", "UPDATE OF deleted ON card", "old.deleted IS NOT NULL AND new.deleted IS NULL",
		"'card.restored'", "NULL", "new.product, new.id", "'{}'"},
	{crm.EventEntered, "tell_entered", "INSERT ON enrolment", "", "'sequence.entered'", "NULL", "NULL, new.card",
		"json_object('enrolment', new.id, 'sequence', new.sequence, 'round', new.round)"},
	{crm.EventEnded, "tell_ended", "UPDATE OF ended ON enrolment", "old.ended IS NULL AND new.ended IS NOT NULL", "'sequence.ended'", "new.ended", "NULL, new.card",
		"json_object('enrolment', new.id, 'sequence', new.sequence, 'state', new.state, 'reason', new.reason)"},
	{crm.EventStep, "tell_step", "INSERT ON step_run", "", "'sequence.step'", "new.at", "NULL, (SELECT card FROM enrolment WHERE id = new.enrolment)",
		`json_object('enrolment', new.enrolment, 'sequence', (SELECT sequence FROM enrolment WHERE id = new.enrolment), 'step', new.step,
			'state', new.outcome, 'reason', new.reason)`},
	{crm.EventSent, "tell_sent", messageMoved, "old.state <> 'sent' AND new.state = 'sent'", "'message.sent'", "new.handed_at", ofMessage, messageDetail},
	{crm.EventDelivered, "tell_delivered", messageMoved, "old.state <> 'delivered' AND new.state = 'delivered'", "'message.delivered'", "NULL", ofMessage, messageDetail},
	{crm.EventFailed, "tell_failed", messageMoved, "old.state <> new.state AND new.state IN ('failed', 'expired')", "'message.failed'", "NULL", ofMessage, messageDetail},
	{crm.EventHeld, "tell_held", messageMoved, "old.state <> 'held' AND new.state = 'held'", "'message.held'", "NULL", ofMessage, messageDetail},
	{crm.EventHeld, "tell_held_new", "INSERT ON message", "new.state = 'held'", "'message.held'", "new.created", ofMessage, messageDetail},
	{crm.EventUncertain, "tell_uncertain", messageMoved, "old.state <> 'uncertain' AND new.state = 'uncertain'", "'message.uncertain'", "NULL", ofMessage, messageDetail},
	{crm.EventTaskDone, "tell_task", "UPDATE OF done ON task", "old.done IS NULL AND new.done IS NOT NULL", "'task.done'", "new.done", "NULL, new.card",
		"json_object('task', new.id, 'sequence', new.sequence, 'user', new.done_by)"},
}

const (
	messageMoved  = "UPDATE OF state ON message"
	ofMessage     = "NULL, new.card"
	messageDetail = `json_object('message', new.id, 'state', new.state, 'reason', new.reason, 'channel', new.channel,
		'enrolment', new.enrolment, 'sequence', new.sequence, 'step', new.step)`
)

// TendWebhooks makes the triggers that note what active webhooks want to be
// told, and takes the others away. In a copy there are none.
func (t *Tx) TendWebhooks() error {
	if t.s.memory != nil {
		return nil
	}
	wanted, err := t.wantedEvents()
	if err != nil {
		return err
	}
	var there []string
	if err := t.list(&there, "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'tell_%'"); err != nil {
		return err
	}
	for _, tr := range tell {
		want, has := slices.Contains(wanted, tr.event), slices.Contains(there, tr.name)
		switch {
		case want && !has:
			when := ""
			if tr.what != "" {
				when = " WHEN " + tr.what
			}
			_, err = t.exec("CREATE TRIGGER " + tr.name + " AFTER " + tr.on + when + " BEGIN INSERT INTO webhook_event (kind, at, product, card, detail) VALUES (" +
				strings.Join([]string{tr.kind, tr.at, tr.place, tr.detail}, ", ") + "); END")
		case has && !want:
			_, err = t.exec("DROP TRIGGER " + tr.name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// wantedEvents are those that an active webhook wants; none where the feature is
// off.
func (v *View) wantedEvents() (wanted []crm.WebhookEvent, err error) {
	ws, err := v.Workspace()
	if err != nil || !ws.Webhooks {
		return nil, err
	}
	list, err := v.webhooksWhere("active = 1")
	for _, w := range list {
		wanted = append(wanted, w.Events...)
	}
	return wanted, err
}

// TendedWebhooks says whether TendWebhooks has nothing to do: a database that was
// put together anew has no triggers yet.
func (v *View) TendedWebhooks() (bool, error) {
	wanted, err := v.wantedEvents()
	if err != nil {
		return false, err
	}
	want := 0
	for _, tr := range tell {
		if slices.Contains(wanted, tr.event) {
			want++
		}
	}
	var there int
	err = v.get(&there, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'tell_%'")
	return there == want, err
}

// WebhookEvent is something that happened and is not told yet.
type WebhookEvent struct {
	ID      int64            `db:"id"`
	Kind    crm.WebhookEvent `db:"kind"`
	At      crm.Instant      `db:"at"` // 0: about now
	Product crm.ProductID    `db:"product"`
	Card    crm.CardID       `db:"card"`
	Text    string           `db:"detail"`
	Detail  EventDetail      `db:"-"`
}

// EventDetail is what the database noted of an event.
type EventDetail struct {
	By        crm.Origin                 `json:"by"` // what made a card
	Name      int                        `json:"name"`
	Status    int                        `json:"status"`
	Owner     int                        `json:"owner"`
	Contact   int                        `json:"contact"`
	Tags      int                        `json:"tags"`
	Was       int64                      `json:"was"` // the status before
	Before    map[string]json.RawMessage `json:"before"`
	After     map[string]json.RawMessage `json:"after"`
	Enrolment int64                      `json:"enrolment"`
	Sequence  int64                      `json:"sequence"`
	Step      int64                      `json:"step"`
	Round     int                        `json:"round"`
	State     string                     `json:"state"`
	Reason    crm.Reason                 `json:"reason"`
	Message   int64                      `json:"message"`
	Channel   crm.Channel                `json:"channel"`
	Task      int64                      `json:"task"`
	User      int64                      `json:"user"`
}

// WebhookEvents reads what is not told yet, oldest first.
func (v *View) WebhookEvents(limit int) ([]WebhookEvent, error) {
	var list []WebhookEvent
	if err := v.list(&list, "SELECT id, kind, at, product, card, detail FROM webhook_event ORDER BY id LIMIT ?", limit); err != nil {
		return nil, err
	}
	for i := range list {
		if err := json.Unmarshal([]byte(list[i].Text), &list[i].Detail); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// AnyWebhookEvents says whether something is not told yet.
func (v *View) AnyWebhookEvents() (some bool, err error) {
	return some, v.get(&some, "SELECT EXISTS (SELECT 1 FROM webhook_event)")
}

// ToldEvents takes away what is told, up to an event.
func (t *Tx) ToldEvents(last int64) error {
	_, err := t.exec("DELETE FROM webhook_event WHERE id <= ?", last)
	return err
}

package engine

import (
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// callWebhook queues what the step tells another program. The step is done when
// that is in the queue; the log of the webhook says what became of it. In test
// mode it stops there, like a message.
func (d *due) callWebhook() error {
	if !d.s.ws.Webhooks {
		return d.skip(crm.ReasonWebhooksOff)
	}
	call := d.st.Call
	if call == nil {
		return d.e.hold(d.tx, d.en, crm.ReasonWebhookOff)
	}
	hook, err := d.tx.Webhook(call.Webhook)
	if crm.CodeOf(err) == crm.CodeNotFound || err == nil && !hook.Active {
		return d.e.hold(d.tx, d.en, crm.ReasonWebhookOff)
	}
	if err != nil {
		return err
	}
	text, why, err := d.callText(call.Text)
	if err != nil {
		return err
	}
	if why != crm.ReasonNone {
		return d.e.hold(d.tx, d.en, why)
	}
	card, err := d.tx.Card(d.en.Card)
	if err != nil {
		return err
	}
	t := telling{v: &d.tx.View, s: d.s, values: call.Values}
	about := told{Text: text, Enrolment: d.en.ID.String(), Step: &toldStep{d.st.ID, d.st.Position, d.st.Kind}, Sequence: &toldName{d.q.ID.String(), d.q.Name}}
	if about.Card, err = t.card(store.WebhookEvent{Card: card.ID, Product: card.Product}, card); err != nil {
		return err
	}
	c := crm.WebhookCall{State: crm.CallWaiting}
	run := crm.StepRun{Outcome: crm.OutcomeDone, At: d.tx.Now}
	if d.s.ws.TestMode {
		c.State, c.Reason, run.Reason = crm.CallHeld, crm.ReasonTestMode, crm.ReasonTestMode
	}
	if err := addCall(d.tx, hook.ID, crm.EventCall, card.ID, d.tx.Now, about, c, int64(d.en.ID), int64(d.st.ID)); err != nil {
		return err
	}
	key := "activity.webhook"
	if d.s.ws.TestMode {
		key = "activity.webhook_test"
	}
	line := crm.Activity{Card: card.ID, Kind: crm.ActivitySequence, Cause: crm.CauseSequence, Sequence: d.q.ID, Say: crm.Say(key, "name", hook.Name)}
	if err := d.tx.Note(line); err != nil {
		return err
	}
	return d.e.finish(d.tx, d.s, d.q, d.en, run, timing.Anchor(d.en.Planned, d.tx.Now))
}

// callText fills the step's text.
func (d *due) callText(text string) (string, crm.Reason, error) {
	if strings.TrimSpace(text) == "" {
		return "", crm.ReasonNone, nil
	}
	src, err := d.sourceFor([]string{text})
	if err != nil {
		return "", crm.ReasonNone, err
	}
	values := merge.Values([]string{text}, src)
	why := crm.ReasonNone
	for _, path := range merge.Missing(text, values) {
		why = crm.ReasonMissingValue
		if _, known := values[path]; !known {
			return "", crm.ReasonTemplateBroken, nil
		}
	}
	if why != crm.ReasonNone {
		return "", why, nil
	}
	filled, err := merge.Text(text, values)
	if err != nil {
		return "", crm.ReasonTemplateBroken, nil //nolint:nilerr // a person decides
	}
	return filled, crm.ReasonNone, nil
}

package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// CallsIn asks for a part of a webhook's log, the newest first.
type CallsIn struct {
	Webhook crm.WebhookID     `json:"webhook" ts_type:"string"`
	State   crm.CallState     `json:"state" ts_type:"''|'waiting'|'done'|'failed'|'held'"` // "" for all
	Behind  crm.WebhookCallID `json:"behind" ts_type:"string"`                             // the last one that is known; "" from the newest
	Limit   int               `json:"limit"`                                               // 0: 50, at most 200
}

// CallRow is one thing that was told, or is to be.
type CallRow struct {
	Call     crm.WebhookCall `json:"call"`
	CardName string          `json:"cardName"` // "" where there is none any more
}

// CallsOut is a part of the log.
type CallsOut struct {
	Rows []CallRow `json:"rows"`
	More bool      `json:"more"`
}

// CallIn names an entry of a webhook's log.
type CallIn struct {
	ID crm.WebhookCallID `json:"id" ts_type:"string"`
}

// ResendCallsIn names what is to be sent again of a webhook: some, or all that
// failed or are held.
type ResendCallsIn struct {
	Webhook crm.WebhookID       `json:"webhook" ts_type:"string"`
	IDs     []crm.WebhookCallID `json:"ids" ts_type:"string[]"` // empty: all
}

// ResentOut says how many go again.
type ResentOut struct {
	Count int `json:"count"`
}

// ListCalls reads a webhook's log (administrators): what was sent holds what
// clients said.
func (s *Session) ListCalls(in CallsIn) (out CallsOut, err error) {
	if in.Limit <= 0 {
		in.Limit = 50
	}
	in.Limit = min(in.Limit, 200)
	out.Rows = []CallRow{}
	return out, s.read(func(v *store.View) error {
		if err := s.mustBeAdmin(v); err != nil {
			return err
		}
		list, err := v.Calls(in.Webhook, in.State, in.Behind, in.Limit+1)
		if err != nil {
			return err
		}
		if out.More = len(list) > in.Limit; out.More {
			list = list[:in.Limit]
		}
		cards := make([]crm.CardID, 0, len(list))
		for _, c := range list {
			cards = append(cards, c.Card)
		}
		names, err := v.CardNames(cards)
		for _, c := range list {
			out.Rows = append(out.Rows, CallRow{Call: c, CardName: names[c.Card]})
		}
		return err
	})
}

// GetCall reads one entry of a webhook's log (administrators).
func (s *Session) GetCall(in CallIn) (out CallRow, err error) {
	return out, s.read(func(v *store.View) error {
		if err := s.mustBeAdmin(v); err != nil {
			return err
		}
		if out.Call, err = v.Call(in.ID); err != nil {
			return err
		}
		names, err := v.CardNames([]crm.CardID{out.Call.Card})
		out.CardName = names[out.Call.Card]
		return err
	})
}

// ResendCalls sends again what failed or was held of a webhook (administrators),
// under the same names: a receiver that has it already knows it. Errors: conflict
// where the webhook is switched off.
func (s *Session) ResendCalls(in ResendCallsIn) (out ResentOut, err error) {
	return out, s.change(func(tx *store.Tx) error {
		w, err := tx.Webhook(in.Webhook)
		if err != nil {
			return err
		}
		if !w.Active {
			return crm.Fail(crm.CodeConflict, "webhook.is_off", "name", w.Name)
		}
		var ids []crm.WebhookCallID
		if len(in.IDs) > 0 {
			ids = in.IDs
		}
		out.Count, err = tx.ResendCalls(in.Webhook, ids)
		return err
	})
}

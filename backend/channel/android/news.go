package android

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
)

// states are what the phone's words mean.
var states = map[string]crm.MessageState{
	"Pending": crm.MessageSent, "Processed": crm.MessageSent, "Sent": crm.MessageSent,
	"Delivered": crm.MessageDelivered, "Failed": crm.MessageFailed,
}

// Poll asks for each open message. Texts that came in only come by themselves:
// the phone sends them to an address.
func (*Android) Poll(ctx context.Context, a crm.Account, open []crm.OpenPart) (news crm.News, err error) {
	if a.Android == nil {
		return news, nil
	}
	for _, part := range open {
		said, found, err := ask(ctx, a, part.Remote)
		if err != nil {
			return news, err
		}
		state, known := states[said.State]
		if !found || !known {
			continue
		}
		words := said.State
		for _, r := range said.Recipients {
			words = strings.TrimSpace(words + " " + r.Error)
		}
		news.Receipts = append(news.Receipts, crm.Receipt{Remote: part.Remote, State: state, Words: wire.Clip(words)})
	}
	return news, nil
}

// event is what the phone sends here.
type event struct {
	ID      string `json:"id"` // of the event: every one has its own
	Event   string `json:"event"`
	Payload struct {
		MessageID string `json:"messageId"`
		Phone     string `json:"phoneNumber"`
		Sender    string `json:"sender"`
		Message   string `json:"message"`
		Reason    string `json:"reason"`
	} `json:"payload"`
}

var events = map[string]crm.MessageState{
	"sms:sent": crm.MessageSent, "sms:delivered": crm.MessageDelivered, "sms:failed": crm.MessageFailed,
}

// Hook reads an event. With a signing key in the settings only signed ones
// count.
func (*Android) Hook(a crm.Account, h crm.Hook) (news crm.News, err error) {
	if a.Hooked != "" && !signed(h, a.Hooked) {
		return news, crm.Fail(crm.CodeForbidden, "sms_gateway.hook_signature")
	}
	var e event
	if err := json.Unmarshal(h.Body, &e); err != nil {
		return news, crm.Fail(crm.CodeInvalid, "sms_gateway.hook_unreadable")
	}
	if state, ok := events[e.Event]; ok && e.Payload.MessageID != "" {
		news.Receipts = []crm.Receipt{{
			Key: e.Payload.MessageID, Remote: e.Payload.MessageID, State: state,
			Words: wire.Clip(strings.TrimSpace(strings.TrimPrefix(e.Event, "sms:") + " " + e.Payload.Reason)),
		}}
	}
	from := e.Payload.Phone
	if from == "" {
		from = e.Payload.Sender
	}
	if e.Event == "sms:received" && e.ID != "" && from != "" {
		news.Incoming = []crm.IncomingSMS{{Remote: e.ID, From: from, Text: e.Payload.Message}}
	}
	return news, nil
}

// signed checks the signature of body and time stamp.
func signed(h crm.Hook, key string) bool {
	want, err := hex.DecodeString(h.Get("X-Signature"))
	if err != nil || len(want) == 0 {
		return false
	}
	mac := hmac.New(sha256.New, []byte(key))
	_, _ = mac.Write(h.Body) // a hash never fails to write
	_, _ = mac.Write([]byte(h.Get("X-Timestamp")))
	return hmac.Equal(mac.Sum(nil), want)
}

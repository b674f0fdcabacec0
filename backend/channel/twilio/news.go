package twilio

import (
	"context"
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // Twilio signs with it; the token is the secret
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
)

// states are what Twilio's words mean; others say nothing new.
var states = map[string]crm.MessageState{
	"sent": crm.MessageSent, "delivered": crm.MessageDelivered, "read": crm.MessageDelivered,
	"undelivered": crm.MessageFailed, "failed": crm.MessageFailed, "canceled": crm.MessageFailed,
	"accepted": crm.MessageSent, "queued": crm.MessageSent, "sending": crm.MessageSent, "scheduled": crm.MessageSent,
}

// answer is what Twilio says of a message later.
type answer struct {
	SID    string `json:"sid"`
	Status string `json:"status"`
	Error  int    `json:"error_code"`
	Words  string `json:"error_message"`
	From   string `json:"from"`
	Body   string `json:"body"`
	Way    string `json:"direction"`
}

// validityOver is Twilio's code for a message that could not be delivered in
// its validity period.
const validityOver = 30036

func receipt(remote, key, status string, code int, words string) (crm.Receipt, bool) {
	state, ok := states[status]
	if code == validityOver {
		state = crm.MessageExpired
	}
	said := status
	if code != 0 {
		said = strings.TrimSpace(status + " " + strconv.Itoa(code) + " " + words)
	}
	return crm.Receipt{
		Remote: remote, Key: key, State: state, Words: wire.Clip(said),
		BadAddress: state == crm.MessageFailed && slices.Contains(badNumbers, code),
	}, ok && remote != ""
}

// Poll asks for each open part, and for texts that came in.
func (t *Twilio) Poll(ctx context.Context, a crm.Account, open []crm.OpenPart) (news crm.News, err error) {
	if a.Twilio == nil {
		return news, nil
	}
	for _, part := range open {
		var said answer
		found, err := t.read(ctx, a, "Messages/"+url.PathEscape(part.Remote)+".json", &said)
		if err != nil {
			return news, err
		}
		if !found {
			continue
		}
		if r, ok := receipt(part.Remote, "", said.Status, said.Error, said.Words); ok {
			news.Receipts = append(news.Receipts, r)
		}
	}
	news.Incoming, err = t.incoming(ctx, a)
	return news, err
}

// incoming are the latest texts to the account's number. A Messaging Service or
// a name has no number to write to.
func (t *Twilio) incoming(ctx context.Context, a crm.Account) (list []crm.IncomingSMS, err error) {
	if !strings.HasPrefix(a.Sender(), "+") {
		return nil, nil
	}
	var page struct {
		Messages []answer `json:"messages"`
	}
	if _, err := t.read(ctx, a, "Messages.json?PageSize=50&To="+url.QueryEscape(a.Sender()), &page); err != nil {
		return nil, err
	}
	for _, m := range page.Messages {
		if m.Way == "inbound" && m.SID != "" {
			list = append(list, crm.IncomingSMS{Remote: m.SID, From: m.From, Text: m.Body})
		}
	}
	return list, nil
}

// read asks for something; found is false where there is no such thing.
func (t *Twilio) read(ctx context.Context, a crm.Account, what string, into any) (found bool, err error) {
	req, err := t.request(ctx, a, http.MethodGet, what, nil)
	if err != nil {
		return false, err
	}
	r, err := wire.Ask(ctx, req, t.reach)
	if err == nil && r.Status == http.StatusNotFound {
		return false, nil
	}
	return err == nil, wire.Read("Twilio", r, err, into)
}

// Balance asks what is left.
func (t *Twilio) Balance(ctx context.Context, a crm.Account) (left crm.Balance, err error) {
	if a.Twilio == nil {
		return left, crm.Fail(crm.CodeInvalid, "account.no_settings")
	}
	var said struct {
		Balance  json.Number `json:"balance"`
		Currency string      `json:"currency"`
	}
	found, err := t.read(ctx, a, "Balance.json", &said)
	if err != nil {
		return left, err
	}
	if left.Amount, err = said.Balance.Float64(); err != nil || !found {
		return left, crm.Fail(crm.CodeNotFound, "sms_gateway.no_balance")
	}
	left.Currency = said.Currency
	return left, nil
}

// Hook reads a status callback or a text that came in. Its signature covers the
// URL as Twilio called it and every parameter.
func (*Twilio) Hook(a crm.Account, h crm.Hook) (news crm.News, err error) {
	form, err := url.ParseQuery(string(h.Body))
	if err != nil {
		return news, crm.Fail(crm.CodeInvalid, "sms_gateway.hook_unreadable")
	}
	if !signed(h, form, a.Secret) {
		return news, crm.Fail(crm.CodeForbidden, "sms_gateway.hook_signature")
	}
	sid := form.Get("MessageSid")
	if status := form.Get("MessageStatus"); status != "" {
		code, _ := strconv.Atoi(form.Get("ErrorCode")) // none is 0
		if r, ok := receipt(sid, url.Values(h.Query).Get("key"), status, code, ""); ok {
			news.Receipts = []crm.Receipt{r}
		}
		return news, nil
	}
	if sid != "" && form.Has("From") {
		news.Incoming = []crm.IncomingSMS{{Remote: sid, From: form.Get("From"), Text: form.Get("Body")}}
	}
	return news, nil
}

func signed(h crm.Hook, form url.Values, token string) bool {
	if token == "" {
		return false
	}
	names := make([]string, 0, len(form))
	for name := range form {
		names = append(names, name)
	}
	slices.Sort(names)
	mac := hmac.New(sha1.New, []byte(token))
	_, _ = mac.Write([]byte(h.URL)) // a hash never fails to write
	for _, name := range names {
		values := slices.Clone(form[name])
		slices.Sort(values)
		for _, value := range slices.Compact(values) {
			_, _ = mac.Write([]byte(name + value))
		}
	}
	return hmac.Equal([]byte(base64.StdEncoding.EncodeToString(mac.Sum(nil))), []byte(h.Get("X-Twilio-Signature")))
}

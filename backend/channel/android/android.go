// Package android hands SMS to a phone with the app SMS Gateway for Android, in
// the local network or through the app's own cloud.
//
// Order of reading: android.go (what the outbox calls), news.go (what became of
// messages).
//
// A message has our key as its id there: the phone can be asked for it, and a
// message with an id that it has already isn't sent again.
package android

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
)

// Android is safe for use by many at once.
type Android struct{}

// New makes an Android.
func New() *Android { return &Android{} }

// Compose is the text of the SMS.
func (*Android) Compose(a crm.Account, _ crm.Message, r crm.Rendered) ([]byte, error) {
	if a.Android == nil {
		return nil, crm.Fail(crm.CodeInvalid, "account.no_settings")
	}
	if r.Text == "" {
		return nil, crm.Fail(crm.CodeInvalid, "account.compose.empty")
	}
	return []byte(strings.ToValidUTF8(r.Text, "\uFFFD")), nil
}

// text is a message as the phone wants it.
type text struct {
	ID      string   `json:"id"`
	Body    body     `json:"textMessage"`
	Numbers []string `json:"phoneNumbers"`
	SIM     int      `json:"simNumber,omitempty"`
	Report  bool     `json:"withDeliveryReport"`
}

type body struct {
	Text string `json:"text"`
}

// state is what the phone says of a message.
type state struct {
	ID         string `json:"id"`
	State      string `json:"state"`
	Recipients []struct {
		State string `json:"state"`
		Error string `json:"error"`
	} `json:"recipients"`
}

// Send hands one message over.
func (n *Android) Send(ctx context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome {
	if a.Android == nil {
		return crm.Outcome{Kind: crm.Stopped, Words: "no settings"}
	}
	b, err := json.Marshal(text{ID: m.Key, Body: body{string(raw)}, Numbers: []string{m.To}, SIM: a.Android.SIM, Report: true})
	if err != nil {
		return crm.Outcome{Kind: crm.Refused, Words: wire.Clip(err.Error())}
	}
	req, err := request(ctx, a, http.MethodPost, "/message", b)
	if err != nil {
		return crm.Outcome{Kind: crm.Stopped, Words: wire.Clip(err.Error())}
	}
	r, out, ok := wire.HandOver(ctx, req, reach(a), commit)
	if !ok {
		return out
	}
	return judge(r, m.Key)
}

// judge says what the phone's answer means. What it refuses with a conflict it
// has already, which a look-up tells.
func judge(r wire.Reply, key string) crm.Outcome {
	out := crm.Outcome{Code: r.Status, Words: r.Words(), Kind: crm.Unclear}
	switch {
	case r.Status == http.StatusUnauthorized || r.Status == http.StatusForbidden || r.Status == http.StatusNotFound || r.Status/100 == 3:
		out.Kind = crm.Stopped
	case r.Status == http.StatusTooManyRequests:
		out.Kind, out.RetryAfter = crm.Temporary, max(r.RetryAfter(), 30)
	case r.Status == http.StatusBadRequest || r.Status == http.StatusRequestEntityTooLarge || r.Status == http.StatusUnprocessableEntity:
		out.Kind = crm.Refused
	case r.Status/100 == 2 && r.Whole && !r.IsPage():
		var said state
		if json.Unmarshal(r.Body, &said) == nil && said.ID == key {
			out.Kind, out.Remote, out.Parts = crm.Accepted, said.ID, []string{said.ID}
		}
	}
	return out
}

func request(ctx context.Context, a crm.Account, method, path string, b []byte) (*http.Request, error) {
	kind := ""
	if b != nil {
		kind = "application/json"
	}
	req, err := wire.Request(ctx, method, strings.TrimRight(a.Android.URL, "/")+path, kind, b)
	if err == nil {
		req.SetBasicAuth(a.Android.User, a.Secret)
	}
	return req, err
}

func reach(a crm.Account) wire.Options {
	return wire.Options{Private: a.SMS != nil && a.SMS.AllowPrivate}
}

// ask is what the phone says of a message; found is false where it knows none.
func ask(ctx context.Context, a crm.Account, key string) (said state, found bool, err error) {
	req, err := request(ctx, a, http.MethodGet, "/message/"+url.PathEscape(key), nil)
	if err != nil {
		return said, false, err
	}
	r, err := wire.Ask(ctx, req, reach(a))
	if err == nil && r.Status == http.StatusNotFound && !r.IsPage() {
		return said, false, nil
	}
	err = wire.Read(a.Android.URL, r, err, &said)
	return said, err == nil && said.ID == key, err
}

// Lookup asks the phone whether it has the message.
func (*Android) Lookup(ctx context.Context, a crm.Account, key string) crm.Found {
	if a.Android == nil {
		return crm.FoundUnknown
	}
	_, found, err := ask(ctx, a, key)
	switch {
	case err != nil:
		return crm.FoundUnknown
	case found:
		return crm.FoundYes
	default:
		return crm.FoundNo
	}
}

// checkKey is the key that Check asks for; no message has it.
const checkKey = "stepwise-check"

// Check asks the phone for a message that doesn't exist, which needs its
// password.
func (*Android) Check(ctx context.Context, a crm.Account) error {
	if a.Android == nil {
		return crm.Fail(crm.CodeInvalid, "account.no_settings")
	}
	_, found, err := ask(ctx, a, checkKey)
	if err == nil && found {
		return crm.Fail(crm.CodeUnavailable, "account.lookup_wrong", "host", a.Android.URL, "words", "")
	}
	return err
}

// Close has nothing to close.
func (*Android) Close() {}

// CheckAccount says everything wrong with the settings.
func (*Android) CheckAccount(a crm.Account) crm.Problems {
	var p crm.Problems
	u, err := url.Parse(a.Android.URL)
	switch {
	case a.Android.URL == "":
		p.Add("url", "sms_gateway.android_url")
	case err != nil || u.Hostname() == "" || u.RawQuery != "" || u.Fragment != "":
		p.Add("url", "account.url_bad")
	case u.User != nil:
		p.Add("url", "account.url_user")
	case u.Scheme != "https" && (u.Scheme != "http" || a.SMS == nil || !a.SMS.AllowPrivate):
		p.Add("url", "account.url_https")
	}
	if a.Android.User == "" {
		p.Add("user", "account.user_missing")
	}
	if a.Secret == "" {
		p.Add("secret", "account.password_missing")
	}
	if a.Android.SIM < 0 || a.Android.SIM > 3 {
		p.Add("sim", "sms_gateway.sim")
	}
	return p
}

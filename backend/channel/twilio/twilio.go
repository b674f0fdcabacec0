// Package twilio hands SMS to Twilio's Messages API, asks it for receipts and
// texts that came in, and reads what it sends here.
//
// Order of reading: twilio.go (what the outbox calls), judge.go (what an answer
// means), news.go (receipts, incoming texts, signatures, balance).
//
// Twilio takes no idempotency key and can't be asked for ours: a message whose
// answer got lost stays uncertain, until a receipt with its key comes.
package twilio

import (
	"context"
	"crypto/x509"
	"net/http"
	"net/url"
	"strings"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
)

// Options are for tests; the zero value reaches Twilio.
type Options struct {
	Base  string // "https://api.twilio.com"
	Local bool   // Base is an address of this computer
	Roots *x509.CertPool
}

// Twilio is safe for use by many at once.
type Twilio struct {
	base  string
	reach wire.Options
}

// New makes a Twilio.
func New(o Options) *Twilio {
	if o.Base == "" {
		o.Base = "https://api.twilio.com"
	}
	return &Twilio{base: o.Base, reach: wire.Options{Private: o.Local, Roots: o.Roots}}
}

// Compose is the text of the SMS.
func (*Twilio) Compose(a crm.Account, _ crm.Message, r crm.Rendered) ([]byte, error) {
	if a.Twilio == nil {
		return nil, crm.Fail(crm.CodeInvalid, "account.no_settings")
	}
	if r.Text == "" {
		return nil, crm.Fail(crm.CodeInvalid, "account.compose.empty")
	}
	return []byte(strings.ToValidUTF8(r.Text, "\uFFFD")), nil
}

// Send hands one message over.
func (t *Twilio) Send(ctx context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome {
	if a.Twilio == nil {
		return crm.Outcome{Kind: crm.Stopped, Words: "no settings"}
	}
	form := url.Values{"To": {m.To}, "Body": {string(raw)}}
	switch from := a.Sender(); {
	case strings.HasPrefix(from, "MG") && len(from) == 34:
		form.Set("MessagingServiceSid", from)
	default:
		form.Set("From", from)
	}
	if back := callback(a, m.Key); back != "" {
		form.Set("StatusCallback", back)
	}
	req, err := t.request(ctx, a, http.MethodPost, "Messages.json", form)
	if err != nil {
		return crm.Outcome{Kind: crm.Stopped, Words: wire.Clip(err.Error())}
	}
	r, out, ok := wire.HandOver(ctx, req, t.reach, commit)
	if !ok {
		return out
	}
	return judge(r)
}

// callback is where Twilio tells what became of a message; the key in it proves
// a message whose answer got lost.
func callback(a crm.Account, key string) string {
	if a.SMS == nil || a.SMS.PublicURL == "" || a.HookPath == "" {
		return ""
	}
	return a.SMS.PublicURL + a.HookPath + "?key=" + url.QueryEscape(key)
}

func (t *Twilio) request(ctx context.Context, a crm.Account, method, what string, form url.Values) (*http.Request, error) {
	address := t.base + "/2010-04-01/Accounts/" + url.PathEscape(a.Twilio.AccountSID)
	if what != "" {
		address += "/" + what
	}
	kind := ""
	if form != nil {
		kind = "application/x-www-form-urlencoded"
	}
	req, err := wire.Request(ctx, method, address, kind, []byte(form.Encode()))
	if err == nil {
		req.SetBasicAuth(a.Twilio.AccountSID, a.Secret)
	}
	return req, err
}

// Lookup can't know: Twilio keeps no key of ours.
func (*Twilio) Lookup(context.Context, crm.Account, string) crm.Found { return crm.FoundUnknown }

// Check reads the account, which needs its token.
func (t *Twilio) Check(ctx context.Context, a crm.Account) error {
	if a.Twilio == nil {
		return crm.Fail(crm.CodeInvalid, "account.no_settings")
	}
	req, err := t.request(ctx, a, http.MethodGet, "Balance.json", nil)
	if err != nil {
		return err
	}
	r, err := wire.Ask(ctx, req, t.reach)
	return wire.Checked("Twilio", r, err)
}

// Close has nothing to close.
func (*Twilio) Close() {}

// CheckAccount says everything wrong with the settings.
func (*Twilio) CheckAccount(a crm.Account) crm.Problems {
	var p crm.Problems
	sid := a.Twilio.AccountSID
	if len(sid) != 34 || !strings.HasPrefix(sid, "AC") || strings.Trim(sid[2:], "0123456789abcdef") != "" {
		p.Add("accountSid", "sms_gateway.twilio_sid")
	}
	if a.Secret == "" {
		p.Add("secret", "sms_gateway.token_missing")
	}
	if a.Sender() == "" {
		p.Add("from", "account.from_missing")
	}
	return p
}

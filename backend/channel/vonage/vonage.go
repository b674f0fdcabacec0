// Package vonage hands SMS to Vonage's SMS API and reads the receipts and texts
// that it sends here.
//
// Order of reading: vonage.go (what the outbox calls), judge.go (what an answer
// means), news.go (receipts, incoming texts, signatures, balance).
//
// Vonage takes no idempotency key and can't be asked what became of a message:
// receipts need an address that it reaches. Our key travels as client-ref and
// comes back with the receipt.
package vonage

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
	gsm "stepwise/backend/sms"
)

// Options are for tests; the zero value reaches Vonage.
type Options struct {
	Base  string // "https://rest.nexmo.com"
	Local bool   // Base is an address of this computer
	Roots *x509.CertPool
}

// Vonage is safe for use by many at once.
type Vonage struct {
	base  string
	reach wire.Options
}

// New makes a Vonage.
func New(o Options) *Vonage {
	if o.Base == "" {
		o.Base = "https://rest.nexmo.com"
	}
	return &Vonage{base: o.Base, reach: wire.Options{Private: o.Local, Roots: o.Roots}}
}

// Compose is the text of the SMS.
func (*Vonage) Compose(a crm.Account, _ crm.Message, r crm.Rendered) ([]byte, error) {
	if a.Vonage == nil {
		return nil, crm.Fail(crm.CodeInvalid, "account.no_settings")
	}
	if r.Text == "" {
		return nil, crm.Fail(crm.CodeInvalid, "account.compose.empty")
	}
	return []byte(strings.ToValidUTF8(r.Text, "\uFFFD")), nil
}

// submit is a message as Vonage wants it.
type submit struct {
	Key      string `json:"api_key"`
	Secret   string `json:"api_secret"`
	From     string `json:"from"`
	To       string `json:"to"` // digits alone
	Text     string `json:"text"`
	Type     string `json:"type"`
	Ref      string `json:"client-ref"`
	Report   int    `json:"status-report-req"`
	Callback string `json:"callback,omitempty"`
}

// Send hands one message over.
func (v *Vonage) Send(ctx context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome {
	if a.Vonage == nil {
		return crm.Outcome{Kind: crm.Stopped, Words: "no settings"}
	}
	in := submit{
		Key: a.Vonage.APIKey, Secret: a.Secret, From: strings.TrimPrefix(a.Sender(), "+"), To: strings.TrimPrefix(m.To, "+"),
		Text: string(raw), Type: "text", Ref: m.Key, Report: 1,
	}
	if gsm.Measure(in.Text).Encoding == gsm.UCS2 {
		in.Type = "unicode"
	}
	if a.SMS != nil && a.SMS.PublicURL != "" && a.HookPath != "" {
		in.Callback = a.SMS.PublicURL + a.HookPath
	}
	body, err := json.Marshal(in) //nolint:gosec // the provider wants its key in the body
	if err != nil {
		return crm.Outcome{Kind: crm.Refused, Words: wire.Clip(err.Error())}
	}
	req, err := wire.Request(ctx, http.MethodPost, v.base+"/sms/json", "application/json", body)
	if err != nil {
		return crm.Outcome{Kind: crm.Stopped, Words: wire.Clip(err.Error())}
	}
	r, out, ok := wire.HandOver(ctx, req, v.reach, commit)
	if !ok {
		return out
	}
	return judge(r)
}

// Lookup can't know.
func (*Vonage) Lookup(context.Context, crm.Account, string) crm.Found { return crm.FoundUnknown }

// Check asks for the balance, which needs key and secret.
func (v *Vonage) Check(ctx context.Context, a crm.Account) error {
	_, err := v.Balance(ctx, a)
	return err
}

// Balance asks what is left, in euros.
func (v *Vonage) Balance(ctx context.Context, a crm.Account) (left crm.Balance, err error) {
	if a.Vonage == nil {
		return left, crm.Fail(crm.CodeInvalid, "account.no_settings")
	}
	// this API of Vonage's takes its secret in the address alone; errors never quote it
	query := url.Values{"api_key": {a.Vonage.APIKey}, "api_secret": {a.Secret}}
	req, err := wire.Request(ctx, http.MethodGet, v.base+"/account/get-balance?"+query.Encode(), "", nil)
	if err != nil {
		return left, err
	}
	r, err := wire.Ask(ctx, req, v.reach)
	var said struct {
		Value *float64 `json:"value"`
	}
	if err := wire.Read("Vonage", r, err, &said); err != nil {
		return left, err
	}
	if said.Value == nil {
		return left, crm.Fail(crm.CodeNotFound, "sms_gateway.no_balance")
	}
	return crm.Balance{Amount: *said.Value, Currency: "EUR"}, nil
}

// Close has nothing to close.
func (*Vonage) Close() {}

// CheckAccount says everything wrong with the settings.
func (*Vonage) CheckAccount(a crm.Account) crm.Problems {
	var p crm.Problems
	if key := a.Vonage.APIKey; key == "" || strings.ContainsAny(key, " \t\r\n") {
		p.Add("apiKey", "sms_gateway.vonage_key")
	}
	if a.Secret == "" {
		p.Add("secret", "sms_gateway.token_missing")
	}
	if a.Sender() == "" {
		p.Add("from", "account.from_missing")
	}
	if !slices.Contains([]string{"none", "md5hash", "md5", "sha1", "sha256", "sha512"}, a.Vonage.Signature) {
		p.Add("signature", "sms_gateway.signature")
	}
	if a.Vonage.Signature != "none" && a.Hooked == "" {
		p.Add("hooked", "sms_gateway.signature_secret")
	}
	return p
}

package vonage

import (
	"crypto/hmac"
	"crypto/md5"  //nolint:gosec // one of the ways Vonage signs; the owner chooses
	"crypto/sha1" //nolint:gosec // the same
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"encoding/json"
	"hash"
	"net/url"
	"slices"
	"strings"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
)

// states are what Vonage's words mean; others say nothing new.
var states = map[string]crm.MessageState{
	"delivered": crm.MessageDelivered, "expired": crm.MessageExpired, "failed": crm.MessageFailed, "rejected": crm.MessageFailed,
	"accepted": crm.MessageSent, "buffered": crm.MessageSent,
}

// badNumber are the error codes of a receipt for a number that does not exist.
var badNumber = []string{"3", "9"} // absent for good, illegal number

// Hook reads a receipt or a text that came in.
func (*Vonage) Hook(a crm.Account, h crm.Hook) (news crm.News, err error) {
	said, err := fields(h)
	if err != nil {
		return news, crm.Fail(crm.CodeInvalid, "sms_gateway.hook_unreadable")
	}
	if a.Vonage == nil || a.Vonage.Signature != "none" && !signed(said, a.Vonage.Signature, a.Hooked) {
		return news, crm.Fail(crm.CodeForbidden, "sms_gateway.hook_signature")
	}
	id := said["messageId"]
	if state, ok := states[said["status"]]; ok && id != "" {
		code := said["err-code"]
		words := said["status"]
		if code != "" && code != "0" {
			words += " " + code
		}
		news.Receipts = []crm.Receipt{{
			Remote: id, Key: said["client-ref"], State: state, Words: wire.Clip(words),
			BadAddress: state == crm.MessageFailed && slices.Contains(badNumber, code),
		}}
		return news, nil
	}
	if said["status"] == "" && id != "" && said["msisdn"] != "" {
		news.Incoming = []crm.IncomingSMS{{Remote: id, From: "+" + strings.TrimPrefix(said["msisdn"], "+"), Text: said["text"]}}
	}
	return news, nil
}

// fields are what Vonage says, as JSON, as a form or in the query.
func fields(h crm.Hook) (map[string]string, error) {
	out := map[string]string{}
	add := func(from url.Values) {
		for name, values := range from {
			if len(values) > 0 {
				out[name] = values[0]
			}
		}
	}
	add(h.Query)
	if !strings.HasPrefix(strings.TrimSpace(string(h.Body)), "{") {
		form, err := url.ParseQuery(string(h.Body))
		add(form)
		return out, err
	}
	var doc map[string]any
	dec := json.NewDecoder(strings.NewReader(string(h.Body)))
	dec.UseNumber()
	if err := dec.Decode(&doc); err != nil {
		return nil, err
	}
	for name, value := range doc {
		switch v := value.(type) {
		case string:
			out[name] = v
		case json.Number:
			out[name] = v.String()
		}
	}
	return out, nil
}

// signed checks the "sig" of all other fields.
func signed(said map[string]string, method, secret string) bool {
	want, err := hex.DecodeString(said["sig"])
	if err != nil || len(want) == 0 || secret == "" {
		return false
	}
	names := make([]string, 0, len(said))
	for name := range said {
		if name != "sig" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	clean := strings.NewReplacer("&", "_", "=", "_")
	var text strings.Builder
	for _, name := range names {
		text.WriteString("&" + clean.Replace(name) + "=" + clean.Replace(said[name]))
	}
	if method == "md5hash" {
		sum := md5.Sum([]byte(text.String() + secret)) //nolint:gosec // see the imports
		return hmac.Equal(sum[:], want)
	}
	hashes := map[string]func() hash.Hash{"md5": md5.New, "sha1": sha1.New, "sha256": sha256.New, "sha512": sha512.New}
	algorithm, ok := hashes[method]
	if !ok {
		return false
	}
	mac := hmac.New(algorithm, []byte(secret))
	_, _ = mac.Write([]byte(text.String())) // a hash never fails to write
	return hmac.Equal(mac.Sum(nil), want)
}

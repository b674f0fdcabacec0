package webhook

import (
	"context"
	"net/http"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
)

// Answer is how one try went.
type Answer struct {
	Code  int    // HTTP's; 0 where there was no answer
	Words string // the beginning of the answer, or why there was none
	After int    // seconds that it asked to wait; 0: it didn't
}

// OK says whether the other program took it.
func (a Answer) OK() bool { return a.Code/100 == 2 }

// Send sends one body under a name: a POST without a redirect or a proxy, to
// where it may go, with at most half a minute and 64 KB for the answer.
func Send(ctx context.Context, w crm.Webhook, key, body string, at crm.Instant, o wire.Options) Answer {
	req, err := wire.Request(ctx, http.MethodPost, w.URL, "application/json", []byte(body))
	if err != nil {
		return Answer{Words: "address not readable"}
	}
	signature := Sign(w.Secret, key, at, body)
	if signature == "" {
		return Answer{Words: "the secret can't be opened"}
	}
	req.Header["webhook-id"] = []string{key} // as the specification writes them
	req.Header["webhook-timestamp"] = []string{seconds(at)}
	req.Header["webhook-signature"] = []string{signature}
	r, err := wire.Ask(ctx, req, o)
	if err != nil {
		return Answer{Words: wire.Clip(err.Error())}
	}
	return Answer{Code: r.Status, Words: r.Words(), After: r.RetryAfter()}
}

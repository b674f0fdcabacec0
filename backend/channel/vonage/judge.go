package vonage

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
)

// throttled is Vonage's status for too many at once; shortWait is how many
// seconds the account waits then.
const (
	throttled = 1
	shortWait = 10
)

// accounts are the statuses that concern the account: credentials, credit, the
// sender, what it may use.
var accounts = []int{4, 8, 9, 10, 11, 14, 15, 23, 32}

// badNumbers are those that concern the number.
var badNumbers = []int{7, 33}

// answer is what Vonage says of every part of a message.
type answer struct {
	Parts []struct {
		ID     string `json:"message-id"`
		Status string `json:"status"`
		Words  string `json:"error-text"`
	} `json:"messages"`
}

// judge says what a whole or half answer to a handed-over message means. Part of
// a message taken and part not is unclear: the whole must not go again.
func judge(r wire.Reply) crm.Outcome {
	out := crm.Outcome{Code: r.Status, Words: r.Words(), Kind: crm.Unclear}
	switch {
	case r.Status == http.StatusUnauthorized || r.Status == http.StatusForbidden || r.Status == http.StatusPaymentRequired || r.Status/100 == 3:
		out.Kind = crm.Stopped
		return out
	case r.Status == http.StatusTooManyRequests:
		out.Kind, out.RetryAfter = crm.Temporary, max(r.RetryAfter(), shortWait)
		return out
	case r.Status/100 != 2 || !r.Whole || r.IsPage():
		return out
	}
	var said answer
	if err := json.Unmarshal(r.Body, &said); err != nil || len(said.Parts) == 0 {
		return out
	}
	refused := -1
	for _, part := range said.Parts {
		status, err := strconv.Atoi(part.Status)
		switch {
		case err != nil:
			return out
		case status == 0 && part.ID != "":
			out.Parts = append(out.Parts, part.ID)
		case refused < 0:
			refused, out.Words = status, wire.Clip(part.Status+" "+part.Words)
		}
	}
	switch {
	case len(out.Parts) == len(said.Parts):
		out.Kind, out.Remote, out.Words = crm.Accepted, out.Parts[0], "accepted"
	case len(out.Parts) == 0 && refused >= 0:
		refuse(&out, refused)
	}
	return out
}

func refuse(out *crm.Outcome, status int) {
	out.Code = status
	switch {
	case status == throttled:
		out.Kind, out.RetryAfter = crm.Temporary, shortWait
	case status == 5: // "internal error": Vonage itself doesn't know
		out.Kind = crm.Unclear
	case slices.Contains(accounts, status):
		out.Kind = crm.Stopped
	default:
		out.Kind, out.BadAddress = crm.Refused, slices.Contains(badNumbers, status)
	}
}

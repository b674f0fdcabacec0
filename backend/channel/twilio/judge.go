package twilio

import (
	"encoding/json"
	"net/http"
	"slices"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
)

// Twilio's own error codes, by what they mean for us.
var (
	badNumbers = []int{21211, 21214, 21217, 21265, 21401, 21407, 21421, 21614, 30005, 30006} // no such number, or none that takes SMS
	accounts   = []int{20003, 20005, 21212, 21603, 21606, 21607, 21612, 21659, 21660, 21661, 21701, 21702, 21703, 21704, 21705, 30002, 63003}
	laters     = []int{14107, 20429, 21611, 30001, 63018}
	daily      = 63038 // the account's limit of a day is reached
	optedOut   = 21610
)

// A throttled account waits so many seconds where Twilio says nothing.
const (
	shortWait = 30
	dailyWait = 60 * 60
)

// verdict is what Twilio says of a message that it was handed.
type verdict struct {
	SID  string `json:"sid"`
	Code int    `json:"code"` // of an error
}

// judge says what a whole or half answer to a handed-over message means.
func judge(r wire.Reply) crm.Outcome {
	out := crm.Outcome{Code: r.Status, Words: r.Words(), Kind: crm.Unclear}
	var said verdict
	read := r.Whole && !r.IsPage() && json.Unmarshal(r.Body, &said) == nil
	switch {
	case r.Status == http.StatusUnauthorized || r.Status == http.StatusForbidden || r.Status == http.StatusPaymentRequired:
		out.Kind = crm.Stopped
	case r.Status == http.StatusTooManyRequests:
		out.Kind, out.RetryAfter = crm.Temporary, max(r.RetryAfter(), shortWait)
		if said.Code == daily {
			out.RetryAfter = dailyWait
		}
	case r.Status/100 == 2 && read && said.SID != "":
		out.Kind, out.Remote, out.Parts = crm.Accepted, said.SID, []string{said.SID}
	case r.Status/100 == 4 && read && said.Code != 0:
		refuse(&out, said.Code)
	case r.Status == http.StatusNotFound || r.Status/100 == 3:
		out.Kind = crm.Stopped
	case r.Status == http.StatusServiceUnavailable && r.Header.Get("Retry-After") != "":
		out.Kind, out.RetryAfter = crm.Temporary, r.RetryAfter()
	}
	return out
}

// refuse sorts what Twilio refused with a code of its own.
func refuse(out *crm.Outcome, code int) {
	switch {
	case slices.Contains(laters, code):
		out.Kind, out.RetryAfter = crm.Temporary, shortWait
	case code == daily:
		out.Kind, out.RetryAfter = crm.Temporary, dailyWait
	case slices.Contains(accounts, code):
		out.Kind = crm.Stopped
	default:
		out.Kind = crm.Refused
		out.BadAddress = slices.Contains(badNumbers, code)
		out.Unsubscribed = code == optedOut
	}
}

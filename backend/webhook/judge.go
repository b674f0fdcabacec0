package webhook

import (
	"hash/fnv"
	"net/http"
	"strconv"

	"stepwise/backend/crm"
)

const second = crm.Instant(1000)

// waits are how long the next try waits after so many that failed: about three
// days in all. After the last one of them it is the same again.
var waits = []crm.Instant{5 * second, 30 * second, 120 * second, 600 * second, 1800 * second, 3600 * second, 2 * 3600 * second, 4 * 3600 * second, 8 * 3600 * second}

// longestPause is how long a webhook is let be at most between two tries, of
// whatever waits for it.
const longestPause = 600 * second

// refusedTries is after how many refusals (4xx) a call has failed: whoever says
// no eight hours long means it.
const refusedTries = 8

// wait is how long the next try waits, up to a fifth more or less so that not
// all come at once: by a hash, the same each time.
func wait(key string, failed int) crm.Instant {
	w := waits[min(failed, len(waits))-1]
	h := fnv.New32a()
	_, _ = h.Write([]byte(key + strconv.Itoa(failed))) // a hash never fails to write
	return w + w*crm.Instant(int(h.Sum32()%401)-200)/1000
}

// verdict is what a try comes to.
type verdict struct {
	call  crm.WebhookCall
	again crm.Instant // the webhook is let be until then
	stop  string      // the webhook is switched off, and why
}

// judge says what an answer makes of a call and its webhook.
func judge(w crm.Webhook, c crm.WebhookCall, a Answer, now crm.Instant) verdict {
	c.Tries++
	c.Tried, c.Code, c.Words, c.Reason = now, a.Code, a.Words, crm.ReasonNone
	v := verdict{call: c}
	if a.OK() {
		v.call.State, v.call.Due, v.call.Ended = crm.CallDone, 0, now
		return v
	}
	due := now + wait(c.Key, c.Tries)
	v.again = now + min(wait(w.ID.String(), w.Failures+1), longestPause)
	if asked := crm.Instant(a.After) * second; asked > 0 {
		v.again = max(v.again, now+asked)
		due = max(due, v.again)
	}
	refused := a.Code/100 == 4 && a.Code != http.StatusRequestTimeout && a.Code != http.StatusTooEarly && a.Code != http.StatusTooManyRequests
	switch {
	case a.Code == http.StatusGone:
		v.stop = crm.WebhookGone
	case w.Since != 0 && now-w.Since >= crm.WebhookGiveUp:
		v.stop = crm.WebhookFailing
	}
	if a.Code == http.StatusGone || refused && c.Tries >= refusedTries || due-c.Created > crm.WebhookGiveUp {
		v.call.State, v.call.Due, v.call.Ended, v.call.Reason = crm.CallFailed, 0, now, crm.ReasonRetriesUp
		return v
	}
	v.call.State, v.call.Due = crm.CallWaiting, due
	return v
}

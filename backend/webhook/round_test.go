package webhook_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
	"stepwise/backend/webhook"
)

// receiver is another program: it checks what it gets as the specification says,
// by code of its own, and remembers it.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	raw    []byte // of the secret
	answer func(n int, w http.ResponseWriter) bool
	got    []string // names of what it took, in order
	tried  []string // names of what came
	wrong  []string
}

func receive(t *testing.T) *receiver {
	r := &receiver{answer: func(int, http.ResponseWriter) bool { return true }}
	r.Server = httptest.NewServer(http.HandlerFunc(r.serve))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) serve(w http.ResponseWriter, req *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	body, _ := io.ReadAll(req.Body)
	id := req.Header.Get("Webhook-Id")
	mac := hmac.New(sha256.New, r.raw)
	fmt.Fprintf(mac, "%s.%s.%s", id, req.Header.Get("Webhook-Timestamp"), body)
	want := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	if got := req.Header.Get("Webhook-Signature"); got != want || id == "" || !strings.Contains(string(body), `"id":"`+id+`"`) || req.Method != http.MethodPost {
		r.wrong = append(r.wrong, got+" "+string(body))
	}
	r.tried = append(r.tried, id)
	if r.answer(len(r.tried), w) {
		r.got = append(r.got, id)
	}
}

func (r *receiver) says(answer func(n int, w http.ResponseWriter) bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answer = answer
}

func (r *receiver) seen() (got, tried []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.got), slices.Clone(r.tried)
}

// status answers always the same.
func status(code int, header ...string) func(int, http.ResponseWriter) bool {
	return func(_ int, w http.ResponseWriter) bool {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
		_, _ = io.WriteString(w, "so it is")
		return code/100 == 2
	}
}

// line is a workspace with one webhook to a receiver.
type line struct {
	*testkit.World
	*receiver
	hook crm.WebhookID
}

func connect(t *testing.T) *line {
	t.Helper()
	l := &line{World: testkit.NewWorld(t), receiver: receive(t)}
	secret := webhook.NewSecret()
	l.raw, _ = base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	l.SetWorkspace(func(ws *crm.Workspace) { ws.Webhooks = true })
	l.Write(func(tx *store.Tx) error {
		w, err := tx.SaveWebhook(crm.Webhook{Name: "Books", URL: l.URL, Secret: secret, Events: []crm.WebhookEvent{crm.EventCardCreated, crm.EventCardChanged}, Active: true})
		l.hook = w.ID
		return err
	})
	return l
}

func (l *line) round() (next crm.Instant) {
	teller := webhook.Teller{Store: l.Store, Gather: l.Engine.TellWebhooks, Reach: wire.Options{Private: true}}
	next, err := teller.Round(context.Background())
	l.OK(err)
	return next
}

// pass lets time pass, with a round whenever one is due.
func (l *line) pass(ms crm.Instant) {
	for end := l.Now() + ms; ; {
		next := l.round()
		if next == 0 || next > end {
			l.Clock.Set(end)
			return
		}
		l.Clock.Set(max(next, l.Now()+1))
	}
}

func (l *line) calls(state crm.CallState) (list []crm.WebhookCall) {
	l.Read(func(v *store.View) (err error) {
		list, err = v.Calls(l.hook, state, 0, 1000)
		return err
	})
	return list
}

func (l *line) webhook() (w crm.Webhook) {
	l.Read(func(v *store.View) (err error) {
		w, err = v.Webhook(l.hook)
		return err
	})
	return w
}

const (
	minute = crm.Instant(60 * 1000)
	hour   = 60 * minute
)

func TestWhatIsToldIsSignedAsTheSpecificationSays(t *testing.T) {
	t.Parallel()
	l := connect(t)
	l.Card("Ion Popescu", testkit.OfferSent)
	l.round()
	got, _ := l.seen()
	if len(got) != 1 || len(l.wrong) > 0 {
		t.Fatalf("took %v, wrong %v", got, l.wrong)
	}
	if c := l.calls(crm.CallDone); len(c) != 1 || c[0].Code != 200 || c[0].Tries != 1 || c[0].Key != got[0] {
		t.Errorf("the log says %+v", c)
	}
	// worked out by hand, by the specification's own example of a secret
	if sig := webhook.Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330000, `{"test": 2432232314}`); sig != "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" {
		t.Errorf("the example is signed %s", sig)
	}
}

// A receiver that is down for an hour gets everything, in order, and nothing
// under two names; also where this program ends in the middle.
func TestAReceiverThatIsDownForAnHourMissesNothing(t *testing.T) {
	t.Parallel()
	l := connect(t)
	l.says(status(http.StatusServiceUnavailable))
	var want []string
	for i := range 12 {
		id := l.Card(fmt.Sprintf("Ion %d", i), testkit.NewLead)
		l.SetStatus(id, testkit.OfferSent)
		l.pass(5 * minute)
		if i == 6 {
			l.Restart()
		}
	}
	for _, c := range slices.Backward(l.calls("")) {
		want = append(want, c.Key)
	}
	if got, tried := l.seen(); len(got) != 0 || len(tried) < 5 || len(tried) > 60 {
		t.Fatalf("while it was down it took %d of %d tries", len(got), len(tried))
	}
	l.says(status(http.StatusNoContent))
	l.pass(15 * minute)
	got, _ := l.seen()
	if sorted := slices.Sorted(slices.Values(got)); !slices.Equal(sorted, slices.Sorted(slices.Values(want))) || len(want) != 24 {
		t.Errorf("took %d of %d", len(got), len(want))
	}
	for i := 0; i+1 < len(want); i += 2 { // created before changed, of each card
		if slices.Index(got, want[i]) > slices.Index(got, want[i+1]) {
			t.Errorf("card %d: changed before it was created", i/2)
		}
	}
	if w := l.webhook(); w.Failures != 0 || w.Since != 0 || len(l.wrong) > 0 {
		t.Errorf("webhook %+v, wrong %v", w, l.wrong)
	}
}

func TestOneThingThatIsRefusedHoldsNothingElseUp(t *testing.T) {
	t.Parallel()
	l := connect(t)
	l.Card("Ion", testkit.OfferSent)
	l.round()
	first, _ := l.seen()
	poison := ""
	l.says(func(n int, w http.ResponseWriter) bool {
		if id := l.tried[n-1]; poison == "" || id == poison {
			poison = id
			w.WriteHeader(http.StatusBadRequest)
			return false
		}
		return true
	})
	for range 5 {
		l.Card("Maria", testkit.OfferSent)
	}
	l.pass(24 * hour)
	got, _ := l.seen()
	failed := l.calls(crm.CallFailed)
	if len(got) != len(first)+4 || len(failed) != 1 || failed[0].Tries != 8 || failed[0].Code != 400 || failed[0].Words != "400 Bad Request" {
		t.Errorf("took %d; failed %+v", len(got), failed)
	}
}

func TestWhatAnAnswerMeans(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		answer  func(int, http.ResponseWriter) bool
		pass    crm.Instant
		state   crm.CallState
		tries   int
		stopped string
	}{
		"gone: it is switched off":             {status(410), minute, crm.CallFailed, 1, crm.WebhookGone},
		"a redirect is not followed":           {status(302, "Location", "/elsewhere"), 10 * second, crm.CallWaiting, 2, ""},
		"it asks to wait, and we do":           {status(429, "Retry-After", "900"), 14 * minute, crm.CallWaiting, 1, ""},
		"it asks to wait, and we come back":    {status(503, "Retry-After", "900"), 16 * minute, crm.CallWaiting, 2, ""},
		"too many, without a word":             {status(429), 24 * hour, crm.CallWaiting, 0, ""}, // how often differs with the jitter
		"nothing but failures for three days":  {status(500), 80 * hour, crm.CallFailed, 0, ""},
		"any success counts, whatever it says": {status(299), minute, crm.CallDone, 1, ""},
		"an answer that never ends is cut short": {func(_ int, w http.ResponseWriter) bool {
			_, _ = io.WriteString(w, strings.Repeat("x", 200<<10))
			return true
		}, minute, crm.CallDone, 1, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := connect(t)
			l.says(tc.answer)
			l.Card("Ion", testkit.OfferSent)
			l.pass(tc.pass)
			list, w := l.calls(""), l.webhook()
			if len(list) != 1 || list[0].State != tc.state || tc.tries != 0 && list[0].Tries != tc.tries || w.Stopped != tc.stopped || w.Active != (tc.stopped == "") {
				t.Errorf("call %+v, webhook %+v", list, w)
			}
			if len(list[0].Words) > 500 {
				t.Errorf("the log keeps %d bytes of the answer", len(list[0].Words))
			}
		})
	}
}

const second = crm.Instant(1000)

func TestAWebhookThatTakesNothingForThreeDaysIsSwitchedOffAndMayBeSentAllAgain(t *testing.T) {
	t.Parallel()
	l := connect(t)
	l.says(status(500))
	for range 9 {
		l.Card("Ion", testkit.OfferSent)
		l.pass(9 * hour)
	}
	if w := l.webhook(); w.Active || w.Stopped != crm.WebhookFailing {
		t.Fatalf("it goes on: %+v", w)
	}
	l.says(status(200))
	w := l.webhook()
	w.Active = true
	l.Write(func(tx *store.Tx) error {
		if _, err := tx.SaveWebhook(w); err != nil {
			return err
		}
		_, err := tx.ResendCalls(w.ID, nil)
		return err
	})
	l.pass(15 * minute)
	if n := len(l.calls(crm.CallDone)); n == 0 || n != len(l.calls("")) || l.webhook().Stopped != "" {
		t.Errorf("%d of %d went", n, len(l.calls("")))
	}
}

func TestWhatIsNotAllowedIsNotReached(t *testing.T) {
	t.Parallel()
	l := connect(t)
	l.Card("Ion", testkit.OfferSent)
	reach := wire.Options{}
	teller := webhook.Teller{Store: l.Store, Gather: l.Engine.TellWebhooks, Reach: reach}
	if _, err := teller.Round(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, tried := l.seen(); len(tried) != 0 || l.calls("")[0].Words != "address not allowed" {
		t.Fatalf("it was reached, or the log says %q", l.calls("")[0].Words)
	}
	l.Write(func(tx *store.Tx) error { return tx.SaveReachableHosts([]string{"127.0.0.0/8"}) })
	l.Clock.Set(l.Now() + minute)
	if _, err := teller.Round(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, _ := l.seen(); len(got) != 1 {
		t.Errorf("an allowed address is not reached: %+v", l.calls(""))
	}
}

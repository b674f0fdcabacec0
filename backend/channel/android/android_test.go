package android_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"stepwise/backend/channel/android"
	"stepwise/backend/crm"
)

// phone behaves as the app does: an id that it has gets an error, and is not
// sent again.
type phone struct {
	mu   sync.Mutex
	has  map[string]string // id → state
	sent int
	drop bool // takes a message and says nothing
}

func (p *phone) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if user, password, _ := r.BasicAuth(); user != "sms" || password != "s3cret" {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	if r.Method == http.MethodGet {
		id := strings.TrimPrefix(r.URL.Path, "/message/")
		state, ok := p.has[id]
		if !ok {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"id": id, "state": state, "recipients": []any{map[string]any{"state": state, "error": nil}}})
		return
	}
	var in struct {
		ID   string `json:"id"`
		Text struct {
			Text string `json:"text"`
		} `json:"textMessage"`
		Numbers []string `json:"phoneNumbers"`
	}
	if json.NewDecoder(r.Body).Decode(&in) != nil || in.Text.Text == "" || len(in.Numbers) != 1 {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if _, twice := p.has[in.ID]; twice {
		w.WriteHeader(http.StatusInternalServerError)
		_, _ = io.WriteString(w, `{"message":"UNIQUE constraint failed: message.id"}`)
		return
	}
	p.has[in.ID] = "Pending"
	p.sent++
	if p.drop {
		if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
			_ = conn.Close()
		}
		return
	}
	w.WriteHeader(http.StatusAccepted)
	_ = json.NewEncoder(w).Encode(map[string]any{"id": in.ID, "state": "Pending"})
}

func start(t *testing.T) (*phone, crm.Account) {
	t.Helper()
	p := &phone{has: map[string]string{}}
	server := httptest.NewServer(p)
	t.Cleanup(server.Close)
	return p, crm.Account{
		ID: 2, Channel: crm.ChannelSMS, Kind: crm.AccountAndroid, Secret: "s3cret",
		Android: &crm.AndroidSettings{URL: server.URL, User: "sms"}, SMS: &crm.SMSSettings{AllowPrivate: true},
	}
}

func send(t *testing.T, a crm.Account, commit func() error) crm.Outcome {
	t.Helper()
	return android.New().Send(t.Context(), a, crm.Message{Key: "k1", To: "+40712345678"}, []byte("Salut"), commit)
}

func agreed() error { return nil }

func TestAPhoneTakesAMessageOnceAndSaysWhatBecameOfIt(t *testing.T) {
	t.Parallel()
	p, a := start(t)
	c := android.New()
	if found := c.Lookup(t.Context(), a, "k1"); found != crm.FoundNo {
		t.Errorf("before: %q", found)
	}
	p.drop = true
	if out := send(t, a, agreed); out.Kind != crm.Unclear || p.sent != 1 {
		t.Errorf("outcome %+v", out)
	}
	if out := send(t, a, agreed); out.Kind != crm.Unclear || p.sent != 1 {
		t.Errorf("the same again: %+v, sent %d times", out, p.sent)
	}
	if found := c.Lookup(t.Context(), a, "k1"); found != crm.FoundYes {
		t.Errorf("after: %q", found)
	}
	p.has["k1"] = "Delivered"
	news, err := c.Poll(t.Context(), a, []crm.OpenPart{{Remote: "k1"}, {Remote: "k2"}})
	if err != nil || len(news.Receipts) != 1 || news.Receipts[0].State != crm.MessageDelivered {
		t.Errorf("news %+v, %v", news, err)
	}
	if err := c.Check(t.Context(), a); err != nil {
		t.Errorf("check says %v", err)
	}
}

func TestWhatAPhoneRefuses(t *testing.T) {
	t.Parallel()
	p, a := start(t)
	if out := send(t, a, agreed); out.Kind != crm.Accepted || out.Remote != "k1" {
		t.Errorf("outcome %+v", out)
	}
	wrong := a
	wrong.Secret = "no"
	if out := send(t, wrong, agreed); out.Kind != crm.Stopped || out.Code != 401 {
		t.Errorf("a wrong password: %+v", out)
	}
	if err := android.New().Check(t.Context(), wrong); crm.CodeOf(err) != crm.CodeUnavailable {
		t.Errorf("check says %v", err)
	}
	if out := android.New().Send(t.Context(), a, crm.Message{Key: "k3", To: "+40712345678"}, nil, agreed); out.Kind != crm.Refused {
		t.Errorf("no text: %+v", out)
	}
	public := a
	public.SMS = &crm.SMSSettings{}
	if out := send(t, public, agreed); out.Kind != crm.Stopped || p.sent != 1 {
		t.Errorf("WH01 an address of this computer, not allowed: %+v", out)
	}
	if out := send(t, a, func() error { return errors.New("disk full") }); out.Kind != crm.Aborted || p.sent != 1 {
		t.Errorf("a failed commit: %+v", out)
	}
}

func TestEventsOfAPhoneAreBelievedWhereTheyAreSigned(t *testing.T) {
	t.Parallel()
	c := android.New()
	body := []byte(`{"deviceId":"d","event":"sms:received","id":"e1","payload":{"messageId":"abc","phoneNumber":"0712345678","message":"STOP","receivedAt":"2026-11-23T10:00:00.000+02:00"}}`)
	news, err := c.Hook(crm.Account{}, crm.Hook{Body: body})
	if err != nil || len(news.Incoming) != 1 || news.Incoming[0] != (crm.IncomingSMS{Remote: "e1", From: "0712345678", Text: "STOP"}) {
		t.Errorf("news %+v, %v", news, err)
	}
	mac := hmac.New(sha256.New, []byte("key"))
	_, _ = mac.Write(append(body[:len(body):len(body)], "1763892000"...))
	h := crm.Hook{Body: body, Header: http.Header{"X-Signature": {hex.EncodeToString(mac.Sum(nil))}, "X-Timestamp": {"1763892000"}}}
	a := crm.Account{Hooked: "key"}
	if _, err := c.Hook(a, h); err != nil {
		t.Errorf("signed: %v", err)
	}
	h.Header = http.Header{"X-Signature": h.Header["X-Signature"], "X-Timestamp": {"1763892001"}}
	if _, err := c.Hook(a, h); crm.CodeOf(err) != crm.CodeForbidden {
		t.Errorf("another time: %v", err)
	}
	failed := []byte(`{"event":"sms:failed","id":"e2","payload":{"messageId":"k1","phoneNumber":"0712345678","reason":"RESULT_ERROR_NO_SERVICE"}}`)
	news, err = c.Hook(crm.Account{}, crm.Hook{Body: failed})
	if err != nil || len(news.Receipts) != 1 || news.Receipts[0].Key != "k1" || news.Receipts[0].State != crm.MessageFailed {
		t.Errorf("news %+v, %v", news, err)
	}
}

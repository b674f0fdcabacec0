package vonage_test

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"testing"

	"stepwise/backend/channel/vonage"
	"stepwise/backend/crm"
)

func account() crm.Account {
	return crm.Account{
		ID: 2, Channel: crm.ChannelSMS, Kind: crm.AccountVonage, Secret: "s3cret", Vonage: &crm.VonageSettings{APIKey: "abcd1234", Signature: "none"},
		SMS: &crm.SMSSettings{From: "Atelier", PublicURL: "https://crm.example.ro"}, HookPath: "/hooks/sms/account_2/abc",
	}
}

func serve(t *testing.T, h http.HandlerFunc) *vonage.Vonage {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return vonage.New(vonage.Options{Base: server.URL, Local: true})
}

func send(t *testing.T, c *vonage.Vonage) crm.Outcome {
	t.Helper()
	a, m := account(), crm.Message{Key: "k1", To: "+40712345678"}
	raw, err := c.Compose(a, m, crm.Rendered{Text: "Salut, Ștefan"})
	if err != nil {
		t.Fatal(err)
	}
	commits := 0
	out := c.Send(t.Context(), a, m, raw, func() error { commits++; return nil })
	if commits != 1 {
		t.Errorf("committed %d times", commits)
	}
	return out
}

func TestAMessageIsHandedOverAsVonageWantsIt(t *testing.T) {
	t.Parallel()
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var in map[string]any
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil || r.URL.Path != "/sms/json" {
			t.Errorf("asked %s, %v", r.URL, err)
		}
		if in["to"] != "40712345678" || in["type"] != "unicode" || in["client-ref"] != "k1" || in["from"] != "Atelier" || in["api_secret"] != "s3cret" ||
			in["callback"] != "https://crm.example.ro/hooks/sms/account_2/abc" {
			t.Errorf("sent %v", in)
		}
		_, _ = io.WriteString(w, `{"message-count":"2","messages":[{"status":"0","message-id":"A1"},{"status":"0","message-id":"A2"}]}`)
	})
	if out := send(t, c); out.Kind != crm.Accepted || out.Remote != "A1" || !slices.Equal(out.Parts, []string{"A1", "A2"}) {
		t.Errorf("outcome %+v", out)
	}
}

func TestVonagesAnswersAreJudgedByEveryPart(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		status int
		body   string
		want   crm.OutcomeKind
		bad    bool
		parts  int
	}{
		{"too many at once", 200, `{"messages":[{"status":"1","error-text":"Throttled"}]}`, crm.Temporary, false, 0},
		{"wrong secret", 200, `{"messages":[{"status":"4","error-text":"Bad Credentials"}]}`, crm.Stopped, false, 0},
		{"no credit", 200, `{"messages":[{"status":"9","error-text":"Partner quota exceeded"}]}`, crm.Stopped, false, 0},
		{"a sender that isn't ours", 200, `{"messages":[{"status":"15","error-text":"Invalid sender"}]}`, crm.Stopped, false, 0},
		{"a barred number", 200, `{"messages":[{"status":"7","error-text":"Barred"}]}`, crm.Refused, true, 0},
		{"a bad message", 200, `{"messages":[{"status":"6","error-text":"Invalid"}]}`, crm.Refused, false, 0},
		{"their own trouble", 200, `{"messages":[{"status":"5","error-text":"Internal"}]}`, crm.Unclear, false, 0},
		{"one part of two", 200, `{"messages":[{"status":"0","message-id":"A1"},{"status":"1","error-text":"Throttled"}]}`, crm.Unclear, false, 1},
		{"refused at the door", 401, `{}`, crm.Stopped, false, 0},
		{"429", 429, ``, crm.Temporary, false, 0},
		{"500", 500, ``, crm.Unclear, false, 0},
		{"WH04 a page", 200, `<html>`, crm.Unclear, false, 0},
		{"WH04 half of it", 200, `{"messages":[{"status":"0"`, crm.Unclear, false, 0},
		{"nothing", 200, ``, crm.Unclear, false, 0},
		{"no parts", 200, `{"messages":[]}`, crm.Unclear, false, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			out := send(t, serve(t, func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(tc.status)
				_, _ = io.WriteString(w, tc.body)
			}))
			if out.Kind != tc.want || out.BadAddress != tc.bad || len(out.Parts) != tc.parts {
				t.Errorf("outcome %+v", out)
			}
		})
	}
}

func TestReceiptsAndTextsComeBySignedRequests(t *testing.T) {
	t.Parallel()
	c, a := vonage.New(vonage.Options{}), account()
	receipt := `{"msisdn":"40712345678","messageId":"A1","status":"delivered","err-code":"0","client-ref":"k1"}`
	news, err := c.Hook(a, crm.Hook{Body: []byte(receipt)})
	if err != nil || len(news.Receipts) != 1 || news.Receipts[0].State != crm.MessageDelivered || news.Receipts[0].Key != "k1" || news.Receipts[0].Remote != "A1" {
		t.Errorf("news %+v, %v", news, err)
	}
	news, err = c.Hook(a, crm.Hook{Body: []byte(url.Values{"msisdn": {"40712345678"}, "messageId": {"B7"}, "text": {"Stop"}}.Encode())})
	if err != nil || len(news.Incoming) != 1 || news.Incoming[0] != (crm.IncomingSMS{Remote: "B7", From: "+40712345678", Text: "Stop"}) {
		t.Errorf("news %+v, %v", news, err)
	}
	if _, err := c.Hook(a, crm.Hook{Body: []byte(`{"status":`)}); crm.CodeOf(err) != crm.CodeInvalid {
		t.Errorf("half of one: %v", err)
	}

	text := "&err-code=0&messageId=A1&note=a_b_c&status=delivered"
	hash := md5.Sum([]byte(text + "key"))
	mac := hmac.New(sha256.New, []byte("key"))
	_, _ = mac.Write([]byte(text))
	for method, sig := range map[string]string{"md5hash": hex.EncodeToString(hash[:]), "sha256": hex.EncodeToString(mac.Sum(nil))} {
		a.Vonage, a.Hooked = &crm.VonageSettings{Signature: method}, "key"
		form := url.Values{"messageId": {"A1"}, "status": {"delivered"}, "err-code": {"0"}, "note": {"a&b=c"}, "sig": {sig}}
		if news, err := c.Hook(a, crm.Hook{Body: []byte(form.Encode())}); err != nil || len(news.Receipts) != 1 {
			t.Errorf("%s: %+v, %v", method, news, err)
		}
		form.Set("messageId", "A2")
		if _, err := c.Hook(a, crm.Hook{Body: []byte(form.Encode())}); crm.CodeOf(err) != crm.CodeForbidden {
			t.Errorf("%s of another receipt: %v", method, err)
		}
		a.Hooked = ""
		if _, err := c.Hook(a, crm.Hook{Body: []byte(form.Encode())}); crm.CodeOf(err) != crm.CodeForbidden {
			t.Errorf("%s without a secret: %v", method, err)
		}
	}
}

func TestTheBalanceNeedsKeyAndSecret(t *testing.T) {
	t.Parallel()
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("api_secret") != "s3cret" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		_, _ = io.WriteString(w, `{"value":3.25,"autoReload":false}`)
	})
	if left, err := c.Balance(t.Context(), account()); err != nil || left.Amount != 3.25 || left.Currency != "EUR" {
		t.Errorf("left %+v, %v", left, err)
	}
	a := account()
	a.Secret = "wrong"
	if err := c.Check(t.Context(), a); crm.CodeOf(err) != crm.CodeUnavailable {
		t.Errorf("check says %v", err)
	}
}

package twilio_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"stepwise/backend/channel/twilio"
	"stepwise/backend/crm"
)

const sid = "AC0123456789abcdef0123456789abcdef"

func account() crm.Account {
	return crm.Account{
		ID: 2, Channel: crm.ChannelSMS, Kind: crm.AccountTwilio, Secret: "token", Twilio: &crm.TwilioSettings{AccountSID: sid},
		SMS: &crm.SMSSettings{From: "+40700000000", PublicURL: "https://crm.example.ro"}, HookPath: "/hooks/sms/account_2/abc",
	}
}

func serve(t *testing.T, h http.HandlerFunc) *twilio.Twilio {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return twilio.New(twilio.Options{Base: server.URL, Local: true})
}

func send(t *testing.T, c *twilio.Twilio) (crm.Outcome, int) {
	t.Helper()
	a, m := account(), crm.Message{Key: "k1", To: "+40712345678"}
	raw, err := c.Compose(a, m, crm.Rendered{Text: "Salut, Ștefan"})
	if err != nil {
		t.Fatal(err)
	}
	commits := 0
	out := c.Send(t.Context(), a, m, raw, func() error { commits++; return nil })
	return out, commits
}

func TestAMessageIsHandedOverWithItsKeyInTheCallback(t *testing.T) {
	t.Parallel()
	var seen url.Values
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		if user != sid || password != "token" || r.URL.Path != "/2010-04-01/Accounts/"+sid+"/Messages.json" {
			t.Errorf("asked %s as %s", r.URL, user)
		}
		_ = r.ParseForm()
		seen = r.PostForm
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, `{"sid":"SM1","status":"queued","error_code":null}`)
	})
	out, commits := send(t, c)
	if out.Kind != crm.Accepted || out.Remote != "SM1" || !slices.Equal(out.Parts, []string{"SM1"}) || commits != 1 {
		t.Errorf("outcome %+v after %d commits", out, commits)
	}
	want := url.Values{"To": {"+40712345678"}, "From": {"+40700000000"}, "Body": {"Salut, Ștefan"}, "StatusCallback": {"https://crm.example.ro/hooks/sms/account_2/abc?key=k1"}}
	if seen.Encode() != want.Encode() {
		t.Errorf("form %v", seen)
	}
}

func TestTwiliosAnswersAreJudgedByTheirCodes(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		status int
		body   string
		want   crm.OutcomeKind
		retry  int
		bad    bool
		optOut bool
	}{
		{"no such number", 400, `{"code":21211,"message":"Invalid 'To'","status":400}`, crm.Refused, 0, true, false},
		{"no mobile", 400, `{"code":21614,"message":"x"}`, crm.Refused, 0, true, false},
		{"told them to stop", 400, `{"code":21610,"message":"x"}`, crm.Refused, 0, false, true},
		{"a text too long", 400, `{"code":21617,"message":"x"}`, crm.Refused, 0, false, false},
		{"a sender that isn't ours", 400, `{"code":21606,"message":"x"}`, crm.Stopped, 0, false, false},
		{"a full queue", 400, `{"code":21611,"message":"x"}`, crm.Temporary, 30, false, false},
		{"the limit of a day", 429, `{"code":63038,"message":"x"}`, crm.Temporary, 3600, false, false},
		{"too many at once", 429, `{"code":20429,"message":"x"}`, crm.Temporary, 30, false, false},
		{"a wrong token", 401, `{"code":20003,"message":"Authenticate"}`, crm.Stopped, 0, false, false},
		{"suspended", 403, `{"code":20005,"message":"x"}`, crm.Stopped, 0, false, false},
		{"an internal error", 500, `{"code":20500,"message":"x"}`, crm.Unclear, 0, false, false},
		{"a time-out on their side", 504, ``, crm.Unclear, 0, false, false},
		{"WH04 a page", 200, `<html>maintenance</html>`, crm.Unclear, 0, false, false},
		{"WH04 half of it", 201, `{"sid":"SM`, crm.Unclear, 0, false, false},
		{"WH04 without end", 201, `{"sid":"` + strings.Repeat("x", 80<<10), crm.Unclear, 0, false, false},
		{"no id", 201, `{"status":"queued"}`, crm.Unclear, 0, false, false},
		{"moved", 302, ``, crm.Stopped, 0, false, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			c := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(tc.status)
				_, _ = io.WriteString(w, tc.body)
			})
			out, _ := send(t, c)
			if out.Kind != tc.want || out.RetryAfter != tc.retry || out.BadAddress != tc.bad || out.Unsubscribed != tc.optOut || out.Code != tc.status {
				t.Errorf("outcome %+v", out)
			}
		})
	}
}

func TestADroppedRequestIsSeenOnceAndUnclear(t *testing.T) {
	t.Parallel()
	var seen atomic.Int32
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.ReadAll(r.Body)
		seen.Add(1)
		if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
			_ = conn.Close()
		}
	})
	if out, commits := send(t, c); out.Kind != crm.Unclear || commits != 1 || seen.Load() != 1 {
		t.Errorf("outcome %+v, seen %d times", out, seen.Load())
	}
	full := errors.New("disk full")
	out := c.Send(t.Context(), account(), crm.Message{Key: "k", To: "+40712345678"}, []byte("x"), func() error { return full })
	if out.Kind != crm.Aborted || seen.Load() != 1 {
		t.Errorf("outcome %+v", out)
	}
}

func TestReceiptsAndTextsAreAskedFor(t *testing.T) {
	t.Parallel()
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch name := strings.TrimPrefix(r.URL.Path, "/2010-04-01/Accounts/"+sid+"/"); name {
		case "Messages/SM1.json":
			_, _ = io.WriteString(w, `{"sid":"SM1","status":"delivered","error_code":null}`)
		case "Messages/SM2.json":
			_, _ = io.WriteString(w, `{"sid":"SM2","status":"undelivered","error_code":30005,"error_message":"Unknown destination handset"}`)
		case "Messages.json":
			if r.URL.Query().Get("To") != "+40700000000" {
				t.Errorf("asked %s", r.URL)
			}
			_, _ = io.WriteString(w, `{"messages":[{"sid":"SM9","direction":"inbound","from":"+40712345678","body":"stop"},{"sid":"SM1","direction":"outbound-api"}]}`)
		case "Balance.json":
			_, _ = io.WriteString(w, `{"balance":"12.5","currency":"USD"}`)
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	})
	news, err := c.Poll(t.Context(), account(), []crm.OpenPart{{Remote: "SM1"}, {Remote: "SM2"}, {Remote: "SM3"}})
	if err != nil || len(news.Receipts) != 2 || news.Receipts[0].State != crm.MessageDelivered ||
		news.Receipts[1].State != crm.MessageFailed || !news.Receipts[1].BadAddress {
		t.Errorf("news %+v, %v", news, err)
	}
	if len(news.Incoming) != 1 || news.Incoming[0] != (crm.IncomingSMS{Remote: "SM9", From: "+40712345678", Text: "stop"}) {
		t.Errorf("texts %+v", news.Incoming)
	}
	if left, err := c.Balance(t.Context(), account()); err != nil || left.Amount != 12.5 || left.Currency != "USD" {
		t.Errorf("left %+v, %v", left, err)
	}
	if err := c.Check(t.Context(), account()); err != nil {
		t.Errorf("check says %v", err)
	}
}

// The signature is the example of Twilio's own documentation.
func TestOnlyWhatTwilioSignedIsBelieved(t *testing.T) {
	t.Parallel()
	form := url.Values{"CallSid": {"CA1234567890ABCDE"}, "Caller": {"+14158675309"}, "Digits": {"1234"}, "From": {"+14158675309"}, "To": {"+18005551212"}}
	a := account()
	a.Secret = "12345"
	h := crm.Hook{URL: "https://mycompany.com/myapp.php?foo=1&bar=2", Body: []byte(form.Encode()), Header: http.Header{"X-Twilio-Signature": {"RSOYDt4T1cUTdK1PDd93/VVr8B8="}}}
	c := twilio.New(twilio.Options{})
	if _, err := c.Hook(a, h); err != nil {
		t.Errorf("the documentation's own example: %v", err)
	}
	h.Body = []byte(form.Encode() + "&x=1")
	if _, err := c.Hook(a, h); crm.CodeOf(err) != crm.CodeForbidden {
		t.Errorf("another body: %v", err)
	}
	h.Header = nil
	if _, err := c.Hook(a, h); crm.CodeOf(err) != crm.CodeForbidden {
		t.Errorf("no signature: %v", err)
	}
}

func TestSettingsAreLookedAt(t *testing.T) {
	t.Parallel()
	a := account()
	a.Twilio = &crm.TwilioSettings{AccountSID: "hello"}
	a.Secret, a.SMS = "", &crm.SMSSettings{}
	var paths []string
	for _, p := range twilio.New(twilio.Options{}).CheckAccount(a) {
		paths = append(paths, p.Path)
	}
	if !slices.Equal(paths, []string{"accountSid", "secret", "from"}) {
		t.Errorf("problems at %v", paths)
	}
}

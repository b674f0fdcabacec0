package api_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/channel/gateway"
	channel "stepwise/backend/channel/sms"
	"stepwise/backend/crm"
	"stepwise/backend/public"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// texting is a desk whose SMS go through real kinds of gateway.
func texting(t *testing.T) *desk {
	t.Helper()
	d := open(t)
	texts := channel.New(nil)
	t.Cleanup(texts.Close)
	d.Outbox.Channels[crm.ChannelSMS] = texts
	return d
}

func phoneAt(url string) api.SaveAccountIn {
	secret, signing := "s3cret", "key"
	return api.SaveAccountIn{
		Kind: crm.AccountAndroid, Name: "Phone", Secret: &secret, Hooked: &signing,
		Android: &crm.AndroidSettings{URL: url, User: "sms"},
		SMS:     &crm.SMSSettings{AllowPrivate: true, Price: 0.05, Currency: " eur", Prices: []crm.PrefixPrice{{Prefix: "0036", Price: 0.09}, {Prefix: "+40 7", Price: 0.03}}, PublicURL: "https://crm.example.ro/"},
	}
}

func TestAnAccountOfAnotherKindIsSavedWithItsPrices(t *testing.T) {
	t.Parallel()
	d := texting(t)
	view := ask(d.api.SaveAccount(phoneAt("http://192.168.1.20:8080"))).ok(t)
	a := view.Account
	if a.Kind != crm.AccountAndroid || a.Channel != crm.ChannelSMS || a.Android.User != "sms" || a.Gateway != nil || !a.HasSecret || !a.HasHooked || a.Hooked != "" {
		t.Errorf("saved %+v", a)
	}
	if !strings.HasPrefix(a.HookPath, "/hooks/sms/"+a.ID.String()+"/") || len(a.HookPath) < 50 || a.SMS.PublicURL != "https://crm.example.ro" {
		t.Errorf("its address is %q below %q", a.HookPath, a.SMS.PublicURL)
	}
	for number, want := range map[string]float64{"+36201234567": 0.09, "+40712345678": 0.03, "+40212345678": 0.05, "": 0.05} {
		if price, currency := a.PartPrice(number); price != want || currency != "EUR" {
			t.Errorf("%s costs %v %s", number, price, currency)
		}
	}
	in := phoneAt("http://192.168.1.20:8080")
	in.ID, in.Secret, in.Hooked, in.SMS.Prices = a.ID, nil, nil, []crm.PrefixPrice{{Prefix: "40"}, {Prefix: "+41"}, {Prefix: "+41"}}
	in.SMS.From, in.Android = "Panificația Ștefan", &crm.AndroidSettings{URL: "ftp://x", User: "sms"}
	ask(d.api.SaveAccount(in)).invalid(t, "android.url account.url_https", "sms.from sms_gateway.from_long",
		"sms.prices.0.prefix sms_gateway.prefix", "sms.prices.2.prefix sms_gateway.prefix_twice")
}

func TestAProviderTellsAtAnAddressThatNobodyCanGuess(t *testing.T) {
	t.Parallel()
	d := texting(t)
	in := phoneAt("http://192.168.1.20:8080")
	none := ""
	in.Hooked = &none
	a := ask(d.api.SaveAccount(in)).ok(t).Account
	ion := d.Card("Ion Popescu", testkit.OfferSent, testkit.Phone("+40712345678"))
	hooks := public.Hooks(d.svc)
	post := func(path, body string) int {
		w := httptest.NewRecorder()
		hooks.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader(body)))
		return w.Code
	}
	stop := `{"event":"sms:received","id":"e1","payload":{"phoneNumber":"0712345678","message":"  Dezabonare. "}}`
	for _, tc := range []struct {
		path, body string
		want       int
	}{
		{a.HookPath + "x", stop, http.StatusNotFound},
		{"/hooks/sms/" + d.SMSAcc.String() + a.HookPath[strings.LastIndex(a.HookPath, "/"):], stop, http.StatusNotFound},
		{"/hooks/sms/acct_9999/abc", stop, http.StatusNotFound},
		{a.HookPath, "{", http.StatusBadRequest},
		{a.HookPath, strings.Repeat("x", 70<<10), http.StatusRequestEntityTooLarge},
		{a.HookPath, stop, http.StatusNoContent},
		{a.HookPath, stop, http.StatusNoContent}, // it may come twice
		{a.HookPath, `{"event":"sms:delivered","id":"e2","payload":{"messageId":"nobody knows"}}`, http.StatusNoContent},
	} {
		if got := post(tc.path, tc.body); got != tc.want {
			t.Errorf("%s with %.20q: %d, want %d", tc.path, tc.body, got, tc.want)
		}
	}
	d.Read(func(v *store.View) error {
		s, found, err := v.SuppressionOf(crm.ChannelSMS, "+40712345678")
		if !found || s.Reason != crm.SuppressedUnsubscribed || s.Proof != "Dezabonare." || s.Source != "sms" {
			t.Errorf("suppression %+v, %v", s, found)
		}
		return err
	})
	if n := strings.Count(strings.Join(d.HistoryKeys(ion), " "), "activity.unsubscribed_sms"); n != 1 {
		t.Errorf("the history says it %d times", n)
	}
}

func TestWhatIsLeftIsAskedForAndKept(t *testing.T) {
	t.Parallel()
	d := texting(t)
	left := `{"balance":{"amount":"12.40"}}`
	provider := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer jeton" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		_, _ = w.Write([]byte(left))
	}))
	t.Cleanup(provider.Close)
	secret := "jeton"
	in := api.SaveAccountIn{Kind: crm.AccountGateway, Name: "SMS", Secret: &secret, Gateway: &crm.GatewaySettings{
		URL: provider.URL, Method: "POST", ContentType: "json", Body: `{"to":"{{to}}","text":"{{text}}"}`, Headers: map[string]string{"Authorization": "Bearer {{secret}}"},
		AllowPrivate: true, Currency: "ron", BalanceURL: provider.URL + "/balance", BalancePath: "balance.amount",
	}}
	a := ask(d.api.SaveAccount(in)).ok(t).Account
	view := ask(d.api.RefreshBalance(api.AccountIn{ID: a.ID})).ok(t)
	if b := view.Account.Balance; b.Amount != 12.4 || b.Currency != "RON" || b.At == 0 {
		t.Errorf("left %+v", b)
	}
	left = `<html>`
	if err := ask(d.api.RefreshBalance(api.AccountIn{ID: a.ID})).err; crm.CodeOf(err) != crm.CodeUnavailable {
		t.Errorf("a page: %v", err)
	}
}

func TestEveryProfileOfAProviderIsAnAccountThatCanBeSaved(t *testing.T) {
	t.Parallel()
	d := open(t)
	list := ask(d.api.ListGatewayProfiles()).ok(t)
	if len(list) < 5 {
		t.Errorf("only %d profiles", len(list))
	}
	for _, p := range list {
		p.Settings.From = "Atelier"
		if bad := gateway.CheckSettings(p.Settings); len(bad) > 0 {
			t.Errorf("%s: %+v", p.ID, bad)
		}
		if p.Host != strings.Contains(p.Settings.URL, "YOUR-NAME") || p.Settings.IDPath == "" {
			t.Errorf("%s: %+v", p.ID, p.Settings)
		}
	}
}

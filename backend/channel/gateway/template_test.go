package gateway_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"stepwise/backend/channel/gateway"
	"stepwise/backend/crm"
	"stepwise/backend/testkit/sink"
)

const nasty = "Bună, \"Ștefan\" \\ & <b>=+%20?#/{{secret}}\n\tő 👩‍👩‍👧 \u2028 {{to}}"

// seen is a request as a gateway gets it.
type seen struct {
	path, body string
	query      url.Values
	header     http.Header
}

// heard sends a text and says what came.
func heard(t *testing.T, text string, change func(g *crm.GatewaySettings)) seen {
	t.Helper()
	got := make(chan seen, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got <- seen{r.URL.Path, string(body), r.URL.Query(), r.Header}
		_, _ = io.WriteString(w, `{"id":"1","status":"queued"}`)
	}))
	t.Cleanup(server.Close)
	a := accountAt(server.URL)
	change(a.Gateway)
	if d := deliver(t.Context(), t, a, text); d.out.Kind != crm.Accepted {
		t.Fatalf("outcome %+v", d.out)
	}
	return <-got
}

func TestAnyTextArrivesAsItIsInAnyPlace(t *testing.T) {
	t.Parallel()
	t.Run("JSON", func(t *testing.T) {
		t.Parallel()
		got := heard(t, nasty, func(*crm.GatewaySettings) {})
		var doc map[string]string
		if err := json.Unmarshal([]byte(got.body), &doc); err != nil || doc["text"] != nasty || doc["to"] != "+40712345678" {
			t.Errorf("%v in %s", err, got.body)
		}
		if got.header.Get("Authorization") != "Bearer s3cret" || got.header.Get("Idempotency-Key") != message().Key || got.header.Get("Content-Type") != "application/json" {
			t.Errorf("headers %v", got.header)
		}
	})
	t.Run("form", func(t *testing.T) {
		t.Parallel()
		got := heard(t, nasty, func(g *crm.GatewaySettings) {
			g.ContentType, g.Body = "form", "to={{to}}&text={{text}}&from={{ from }}"
		})
		form, err := url.ParseQuery(got.body)
		if err != nil || form.Get("text") != nasty || form.Get("to") != "+40712345678" || form.Get("from") != "Atelier" {
			t.Errorf("%v in %s", err, got.body)
		}
	})
	t.Run("text", func(t *testing.T) {
		t.Parallel()
		if got := heard(t, nasty, func(g *crm.GatewaySettings) { g.ContentType, g.Body = "text", "{{to}} {{text}}" }); got.body != "+40712345678 "+nasty {
			t.Errorf("%q", got.body)
		}
	})
	t.Run("URL", func(t *testing.T) {
		t.Parallel()
		got := heard(t, nasty, func(g *crm.GatewaySettings) {
			g.Method, g.URL = http.MethodGet, strings.TrimSuffix(g.URL, "/sms")+"/{{text}}/send?to={{to}}&text={{text}}&key={{key}}&pass={{secret}}"
		})
		if got.path != "/"+nasty+"/send" || got.query.Get("text") != nasty || got.query.Get("to") != "+40712345678" || got.query.Get("pass") != "s3cret" || got.body != "" {
			t.Errorf("path %q, query %v", got.path, got.query)
		}
	})
}

func TestAFormGoesToTheSinkToo(t *testing.T) {
	t.Parallel()
	s := startSMS(t, sink.SMSOptions{})
	a := accountAt(s.URL())
	a.Gateway.ContentType, a.Gateway.Body = "form", "to={{to}}&text={{text}}"
	if d := deliver(t.Context(), t, a, nasty); d.out.Kind != crm.Accepted || s.Accepted()[0].Text != nasty || s.Accepted()[0].Key != message().Key {
		t.Errorf("outcome %+v, taken %+v", d.out, s.Accepted())
	}
}

func TestAValueThatBreaksAHeaderIsRefused(t *testing.T) {
	t.Parallel()
	a := accountAt("https://sms.exemplu.ro")
	a.Gateway.Headers = map[string]string{"X-Text": "{{text}}"}
	if _, err := gateway.New().Compose(a, message(), crm.Rendered{Text: "a\r\nX: y"}); crm.CodeOf(err) != crm.CodeInvalid {
		t.Errorf("compose says %v", err)
	}
	if _, err := gateway.New().Compose(a, message(), crm.Rendered{}); crm.CodeOf(err) != crm.CodeInvalid {
		t.Errorf("an empty text: %v", err)
	}
	out := gateway.New().Send(t.Context(), a, message(), []byte("a\r\nX: y"), func() error { t.Error("committed"); return nil })
	if out.Kind != crm.Refused {
		t.Errorf("outcome %+v", out)
	}
}

func TestSettingsAreCheckedBeforeTheyAreSaved(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		change func(g *crm.GatewaySettings)
		want   string // paths and keys of the problems
	}{
		{"good", func(*crm.GatewaySettings) {}, ""},
		{"no address", func(g *crm.GatewaySettings) { g.URL = "" }, "url account.url_missing"},
		{"no address at all", func(g *crm.GatewaySettings) { g.URL = "sms" }, "url account.url_bad"},
		{"WH01 this computer", func(g *crm.GatewaySettings) { g.URL = "https://127.0.0.1:8080/" }, "url account.url_private"},
		{"WH01 metadata", func(g *crm.GatewaySettings) { g.URL = "https://169.254.169.254/" }, "url account.url_private"},
		{"WH01 IPv6", func(g *crm.GatewaySettings) { g.URL = "https://[::1]/" }, "url account.url_private"},
		{"WH01 in clear", func(g *crm.GatewaySettings) { g.URL = "http://sms.exemplu.ro/" }, "url account.url_https"},
		{"WH05 a file", func(g *crm.GatewaySettings) { g.URL = "file:///etc/passwd" }, "url account.url_bad"},
		{"WH05 another scheme", func(g *crm.GatewaySettings) { g.URL = "ftp://sms.exemplu.ro/" }, "url account.url_https"},
		{"WH05 a user", func(g *crm.GatewaySettings) { g.URL = "https://ion:x@sms.exemplu.ro/" }, "url account.url_user"},
		{"a host that changes", func(g *crm.GatewaySettings) { g.URL = "HTTPS://{{to}}.exemplu.ro/" }, "url account.url_host_fixed"},
		{"allowed, to this computer in clear", func(g *crm.GatewaySettings) { g.URL, g.AllowPrivate = "http://127.0.0.1:8080/", true }, ""},
		{"allowed, but metadata never", func(g *crm.GatewaySettings) { g.URL, g.AllowPrivate = "http://169.254.169.254/", true }, "url account.url_private"},
		{"unknown method", func(g *crm.GatewaySettings) { g.Method = "DELETE" }, "method account.method"},
		{"unknown body", func(g *crm.GatewaySettings) { g.ContentType = "xml" }, "contentType account.content_type"},
		{"placeholders outside quotes", func(g *crm.GatewaySettings) { g.Body = `{"to":{{to}},"text":"{{text}}"}` }, "body account.body_json"},
		{"half JSON", func(g *crm.GatewaySettings) { g.Body = `{"to":"{{to}}","text":"{{text}}"` }, "body account.body_json"},
		{"an unknown placeholder", func(g *crm.GatewaySettings) { g.Body = `{"to":"{{to}}","text":"{{text}}","x":"{{phone}}"}` }, "body account.placeholder_unknown"},
		{"no text", func(g *crm.GatewaySettings) { g.Body = `{"to":"{{to}}"}` }, "body account.placeholder_missing"},
		{"GET without its values", func(g *crm.GatewaySettings) { g.Method = http.MethodGet }, "url account.placeholder_missing, url account.placeholder_missing"},
		{"a header of the connection", func(g *crm.GatewaySettings) { g.Headers = map[string]string{"Host": "x"} }, "headers.Host account.header_name"},
		{"a header of two lines", func(g *crm.GatewaySettings) { g.Headers = map[string]string{"X": "a\nb"} }, "headers.X account.control_characters"},
		{"no sender", func(g *crm.GatewaySettings) { g.From, g.Headers = "", map[string]string{"X": "{{from}}"} }, "from account.from_missing"},
		{"a path without a value", func(g *crm.GatewaySettings) { g.OKValue = "" }, "okValue account.ok_value_missing"},
		{"a key that is never sent", func(g *crm.GatewaySettings) {
			g.KeyHours, g.KeyHeader, g.Body = 24, "", `{"to":"{{to}}","text":"{{text}}"}`
		}, "keyHeader account.key_not_sent"},
		{"a key that lives for years", func(g *crm.GatewaySettings) { g.KeyHours = 100_000 }, "keyHours account.key_hours"},
		{"a look-up of nothing", func(g *crm.GatewaySettings) { g.LookupURL = "https://sms.exemplu.ro/status" }, "lookupUrl account.placeholder_missing"},
		{"a negative price", func(g *crm.GatewaySettings) { g.Price = -1 }, "price account.price"},
	} {
		g := *accountAt("https://sms.exemplu.ro").Gateway
		g.AllowPrivate = false
		tc.change(&g)
		var got []string
		for _, p := range gateway.CheckSettings(g) {
			got = append(got, p.Path+" "+p.Key)
		}
		if strings.Join(got, ", ") != tc.want {
			t.Errorf("%s: %v", tc.name, got)
		}
	}
}

package gateway

import (
	"cmp"
	"encoding/json"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
)

// MaxKeyHours is the longest life of an idempotency key, in hours: a month.
const MaxKeyHours = 31 * 24

// CheckSettings says everything that is wrong with the settings of an account
// before it is saved. Paths are the JSON names of the settings.
func CheckSettings(g crm.GatewaySettings) crm.Problems {
	var p crm.Problems
	checkURL(&p, "url", g.URL, g.AllowPrivate)
	if !slices.Contains([]string{http.MethodPost, http.MethodPut, http.MethodGet}, g.Method) {
		p.Add("method", "account.method")
	}
	if contentTypes[g.ContentType] == "" {
		p.Add("contentType", "account.content_type")
	}
	checkHeaders(&p, g)
	checkPlaceholders(&p, g)
	if g.Method != http.MethodGet && g.ContentType == "json" && !validJSON(g.Body) {
		p.Add("body", "account.body_json")
	}
	if strings.ContainsAny(g.From, "\r\n\x00") {
		p.Add("from", "account.control_characters")
	}
	if g.OKPath != "" && g.OKValue == "" {
		p.Add("okValue", "account.ok_value_missing")
	}
	if g.OKPath == "" && g.OKValue != "" {
		p.Add("okPath", "account.ok_path_missing")
	}
	if g.KeyHours < 0 || g.KeyHours > MaxKeyHours {
		p.Add("keyHours", "account.key_hours", "max", MaxKeyHours)
	}
	if g.KeyHours > 0 && g.KeyHeader == "" && !slices.Contains(used(g), "key") {
		p.Add("keyHeader", "account.key_not_sent")
	}
	if g.LookupURL != "" {
		checkLookup(&p, g)
	}
	if g.BalanceURL != "" {
		checkURL(&p, "balanceUrl", g.BalanceURL, g.AllowPrivate)
		if g.BalancePath == "" {
			p.Add("balancePath", "sms_gateway.balance_path")
		}
	}
	if g.ReceiptID != "" && g.ReceiptStatus == "" {
		p.Add("receiptStatus", "sms_gateway.receipt_status")
	}
	if g.TextFrom != "" && g.TextBody == "" {
		p.Add("textBody", "sms_gateway.text_body")
	}
	if g.Price < 0 {
		p.Add("price", "account.price")
	}
	slices.SortFunc(p, func(a, b crm.Problem) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Key, b.Key))
	})
	return p
}

// used are the placeholders that reach the gateway.
func used(g crm.GatewaySettings) []string {
	all := names(g.URL)
	for _, value := range g.Headers {
		all = append(all, names(value)...)
	}
	if g.Method != http.MethodGet {
		all = append(all, names(g.Body)...)
	}
	return all
}

func checkPlaceholders(p *crm.Problems, g crm.GatewaySettings) {
	all := used(g)
	for path, template := range map[string]string{"url": g.URL, "body": g.Body} {
		for _, name := range names(template) {
			if !slices.Contains(placeholders, name) {
				p.Add(path, "account.placeholder_unknown", "name", name)
			}
		}
	}
	for _, name := range []string{"to", "text"} {
		if !slices.Contains(all, name) && (name != "to" || !slices.Contains(all, "digits")) {
			path := "body"
			if g.Method == http.MethodGet {
				path = "url"
			}
			p.Add(path, "account.placeholder_missing", "name", name)
		}
	}
	if slices.Contains(all, "from") && g.From == "" {
		p.Add("from", "account.from_missing")
	}
}

func checkHeaders(p *crm.Problems, g crm.GatewaySettings) {
	for name, value := range g.Headers {
		path := "headers." + name
		switch {
		case !token(name) || slices.Contains(ownHeaders, strings.ToLower(name)):
			p.Add(path, "account.header_name", "name", name)
		case strings.ContainsAny(value, "\r\n\x00"):
			p.Add(path, "account.control_characters")
		}
		for _, used := range names(value) {
			if !slices.Contains(placeholders, used) {
				p.Add(path, "account.placeholder_unknown", "name", used)
			}
		}
	}
	if g.KeyHeader != "" && (!token(g.KeyHeader) || slices.Contains(ownHeaders, strings.ToLower(g.KeyHeader))) {
		p.Add("keyHeader", "account.header_name", "name", g.KeyHeader)
	}
}

func checkLookup(p *crm.Problems, g crm.GatewaySettings) {
	checkURL(p, "lookupUrl", g.LookupURL, g.AllowPrivate)
	uses := names(g.LookupURL)
	if !slices.Contains(uses, "key") {
		p.Add("lookupUrl", "account.placeholder_missing", "name", "key")
	}
	for _, name := range uses {
		if !slices.Contains([]string{"key", "secret", "from", "basic"}, name) {
			p.Add("lookupUrl", "account.placeholder_unknown", "name", name)
		}
	}
}

// checkURL checks the text of an address; what it resolves to is checked at
// every connection.
func checkURL(p *crm.Problems, path, template string, private bool) {
	if template == "" {
		p.Add(path, "account.url_missing")
		return
	}
	_, rest, _ := strings.Cut(template, "://")
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	if len(names(rest[:end])) > 0 {
		p.Add(path, "account.url_host_fixed")
		return
	}
	sample := values{"to": "x", "digits": "x", "text": "x", "key": "x", "from": "x", "secret": "x", "basic": "x"}
	u, err := url.Parse(sample.fillURL(template))
	switch {
	case err != nil || u.Hostname() == "":
		p.Add(path, "account.url_bad")
	case u.User != nil:
		p.Add(path, "account.url_user")
	case u.Fragment != "":
		p.Add(path, "account.url_bad")
	case u.Scheme != "https" && (u.Scheme != "http" || !private):
		p.Add(path, "account.url_https")
	default:
		addr, err := netip.ParseAddr(u.Hostname())
		if err == nil && !(wire.Guard{Private: private, Clear: u.Scheme == "http"}).Allows(addr) {
			p.Add(path, "account.url_private", "host", u.Hostname())
		}
	}
}

// validJSON fills in values that would break careless JSON: a body whose
// placeholders don't stand inside quotes is refused now, not at the first SMS.
func validJSON(body string) bool {
	sample := values{"to": "+40712345678", "digits": "40712345678", "basic": "b", "text": `a "b" \ c`, "key": "k", "from": "f", "secret": "s"}
	return json.Valid([]byte(sample.fill(body, inJSON)))
}

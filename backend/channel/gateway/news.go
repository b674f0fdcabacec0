package gateway

import (
	"context"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
)

// Balance asks what is left, where the account says how.
func (c *Gateway) Balance(ctx context.Context, a crm.Account) (left crm.Balance, err error) {
	if a.Gateway == nil || a.Gateway.BalanceURL == "" {
		return left, crm.Fail(crm.CodeNotFound, "sms_gateway.no_balance")
	}
	host := hostOf(a.Gateway.BalanceURL)
	r, err := c.get(ctx, a, a.Gateway.BalanceURL, valuesOf(a, "", "", ""))
	if err := wire.Checked(host, r, err); err != nil {
		return left, err
	}
	if doc, ok := document(r); ok {
		if value, found := at(doc, a.Gateway.BalancePath); found {
			if left.Amount, err = strconv.ParseFloat(value, 64); err == nil {
				left.Currency = strings.ToUpper(a.Gateway.Currency)
				return left, nil
			}
		}
	}
	return left, crm.Fail(crm.CodeUnavailable, "account.refused", "host", host, "words", r.Words())
}

func hostOf(address string) string {
	u, err := url.Parse(values{}.fillURL(address))
	if err != nil {
		return ""
	}
	return u.Host
}

// Hook reads a receipt or a text that came in, by the account's rule. What
// proves it is the address alone.
func (*Gateway) Hook(a crm.Account, h crm.Hook) (news crm.News, err error) {
	g := a.Gateway
	if g == nil || g.ReceiptID == "" && g.TextFrom == "" {
		return news, crm.Fail(crm.CodeNotFound, "sms_gateway.no_hook")
	}
	read, err := reader(h)
	if err != nil {
		return news, crm.Fail(crm.CodeInvalid, "sms_gateway.hook_unreadable")
	}
	if id, status := read(g.ReceiptID), read(g.ReceiptStatus); id != "" && status != "" {
		if state, ok := stateOf(g, status); ok {
			news.Receipts = []crm.Receipt{{Remote: id, Key: id, State: state, Words: wire.Clip(status)}}
		}
		return news, nil
	}
	if from := read(g.TextFrom); from != "" {
		news.Incoming = []crm.IncomingSMS{{Remote: read(g.TextID), From: from, Text: read(g.TextBody)}}
	}
	return news, nil
}

func stateOf(g *crm.GatewaySettings, status string) (crm.MessageState, bool) {
	switch {
	case listed(g.Delivered, status):
		return crm.MessageDelivered, true
	case listed(g.Failed, status):
		return crm.MessageFailed, true
	case listed(g.Expired, status):
		return crm.MessageExpired, true
	}
	return "", false
}

// reader finds what a request says: in JSON by a path, else in a field of its
// form or query.
func reader(h crm.Hook) (func(where string) string, error) {
	body := strings.TrimSpace(string(h.Body))
	if strings.HasPrefix(body, "{") || strings.HasPrefix(body, "[") {
		var doc any
		dec := json.NewDecoder(strings.NewReader(body))
		dec.UseNumber()
		if err := dec.Decode(&doc); err != nil {
			return nil, err
		}
		return func(where string) string {
			if where == "" {
				return ""
			}
			value, _ := at(doc, where)
			return value
		}, nil
	}
	form, err := url.ParseQuery(body)
	if err != nil {
		return nil, err
	}
	return func(where string) string {
		if value := form.Get(where); value != "" || where == "" {
			return value
		}
		return url.Values(h.Query).Get(where)
	}, nil
}

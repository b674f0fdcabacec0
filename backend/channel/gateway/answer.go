package gateway

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
)

// judge says what a whole or half answer to a handed-over message means
// (RELIABILITY 2.4). In doubt it is unclear: nothing is doubled by waiting for a
// person.
func judge(g *crm.GatewaySettings, r wire.Reply) crm.Outcome {
	out := crm.Outcome{Code: r.Status, Words: r.Words()}
	switch {
	case r.Status/100 == 2:
		out.Kind = crm.Unclear
		if id, ok := success(g, r); ok {
			out.Kind, out.Remote = crm.Accepted, id
			if id != "" {
				out.Parts = []string{id}
			}
		} else if kind, known := refusal(g, r); known {
			out.Kind = kind
		}
	case r.Status/100 == 3:
		out.Kind = crm.Stopped // the URL is not the gateway's; never followed
	case r.Status == http.StatusTooManyRequests:
		out.Kind, out.RetryAfter = crm.Temporary, r.RetryAfter()
	case r.Status == http.StatusServiceUnavailable && r.Header.Get("Retry-After") != "":
		out.Kind, out.RetryAfter = crm.Temporary, r.RetryAfter()
	case r.Status/100 == 4:
		out.Kind = clientError(r.Status)
	default:
		out.Kind = crm.Unclear // 5xx, and 503 without a word on when: it may have been taken
	}
	return out
}

// clientError sorts the 4xx: the account, a request that may have been taken
// after all, settings that can never work, and the rest, which is the message.
func clientError(status int) crm.OutcomeKind {
	switch status {
	case http.StatusUnauthorized, http.StatusPaymentRequired, http.StatusForbidden:
		return crm.Stopped
	case http.StatusRequestTimeout, http.StatusConflict, http.StatusLocked, http.StatusTooEarly:
		return crm.Unclear
	case http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotAcceptable, http.StatusProxyAuthRequired, http.StatusGone,
		http.StatusLengthRequired, http.StatusUnsupportedMediaType, http.StatusUpgradeRequired:
		return crm.Stopped
	default:
		return crm.Refused
	}
}

// success applies the account's rule to a 2xx answer. The whole of it must have
// come, and a web page is never a yes.
func success(g *crm.GatewaySettings, r wire.Reply) (id string, ok bool) {
	if !r.Whole || r.IsPage() {
		return "", false
	}
	if g.IDPath == "" && g.OKPath == "" {
		return "", true
	}
	doc, ok := document(r)
	if !ok {
		return "", false
	}
	if g.IDPath != "" {
		if id, ok = at(doc, g.IDPath); !ok || id == "" {
			return "", false
		}
	}
	if g.OKPath != "" {
		if value, ok := at(doc, g.OKPath); !ok || value != g.OKValue {
			return "", false
		}
	}
	return id, true
}

// document is an answer that is one whole JSON value.
func document(r wire.Reply) (doc any, ok bool) {
	dec := json.NewDecoder(bytes.NewReader(r.Body))
	dec.UseNumber()
	if err := dec.Decode(&doc); err != nil {
		return nil, false
	}
	_, err := dec.Token()
	return doc, r.Whole && errors.Is(err, io.EOF)
}

// refusal is what a 2xx answer without success means where the account's rule
// knows: the gateway answered wholly, and said no.
func refusal(g *crm.GatewaySettings, r wire.Reply) (crm.OutcomeKind, bool) {
	if g.FailPath == "" || r.IsPage() {
		return "", false
	}
	doc, ok := document(r)
	if !ok {
		return "", false
	}
	value, found := at(doc, g.FailPath)
	switch {
	case !found || value == "" || g.FailPath == g.OKPath && value == g.OKValue:
		return "", false
	case listed(g.TakenValues, value):
		return crm.Accepted, true
	case listed(g.StopValues, value):
		return crm.Stopped, true
	}
	return crm.Refused, true
}

// listed says whether a value is one of those in a list with commas, whatever
// its case.
func listed(list, value string) bool {
	for one := range strings.SplitSeq(list, ",") {
		if one = strings.TrimSpace(one); one != "" && strings.EqualFold(one, value) {
			return true
		}
	}
	return false
}

// at is the value at a path such as "data.0.id" as text.
func at(doc any, path string) (string, bool) {
	for step := range strings.SplitSeq(path, ".") {
		switch node := doc.(type) {
		case map[string]any:
			doc = node[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(node) {
				return "", false
			}
			doc = node[i]
		default:
			return "", false
		}
	}
	switch leaf := doc.(type) {
	case string:
		return leaf, true
	case json.Number:
		return leaf.String(), true
	case bool:
		return strconv.FormatBool(leaf), true
	default:
		return "", false
	}
}

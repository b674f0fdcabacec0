package gateway

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"stepwise/backend/crm"
)

// maxRetryAfter bounds what a gateway may ask for: a day, in seconds.
const maxRetryAfter = 24 * 60 * 60

// judge says what a whole or half answer to a handed-over message means
// (RELIABILITY 2.4). In doubt it is unclear: nothing is doubled by waiting for a
// person.
func judge(g *crm.GatewaySettings, r reply) crm.Outcome {
	out := crm.Outcome{Code: r.status, Words: words(r)}
	switch {
	case r.status/100 == 2:
		out.Kind = crm.Unclear
		if id, ok := success(g, r); ok {
			out.Kind, out.Remote = crm.Accepted, id
		}
	case r.status/100 == 3:
		out.Kind = crm.Stopped // the URL is not the gateway's; never followed
	case r.status == http.StatusTooManyRequests:
		out.Kind, out.RetryAfter = crm.Temporary, retryAfter(r.header)
	case r.status == http.StatusServiceUnavailable && r.header.Get("Retry-After") != "":
		out.Kind, out.RetryAfter = crm.Temporary, retryAfter(r.header)
	case r.status/100 == 4:
		out.Kind = clientError(r.status)
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
func success(g *crm.GatewaySettings, r reply) (id string, ok bool) {
	if !r.whole || isPage(r) {
		return "", false
	}
	if g.IDPath == "" && g.OKPath == "" {
		return "", true
	}
	dec := json.NewDecoder(bytes.NewReader(r.body))
	dec.UseNumber()
	var doc any
	if err := dec.Decode(&doc); err != nil {
		return "", false
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
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

// isPage says whether the answer is a web page, such as a maintenance notice.
func isPage(r reply) bool {
	return strings.HasPrefix(r.header.Get("Content-Type"), "text/html") || bytes.HasPrefix(bytes.TrimSpace(r.body), []byte("<"))
}

// retryAfter reads seconds, or a date measured by the gateway's own clock.
func retryAfter(h http.Header) int {
	text := strings.TrimSpace(h.Get("Retry-After"))
	if n, err := strconv.Atoi(text); err == nil {
		return min(max(n, 0), maxRetryAfter)
	}
	until, err := http.ParseTime(text)
	if err != nil {
		return 0
	}
	said, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		return 0
	}
	return min(max(int(until.Sub(said)/time.Second), 0), maxRetryAfter)
}

// words are the status and, unless it is a page, what the gateway said.
func words(r reply) string {
	said := strconv.Itoa(r.status) + " " + http.StatusText(r.status)
	if !isPage(r) {
		said += " " + string(r.body)
	}
	return clip(said)
}

// unsent judges an error before anything left.
func unsent(err error) crm.Outcome {
	out := crm.Outcome{Kind: crm.Temporary, Words: clip(err.Error())}
	if errors.Is(err, errBlocked) || badCertificate(err) {
		out.Kind = crm.Stopped
	}
	if errors.Is(err, context.DeadlineExceeded) {
		out.Words = "no connection: " + out.Words
	}
	return out
}

func badCertificate(err error) bool {
	var verify *tls.CertificateVerificationError
	var host x509.HostnameError
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	return errors.As(err, &verify) || errors.As(err, &host) || errors.As(err, &unknown) || errors.As(err, &invalid)
}

// clip bounds words to 500 characters of valid text without control characters.
func clip(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
	if utf8.RuneCountInString(s) > 500 {
		s = string([]rune(s)[:500])
	}
	return strings.TrimSpace(s)
}

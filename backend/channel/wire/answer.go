package wire

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"stepwise/backend/crm"
)

// maxRetryAfter bounds what a gateway may ask for: a day, in seconds.
const maxRetryAfter = 24 * 60 * 60

// IsPage says whether the answer is a web page, such as a maintenance notice.
func (r Reply) IsPage() bool {
	return strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") || bytes.HasPrefix(bytes.TrimSpace(r.Body), []byte("<"))
}

// RetryAfter reads seconds, or a date measured by the gateway's own clock.
func (r Reply) RetryAfter() int {
	h := r.Header
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

// Words are the status and, unless it is a page, what the gateway said.
func (r Reply) Words() string {
	said := strconv.Itoa(r.Status) + " " + http.StatusText(r.Status)
	if !r.IsPage() {
		said += " " + string(r.Body)
	}
	return Clip(said)
}

// Unsent judges an error before anything left.
func Unsent(err error) crm.Outcome {
	out := crm.Outcome{Kind: crm.Temporary, Words: Clip(err.Error())}
	if errors.Is(err, ErrBlocked) || badCertificate(err) {
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

// Clip bounds words to 500 characters of valid text without control characters.
func Clip(s string) string {
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

// Checked says what an answer to a harmless request means for an account: nil,
// or an unavailable Error with the server's words.
func Checked(host string, r Reply, err error) error {
	switch {
	case err != nil:
		return NoConnection(host, err)
	case r.Status == http.StatusUnauthorized || r.Status == http.StatusForbidden:
		return crm.Fail(crm.CodeUnavailable, "account.login_refused", "host", host, "words", r.Words())
	case r.Status/100 != 2 || r.IsPage():
		return crm.Fail(crm.CodeUnavailable, "account.refused", "host", host, "words", r.Words())
	}
	return nil
}

// Read decodes the JSON of a good answer. Errors: unavailable where there was
// none, or it can't be read.
func Read(host string, r Reply, err error, into any) error {
	if err := Checked(host, r, err); err != nil {
		return err
	}
	if !r.Whole {
		return crm.Fail(crm.CodeUnavailable, "account.refused", "host", host, "words", r.Words())
	}
	if err := json.Unmarshal(r.Body, into); err != nil {
		return crm.Fail(crm.CodeUnavailable, "account.refused", "host", host, "words", r.Words())
	}
	return nil
}

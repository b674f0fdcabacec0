// Package update asks whether there is a newer version, at the address that an
// administrator gave, and believes only what the key they gave has signed. It
// never installs anything.
//
// What lies at the address is two lines: a JSON object
//
//	{"version":"1.3.0","page":"https://example.org/stepwise/1.3.0"}
//
// and, in base64, the ed25519 signature of exactly that first line without its
// end. The request says nothing about the computer or the person.
package update

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
)

const (
	patience = 15 * time.Second
	maxBytes = 16 << 10
)

// Found is a version that was announced.
type Found struct {
	Version string `json:"version"` // "1.3.0"
	Page    string `json:"page"`    // where people read about it: http or https; may be ""
}

// Check says what is wrong with an address and a key, "" for nothing.
func Check(address, key string) (badAddress, badKey string) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "https" && (u.Scheme != "http" || !here(u.Hostname())) {
		badAddress = "desktop.bad_update_url"
	}
	if _, err := publicKey(key); err != nil {
		badKey = "desktop.bad_update_key"
	}
	return badAddress, badKey
}

// here says whether a host is this computer, where http will do.
func here(host string) bool {
	return host == "localhost" || net.ParseIP(host).IsLoopback()
}

func publicKey(key string) (ed25519.PublicKey, error) {
	raw, err := base64.StdEncoding.DecodeString(strings.TrimSpace(key))
	if err == nil && len(raw) != ed25519.PublicKeySize {
		err = errors.New("not an ed25519 key")
	}
	return raw, err
}

// client follows no redirect: the address was given as it is.
var client = &http.Client{
	Transport:     wire.Transport(),
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// Look reads what is announced. Errors: unavailable "desktop.update_unreachable",
// invalid "desktop.update_unsigned" and "desktop.update_unreadable".
func Look(ctx context.Context, address, key string) (found Found, err error) {
	public, err := publicKey(key)
	if err != nil {
		return found, crm.Fail(crm.CodeInvalid, "desktop.bad_update_key")
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	text, err := fetch(ctx, address)
	if err != nil {
		e := crm.Fail(crm.CodeUnavailable, "desktop.update_unreachable", "reason", err.Error())
		e.Cause = err
		return found, e
	}
	line, rest, _ := bytes.Cut(text, []byte("\n"))
	line = bytes.TrimSuffix(line, []byte("\r"))
	signature, err := base64.StdEncoding.DecodeString(string(bytes.TrimSpace(rest)))
	if err != nil || !ed25519.Verify(public, line, signature) {
		return found, crm.Fail(crm.CodeInvalid, "desktop.update_unsigned")
	}
	if json.Unmarshal(line, &found) != nil || !versionLike(found.Version) || !pageLike(found.Page) {
		return Found{}, crm.Fail(crm.CodeInvalid, "desktop.update_unreadable")
	}
	return found, nil
}

func fetch(ctx context.Context, address string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", "Stepwise")
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close() //nolint:errcheck // it is read
	if response.StatusCode != http.StatusOK {
		return nil, errors.New(response.Status)
	}
	return io.ReadAll(io.LimitReader(response.Body, maxBytes))
}

func pageLike(page string) bool {
	u, err := url.Parse(page)
	return page == "" || err == nil && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http")
}

// Newer says whether version a comes after version b: "1.10.0" after "1.9.2",
// "1.3.0" after "1.3.0-beta". What is no version is never newer.
func Newer(a, b string) bool {
	if !versionLike(a) {
		return false
	}
	mine, myTail, _ := strings.Cut(a, "-")
	theirs, theirTail, _ := strings.Cut(b, "-")
	x, y := strings.Split(mine, "."), strings.Split(theirs, ".")
	for i := range max(len(x), len(y)) {
		if n, m := part(x, i), part(y, i); n != m {
			return n > m
		}
	}
	if myTail == "" || theirTail == "" {
		return myTail == "" && theirTail != ""
	}
	return myTail > theirTail
}

func part(parts []string, i int) int {
	if i >= len(parts) {
		return 0
	}
	n, err := strconv.Atoi(parts[i])
	if err != nil {
		return 0
	}
	return n
}

func versionLike(v string) bool {
	numbers, _, _ := strings.Cut(v, "-")
	for _, p := range strings.Split(numbers, ".") {
		if n, err := strconv.Atoi(p); err != nil || n < 0 || len(p) > 6 {
			return false
		}
	}
	return len(v) <= 40
}

package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/secret"
)

// secretPrefix stands before every secret, so that people know what it is.
const secretPrefix = "whsec_"

// NewSecret makes the secret of a webhook.
func NewSecret() string { return secretPrefix + base64.StdEncoding.EncodeToString(secret.Random(24)) }

// Sign is the webhook-signature of a body that is sent under a name at a moment:
// "v1," and the base64 of HMAC-SHA256 over "name.seconds.body" under the bytes
// behind the secret's prefix (standardwebhooks.com). "" where the secret is none.
func Sign(secret, key string, at crm.Instant, body string) string {
	raw, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, secretPrefix))
	if err != nil || len(raw) == 0 {
		return ""
	}
	mac := hmac.New(sha256.New, raw)
	_, _ = mac.Write([]byte(key + "." + seconds(at) + "." + body)) // a hash never fails to write
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func seconds(at crm.Instant) string { return strconv.FormatInt(int64(at)/1000, 10) }

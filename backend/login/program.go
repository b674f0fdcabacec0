package login

import (
	"encoding/base32"
	"strings"

	"stepwise/backend/secret"
)

// programPrefix tells a token of the API from everything else, also to those
// who look for secrets in files.
const programPrefix = "stw_"

// ProgramToken makes the token with which a program comes to the API: it is
// shown once, and its hash is kept.
func ProgramToken() (token, hash string) {
	token = programPrefix + strings.ToLower(base32.StdEncoding.EncodeToString(secret.Random(25)))
	return token, hashOf(token)
}

// ProgramHash is the hash of what a program sends as its token, "" for what can't
// be one.
func ProgramHash(token string) string {
	if !strings.HasPrefix(token, programPrefix) || len(token) > 100 {
		return ""
	}
	return hashOf(token)
}

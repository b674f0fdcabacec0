package oauth

import (
	"encoding/json"
	"strings"
)

// Secret is what an account that signs in this way keeps sealed.
type Secret struct {
	Client  string `json:"client,omitempty"`  // the secret of the registered program, where it has one
	Refresh string `json:"refresh,omitempty"` // what the sign-in brought
}

// ReadSecret reads what Text made; anything else is nothing.
func ReadSecret(text string) (s Secret) {
	if json.Unmarshal([]byte(text), &s) != nil {
		return Secret{}
	}
	return s
}

// Text is the secret as it is sealed; "" for an empty one.
func (s Secret) Text() string {
	if s == (Secret{}) {
		return ""
	}
	b, err := json.Marshal(s)
	if err != nil { // two texts always become JSON
		return ""
	}
	return string(b)
}

// hide takes secrets out of words that are shown or logged.
func (s Secret) hide(words string) string {
	for _, one := range []string{s.Client, s.Refresh} {
		if one != "" {
			words = strings.ReplaceAll(words, one, "…")
		}
	}
	return words
}

package gateway

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"regexp"
	"strings"

	"stepwise/backend/crm"
)

// placeholder is {{to}}, {{digits}}, {{text}}, {{key}}, {{from}}, {{secret}} or
// {{basic}}.
var placeholder = regexp.MustCompile(`\{\{\s*([a-zA-Z_]*)\s*\}\}`)

// values are what the placeholders of one request stand for.
type values map[string]string

// placeholders are the names that mean something.
var placeholders = []string{"to", "digits", "text", "key", "from", "secret", "basic"}

// valuesOf are those of one message of an account.
func valuesOf(a crm.Account, to, text, key string) values {
	return values{
		"to": to, "digits": strings.TrimPrefix(to, "+"), "text": text, "key": key, "from": a.Gateway.From,
		"secret": a.Secret, "basic": base64.StdEncoding.EncodeToString([]byte(a.Secret)),
	}
}

// fill puts the values in, each escaped for the place. One pass: a text that
// reads "{{secret}}" stays what it is.
func (v values) fill(template string, escape func(string) string) string {
	return placeholder.ReplaceAllStringFunc(template, func(found string) string {
		value, ok := v[placeholder.FindStringSubmatch(found)[1]]
		if !ok {
			return found
		}
		return escape(value)
	})
}

// fillURL escapes for the path up to the question mark, for the query after it.
func (v values) fillURL(template string) string {
	path, query, asked := strings.Cut(template, "?")
	filled := v.fill(path, url.PathEscape)
	if asked {
		filled += "?" + v.fill(query, inQuery)
	}
	return filled
}

// inQuery escapes a value of a query; a space is %20, which every server reads.
func inQuery(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

// inJSON escapes what stands between the quotes of a JSON string.
func inJSON(s string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		return "" // a string always encodes
	}
	quoted := strings.TrimSuffix(b.String(), "\n")
	return quoted[1 : len(quoted)-1]
}

func asIs(s string) string { return s }

// names are the placeholders that a template uses.
func names(template string) []string {
	var out []string
	for _, found := range placeholder.FindAllStringSubmatch(template, -1) {
		out = append(out, found[1])
	}
	return out
}

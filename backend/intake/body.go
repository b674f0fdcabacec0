package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/url"
	"unicode/utf8"
)

// mostFields bounds the fields of a posted form.
const mostFields = 500

// ErrNoObject says that a call is no JSON object.
var ErrNoObject = errors.New("the body is no JSON object")

// JSON reads a JSON object, nothing else and nothing behind it. Numbers stay as
// they are written.
func JSON(raw []byte) (map[string]any, error) {
	if !utf8.Valid(raw) || deep(raw) {
		return nil, ErrNoObject
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var body map[string]any
	if err := d.Decode(&body); err != nil || body == nil {
		return nil, ErrNoObject
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, ErrNoObject
	}
	return body, nil
}

// deep says whether brackets are nested beyond what anybody sends; the decoder
// would go along.
func deep(raw []byte) bool {
	depth, quoted := 0, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > 64 {
				return true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return false
}

// Form reads the fields of a posted form: one value as a text, several as a list.
func Form(fields url.Values) (map[string]any, error) {
	body := map[string]any{}
	if len(fields) > mostFields {
		return nil, ErrNoObject
	}
	for name, values := range fields {
		var list []any
		for _, value := range values {
			if !utf8.ValidString(value) || !utf8.ValidString(name) {
				return nil, ErrNoObject
			}
			list = append(list, value)
		}
		if len(list) == 1 {
			body[name] = list[0]
			continue
		}
		body[name] = list
	}
	return body, nil
}

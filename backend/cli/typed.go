package cli

import (
	"encoding/json"
	"io"
	"os"
	"strings"

	"stepwise/backend/crm"
)

// typedBody makes the body of a request from --body and --set; nil where
// nothing was given and nothing is needed.
func (j *job) typedBody(o operation, data string, sets []string) ([]byte, error) {
	if o.body == nil {
		return nil, nil
	}
	if data == "" && len(sets) == 0 {
		if !o.needsBody {
			return nil, nil
		}
		return []byte("{}"), nil // the answer names everything that is missing
	}
	text, err := j.given(data)
	if err != nil {
		return nil, err
	}
	if len(sets) == 0 {
		return text, nil
	}
	body := map[string]any{}
	var bad crm.Problems
	if len(text) > 0 && json.Unmarshal(text, &body) != nil {
		bad.Add("--body", "cli.not_an_object")
	}
	for _, set := range sets {
		place(&bad, o.body, body, set)
	}
	if err := bad.Err(); err != nil {
		return nil, err
	}
	return json.Marshal(body)
}

// given is a JSON text as typed, of a file after "@", or of the standard input
// for "-".
func (j *job) given(data string) ([]byte, error) {
	file, isFile := strings.CutPrefix(data, "@")
	switch {
	case data == "-" && j.Stdin == nil:
		return nil, nil
	case data == "-":
		return io.ReadAll(j.Stdin)
	case isFile:
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, crm.Fail(crm.CodeInvalid, "cli.cannot_read", "file", file, "reason", err.Error())
		}
		return text, nil
	}
	return []byte(data), nil
}

// place puts a value "name=text", or "name:=JSON", into a body. The parts of a
// name are divided by dots.
func place(bad *crm.Problems, s *shape, body map[string]any, set string) {
	name, text, ok := strings.Cut(set, "=")
	name, raw := strings.CutSuffix(name, ":")
	if !ok || name == "" {
		bad.Add("--set "+set, "cli.bad_set")
		return
	}
	parts := strings.Split(name, ".")
	for _, part := range parts[:len(parts)-1] {
		inner, isObject := body[part].(map[string]any)
		if !isObject {
			inner = map[string]any{}
			body[part] = inner
		}
		body, s = inner, s.at(part)
	}
	last := parts[len(parts)-1]
	value, ok := s.at(last).value(text, raw)
	if !ok {
		bad.Add("--set "+name, "cli.bad_value", "text", text)
		return
	}
	body[last] = value
}

func (s *shape) at(name string) *shape {
	if s == nil {
		return nil
	}
	return s.properties[name]
}

// value is a typed text as the shape wants it: texts as they are, several with
// commas, numbers and yes or no as such. Where anything may be, only what can't
// be meant as a text is more than one.
func (s *shape) value(text string, raw bool) (value any, ok bool) {
	kind := ""
	if s != nil {
		kind = s.kind
	}
	looksJSON := strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[")
	switch {
	case raw, kind == "number", kind == "integer", kind == "boolean", kind == "object", kind == "array" && looksJSON:
	case kind == "array":
		list := []any{}
		for one := range strings.SplitSeq(text, ",") {
			if one = strings.TrimSpace(one); one != "" {
				item, ok := s.items.value(one, false)
				if !ok {
					return nil, false
				}
				list = append(list, item)
			}
		}
		return list, true
	case kind == "" && (text == "true" || text == "false" || looksJSON):
	default:
		return text, true
	}
	if json.Unmarshal([]byte(text), &value) != nil {
		return text, !raw && kind == "" // what only looks like it is a text
	}
	if _, isNumber := value.(float64); isNumber {
		return json.Number(text), true // as exact as it was typed
	}
	return value, true
}

package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
)

// maxNesting is how deep JSON from outside may nest; the deepest honest input
// is a filter's condition tree.
const maxNesting = 64

// decodeStrict reads one JSON value and refuses what encoding/json lets pass:
// unknown fields, repeated keys, text that is not UTF-8, anything after the
// value. The error is a *crm.Error that says what is wrong.
func decodeStrict(text []byte, into any) error {
	if !utf8.Valid(text) {
		return crm.Fail(crm.CodeInvalid, "error.bad_json", "reason", "not UTF-8")
	}
	if err := checkKeys(text); err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	err := d.Decode(into)
	var ours *crm.Error
	switch {
	case errors.As(err, &ours):
		return ours
	case err != nil:
		return badJSON(err)
	}
	return nil
}

// badJSON says what is wrong and where, without the names of our types.
func badJSON(err error) error {
	e := crm.Fail(crm.CodeInvalid, "error.bad_json", "reason", strings.TrimPrefix(err.Error(), "json: "))
	e.Cause = err
	var problems crm.Problems
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		e.Args["reason"] = strings.TrimPrefix(wrong.Field+": "+wrong.Value, ": ")
		problems.Add(wrong.Field, "error.wrong_type", "got", wrong.Value)
	} else if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		problems.Add(strings.Trim(name, `"`), "error.unknown_field")
	}
	e.Problems = problems
	return e
}

// level is one open object or list while the keys are checked.
type level struct {
	keys    map[string]bool // nil in a list
	wantKey bool
}

// checkKeys walks the tokens of exactly one value: no key twice in an object,
// no "__proto__", no deeper than maxNesting.
func checkKeys(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var open []level
	for first := true; first || len(open) > 0; first = false {
		token, err := d.Token()
		if err != nil {
			return badJSON(err)
		}
		if open, err = step(open, token); err != nil {
			return err
		}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return crm.Fail(crm.CodeInvalid, "error.bad_json", "reason", "more than one value")
	}
	return nil
}

func step(open []level, token json.Token) ([]level, error) {
	top := len(open) - 1
	if key, ok := token.(string); ok && top >= 0 && open[top].wantKey {
		folded := strings.ToLower(key) // encoding/json takes "ID" for "id"
		if open[top].keys[folded] || key == "__proto__" {
			return nil, crm.Fail(crm.CodeInvalid, "error.bad_json_key", "key", key)
		}
		open[top].keys[folded] = true
		open[top].wantKey = false
		return open, nil
	}
	switch token {
	case json.Delim('{'), json.Delim('['):
		if len(open) == maxNesting {
			return nil, crm.Fail(crm.CodeInvalid, "error.json_depth", "limit", maxNesting)
		}
		next := level{}
		if token == json.Delim('{') {
			next = level{keys: map[string]bool{}, wantKey: true}
		}
		return append(open, next), nil
	case json.Delim('}'), json.Delim(']'):
		open = open[:top]
		top--
	}
	if top >= 0 && open[top].keys != nil {
		open[top].wantKey = true
	}
	return open, nil
}

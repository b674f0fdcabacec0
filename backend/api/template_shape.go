package api

import (
	"bytes"
	"encoding"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"

	"stepwise/backend/crm"
)

// readTemplateFile reads a template's file. What is none says so; one that was
// written by hand says everything that stands where it doesn't belong.
func readTemplateFile(content string) (*templateFile, error) {
	raw, err := base64.StdEncoding.DecodeString(content)
	if err != nil {
		return nil, crm.Fail(crm.CodeInvalid, "error.file.broken")
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	var whole map[string]any
	var syntax *json.SyntaxError
	if err := json.Unmarshal(raw, &whole); errors.As(err, &syntax) && bytes.Contains(raw, []byte(templateFormat)) {
		return nil, crm.Fail(crm.CodeInvalid, "templates.file_line", "line", 1+bytes.Count(raw[:syntax.Offset], []byte("\n")))
	} else if err != nil || whole["format"] != templateFormat {
		return nil, crm.Fail(crm.CodeInvalid, "templates.no_template_file")
	}
	if whole["version"] != float64(templateVersion) {
		return nil, crm.Fail(crm.CodeInvalid, "templates.newer_file")
	}
	if err := checkKeys(raw); err != nil {
		return nil, err
	}
	var bad crm.Problems
	checkShape(&bad, whole, reflect.TypeFor[templateFile](), "")
	if err := bad.Err(); err != nil {
		return nil, err
	}
	var f templateFile
	if err := json.Unmarshal(raw, &f); err != nil {
		return nil, crm.Fail(crm.CodeInvalid, "templates.no_template_file")
	}
	return &f, nil
}

// checkShape holds what a file says against the type that it is read into, all
// of it at once. What is null is as if it weren't there.
func checkShape(bad *crm.Problems, value any, of reflect.Type, path string) {
	if value == nil || of == reflect.TypeFor[json.RawMessage]() {
		return
	}
	fits := false
	text, isText := value.(string)
	into, isID := reflect.New(of).Interface().(encoding.TextUnmarshaler)
	switch {
	case isID:
		fits = isText && into.UnmarshalText([]byte(text)) == nil
	case of.Kind() == reflect.Pointer:
		checkShape(bad, value, of.Elem(), path)
		return
	case of.Kind() == reflect.Struct:
		if object, ok := value.(map[string]any); ok {
			checkObject(bad, object, of, path)
			return
		}
	case of == reflect.TypeFor[[]byte]():
		_, err := base64.StdEncoding.DecodeString(text)
		fits = isText && err == nil
	case of.Kind() == reflect.Slice:
		if list, ok := value.([]any); ok {
			for i, one := range list {
				checkShape(bad, one, of.Elem(), fmt.Sprintf("%s[%d]", path, i))
			}
			return
		}
	case of.Kind() == reflect.String:
		fits = isText
	case of.Kind() == reflect.Bool:
		_, fits = value.(bool)
	case of.Kind() == reflect.Int:
		n, ok := value.(float64)
		fits = ok && n == math.Trunc(n) && math.Abs(n) < 1e9
	}
	if !fits {
		bad.Add(path, "templates.file_type", "path", path)
	}
}

func checkObject(bad *crm.Problems, object map[string]any, of reflect.Type, path string) {
	known := map[string]reflect.Type{}
	for _, f := range reflect.VisibleFields(of) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" {
			known[name] = f.Type
		}
	}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		at := strings.TrimPrefix(path+"."+name, ".")
		if of, ok := known[name]; ok {
			checkShape(bad, object[name], of, at)
		} else {
			bad.Add(at, "templates.file_unknown", "path", at)
		}
	}
}

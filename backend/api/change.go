package api

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// How much of a change is written down.
const (
	maxSubjects = 20
	maxFields   = 20
	maxValue    = 80 // characters of a value; longer ones only "changed"
)

// looks is what the log of changes knows of a thing, by its noun.
var looks = map[string]func(v *store.View, id string) (any, error){
	"user":      lookAt(func(v *store.View, id crm.UserID) (any, error) { return v.User(id) }),
	"account":   lookAt(func(v *store.View, id crm.AccountID) (any, error) { return v.Account(id) }),
	"sequence":  lookAt(func(v *store.View, id crm.SequenceID) (any, error) { return v.Sequence(id) }),
	"filter":    lookAt(func(v *store.View, id crm.FilterID) (any, error) { return v.Filter(id) }),
	"template":  lookAt(func(v *store.View, id crm.TemplateID) (any, error) { return v.Template(id) }),
	"product":   lookAt(func(v *store.View, id crm.ProductID) (any, error) { return v.Product(id) }),
	"token":     lookAt(func(v *store.View, id crm.TokenID) (any, error) { return v.Token(id) }),
	"form":      lookAt(func(v *store.View, id crm.FormID) (any, error) { return v.Form(id) }),
	"lead_box":  lookAt(func(v *store.View, id crm.LeadBoxID) (any, error) { return v.LeadBox(id) }),
	"webhook":   lookAt(func(v *store.View, id crm.WebhookID) (any, error) { return v.Webhook(id) }),
	"inlet":     lookAt(func(v *store.View, id crm.InletID) (any, error) { return v.Inlet(id) }),
	"workspace": func(v *store.View, _ string) (any, error) { return v.Workspace() },
}

func lookAt[N ~int64, P interface {
	*N
	UnmarshalText(text []byte) error
}](read func(*store.View, N) (any, error)) func(*store.View, string) (any, error) {
	return func(v *store.View, text string) (any, error) {
		var id N
		if err := P(&id).UnmarshalText([]byte(text)); err != nil {
			return nil, err
		}
		return read(v, id)
	}
}

// nouns are the nouns by the beginning of an id, of what an input names.
var nouns = map[string]string{
	"user": "user", "acct": "account", "seq": "sequence", "filt": "filter", "tmpl": "template", "prod": "product",
	"cont": "contact", "card": "card", "fld": "field", "stat": "status", "fold": "folder", "imp": "import", "tok": "token", "form": "form",
	"lbox": "lead_box", "inlet": "inlet", "hook": "webhook",
}

// told is a thing as it was, flat: "smtp.host" → its JSON.
type told struct {
	noun, id string
	fields   map[string]string // nil where it is not there
}

func (t told) name() string {
	var name string
	if json.Unmarshal([]byte(t.fields["name"]), &name) != nil || t.noun == "workspace" {
		return ""
	}
	return name
}

// describe reads a thing for the log; one that is not there has no fields.
func describe(v *store.View, noun, id string) (told, error) {
	t := told{noun: noun, id: id}
	look, known := looks[noun]
	if !known {
		return t, nil
	}
	thing, err := look(v, id)
	switch code := crm.CodeOf(err); {
	case err != nil && (code == crm.CodeNotFound || code == crm.CodeInvalid):
		return t, nil
	case err != nil:
		return t, err
	}
	text, err := json.Marshal(thing)
	if err != nil {
		return t, err
	}
	t.fields = map[string]string{}
	flatten(t.fields, "", text)
	return t, nil
}

func flatten(into map[string]string, path string, text json.RawMessage) {
	var parts map[string]json.RawMessage
	if strings.Count(path, ".") > 1 || json.Unmarshal(text, &parts) != nil || parts == nil {
		into[path] = string(text)
		return
	}
	for key, part := range parts {
		at := key
		if path != "" {
			at = path + "." + key
		}
		flatten(into, at, part)
	}
}

// hidden are values that the log never holds: what opens something, or what may
// hold it, and how often something was saved.
var (
	hidden   = regexp.MustCompile(`(?i)secret|password|token|header|hook|key|url|body|signature`)
	unworthy = regexp.MustCompile(`^(id|revision|position|version|updated|modified|modifiedBy|created|hash|activated|deactivated|since|until|words|stopped|hasSecret|setUp)$`)
)

// difference is what became of a thing, and whether anything did.
func difference(before, after told) (crm.ChangeSubject, bool) {
	s := crm.ChangeSubject{Noun: after.noun, ID: after.id, Name: after.name(), Fields: []crm.ChangeField{}}
	if s.Name == "" {
		s.Name = before.name()
	}
	if s.Noun == "workspace" {
		s.ID = ""
	}
	if before.fields == nil || after.fields == nil { // made or deleted
		return s, before.fields != nil || after.fields != nil
	}
	keys := make([]string, 0, len(after.fields))
	for key := range after.fields {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		was, is := before.fields[key], after.fields[key]
		if was == is || unworthy.MatchString(key) || len(s.Fields) == maxFields {
			continue
		}
		f := crm.ChangeField{Field: key}
		if !hidden.MatchString(key) {
			f.Before, f.After = inShort(was), inShort(is)
		}
		s.Fields = append(s.Fields, f)
	}
	return s, len(s.Fields) > 0
}

// inShort is a JSON value as a person reads it; "" for a list, an object or a
// long text.
func inShort(text string) string {
	var v any
	if json.Unmarshal([]byte(text), &v) != nil {
		return ""
	}
	switch v := v.(type) {
	case string:
		if len([]rune(v)) <= maxValue && !strings.Contains(v, "\n") {
			return v
		}
	case bool:
		return strconv.FormatBool(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}

var idText = regexp.MustCompile(`^([a-z]+)_[0-9a-v]+$`)

// inputs are the things that an input names, those further out first.
func inputs(in any) (out []told) {
	text, err := json.Marshal(in)
	var v any
	if err != nil || json.Unmarshal(text, &v) != nil {
		return nil
	}
	for level := []any{v}; len(level) > 0; {
		var next []any
		for _, v := range level {
			switch v := v.(type) {
			case string:
				if m := idText.FindStringSubmatch(v); m != nil && nouns[m[1]] != "" && !slices.ContainsFunc(out, func(t told) bool { return t.id == v }) {
					out = append(out, told{noun: nouns[m[1]], id: v})
				}
			case []any:
				next = append(next, v...)
			case map[string]any:
				for _, key := range sortedKeys(v) {
					next = append(next, v[key])
				}
			}
		}
		level = next
	}
	return out[:min(len(out), maxSubjects)]
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

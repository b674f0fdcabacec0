// Apidoc writes docs/api.md from the operations of api.Session: what each takes
// and answers, in the words of the comments in the code. Run it by `make gen`.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"stepwise/backend/api"
)

const intro = `# The operations

Written by ` + "`make gen`" + ` from the code; change the comments there. The window calls these operations through its bindings, a browser or a program through ` + "`stepwise serve`" + `:

` + "```sh" + `
stepwise serve --json                        # {"address": …, "sign_in": …}
curl -c jar "$SIGN_IN"                       # the link works once
curl -b jar -H 'content-type: application/json' $ADDRESS/rpc/Version -d '{}'
` + "```" + `

- The body is the argument itself, or a list that holds it; nothing, ` + "`[]`" + ` or, for an operation that takes nothing, an empty object. Unknown fields, repeated keys and numbers out of range are refused.
- The answer is ` + "`{\"result\": …}`" + `, or with another status ` + "`{\"error\": {code, key, args, ref, problems: [{path, key, args}]}}`" + `: invalid 422, not_found 404, conflict 409, forbidden 403, unavailable 503, internal 500. A key is a sentence of ` + "`frontend/src/locales`" + `.
- Ids are text, "" for none. A moment is a number: Unix milliseconds, 0 for none. A date is "2026-11-26". Lists are never null.
- ` + "`GET /events`" + ` streams what changed: ` + "`event: changed`, `data: {\"noun\": \"card\", \"ids\": [\"card_1\"]}`" + `; the id "*" is all of them.
`

func main() {
	if err := write(filepath.Join("docs", "api.md")); err != nil {
		fmt.Fprintln(os.Stderr, "apidoc:", err)
		os.Exit(1)
	}
}

func write(path string) error {
	d := &document{comments: comments{}}
	d.text.WriteString(intro)
	session := reflect.TypeFor[*api.Session]()
	for i := range session.NumMethod() {
		if err := d.operation(session.Method(i)); err != nil {
			return err
		}
	}
	d.text.WriteString("\n# The types\n")
	for len(d.waiting) > 0 {
		slices.SortFunc(d.waiting, func(a, b reflect.Type) int { return strings.Compare(title(a), title(b)) })
		next := d.waiting[0]
		d.waiting = d.waiting[1:]
		if err := d.structure(next); err != nil {
			return err
		}
	}
	d.sortTypes()
	return os.WriteFile(path, []byte(d.text.String()+strings.Join(d.types, "")), 0o644)
}

// document is the page as it is being written.
type document struct {
	comments comments
	text     strings.Builder
	types    []string // the chapters of types
	seen     []reflect.Type
	waiting  []reflect.Type
}

func (d *document) operation(m reflect.Method) error {
	said, err := d.comments.method("stepwise/backend/api", m.Name)
	if err != nil {
		return err
	}
	takes := "nothing"
	if m.Type.NumIn() == 2 {
		takes = d.name(m.Type.In(1))
	}
	fmt.Fprintf(&d.text, "\n## %s\n\n%s\n\nTakes %s, answers %s.\n", m.Name, said, takes, d.name(m.Type.Out(0)))
	return nil
}

func (d *document) structure(t reflect.Type) error {
	said, fields, err := d.comments.structure(t.PkgPath(), t.Name())
	if err != nil {
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| field | type | |\n| --- | --- | --- |\n", title(t), said)
	for i := range t.NumField() {
		field := t.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		shown := d.name(field.Type)
		if written := field.Tag.Get("ts_type"); written != "" {
			shown = "`" + strings.ReplaceAll(written, "|", "\\|") + "`"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", name, shown, strings.ReplaceAll(fields[field.Name], "|", "\\|"))
	}
	d.types = append(d.types, b.String())
	return nil
}

// name is a type as the page shows it; structs get a chapter and a link to it.
func (d *document) name(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Pointer:
		return d.name(t.Elem()) + " or null"
	case reflect.Slice, reflect.Array:
		return "list of " + d.name(t.Elem())
	case reflect.Map:
		return "object of " + d.name(t.Elem())
	case reflect.Struct:
		if !slices.Contains(d.seen, t) {
			d.seen = append(d.seen, t)
			d.waiting = append(d.waiting, t)
		}
		return fmt.Sprintf("[%s](#%s)", title(t), strings.ToLower(title(t)))
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "`boolean`"
	case reflect.Interface:
		return "anything"
	default:
		if t.Name() == "Instant" {
			return "moment"
		}
		return "number"
	}
}

func title(t reflect.Type) string { return t.Name() }

func (d *document) sortTypes() { slices.Sort(d.types) }

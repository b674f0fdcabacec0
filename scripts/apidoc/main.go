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

Written by ` + "`make gen`" + ` from the code; change the comments there, and this part in ` + "`scripts/apidoc`" + `. The window calls these operations through its bindings, a browser or a program through ` + "`stepwise serve`" + `.

## How a program drives serve

1. ` + "`stepwise serve --json`" + ` prints one line when it is ready: ` + "`{\"address\": …, \"sign_in\": …, \"data\": …}`" + `.
2. ` + "`GET`" + ` the link ` + "`sign_in`" + ` once and keep the cookie: it is the session, until serve ends. Without it every answer is 401.
3. ` + "`POST address/rpc/Operation`" + ` with ` + "`content-type: application/json`" + `. Ask under the address that was printed: another Host is 421, another Origin 403.

- The body is the argument itself, or a list that holds it; nothing, ` + "`[]`" + ` or, for an operation that takes nothing, an empty object. Unknown fields, repeated keys and numbers out of range are refused. A field that is left out is empty, also where a save replaces something.
- The answer is ` + "`{\"result\": …}`" + `, or with another status ` + "`{\"error\": {code, key, args, ref, problems: [{path, key, args}]}}`" + `: invalid 422, not_found 404, conflict 409, forbidden 403, unavailable 503, internal 500. A key is a sentence of ` + "`frontend/src/locales`" + `.
- Ids are text, "" for none. A moment is a number: Unix milliseconds, 0 for none. A date is "2026-11-26". Lists are never null.
- ` + "`GET /events`" + ` streams what changed: ` + "`event: changed`, `data: {\"noun\": \"card\", \"ids\": [\"card_1\"]}`" + `; the id "*" is all of them. Then ask again: events carry no data, and after a lost connection everything may have changed.
- What takes longer than a second answers with a job: ask ` + "`GetJob`" + ` until its ` + "`state`" + ` is no longer "running".
- A new workspace is in test mode: messages stop in the outbox as held, until ` + "`SetTestMode`" + `.

The main job with curl and jq:

` + "```sh" + `
stepwise serve --json --addr 127.0.0.1:8080 --data /tmp/try > ready & sleep 2
curl -sc jar -o /dev/null "$(jq -r .sign_in ready)"
rpc() { curl -sb jar -H 'content-type: application/json' "$(jq -r .address ready)/rpc/$1" -d "$2" | jq -e .result; }

rpc SetUpWorkspace '{"name": "Ana", "email": "ana@example.ro", "company": "Atelier", "country": "RO", "zone": "Europe/Bucharest", "language": "en"}' > ws
product=$(jq -r '.products[0].product.id' ws)
sent=$(jq -r '.products[0].statuses[] | select(.name == "Offer sent").id' ws)

rpc SaveAccount '{"kind": "smtp", "smtp": {"host": "127.0.0.1", "port": 2525, "tls": "none", "auth": "none", "fromEmail": "office@example.ro"}}'
rpc SaveAccount '{"kind": "gateway", "gateway": {"url": "http://127.0.0.1:2580/sms", "allowPrivate": true, "method": "POST",
  "contentType": "json", "body": "{\"to\": \"{{to}}\", \"text\": \"{{text}}\"}", "keyHeader": "Idempotency-Key", "idPath": "id"}}'
rpc SetTestMode '{"on": false, "held": "discard"}'
rpc SaveProduct "$(jq '.products[0].product | .smsOn = true' ws)"

template() { rpc SaveTemplate "{\"product\": \"$product\", \"kind\": \"$1\", \"name\": \"$2\", \"content\": $3}" | jq -r .template.id; }
thanks=$(template email 'Thank you' '{"subject": "Thank you, {{contact.first_name}}", "body": "Here is our offer."}')
call=$(template task 'Call' '{"subject": "Follow-up call", "taskType": "call"}')
remind=$(template sms 'Reminder' '{"body": "Have you seen our offer?"}')

filter=$(rpc SaveFilter "{\"product\": \"$product\", \"name\": \"Offer sent\", \"tree\": {\"conditions\":
  [{\"subject\": \"status\", \"op\": \"is\", \"values\": [\"$sent\"]}]}}" | jq -r .filter.id)
step() { echo "{\"kind\": \"$1\", \"template\": \"$2\", \"timing\": {\"delay\": $3, \"unit\": \"days\", \"sync\": \"any\"}}"; }
sequence=$(rpc SaveSequence "{\"product\": \"$product\", \"name\": \"Follow-up\", \"filter\": \"$filter\", \"steps\":
  [$(step email_client "$thanks" 0), $(step task_user "$call" 3), $(step sms_client "$remind" 5)]}" | jq -r .sequence.id)
rpc Activate "{\"id\": \"$sequence\", \"scope\": \"new\"}"

rpc SaveCard "{\"product\": \"$product\", \"name\": \"Ion Popescu\", \"status\": \"$sent\",
  \"contact\": {\"firstName\": \"Ion\", \"lastName\": \"Popescu\", \"emails\": [\"ion@example.ro\"], \"phones\": [\"0712345678\"]}}" | jq .card.coming
rpc ListMessages '{}' | jq '.rows[].message | {to, state, reason}'
` + "```" + `
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

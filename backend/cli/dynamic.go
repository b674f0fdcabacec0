package cli

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"
)

// asking is what every command of the API has besides what its route takes.
type asking struct {
	dataFlag
	Server    string `help:"Ask a running “stepwise serve” at this address instead of the data folder here. Default: STEPWISE_SERVER." placeholder:"URL"`
	Token     string `help:"API token for --server. Others on this computer may see it: rather set STEPWISE_TOKEN, or use --token-file." placeholder:"TOKEN"`
	TokenFile string `name:"token-file" help:"File that holds the token; - reads it from the standard input." placeholder:"FILE"`
	JSON      bool   `name:"json" help:"Print the API's answer as it is."`
	Columns   string `help:"Columns of a list, in order, divided by commas." placeholder:"C,C"`
}

// dynamic makes the commands of the API out of its document: a route that is
// added there is a command without a line of code here.
func dynamic(all []operation) []kong.Option {
	var options []kong.Option
	for len(all) > 0 {
		noun := all[0].noun
		n := slices.IndexFunc(all, func(o operation) bool { return o.noun != noun })
		if n < 0 {
			n = len(all)
		}
		options = append(options, kong.DynamicCommand(noun, nounHelp(noun, all[:n]), apiGroup, nounCommand(all[:n])))
		all = all[n:]
	}
	return options
}

func nounHelp(noun string, list []operation) string {
	verbs := make([]string, len(list))
	for i, o := range list {
		verbs[i] = o.verb
	}
	return strings.ToUpper(noun[:1]) + noun[1:] + ": " + strings.Join(verbs, ", ") + "."
}

// nounCommand is a struct as kong reads commands: a field for each verb.
func nounCommand(list []operation) any {
	var fields []reflect.StructField
	for i, o := range list {
		fields = append(fields, reflect.StructField{
			Name: "Verb" + strconv.Itoa(i), Type: verbType(o), Tag: tag("cmd", "", "name", o.verb, "aliases", aliases[o.noun+" "+o.verb], "help", sentence(o.summary)),
		})
	}
	return reflect.New(reflect.StructOf(fields)).Interface()
}

func sentence(text string) string {
	if text == "" || strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}

// verbType is the struct of one route: what its path, question and headers take
// by the names Value0, Value1, …, and what every command has.
func verbType(o operation) reflect.Type {
	var fields []reflect.StructField
	for i, p := range o.params {
		field := reflect.StructField{Name: "Value" + strconv.Itoa(i), Type: reflect.TypeFor[string]()}
		switch {
		case p.in == "path":
			field.Tag = tag("arg", "", "name", p.name, "help", p.help())
		case p.kind == "boolean":
			field.Type = reflect.TypeFor[bool]()
			field.Tag = tag("name", flagName(p.name), "help", p.help())
		case p.kind == "array":
			field.Type = reflect.TypeFor[[]string]()
			field.Tag = tag("name", flagName(p.name), "help", p.help(), "placeholder", "TEXT")
		case len(p.enum) > 0:
			field.Tag = tag("name", flagName(p.name), "help", p.help(), "enum", strings.Join(p.enum, ",")+",", "default", "", "placeholder", "WORD")
		default:
			field.Tag = tag("name", flagName(p.name), "help", p.help(), "placeholder", "TEXT")
		}
		fields = append(fields, field)
	}
	if o.body != nil {
		fields = append(fields,
			reflect.StructField{Name: "Set", Type: reflect.TypeFor[[]string](), Tag: tag("sep", "none", "placeholder", "NAME=VALUE", "help", o.setHelp())},
			reflect.StructField{Name: "Given", Type: reflect.TypeFor[string](), Tag: tag("name", "body", "placeholder", "JSON",
				"help", "Everything to send, as JSON; @FILE reads a file, - the standard input. --set comes on top.")})
	}
	fields = append(fields, reflect.StructField{Name: "Asking", Type: reflect.TypeFor[asking](), Tag: `embed:""`})
	return reflect.StructOf(fields)
}

// tag writes the pairs of a struct tag; kong would take "${" for a variable.
func tag(pairs ...string) reflect.StructTag {
	var b strings.Builder
	for i := 0; i+1 < len(pairs); i += 2 {
		b.WriteString(pairs[i] + ":" + strconv.Quote(strings.ReplaceAll(pairs[i+1], "$", "$$")) + " ")
	}
	return reflect.StructTag(b.String())
}

// flagName is a name of the API as a flag: updated_since is --updated-since.
func flagName(name string) string { return strings.ToLower(strings.ReplaceAll(name, "_", "-")) }

func (p parameter) help() string {
	text := sentence(p.doc)
	if len(p.enum) > 0 {
		text += " One of " + strings.Join(p.enum, ", ") + "."
	}
	if p.required && p.in != "path" {
		text += " Required."
	}
	if p.byDefault != "" {
		text += " Default: " + p.byDefault + "."
	}
	return strings.TrimSpace(text)
}

// setHelp names what a body may hold.
func (o operation) setHelp() string {
	names := make([]string, 0, len(o.body.properties))
	for name := range o.body.properties {
		names = append(names, name)
	}
	slices.Sort(names)
	return "A value to send; several times for several. A dot leads inside, := instead of = takes JSON. There are: " + strings.Join(names, ", ") + "."
}

// aliases are other words that people type.
var aliases = map[string]string{"card create": "add", "contact create": "add", "task create": "add", "filter cards": "members"}

// arrange puts the commands in the order of the groups, and the exit codes below
// the help of every command of the API.
func arrange(k *kong.Kong) error {
	at := func(n *kong.Node) int {
		return slices.IndexFunc(groups, func(g kong.Group) bool { return n.Group != nil && n.Group.Key == g.Key })
	}
	slices.SortStableFunc(k.Model.Children, func(a, b *kong.Node) int { return at(a) - at(b) })
	for _, noun := range k.Model.Children {
		if noun.Group == nil || noun.Group.Key != apiGroup {
			continue
		}
		for _, verb := range noun.Children {
			verb.Detail = exitCodes
		}
	}
	return nil
}

// operationOf is the operation of a command of the API.
func operationOf(all []operation, n *kong.Node) (operation, bool) {
	if n == nil || n.Parent == nil {
		return operation{}, false
	}
	for _, o := range all {
		if o.noun == n.Parent.Name && o.verb == n.Name {
			return o, true
		}
	}
	return operation{}, false
}

// wantsAPI says whether a command line may be about the API: then its document
// is made, which the window and serve start without.
func wantsAPI(args []string) bool {
	if len(args) == 0 {
		return false
	}
	t := reflect.TypeFor[commands]()
	for i := range t.NumField() {
		name := t.Field(i).Tag.Get("name")
		if name == "" {
			name = strings.ToLower(t.Field(i).Name)
		}
		if args[0] == name {
			return false
		}
	}
	return args[0] == "-h" || args[0] == "--help" || !strings.HasPrefix(args[0], "-")
}

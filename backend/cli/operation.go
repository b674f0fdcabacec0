package cli

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"sync"

	"stepwise/backend/rest"
)

// operation is one route of the API as the document tells it: a command.
type operation struct {
	noun, verb string // "card", "list"
	method     string
	path       string // below the document's server, "/cards/{id}"
	summary    string
	scope      string // "cards.read"
	params     []parameter
	body       *shape // nil where it takes none
	needsBody  bool
}

// parameter is a value of the path, the question or a header.
type parameter struct {
	name, in, doc string
	required      bool
	kind          string // "string", "boolean", "array", …
	enum          []string
	byDefault     string
}

// shape is what a value may be, with references followed.
type shape struct {
	kind       string // "" for anything
	doc        string
	properties map[string]*shape
	items      *shape
}

// reads says whether the operation changes nothing.
func (o operation) reads() bool {
	return o.method == http.MethodGet || strings.HasSuffix(o.scope, ".read")
}

// operations are all routes, by noun in the order of the document's tags.
var operations = sync.OnceValue(func() []operation {
	var d document
	if err := json.Unmarshal(rest.Document(), &d); err != nil {
		panic(err) // it is made by this very program
	}
	return d.operations()
})

type document struct {
	Tags       []struct{ Name, Description string }      `json:"tags"`
	Paths      map[string]map[string]documentedOperation `json:"paths"`
	Components struct {
		Schemas map[string]documentedShape `json:"schemas"`
	} `json:"components"`
}

type documentedOperation struct {
	ID         string `json:"operationId"`
	Summary    string `json:"summary"`
	Scope      string `json:"x-scope"`
	Parameters []struct {
		Name, In, Description string
		Required              bool
		Schema                documentedShape
	} `json:"parameters"`
	Body struct {
		Required bool
		Content  map[string]struct{ Schema documentedShape }
	} `json:"requestBody"`
}

type documentedShape struct {
	Ref         string                     `json:"$ref"`
	Type        typeNames                  `json:"type"`
	Description string                     `json:"description"`
	Enum        []any                      `json:"enum"`
	Default     any                        `json:"default"`
	Properties  map[string]documentedShape `json:"properties"`
	Items       *documentedShape           `json:"items"`
}

// typeNames are the types that a value may have; null goes without saying.
type typeNames []string

// UnmarshalJSON reads one name or several.
func (t *typeNames) UnmarshalJSON(text []byte) error {
	var one string
	if json.Unmarshal(text, &one) == nil {
		*t = typeNames{one}
		return nil
	}
	return json.Unmarshal(text, (*[]string)(t))
}

func (t typeNames) only() string {
	names := slices.DeleteFunc(slices.Clone(t), func(name string) bool { return name == "null" })
	if len(names) == 1 {
		return names[0]
	}
	return ""
}

func (d *document) operations() []operation {
	order := map[string]int{}
	for i, tag := range d.Tags {
		order[tag.Name] = i
	}
	var all []operation
	for path, methods := range d.Paths {
		for method, told := range methods {
			if told.ID != "" {
				all = append(all, d.operation(path, method, told))
			}
		}
	}
	slices.SortFunc(all, func(a, b operation) int {
		if a.noun != b.noun {
			if by := order[a.noun] - order[b.noun]; by != 0 {
				return by
			}
		}
		return strings.Compare(a.rank(), b.rank())
	})
	return all
}

// rank puts what everybody looks for first.
func (o operation) rank() string {
	usual := []string{"list", "get", "create", "change", "delete"}
	if i := slices.Index(usual, o.verb); i >= 0 {
		return o.noun + " " + string(rune('0'+i))
	}
	return o.noun + " " + o.verb
}

func (d *document) operation(path, method string, told documentedOperation) operation {
	noun, verb := called(told.ID, told.Scope)
	o := operation{
		noun: noun, verb: verb, method: strings.ToUpper(method), path: path, summary: told.Summary, scope: told.Scope, needsBody: told.Body.Required,
	}
	for _, p := range told.Parameters {
		one := parameter{name: p.Name, in: p.In, doc: p.Description, required: p.Required, kind: p.Schema.Type.only()}
		if one.doc == "" {
			one.doc = p.Schema.Description
		}
		for _, v := range p.Schema.Enum {
			if text, ok := v.(string); ok {
				one.enum = append(one.enum, text)
			}
		}
		if p.Schema.Default != nil {
			if text, err := json.Marshal(p.Schema.Default); err == nil {
				one.byDefault = strings.Trim(string(text), `"`)
			}
		}
		o.params = append(o.params, one)
	}
	for _, content := range told.Body.Content {
		o.body = d.shape(content.Schema, 0)
	}
	return o
}

// called are the words of a command. A noun that is a command of its own already
// stands behind the noun of its scope: "stepwise sequence forecast".
func called(id, scope string) (noun, verb string) {
	noun, verb, _ = strings.Cut(id, "-")
	if noun != "forecast" {
		return noun, verb
	}
	of, _, _ := strings.Cut(scope, ".")
	return strings.TrimSuffix(of, "s"), strings.TrimSuffix(noun+"-"+verb, "-start")
}

// deepest is how far the shape of a body is followed: filters hold filters.
const deepest = 6

func (d *document) shape(s documentedShape, depth int) *shape {
	doc := s.Description
	if name, ok := strings.CutPrefix(s.Ref, "#/components/schemas/"); ok {
		s = d.Components.Schemas[name]
	}
	out := &shape{kind: s.Type.only(), doc: doc}
	if depth == deepest {
		return out
	}
	if len(s.Properties) > 0 {
		out.properties = map[string]*shape{}
		for name, p := range s.Properties {
			if name != "$schema" {
				out.properties[name] = d.shape(p, depth+1)
			}
		}
	}
	if s.Items != nil {
		out.items = d.shape(*s.Items, depth+1)
	}
	return out
}

package rest

import (
	"encoding"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"stepwise/backend/crm"
)

// Opt is a member of a merge patch: missing leaves, null clears.
type Opt[T any] struct {
	Said  bool // it is there, if only as null
	Value T    // null is none
}

// UnmarshalJSON reads a member that is there.
func (o *Opt[T]) UnmarshalJSON(text []byte) error {
	o.Said = true
	return json.Unmarshal(text, &o.Value)
}

// Schema is the value's, or null.
func (o Opt[T]) Schema(r huma.Registry) *huma.Schema {
	var t T
	s := *huma.SchemaFromType(r, typeOf(t))
	s.Nullable = true
	return &s
}

// or is what is said, or else what was.
func (o Opt[T]) or(was T) T {
	if o.Said {
		return o.Value
	}
	return was
}

// moment is an instant as the API writes it; nil for none.
func moment(i crm.Instant) *time.Time {
	if i == 0 {
		return nil
	}
	t := i.Time()
	return &t
}

// Said is a sentence of ours: its key for programs, its words for people.
type Said struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

func saidAll(list []crm.Phrase) []Said {
	out := make([]Said, 0, len(list))
	for _, p := range list {
		out = append(out, said(p))
	}
	return out
}

func said(p crm.Phrase) Said {
	if p.Key == "" {
		return Said{}
	}
	return Said{Key: p.Key, Text: english(p.Key, p.Args)}
}

// idIn reads an id of a path or a question; what can't be one is not there.
func idIn(text, noun string, into encoding.TextUnmarshaler) error {
	if text == "" || into.UnmarshalText([]byte(text)) != nil {
		return crm.NotFound(noun)
	}
	return nil
}

// names find things of a product by id or by name, as people and programs write
// them.
type names struct {
	*crm.Catalogue
	bad *crm.Problems
}

// named finds what is meant by an id or a name among things with both; path is
// where a problem is.
func named[T any](n names, path, text, key string, list []T, id func(T) string, name func(T) string) (found T, ok bool) {
	for _, x := range list {
		if id(x) == text {
			return x, true
		}
	}
	for _, x := range list {
		if strings.EqualFold(name(x), text) {
			return x, true
		}
	}
	n.bad.Add(path, key)
	return found, false
}

func (n names) status(path, text string) crm.StatusID {
	st, _ := named(n, path, text, "cards.bad_status", n.Statuses,
		func(s crm.Status) string { return s.ID.String() }, func(s crm.Status) string { return s.Name })
	return st.ID
}

func (n names) owner(path, text string) crm.UserID {
	if text == "" {
		return 0
	}
	u, _ := named(n, path, text, "cards.bad_owner", n.Users,
		func(u crm.User) string { return u.ID.String() }, func(u crm.User) string { return u.Email })
	return u.ID
}

func (n names) tags(path string, list []string) []crm.TagID {
	ids := []crm.TagID{}
	for i, text := range list {
		tag, ok := named(n, path+"["+strconv.Itoa(i)+"]", text, "error.not_found.tag", n.Tags,
			func(g crm.Tag) string { return g.ID.String() }, func(g crm.Tag) string { return g.Name })
		if ok {
			ids = append(ids, tag.ID)
		}
	}
	return ids
}

// values turns values by slug into values by field id, as the operations take
// them. What a value may be is theirs to say.
func (n names) values(given map[string]any) map[string]any {
	out := map[string]any{}
	for slug, x := range given {
		i := slices.IndexFunc(n.Fields, func(f crm.Field) bool { return f.Slug == slug || f.ID.String() == slug })
		if i < 0 {
			n.bad.Add("fields."+slug, "error.not_found.field")
			continue
		}
		out[n.Fields[i].ID.String()] = inside(&n.Fields[i], x)
	}
	return out
}

// inside is a value as the operations take it: amounts as numbers, moments as
// milliseconds, choices by id. What can't be turned is left for them to refuse.
func inside(f *crm.Field, x any) any {
	switch v := x.(type) {
	case string:
		return insideText(f, v)
	case []any:
		if f.Type == crm.FieldChoices {
			list := make([]any, len(v))
			for i, one := range v {
				list[i] = inside(&crm.Field{Type: crm.FieldChoice, Choices: f.Choices}, one)
			}
			return list
		}
	}
	return x
}

func insideText(f *crm.Field, text string) any {
	switch f.Type {
	case crm.FieldMoney, crm.FieldNumber:
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			return n
		}
	case crm.FieldDateTime:
		if at, err := time.Parse(time.RFC3339, text); err == nil {
			return float64(at.UnixMilli())
		}
	case crm.FieldChoice:
		for _, c := range f.Choices {
			if strings.EqualFold(c.Name, text) {
				return c.ID.String()
			}
		}
	}
	return text
}

// outside is a card's values by slug: amounts as decimal texts, moments in RFC
// 3339, choices by name.
func (n names) outside(values crm.Values) map[string]any {
	out := map[string]any{}
	for i := range n.Fields {
		f := &n.Fields[i]
		if x, set := values[f.ID]; set {
			out[f.Slug] = outward(f, x)
		}
	}
	return out
}

func outward(f *crm.Field, x any) any {
	switch v := x.(type) {
	case crm.Money:
		return v.String()
	case crm.Instant:
		return v.Time()
	case crm.ChoiceID:
		c, _ := f.Choice(v)
		return c.Name
	case crm.ChoiceSet:
		list := []string{}
		for _, id := range v.IDs() {
			c, _ := f.Choice(id)
			list = append(list, c.Name)
		}
		return list
	}
	return x
}

// slugs puts slugs into the paths of problems where the operations say ids.
func (n names) slugs(err error) error {
	e := wrongIn(err)
	if e == nil {
		return err
	}
	said := *e
	said.Problems = slices.Clone(e.Problems)
	for i := range said.Problems {
		p := &said.Problems[i]
		if id, ok := strings.CutPrefix(p.Path, "fields."); ok {
			for _, f := range n.Fields {
				if f.ID.String() == id {
					p.Path = "fields." + f.Slug
				}
			}
		}
		p.Path = snake(p.Path)
	}
	return &said
}

// snake turns the names of members into those of the API: firstName is
// first_name here.
func snake(path string) string {
	var b strings.Builder
	for _, r := range path {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

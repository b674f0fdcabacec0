package pack

import (
	"encoding"
	"fmt"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/fold"
)

// names is what conditions name in a product, both ways.
type names struct {
	cat      *crm.Catalogue
	subjects []filter.Subject
}

func newNames(cat *crm.Catalogue) *names { return &names{cat, filter.Subjects(cat)} }

// slots are the kinds of a condition's values, one for each.
func (n *names) slots(c crm.Condition) []string {
	i := slices.IndexFunc(n.subjects, func(s filter.Subject) bool { return s.Subject == c.Subject && s.Field == c.Field })
	if i < 0 {
		return nil
	}
	ops := n.subjects[i].Ops
	j := slices.IndexFunc(ops, func(o filter.Operator) bool { return o.Op == c.Op || o.Negative && o.OrNotSet == c.Op })
	if j < 0 {
		return nil
	}
	spare := len(c.Values)
	for _, s := range ops[j].Slots {
		spare -= s.Min
	}
	out := []string{}
	for _, s := range ops[j].Slots {
		out = append(out, slices.Repeat([]string{s.Kind}, s.Min)...)
		if s.Max > s.Min && spare > 0 {
			out = append(out, slices.Repeat([]string{s.Kind}, min(spare, s.Max))...)
			spare = 0
		}
	}
	return out
}

// The kinds of a value that are a thing with a name.
const (
	nounStatus   = "status"
	nounUser     = "user"
	nounChoice   = "choice"
	nounTag      = "tag"
	nounTemplate = "template"
	nounSequence = "sequence"
	nounLink     = "link"
	nounForm     = "form"
)

// thing is something with an id and a name.
type thing struct{ id, name string }

// things are all of a kind.
func (n *names) things(kind string, field crm.FieldID) (out []thing) {
	switch kind {
	case nounStatus:
		return listed(n.cat.Statuses, func(s crm.Status) thing { return thing{s.ID.String(), s.Name} })
	case nounUser:
		return listed(n.cat.Users, func(u crm.User) thing { return thing{u.ID.String(), u.Email} })
	case nounChoice:
		f, _ := n.cat.Field(field)
		return listed(f.Choices, func(c crm.Choice) thing { return thing{c.ID.String(), c.Name} })
	case nounTag:
		return listed(n.cat.Tags, func(t crm.Tag) thing { return thing{t.ID.String(), t.Name} })
	case nounTemplate:
		return listed(n.cat.Templates, func(t crm.TemplateName) thing { return thing{t.ID.String(), n.messageName(t)} })
	case nounLink:
		return listed(n.cat.Links, func(l crm.LinkName) thing { return thing{l.ID.String(), l.Name} })
	case nounForm:
		for i, name := range formNames(n.cat.Forms) {
			out = append(out, thing{n.cat.Forms[i].ID.String(), name})
		}
		return out
	case nounSequence:
		return listed(n.cat.Sequences, func(q crm.SequenceName) thing { return thing{q.ID.String(), q.Name} })
	}
	return nil
}

func listed[T any](items []T, of func(T) thing) []thing {
	out := make([]thing, len(items))
	for i, one := range items {
		out[i] = of(one)
	}
	return out
}

// messageName is a template's name; of two with the same the SMS says what it is.
func (n *names) messageName(t crm.TemplateName) string {
	if t.Kind == crm.TemplateSMS && slices.ContainsFunc(n.cat.Templates, func(o crm.TemplateName) bool { return o.Kind != t.Kind && o.Name == t.Name }) {
		return smsPrefix + t.Name
	}
	return t.Name
}

// smsPrefix is before the name of an SMS that an email has too.
const smsPrefix = "sms/"

// isThing says whether values of a kind are names of things.
func isThing(kind string) bool {
	return slices.Contains([]string{nounStatus, nounUser, nounChoice, nounTag, nounTemplate, nounSequence, nounLink, nounForm}, kind)
}

// Named is a tree with names; what a value names and isn't there is left as it
// stands.
func Named(tree crm.Group, cat *crm.Catalogue) Group { return newNames(cat).named(tree) }

func (n *names) named(g crm.Group) Group {
	out := Group{Any: g.Any}
	for _, c := range g.Conditions {
		one := Condition{Subject: c.Subject, Op: c.Op, Values: slices.Clone(c.Values)}
		if f, ok := n.cat.Field(c.Field); ok {
			one.Field = f.Name
		}
		for i, kind := range n.slots(c) {
			if i < len(one.Values) && isThing(kind) {
				one.Values[i] = n.nameOf(kind, c.Field, c.Values[i])
			}
		}
		out.Conditions = append(out.Conditions, one)
	}
	for _, sub := range g.Groups {
		out.Groups = append(out.Groups, n.named(sub))
	}
	return out
}

func (n *names) nameOf(kind string, field crm.FieldID, id string) string {
	for _, t := range n.things(kind, field) {
		if t.id == id {
			return t.name
		}
	}
	return id
}

// Resolver turns the names of a pack into the ids of a product, whose catalogue
// holds everything that the pack brings. Renamed says what things are called
// there: keys "status", "field", "template" … a slash, and the name in the pack.
type Resolver struct {
	Cat     *crm.Catalogue
	Renamed map[string]string
	n       *names
}

// Tree is a tree with ids. What isn't there is a problem at a path of the pack.
func (r *Resolver) Tree(g Group, path string, bad *crm.Problems) crm.Group {
	r.n = newNames(r.Cat)
	return r.tree(g, path, bad)
}

func (r *Resolver) tree(g Group, path string, bad *crm.Problems) crm.Group {
	out := crm.Group{Any: g.Any, Conditions: []crm.Condition{}, Groups: []crm.Group{}}
	for i, c := range g.Conditions {
		out.Conditions = append(out.Conditions, r.condition(c, fmt.Sprintf("%s[%d]", path, i), bad))
	}
	for i, sub := range g.Groups {
		kind := "all"
		if sub.Any {
			kind = "any"
		}
		out.Groups = append(out.Groups, r.tree(sub, fmt.Sprintf("%s[%d].%s", path, len(g.Conditions)+i, kind), bad))
	}
	return out
}

func (r *Resolver) condition(c Condition, path string, bad *crm.Problems) crm.Condition {
	one := crm.Condition{Subject: c.Subject, Op: c.Op, Values: slices.Clone(c.Values)}
	if one.Values == nil {
		one.Values = []string{}
	}
	if c.Subject == "field" {
		if one.Field = r.Field(c.Field); one.Field == 0 {
			bad.Add(path, "packs.unknown_name.field", "name", c.Field)
			return one
		}
	}
	for i, kind := range r.n.slots(one) {
		if i < len(one.Values) && isThing(kind) {
			id, ok := r.find(kind, one.Field, one.Values[i])
			if !ok {
				bad.Add(path, "packs.unknown_name."+kind, "name", one.Values[i])
			}
			one.Values[i] = id
		}
	}
	return one
}

// find is the id of a thing by its name in the pack: as it is there, else apart
// from case and marks.
func (r *Resolver) find(kind string, field crm.FieldID, name string) (string, bool) {
	if r.n == nil {
		r.n = newNames(r.Cat)
	}
	all := r.n.things(kind, field)
	if kind == nounTemplate {
		prefix, short := "email/", name
		if rest, ok := strings.CutPrefix(name, smsPrefix); ok {
			prefix, short = smsPrefix, rest
		}
		if other, ok := r.Renamed["template/"+prefix+short]; ok {
			name = strings.TrimPrefix(prefix+other, "email/")
		} else if other, ok := r.Renamed["template/"+smsPrefix+name]; ok {
			name = other
		}
	} else if other, ok := r.Renamed[kind+"/"+name]; ok {
		name = other
	}
	for _, t := range all {
		if t.name == name {
			return t.id, true
		}
	}
	for _, t := range all {
		if fold.Fold(t.name) == fold.Fold(name) {
			return t.id, true
		}
	}
	return name, false
}

// Field is the field of a name, none where there is none.
func (r *Resolver) Field(name string) crm.FieldID {
	if other, ok := r.Renamed["field/"+name]; ok {
		name = other
	}
	for _, f := range r.Cat.Fields {
		if f.Name == name {
			return f.ID
		}
	}
	for _, f := range r.Cat.Fields {
		if fold.Fold(f.Name) == fold.Fold(name) {
			return f.ID
		}
	}
	return 0
}

// Status finds a status that a step names, as Tag, User and Choice find theirs;
// none where there is none.
func (r *Resolver) Status(name string) (id crm.StatusID) {
	return of[crm.StatusID](r, nounStatus, 0, name)
}

// Tag finds a tag.
func (r *Resolver) Tag(name string) (id crm.TagID) { return of[crm.TagID](r, nounTag, 0, name) }

// User finds a colleague by email address.
func (r *Resolver) User(email string) (id crm.UserID) { return of[crm.UserID](r, nounUser, 0, email) }

// Choice finds a choice of a field.
func (r *Resolver) Choice(field crm.FieldID, name string) (id crm.ChoiceID) {
	return of[crm.ChoiceID](r, nounChoice, field, name)
}

func of[I any, P interface {
	*I
	encoding.TextUnmarshaler
}](r *Resolver, kind string, field crm.FieldID, name string) (id I) {
	text, ok := r.find(kind, field, name)
	if !ok || P(&id).UnmarshalText([]byte(text)) != nil {
		return *new(I)
	}
	return id
}

// Refresh is to be called when the catalogue has changed.
func (r *Resolver) Refresh() { r.n = nil }

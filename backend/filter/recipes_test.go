package filter_test

import (
	_ "embed"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
)

//go:embed testdata/recipes.json
var recipesFile []byte

// recipes is testdata/recipes.json: everything is named, nothing has an id.
type recipes struct {
	Now, Zone string
	Recipes   []recipe
}

type recipe struct {
	Recipe    int
	Name      string
	Statuses  []struct{ Name, Group string }
	Fields    []recipeField
	Templates []struct{ Name, Kind string }
	Links     []string
	Filters   []struct {
		Name string
		Tree namedGroup
	}
	Cards []recipeCard
}

type recipeField struct {
	Name     string
	Type     crm.FieldType
	Choices  []string
	Currency string
}

type namedGroup struct {
	Any        bool
	Conditions []struct {
		Subject, Field, Op string
		Values             []string
	}
	Groups []namedGroup
}

type recipeCard struct {
	Name, Status, From, Since, Modified string
	CreatedBy                           crm.Origin
	Fields                              map[string]any
	Client                              *struct {
		Kind         crm.ContactKind
		Name         string
		Email, Phone crm.Consent
	}
	Tasks    []struct{ Type, Due, Done string }
	Messages []struct {
		Template, At string
		State        crm.MessageState
		Hits         []struct {
			Link, At string
			Kind     crm.HitKind
			Machine  bool
		}
	}
	Matches []string
}

// pack is a recipe with ids: the numbers of things in their lists.
type pack struct {
	recipe
	cat *crm.Catalogue
	loc *time.Location
	now crm.Instant
}

func (r recipe) pack(loc *time.Location, now crm.Instant) pack {
	cat := &crm.Catalogue{Product: crm.Product{ID: 1, Name: r.Name}}
	for i, s := range r.Statuses {
		cat.Statuses = append(cat.Statuses, crm.Status{ID: crm.StatusID(i + 1), Name: s.Name, Group: crm.StatusGroup(s.Group)})
	}
	for i, f := range r.Fields {
		field := crm.Field{ID: crm.FieldID(i + 1), Name: f.Name, Type: f.Type, Currency: f.Currency}
		for j, c := range f.Choices {
			field.Choices = append(field.Choices, crm.Choice{ID: crm.ChoiceID(10*i + j + 1), Field: field.ID, Name: c})
		}
		cat.Fields = append(cat.Fields, field)
	}
	for i, s := range r.Templates {
		cat.Templates = append(cat.Templates, crm.TemplateName{ID: crm.TemplateID(i + 1), Kind: crm.TemplateKind(s.Kind), Name: s.Name})
	}
	for i, name := range r.Links {
		cat.Links = append(cat.Links, crm.LinkName{ID: crm.LinkID(i + 1), Name: name})
	}
	return pack{recipe: r, cat: cat, loc: loc, now: now}
}

func (p pack) field(name string) crm.Field {
	i := slices.IndexFunc(p.cat.Fields, func(f crm.Field) bool { return f.Name == name })
	return p.cat.Fields[i]
}

func (p pack) status(name string) crm.StatusID {
	return crm.StatusID(1 + slices.IndexFunc(p.cat.Statuses, func(s crm.Status) bool { return s.Name == name }))
}

func (p pack) template(name string) crm.TemplateID {
	return crm.TemplateID(1 + slices.IndexFunc(p.cat.Templates, func(s crm.TemplateName) bool { return s.Name == name }))
}

func (p pack) link(name string) crm.LinkID { return crm.LinkID(1 + slices.Index(p.Links, name)) }

// tree gives every name in it an id.
func (p pack) tree(g namedGroup) crm.Group {
	out := crm.Group{Any: g.Any, Conditions: []crm.Condition{}, Groups: []crm.Group{}}
	for _, n := range g.Conditions {
		c := crm.Condition{Subject: n.Subject, Op: n.Op, Values: slices.Clone(n.Values)}
		for i, v := range n.Values {
			switch id := p.status(v); {
			case n.Subject == "status" && id != 0:
				c.Values[i] = id.String()
			case n.Subject == "messages" && p.template(v) != 0:
				c.Values[i] = p.template(v).String()
			case n.Subject == "messages" && slices.Contains(p.Links, v):
				c.Values[i] = p.link(v).String()
			}
		}
		if n.Field != "" {
			f := p.field(n.Field)
			c.Field = f.ID
			for i, v := range n.Values {
				if j := slices.IndexFunc(f.Choices, func(c crm.Choice) bool { return c.Name == v }); j >= 0 {
					c.Values[i] = f.Choices[j].ID.String()
				}
			}
		}
		out.Conditions = append(out.Conditions, c)
	}
	for _, sub := range g.Groups {
		out.Groups = append(out.Groups, p.tree(sub))
	}
	return out
}

func (p pack) at(t failer, text string, days int) crm.Instant {
	if text == "" {
		return crm.At(p.now.In(p.loc).AddDate(0, 0, -days))
	}
	return moment(t, text, p.loc)
}

func (p pack) card(t failer, id crm.CardID, in recipeCard) (crm.Card, around) {
	c := crm.Card{ID: id, Name: in.Name, Status: p.status(in.Status), StatusFrom: p.status(in.From), StatusSince: p.at(t, in.Since, 1),
		Created: p.at(t, "", 2), Modified: p.at(t, in.Modified, 2), CreatedBy: crm.OriginUser, Fields: crm.Values{}}
	if in.CreatedBy != "" {
		c.CreatedBy = in.CreatedBy
	}
	for name, v := range in.Fields {
		c.Fields[p.field(name).ID] = p.value(t, p.field(name), v)
	}
	return c, p.around(t, id, in)
}

func (p pack) value(t failer, f crm.Field, v any) any {
	switch f.Type {
	case crm.FieldChoice:
		return f.Choices[slices.IndexFunc(f.Choices, func(c crm.Choice) bool { return c.Name == v })].ID
	case crm.FieldDate:
		return crm.Date(v.(string))
	case crm.FieldDateTime:
		return moment(t, v.(string), p.loc)
	case crm.FieldMoney:
		m, _ := crm.MoneyOf(v.(float64))
		return m
	case crm.FieldFile:
		return crm.FileID(1)
	}
	return v
}

func (p pack) around(t failer, id crm.CardID, in recipeCard) (a around) {
	if in.Client != nil {
		a.Client = &crm.Contact{ID: crm.ContactID(id), Kind: in.Client.Kind, Name: in.Client.Name}
		for ch, consent := range map[crm.Channel]crm.Consent{crm.ChannelEmail: in.Client.Email, crm.ChannelSMS: in.Client.Phone} {
			if consent != "" {
				a.Client.Addresses = append(a.Client.Addresses, crm.Address{ID: crm.AddressID(int64(id)*2 + int64(len(a.Client.Addresses))), Channel: ch, SMS: ch == crm.ChannelSMS, Default: true, Consent: consent})
			}
		}
	}
	for _, k := range in.Tasks {
		task := crm.Task{Type: k.Type, Title: k.Type, Due: crm.Date(k.Due)}
		if k.Done != "" {
			task.Done = moment(t, k.Done, p.loc)
		}
		a.Tasks = append(a.Tasks, task)
	}
	for _, m := range in.Messages {
		out := letter{Template: p.template(m.Template), State: m.State}
		if m.State == "" {
			out.State = crm.MessageSent
		}
		if m.At != "" {
			out.HandedAt, out.Settled = moment(t, m.At, p.loc), moment(t, m.At, p.loc)
		}
		for _, h := range m.Hits {
			out.Hits = append(out.Hits, crm.Hit{Kind: h.Kind, Link: p.link(h.Link), Machine: h.Machine, At: moment(t, h.At, p.loc)})
		}
		a.Messages = append(a.Messages, out)
	}
	return a
}

func TestTheFiltersOfTheEighteenRecipesMatchTheirCards(t *testing.T) {
	t.Parallel()
	var all recipes
	must(t, json.Unmarshal(recipesFile, &all))
	if len(all.Recipes) != 18 {
		t.Fatalf("%d recipes", len(all.Recipes))
	}
	x, loc := newTable(t), zone(t, all.Zone)
	for _, r := range all.Recipes {
		p := r.pack(loc, moment(t, all.Now, loc))
		var cards []crm.Card
		of := map[crm.CardID]around{}
		for i, in := range r.Cards {
			c, a := p.card(t, crm.CardID(i+1), in)
			cards, of[c.ID] = append(cards, c), a
		}
		x.fill(t, cards, of)
		env := filter.Env{Cat: p.cat, Zone: loc, Now: p.now}
		for _, f := range r.Filters {
			tree := p.tree(f.Tree)
			if bad := filter.Check(tree, p.cat); len(bad) > 0 {
				t.Errorf("recipe %d, %s: %s", r.Recipe, f.Name, asJSON(bad))
				continue
			}
			found := x.matches(t, tree, env)
			for i, c := range cards {
				want := slices.Contains(r.Cards[i].Matches, f.Name)
				if found[c.ID] != want {
					t.Errorf("recipe %d, %s: card %q matches: %v, want %v", r.Recipe, f.Name, c.Name, found[c.ID], want)
				}
				if got := (naive{env, c, of[c.ID]}).group(tree); got != want {
					t.Errorf("recipe %d, %s: the naive evaluator says %v of card %q", r.Recipe, f.Name, got, c.Name)
				}
			}
		}
	}
}

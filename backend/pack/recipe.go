package pack

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"go.yaml.in/yaml/v3"

	"stepwise/backend/crm"
)

// Recipe is what a pack that the program brings along says of itself.
type Recipe struct {
	ID       string
	Category string
	Summary  string // one sentence
	Note     string // what to know before it is activated; "" for nothing
}

// Categories are the categories of recipes, in the order of the gallery.
var Categories = []string{"sales", "appointments", "orders", "customers", "team"}

// Languages are those in which every recipe is written.
var Languages = []string{"en", "ro", "hu"}

//go:embed recipes/*.yaml
var recipeFiles embed.FS

// Book is a recipe in all its languages, with cards to try it on.
type Book struct {
	ID    string
	Packs map[string]*Pack // by language
	Trial Trial
}

// Books are all recipes, in the order of the gallery.
func Books() ([]Book, error) { return books() }

var books = sync.OnceValues(func() ([]Book, error) {
	files, err := fs.Glob(recipeFiles, "recipes/*.yaml")
	if err != nil {
		return nil, err
	}
	out := make([]Book, 0, len(files))
	for _, name := range files {
		content, err := recipeFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		b, bad := ReadBook(content)
		if err := bad.Err(); err != nil {
			return nil, fmt.Errorf("recipe %s: %w", name, err)
		}
		out = append(out, b)
	}
	return out, nil
})

// ReadBook reads a recipe's file: the pack in English, then its words in the
// other languages, then the trial, each a document of its own.
func ReadBook(content []byte) (b Book, bad crm.Problems) {
	docs, bad := documents(content)
	if len(bad) > 0 {
		return b, bad
	}
	if len(docs) != len(Languages)+1 {
		bad.Add("", "packs.not_pack")
		return b, bad
	}
	english, bad := readPack(docs[0])
	if len(bad) > 0 {
		return b, bad
	}
	b = Book{ID: english.Recipe.ID, Packs: map[string]*Pack{Languages[0]: english}}
	for i, lang := range Languages[1:] {
		r := &reader{lines: map[string]int{}}
		t := readTranslation(place{r, docs[i+1], ""}, lang)
		said := t.said(english, r)
		if len(r.bad) > 0 {
			return b, r.bad
		}
		b.Packs[lang] = said
		if i == 0 {
			b.Trial.In = map[string]map[string]string{}
		}
		b.Trial.In[lang] = t.names
	}
	r := &reader{lines: map[string]int{}}
	in := b.Trial.In
	b.Trial = readTrial(place{r, docs[len(docs)-1], ""})
	b.Trial.In = in
	return b, r.bad
}

func readRecipe(at place) *Recipe {
	if !at.there() {
		return nil
	}
	o := at.object("id", "category", "summary", "", "note")
	return &Recipe{ID: o["id"].text(), Category: o["category"].word(Categories...), Summary: o["summary"].text(), Note: o["note"].text()}
}

func (r *Recipe) written() any {
	if r == nil {
		return nil
	}
	return mapping{{"id", r.ID}, {"category", r.Category}, {"summary", r.Summary}, {"note", r.Note}}
}

// translation is a recipe's words in a language.
type translation struct {
	summary, note string
	names         map[string]string // of everything that has a name
	descriptions  map[string]string // of automations, by their English name
	templates     map[string]Template
	links         map[string]linkWords
	forms         map[string]formWords
	language      string
	used          map[string]bool
}

func readTranslation(at place, lang string) translation {
	o := at.object("language", "summary", "names", "descriptions", "templates", "", "note", "links", "forms")
	if got := o["language"].text(); got != lang {
		o["language"].wrong("packs.bad_word", "value", short(got), "known", lang)
	}
	t := translation{
		summary: o["summary"].text(), note: o["note"].text(), names: o["names"].dictionary(), descriptions: o["descriptions"].dictionary(),
		templates: map[string]Template{}, links: readLinkWords(o["links"]), forms: readFormWords(o["forms"]),
		language: lang, used: map[string]bool{},
	}
	o["templates"].each(func(_ int, item place) {
		one := item.object("of", "", "subject", "body", "letter")
		t.templates[one["of"].text()] = Template{
			Content: crm.Content{Subject: one["subject"].text(), Body: one["body"].text()}, Letter: one["letter"].text(),
		}
	})
	return t
}

// dictionary reads texts by texts.
func (p place) dictionary() map[string]string {
	out := map[string]string{}
	if !p.there() {
		return out
	}
	if p.n.Kind != yaml.MappingNode {
		p.wrong("packs.want_keys")
		return out
	}
	for i := 0; i+1 < len(p.n.Content); i += 2 {
		k := place{p.r, p.n.Content[i], p.path}.text()
		out[k] = place{p.r, p.n.Content[i+1], p.path + "." + k}.text()
	}
	return out
}

// said is a pack in the language of the words. A name without words is wrong,
// and so are words that nothing has.
func (t *translation) said(of *Pack, r *reader) *Pack {
	p := &Pack{lines: of.lines}
	name := func(s string) string {
		if s == "" {
			return ""
		}
		t.used[s] = true
		word, ok := t.names[s]
		if !ok {
			r.bad.Add("names", "packs.no_words", "name", s)
		}
		return word
	}
	recipe := *of.Recipe
	recipe.Summary, recipe.Note = t.summary, t.note
	p.Recipe = &recipe
	for _, s := range of.Statuses {
		s.Name = name(s.Name)
		p.Statuses = append(p.Statuses, s)
	}
	for _, f := range of.Fields {
		f.Name, f.Choices = name(f.Name), all(f.Choices, name)
		p.Fields = append(p.Fields, f)
	}
	p.Tags = all(of.Tags, name)
	for _, l := range of.Links {
		p.Links = append(p.Links, t.link(l, name, r))
	}
	for _, f := range of.Forms {
		p.Forms = append(p.Forms, t.form(f, name, r))
	}
	for _, f := range of.Filters {
		f.Name, f.Tree = name(f.Name), saidGroup(f.Tree, t.names)
		p.Filters = append(p.Filters, f)
	}
	for _, one := range of.Templates {
		p.Templates = append(p.Templates, t.template(one, name, r))
	}
	for _, q := range of.Sequences {
		if t.descriptions[q.Name] == "" {
			r.bad.Add("descriptions", "packs.no_words", "name", q.Name)
		}
		q.Description, q.Name, q.Filter, q.ReentryDate = t.descriptions[q.Name], name(q.Name), name(q.Filter), name(q.ReentryDate)
		q.Steps = slices.Clone(q.Steps)
		for i := range q.Steps {
			q.Steps[i] = saidStep(q.Steps[i], name, t.names)
		}
		p.Sequences = append(p.Sequences, q)
	}
	for _, known := range slices.Sorted(maps.Keys(t.names)) {
		if !t.used[known] {
			r.bad.Add("names", "packs.unused_words", "name", known)
		}
	}
	return p
}

func all(list []string, name func(string) string) []string {
	out := make([]string, len(list))
	for i, one := range list {
		out[i] = name(one)
	}
	return out
}

func (t *translation) template(of Template, name func(string) string, r *reader) Template {
	words, ok := t.templates[of.Name]
	if !ok || (words.Letter == "") != (of.Letter == "") || (words.Content.Body == "") != (of.Content.Body == "") || (words.Content.Subject == "") != (of.Content.Subject == "") {
		r.bad.Add("templates", "packs.no_words", "name", of.Name)
	}
	of.Name, of.Letter = name(of.Name), words.Letter
	of.Content.Subject, of.Content.Body = words.Content.Subject, words.Content.Body
	of.Attachments = slices.Clone(of.Attachments)
	for i := range of.Attachments {
		of.Attachments[i].PDF = name(of.Attachments[i].PDF)
	}
	return of
}

// saidGroup names the things of a tree; texts and numbers stay.
func saidGroup(g Group, names map[string]string) Group {
	out := Group{Any: g.Any}
	word := func(s string) string {
		if w, ok := names[s]; ok {
			return w
		}
		return s
	}
	for _, c := range g.Conditions {
		c.Field, c.Values = word(c.Field), all(c.Values, word)
		out.Conditions = append(out.Conditions, c)
	}
	for _, sub := range g.Groups {
		out.Groups = append(out.Groups, saidGroup(sub, names))
	}
	return out
}

func saidStep(s Step, name func(string) string, names map[string]string) Step {
	s.DateField, s.Template, s.TemplateB, s.RecipientField = name(s.DateField), name(s.Template), name(s.TemplateB), name(s.RecipientField)
	if s.OnlyIf != nil {
		tree := saidGroup(*s.OnlyIf, names)
		s.OnlyIf = &tree
	}
	if s.Change == nil {
		return s
	}
	c := saidChange(*s.Change, name, names)
	s.Change = &c
	return s
}

func saidChange(c Change, name func(string) string, names map[string]string) Change {
	c.Status, c.Clear, c.AddTags, c.RemoveTags = name(c.Status), all(c.Clear, name), all(c.AddTags, name), all(c.RemoveTags, name)
	c.Set = slices.Clone(c.Set)
	for i := range c.Set {
		c.Set[i].Field = name(c.Set[i].Field)
		if text, ok := c.Set[i].Value.(string); ok {
			if w, known := names[text]; known {
				c.Set[i].Value = w
			}
		}
	}
	return c
}

package pack

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/merge"
)

// Source is where an automation is taken from.
type Source struct {
	Cat      *crm.Catalogue
	Filter   crm.Filter
	Sequence crm.Sequence
	Folder   string                                          // of the automation, "" for the default one
	Template func(id crm.TemplateID) (crm.Template, error)   // of the product
	File     func(id crm.AssetID) (crm.Asset, []byte, error) // of a template
	Webhooks map[crm.WebhookID]string                        // their names
	Link     func(id crm.LinkID) (crm.Link, error)           // of the product
	Form     func(id crm.FormID) (crm.Form, error)           // of the product
}

// Of is an automation as a pack, with everything that it names. An automation
// whose texts can't be read any more has no pack.
func Of(src Source) (*Pack, error) {
	g := &gatherer{src: src, n: newNames(src.Cat), p: &Pack{}, statuses: map[crm.StatusID]bool{}, fields: map[crm.FieldID]bool{},
		tags: map[crm.TagID]bool{}, files: map[crm.AssetID]string{}}
	g.p.Filters = []Filter{{Name: src.Filter.Name, Folder: src.Filter.Folder, Tree: g.tree(src.Filter.Tree)}}
	q, err := g.sequence(src.Sequence)
	if err != nil {
		return nil, err
	}
	g.p.Sequences = []Sequence{q}
	if err := g.asked(); err != nil {
		return nil, err
	}
	g.definitions()
	return g.p, nil
}

// gatherer notes what an automation names.
type gatherer struct {
	src      Source
	n        *names
	p        *Pack
	statuses map[crm.StatusID]bool
	fields   map[crm.FieldID]bool
	tags     map[crm.TagID]bool
	files    map[crm.AssetID]string // the names of those that are in the pack
	named    []crm.TemplateID       // by conditions
	taken    []crm.TemplateID       // that are in the pack
	links    []crm.LinkID           // that are in the pack
	clicked  []crm.LinkID           // by conditions
	forms    []crm.FormID           // that are in the pack
	asking   []crm.FormID           // by conditions
}

// tree names a tree and notes what it names.
func (g *gatherer) tree(t crm.Group) Group {
	g.note(t)
	return g.n.named(t)
}

func (g *gatherer) note(t crm.Group) {
	for _, c := range t.Conditions {
		if c.Field != 0 {
			g.fields[c.Field] = true
		}
		for i, kind := range g.n.slots(c) {
			if i < len(c.Values) {
				g.noteValue(kind, c.Values[i])
			}
		}
	}
	for _, sub := range t.Groups {
		g.note(sub)
	}
}

func (g *gatherer) noteValue(kind, value string) {
	var status crm.StatusID
	var tag crm.TagID
	var template crm.TemplateID
	var link crm.LinkID
	var form crm.FormID
	switch {
	case kind == nounStatus && status.UnmarshalText([]byte(value)) == nil:
		g.statuses[status] = true
	case kind == nounTag && tag.UnmarshalText([]byte(value)) == nil:
		g.tags[tag] = true
	case kind == nounTemplate && template.UnmarshalText([]byte(value)) == nil:
		g.named = append(g.named, template)
	case kind == nounLink && link.UnmarshalText([]byte(value)) == nil:
		g.clicked = append(g.clicked, link)
	case kind == nounForm && form.UnmarshalText([]byte(value)) == nil:
		g.asking = append(g.asking, form)
	}
}

func (g *gatherer) fieldName(id crm.FieldID) string {
	f, ok := g.src.Cat.Field(id)
	if ok {
		g.fields[id] = true
	}
	return f.Name
}

func (g *gatherer) userName(id crm.UserID) string {
	u, _ := g.src.Cat.User(id)
	return u.Email
}

func (g *gatherer) sequence(q crm.Sequence) (Sequence, error) {
	out := Sequence{
		Name: q.Name, Description: q.Description, Folder: g.src.Folder, Filter: g.src.Filter.Name, Reentry: q.Reentry, RunToEnd: q.RunToEnd, StopOnReply: q.StopOnReply,
		Fallback: g.userName(q.Fallback),
	}
	switch q.Reentry {
	case crm.ReentryAfterDays:
		out.ReentryDays = q.ReentryDays
	case crm.ReentryEachDate:
		out.ReentryDate = g.fieldName(q.ReentryDate)
	}
	for _, s := range q.Steps {
		step, err := g.step(s)
		if err != nil {
			return out, err
		}
		out.Steps = append(out.Steps, step)
	}
	return out, nil
}

func (g *gatherer) step(s crm.Step) (out Step, err error) {
	out = Step{
		Kind: s.Kind, Timing: s.Timing, Anchor: s.Anchor, DateField: g.fieldName(s.DateField), Before: s.Before,
		Recipient: s.Recipient, RecipientField: g.fieldName(s.RecipientField), Assignee: g.userName(s.Assignee), Sender: g.userName(s.Sender),
		AttachPDF: s.AttachPDF, Purpose: s.Purpose, Lateness: s.Lateness, Disabled: s.Disabled,
	}
	if out.Template, err = g.template(s.Template); err != nil {
		return out, err
	}
	if out.TemplateB, err = g.template(s.TemplateB); err != nil {
		return out, err
	}
	if s.OnlyIf != nil {
		tree := g.tree(*s.OnlyIf)
		out.OnlyIf = &tree
	}
	if s.Change != nil {
		out.Change = g.change(s.Change)
	}
	if s.Call != nil {
		out.Call = &Call{Webhook: g.src.Webhooks[s.Call.Webhook], Values: s.Call.Values, Text: s.Call.Text}
	}
	return out, nil
}

func (g *gatherer) change(c *crm.CardChange) *Change {
	out := &Change{Owner: g.userName(c.Owner), ClearOwner: c.ClearOwner}
	for _, id := range c.InTurn {
		if email := g.userName(id); email != "" {
			out.InTurn = append(out.InTurn, email)
		}
	}
	if st, ok := g.src.Cat.Status(c.Status); ok {
		g.statuses[st.ID], out.Status = true, st.Name
	}
	for _, f := range c.Fields {
		name := g.fieldName(f.Field)
		if f.Clear {
			out.Clear = append(out.Clear, name)
			continue
		}
		out.Set = append(out.Set, Set{name, g.value(f)})
	}
	out.AddTags, out.RemoveTags = g.tagNames(c.AddTags), g.tagNames(c.RemoveTags)
	return out
}

// value is a field's value with names of choices in it.
func (g *gatherer) value(f crm.FieldChange) any {
	switch v := f.Value.(type) {
	case string:
		if fd, _ := g.src.Cat.Field(f.Field); fd.Type.HasChoices() {
			return g.n.nameOf(nounChoice, f.Field, v)
		}
		return v
	case []any:
		out := []string{}
		for _, one := range v {
			id, _ := one.(string)
			out = append(out, g.n.nameOf(nounChoice, f.Field, id))
		}
		return out
	}
	return f.Value
}

func (g *gatherer) tagNames(ids []crm.TagID) (out []string) {
	for _, t := range g.src.Cat.Tags {
		if slices.Contains(ids, t.ID) {
			g.tags[t.ID] = true
			out = append(out, t.Name)
		}
	}
	return out
}

// asked takes in the templates, links and forms that conditions ask about.
func (g *gatherer) asked() error {
	for _, id := range g.named {
		if _, err := g.template(id); err != nil {
			return err
		}
	}
	for _, id := range g.clicked {
		if err := g.link(id); err != nil {
			return err
		}
	}
	for _, id := range g.asking {
		if err := g.form(id); err != nil {
			return err
		}
	}
	return nil
}

// template takes a template into the pack, once, and gives its name.
func (g *gatherer) template(id crm.TemplateID) (string, error) {
	if id == 0 {
		return "", nil
	}
	t, err := g.src.Template(id)
	if err != nil || slices.Contains(g.taken, id) {
		return t.Name, err
	}
	g.taken = append(g.taken, id)
	out := Template{Kind: t.Kind, Name: t.Name, Folder: t.Folder, Content: t.Content}
	out.Content.Doc, out.Content.Attachments = "", nil
	if t.Kind != crm.TemplateTask {
		out.Content.TaskType, out.Content.DueDays = "", 0
	}
	if t.Content.Doc != "" {
		var broken bool
		if out.Letter, out.Paper, out.Tree, broken = Written(t.Content.Doc); broken {
			return "", crm.Fail(crm.CodeInvalid, "packs.unreadable_template", "name", t.Name)
		}
		if err := g.pictures(&out); err != nil {
			return "", err
		}
	}
	g.slugs(document.Sources(t.Kind, t.Content))
	if err := g.linksIn(document.Sources(t.Kind, t.Content)); err != nil {
		return "", err
	}
	for _, a := range t.Content.Attachments {
		one := Attachment{Name: a.Name}
		if a.Asset != 0 {
			one.Name = ""
			one.File, err = g.file(a.Asset)
		} else {
			one.PDF, err = g.template(a.Template)
		}
		if err != nil {
			return "", err
		}
		out.Attachments = append(out.Attachments, one)
	}
	g.p.Templates = append(g.p.Templates, out)
	return t.Name, nil
}

// pictures takes in the pictures of a tree, which names them from then on.
func (g *gatherer) pictures(t *Template) (err error) {
	t.Tree = Pictures(t.Tree, func(text string) string {
		var id crm.AssetID
		if id.UnmarshalText([]byte(text)) != nil || id == 0 {
			return ""
		}
		name, failed := g.file(id)
		if failed != nil {
			err = failed
		}
		return name
	})
	return err
}

// file takes a file into the pack, once, under a name of its own.
func (g *gatherer) file(id crm.AssetID) (string, error) {
	if name, ok := g.files[id]; ok {
		return name, nil
	}
	a, content, err := g.src.File(id)
	if err != nil {
		return "", err
	}
	name := a.Name
	for slices.ContainsFunc(g.p.Files, func(f File) bool { return f.Name == name }) {
		name = "_" + name
	}
	g.files[id] = name
	g.p.Files = append(g.p.Files, File{name, content})
	return name, nil
}

// slugs notes the fields that texts name.
func (g *gatherer) slugs(sources []string) {
	for _, path := range merge.Paths(strings.Join(sources, "\n")) {
		slug, ok := strings.CutPrefix(path, "card.")
		for _, f := range g.src.Cat.Fields {
			if ok && f.Slug == slug {
				g.fields[f.ID] = true
			}
		}
	}
}

// definitions writes down what was named, in the product's order.
func (g *gatherer) definitions() {
	for _, s := range g.src.Cat.Statuses {
		if g.statuses[s.ID] {
			g.p.Statuses = append(g.p.Statuses, Status{s.Name, s.Group, s.Color})
		}
	}
	for _, f := range g.src.Cat.Fields {
		if !g.fields[f.ID] {
			continue
		}
		one := Field{Name: f.Name, Slug: f.Slug, Type: f.Type, Currency: f.Currency, Help: f.Help}
		for _, c := range f.Choices {
			one.Choices = append(one.Choices, c.Name)
		}
		g.p.Fields = append(g.p.Fields, one)
	}
	for _, t := range g.src.Cat.Tags {
		if g.tags[t.ID] {
			g.p.Tags = append(g.p.Tags, t.Name)
		}
	}
}

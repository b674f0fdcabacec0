package api

import (
	"encoding/json"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/filter"
	"stepwise/backend/pack"
	"stepwise/backend/store"
)

// templates takes the templates in, PDFs first: others attach them.
func (t *taker) templates() (err error) {
	if t.there, err = t.tx.Templates(t.wish.product); err != nil {
		return err
	}
	for _, pdfs := range []bool{true, false} {
		for i, one := range t.p.Templates {
			if (one.Kind == crm.TemplatePDF) == pdfs {
				if err := t.template(index("templates", i), one); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (t *taker) template(path string, of pack.Template) error {
	one := crm.Template{Product: t.wish.product, Kind: of.Kind, Name: of.Name, Content: t.content(of.Renamed(t.slugs))}
	var err error
	if one.Content, err = prepared(&t.tx.View, one.Kind, one.Content, t.names.Cat); err != nil {
		return err
	}
	part := PackPart{Noun: "template", Kind: string(of.Kind), Name: of.Name, State: "new"}
	at := slices.IndexFunc(t.there, func(o crm.Template) bool { return o.Kind == of.Kind && o.Name == of.Name })
	if at >= 0 {
		part.State = "there"
		if !sameText(t.there[at].Content, one.Content) {
			part.State, part.May = "differs", true
			part.Why = []crm.Phrase{crm.Say("packs.differs.text")}
		}
	}
	part = t.take(part, func(name string) bool {
		return !slices.ContainsFunc(t.there, func(o crm.Template) bool { return o.Kind == of.Kind && o.Name == name })
	})
	if part.State == "there" || part.Mine {
		t.made[string(of.Kind)+"/"+of.Name] = t.there[at].ID
		return nil
	}
	before := len(t.bad)
	one.Name = name(&t.bad, path+".name", part.As)
	if one.Folder, err = templateShelf(&t.tx.View).folder(t.wish.product, path+".folder", of.Folder); err != nil {
		return err
	}
	wrong, err := checked(&t.tx.View, t.wish.product, one.Kind, one.Content, t.names.Cat)
	if err != nil {
		return err
	}
	t.bad.AddBelow(path, wrong)
	if len(t.bad) > before {
		return nil
	}
	saved, err := t.tx.SaveTemplateOf(one, t.s.user)
	if err != nil {
		return err
	}
	t.there = append(t.there, saved)
	t.made[string(of.Kind)+"/"+of.Name] = saved.ID
	return nil
}

// content is what a template of the pack says, with the product's pictures,
// files and PDFs.
func (t *taker) content(of pack.Template) crm.Content {
	c := of.Content
	if of.Kind == crm.TemplateTask && c.TaskType == "" {
		c.TaskType = "todo"
	}
	switch {
	case of.Tree != nil:
		tree := pack.Pictures(of.Tree, func(file string) string { return t.assets[file].ID.String() })
		if text, err := json.Marshal(tree); err == nil {
			c.Doc = string(text)
			if n, wrong := document.Parse(c.Doc); len(wrong) == 0 {
				c.Doc = document.Marshal(n)
			}
		}
	case of.Letter != "":
		c.Doc = document.Marshal(pack.ParseLetter(of.Letter, of.Paper))
	}
	for _, a := range of.Attachments {
		one := crm.Attachment{Name: a.Name}
		if a.File != "" {
			one.Asset = t.assets[a.File].ID
		} else {
			one.Template = t.made["pdf/"+a.PDF]
		}
		c.Attachments = append(c.Attachments, one)
	}
	return c
}

// sameText says whether two templates say the same.
func sameText(a, b crm.Content) bool {
	if !pack.SameDocument(a.Doc, b.Doc) || !slices.Equal(a.Attachments, b.Attachments) {
		return false
	}
	a.Doc, b.Doc, a.Attachments, b.Attachments = "", "", nil, nil
	return a.Subject == b.Subject && a.Body == b.Body && a.Simplify == b.Simplify && a.TaskType == b.TaskType && a.DueDays == b.DueDays &&
		a.DueWorkdays == b.DueWorkdays && a.Priority == b.Priority
}

func (t *taker) filters() error {
	if t.formless {
		return nil // they would say that there is no such form
	}
	for i, f := range t.p.Filters {
		if err := t.filter(index("filters", i), f); err != nil {
			return err
		}
	}
	return nil
}

func (t *taker) filter(path string, f pack.Filter) error {
	before := len(t.bad)
	tree := t.names.Tree(f.Tree, path+".all", &t.bad)
	if len(t.bad) == before {
		for _, wrong := range filter.Check(tree, t.names.Cat) {
			t.bad.Add(path+".all", wrong.Key, pairsOf(wrong.Args)...)
		}
	}
	list, err := t.tx.Filters(t.wish.product)
	if err != nil {
		return err
	}
	part := PackPart{Noun: "filter", Name: f.Name, State: "new"}
	at := slices.IndexFunc(list, func(o crm.Filter) bool { return o.Name == f.Name })
	if at >= 0 {
		part.State = "there"
		if !sameTree(list[at].Tree, tree) {
			part.State, part.May = "differs", true
			part.Why = []crm.Phrase{crm.Say("packs.differs.filter", "mine", filter.Sentence(list[at].Tree, t.names.Cat))}
		}
	}
	part = t.take(part, func(name string) bool {
		return !slices.ContainsFunc(list, func(o crm.Filter) bool { return o.Name == name })
	})
	if part.State == "there" || part.Mine || len(t.bad) > before {
		return nil
	}
	one := crm.Filter{Product: t.wish.product, Name: name(&t.bad, path+".name", part.As), Tree: tree}
	if one.Folder, err = filterShelf(&t.tx.View).folder(t.wish.product, path+".folder", f.Folder); err != nil || len(t.bad) > before {
		return err
	}
	_, err = t.tx.SaveFilter(one)
	return err
}

func pairsOf(args crm.Args) (out []any) {
	for k, v := range args {
		out = append(out, k, v)
	}
	return out
}

// sameTree says whether two trees ask the same in the same order.
func sameTree(a, b crm.Group) bool {
	if a.Any != b.Any || len(a.Conditions) != len(b.Conditions) || len(a.Groups) != len(b.Groups) {
		return false
	}
	for i, c := range a.Conditions {
		d := b.Conditions[i]
		if c.Subject != d.Subject || c.Field != d.Field || c.Op != d.Op || !slices.Equal(c.Values, d.Values) {
			return false
		}
	}
	for i := range a.Groups {
		if !sameTree(a.Groups[i], b.Groups[i]) {
			return false
		}
	}
	return true
}

// textsOf are a step's templates filled in with sample values.
func (t *taker) textsOf(st crm.Step) (out []PackText, err error) {
	src, _, err := t.s.sourceOf(&t.tx.View, t.names.Cat, 0)
	if err != nil {
		return nil, err
	}
	src.Language = t.wish.language
	for _, id := range []crm.TemplateID{st.Template, st.TemplateB} {
		at := slices.IndexFunc(t.there, func(o crm.Template) bool { return o.ID == id })
		if at < 0 {
			continue
		}
		one, err := textOf(&t.tx.View, t.there[at], src)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

func textOf(v *store.View, of crm.Template, src sourceOfText) (PackText, error) {
	made, err := mergeFor(v, of.Kind, of.Content, src)
	if err != nil {
		return PackText{}, err
	}
	values := made.message.Values
	r := render(of.Kind, of.Content, values)
	out := PackText{Template: of.Name, Kind: of.Kind, Subject: r.Subject, Text: r.Text}
	if of.Kind == crm.TemplateSMS {
		m, err := meter(v, src.Workspace, of.Content, r.Text, values)
		if err != nil {
			return out, err
		}
		out.Parts = m.Measure.Parts
	}
	return out, nil
}

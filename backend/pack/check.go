package pack

import (
	"fmt"

	"stepwise/backend/crm"
)

// doubles refuses two things of one name, and things without one.
func (p *Pack) doubles(r *reader) {
	sameName(r, "statuses", p.Statuses, func(s Status) string { return s.Name })
	sameName(r, "fields", p.Fields, func(f Field) string { return f.Name })
	sameName(r, "tags", p.Tags, func(t string) string { return t })
	p.linkSlugs(r)
	sameName(r, "forms", p.Forms, func(f Form) string { return f.Name })
	sameName(r, "files", p.Files, func(f File) string { return f.Name })
	sameName(r, "filters", p.Filters, func(f Filter) string { return f.Name })
	sameName(r, "templates", p.Templates, func(t Template) string { return string(t.Kind) + " " + t.Name })
	sameName(r, "automations", p.Sequences, func(q Sequence) string { return q.Name })
	slugs := map[string]bool{}
	for i, f := range p.Fields {
		if slugs[f.Slug] {
			r.at(p, fmt.Sprintf("fields[%d].variable", i), "packs.same_name", "name", f.Slug)
		}
		slugs[f.Slug] = true
	}
}

func sameName[T any](r *reader, list string, all []T, name func(T) string) {
	seen := map[string]bool{}
	for i, one := range all {
		n := name(one)
		if n == "" {
			continue // it is missing, which was said
		}
		if seen[n] {
			path := fmt.Sprintf("%s[%d]", list, i)
			r.bad.Add(path, keyLine, "line", r.lines[path], "wrong", crm.Say("packs.same_name", "name", n))
		}
		seen[n] = true
	}
}

func (r *reader) at(p *Pack, path, key string, pairs ...any) {
	if len(r.bad) < mostProblems {
		r.bad.Add(path, keyLine, "line", p.Line(path), "wrong", crm.Say(key, pairs...))
	}
}

// references wants what the pack itself must bring: filters and templates of its
// automations, files and PDFs of its templates.
func (p *Pack) references(r *reader) {
	for i, q := range p.Sequences {
		path := fmt.Sprintf("automations[%d]", i)
		if q.Filter != "" && p.Filter(q.Filter) == nil {
			r.at(p, path+".filter", "packs.unknown_filter", "name", q.Filter)
		}
		for j, s := range q.Steps {
			p.stepNames(r, fmt.Sprintf("%s.steps[%d]", path, j), s)
		}
	}
	files := map[string]bool{}
	for _, f := range p.Files {
		files[f.Name] = true
	}
	for i, t := range p.Templates {
		for j, a := range t.Attachments {
			path := fmt.Sprintf("templates[%d].attachments[%d]", i, j)
			if a.File != "" && !files[a.File] {
				r.at(p, path, "packs.unknown_file", "name", a.File)
			}
			if a.PDF != "" && p.Template(crm.TemplatePDF, a.PDF) == nil {
				r.at(p, path, "packs.unknown_template", "name", a.PDF)
			}
		}
		for _, name := range picturesOf(t.Tree) {
			if !files[name] {
				r.at(p, fmt.Sprintf("templates[%d].document", i), "packs.unknown_file", "name", name)
			}
		}
	}
}

func (p *Pack) stepNames(r *reader, path string, s Step) {
	for _, at := range [][2]string{{"template", s.Template}, {"template_b", s.TemplateB}} {
		if at[1] != "" && p.Template(s.Kind.Template(), at[1]) == nil {
			r.at(p, path+"."+at[0], "packs.unknown_template", "name", at[1])
		}
	}
}

// picturesOf are the files that a document's tree shows.
func picturesOf(tree any) (out []string) {
	Pictures(tree, func(name string) string {
		if name != "" {
			out = append(out, name)
		}
		return name
	})
	return out
}

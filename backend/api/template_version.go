package api

import (
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/store"
)

// ListVersionsIn asks for the versions of a template, the newest first.
type ListVersionsIn struct {
	Template crm.TemplateID `json:"template" ts_type:"string"`
	Before   int            `json:"before"` // a number: the page of those before it; 0 for the newest
}

// VersionPage is a page of a template's versions.
type VersionPage struct {
	Rows   []VersionRow `json:"rows"`
	Before int          `json:"before"` // for the page after this one; 0 at the end
}

// VersionRow is what a template said from one save to the next.
type VersionRow struct {
	ID      crm.TemplateVersionID `json:"id" ts_type:"string"`
	Number  int                   `json:"number"`
	At      crm.Instant           `json:"at"`
	Who     string                `json:"who"`     // "" where it wasn't noted
	Current bool                  `json:"current"` // what the template says now
	Changed []crm.Phrase          `json:"changed"` // what was changed with it; none for the first
	Added   int                   `json:"added"`   // lines of its texts
	Removed int                   `json:"removed"`
}

// VersionIn names a version of a template.
type VersionIn struct {
	Template crm.TemplateID        `json:"template" ts_type:"string"`
	Version  crm.TemplateVersionID `json:"version" ts_type:"string"`
}

// CompareVersionsIn names two versions of a template.
type CompareVersionsIn struct {
	Template crm.TemplateID        `json:"template" ts_type:"string"`
	From     crm.TemplateVersionID `json:"from" ts_type:"string"` // none: the one before To
	To       crm.TemplateVersionID `json:"to" ts_type:"string"`   // none: the newest
}

// VersionDifference is what two versions say differently.
type VersionDifference struct {
	From  VersionRow       `json:"from"`
	To    VersionRow       `json:"to"`
	Parts []PartDifference `json:"parts"` // those that differ
	Look  bool             `json:"look"`  // only how it looks differs: bold, colours, pictures
}

// PartDifference is what differs in one part of a template.
type PartDifference struct {
	Part  crm.Phrase `json:"part"`
	Lines []DiffLine `json:"lines"`
}

const versionPage = 30

// ListVersions reads a template's versions, with what each changed.
func (s *Session) ListVersions(in ListVersionsIn) (out VersionPage, err error) {
	return out, s.read(func(v *store.View) error {
		t, err := v.Template(in.Template)
		if err != nil {
			return err
		}
		list, err := v.TemplateVersions(in.Template, in.Before, versionPage+1)
		if err != nil {
			return err
		}
		for i, one := range list[:min(len(list), versionPage)] {
			row := versionRow(t, one)
			if i+1 < len(list) {
				for _, p := range differences(v, list[i+1].Content, one.Content) {
					row.Changed = append(row.Changed, p.Part)
					added, removed := counted(p.Lines)
					row.Added, row.Removed = row.Added+added, row.Removed+removed
				}
				if len(row.Changed) == 0 {
					row.Changed = append(row.Changed, crm.Say("templates.part.look"))
				}
			}
			out.Rows = append(out.Rows, row)
		}
		if len(list) > versionPage {
			out.Before = list[versionPage-1].Number
		}
		return nil
	})
}

func versionRow(t crm.Template, one store.TemplateVersion) VersionRow {
	return VersionRow{ID: one.ID, Number: one.Number, At: one.Created, Who: one.UserName, Current: one.ID == t.Version}
}

// CompareVersions says what two versions of a template say differently, in
// lines and words.
func (s *Session) CompareVersions(in CompareVersionsIn) (out VersionDifference, err error) {
	return out, s.read(func(v *store.View) error {
		t, err := v.Template(in.Template)
		if err != nil {
			return err
		}
		if in.To == 0 {
			in.To = t.Version
		}
		to, err := v.TemplateVersion(t.ID, in.To)
		if err != nil {
			return err
		}
		from := store.TemplateVersion{}
		if in.From != 0 {
			from, err = v.TemplateVersion(t.ID, in.From)
		} else if before, failed := v.TemplateVersions(t.ID, to.Number, 1); failed != nil || len(before) > 0 {
			err = failed
			from = append(before, from)[0]
		}
		if err != nil {
			return err
		}
		out.From, out.To = versionRow(t, from), versionRow(t, to)
		out.Parts = differences(v, from.Content, to.Content)
		out.Look = len(out.Parts) == 0 && from.Content.Doc != to.Content.Doc
		return nil
	})
}

// RestoreVersion makes what a version said the newest one (administrators). It
// is checked like any save: a field may be gone since.
func (s *Session) RestoreVersion(in VersionIn) (out TemplateRow, err error) {
	var t crm.Template
	var old store.TemplateVersion
	err = s.read(func(v *store.View) error {
		if t, err = v.Template(in.Template); err != nil {
			return err
		}
		old, err = v.TemplateVersion(in.Template, in.Version)
		return err
	})
	if err != nil {
		return out, err
	}
	return s.SaveTemplate(SaveTemplateIn{ID: t.ID, Name: t.Name, Content: old.Content})
}

// differences are the parts of a template that differ, in the order of the
// editor.
func differences(v *store.View, from, to crm.Content) (out []PartDifference) {
	add := func(part, a, b string) {
		if a != b {
			out = append(out, PartDifference{Part: crm.Say("templates.part." + part), Lines: diffLines(a, b)})
		}
	}
	add("subject", from.Subject, to.Subject)
	add("text", plainText(from), plainText(to))
	add("page", pageText(from), pageText(to))
	add("attachments", attachmentText(v, from), attachmentText(v, to))
	whole := func(part, a, b string) {
		if a != b {
			lines := []DiffLine{{Kind: "removed", Words: []DiffWord{{Text: a}}}, {Kind: "added", Words: []DiffWord{{Text: b}}}}
			out = append(out, PartDifference{Part: crm.Say("templates.part." + part), Lines: lines})
		}
	}
	whole("simplify", yes(from.Simplify), yes(to.Simplify))
	whole("task_type", from.TaskType, to.TaskType)
	whole("due", dueText(from), dueText(to))
	whole("priority", string(from.Priority), string(to.Priority))
	return out
}

// plainText is what a template says, without how it looks.
func plainText(c crm.Content) string {
	if c.Doc == "" {
		return c.Body
	}
	n, wrong := document.Parse(c.Doc)
	if wrong != nil {
		return c.Doc
	}
	return document.PlainOf(n)
}

func pageText(c crm.Content) string {
	n, wrong := document.Parse(c.Doc)
	if c.Doc == "" || wrong != nil {
		return ""
	}
	return strings.Trim(n.Attrs.Header+"\n"+n.Attrs.Footer, "\n")
}

// attachmentText names what goes with an email, a line each.
func attachmentText(v *store.View, c crm.Content) string {
	lines := make([]string, 0, len(c.Attachments))
	for _, a := range c.Attachments {
		line := a.Name
		if a.Template != 0 {
			t, err := v.Template(a.Template)
			if err == nil {
				line += ".pdf (" + t.Name + ")"
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func yes(b bool) string {
	if b {
		return "✓"
	}
	return "–"
}

// dueText is when a task is due, as its rule: "+3", "+3 w" for working days.
func dueText(c crm.Content) string {
	text := "+" + strconv.Itoa(c.DueDays)
	if c.DueWorkdays {
		text += " w"
	}
	return text
}

package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// CopyTemplate makes a copy of a template with a name of its own, in the same
// folder (administrators).
func (s *Session) CopyTemplate(in TemplateIn) (out TemplateRow, err error) {
	return out, s.change(func(tx *store.Tx) error {
		t, err := tx.Template(in.ID)
		if err != nil {
			return err
		}
		list, err := tx.Templates(t.Product)
		if err != nil {
			return err
		}
		t.ID, t.Name = 0, freeTemplateName(list, t.Kind, t.Name)
		if t, err = tx.SaveTemplateOf(t, s.user); err != nil {
			return err
		}
		out, err = templateRow(&tx.View, t)
		return err
	})
}

// handedIn is the file that was handed in, or that of the template to copy: what
// goes to another product goes as it would to another workspace.
func (s *Session) handedIn(in TemplateFileIn) (*templateFile, error) {
	if in.Template != 0 {
		return s.fileOf(in.Template)
	}
	return readTemplateFile(in.Content)
}

// freeTemplateName is a name that no template of the kind has: "Thanks (2)".
func freeTemplateName(list []crm.Template, kind crm.TemplateKind, name string) string {
	return copyName(name, func(n string) bool {
		return slices.ContainsFunc(list, func(o crm.Template) bool { return o.Kind == kind && o.Name == n })
	})
}

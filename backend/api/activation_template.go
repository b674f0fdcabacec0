package api

import (
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/engine"
	"stepwise/backend/merge"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
)

// brokenTemplates adds the templates of live steps that come to nothing, can't
// be filled in, or lack a picture or file, whatever the card.
func (s *Session) brokenTemplates(v *store.View, q crm.Sequence, bad *crm.Problems) error {
	for i, st := range q.Steps {
		for field, id := range map[string]crm.TemplateID{"template": st.Template, "templateB": st.TemplateB} {
			if st.Disabled || id == 0 {
				continue
			}
			t, err := v.Template(id)
			if crm.CodeOf(err) == crm.CodeNotFound {
				continue // the check of the steps says so
			}
			if err != nil {
				return err
			}
			why, err := s.wrongWith(v, st, t)
			if err != nil {
				return err
			}
			if why != "" {
				bad.Add("steps["+strconv.Itoa(i)+"]."+field, "activation.template_"+why, "template", t.Name)
			}
		}
	}
	return nil
}

// wrongWith says what is wrong with a template in itself: "empty", "broken",
// "file_gone", "too_big"; with its links: "link_public", "link_colleague"; "" for
// nothing. Every merge field is filled in.
func (s *Session) wrongWith(v *store.View, st crm.Step, t crm.Template) (string, error) {
	attached, why, err := engine.Attach(v, t.Content)
	if err != nil {
		return "", err
	}
	if why != crm.ReasonNone {
		return "file_gone", nil
	}
	if namesLink(append(document.Sources(t.Kind, t.Content), attached.Sources()...)) {
		ws, err := v.Workspace()
		switch {
		case err != nil:
			return "", err
		case !st.Kind.Client():
			return "link_colleague", nil
		case ws.Public == "":
			return "link_public", nil
		}
	}
	m := crm.Message{Channel: st.Kind.Channel(), Content: t.Content, Attached: attached.List}
	if m.Values, err = s.sampleFor(v, t, attached.Sources()); err != nil {
		return "", err
	}
	for _, path := range document.Missing(t.Kind, t.Content, m.Values) {
		if _, known := m.Values[path]; !known {
			return "broken", nil
		}
	}
	switch t.Kind {
	case crm.TemplateTask:
		title, _, err := document.Task(t.Content, m.Values)
		return emptyOr(title, err), nil
	case crm.TemplatePDF:
		return "", nil
	}
	r, err := s.svc.deps.Outbox.Render(m)
	if err == nil && strings.TrimSpace(r.Text) == "" && strings.TrimSpace(r.HTML) == "" {
		return "empty", nil
	}
	if err == nil {
		err = s.svc.deps.Outbox.AddFiles(v, m, &r, outbox.Checked)
	}
	if crm.CodeOf(err) == crm.CodeUnavailable {
		return "", err
	}
	if err == nil {
		return "", nil
	}
	switch outbox.ReasonFor(t.Kind, err) {
	case crm.ReasonFileGone:
		return "file_gone", nil
	case crm.ReasonFilesTooBig:
		return "too_big", nil
	case crm.ReasonEmptyText:
		return "empty", nil
	}
	return "broken", nil
}

// sampleFor are values for every merge field of a template.
func (s *Session) sampleFor(v *store.View, t crm.Template, more []string) (crm.MergeValues, error) {
	cat, err := v.Catalogue(t.Product)
	if err != nil {
		return nil, err
	}
	src, _, err := s.sourceOf(v, cat, 0)
	return merge.Values(append(document.Sources(t.Kind, t.Content), more...), src), err
}

func emptyOr(text string, err error) string {
	switch {
	case err != nil:
		return "broken"
	case strings.TrimSpace(text) == "":
		return "empty"
	}
	return ""
}

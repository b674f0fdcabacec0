package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/engine"
	"stepwise/backend/merge"
	"stepwise/backend/outbox"
	"stepwise/backend/store"
)

// merged is a template's text filled in for a card, with all that goes with it,
// as a message would freeze it.
type merged struct {
	message crm.Message // Channel, Content, Values and Attached
	missing []string    // merge fields without value or fallback
}

// mergeFor freezes what a message of this content would freeze now.
func mergeFor(v *store.View, kind crm.TemplateKind, c crm.Content, src merge.Source) (out merged, err error) {
	out.message = crm.Message{Channel: crm.ChannelEmail, Content: c}
	if kind == crm.TemplateSMS {
		out.message.Channel = crm.ChannelSMS
	}
	var attached engine.Attached
	if kind == crm.TemplateEmail {
		// one that is gone is told by checked
		if attached, _, err = engine.Attach(v, c); err != nil {
			return out, err
		}
	}
	out.message.Attached = attached.List
	out.message.Values = merge.Values(append(document.Sources(kind, c), attached.Sources()...), src)
	out.missing = document.Missing(kind, c, out.message.Values)
	for _, t := range attached.PDFs {
		for _, path := range document.Missing(t.Kind, t.Content, out.message.Values) {
			if !slices.Contains(out.missing, path) {
				out.missing = append(out.missing, path)
			}
		}
	}
	return out, nil
}

// nameFiles says what the pictures and attachments of an email are called. What
// is gone has no name here: that is told elsewhere.
func (s *Session) nameFiles(v *store.View, m crm.Message, r *crm.Rendered) error {
	err := s.svc.deps.Outbox.AddFiles(v, m, r, outbox.Named)
	if crm.CodeOf(err) == crm.CodeInvalid {
		return nil
	}
	return err
}

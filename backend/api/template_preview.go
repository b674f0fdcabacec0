package api

import (
	"errors"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/engine"
	"stepwise/backend/merge"
	"stepwise/backend/sms"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// PreviewTemplate merges a text with a real card, as it would be sent. Where
// the product has no card it shows sample values and names no card.
func (s *Session) PreviewTemplate(in PreviewTemplateIn) (out PreviewTemplateOut, err error) {
	return out, s.read(func(v *store.View) error {
		cat, err := v.Catalogue(in.Product)
		if err != nil {
			return err
		}
		if in.Content, err = prepared(v, in.Kind, in.Content, cat); err != nil {
			return err
		}
		if out.Problems, err = checked(v, in.Product, in.Kind, in.Content, cat); err != nil {
			return err
		}
		id, err := v.FirstCard(in.Product, in.Card, in.Move)
		if err != nil {
			return err
		}
		return s.preview(v, cat, id, in, &out)
	})
}

func (s *Session) preview(v *store.View, cat *crm.Catalogue, id crm.CardID, in PreviewTemplateIn, out *PreviewTemplateOut) error {
	src, card, err := s.sourceOf(v, cat, id)
	if err != nil {
		return err
	}
	out.Card, out.CardName = card.ID, card.Name
	out.To = recipientShown(in.Kind, src)
	made, err := mergeFor(v, in.Kind, in.Content, src)
	if err != nil {
		return err
	}
	values := made.message.Values
	out.Missing = made.missing
	out.Rendered = render(in.Kind, in.Content, values)
	if src.Workspace.Public == "" && namesLink(document.Sources(in.Kind, in.Content)) {
		out.Warnings = append(out.Warnings, crm.Say("link.no_public"))
	}
	if in.Kind == crm.TemplateSMS {
		out.SMS, err = meter(v, src.Workspace, in.Content, out.Rendered.Text, values)
		return err
	}
	if in.Kind == crm.TemplateEmail {
		out.Warnings = append(out.Warnings, document.Warnings(out.Rendered)...)
	}
	return s.nameFiles(v, made.message, &out.Rendered)
}

// sourceOf is what merge fields show on a card, or on a sample where there is
// none.
func (s *Session) sourceOf(v *store.View, cat *crm.Catalogue, id crm.CardID) (src merge.Source, card crm.Card, err error) {
	ws, err := v.Workspace()
	if err != nil {
		return src, card, err
	}
	src = merge.SampleSource(cat, ws, v.Clock())
	if id != 0 {
		if card, err = v.Card(id); err != nil {
			return src, card, err
		}
		if src, err = engine.Source(v, ws, cat, card); err != nil {
			return src, card, err
		}
	}
	src.Link = engine.SampleLinks(src)
	src.Zone, err = timing.Zone(ws.Zone)
	if free, failed := timing.Holidays(ws.Country); failed == nil {
		src.Holiday = free // an unknown country has no calendar
	}
	return src, card, err
}

func recipientShown(kind crm.TemplateKind, src merge.Source) string {
	if kind == crm.TemplateTask {
		if src.Owner != nil {
			return src.Owner.Name
		}
		return ""
	}
	channel := crm.ChannelEmail
	if kind == crm.TemplateSMS {
		channel = crm.ChannelSMS
	}
	if src.Contact == nil {
		return ""
	}
	a, _ := src.Contact.DefaultAddress(channel)
	return a.Typed
}

// render fills a text in; what can't be rendered shows nothing here, because
// Problems and Missing say why.
func render(kind crm.TemplateKind, c crm.Content, values crm.MergeValues) (r crm.Rendered) {
	switch kind {
	case crm.TemplateSMS:
		r.Text, _ = document.SMS(c, values)
	case crm.TemplateTask:
		title, note, err := document.Task(c, values)
		if lacksSubject(err) {
			_, note, _ = document.Task(untitled(c), values)
		}
		r.Subject, r.Text = title, note
	default:
		o := document.Options{Language: merge.Language(values)}
		email, err := document.Email(c, values, o)
		if lacksSubject(err) {
			email, _ = document.Email(untitled(c), values, o)
			email.Subject = ""
		}
		r = email
	}
	return r
}

func lacksSubject(err error) bool {
	var wrong *crm.Error
	return errors.As(err, &wrong) && wrong.Key == document.KeyNoSubject
}

// untitled is a text with a stand-in for the subject that it has not yet: the
// rest is shown all the same.
func untitled(c crm.Content) crm.Content {
	c.Subject = "-"
	return c
}

// meter measures the rendered text of an SMS.
func meter(v *store.View, ws crm.Workspace, c crm.Content, text string, values crm.MergeValues) (*SMSMeter, error) {
	raw := c
	raw.Simplify = false
	if full, err := document.SMS(raw, values); err == nil {
		text = full
	}
	plain, replaced := sms.Simplify(text)
	m := &SMSMeter{Plain: plain, PlainParts: sms.Measure(plain).Parts, Replaced: replaced, MaxParts: ws.MaxParts}
	if c.Simplify {
		text = plain
	}
	m.Measure = sms.Measure(text)
	m.Limit = partLimit(m.Measure)
	accounts, err := v.Accounts()
	for _, a := range accounts {
		if a.Channel == crm.ChannelSMS {
			m.Price, m.Currency = a.PartPrice("")
			m.Price *= float64(m.Measure.Parts)
			break
		}
	}
	return m, err
}

// partLimit is how many units the part that is being written may have.
func partLimit(m sms.Measurement) int {
	single, part := 160, 153
	if m.Encoding == sms.UCS2 {
		single, part = 70, 67
	}
	if m.Parts <= 1 {
		return single
	}
	return part
}

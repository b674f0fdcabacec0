package api

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/fold"
	"stepwise/backend/store"
)

// FormPost is what somebody sent in.
type FormPost struct {
	FormVisit
	Values map[string][]string // as they came; what the form doesn't ask is not looked at
	Sender string              // the network address; only a mark of it is kept, for a day
	Page   string              // where the form stood; "" for our own page
}

// FormAnswer is what the sender sees.
type FormAnswer struct {
	Done bool     // taken, or kept apart, or there already by a double click: thanks either way
	Wait bool     // too much came; later
	Page FormPage // to mend or to send again, and what the thanks say
}

// The limits of what is sent in, in milliseconds and characters.
const (
	formHour    = 3_600_000
	formFast    = 2_000
	formOld     = 48 * formHour
	formReplay  = 600_000
	formLongest = 12_000
	apartShare  = 3 // times what a form takes in an hour may be kept apart
)

// post is something that was sent in, on its way.
type post struct {
	svc    *Service
	in     FormPost
	v      *store.View
	form   crm.Form
	lang   string
	said   said
	sub    crm.Submission
	lead   crm.Lead
	opened crm.Instant // when the page was opened; 0 for a page that isn't ours
	forged bool
}

// SubmitForm takes what somebody sent in: it becomes a card, is kept apart for
// somebody to look at, or comes back with what to mend. Errors: not found for a
// form that isn't there or is switched off.
func (s *Service) SubmitForm(ctx context.Context, in FormPost) (out FormAnswer, err error) {
	var ready bool
	err = s.deps.Store.Read(ctx, func(v *store.View) error {
		p, err := s.readPost(v, in)
		if err != nil {
			return err
		}
		out, ready, err = p.look()
		return err
	})
	if err != nil || !ready {
		return out, err
	}
	err = s.deps.Store.Write(ctx, func(tx *store.Tx) error {
		p, err := s.readPost(&tx.View, in)
		if err != nil {
			return err
		}
		out, err = p.take(tx)
		return err
	})
	if err == nil && s.deps.Kick != nil {
		s.deps.Kick()
	}
	return out, err
}

// readPost reads what was sent by the form's definition, and nothing else.
func (s *Service) readPost(v *store.View, in FormPost) (*post, error) {
	f, err := openForm(v, in.Slug)
	if err != nil {
		return nil, err
	}
	p := &post{svc: s, in: in, v: v, form: f, lang: formLanguage(f, in.Language), said: said{answers: map[string]string{}, frame: in.Frame}}
	cat, err := v.Catalogue(f.Product)
	if err != nil {
		return nil, err
	}
	given := p.answers(formSources(cat))
	if err := readLead(v, &p.said.wrong, cat, &p.lead, given); err != nil {
		return nil, err
	}
	p.forget()
	p.token()
	ws, err := v.Workspace()
	if err != nil {
		return nil, err
	}
	p.sub = crm.Submission{
		Form: f.ID, Content: given, Agreed: p.said.agreed, Wording: f.Consent.Wording, Language: p.lang, Page: in.Page, Plain: p.opened == 0 && !p.forged,
		Sender: v.MarkForForms(in.Sender, "sender"), Hash: v.MarkForForms(contentOf(f.ID, given, p.said.agreed), "content"),
	}
	if f.Consent.Ask && p.sub.Wording == "" {
		p.sub.Wording = s.deps.Say(p.lang, consentWords(ws))
	}
	if p.sub.Page == "" && !p.sub.Plain {
		p.sub.Page = formAddress(ws, f.Slug)
	}
	if !p.sub.Plain && !p.forged {
		p.sub.Token = v.MarkForForms(p.said.token, "token")
	}
	for _, a := range p.lead.Addresses {
		if a.Channel == crm.ChannelEmail {
			p.sub.Email = a.Value
		}
	}
	return p, nil
}

// answers reads what the form asks, and adds its hidden values; what is wrong is
// noted.
func (p *post) answers(sources []FormSource) map[string]string {
	given := map[string]string{}
	for _, field := range p.form.Fields {
		src, ok := sourceIn(sources, field.Source)
		switch {
		case !ok:
			continue
		case field.Hidden:
			given[field.Source] = field.Value
			continue
		}
		text := answerOf(p.in.Values[field.Source], src)
		p.said.answers[field.Source] = text
		switch {
		case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
			p.said.wrong.Add(field.Source, "form.error.not_text")
			p.said.answers[field.Source] = strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\x00", "")
		case fold.Clean(text) == "":
			if field.Required {
				p.said.wrong.Add(field.Source, "form.error.missing")
			}
		case utf8.RuneCountInString(text) > crm.MaxFormAnswer:
			p.said.wrong.Add(field.Source, "form.error.long", "max", crm.MaxFormAnswer)
		default:
			given[field.Source] = text
		}
	}
	p.said.agreed = p.form.Consent.Ask && slices.ContainsFunc(p.in.Values[FormConsent], func(s string) bool { return s != "" })
	if len(p.said.wrong) == 0 && !slices.ContainsFunc(known, func(source string) bool { return given[source] != "" }) {
		p.said.wrong.Add(firstKnown(p.form), "form.error.who")
	}
	return given
}

// firstKnown is the first question that says who somebody is.
func firstKnown(f crm.Form) string {
	for _, field := range f.Fields {
		if !field.Hidden && slices.Contains(known, field.Source) {
			return field.Source
		}
	}
	return ""
}

func answerOf(values []string, src FormSource) string {
	switch src.Type {
	case string(crm.FieldChoices):
		return strings.Join(values, "\n")
	}
	if len(values) == 0 {
		return ""
	}
	return strings.ReplaceAll(values[0], "\r\n", "\n")
}

// forget takes hidden values back that can't be read any more: nobody who fills in
// the form could mend them.
func (p *post) forget() {
	p.said.wrong = slices.DeleteFunc(p.said.wrong, func(bad crm.Problem) bool {
		return slices.ContainsFunc(p.form.Fields, func(f crm.FormField) bool { return f.Hidden && f.Source == bad.Path })
	})
}

func (p *post) token() {
	values := p.in.Values[FormToken]
	if len(values) == 0 || values[0] == "" {
		return
	}
	p.said.token = values[0]
	n, ok := p.v.Signed("form", p.said.token, 3)
	if p.forged = !ok || n[0] != int64(p.form.ID); !p.forged {
		p.opened = crm.Instant(n[1])
	}
}

// contentOf is what was typed as one text, whatever the order.
func contentOf(id crm.FormID, given map[string]string, agreed bool) string {
	var b strings.Builder
	b.WriteString(id.String())
	if agreed {
		b.WriteString("\x00+")
	}
	for _, key := range slices.Sorted(maps.Keys(given)) {
		b.WriteString("\x00" + key + "\x00" + fold.Clean(given[key]))
	}
	return b.String()
}

// back is the page again, with what was typed.
func (p *post) back(wait bool, why crm.Phrase) (out FormAnswer, err error) {
	p.said.error = why
	if p.opened == 0 || p.v.Clock()-p.opened > formOld {
		p.said.token = p.svc.formToken(p.v, p.form.ID)
	}
	out.Wait = wait
	out.Page, err = p.svc.formPage(p.v, p.form, p.lang, p.said)
	return out, err
}

// thank is the end for whoever sent it, whatever became of it: a machine learns
// nothing.
func (p *post) thank() (out FormAnswer, err error) {
	out.Done = true
	out.Page, err = p.svc.formPage(p.v, p.form, p.lang, said{frame: p.in.Frame})
	return out, err
}

// look says what needs no writing: what is to be mended, what is there already,
// and who comes too often. ready means that it is to be taken.
func (p *post) look() (out FormAnswer, ready bool, err error) {
	_, there, err := p.v.Replayed(p.sub.Token, p.sub.Hash, p.v.Clock()-formReplay)
	switch {
	case err != nil:
		return out, false, err
	case there && len(p.said.wrong) == 0:
		out, err = p.thank()
		return out, false, err
	}
	over, err := p.over()
	switch {
	case err != nil:
		return out, false, err
	case over:
		out, err = p.back(true, crm.Say("form.error.too_often"))
		return out, false, err
	case len(p.said.wrong) > 0:
		out, err = p.back(false, crm.Say("form.error.mend", "count", len(p.said.wrong)))
		return out, false, err
	case p.opened != 0 && p.v.Clock()-p.opened > formOld:
		out, err = p.back(false, crm.Say("form.error.old"))
		return out, false, err
	}
	return out, true, nil
}

// over says whether nothing more is taken from this sender, or kept for this form,
// in this hour.
func (p *post) over() (bool, error) {
	since := p.v.Clock() - formHour
	all, plain, err := p.v.SentFrom(p.sub.Sender, since)
	if err != nil {
		return false, err
	}
	most := p.form.Guard.PerAddress
	if all >= most || p.sub.Plain && plain >= share(most) {
		return true, nil
	}
	sent, err := p.v.SentSince(p.form.ID, since)
	return sent.Apart >= apartShare*p.form.Guard.PerHour, err
}

// share is what a page that isn't ours gets of a limit.
func share(most int) int { return max(1, most/crm.PlainShare) }

// take makes a card of it, or keeps it apart. Between looking and taking others
// came: it is looked at again.
func (p *post) take(tx *store.Tx) (FormAnswer, error) {
	out, ready, err := p.look()
	if err != nil || !ready {
		return out, err
	}
	why, err := p.suspicion()
	if err != nil {
		return out, err
	}
	eng := p.svc.deps.Engine
	if why != crm.SubmittedWell {
		p.sub.State, p.sub.Reason = crm.SubmissionQuarantined, why
		if _, err := eng.KeepApart(tx, p.sub); err != nil {
			return out, err
		}
		return p.thank()
	}
	err = tx.Try(func() error {
		_, err := eng.TakeSubmission(tx, p.form, p.sub, p.lead)
		return err
	})
	var ours *crm.Error
	if errors.As(err, &ours) && ours.Key == "lead.refused" {
		p.sub.State, p.sub.Reason, p.sub.Token = crm.SubmissionRefused, crm.SubmittedThere, ""
		if _, err := eng.KeepApart(tx, p.sub); err != nil {
			return out, err
		}
		return p.back(false, crm.Say("form.error.there"))
	}
	if err != nil {
		return out, err
	}
	return p.thank()
}

// suspicion is why somebody should look at it first; SubmittedWell for nothing.
func (p *post) suspicion() (crm.SubmissionReason, error) {
	switch {
	case slices.ContainsFunc(p.in.Values[FormTrap], func(s string) bool { return s != "" }):
		return crm.SubmittedTrap, nil
	case p.forged:
		return crm.SubmittedForged, nil
	case p.opened != 0 && p.v.Clock()-p.opened < formFast:
		return crm.SubmittedFast, nil
	case p.form.Guard.Work && !worked(p.said.token, p.in.Values[FormWork]):
		return crm.SubmittedNoWork, nil
	case p.long():
		return crm.SubmittedLong, nil
	case p.linked():
		return crm.SubmittedLinks, nil
	}
	sent, err := p.v.SentSince(p.form.ID, p.v.Clock()-formHour)
	if err != nil {
		return crm.SubmittedWell, err
	}
	if most := p.form.Guard.PerHour; sent.Taken >= most || p.sub.Plain && sent.Plain >= share(most) {
		return crm.SubmittedFlood, nil
	}
	return crm.SubmittedWell, nil
}

func (p *post) long() bool {
	n := 0
	for _, text := range p.said.answers {
		n += utf8.RuneCountInString(text)
	}
	return n > formLongest
}

// linked says whether there are too many web addresses, or one in a name.
func (p *post) linked() bool {
	n := 0
	for source, text := range p.said.answers {
		found := engine.Links(text)
		if found > 0 && slices.Contains([]string{leadName, leadFirst, leadLast, leadCompany, leadCard}, source) {
			return true
		}
		if source != leadWebsite {
			n += found
		}
	}
	return p.form.Guard.Links >= 0 && n > p.form.Guard.Links
}

package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/engine"
	"stepwise/backend/merge"
	"stepwise/backend/store"
)

// PreflightCardsIn asks for the cards of one finding of a preflight, a page at a
// time.
type PreflightCardsIn struct {
	ID      string `json:"id"`      // the job
	Finding int    `json:"finding"` // its place among the findings, from 0
	After   int    `json:"after"`   // how many there were on the pages before
}

// PreflightCardsOut is a page of the cards of a finding.
type PreflightCardsOut struct {
	Cards []CardName `json:"cards"`
	After int        `json:"after"` // for the page after this one; 0 at the end
}

// preflighted is what a preflight leaves behind.
type preflighted struct {
	out Preflight
	all [][]CardName // the cards of each finding
}

// PreflightCards reads which cards a finding of a preflight is about. Errors:
// not found where the job or the finding isn't there any more.
func (s *Session) PreflightCards(in PreflightCardsIn) (out PreflightCardsOut, err error) {
	j, err := s.svc.jobs.find(in.ID)
	if err != nil {
		return out, err
	}
	kept, ok := j.kept().(*preflighted)
	if !ok || in.Finding < 0 || in.Finding >= len(kept.all) {
		return out, crm.NotFound("job")
	}
	cards := kept.all[in.Finding]
	from := min(max(in.After, 0), len(cards))
	to := min(from+preflightPage, len(cards))
	out.Cards = cards[from:to]
	if to < len(cards) {
		out.After = to
	}
	return out, nil
}

// card holds the text against one card.
func (p *preflight) card(v *store.View, card crm.Card) error {
	src, err := engine.Source(v, p.ws, p.cat, card)
	if err != nil {
		return err
	}
	src.Zone, src.Holiday = p.zone, p.holiday
	src.Link = engine.SampleLinks(src)
	to, why, err := p.recipient(v, src)
	if err != nil {
		return err
	}
	name, ready := CardName{ID: card.ID, Name: card.Name}, true
	stands := func(f PreflightFinding) {
		p.found(f, name)
		ready = false
	}
	if why != crm.ReasonNone {
		stands(PreflightFinding{Say: crm.Say("reason." + string(why))})
	}
	values := merge.Values(p.sources, src)
	lacks := p.lacking(values)
	for _, f := range lacks {
		stands(f)
	}
	if hold := p.comesTo(name, values, to, len(lacks) == 0); hold != crm.ReasonNone {
		stands(PreflightFinding{Say: crm.Say("reason." + string(hold))})
	}
	p.out.Cards++
	if ready {
		p.out.Ready++
	}
	return nil
}

// lacking are the values that the text lacks, and those that only a PDF with it
// does.
func (p *preflight) lacking(values crm.MergeValues) (out []PreflightFinding) {
	own := document.Missing(p.in.Kind, p.in.Content, values)
	for _, path := range own {
		out = append(out, PreflightFinding{Path: path, Say: p.labels[path]})
	}
	for _, t := range p.pdfs {
		for _, path := range document.Missing(t.Kind, t.Content, values) {
			label, known := p.labels[path]
			switch {
			case slices.Contains(own, path):
			case known:
				out = append(out, PreflightFinding{Path: path, PDF: t.Name, Say: label})
			default: // the field is gone since the PDF was saved
				out = append(out, PreflightFinding{PDF: t.Name, Say: crm.Say("reason." + string(crm.ReasonTemplateBroken))})
			}
		}
	}
	return out
}

// comesTo is why the text of a card would be held that is filled, as far as that
// can be said without drawing PDFs. An SMS is measured in any case.
func (p *preflight) comesTo(card CardName, values crm.MergeValues, to string, filled bool) crm.Reason {
	if p.sms != nil {
		return p.sms.count(card, values, to)
	}
	var err error
	switch {
	case !filled:
	case p.in.Kind == crm.TemplateEmail:
		_, err = document.CheckEmail(p.in.Content, values)
	case p.in.Kind == crm.TemplateTask:
		_, _, err = document.Task(p.in.Content, values)
	}
	if err != nil {
		return document.ReasonFor(p.in.Kind, err)
	}
	return crm.ReasonNone
}

// recipient is the address that a message of the kind would go to on a card, or
// why it would reach nobody.
func (p *preflight) recipient(v *store.View, src merge.Source) (to string, why crm.Reason, err error) {
	step := crm.Step{Kind: crm.StepEmailClient, Purpose: crm.PurposeMarketing}
	switch p.in.Kind {
	case crm.TemplateTask:
		switch {
		case src.Owner == nil:
			return "", crm.ReasonNoOwner, nil
		case !src.Owner.Active:
			return "", crm.ReasonUserInactive, nil
		}
		return "", crm.ReasonNone, nil
	case crm.TemplatePDF:
		return "", crm.ReasonNone, nil
	case crm.TemplateSMS:
		step.Kind = crm.StepSMSClient
	}
	address, why, err := engine.MayGet(v, p.cat.Product, src.Contact, step)
	if why != crm.ReasonNone {
		return "", why, err
	}
	return address.Value, why, err
}

// found counts a card at what stands in its way.
func (p *preflight) found(what PreflightFinding, card CardName) {
	i := slices.IndexFunc(p.out.Findings, func(f PreflightFinding) bool {
		return f.Path == what.Path && f.PDF == what.PDF && (what.Path != "" || f.Say.Key == what.Say.Key)
	})
	if i < 0 {
		i = len(p.out.Findings)
		p.out.Findings, p.all = append(p.out.Findings, what), append(p.all, nil)
	}
	if seen := p.all[i]; len(seen) == 0 || seen[len(seen)-1].ID != card.ID { // two fields of one PDF may be gone
		p.out.Findings[i].Count++
		p.all[i] = append(seen, card)
	}
}

// result is what came out, what concerns most cards first.
func (p *preflight) result() *preflighted {
	order := make([]int, len(p.all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(p.all[b]) - len(p.all[a]) })
	out := preflighted{out: p.out}
	out.out.Findings = []PreflightFinding{}
	for _, i := range order {
		f := p.out.Findings[i]
		f.Cards = p.all[i][:min(len(p.all[i]), preflightShown)]
		out.out.Findings, out.all = append(out.out.Findings, f), append(out.all, p.all[i])
	}
	if p.sms != nil {
		out.out.SMS = p.sms.result()
	}
	return &out
}

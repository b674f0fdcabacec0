package api

import (
	"context"
	"slices"
	"time"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/engine"
	"stepwise/backend/filter"
	"stepwise/backend/merge"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// PreflightIn asks what a text would come to on the cards of a filter, before
// anything is sent.
type PreflightIn struct {
	Product crm.ProductID    `json:"product" ts_type:"string"`
	Kind    crm.TemplateKind `json:"kind" ts_type:"'email'|'sms'|'task'|'pdf'"`
	Content crm.Content      `json:"content"`
	Filter  crm.FilterID     `json:"filter" ts_type:"string"` // none: all cards of the product
	Tree    *crm.Group       `json:"tree"`                    // instead of a saved filter
}

// PreflightOut is a preflight, as far as it has come.
type PreflightOut struct {
	Job    JobView    `json:"job"`
	Result *Preflight `json:"result"` // none while it runs, or if it failed
}

// Preflight says what a text comes to on many cards.
type Preflight struct {
	Cards    int                `json:"cards"`
	Ready    int                `json:"ready"` // cards that nothing stands in the way of
	Findings []PreflightFinding `json:"findings"`
	SMS      *SMSWorst          `json:"sms"` // of an SMS
}

// PreflightFinding is one thing that stands in the way, and of how many cards.
type PreflightFinding struct {
	Path  string     `json:"path"` // of the merge field without value and fallback; "" for a reason
	PDF   string     `json:"pdf"`  // the PDF template that goes with the email, where only that is concerned
	Say   crm.Phrase `json:"say"`  // the reason, or the field's label
	Count int        `json:"count"`
	Cards []CardName `json:"cards"` // the first ones; PreflightCards has the others
}

// CardName is a card that is shown.
type CardName struct {
	ID   crm.CardID `json:"id" ts_type:"string"`
	Name string     `json:"name"`
}

// SMSWorst is what an SMS costs on many cards.
type SMSWorst struct {
	Parts    []PartsCount `json:"parts"`   // ascending
	Several  int          `json:"several"` // cards that need more than one part
	Held     int          `json:"held"`    // cards that need more than the setting lets through
	MaxParts int          `json:"maxParts"`
	Longest  *CardName    `json:"longest"` // the card with the most parts; none without cards
	Most     int          `json:"most"`    // parts of that
	Units    int          `json:"units"`   // of that
	Total    int          `json:"total"`   // parts of all cards that can be reached
	Price    float64      `json:"price"`   // of those; 0 where the account has no price
	Currency string       `json:"currency"`
	Plain    int          `json:"plain"` // cards that need several parts once diacritics are replaced
}

// PartsCount is how many cards need so many parts.
type PartsCount struct {
	Parts int `json:"parts"`
	Cards int `json:"cards"`
}

const (
	preflightBatch = 200
	preflightShown = 10 // cards named at a finding
	preflightPage  = 50 // cards of a page of PreflightCards
)

// StartPreflight holds a text against the cards of a filter as a job;
// GetPreflight has the answer. It writes nothing.
func (s *Session) StartPreflight(in PreflightIn) (JobView, error) {
	p := &preflight{in: in}
	if err := s.read(p.begin); err != nil {
		return JobView{}, err
	}
	return s.svc.jobs.start(s, "preflight", len(p.ids), func(ctx context.Context, j *jobRun) (crm.Phrase, error) {
		during := s.during(ctx)
		for ids := range slices.Chunk(p.ids, preflightBatch) {
			if err := ctx.Err(); err != nil {
				return crm.Phrase{}, err
			}
			if err := during.read(func(v *store.View) error { return p.batch(v, ids, j) }); err != nil {
				return crm.Phrase{}, err
			}
		}
		j.keep(p.result())
		return crm.Say("templates.preflight.done", "count", p.out.Cards), nil
	}), nil
}

// GetPreflight says how far a preflight has come, and what came out.
func (s *Session) GetPreflight(in JobIn) (out PreflightOut, err error) {
	j, err := s.svc.jobs.find(in.ID)
	if err != nil {
		return out, err
	}
	out.Job = j.look()
	if found, ok := j.kept().(*preflighted); ok && out.Job.State == "done" {
		out.Result = &found.out
	}
	return out, nil
}

// preflight is one under way.
type preflight struct {
	in      PreflightIn
	ids     []crm.CardID
	ws      crm.Workspace
	cat     *crm.Catalogue
	zone    *time.Location
	holiday func(crm.Date) bool
	labels  map[string]crm.Phrase
	sources []string
	pdfs    []crm.Template // that go with an email
	out     Preflight
	all     [][]CardName // the cards of each finding
	sms     *smsTally
}

// begin reads what all cards share, and which cards they are.
func (p *preflight) begin(v *store.View) (err error) {
	if p.cat, err = v.Catalogue(p.in.Product); err != nil {
		return err
	}
	if err := p.content(v); err != nil {
		return err
	}
	if p.ws, err = v.Workspace(); err != nil {
		return err
	}
	if p.zone, err = timing.Zone(p.ws.Zone); err != nil {
		return err
	}
	if p.holiday, err = timing.Holidays(p.ws.Country); err != nil {
		p.holiday = nil // an unknown country has no calendar
	}
	p.cat.Product.SMSOn = true // that it is off is one thing, not one of each card
	p.labels = map[string]crm.Phrase{}
	for _, f := range merge.Fields(p.cat) {
		p.labels[f.Path] = f.Label
	}
	if p.in.Kind == crm.TemplateSMS {
		if p.sms, err = newSMSTally(v, p.ws, p.in.Content); err != nil {
			return err
		}
	}
	q := store.ListQuery{Product: p.in.Product}
	if q.Filter, err = p.filter(v); err != nil {
		return err
	}
	p.ids, err = v.CardIDs(q, nil)
	return err
}

// content wants a text that could be saved, and finds the PDFs that go with it.
func (p *preflight) content(v *store.View) (err error) {
	if p.in.Content, err = prepared(v, p.in.Kind, p.in.Content, p.cat); err != nil {
		return err
	}
	wrong, err := checked(v, p.in.Product, p.in.Kind, p.in.Content, p.cat)
	if err != nil {
		return err
	}
	var bad crm.Problems
	bad.AddBelow("content", wrong)
	if err := bad.Err(); err != nil {
		return err
	}
	attached, _, err := engine.Attach(v, p.in.Content)
	p.pdfs, p.sources = attached.PDFs, append(document.Sources(p.in.Kind, p.in.Content), attached.Sources()...)
	return err
}

func (p *preflight) filter(v *store.View) (*filter.Query, error) {
	tree := p.in.Tree
	if tree == nil {
		if p.in.Filter == 0 {
			return nil, nil //nolint:nilnil // all cards
		}
		f, err := v.Filter(p.in.Filter)
		if err != nil {
			return nil, err
		}
		if f.Product != p.in.Product {
			return nil, crm.NotFound("filter")
		}
		tree = &f.Tree
	}
	env, err := envOf(v, p.in.Product)
	if err != nil {
		return nil, err
	}
	var bad crm.Problems
	bad.AddBelow("tree", filter.Check(*tree, env.Cat))
	if err := bad.Err(); err != nil {
		return nil, err
	}
	q, err := filter.Compile(*tree, env)
	return &q, err
}

func (p *preflight) batch(v *store.View, ids []crm.CardID, j *jobRun) error {
	cards, err := v.CardsOf(ids)
	if err != nil {
		return err
	}
	for _, card := range cards {
		if card.Deleted == 0 {
			if err := p.card(v, card); err != nil {
				return err
			}
		}
		j.step()
	}
	return nil
}

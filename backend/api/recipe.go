package api

import (
	"fmt"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/pack"
	"stepwise/backend/store"
	"stepwise/backend/timing"
)

// RecipesIn asks for the gallery of a product.
type RecipesIn struct {
	Product  crm.ProductID `json:"product" ts_type:"string"`
	Language string        `json:"language" ts_type:"''|'en'|'ro'|'hu'"` // "": the reader's
}

// RecipesOut is the gallery.
type RecipesOut struct {
	Language   string       `json:"language" ts_type:"'en'|'ro'|'hu'"`
	Categories []string     `json:"categories"` // in order
	Recipes    []RecipeCard `json:"recipes"`
}

// RecipeCard is a recipe in the gallery.
type RecipeCard struct {
	ID       string       `json:"id"`
	Category string       `json:"category"`
	Name     string       `json:"name"`
	Summary  string       `json:"summary"`
	Note     string       `json:"note"` // what to know before it is activated; "" for nothing
	Steps    []RecipeStep `json:"steps"`
	More     int          `json:"more"`   // automations besides the first
	Fields   []string     `json:"fields"` // that the product would get
	Needs    []crm.Phrase `json:"needs"`  // what is off and has to be on
	Copies   []RecipeCopy `json:"copies"`
}

// RecipeStep is a step in the picture of a recipe.
type RecipeStep struct {
	Kind crm.StepKind `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"`
	When crm.Phrase   `json:"when"` // "day 3", "2 days before"
}

// RecipeCopy is an automation that was copied from a recipe.
type RecipeCopy struct {
	ID   crm.SequenceID `json:"id" ts_type:"string"`
	Name string         `json:"name"`
}

// RecipeIn names a recipe in a language.
type RecipeIn struct {
	Product  crm.ProductID `json:"product" ts_type:"string"`
	Recipe   string        `json:"recipe"`
	Language string        `json:"language" ts_type:"''|'en'|'ro'|'hu'"` // "": the reader's
	Mine     []string      `json:"mine"`                                 // as of PackIn
}

// RecipeOut is a recipe, and what copying it makes.
type RecipeOut struct {
	Recipe   RecipeCard `json:"recipe"`
	Language string     `json:"language" ts_type:"'en'|'ro'|'hu'"`
	Pack     PackView   `json:"pack"`
}

// ListRecipes is the gallery: automations that are ready to be copied.
func (s *Session) ListRecipes(in RecipesIn) (out RecipesOut, err error) {
	books, err := pack.Books()
	if err != nil {
		return out, err
	}
	out = RecipesOut{Language: s.recipeLanguage(in.Language), Categories: pack.Categories}
	return out, s.read(func(v *store.View) error {
		g, err := newGallery(v, in.Product)
		if err != nil {
			return err
		}
		for _, b := range books {
			out.Recipes = append(out.Recipes, g.card(b.Packs[out.Language]))
		}
		return nil
	})
}

// GetRecipe says what copying a recipe would make, with the texts filled in with
// sample values and the dates for a card that entered now. Nothing is written.
func (s *Session) GetRecipe(in RecipeIn) (RecipeOut, error) { return s.recipe(in, true) }

// CopyRecipe makes a recipe's automations in a product, inactive, in the folder
// "Created from extensions" (administrators).
func (s *Session) CopyRecipe(in RecipeIn) (RecipeOut, error) { return s.recipe(in, false) }

func (s *Session) recipe(in RecipeIn, look bool) (out RecipeOut, err error) {
	books, err := pack.Books()
	if err != nil {
		return out, err
	}
	at := slices.IndexFunc(books, func(b pack.Book) bool { return b.ID == in.Recipe })
	if at < 0 {
		return out, crm.NotFound("recipe")
	}
	out.Language = s.recipeLanguage(in.Language)
	p := books[at].Packs[out.Language]
	out.Pack, err = s.takeIn(packWish{pack: p, product: in.Product, mine: in.Mine, language: out.Language, look: look, anybody: true})
	if err != nil {
		return out, err
	}
	return out, s.read(func(v *store.View) error {
		g, err := newGallery(v, in.Product)
		if err == nil {
			out.Recipe = g.card(p)
		}
		return err
	})
}

// recipeLanguage is a language in which there are recipes.
func (s *Session) recipeLanguage(wanted string) string {
	for _, lang := range []string{wanted, s.language()} {
		if slices.Contains(pack.Languages, lang) {
			return lang
		}
	}
	return pack.Languages[0]
}

// gallery is what the cards of the gallery are made with.
type gallery struct {
	cat    *crm.Catalogue
	ws     crm.Workspace
	copies []store.RecipeCopy
}

func newGallery(v *store.View, product crm.ProductID) (g *gallery, err error) {
	g = &gallery{}
	if g.cat, err = v.Catalogue(product); err != nil {
		return nil, err
	}
	if g.ws, err = v.Workspace(); err != nil {
		return nil, err
	}
	g.copies, err = v.RecipeCopies(product)
	return g, err
}

func (g *gallery) card(p *pack.Pack) RecipeCard {
	first := p.Sequences[0]
	out := RecipeCard{
		ID: p.Recipe.ID, Category: p.Recipe.Category, Name: first.Name, Summary: p.Recipe.Summary, Note: p.Recipe.Note, More: len(p.Sequences) - 1,
		Steps: stepsOf(first), Needs: g.needs(p), Copies: []RecipeCopy{},
	}
	for _, f := range p.Fields {
		if !slices.ContainsFunc(g.cat.Fields, func(o crm.Field) bool { return sameNamed(o.Name, f.Name) }) {
			out.Fields = append(out.Fields, f.Name)
		}
	}
	for _, c := range g.copies {
		if c.Recipe == out.ID {
			out.Copies = append(out.Copies, RecipeCopy{c.Sequence, c.Name})
		}
	}
	return out
}

// stepsOf are the steps of an automation with the day on which each runs.
func stepsOf(q pack.Sequence) (out []RecipeStep) {
	timings := make([]crm.Timing, len(q.Steps))
	for i, st := range q.Steps {
		timings[i] = st.Timing
	}
	days := timing.RunningTotal(timings)
	for i, st := range q.Steps {
		out = append(out, RecipeStep{Kind: st.Kind, When: whenOf(st, days[i])})
	}
	return out
}

func whenOf(st pack.Step, day int) crm.Phrase {
	t := st.Timing
	switch {
	case st.Anchor == crm.AnchorDate && t.Delay == 0:
		return crm.Say("recipes.when.on_date")
	case st.Anchor == crm.AnchorDate && st.Before:
		return crm.Say("recipes.when.before_"+string(t.Unit), "count", t.Delay)
	case st.Anchor == crm.AnchorDate:
		return crm.Say("recipes.when.after_"+string(t.Unit), "count", t.Delay)
	case t.Unit != crm.UnitDays:
		return crm.Say("recipes.when.after_"+string(t.Unit), "count", t.Delay)
	}
	return crm.Say("recipes.when.day", "day", day)
}

// needs are the switches that are off and that steps need.
func (g *gallery) needs(p *pack.Pack) []crm.Phrase {
	out := []crm.Phrase{}
	add := func(off bool, say crm.Phrase) {
		if off && !slices.ContainsFunc(out, func(o crm.Phrase) bool { return fmt.Sprint(o) == fmt.Sprint(say) }) {
			out = append(out, say)
		}
	}
	for _, q := range p.Sequences {
		for _, st := range q.Steps {
			add(st.Kind.Client() && !g.ws.Campaigns, crm.Say("sequences.feature_campaigns_off"))
			add(st.Kind == crm.StepWebhook && !g.ws.Webhooks, crm.Say("sequences.feature_webhooks_off"))
			add(!st.Kind.Client() && st.Kind != crm.StepWebhook && !g.ws.Internal, crm.Say("sequences.feature_internal_off"))
			add(st.Kind == crm.StepPDF && !g.ws.PDF, crm.Say("sequences.feature_pdf_off"))
			add(st.Kind == crm.StepSMSClient && !g.cat.Product.SMSOn, crm.Say("sequences.sms_off", "product", g.cat.Product.Name))
		}
	}
	return out
}

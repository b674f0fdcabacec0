package backend

import (
	"context"
	"log/slog"
	"slices"
	"strings"

	"stepwise/backend/api"
	"stepwise/backend/config"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/filter"
	"stepwise/backend/store"
	"stepwise/backend/words"
)

// Explained is why a card does or doesn't match a filter, and the zone on whose
// clock its moments are to be said.
type Explained struct {
	api.ExplainOut
	CardID   crm.CardID   `json:"cardId"`
	FilterID crm.FilterID `json:"filterId"`
	Zone     string       `json:"zone"`
}

// Mark is whether what a line is about holds.
type Mark int

// The marks.
const (
	NoMark Mark = iota
	Holds
	Fails
)

// ExplainedLine is one line of an explanation as text; one without words stands
// between parts.
type ExplainedLine struct {
	Depth int
	Mark  Mark
	Say   crm.Phrase
}

// Lines are the explanation as text: the answer, what turns it, and a line for
// each condition, below it what was seen and what turns that.
func (x Explained) Lines() []ExplainedLine {
	lines := []ExplainedLine{{Say: x.Answer}, {Say: x.Turn}, {}}
	return append(lines, groupLines(0, x.Why)...)
}

func groupLines(depth int, why filter.Why) []ExplainedLine {
	head := "why.all"
	if why.Any {
		head = "why.any"
	}
	lines := []ExplainedLine{{depth, markOf(why.Matches), crm.Say(head)}}
	for _, c := range why.Conditions {
		lines = append(lines, ExplainedLine{depth + 1, markOf(c.Holds), c.Say})
		for _, problem := range c.Problems {
			lines = append(lines, ExplainedLine{depth + 2, NoMark, problem})
		}
		if len(c.Problems) == 0 {
			lines = append(lines, ExplainedLine{depth + 2, NoMark, crm.Say("why.seen", "value", c.Seen)})
		}
		lines = append(lines, ExplainedLine{depth + 2, NoMark, c.Hint})
	}
	for _, g := range why.Groups {
		lines = append(lines, groupLines(depth+1, g)...)
	}
	return lines
}

func markOf(holds bool) Mark {
	if holds {
		return Holds
	}
	return Fails
}

// Explain asks why a card does or doesn't match a filter, each given by its id
// or its exact name, also while another process runs the data folder. Unknown
// and ambiguous names are invalid.
func Explain(ctx context.Context, cfg config.Config, log *slog.Logger, card, filterName string) (out Explained, err error) {
	s, err := store.Open(ctx, store.Options{Dir: cfg.Data, Clock: now, Log: log, ReadOnly: true})
	if err != nil {
		return out, err
	}
	defer s.Close() //nolint:errcheck // it only read
	return out, s.Read(ctx, func(v *store.View) error {
		f, err := filterCalled(v, filterName)
		if err != nil {
			return err
		}
		c, err := cardCalled(v, f.Product, card)
		if err != nil {
			return err
		}
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		out.CardID, out.FilterID, out.Zone = c, f.ID, ws.Zone
		out.ExplainOut, err = api.Explain(v, f.ID, c)
		return err
	})
}

// ExplainedCard is why a card did or didn't get a sequence, and the zone on whose
// clock its moments are to be said.
type ExplainedCard struct {
	api.WhyOut
	CardID     crm.CardID     `json:"cardId"`
	SequenceID crm.SequenceID `json:"sequenceId"`
	Zone       string         `json:"zone"`
}

// Lines are the explanation as text: the answer and what else decides, the
// conditions, each step with its chain, and what would change it.
func (x ExplainedCard) Lines() []ExplainedLine {
	lines := []ExplainedLine{{Say: x.Answer}}
	for _, note := range x.Notes {
		lines = append(lines, ExplainedLine{Depth: 1, Say: note})
	}
	lines = append(append(lines, ExplainedLine{}), groupLines(0, x.Filter)...)
	for _, p := range x.Passages {
		lines = append(lines, ExplainedLine{}, ExplainedLine{Say: crm.Say("cli.passage", "round", p.Enrolment.Round, "at", p.Enrolment.Entered)})
		for _, st := range p.Steps {
			lines = append(lines, stepLines(st)...)
		}
	}
	lines = append(lines, ExplainedLine{}, ExplainedLine{Say: crm.Say("why.turn")})
	for _, turn := range x.Turn {
		lines = append(lines, ExplainedLine{Depth: 1, Say: turn})
	}
	return lines
}

func stepLines(st api.WhyStep) []ExplainedLine {
	key := "cli.step"
	if st.At != 0 {
		key = "cli.step_at"
	}
	say := crm.Say(key, "position", st.Position, "kind", crm.Say("kind."+string(st.Kind)), "template", st.Template,
		"state", crm.Say("state."+st.State), "at", st.At)
	lines := []ExplainedLine{{Depth: 1, Say: say}}
	for _, l := range st.Chain {
		link := l.Say
		if l.At != 0 {
			link = crm.Say("cli.link", "what", l.Say, "at", l.At)
		}
		lines = append(lines, ExplainedLine{Depth: 3, Say: link})
	}
	if st.Reason != crm.ReasonNone {
		lines = append(lines, ExplainedLine{Depth: 2, Say: crm.Say("reason." + string(st.Reason))})
	}
	if st.Todo != nil {
		lines = append(lines, ExplainedLine{Depth: 2, Say: *st.Todo})
	}
	for _, note := range st.Notes {
		lines = append(lines, ExplainedLine{Depth: 2, Say: note})
	}
	return lines
}

// ExplainAutomation asks why a card did or didn't get a sequence, each given by
// its id or its exact name, also while another process runs the data folder.
// Unknown and ambiguous names are invalid.
func ExplainAutomation(ctx context.Context, cfg config.Config, log *slog.Logger, card, name string) (out ExplainedCard, err error) {
	s, err := store.Open(ctx, store.Options{Dir: cfg.Data, Clock: now, Log: log, ReadOnly: true})
	if err != nil {
		return out, err
	}
	defer s.Close() //nolint:errcheck // it only read
	e := engine.New(s, log, func(lang string, p crm.Phrase) string { return words.Render(lang, p, Zone()) })
	return out, s.Read(ctx, func(v *store.View) error {
		q, err := sequenceCalled(v, name)
		if err != nil {
			return err
		}
		c, err := cardCalled(v, q.Product, card)
		if err != nil {
			return err
		}
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		out.CardID, out.SequenceID, out.Zone = c, q.ID, ws.Zone
		out.WhyOut, err = api.ExplainCard(v, e, api.WhyIn{Sequence: q.ID, Card: c})
		return err
	})
}

// sequenceCalled finds a sequence by its id or name in any product.
func sequenceCalled(v *store.View, name string) (crm.Sequence, error) {
	var id crm.SequenceID
	if id.UnmarshalText([]byte(name)) == nil {
		if q, err := v.Sequence(id); err == nil {
			return q, nil
		}
	}
	products, err := v.Products()
	if err != nil {
		return crm.Sequence{}, err
	}
	var found []crm.Sequence
	for _, p := range products {
		list, err := v.Sequences(p.ID)
		if err != nil {
			return crm.Sequence{}, err
		}
		found = append(found, slices.DeleteFunc(list, func(q crm.Sequence) bool { return q.Name != name })...)
	}
	switch len(found) {
	case 0:
		return crm.Sequence{}, crm.Fail(crm.CodeInvalid, "cli.no_automation", "name", name)
	case 1:
		return found[0], nil
	}
	return crm.Sequence{}, several(name, found, func(q crm.Sequence) string { return q.ID.String() })
}

// filterCalled finds a filter by its id or name in any product.
func filterCalled(v *store.View, name string) (crm.Filter, error) {
	var id crm.FilterID
	if id.UnmarshalText([]byte(name)) == nil {
		if f, err := v.Filter(id); err == nil {
			return f, nil
		}
	}
	products, err := v.Products()
	if err != nil {
		return crm.Filter{}, err
	}
	var found []crm.Filter
	for _, p := range products {
		list, err := v.Filters(p.ID)
		if err != nil {
			return crm.Filter{}, err
		}
		found = append(found, slices.DeleteFunc(list, func(f crm.Filter) bool { return f.Name != name })...)
	}
	switch len(found) {
	case 0:
		return crm.Filter{}, crm.Fail(crm.CodeInvalid, "cli.no_filter", "name", name)
	case 1:
		return found[0], nil
	}
	return crm.Filter{}, several(name, found, func(f crm.Filter) string { return f.ID.String() })
}

// mostNamed bounds how many ids of the same name are told.
const mostNamed = 10

// cardCalled finds a card of a product by its id or name.
func cardCalled(v *store.View, product crm.ProductID, name string) (crm.CardID, error) {
	var id crm.CardID
	if id.UnmarshalText([]byte(name)) == nil {
		if c, err := v.Card(id); err == nil && c.Product == product {
			return id, nil
		}
	}
	q := filter.Query{Where: "c.name = ?", Args: []any{name}}
	found, err := v.MatchingAfter(product, q, 0, mostNamed)
	switch {
	case err != nil:
		return 0, err
	case len(found) == 0:
		return 0, crm.Fail(crm.CodeInvalid, "cli.no_card", "name", name)
	case len(found) > 1:
		return 0, several(name, found, crm.CardID.String)
	}
	return found[0], nil
}

func several[T any](name string, list []T, id func(T) string) error {
	ids := make([]string, len(list))
	for i, one := range list {
		ids[i] = id(one)
	}
	return crm.Fail(crm.CodeInvalid, "cli.several", "name", name, "ids", strings.Join(ids, ", "))
}

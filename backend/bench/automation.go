package bench

import (
	"context"
	"fmt"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
)

// The shares of the automations by what their filters match, of fifty.
var shares = []struct {
	of      int
	matches string
}{{10, "0.03 %"}, {20, "1 %"}, {15, "12 %"}, {5, "all"}}

// automate makes the templates, filters and sequences and activates them for
// new cards.
func (g *Generator) automate(ctx context.Context) error {
	for i := range g.Automations {
		var q crm.Sequence
		err := g.b.Store().Write(ctx, func(tx *store.Tx) (err error) {
			q, err = g.sequence(tx, i)
			return err
		})
		if err != nil {
			return err
		}
		err = g.b.Store().Write(ctx, func(tx *store.Tx) error {
			return g.b.Engine().Activate(tx, q, engine.ScopeNew, engine.MidwayKeep, g.Users[0].ID)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (g *Generator) sequence(tx *store.Tx, i int) (crm.Sequence, error) {
	name := fmt.Sprintf("Automation %d", i+1)
	f, err := tx.SaveFilter(crm.Filter{Product: g.Product, Name: name, Tree: crm.Group{Conditions: g.conditions(i), Groups: []crm.Group{}}})
	if err != nil {
		return crm.Sequence{}, err
	}
	q := crm.Sequence{Product: g.Product, Name: name, Folder: g.folder, Filter: f.ID, Reentry: crm.ReentryOnce, ModifiedBy: g.Users[0].ID}
	for n := range g.Steps {
		st, err := g.step(tx, i, n)
		if err != nil {
			return q, err
		}
		q.Steps = append(q.Steps, st)
	}
	return tx.SaveSequence(q)
}

// stepKinds and delays are those of ten steps; more begin them anew.
var (
	stepKinds = []crm.StepKind{
		crm.StepEmailClient, crm.StepTaskUser, crm.StepEmailClient, crm.StepSMSClient, crm.StepEmailClient,
		crm.StepTaskUser, crm.StepEmailClient, crm.StepEmailUser, crm.StepTaskUser, crm.StepEmailClient,
	}
	delays = []int{0, 1, 2, 3, 4, 5, 7, 7, 14, 14}
)

func (g *Generator) step(tx *store.Tx, i, n int) (crm.Step, error) {
	kind := stepKinds[n%len(stepKinds)]
	t := crm.Timing{Delay: delays[n%len(delays)], Unit: crm.UnitDays, Sync: crm.SyncAny, Weekdays: []int{}}
	if n%2 == 1 {
		t.Sync, t.From = crm.SyncWorkdays, "09:00"
	}
	content := crm.Content{Body: "Any questions, {{contact.first_name | default: \"friend\"}}?"}
	switch kind.Template() {
	case crm.TemplateEmail:
		content = crm.Content{Subject: "About {{card.name}}", Body: letter()}
	case crm.TemplateTask:
		content = crm.Content{Subject: "Call {{card.name}}", TaskType: "call"}
	}
	template, err := tx.SaveTemplate(crm.Template{Product: g.Product, Kind: kind.Template(), Name: fmt.Sprintf("Step %d of automation %d", n+1, i+1), Content: content})
	return crm.Step{Kind: kind, Timing: t, Template: template.ID, Purpose: crm.PurposeService}, err
}

// letter is a text of 10 KB with ten merge fields.
func letter() string {
	fields := []string{"contact.first_name", "contact.last_name", "contact.name", "card.name", "card.status", "card.owner", "owner.name", "owner.email", "workspace.name", "card.created"}
	var b strings.Builder
	for _, f := range fields {
		b.WriteString("<p>{{" + f + " | default: \"-\"}} ")
		b.WriteString(strings.Repeat("The roof can wait for the spring, the windows can not. ", 18))
		b.WriteString("</p>\n")
	}
	return b.String()
}

func (g *Generator) conditions(i int) []crm.Condition {
	at := i * 50 / max(g.Automations, 1) % 50
	for _, s := range shares {
		if at < s.of {
			return g.matching(s.matches, at)
		}
		at -= s.of
	}
	return g.matching("all", at)
}

// matching are two to four conditions that so many cards meet.
func (g *Generator) matching(share string, n int) []crm.Condition {
	status := func(values ...string) crm.Condition {
		return crm.Condition{Subject: "status", Op: "is", Values: values}
	}
	field := func(at int, op string, values ...string) crm.Condition {
		return crm.Condition{Subject: "field", Field: g.Fields[at%len(g.Fields)].ID, Op: op, Values: values}
	}
	choice := func(at, n int) string { return id(g.Fields[at%len(g.Fields)].Choices[n%mix[at%len(mix)].choices].ID) }
	switch share {
	case "0.03 %":
		return []crm.Condition{field(2, "is", choice(2, n)), field(3, "is", choice(3, n*3)), field(4+n%4, "gt", "1000"), field(12+n%6, "is_set")}
	case "1 %":
		return []crm.Condition{status(id(g.Statuses[n%statuses].ID)), field(0, "is", choice(0, n))}
	case "12 %":
		return []crm.Condition{field(0, "is", choice(0, n), choice(0, n+1), choice(0, n+2)), field(4+n%4, "gt", "3500")}
	}
	var all []string
	for _, st := range g.Statuses {
		all = append(all, id(st.ID))
	}
	return []crm.Condition{status(all...), {Subject: "name", Op: "not_contains", Values: []string{"nobody has this " + number(n)}}}
}

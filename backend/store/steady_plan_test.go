package store_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/filter"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// While nobody activates, lists or imports anything, no statement reads all of a
// large table: not where cards change, with every operator there is in an active
// filter, nor where time passes, steps run and messages go. Whoever adds a
// statement without its index finds its plan here.
func TestNothingReadsAWholeTableWhileAutomationsRun(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	everyField(w)
	formAndLink(w)
	email, sms, task := w.Template(crm.TemplateEmail, "Hello", "Hello"), w.Template(crm.TemplateSMS, "", "Hello"), w.Template(crm.TemplateTask, "Call", "")
	offers := w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)),
		testkit.EmailStep("0d", email), testkit.TaskStep("0d", task), testkit.SMSStep("1d", sms), testkit.EmailStep("1d", email))
	w.Activate(offers, engine.ScopeNew)
	n := 0
	for _, tree := range everyOperator(w) {
		w.Activate(w.Sequence(w.FilterTree(tree), testkit.TaskStep("300d", task)), engine.ScopeNew)
		n += len(tree.Conditions)
	}
	if n < 150 {
		t.Fatalf("only %d conditions", n)
	}
	w.Tick()
	seen := map[string][]any{}
	store.Watch(w.Store, func(query string, args []any) { seen[query] = slices.Clone(args) })
	live(w)
	counts(w, offers)
	store.Watch(w.Store, nil)
	if len(seen) < 100 {
		t.Fatalf("only %d statements", len(seen))
	}
	w.Read(func(v *store.View) error {
		partial := partialIndexes(t, v)
		for _, query := range slices.Sorted(maps.Keys(seen)) {
			verb, _, _ := strings.Cut(query, " ")
			if !slices.Contains([]string{"SELECT", "WITH", "INSERT", "UPDATE", "DELETE"}, verb) {
				continue
			}
			plan, err := store.PlanOf(v, query, seen[query])
			if err != nil {
				return fmt.Errorf("%s: %w", query, err)
			}
			for i, loop := range plan {
				if loop == "SCAN c" && slices.Contains(plan[:i], "MATERIALIZE c") && slices.Contains(plan[:i], byID) {
					continue // the few cards that were taken out before by their ids
				}
				if readsAll(query, loop, partial) {
					t.Errorf("%s\n%.1500s", loop, query)
				}
			}
		}
		return nil
	})
}

const byID = "SEARCH c USING INTEGER PRIMARY KEY (rowid=?)"

// live is a few days in which everything happens.
func live(w *testkit.World) {
	ion, maria := w.Card("Ion Popescu", testkit.NewLead), w.Card("Maria Ionescu", testkit.OfferSent)
	w.SetStatus(ion, testkit.OfferSent)
	w.SetField(ion, "Valid until", crm.Date("2026-11-25"))
	w.SetField(maria, "City", "Cluj")
	w.SetStatus(maria, testkit.Won)
	w.Jump("2026-11-23 12:00")
	w.Jump("2026-11-24 00:00")
	w.Jump("2026-11-24 15:30")
	var many []crm.CardID
	for i := range 12 {
		many = append(many, w.Card(fmt.Sprint("Card ", i), testkit.NewLead))
	}
	w.Move(testkit.OfferSent, many...)
	w.Delete(many[0])
	w.Jump("2026-11-30 09:00")
}

// counts are what lists ask of an active sequence.
func counts(w *testkit.World, q crm.SequenceID) {
	w.Read(func(v *store.View) error {
		if _, err := v.NextDue(); err != nil {
			return err
		}
		_, err := v.CountMembers(q)
		return err
	})
}

// everyField adds a field of each type that the World lacks.
func everyField(w *testkit.World) {
	w.Write(func(tx *store.Tx) error {
		for i, typ := range crm.FieldTypes {
			f := crm.Field{Product: w.Product, Name: "Type " + string(typ), Slug: "type_" + string(typ), Type: typ, Position: 20 + i, Choices: []crm.Choice{}}
			if typ == crm.FieldMoney {
				f.Currency = "RON"
			}
			if typ.HasChoices() {
				f.Choices = []crm.Choice{{Name: "One"}, {Name: "Two"}}
			}
			if _, err := tx.SaveField(f); err != nil {
				return err
			}
		}
		_, err := tx.SaveTag(crm.Tag{Name: "Roof", Color: "gray"})
		return err
	})
}

// everyOperator is a tree for each subject that the editor offers, with all its
// operators.
func everyOperator(w *testkit.World) (trees []crm.Group) {
	for _, s := range filter.Subjects(w.Catalogue()) {
		tree := crm.Group{Any: true, Conditions: []crm.Condition{}, Groups: []crm.Group{}}
		for _, op := range s.Ops {
			c := crm.Condition{Subject: s.Subject, Field: s.Field, Op: op.Op, Values: []string{}}
			for _, slot := range op.Slots {
				if slot.Min > 0 || slot.Max > 1 {
					c.Values = append(c.Values, valueFor(s, slot))
				}
			}
			tree.Conditions = append(tree.Conditions, c)
		}
		trees = append(trees, tree)
	}
	return trees
}

func valueFor(s filter.Subject, slot filter.Slot) string {
	switch {
	case len(slot.Options) > 0:
		return slot.Options[0].Value
	case slot.Kind == "days" || slot.Kind == "hours":
		return "3"
	case slot.Kind == "date":
		return "2026-11-25"
	case slot.Kind == "number" || slot.Kind == "money":
		return "5"
	case slot.Kind == "text":
		return "cluj"
	}
	return s.Options[0].Value
}

// growing are the tables that grow with the cards.
var growing = []string{
	"card", "contact", "address", "membership", "enrolment", "step_run", "task", "message", "activity", "field_change", "note", "file", "batch_item", "consent_change",
}

var (
	named = regexp.MustCompile(`(?i)\b(?:from|join|update|into)\s+([a-z_]+)(?:\s+(?:as\s+)?([a-z]))?\b`)
	walks = regexp.MustCompile(`^SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?`)
	ofAll = regexp.MustCompile(`^SEARCH (\w+) USING (?:COVERING )?INDEX (\w+) \(product=\?\)`)
)

// readsAll says that a loop of a plan goes through all of a large table, or all
// cards of a product. An index of a few rows, those that wait, may be read whole.
func readsAll(query, loop string, few []string) bool {
	m := walks.FindStringSubmatch(loop)
	if m == nil {
		m = ofAll.FindStringSubmatch(loop)
	}
	if m == nil || slices.Contains(few, m[2]) {
		return false
	}
	for _, n := range named.FindAllStringSubmatch(query, -1) {
		if (n[1] == m[1] || n[2] == m[1]) && slices.Contains(growing, n[1]) {
			return true
		}
	}
	return false
}

// partialIndexes are the indexes of what waits: few rows of a large table.
func partialIndexes(t *testing.T, v *store.View) (names []string) {
	t.Helper()
	must(t, store.List(v, &names, `SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %' AND sql NOT LIKE '%WHERE deleted IS NULL%'`))
	return names
}

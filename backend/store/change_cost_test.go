package store_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// A person's change of a card that enters some automations and can be undone
// asks for nothing twice, writes no column that stays, and adds to each table
// with one statement, but for what each entering needs of its own.
func TestAChangeOfACardCostsFewStatements(t *testing.T) {
	t.Parallel()
	const entered = 3
	w := testkit.NewWorld(t)
	task := w.Template(crm.TemplateTask, "Call", "")
	for range entered {
		w.Activate(w.Sequence(w.Filter(w.When("status", "is", testkit.OfferSent)), testkit.TaskStep("3d", task)), engine.ScopeNew)
	}
	first, card := w.Card("Maria Ionescu", testkit.NewLead), w.Card("Ion Popescu", testkit.NewLead)
	w.Move(testkit.OfferSent, first) // from here on the definitions are known, and the last ids
	offerSent := w.Status(testkit.OfferSent)
	var asked []string
	store.Watch(w.Store, func(query string, args []any) { asked = append(asked, fmt.Sprint(query, args)) })
	w.Undoable(func(tx *store.Tx) error {
		was, err := tx.Card(card)
		if err != nil {
			return err
		}
		d := engine.Draft{ID: card, Was: &was, Name: was.Name, Status: offerSent, Owner: was.Owner, Contact: was.Contact, Fields: was.Fields, Tags: was.Tags}
		_, err = w.Engine.SaveCards(tx, []engine.Draft{d}, w.By())
		return err
	})
	store.Watch(w.Store, nil)
	if n := len(asked); n > 9+3*entered {
		t.Errorf("%d statements:\n%s", n, strings.Join(asked, "\n"))
	}
	heads := map[string]int{}
	for _, a := range asked {
		for _, head := range []string{"INSERT INTO activity", "INSERT INTO batch_item", "INSERT INTO sequence_members", "UPDATE card"} {
			if strings.HasPrefix(a, head) {
				heads[head]++
			}
		}
		if strings.HasPrefix(a, "UPDATE card") && (strings.Contains(a, "owner") || strings.Contains(a, "fields")) {
			t.Errorf("also what stays is written: %s", a)
		}
	}
	if want := map[string]int{"INSERT INTO activity": 1, "INSERT INTO batch_item": 1, "INSERT INTO sequence_members": 1, "UPDATE card": 1}; !maps.Equal(heads, want) {
		t.Errorf("%v", heads)
	}
	slices.Sort(asked)
	for i, a := range asked {
		if i > 0 && a == asked[i-1] {
			t.Errorf("asked twice: %s", a)
		}
	}
}

package engine_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// Cards that change together enter and leave the same sequences as if each had
// changed for itself.
func TestManyCardsAreJudgedAsEachOfThem(t *testing.T) {
	t.Parallel()
	together, single := manyWorld(t), manyWorld(t)
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(1, len(together.cards)).Draw(r, "cards")
		changes := make([]func(*crm.Card), n)
		for i := range changes {
			changes[i] = drawChange(r, together)
		}
		ids := rapid.Permutation(together.cards).Draw(r, "order")[:n]
		change := func(w *manyCards, list []crm.CardID) {
			w.Write(func(tx *store.Tx) error {
				_, err := w.Engine.ChangeCards(tx, list, w.By(), func(_ *crm.Catalogue, c *crm.Card) *crm.Phrase {
					changes[slices.Index(ids, c.ID)](c)
					return nil
				})
				return err
			})
		}
		change(together, ids)
		for _, id := range ids {
			change(single, []crm.CardID{id})
		}
		for _, id := range together.cards {
			if a, b := together.state(id), single.state(id); a != b {
				r.Fatalf("%s together: %s\nby itself: %s", id, a, b)
			}
		}
	})
}

type manyCards struct {
	*testkit.World
	cards     []crm.CardID
	sequences []crm.SequenceID
}

func manyWorld(t *testing.T) *manyCards {
	w := &manyCards{World: testkit.NewWorld(t)}
	steps := testkit.TaskStep("3d", w.Template(crm.TemplateTask, "Call", ""))
	for _, c := range []crm.Condition{
		w.When("status", "is", testkit.OfferSent), w.When("status", "is", testkit.Won), w.When("Offer total", "gt", "5"), w.When("name", "contains", "a"),
	} {
		q := w.Sequence(w.Filter(c), steps)
		w.Activate(q, "new")
		w.sequences = append(w.sequences, q)
	}
	for i := range 20 {
		w.cards = append(w.cards, w.Card(fmt.Sprint("Card ", i), testkit.NewLead))
	}
	return w
}

// state is which sequences a card is a member of, and how its enrolments stand.
func (w *manyCards) state(id crm.CardID) (text string) {
	w.Read(func(v *store.View) error {
		members, err := v.MembersOf([]crm.CardID{id})
		if err != nil {
			return err
		}
		for i, q := range w.sequences {
			text += fmt.Sprint(i, " member ", members[q][id], "; ")
		}
		list, err := v.EnrolmentsOfCard(id)
		states := map[string]int{}
		for _, en := range list {
			states[fmt.Sprint(en.Sequence, en.Round, en.State)]++
		}
		text += fmt.Sprint(states)
		return err
	})
	return text
}

func drawChange(r *rapid.T, w *manyCards) func(*crm.Card) {
	status := w.Status(rapid.SampledFrom([]string{testkit.NewLead, testkit.OfferSent, testkit.Won}).Draw(r, "status"))
	total, name := float64(rapid.IntRange(0, 10).Draw(r, "total")), rapid.SampledFrom([]string{"Card", "Dorel"}).Draw(r, "name")
	field := w.Field("Offer total").ID
	what := rapid.IntRange(0, 2).Draw(r, "what")
	return func(c *crm.Card) {
		switch what {
		case 0:
			c.Status = status
		case 1:
			c.Fields = maps.Clone(c.Fields)
			c.Fields[field] = total
		default:
			c.Name = name
		}
	}
}

package engine_test

import (
	"fmt"
	"reflect"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

// varied are drafts of cards in all statuses with all kinds of fields.
func (s story) varied(n int) []engine.Draft {
	s.T.Helper()
	cat := s.Catalogue()
	drafts := make([]engine.Draft, n)
	for i := range drafts {
		d := engine.Draft{
			Product: s.Product, Name: fmt.Sprintf("Ștefan %d", i), Status: cat.Statuses[i%len(cat.Statuses)].ID, Fields: crm.Values{}, Origin: crm.OriginImport,
		}
		if i%3 > 0 {
			d.Owner = s.Admin
		}
		for _, f := range cat.Fields {
			switch f.Type {
			case crm.FieldText:
				d.Fields[f.ID] = []string{"Cluj", "București", "Ötös"}[i%3]
			case crm.FieldNumber:
				d.Fields[f.ID] = float64(i) / 4
			case crm.FieldYesNo:
				d.Fields[f.ID] = i%2 == 0
			case crm.FieldDate:
				d.Fields[f.ID] = crm.Date("2026-12-01").AddDays(i)
			case crm.FieldChoice:
				d.Fields[f.ID] = f.Choices[i%len(f.Choices)].ID
			}
		}
		drafts[i] = d
	}
	return drafts
}

// watched are sequences that let some, all and none of them in.
func (s story) watched() []crm.SequenceID {
	s.T.Helper()
	ids := []crm.SequenceID{s.offers(s.task("1d"))}
	for _, c := range []crm.Condition{
		s.When("name", "starts_with", "stefan"), s.When("City", "is_not_set"), s.When("owner", "is_set"), s.When("City", "contains", "bucure", "otos"),
	} {
		ids = append(ids, s.Sequence(s.Filter(c), s.sms("0d")))
	}
	for _, id := range ids {
		s.Activate(id, engine.ScopeAll)
	}
	return ids
}

// added is what the database has of the cards and what they entered.
type added struct {
	cards      []crm.Card
	members    []bool
	enrolments []crm.Enrolment
	history    [][]string
}

func (s story) addedBy(drafts []engine.Draft, cause crm.Cause, write func(tx *store.Tx) error) (got added) {
	s.T.Helper()
	ids := s.watched()
	s.Write(write)
	for i := range drafts {
		card := crm.CardID(i + 1)
		got.cards = append(got.cards, s.CardNow(card))
		got.history = append(got.history, s.HistoryKeys(card))
		for _, q := range ids {
			got.members = append(got.members, s.IsMember(q, card))
			for _, en := range s.Enrolments(q, card) {
				en.ID = 0 // they follow the sequences in one case, the cards in the other
				got.enrolments = append(got.enrolments, en)
			}
		}
	}
	return got
}

func TestManyCardsAtOnceAreWhatTheyAreOneByOne(t *testing.T) {
	t.Parallel()
	for _, silent := range []bool{false, true} {
		t.Run(fmt.Sprintf("silent %v", silent), func(t *testing.T) {
			t.Parallel()
			one, all := tell(t), tell(t)
			cause := crm.Cause{Kind: crm.CauseImport, User: one.Admin, Silent: silent}
			drafts := one.varied(200)
			apart := one.addedBy(drafts, cause, func(tx *store.Tx) error {
				for _, d := range drafts {
					if _, err := one.Engine.SaveCards(tx, []engine.Draft{d}, cause); err != nil {
						return err
					}
				}
				return nil
			})
			together := all.addedBy(drafts, cause, func(tx *store.Tx) error {
				first, err := all.Engine.AddCards(tx, drafts, cause)
				equal(t, "the first id", first, 1)
				return err
			})
			if !reflect.DeepEqual(apart, together) {
				t.Errorf("one by one they are\n%+v\ntogether\n%+v", apart, together)
			}
			if entered := len(together.enrolments) > 0; entered == silent {
				t.Errorf("%d enrolments", len(together.enrolments))
			}
		})
	}
}

func TestNewCardsAreJudgedByWhatTheTransactionLeaves(t *testing.T) {
	t.Parallel()
	s := tell(t)
	q := s.offers(s.task("1d"))
	s.Activate(q, engine.ScopeAll)
	offer, won := s.Status(testkit.OfferSent), s.Status("Won")
	drafts := s.varied(2)
	s.Write(func(tx *store.Tx) error {
		drafts[0].Status, drafts[1].Status = offer, offer
		first, err := s.Engine.AddCards(tx, drafts, s.By())
		if err != nil {
			return err
		}
		d := drafts[0]
		d.ID, d.Status = first, won
		_, err = s.Engine.SaveCards(tx, []engine.Draft{d}, s.By())
		return err
	})
	if s.IsMember(q, 1) || !s.IsMember(q, 2) || len(s.Enrolments(q, 1)) > 0 {
		t.Error("the first card was judged before its last change")
	}
}

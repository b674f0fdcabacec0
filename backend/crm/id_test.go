package crm_test

import (
	"encoding/json"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"stepwise/backend/crm"
)

func TestAnIDComesBackAsItWas(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		want := crm.CardID(rapid.Int64Min(0).Draw(r, "id"))
		var got crm.CardID
		b, err := json.Marshal(want)
		if err == nil {
			err = json.Unmarshal(b, &got)
		}
		if err != nil || got != want {
			r.Fatalf("%d became %s and then %d, %v", want, b, got, err)
		}
		v, err := want.Value()
		if err == nil {
			err = got.Scan(v)
		}
		if err != nil || got != want || (v == nil) != (want == 0) {
			r.Fatalf("%d is %v in the database and then %d, %v", want, v, got, err)
		}
		keyed := map[crm.CardID]bool{want: true} // ids are keys of JSON objects too
		if b, err = json.Marshal(keyed); err != nil {
			r.Fatal(err)
		}
		var back map[crm.CardID]bool
		if err := json.Unmarshal(b, &back); err != nil || !back[want] {
			r.Fatalf("as a key it became %s, %v", b, err)
		}
	})
}

func TestOnlyWhatWeWroteIsAnID(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]crm.CardID{
		"": 0, "card_1": 1, "card_v": 31, "card_10": 32, "card_1f3k": 1<<15 + 15<<10 + 3<<5 + 20, "card_7vvvvvvvvvvvv": 1<<63 - 1,
	} {
		if got, err := parseCard(text); err != nil || got != want {
			t.Errorf("%q is %d, %v", text, got, err)
		}
	}
	for _, text := range []string{
		"1", "_1", "card", "card_", "card_0", "card_-1", "card_+1", "card_01", "card_1F3K", "card_w", "card_1 ", " card_1", "CARD_1", "card_1\n",
		"card_8000000000000", "card_7vvvvvvvvvvvvv", "user_1", "cards_1", "card_1_1", "card_1;DROP TABLE card",
	} {
		var e *crm.Error
		if got, err := parseCard(text); !errors.As(err, &e) || e.Key != "error.bad_id" || got != 0 {
			t.Errorf("%q was taken for %d, %v", text, got, err)
		}
	}
	var user crm.UserID
	if err := json.Unmarshal([]byte(`"card_1"`), &user); err == nil {
		t.Error("a card's id was taken for a user's")
	}
	if err := user.Scan("1"); err == nil {
		t.Error("an id was read from a text column")
	}
}

func parseCard(text string) (id crm.CardID, err error) {
	return id, id.UnmarshalText([]byte(text))
}

// Two nouns with one prefix would let one id pass for the other.
func TestEveryNounHasItsOwnPrefix(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, id := range []interface{ String() string }{
		crm.ProductID(1), crm.StatusID(1), crm.FieldID(1), crm.ChoiceID(1), crm.UserID(1), crm.ContactID(1), crm.AddressID(1), crm.CardID(1),
		crm.TaskID(1), crm.FilterID(1), crm.TemplateID(1), crm.TemplateVersionID(1), crm.FolderID(1), crm.SequenceID(1), crm.StepID(1),
		crm.EnrolmentID(1), crm.StepRunID(1), crm.MessageID(1), crm.AccountID(1), crm.ActivityID(1), crm.WorkerID(1), crm.ImportID(1), crm.SeriesID(1),
	} {
		if seen[id.String()] {
			t.Errorf("two nouns write %s", id)
		}
		seen[id.String()] = true
	}
}

func TestAMomentThatIsNotSetIsNull(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		want := crm.Instant(rapid.Int64Range(-1<<50, 1<<50).Draw(r, "moment"))
		v, err := want.Value()
		var got crm.Instant
		if err == nil {
			err = got.Scan(v)
		}
		if err != nil || got != want || (v == nil) != want.IsZero() || crm.At(want.Time()) != want {
			r.Fatalf("%d is %v and then %d, %v", want, v, got, err)
		}
	})
	var i crm.Instant
	if err := i.Scan("2026-11-23"); err == nil {
		t.Error("a moment was read from a text column")
	}
}

package fake_test

import (
	"context"
	"errors"
	"testing"

	"stepwise/backend/channel/fake"
	"stepwise/backend/crm"
)

func TestTheFakeCommitsBeforeItTakesAMessage(t *testing.T) {
	t.Parallel()
	full := errors.New("disk full")
	for _, tc := range []struct {
		name      string
		answer    fake.Answer
		commitErr error
		want      crm.OutcomeKind
		committed bool
		taken     bool
	}{
		{"accepted", fake.Accepted, nil, crm.Accepted, true, true},
		{"not reached, so never committed", fake.Unreached, nil, crm.Temporary, false, false},
		{"refused recipient, never committed", fake.BadAddress, nil, crm.Refused, false, false},
		{"later, by a reply to the dot", fake.Temporary, nil, crm.Temporary, true, false},
		{"lost, but taken", fake.LostAfter, nil, crm.Unclear, true, true},
		{"lost, and not taken", fake.LostBefore, nil, crm.Unclear, true, false},
		{"a failed commit sends nothing", fake.Accepted, full, crm.Aborted, false, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			c := fake.New()
			c.Knows(true)
			c.Script("ana@x.ro", tc.answer)
			commits := 0
			out := c.Send(context.Background(), crm.Account{}, crm.Message{To: "ana@x.ro", Key: "k1"}, []byte("raw"), func() error {
				commits++
				return tc.commitErr
			})
			rec := c.Records()[0]
			if out.Kind != tc.want || rec.Committed != tc.committed || rec.Taken != tc.taken {
				t.Errorf("outcome %v, committed %v, taken %v", out.Kind, rec.Committed, rec.Taken)
			}
			if found := c.Lookup(context.Background(), crm.Account{}, "k1"); (found == crm.FoundYes) != tc.taken {
				t.Errorf("look-up says %q", found)
			}
			if n := c.TakenTo("ana@x.ro"); (n == 1) != tc.taken {
				t.Errorf("taken %d times", n)
			}
		})
	}
}

func TestAScriptIsUsedUpInOrder(t *testing.T) {
	t.Parallel()
	c := fake.New()
	c.Script("ana@x.ro", fake.Temporary, fake.LostAfter)
	var got []crm.OutcomeKind
	for range 3 {
		got = append(got, c.Send(context.Background(), crm.Account{}, crm.Message{To: "ana@x.ro"}, nil, func() error { return nil }).Kind)
	}
	if got[0] != crm.Temporary || got[1] != crm.Unclear || got[2] != crm.Accepted {
		t.Errorf("answers %v", got)
	}
}

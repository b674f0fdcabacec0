package store_test

import (
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func TestCardsAndHistoryMayComeFromOutside(t *testing.T) {
	t.Parallel()
	w := rows(t)
	w.Write(func(tx *store.Tx) error {
		for _, statement := range []string{"UPDATE card SET created_by = 'mail'", "UPDATE card SET created_by = 'webhook'", "UPDATE activity SET cause = 'outside'"} {
			if err := store.Exec(tx, statement); err != nil {
				t.Error(err)
			}
		}
		if store.Exec(tx, "UPDATE card SET created_by = 'nobody'") == nil {
			t.Error("a card may come from nobody")
		}
		return nil
	})
}

const letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

func TestATokenIsOfItsPurposeAndOfUs(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	w.Read(func(v *store.View) error {
		token := v.Sign("click", 417, 3)
		if got, ok := v.Signed("click", token, 2); !ok || got[0] != 417 || got[1] != 3 {
			t.Errorf("%s is read as %v, %t", token, got, ok)
		}
		if len(token) > 20 || strings.Trim(token, letters) != "" {
			t.Errorf("%s is long for an SMS, or ends where no link ends", token)
		}
		for _, bad := range []string{"", "a", token + "A", token[1:], "B" + token[1:], token + "=", token + "\n", "0" + token, "+" + token, "-" + token, token[:5] + "_" + token[5:]} {
			if _, ok := v.Signed("click", bad, 2); ok {
				t.Errorf("%q is taken", bad)
			}
		}
		if _, ok := v.Signed("unsubscribe", token, 2); ok {
			t.Error("a token of another purpose is taken")
		}
		if _, ok := v.Signed("click", token, 1); ok {
			t.Error("a token of other numbers is taken")
		}
		return nil
	})
}

func TestTurnsGoRoundAndPassOverWhoLeft(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	var got []crm.UserID
	var a, b, c crm.UserID
	w.Write(func(tx *store.Tx) (err error) {
		for _, to := range []*crm.UserID{&a, &b, &c} {
			u, err := tx.SaveUser(crm.User{Name: "Somebody", Email: "x@example.com", Role: crm.RoleMember, Active: to != &b})
			if err != nil {
				return err
			}
			*to = u.ID
		}
		for range 4 {
			id, err := tx.NextTurn("form_1", []crm.UserID{a, b, c})
			if err != nil {
				return err
			}
			got = append(got, id)
		}
		if id, err := tx.NextTurn("form_2", []crm.UserID{b}); err != nil || id != 0 {
			t.Errorf("nobody is there, and it is the turn of %v, %v", id, err)
		}
		return nil
	})
	if want := [4]crm.UserID{a, c, a, c}; [4]crm.UserID(got) != want {
		t.Errorf("the turns are %v, not %v", got, want)
	}
}

// A token that was renewed since the backup stays the only one; an address that
// was taken away since lets nobody in.
func TestARestoreKeepsTheTokensOfAddresses(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t)
	w.Write(func(tx *store.Tx) error {
		for _, name := range []string{"kept", "gone"} {
			in := crm.Inlet{Name: name, Active: true, Route: crm.LeadRoute{Product: w.Product}}
			if _, err := tx.SaveInlet(in, "old "+name); err != nil {
				return err
			}
		}
		return tx.CarryInlets([]store.InletRow{{ID: 1, Hash: "new", Hint: "abcd"}})
	})
	w.Read(func(v *store.View) error {
		first, err := v.InletHash(1)
		if err != nil {
			return err
		}
		second, err := v.InletHash(2)
		if first != "new" || second == "old gone" {
			t.Errorf("the tokens are %q and %q", first, second)
		}
		return err
	})
}

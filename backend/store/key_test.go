package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/secret"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func TestALostKeyIsNotReplacedWhereSomethingIsSealed(t *testing.T) {
	t.Parallel()
	w := testkit.NewWorld(t) // its accounts have passwords
	w.Close()
	key := filepath.Join(w.Dir, secret.KeyFile)
	if err := os.Rename(key, key+".away"); err != nil {
		t.Fatal(err)
	}
	open := func() error {
		s, err := store.Open(t.Context(), store.Options{Dir: w.Dir, Clock: w.Clock.Time})
		if err == nil {
			_ = s.Close()
		}
		return err
	}
	var e *crm.Error
	if err := open(); !errors.As(err, &e) || e.Key != "error.secret_missing" {
		t.Errorf("opened without its key: %v", err)
	}
	if _, err := os.Stat(key); err == nil {
		t.Error("a new key was made")
	}
	if err := os.Rename(key+".away", key); err != nil {
		t.Fatal(err)
	}
	if err := open(); err != nil {
		t.Errorf("with its key again: %v", err)
	}
}

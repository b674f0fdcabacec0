package secret_test

import (
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"stepwise/backend/crm"
	"stepwise/backend/secret"
)

// The system's keyring is one for the whole program, so these tests take turns.

// sealed is a folder with a key and something that it sealed.
func sealed(t *testing.T) (dir string, text []byte, key []byte) {
	t.Helper()
	dir = t.TempDir()
	box, err := secret.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return dir, box.Seal("parolă", "account/1"), box.Key()
}

// opens says whether a folder's key opens what was sealed.
func opens(t *testing.T, dir string, text []byte) bool {
	t.Helper()
	box, err := secret.Open(dir)
	if err != nil {
		return false
	}
	plain, err := box.Open(text, "account/1")
	return err == nil && plain == "parolă"
}

func is(t *testing.T, what string, err error, key string) {
	t.Helper()
	var e *crm.Error
	if !errors.As(err, &e) || e.Key != key {
		t.Errorf("%s: %v, want %s", what, err, key)
	}
}

func exists(dir, name string) bool {
	_, err := os.Stat(filepath.Join(dir, name))
	return err == nil
}

func TestAKeyMovesIntoTheKeyringAndBack(t *testing.T) {
	keyring.MockInit()
	dir, text, key := sealed(t)
	if p := secret.Where(dir); p.Kind != secret.PlaceFile {
		t.Fatalf("at first it is in %+v", p)
	}
	for range 2 { // the second time there is nothing to do
		if err := secret.IntoKeyring(dir); err != nil {
			t.Fatal(err)
		}
	}
	if p := secret.Where(dir); p.Kind != secret.PlaceKeyring || exists(dir, secret.KeyFile) || !opens(t, dir, text) {
		t.Fatalf("after the move: %+v", p)
	}
	for _, name := range []string{secret.RingFile, secret.MarkFile} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || strings.Contains(string(b), string(key)) || strings.Contains(string(b), hex.EncodeToString(key)) {
			t.Errorf("%s holds the key, or is not there: %v", name, err)
		}
	}
	if err := secret.IntoFile(dir); err != nil || !opens(t, dir, text) || secret.Where(dir).Kind != secret.PlaceFile {
		t.Errorf("back in the file: %v", err)
	}
}

func TestAKeyStaysInItsFileWhereThereIsNoKeyring(t *testing.T) {
	keyring.MockInitWithError(errors.New("dial unix: no such file"))
	dir, text, _ := sealed(t)
	is(t, "no keyring", secret.IntoKeyring(dir), "error.no_keyring")
	if secret.Where(dir).Kind != secret.PlaceFile || !opens(t, dir, text) || exists(dir, secret.RingFile) {
		t.Error("the key is not where it was")
	}
}

func TestAMoveThatWasCutOffIsFinished(t *testing.T) {
	keyring.MockInit()
	dir, text, key := sealed(t)
	if err := secret.IntoKeyring(dir); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, secret.KeyFile), key) // as if it had died just before the file went
	if !opens(t, dir, text) {
		t.Error("between the two the key is lost")
	}
	if err := secret.IntoKeyring(dir); err != nil || exists(dir, secret.KeyFile) || !opens(t, dir, text) {
		t.Errorf("finished: %v", err)
	}
}

func TestARestoredKeyComesBeforeTheOneInTheKeyring(t *testing.T) {
	keyring.MockInit()
	dir, _, _ := sealed(t)
	if err := secret.IntoKeyring(dir); err != nil {
		t.Fatal(err)
	}
	_, text, other := sealed(t)
	put(t, filepath.Join(dir, secret.KeyFile), other)
	if !opens(t, dir, text) {
		t.Error("the restored key is not used")
	}
	if err := secret.IntoKeyring(dir); err != nil || !opens(t, dir, text) {
		t.Errorf("moved: %v", err)
	}
}

func TestAKeyringThatIsAwayIsNotAnsweredWithANewKey(t *testing.T) {
	keyring.MockInit()
	dir, text, _ := sealed(t)
	if err := secret.IntoKeyring(dir); err != nil {
		t.Fatal(err)
	}
	keyring.MockInitWithError(errors.New("the keyring is locked"))
	_, err := secret.Open(dir)
	is(t, "locked", err, "error.secret_keyring")
	if exists(dir, secret.KeyFile) {
		t.Error("a new key was made")
	}
	box, err := secret.Look(dir)
	if err != nil {
		t.Fatalf("who only reads: %v", err)
	}
	if plain, err := box.Open(text, "account/1"); err == nil {
		t.Errorf("opened %q without the key", plain)
	}
	keyring.MockInit() // another computer: a keyring without it
	_, err = secret.Open(dir)
	is(t, "another computer", err, "error.secret_keyring")
	if err := secret.Renew(dir); err != nil || opens(t, dir, text) || secret.Where(dir).Kind != secret.PlaceFile {
		t.Errorf("a new one, because a person said so: %v", err)
	}
	is(t, "again", secret.Renew(dir), "error.secret_there")
}

func put(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

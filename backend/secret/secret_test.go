package secret_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"stepwise/backend/secret"
)

func TestASealedPasswordComesBackAfterARestartAndIsNotReadable(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first, err := secret.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	sealed := first.Seal("parolă", "account/1")
	if bytes.Contains(sealed, []byte("parol")) {
		t.Fatal("the sealed bytes show the password")
	}
	again, err := secret.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := again.Open(sealed, "account/1"); err != nil || got != "parolă" {
		t.Fatalf("opened %q, %v", got, err)
	}
	if _, err := again.Open(sealed, "account/2"); err == nil {
		t.Fatal("sealed for one account, opened for another")
	}
	info, err := os.Stat(filepath.Join(dir, secret.KeyFile))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("key file mode %v, %v", info.Mode(), err)
	}
}

func TestADamagedKeyFileIsRefusedAndNotReplaced(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, secret.KeyFile)
	if err := os.WriteFile(path, []byte("short"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := secret.Open(dir); err == nil {
		t.Fatal("a damaged key was accepted")
	}
	if b, _ := os.ReadFile(path); string(b) != "short" {
		t.Fatal("the damaged key was overwritten")
	}
}

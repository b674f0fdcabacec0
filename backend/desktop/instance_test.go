package desktop

import (
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

func TestASecondStartBringsTheFirstWindowUp(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if Show(t.Context(), dir) {
		t.Error("there is no window yet")
	}
	var ups atomic.Int32
	first, err := Listen(t.Context(), dir, func() { ups.Add(1) })
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(dir, doorFile)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("its key is for this person alone: %v %v", info, err)
	}
	for range 2 {
		if !Show(t.Context(), dir) {
			t.Error("the window should come up")
		}
	}
	if !IsOpen(t.Context(), dir) {
		t.Error("it is open")
	}
	if got := ups.Load(); got != 2 {
		t.Errorf("came up %d times, want 2", got)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if Show(t.Context(), dir) {
		t.Error("the window has gone")
	}
}

func TestWhatADeadWindowLeftBehindIsNoWindow(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first, err := Listen(t.Context(), dir, func() { t.Error("a wrong key shows nothing") })
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	written, err := os.ReadFile(filepath.Join(dir, doorFile))
	if err != nil {
		t.Fatal(err)
	}
	address, _, _ := strings.Cut(string(written), " ")
	for name, text := range map[string]string{
		"nothing":                    "",
		"no key":                     address,
		"another's key":              address + " 00112233445566778899aabbccddeeff",
		"a door that is shut":        "127.0.0.1:1 00112233445566778899aabbccddeeff",
		"a door on another computer": "192.0.2.1:80 00112233445566778899aabbccddeeff",
		"not an address":             "window key",
	} {
		if err := os.WriteFile(filepath.Join(dir, doorFile), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if Show(t.Context(), dir) {
			t.Errorf("%s: nothing should have answered", name)
		}
	}
}

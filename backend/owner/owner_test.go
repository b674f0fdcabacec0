package owner_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/owner"
)

var me = owner.Info{PID: 4711, Host: "office", Version: "1.2.0", Started: 1_790_000_000_000}

func TestASecondOwnerIsToldWhoHoldsTheFolder(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new", "data")
	lock, err := owner.Take(dir, me)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := lock.Release(); err != nil {
			t.Error(err)
		}
	}()

	_, err = owner.Take(dir, owner.Info{PID: 1, Host: "other"})
	var e *crm.Error
	if !errors.As(err, &e) || e.Code != crm.CodeConflict || e.Key != "backend.locked" {
		t.Fatalf("want conflict backend.locked, got %v", err)
	}
	if e.Args["pid"] != "4711" || e.Args["host"] != "office" {
		t.Errorf("it should name the holder, got %v", e.Args)
	}
	if holder, ok := owner.Holder(dir); !ok || holder != me {
		t.Errorf("the holder should stay written in the file, got %v %v", holder, ok)
	}
}

func TestAReleasedFolderCanBeTakenAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for range 3 {
		lock, err := owner.Take(dir, me)
		if err != nil {
			t.Fatal(err)
		}
		if err := lock.Release(); err != nil {
			t.Fatal(err)
		}
		if holder, ok := owner.Holder(dir); ok {
			t.Errorf("nobody should hold it, got %v", holder)
		}
	}
}

func TestWhatAProcessThatDiedLeftBehindIsNoHold(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "lock"), []byte("\x00{\"pid\":99,\"host\":\"gone\"}"), 0o600); err != nil {
		t.Fatal(err)
	}
	lock, err := owner.Take(dir, me)
	if err != nil {
		t.Fatal(err)
	}
	if err := lock.Release(); err != nil {
		t.Fatal(err)
	}
}

func TestTheFolderIsForItsUserAlone(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	lock, err := owner.Take(dir, me)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, "lock"): 0o600} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s: mode %v, want %v", path, info.Mode().Perm(), want)
		}
	}
	if err := lock.Release(); err != nil {
		t.Fatal(err)
	}
}

func TestAFolderThatCantBeMadeIsUnavailable(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := owner.Take(filepath.Join(file, "data"), me)
	if crm.CodeOf(err) != crm.CodeUnavailable {
		t.Fatalf("want unavailable, got %v", err)
	}
}

func TestAProcessThatWasKilledNoLongerRuns(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if owner.Running(dir) {
		t.Error("nobody has taken it")
	}
	lock, err := owner.Take(dir, owner.Info{PID: os.Getpid()})
	if err != nil {
		t.Fatal(err)
	}
	if !owner.Running(dir) {
		t.Error("this process has it")
	}
	dead := exec.Command(os.Args[0], "-test.run=^$")
	if err := dead.Run(); err != nil {
		t.Fatal(err)
	}
	if err := lock.Release(); err != nil {
		t.Fatal(err)
	}
	if lock, err = owner.Take(dir, owner.Info{PID: dead.Process.Pid}); err != nil {
		t.Fatal(err)
	}
	if owner.Running(dir) {
		t.Error("its process has ended")
	}
	if err := lock.Release(); err != nil {
		t.Fatal(err)
	}
}

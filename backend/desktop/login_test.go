package desktop

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stepwise/backend/crm"
)

func places(dir string) map[string]file {
	return map[string]file{"XDG": autostart(dir), "macOS": agent(dir)}
}

func TestWhatStartsAtLoginIsWhatTheSystemHas(t *testing.T) {
	t.Parallel()
	for name, f := range places(filepath.Join(t.TempDir(), "new", "home")) {
		l := &Login{program: `/opt/Ștefan & "co" $1/step%wise`, args: []string{Hidden, "--data", "/home/ana/cărți"}, place: f}
		is := func(want bool, when string) {
			t.Helper()
			if on, err := l.On(); err != nil || on != want {
				t.Errorf("%s, %s: on is %v, %v", name, when, on, err)
			}
		}
		is(false, "at first")
		for range 2 {
			if err := l.Set(true); err != nil {
				t.Fatal(err)
			}
			is(true, "switched on")
		}
		if info, err := os.Stat(f.path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", name, info, err)
		}
		other := &Login{program: "/elsewhere/stepwise", place: f}
		if on, err := other.On(); err != nil || on {
			t.Errorf("%s: another copy of the program does not start, got %v %v", name, on, err)
		}
		for range 2 {
			if err := l.Set(false); err != nil {
				t.Fatal(err)
			}
			is(false, "switched off")
		}
		if _, err := os.Stat(f.path); !os.IsNotExist(err) {
			t.Errorf("%s: the file should be gone, %v", name, err)
		}
	}
}

func TestADesktopThatSwitchedTheEntryOffIsBelieved(t *testing.T) {
	t.Parallel()
	const program = "/usr/bin/stepwise"
	on := entry(program, []string{Hidden})
	if !strings.Contains(on, "\nExec=\"/usr/bin/stepwise\" \"--hidden\"\n") {
		t.Errorf("the entry is\n%s", on)
	}
	tests := map[string]struct {
		text string
		want bool
	}{
		"as written":        {on, true},
		"hidden by the XDG": {on + "Hidden=true\n", false},
		"switched off":      {strings.Replace(on, "enabled=true", "enabled=false", 1), false},
		"of another copy":   {strings.Replace(on, "/usr/bin", "/opt", 1), false},
		"empty":             {"", false},
	}
	for name, c := range tests {
		if got := entryStarts(c.text, program); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestWithoutAHomeNothingCanStartAtLogin(t *testing.T) {
	t.Parallel()
	l := NewLogin("", func(string) string { return "" })
	if l.place != nil {
		t.Skip("this system needs no home")
	}
	if _, err := l.On(); crm.CodeOf(err) != crm.CodeUnavailable {
		t.Errorf("On: %v", err)
	}
	if err := l.Set(true); crm.CodeOf(err) != crm.CodeUnavailable {
		t.Errorf("Set: %v", err)
	}
}

func TestAFolderThatCantBeWrittenSaysSo(t *testing.T) {
	t.Parallel()
	notAFolder := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(notAFolder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	l := &Login{program: "/usr/bin/stepwise", place: autostart(notAFolder)}
	if err := l.Set(true); crm.CodeOf(err) != crm.CodeUnavailable {
		t.Errorf("Set: %v", err)
	}
}

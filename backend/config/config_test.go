package config_test

import (
	"path/filepath"
	"testing"

	"stepwise/backend/config"
)

func env(pairs map[string]string) func(string) string {
	return func(name string) string { return pairs[name] }
}

func TestTheDataFolderIsTheFlagThenTheVariableThenTheUsersOwn(t *testing.T) {
	home := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", home)
	t.Setenv("HOME", home)
	variable := map[string]string{"STEPWISE_DATA": "/srv/stepwise"}
	tests := map[string]struct {
		flag string
		env  map[string]string
		want string
	}{
		"the flag":              {"/tmp/try", variable, "/tmp/try"},
		"the variable":          {"", variable, "/srv/stepwise"},
		"a path from here":      {"try", nil, absolute(t, "try")},
		"nothing said: my home": {"", nil, ""},
	}
	for name, c := range tests {
		got, err := config.New(c.flag, env(c.env))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if c.want == "" && filepath.Base(got.Data) != "stepwise" || c.want != "" && got.Data != c.want {
			t.Errorf("%s: got %s, want %s", name, got.Data, c.want)
		}
	}
}

func absolute(t *testing.T, path string) string {
	t.Helper()
	whole, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return whole
}

func TestTheTerminalsLanguage(t *testing.T) {
	t.Parallel()
	tests := map[string]map[string]string{
		"en": {"LANG": "C.UTF-8"},
		"ro": {"LANG": "ro_RO.UTF-8"},
		"hu": {"LANG": "en_US.UTF-8", "LC_ALL": "hu_HU"},
	}
	for want, pairs := range tests {
		if got := config.Language(env(pairs)); got != want {
			t.Errorf("%v: got %s, want %s", pairs, got, want)
		}
	}
	if got := config.Language(env(map[string]string{"LC_MESSAGES": "RO.utf8", "LANG": "hu"})); got != "ro" {
		t.Errorf("messages come before the rest, got %s", got)
	}
	if got := config.Language(env(nil)); got != "en" {
		t.Errorf("nothing said is English, got %s", got)
	}
}

func TestADisplay(t *testing.T) {
	t.Parallel()
	if config.HasDisplay("linux", env(nil)) {
		t.Error("no variable, no display")
	}
	for _, name := range []string{"DISPLAY", "WAYLAND_DISPLAY"} {
		if !config.HasDisplay("linux", env(map[string]string{name: ":0"})) {
			t.Errorf("%s is a display", name)
		}
	}
	if !config.HasDisplay("windows", env(nil)) {
		t.Error("Windows always has one")
	}
}

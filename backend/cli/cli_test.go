package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"stepwise/backend"
	"stepwise/backend/cli"
	"stepwise/backend/desktop"
)

// typed is what came of a command line.
type typed struct {
	code        int
	out, errors string
}

// run types a command; env is "NAME=value".
func run(t *testing.T, window func(context.Context, *backend.Backend, cli.WindowStart) error, env []string, args ...string) typed {
	t.Helper()
	var out, errs bytes.Buffer
	code := cli.Run(t.Context(), cli.Program{
		Assets: fstest.MapFS{"index.html": {}}, Args: args, Stdout: &out, Stderr: &errs, Window: window,
		Getenv: func(name string) string {
			for _, e := range env {
				if value, ok := strings.CutPrefix(e, name+"="); ok {
					return value
				}
			}
			return ""
		},
	})
	return typed{code, out.String(), errs.String()}
}

func TestExitCodesSayWhatHappened(t *testing.T) {
	t.Parallel()
	bad := filepath.Join(t.TempDir(), "bad.jsonl")
	write(t, bad, "{broken\n")
	wrong := filepath.Join(t.TempDir(), "wrong.jsonl")
	write(t, wrong, `{"id":"X1","text":"a","expect":{"encoding":"GSM-7","units":7,"parts":1,"part_units":[7],"part_chars":[7],"too_long":false}}`+"\n")
	tests := map[string]struct {
		args []string
		code int
		says string // on stdout, or on stderr where the code isn't 0
	}{
		"help":                       {[]string{"--help"}, 0, "Exit codes: 0 done"},
		"help on a command":          {[]string{"serve", "--help"}, 0, "loopback only"},
		"version":                    {[]string{"version"}, 0, "stepwise 0.1.0-dev (go1."},
		"no such command":            {[]string{"fly"}, 2, "fly"},
		"no such flag":               {[]string{"serve", "--fly"}, 2, "--fly"},
		"a flag without its value":   {[]string{"serve", "--data"}, 2, "--data"},
		"timing cases":               {[]string{"verify", "timing", "../timing/testdata/schedule_public.jsonl"}, 0, "300 passed, 0 failed\n"},
		"sms cases":                  {[]string{"verify", "sms", "../sms/testdata/sms_public.jsonl"}, 0, "200 passed, 0 failed\n"},
		"a case that fails":          {[]string{"verify", "sms", wrong}, 1, "X1"},
		"a file that isn't there":    {[]string{"verify", "timing", "nowhere.jsonl"}, 2, "Cannot read nowhere.jsonl"},
		"a file of something else":   {[]string{"verify", "timing", bad}, 2, "Cannot read"},
		"an address others reach":    {[]string{"serve", "--addr", "0.0.0.0:0"}, 2, "can be reached by others"},
		"an address that is none":    {[]string{"serve", "--addr", "here"}, 2, "is not an address"},
		"a folder that is a file":    {[]string{"serve", "--addr", "127.0.0.1:0", "--data", bad}, 3, "cannot be used"},
		"a window without a display": {nil, 3, "stepwise serve"},
	}
	for name, c := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := run(t, nil, nil, c.args...)
			said := got.out
			if c.code != cli.ExitOK {
				said = got.errors
			}
			if got.code != c.code || !strings.Contains(said, c.says) {
				t.Errorf("got %d, %q, %q; want %d and %q", got.code, got.out, got.errors, c.code, c.says)
			}
			if c.code == cli.ExitOK && got.errors != "" {
				t.Errorf("nothing is wrong, but stderr says %q", got.errors)
			}
		})
	}
}

func TestVersionAndVerifyCanAnswerInJSON(t *testing.T) {
	t.Parallel()
	var version struct{ Version, Go, Platform string }
	if err := json.Unmarshal([]byte(run(t, nil, nil, "version", "--json").out), &version); err != nil || version.Go == "" {
		t.Errorf("got %v, %v", version, err)
	}
	var verified struct {
		Passed, Failed int
		Failures       []string
	}
	got := run(t, nil, nil, "verify", "sms", "--json", "../sms/testdata/sms_public.jsonl")
	if err := json.Unmarshal([]byte(got.out), &verified); err != nil || verified.Passed != 200 || verified.Failures == nil {
		t.Errorf("got %v, %v", verified, err)
	}
}

func TestASecondProcessIsToldInItsLanguageWhoHoldsTheFolder(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	display := "DISPLAY=:1"
	first := run(t, func(context.Context, *backend.Backend, cli.WindowStart) error {
		for lang, want := range map[string]string{
			"": "is in use by process", "C": "is in use by process", "ro_RO.UTF-8": "este folosit de procesul", "hu_HU.UTF-8": "folyamat használja",
		} {
			second := run(t, nil, []string{"LANG=" + lang}, "serve", "--addr", "127.0.0.1:0", "--data", data)
			if second.code != cli.ExitClosed || !strings.Contains(second.errors, want) {
				t.Errorf("%q: got %d %q", lang, second.code, second.errors)
			}
		}
		taken, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
		if err != nil {
			return err
		}
		defer taken.Close()
		addr := taken.Addr().String()
		if both := run(t, nil, nil, "serve", "--addr", addr, "--data", data); both.code != cli.ExitClosed || !strings.Contains(both.errors, "is in use by process") {
			t.Errorf("folder and address in use: got %d %q", both.code, both.errors)
		}
		if other := run(t, nil, nil, "serve", "--addr", addr, "--data", t.TempDir()); other.code != cli.ExitFailed || !strings.Contains(other.errors, "--addr") {
			t.Errorf("the address in use: got %d %q", other.code, other.errors)
		}
		return nil
	}, []string{display}, "--data", data)
	if first.code != cli.ExitOK {
		t.Errorf("the first should end well: %d %s", first.code, first.errors)
	}
	if again := run(t, func(context.Context, *backend.Backend, cli.WindowStart) error { return nil }, []string{display, "STEPWISE_DATA=" + data}); again.code != cli.ExitOK {
		t.Errorf("the folder should be free again: %d %s", again.code, again.errors)
	}
}

func TestAWindowThatFailsIsSaid(t *testing.T) {
	t.Parallel()
	got := run(t, func(context.Context, *backend.Backend, cli.WindowStart) error {
		return errors.New("failed to init GTK")
	},
		[]string{"WAYLAND_DISPLAY=wayland-0"}, "--data", t.TempDir())
	if got.code != cli.ExitClosed || !strings.Contains(got.errors, "failed to init GTK") {
		t.Errorf("got %d %q", got.code, got.errors)
	}
	if got := run(t, func(context.Context, *backend.Backend, cli.WindowStart) error { return nil }, nil, "--data", t.TempDir()); got.code != cli.ExitClosed {
		t.Errorf("without a display: got %d %q", got.code, got.errors)
	}
}

func TestServeAnswersUntilItIsToldToStop(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	read, write := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- cli.Run(ctx, cli.Program{
			Assets: fstest.MapFS{"index.html": {}}, Getenv: func(string) string { return "" }, Stdout: write, Stderr: io.Discard,
			Args: []string{"serve", "--addr", "127.0.0.1:0", "--json", "--data", t.TempDir()},
		})
	}()
	var ready struct {
		Address string `json:"address"`
		SignIn  string `json:"sign_in"`
		Data    string `json:"data"`
	}
	if err := json.NewDecoder(read).Decode(&ready); err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, ready.SignIn, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	if err := answer.Body.Close(); err != nil || answer.StatusCode != http.StatusOK || !strings.HasPrefix(ready.SignIn, ready.Address) {
		t.Errorf("the link should let in: %s %v", answer.Status, err)
	}
	stop()
	if code := <-ended; code != cli.ExitOK {
		t.Errorf("a stop is a clean end, got %d", code)
	}
	if _, err := os.Stat(filepath.Join(ready.Data, "lock")); err != nil {
		t.Error(err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestASecondStartBringsTheFirstWindowUpAndEnds(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	env := []string{"DISPLAY=:0"}
	ups := 0
	window := func(ctx context.Context, b *backend.Backend, start cli.WindowStart) error {
		if start.Data != data || start.LoginData != data || start.Hidden {
			t.Errorf("started as %+v", start)
		}
		first, err := desktop.Listen(ctx, start.Data, func() { ups++ })
		if err != nil {
			return err
		}
		for _, flags := range [][]string{{}, {"--hidden"}} {
			second := run(t, func(context.Context, *backend.Backend, cli.WindowStart) error {
				t.Error("there should be one window")
				return nil
			}, env, append([]string{"--data", data}, flags...)...)
			if second.code != 0 || !strings.Contains(second.out, "comes to the front") {
				t.Errorf("%v: %+v", flags, second)
			}
		}
		return first.Close()
	}
	if first := run(t, window, env, "--data", data); first.code != 0 {
		t.Errorf("%+v", first)
	}
	if ups != 1 { // the start at login leaves it where it is
		t.Errorf("came up %d times, want once", ups)
	}
}

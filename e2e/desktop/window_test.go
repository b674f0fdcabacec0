//go:build desktope2e

package desktop

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience is how long anything in the window may take before the story fails.
const patience = time.Minute

// window is one open desktop window.
type window struct {
	t      *testing.T
	driver string // address of WebKitWebDriver, "http://127.0.0.1:34567"
	id     string // of the session
	data   string // the data folder
	pid    int    // of the program
}

// openWindow starts the program on a data folder, in an environment with more
// in it, and takes hold of its window.
func openWindow(t *testing.T, data string, env ...string) *window {
	t.Helper()
	w := &window{t: t, data: data, driver: startDriver(t)}
	pidFile := filepath.Join(t.TempDir(), "pid")
	options := map[string]any{"binary": starter(t, data, pidFile, env), "args": []string{}}
	var session struct {
		SessionID string `json:"sessionId"`
	}
	w.ask(http.MethodPost, "/session", map[string]any{
		"capabilities": map[string]any{"alwaysMatch": map[string]any{"webkitgtk:browserOptions": options}},
	}, &session)
	w.id = "/session/" + session.SessionID
	pid, err := os.ReadFile(pidFile)
	if err != nil {
		t.Fatal(err)
	}
	if w.pid, err = strconv.Atoi(strings.TrimSpace(string(pid))); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.close)
	return w
}

// starter writes the script that the driver starts as "the browser".
func starter(t *testing.T, data, pidFile string, env []string) string {
	t.Helper()
	script := filepath.Join(t.TempDir(), "start.sh")
	text := fmt.Sprintf("#!/bin/sh\necho $$ >%s\nexport STEPWISE_DATA=%s LD_PRELOAD=%s %s\nexec %s\n",
		pidFile, data, automation(t), strings.Join(env, " "), program(t))
	if err := os.WriteFile(script, []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
	return script
}

// program is the path of what is tested.
func program(t *testing.T) string {
	t.Helper()
	name := os.Getenv("STEPWISE_WINDOW")
	if name == "" {
		name = "../../build/e2e/stepwise-window"
	}
	name, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(name); err != nil {
		t.Fatalf("build the program first: %v", err)
	}
	return name
}

// automation compiles the library that lets the driver in.
func automation(t *testing.T) string {
	t.Helper()
	flags, err := exec.CommandContext(t.Context(), "pkg-config", "--cflags", "--libs", "webkit2gtk-4.1").Output()
	if err != nil {
		t.Fatalf("pkg-config webkit2gtk-4.1: %v", err)
	}
	library := filepath.Join(t.TempDir(), "automation.so")
	args := append([]string{"-shared", "-fPIC", "-o", library, "testdata/automation.c"}, strings.Fields(string(flags))...)
	if out, err := exec.CommandContext(t.Context(), "gcc", args...).CombinedOutput(); err != nil {
		t.Fatalf("gcc: %v\n%s", err, out)
	}
	return library
}

// startDriver starts WebKitWebDriver on a free port and waits until it answers.
func startDriver(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	host, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	driver := exec.CommandContext(ctx, "WebKitWebDriver", "--host="+host, "--port="+port)
	log, err := os.Create(filepath.Join(t.TempDir(), "driver.log"))
	if err != nil {
		t.Fatal(err)
	}
	driver.Stdout, driver.Stderr = log, log // the window's own words come this way
	if err := driver.Start(); err != nil {
		t.Fatalf("start WebKitWebDriver (apt: webkit2gtk-driver): %v", err)
	}
	t.Cleanup(func() {
		stop()
		_ = driver.Wait() // it was killed
		if said, err := os.ReadFile(log.Name()); err == nil && t.Failed() {
			t.Logf("the window said:\n%s", said)
		}
		_ = log.Close()
	})
	address := "http://" + net.JoinHostPort(host, port)
	eventually(t, "WebKitWebDriver answers", func() bool {
		response, err := http.Get(address + "/status")
		if err != nil {
			return false
		}
		return response.Body.Close() == nil
	})
	return address
}

// close ends the program as a person's session would: by asking it to.
func (w *window) close() {
	if syscall.Kill(w.pid, syscall.SIGTERM) != nil {
		return // it has ended already
	}
	eventually(w.t, "the program ends", func() bool { return syscall.Kill(w.pid, 0) != nil })
}

// eventually waits for something that the window does in its own time.
func eventually(t *testing.T, what string, happens func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if happens() {
			return
		}
	}
	t.Fatalf("waited %v in vain: %s", patience, what)
}

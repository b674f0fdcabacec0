package e2e_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stepwise/backend/testkit/sink"
)

// envLong asks for the long forms; envTools names a folder with sinks and an
// audit that were written by others, for the loop to run against too.
const (
	envLong  = "STEPWISE_LONG"
	envTools = "STEPWISE_SINKS"
)

const (
	longCycles = 200
	longCards  = 2500 // an email and an SMS each
)

// every is 5 faults in 100 attempts, of every kind alike; those of a connection
// are drawn ten times as often, for it serves many messages.
func every(kinds []string) map[string]float64 {
	out := map[string]float64{}
	for _, k := range kinds {
		out[k] = .05 / float64(len(kinds))
		if k == "connect-drop" || strings.HasPrefix(k, "greet-") {
			out[k] *= 10
		}
	}
	return out
}

// burst is how many entries the sinks write in a cycle before the kill: any
// number, the same each time.
func burst(cycle int) int { return cycle*7919%43 + 3 }

func TestTheLongLoop(t *testing.T) {
	if os.Getenv(envLong) == "" {
		t.Skip("make killloop runs it")
	}
	s := startSinks(t, 11, false, rates{every(sink.SMTPFaults), every(sink.SMSFaults)})
	dir := prepared(t, longCards, s.places(false))
	kills, cycles := 0, 0
	for ; cycles < longCycles; cycles++ {
		if killed(t, s, dir, burst(cycles)) {
			kills++
		}
	}
	undisturbed(t, dir)
	claims, report := audit(t, dir, s.mail.Entries(), s.sms.Entries(), kills+s.ambiguous())
	t.Logf("%d messages, %d cycles, %d kills, faults %v, %d of them ambiguous: %s", len(claims), cycles, kills, s.hits(), s.ambiguous(), report)
	if len(claims) != 2*longCards {
		t.Errorf("%d messages", len(claims))
	}
}

// The same against a mail server, a gateway and an audit of another make.
func TestTheLongLoopAgainstSinksOfOthers(t *testing.T) {
	tools := os.Getenv(envTools)
	if os.Getenv(envLong) == "" || tools == "" {
		t.Skip("make killloop SINKS=FOLDER runs it")
	}
	logs := t.TempDir()
	mail, sms := filepath.Join(logs, "smtp.jsonl"), filepath.Join(logs, "sms.jsonl")
	at := places{mailPort: freePort(t)}
	port := freePort(t)
	at.sms = fmt.Sprintf("http://127.0.0.1:%d", port)
	foreign(t, filepath.Join(tools, "smtp_sink.py"), at.mailPort, mail, every(sink.SMTPFaults))
	foreign(t, filepath.Join(tools, "sms_sink.py"), port, sms, every(sink.SMSFaults))
	dir := prepared(t, longCards, at)
	kills := 0
	for cycle := range longCycles {
		if killedByLog(t, dir, burst(cycle), mail, sms) {
			kills++
		}
	}
	undisturbed(t, dir)
	took, err := sink.ReadLog(mail)
	if err != nil {
		t.Fatal(err)
	}
	texts, err := sink.ReadLog(sms)
	if err != nil {
		t.Fatal(err)
	}
	ambiguous := 0
	for _, e := range append(slices.Clone(took), texts...) {
		if e.Reply == "none" || e.Reply == "slow" || e.Ev == sink.EvDropped {
			ambiguous++
		}
	}
	// a mailto alone is right (RFC 2369), and all that a program without a public
	// address can offer
	claims, report := audit(t, dir, took, texts, kills+ambiguous, "unsubscribe-pair-broken")
	t.Logf("%d messages, %d kills, %d ambiguous faults of the log: %s", len(claims), kills, ambiguous, report)
	foreignAudit(t, tools, logs, claims, kills+ambiguous, mail, sms)
}

func freePort(t *testing.T) int {
	t.Helper()
	ln, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ln.Close() }()
	return ln.Addr().(*net.TCPAddr).Port
}

// foreign starts a sink of others and waits until it listens.
func foreign(t *testing.T, script string, port int, log string, faults map[string]float64) {
	t.Helper()
	args := []string{script, "--listen", fmt.Sprintf("127.0.0.1:%d", port), "--log", log, "--slow", "1"}
	for name, rate := range faults {
		args = append(args, "--fault", fmt.Sprintf("%s=%g", name, rate))
	}
	cmd := exec.CommandContext(t.Context(), "python3", args...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	for range 200 {
		if conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			_ = conn.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal(script + " does not listen")
}

func lines(logs ...string) (n int) {
	for _, log := range logs {
		text, err := os.ReadFile(log)
		if err == nil {
			n += bytes.Count(text, []byte("\n"))
		}
	}
	return n
}

// killedByLog is killed for sinks that are known by their logs alone.
func killedByLog(t *testing.T, dir string, after int, logs ...string) bool {
	t.Helper()
	total := lines(logs...) + after
	cmd := command(t.Context(), dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	gone := make(chan struct{})
	go func() { defer close(gone); _ = cmd.Wait() }()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for lines(logs...) < total {
		select {
		case <-gone:
			return false
		case <-tick.C:
		}
	}
	_ = cmd.Process.Kill()
	<-gone
	return !cmd.ProcessState.Exited()
}

// foreignAudit asks the audit of others too.
func foreignAudit(t *testing.T, tools, folder string, claims []sink.Claim, maxUnknown int, mail, sms string) {
	t.Helper()
	var out strings.Builder
	buffered := bufio.NewWriter(&out)
	for _, c := range claims {
		if c.State == "uncertain" {
			c.State = "unknown"
		}
		if c.State == "suppressed" || c.State == "cancelled" {
			c.State = "skipped"
		}
		if err := json.NewEncoder(buffered).Encode(c); err != nil {
			t.Fatal(err)
		}
	}
	_ = buffered.Flush()
	file := filepath.Join(folder, "claims.jsonl")
	if err := os.WriteFile(file, []byte(out.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "python3", filepath.Join(tools, "audit.py"),
		"--claims", file, "--smtp", mail, "--sms", sms, "--max-unknown", fmt.Sprint(maxUnknown))
	said, err := cmd.CombinedOutput()
	t.Logf("%s", said)
	if err != nil {
		t.Error(err)
	}
}

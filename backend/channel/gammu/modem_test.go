package gammu_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stepwise/backend/channel/gammu"
	"stepwise/backend/crm"
)

// modem is gammu-smsd over its dummy phone, a program that we did not write. What
// it does is read from its log.
func modem(t *testing.T, a crm.Account) (rc string, start func() (until func(words string))) {
	t.Helper()
	if _, err := exec.LookPath("gammu-smsd"); err != nil {
		t.Skip("gammu-smsd is not installed")
	}
	dir := t.TempDir()
	rc = filepath.Join(dir, "rc")
	config := fmt.Sprintf(`[gammu]
model = dummy
connection = none
device = %s
gammuloc = /dev/null

[smsd]
service = files
logfile = stderr
debuglevel = 1
inboxpath = %s/
outboxpath = %s/
sentsmspath = %s/
errorsmspath = %s/
outboxformat = unicode
inboxformat = unicode
commtimeout = 1
loopsleep = 1
`, filepath.Join(dir, "phone"), a.Gammu.Inbox, a.Gammu.Outbox, a.Gammu.Sent, a.Gammu.Error)
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "phone"), 0o700), os.WriteFile(rc, []byte(config), 0o600)); err != nil {
		t.Fatal(err)
	}
	return rc, func() func(string) {
		ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
		cmd := exec.CommandContext(ctx, "gammu-smsd", "-c", rc)
		log, err := cmd.StderrPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			cancel()
			_ = cmd.Wait()
		})
		lines := bufio.NewScanner(log)
		return func(words string) {
			t.Helper()
			for lines.Scan() {
				if strings.Contains(lines.Text(), words) {
					return
				}
			}
			t.Fatalf("the modem never said %q", words)
		}
	}
}

func TestAModemSendsAndReceives(t *testing.T) {
	t.Parallel()
	a, g := account(t), gammu.New()
	rc, start := modem(t, a)
	save := exec.CommandContext(t.Context(), "gammu", "-c", rc, "savesms", "TEXT", "-folder", "1", "-unread", "-sender", "+40712345678", "-text", "Stop")
	if said, err := save.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	out := g.Send(t.Context(), a, message(), []byte("Salut, Ștefan: 20 €"), agreed)
	if out.Kind != crm.Accepted {
		t.Fatalf("outcome %+v", out)
	}
	until := start()
	until("Renamed " + a.Gammu.Outbox)
	if list := files(t, a.Gammu.Sent); len(list) != 1 || list[0] != out.Remote {
		t.Errorf("sent %v", list)
	}
	if found := g.Lookup(t.Context(), a, message().Key); found != crm.FoundYes {
		t.Errorf("look-up says %q", found)
	}
	news, err := g.Poll(t.Context(), a, []crm.OpenPart{{Remote: out.Remote}})
	if err != nil || len(news.Receipts) != 0 || len(news.Incoming) != 1 || news.Incoming[0].Text != "Stop" || news.Incoming[0].From != "+40712345678" {
		t.Errorf("news %+v, %v", news, err)
	}
}

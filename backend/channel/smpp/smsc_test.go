package smpp_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/channel/smpp"
	"stepwise/backend/crm"
)

// seen is what the message centre saw.
type seen struct {
	Ev         string
	Port       int
	OK         bool
	Version    int
	To, From   string
	TON        int
	Coding     int
	Class      int
	Registered int
	Text, UDH  string
	Status     int
}

// centre is a message centre that we did not write, run by a script.
type centre struct {
	lines *bufio.Scanner
	port  int
}

func startCentre(t *testing.T) *centre {
	t.Helper()
	modules, err := filepath.Abs("../../../frontend/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(modules, "smpp")); err != nil {
		t.Skip("the npm package smpp is not installed")
	}
	cmd := exec.CommandContext(t.Context(), "node", "testdata/smsc.cjs")
	cmd.Env = append(os.Environ(), "NODE_PATH="+modules)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		_ = cmd.Wait()
	})
	c := &centre{lines: bufio.NewScanner(out)}
	c.port = c.next(t, "listening").Port
	return c
}

// next is the next thing of a kind that it saw; what comes before is passed over.
func (c *centre) next(t *testing.T, ev string) (s seen) {
	t.Helper()
	for c.lines.Scan() {
		s = seen{}
		if err := json.Unmarshal(c.lines.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		if s.Ev == ev {
			return s
		}
	}
	t.Fatalf("the centre ended before %q", ev)
	return s
}

func (c *centre) account() crm.Account {
	return crm.Account{
		ID: 2, Channel: crm.ChannelSMS, Kind: crm.AccountSMPP, Secret: "s3cret", SMS: &crm.SMSSettings{From: "Atelier", AllowPrivate: true},
		SMPP: &crm.SMPPSettings{Host: "127.0.0.1", Port: c.port, SystemID: "stepwise", Alphabet: "latin1", Long: "udh", Window: 10},
	}
}

func client(t *testing.T, fail *error) (*smpp.SMPP, chan crm.News) {
	t.Helper()
	told := make(chan crm.News, 20)
	s := smpp.New(func(_ context.Context, id crm.AccountID, news crm.News) error {
		if id != 2 {
			t.Errorf("news of account %d", id)
		}
		if fail != nil && *fail != nil {
			return *fail
		}
		told <- news
		return nil
	})
	t.Cleanup(s.Close)
	return s, told
}

func send(t *testing.T, s *smpp.SMPP, a crm.Account, to, text string) (crm.Outcome, int) {
	t.Helper()
	m := crm.Message{Key: "k7q2m4xn5b3vz6t8r1w9y0pdca", To: to}
	raw, err := s.Compose(a, m, crm.Rendered{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	commits := 0
	return s.Send(t.Context(), a, m, raw, func() error { commits++; return nil }), commits
}

func TestAMessageCentreOfAnotherMakeTakesMessagesAndReports(t *testing.T) {
	t.Parallel()
	c := startCentre(t)
	s, told := client(t, nil)
	out, commits := send(t, s, c.account(), "+40712345678", "Bună ziua: ș")
	if out.Kind != crm.Accepted || commits != 1 || out.Remote != "1f1" || !slices.Equal(out.Parts, []string{"1f1"}) {
		t.Fatalf("outcome %+v after %d commits", out, commits)
	}
	if bind := c.next(t, "bind"); !bind.OK || bind.Version != 0x34 {
		t.Errorf("bound %+v", bind)
	}
	got := c.next(t, "submit")
	if got.To != "40712345678" || got.From != "Atelier" || got.TON != 5 || got.Coding != 8 || got.Registered != 1 || got.Text != "Bună ziua: ș" {
		t.Errorf("submitted %+v", got)
	}
	r := (<-told).Receipts[0]
	if r.State != crm.MessageDelivered || r.Remote != "497" || !slices.Contains(r.Also, "1f1") || r.To != "40712345678" {
		t.Errorf("an id in hexadecimal, reported in decimal: %+v", r)
	}
	if c.next(t, "told").Status != 0 {
		t.Error("the centre was not told that its report arrived")
	}
	if _, _ = send(t, s, c.account(), "+40712345679", "Only Latin: é"); c.next(t, "submit").Coding != 3 {
		t.Error("not Latin 1")
	}
	if err := s.Check(t.Context(), c.account()); err != nil {
		t.Errorf("check says %v", err)
	}
	s.Close()
	c.next(t, "unbind")
}

func TestALongTextGoesInPartsOrAsOne(t *testing.T) {
	t.Parallel()
	c := startCentre(t)
	s, _ := client(t, nil)
	text := strings.Repeat("Programare confirmata. ", 10)
	out, commits := send(t, s, c.account(), "+40712345678", text)
	if out.Kind != crm.Accepted || commits != 1 || len(out.Parts) != 2 {
		t.Fatalf("outcome %+v after %d commits", out, commits)
	}
	first, second := c.next(t, "submit"), c.next(t, "submit")
	if first.Class != 0x40 || first.Text+second.Text != text || first.UDH[:8] != second.UDH[:8] {
		t.Errorf("parts %+v %+v", first, second)
	}
	if !strings.HasSuffix(first.UDH, "0201") || !strings.HasSuffix(second.UDH, "0202") {
		t.Errorf("headers %s %s", first.UDH, second.UDH)
	}
	a := c.account()
	a.SMPP.Long = "payload"
	if out, _ := send(t, s, a, "+40712345678", text); out.Kind != crm.Accepted || len(out.Parts) != 1 {
		t.Errorf("outcome %+v", out)
	}
	if got := c.next(t, "submit"); got.Text != text || got.Class != 0 {
		t.Errorf("whole %+v", got)
	}
}

func TestWhatACentreAnswersIsJudged(t *testing.T) {
	t.Parallel()
	c := startCentre(t)
	s, told := client(t, nil)
	for _, tc := range []struct {
		to    string
		want  crm.OutcomeKind
		retry int
		bad   bool
	}{
		{"+40700000001", crm.Refused, 0, true},
		{"+40700000002", crm.Temporary, 5, false},
		{"+40700000002", crm.Accepted, 0, false},
		{"+40700000004", crm.Refused, 0, false},
		{"+40700000003", crm.Unclear, 0, false}, // it took it and hung up
		{"+40712345678", crm.Accepted, 0, false},
	} {
		out, commits := send(t, s, c.account(), tc.to, "Salut")
		if out.Kind != tc.want || out.RetryAfter != tc.retry || out.BadAddress != tc.bad || commits != 1 {
			t.Errorf("%s: %+v after %d commits", tc.to, out, commits)
		}
	}
	<-told
	<-told
	if out, _ := send(t, s, c.account(), "+40700000005", "Salut"); out.Kind != crm.Accepted {
		t.Errorf("outcome %+v", out)
	}
	if in := (<-told).Incoming; len(in) != 1 || in[0].From != "+40712345678" || in[0].Text != "Dezabonare, vă rog" {
		t.Errorf("came in %+v", in)
	}
	a := c.account()
	a.Secret = "wrong"
	if out, commits := send(t, s, a, "+40712345678", "Salut"); out.Kind != crm.Stopped || commits != 0 {
		t.Errorf("a wrong password: %+v after %d commits", out, commits)
	}
	a.SMS = &crm.SMSSettings{From: "Atelier"}
	if out, commits := send(t, s, a, "+40712345678", "Salut"); out.Kind != crm.Stopped || commits != 0 {
		t.Errorf("WH01 this computer, not allowed: %+v", out)
	}
}

func TestAFailedCommitSendsNothingAndAReportThatCantBeKeptComesAgain(t *testing.T) {
	t.Parallel()
	c := startCentre(t)
	full := errors.New("disk full")
	s, _ := client(t, &full)
	m := crm.Message{Key: "k7q2m4xn5b3vz6t8r1w9y0pdca", To: "+40712345677"}
	if out := s.Send(t.Context(), c.account(), m, []byte("Salut"), func() error { return full }); out.Kind != crm.Aborted {
		t.Errorf("outcome %+v", out)
	}
	if out, _ := send(t, s, c.account(), "+40712345678", "Salut"); out.Kind != crm.Accepted {
		t.Errorf("outcome %+v", out)
	}
	if got := c.next(t, "submit"); got.To != "40712345678" {
		t.Errorf("the centre saw %+v", got)
	}
	if got := c.next(t, "told"); got.Status != 0x64 {
		t.Errorf("the centre was told %#x", got.Status)
	}
}
